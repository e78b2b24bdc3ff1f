"""BBC: English, Ukrainian and Russian newsrooms under one host, nothing links their articles.

Facts come from saved English pages of 2012 to 2026-04-25, whose hreflang named only regional
variants of the same text; no Ukrainian or Russian page was seen. [C] `kovidgoyal/calibre`.
"""

from scraper.crawling import NewsSpider
from scraper.sites import Edition, Expect, Hreflang, Rss


class Bbc(NewsSpider):
    name = "bbc"
    title = "BBC News"
    timezone = "Europe/London"
    editions = {
        "uk": Edition(
            "https://www.bbc.com/ukrainian/", Rss("https://feeds.bbci.co.uk/ukrainian/rss.xml")
        ),
        "en": Edition("https://www.bbc.com/news/", Rss("https://feeds.bbci.co.uk/news/rss.xml")),
        "ru": Edition(
            "https://www.bbc.com/russian/", Rss("https://feeds.bbci.co.uk/russian/rss.xml")
        ),
    }  # feeds [C] calibre
    article_url = r"^/(?:news|ukrainian|russian)/(?:articles/\w+|[a-z-]+-\d{6,})$"
    translations = (Hreflang(),)
    headline = ("article h1", "main h1", "h1")
    body = (
        "article [data-component=text-block], article [data-component=subheadline-block], "
        "article [data-component=unordered-list-block]",  # last [?]
        "article",
        "main",  # [?] Ukrainian and Russian pages
    )
    expects = Expect(articles_per_day=150, lead=0.0)
    verified = "2026-04-25"
