"""ZN.ua (Dzerkalo Tyzhnia): Ukrainian and Russian under prefixes of one host.

No page of today was seen, one Russian page of 2011 has nothing in common with it. [C]
`kovidgoyal/calibre`. Of an English edition there is no trace.
"""

from scraper.crawling import NewsSpider
from scraper.sites import Edition, Expect, Hreflang, Rss


class Zn(NewsSpider):
    name = "zn"
    title = "ZN.UA"
    timezone = "Europe/Kyiv"
    editions = {
        "uk": Edition("https://zn.ua/ukr/", Rss("/ukr/rss/full.rss")),  # [C] calibre
        "ru": Edition("https://zn.ua/rus/", Rss("/rus/rss/full.rss")),  # [C] calibre
    }
    article_url = r"^/(?:ukr|rus)/[\w-]+/[\w-]+\.html$"  # [?]
    translations = (Hreflang(),)  # [?]
    headline = ("article h1", "h1")
    body = ("div.article_body", "article")  # [C] calibre
    strip = (
        ".telegram",
        ".special_theme_news_block",
        ".article_attached",
        ".questionnaire",
    )  # [C] calibre
    expects = Expect(articles_per_day=80, complete=0.1)
    verified = None
