"""Ukrinform: each language on a host of its own, numbers not shared.

Facts without a mark come from a saved Russian page of 2020-09-20. Its hreflang led to the other
editions' home pages, which are no translations; versions are found by content.
"""

from scraper.crawling import NewsSpider
from scraper.sites import Edition, Expect, Hreflang, Rss


class Ukrinform(NewsSpider):
    name = "ukrinform"
    title = "Укрінформ"
    timezone = "Europe/Kyiv"
    editions = {
        "uk": Edition("https://www.ukrinform.ua/", Rss("/rss/block-lastnews")),
        "en": Edition("https://www.ukrinform.net/", Rss("/rss/block-lastnews")),
        "ru": Edition("https://www.ukrinform.ru/", Rss("/rss/block-lastnews")),
    }
    article_url = r"^/rubric-[\w-]+/(?P<key>\d+)-[\w-]+\.html$"
    translations = (Hreflang(),)  # [?] in case it leads to articles some day
    headline = ("h1.newsTitle", "h1")
    lead = ("div.newsHeading",)
    body = ("div.newsText", "article")  # [C] article: kovidgoyal/calibre
    date = ("div.newsDate time",)
    tags = ("aside.tags a.tag",)
    strip = ("section.read", "aside", "div[data-name=int_hidden]", "img.pixel")
    expects = Expect(articles_per_day=200, complete=0.02)
    verified = "2020-09-20"
