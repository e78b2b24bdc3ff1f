"""A site that exists only behind the proxy of the tests."""

from __future__ import annotations

from scraper.crawling import NewsSpider
from scraper.sites import Edition, Expect, Hreflang, Rss


class Ranok(NewsSpider):
    """Its list is in plain HTTP, its articles in HTTPS."""

    name = "ranok"
    title = "Ранок"
    timezone = "Europe/Kyiv"
    editions = {"uk": Edition("http://ranok.example/", Rss("/rss.xml"))}  # noqa: RUF012
    article_url = r"/(?P<key>\d+)\.html$"
    translations = (Hreflang(),)
    expects = Expect()
