"""UNN: one host; the Ukrainian edition has no prefix, the English one has slugs of its own.

[D] addresses of 2025-2026; the feed is [C] in public lists of feeds. The page's parts come from a
saved Russian page of 2020-12-03 on the former host unn.com.ua, which had hreflang. Today's layout
was not seen, so reading may be generic.
"""

from scraper.crawling import NewsSpider
from scraper.sites import Edition, Expect, Hreflang, Listing, Rss


class Unn(NewsSpider):
    name = "unn"
    title = "УНН"
    timezone = "Europe/Kyiv"
    editions = {
        "uk": Edition("https://unn.ua/", Rss("/rss/news_uk.xml"), Listing("/news")),
        "en": Edition("https://unn.ua/en/", Listing("/en/news")),  # [?]
        "ru": Edition("https://unn.ua/ru/", Listing("/ru/news")),  # [?]
    }
    article_url = r"^/(?:ru/|en/)?news/\w+(?:-\w+){2,}/?$"  # sections have shorter names
    translations = (Hreflang(),)  # 2020; [?] today
    headline = ("h1.title", "h1")
    body = ("[itemprop=articleBody]", "article")
    tags = (".b-news-tags a",)
    strip = (".b-news-source", ".b-news-tags", ".b-news-footer", ".b-notice-msg")
    expects = Expect(articles_per_day=200, complete=0.02)
    verified = "2020-12-03"
