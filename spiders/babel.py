"""Babel: one host, the same number with a slug of its own in each language.

No page of it was seen. [D] addresses of 2022-2024; [C] a configuration of 2025 that reads thirteen
Ukrainian outlets. A Russian edition is claimed, no address of it was found.
"""

from scraper.crawling import NewsSpider
from scraper.sites import DayArchive, Edition, Expect, Hreflang, Listing, SameKey


class Babel(NewsSpider):
    name = "babel"
    title = "Бабель"
    timezone = "Europe/Kyiv"
    editions = {
        "uk": Edition(
            "https://babel.ua/",
            DayArchive("/text-sitemap/{:%Y-%m/%d}"),  # [C] 2024
            Listing("/news"),  # [?]
        ),
        "en": Edition("https://babel.ua/en/", Listing("/en/news")),  # [?]
    }
    article_url = r"^/(?:en/)?(?:news|texts)/(?P<key>\d+)-[\w-]+$"
    # [?] One counter numbers all articles, so a number that is not shared joins nothing.
    translations = (Hreflang(), SameKey())
    headline = ("article h1", "h1")
    body = ("div.c-post-text.js-article-content", "div.js-article-content", "article")  # [C]
    date = (".c-post-data-box time",)  # [C]
    strip = (".c-subs-social",)  # [C]
    expects = Expect(articles_per_day=40, complete=0.05)
    verified = None
