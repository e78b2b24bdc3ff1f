"""LIGA.net's news host: no numbers; a link inside the article leads to the other language.

No page of today was seen. [D] addresses of 2020-2026; [C] a survey of 2026-09-22 found the feed and
list of the Ukrainian edition; `kovidgoyal/calibre`, `easylist/ruadlist`. The outlet's other hosts
(www., biz., tech., life.) are left out.
"""

from scraper.crawling import NewsSpider
from scraper.sites import Edition, Expect, Hreflang, Listing, Rss, Switcher


class Liga(NewsSpider):
    name = "liga"
    title = "LIGA.net"
    timezone = "Europe/Kyiv"
    editions = {
        "uk": Edition(
            "https://news.liga.net/ua/", Rss("/ua/all/rss.xml"), Listing("/ua/news")
        ),  # [C]
        "en": Edition(
            "https://news.liga.net/en/", Rss("/en/all/rss.xml"), Listing("/en/news")
        ),  # [?]
        "ru": Edition("https://news.liga.net/", Rss("/all/rss.xml"), Listing("/news")),  # [?] 2020
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
