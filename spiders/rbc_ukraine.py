"""RBC-Ukraine: Ukrainian and Russian on one host, prefixes swapped since 2022; English on its own.

`/rus/` holds Ukrainian, `/ukr/` Russian. Facts without a mark come from scraped lists of 2026-05;
[C] marks what other people's scrapers claim and `scrapy inspect rbc_ukraine` should confirm.
"""

from scraper.crawling import NewsSpider
from scraper.sites import DayArchive, Edition, Expect, Hreflang, Listing, Rss, SamePath, Switcher


class RbcUkraine(NewsSpider):
    name = "rbc_ukraine"
    title = "RBC-Ukraine"
    timezone = "Europe/Kyiv"
    editions = {
        "uk": Edition(
            "https://www.rbc.ua/rus/",
            Rss("/static/rss/all.ukr.rss.xml"),  # [C] calibre; which language it carries is unknown
            Listing("/rus/news/"),
            DayArchive("/rus/archive/{:%Y/%m/%d}"),
            also=("https://auto.rbc.ua/rus/",),
        ),
        "en": Edition(
            "https://newsukraine.rbc.ua/",
            Rss("/rss.xml"),  # [C] seen once
            Listing("/news/"),
        ),
        "ru": Edition(
            "https://www.rbc.ua/ukr/",
            Rss("/static/rss/all.rus.rss.xml"),  # [C] calibre
            Listing("/ukr/news/"),
            DayArchive("/ukr/archive/{:%Y/%m/%d}"),
            also=("https://auto.rbc.ua/ukr/",),  # [?] only the Ukrainian one was seen
        ),
    }
    article_url = r"/(?P<slug>[\w-]+)-(?P<key>\d{10})\.html$"
    translations = (Hreflang(), Switcher("span.lang-publication a"), SamePath(("uk", "ru")))
    headline = ("article h1", "h1")
    body = ("article div.txt", "div.txt", "div.publication-body", "article")  # [C] two scrapers
    authors = ("div.publication-wrapper-author a",)  # [C] 2025
    tags = ("div.intext-tags a",)
    strip = (
        "span.lang-publication",
        ".share",
        ".navi-share",
        ".read-in-google",
        ".read-in-socials",
        ".intext-tags",
        "ins",
        "[id^=bn_]",
        ".vidverto-wrapper",
        "[data-type=_mgwidget]",
        ".adsens-wrap",
        ".privasypolicy-info",
    )  # [C] calibre, ruadlist
    expects = Expect(articles_per_day=150, lead=0.9, image=0.9, complete=0.1)
    verified = None
