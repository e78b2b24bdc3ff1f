"""The President's office: the English version has the Ukrainian slug and number after /en/.

No page of it was seen. [D] addresses of 2023-2026; [C] a public scraper of the English speeches.
A Russian edition is claimed, no address of it was found.
"""

from scraper.crawling import NewsSpider
from scraper.sites import Edition, Expect, Hreflang, Listing, SamePath


class PresidentGovUa(NewsSpider):
    name = "president_gov_ua"
    title = "Офіційне інтернет-представництво Президента України"
    timezone = "Europe/Kyiv"
    editions = {
        "uk": Edition("https://www.president.gov.ua/", Listing("/news/all")),  # [?]
        "en": Edition(
            "https://www.president.gov.ua/en/",
            Listing("/en/news/all"),  # [?]
            Listing("/en/news/speeches"),  # [C]
        ),
    }
    article_url = r"^/(?:en/)?news/[\w-]+-(?P<key>\d+)$"
    translations = (Hreflang(), SamePath())
    headline = ("div.article h1", "h1")
    body = ("div.article_content", "div.article")  # first [C]
    date = ("div.article p.date", "p.date")  # [C]
    expects = Expect(articles_per_day=5, lead=0.0, image=0.2, complete=0.3)
    verified = None
