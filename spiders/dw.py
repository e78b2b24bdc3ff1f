"""Deutsche Welle: a prefix and a number of its own for each language, nothing links the versions.

Facts come from saved German pages of 2023 and 2024-01-30 and English ones of about 2020; no
Ukrainian or Russian page was seen. [C] `kovidgoyal/calibre` for the Russian feed.
"""

from scraper.crawling import NewsSpider
from scraper.sites import Edition, Expect, Hreflang, Rss


class Dw(NewsSpider):
    name = "dw"
    title = "DW"
    timezone = "Europe/Berlin"
    editions = {
        "uk": Edition("https://www.dw.com/uk/", Rss("https://rss.dw.com/xml/rss-ukr-all")),  # [?]
        "en": Edition("https://www.dw.com/en/", Rss("https://rss.dw.com/xml/rss-en-all")),  # [?]
        "ru": Edition("https://www.dw.com/ru/", Rss("https://rss.dw.com/xml/rss-ru-all")),  # [C]
    }
    article_url = r"^/(?:uk|en|ru)/[^/]+/a-(?P<key>\d+)$"
    translations = (Hreflang(),)
    headline = ("article header h1", "h1")
    lead = ("article header > p", "p.intro")
    body = ("div.rich-text", "div.longText")
    date = ("article header time",)
    expects = Expect(articles_per_day=80, lead=0.7, image=0.7)
    verified = "2024-01-30"
