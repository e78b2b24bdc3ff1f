"""The Cabinet of Ministers: the English version keeps the Ukrainian slug after /en/.

No page of it was seen, so reading is generic. [D] addresses of 2022-2026.
"""

from scraper.crawling import NewsSpider
from scraper.sites import Edition, Expect, Hreflang, Listing, Rss, SamePath


class Kmu(NewsSpider):
    name = "kmu"
    title = "Кабінет Міністрів України"
    timezone = "Europe/Kyiv"
    editions = {
        "uk": Edition("https://www.kmu.gov.ua/", Listing("/news")),  # [?]
        "en": Edition(
            "https://www.kmu.gov.ua/en/", Rss("/en/news/rss"), Listing("/en/news")
        ),  # [C]
    }
    article_url = r"^/(?:en/)?news/\w+(?:-\w+){2,}/?$"  # sections have shorter names [?]
    translations = (Hreflang(), SamePath())  # inferred from the slugs
    date = (".article-info time", "time")  # [?]
    expects = Expect(articles_per_day=10, lead=0.0, image=0.0, complete=0.2)
    verified = None
