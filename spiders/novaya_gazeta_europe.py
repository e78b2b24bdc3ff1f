"""Novaya Gazeta Europe: one host without prefixes; only the end of the slug tells the language.

No page of it was seen. [D] addresses of 2022-2026; [C] `kovidgoyal/calibre`, `easylist/ruadlist`.
Class names are hashed, so selectors ask for their beginnings.
"""

from scraper.crawling import NewsSpider
from scraper.sites import Edition, Expect, Hreflang, Rss


class NovayaGazetaEurope(NewsSpider):
    name = "novaya_gazeta_europe"
    title = "Новая газета Европа"
    timezone = "Europe/Riga"
    editions = {
        "en": Edition("https://novayagazeta.eu/", Rss("/feed/rss/en"), path=r"-en(?:-news)?$"),
        "ru": Edition("https://novayagazeta.eu/", Rss("/feed/rss/ru")),
    }  # feeds [C] calibre
    article_url = r"^/articles/\d{4}/\d{2}/\d{2}/[\w-]+$"
    translations = (Hreflang(),)  # [?]
    headline = ("h1",)
    body = ("[class^=ArticleBlocks_]", "article", "main")  # first [C] ruadlist
    expects = Expect(articles_per_day=30, lead=0.0)
    verified = None
