"""LIGA.net: a host for each field, no numbers; a link in the article leads to the other language.

No page of today was seen. [D] addresses of 2020-2026; [C] a survey of 2026-09-22 found the feed and
list of the Ukrainian edition; `kovidgoyal/calibre`, `easylist/ruadlist`.
"""

from scraper.crawling import NewsSpider
from scraper.sites import Edition, Expect, Hreflang, Listing, Rss, Switcher


class Liga(NewsSpider):
    name = "liga"
    title = "LIGA.net"
    timezone = "Europe/Kyiv"
    editions = {
        "uk": Edition(
            "https://news.liga.net/ua/",
            Rss("/ua/all/rss.xml"),  # [C]
            Listing("/ua/news"),  # [C]
            also=(
                "https://biz.liga.net/ua/",
                "https://tech.liga.net/ua/",
                "https://life.liga.net/ua/",
            ),
        ),
        "en": Edition(
            "https://news.liga.net/en/", Rss("/en/all/rss.xml"), Listing("/en/news")
        ),  # [?]
        "ru": Edition(
            "https://news.liga.net/",
            Rss("/all/rss.xml"),  # [?] 2020
            Listing("/news"),  # [?] 2020
            also=("https://biz.liga.net/", "https://tech.liga.net/", "https://life.liga.net/"),
        ),
    }
    article_url = (
        r"^/(?:ua/|en/)?[\w-]+/"
        r"(?:news|articles?|interview|chronicle|photo|video|opinion)/[\w-]{8,}/?$"
    )
    translations = (Switcher("div.hreflang-link a, a.hreflang-link"), Hreflang())  # [C] calibre
    headline = ("article h1", "h1")
    body = ("#news-text", "article")  # first [C] calibre
    tags = (".article__tags a",)  # [C] calibre
    strip = (
        ".hreflang-link",
        ".read-too",
        ".article__tags",
        ".vakansii-block-article",
        ".social-shares",
        ".tg-block",
        ".marketing-block",
    )  # [C] calibre, ruadlist
    expects = Expect(articles_per_day=80, complete=0.02)
    verified = None
