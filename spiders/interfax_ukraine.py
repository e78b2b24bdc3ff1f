"""Interfax-Ukraine: a host per language, Ukrainian on the bare one; numbers seem not to be shared.

No page of it was seen. [D] addresses of 2022-2026; [C] `kovidgoyal/calibre`, `easylist/ruadlist`.
"""

from scraper.crawling import NewsSpider
from scraper.sites import Edition, Expect, Hreflang, Rss


class InterfaxUkraine(NewsSpider):
    name = "interfax_ukraine"
    title = "Інтерфакс-Україна"
    timezone = "Europe/Kyiv"
    editions = {
        "uk": Edition("https://interfax.com.ua/", Rss("/news/last.rss")),  # [C] calibre
        "en": Edition("https://en.interfax.com.ua/", Rss("/news/last.rss")),  # [C] calibre
        "ru": Edition("https://ru.interfax.com.ua/", Rss("/news/last.rss")),  # [C] calibre
    }
    article_url = r"^/news/[\w-]+/(?P<key>\d+)\.html$"
    translations = (Hreflang(),)  # [?]
    headline = ("h1.article-content-title", "article h1", "h1")  # first [?]
    body = ("div.article-content", "article.article-content-view", "article")  # second [C] calibre
    tags = ("div.article-tags a",)  # [C] calibre
    strip = (
        ".article-content-title",
        ".article-tags",
        ".article-content-secondary-header",
        ".art-follow",
        ".subscribe-us",
    )  # [C] calibre, ruadlist
    expects = Expect(articles_per_day=100, lead=0.2, image=0.2, complete=0.02)
    verified = None
