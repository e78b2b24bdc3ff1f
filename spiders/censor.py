"""Censor.net: one host; Ukrainian with the prefix /ua/ in 2022, without one in 2025.

No page of it was seen. [D] addresses of 2022-2026; [C] `easylist/ruadlist`, public scrapers and
lists of feeds of 2025.
"""

from scraper.crawling import NewsSpider
from scraper.sites import DayArchive, Edition, Expect, Hreflang, Listing, Rss, SameKey, Switcher


class Censor(NewsSpider):
    name = "censor"
    title = "Цензор.НЕТ"
    timezone = "Europe/Kyiv"
    editions = {
        "uk": Edition(
            "https://censor.net/",
            Rss("https://assets.censor.net/rss/censor.net/rss_uk_feed.xml"),  # [C] 2026
            DayArchive("/ua/news/all/page/1/archive/{:%Y-%m-%d}/category/0/sortby/date"),  # [C]
        ),
        "en": Edition("https://censor.net/en/", Listing("/en/news/all")),  # [?]
        "ru": Edition("https://censor.net/ru/", Listing("/ru/news/all")),  # [?]
    }
    article_url = (
        r"^/(?:ua/|ru/|en/)?(?:[\w-]+/)?(?:news|resonance|photo_news|video_news)"
        r"/(?P<key>\d+)/[\w-]+$"
    )
    # [?] One counter numbers all articles, so a number that is not shared joins nothing.
    translations = (Hreflang(), Switcher(".lang_switcher a"), SameKey())  # switcher [C] ruadlist
    headline = ("article h1", "h1")
    body = ("[itemprop=articleBody]", "div.news-text", "article")  # [?]
    strip = (".news-social-wrapp", ".block-share-link", ".partners")  # [C] ruadlist
    expects = Expect(articles_per_day=150, complete=0.02)
    verified = None
