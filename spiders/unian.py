"""UNIAN: a host per language, numbers not shared.

Addresses and the Ukrainian feed come from a saved feed of 2020; no page of today was seen. [C]
`kovidgoyal/calibre`, `easylist/ruadlist`. The English host was last seen in 2020 [?].
"""

from scraper.crawling import NewsSpider
from scraper.sites import Edition, Expect, Hreflang, Rss


class Unian(NewsSpider):
    name = "unian"
    title = "УНІАН"
    timezone = "Europe/Kyiv"
    editions = {
        "uk": Edition("https://www.unian.ua/", Rss("https://rss.unian.net/site/news_ukr.rss")),
        "en": Edition("https://www.unian.info/", Rss("https://rss.unian.net/site/news_eng.rss")),
        "ru": Edition("https://www.unian.net/", Rss("https://rss.unian.net/site/news_rus.rss")),
    }  # feeds of en and ru [C] calibre
    article_url = r"^/(?:[\w-]+/)*[\w-]+-(?P<key>\d{8})\.html$"
    translations = (Hreflang(),)  # [?]
    headline = ("div.article h1", "h1")
    lead = ("p.article__like-h2", ".article__announce")  # [?]
    body = ("div.article-text", "article")  # first [C] calibre
    date = ("div.article__info-item.time",)  # [?]
    authors = ("a.article__author-name",)  # [?]
    tags = ("div.article__tags a",)  # [?]
    strip = (
        ".read-also-slider",
        ".article__info-item",
        ".partner-news",
        ".support-unian",
        ".support-post",
        ".newsfeed__ad",
        "[data-ad]",
    )  # [C] calibre, ruadlist
    expects = Expect(articles_per_day=250, complete=0.01)
    verified = None
