"""Euronews: a host per language; hreflang names the translations that exist, slugs are unrelated.

Facts come from saved English, German and French pages of 2024-04-30 and 2026-01-06; no Russian page
was seen. In 2024 x-default was the English article, in 2026 the bare home page. There is no
Ukrainian edition.
"""

from scraper.crawling import NewsSpider
from scraper.sites import Edition, Expect, Hreflang, Rss


class Euronews(NewsSpider):
    name = "euronews"
    title = "Euronews"
    timezone = "Europe/Paris"
    editions = {
        "en": Edition("https://www.euronews.com/", Rss("/rss?level=vertical&name=news")),
        "ru": Edition("https://ru.euronews.com/", Rss("/rss?level=vertical&name=news")),
    }
    article_url = r"^/(?:[\w-]+/)*\d{4}/\d{2}/\d{2}/[\w-]+$"
    translations = (Hreflang(),)
    headline = ("h1.c-article-redesign-title", "h1")
    lead = (".c-article-summary",)
    body = ("div.c-article-content",)
    authors = (".c-article-contributors a", ".c-article-contributors b")
    date = ("time.c-article-publication-date",)
    strip = (
        ".widget--type-related",
        ".widget--type-tweet",
        ".connatix-container",
        ".c-ad",
        ".c-article-content__first-element",
    )
    expects = Expect(articles_per_day=60, lead=0.8, image=0.8)
    verified = "2026-01-06"
