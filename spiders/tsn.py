"""TSN: one host, Ukrainian without a prefix.

No page of it was seen. [D] addresses of 2025; [C] `easylist/ruadlist` and public lists of feeds.
"""

from scraper.crawling import NewsSpider
from scraper.sites import Edition, Expect, Hreflang, Listing, Rss


class Tsn(NewsSpider):
    name = "tsn"
    title = "ТСН"
    timezone = "Europe/Kyiv"
    editions = {
        "uk": Edition("https://tsn.ua/", Rss("/rss/full.rss")),  # [C]
        "en": Edition("https://tsn.ua/en/", Listing("/en/")),  # [?]
        "ru": Edition("https://tsn.ua/ru/", Listing("/ru/")),  # [?]
    }
    article_url = r"^/(?:ru/|en/)?(?:[\w-]+/)+[\w-]+-(?P<key>\d+)\.html$"
    translations = (Hreflang(),)  # [?]
    headline = ("article h1", "h1")
    body = (".c-article__body", "article")  # first [C] ruadlist
    strip = ("[data-ad-container]", "[data-share-container]", "p:has(a[href*='t.me/'])")  # [C]
    expects = Expect(articles_per_day=200, complete=0.01)
    verified = None
