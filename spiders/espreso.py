"""Espreso: Ukrainian on the main host, English on `global.`; no number, a slug of its own in each.

No page of it was seen. [D] addresses of 2025; [C] a family of scrapers of 2025 (selectors).
"""

from scraper.crawling import NewsSpider
from scraper.sites import Edition, Expect, Hreflang, Listing


class Espreso(NewsSpider):
    name = "espreso"
    title = "Еспресо"
    timezone = "Europe/Kyiv"
    editions = {
        "uk": Edition("https://espreso.tv/", Listing("/")),  # [?]
        "en": Edition("https://global.espreso.tv/", Listing("/")),  # [?]
    }
    article_url = r"^/[a-z0-9]+(?:-[a-z0-9]+){3,}/?$"  # [D] sections have shorter names
    translations = (Hreflang(),)  # [?]
    body = ("section.content_current_article", "article")  # first [C]
    date = (".news__author_date",)  # [C]
    strip = (".recomendation_list",)  # [C]
    expects = Expect(articles_per_day=80)
    verified = None
