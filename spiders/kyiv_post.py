"""Kyiv Post: English without a prefix, Ukrainian under /uk/.

No page of it was seen. [D] addresses; [C] public scrapers for the feeds. Whether the versions share
numbers is not known, so numbers prove nothing here.
"""

from scraper.crawling import NewsSpider
from scraper.sites import Edition, Expect, Hreflang, Rss


class KyivPost(NewsSpider):
    name = "kyiv_post"
    title = "Kyiv Post"
    timezone = "Europe/Kyiv"
    editions = {
        "uk": Edition("https://www.kyivpost.com/uk/", Rss("/uk/feed")),  # [C]
        "en": Edition("https://www.kyivpost.com/", Rss("/feed")),  # [C]
    }
    article_url = r"^/(?:uk/)?post/(?P<key>\d+)$"
    translations = (Hreflang(),)  # [?]
    headline = (".single-article h1", "h1")
    body = ("#post-content", ".single-article", "article")  # first [?], second [C]
    strip = (".post-author-block",)  # [C]
    expects = Expect(articles_per_day=40, complete=0.05)
    verified = None
