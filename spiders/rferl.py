"""Radio Free Europe: a host and a newsroom for each language; nothing links one to the other.

No page of it was seen. [C] `zotero/translators` (addresses), `kovidgoyal/calibre` and a family of
scrapers of 2025 (selectors, the Ukrainian sitemap). Which feeds there are is not known.
"""

from scraper.crawling import NewsSpider
from scraper.sites import Edition, Expect, Listing, Sitemap


class Rferl(NewsSpider):
    name = "rferl"
    title = "RFE/RL"
    timezone = "Europe/Prague"
    editions = {
        "uk": Edition(
            "https://www.radiosvoboda.org/",
            Sitemap("/sitemap_9_latest.xml.gz"),  # [C]
            Listing("/"),
        ),
        "en": Edition("https://www.rferl.org/", Listing("/")),  # [?]
        "ru": Edition("https://www.svoboda.org/", Listing("/")),  # [?]
    }
    article_url = r"^/a/(?:[^/]+/)?(?P<key>\d+)\.html$"
    translations = ()
    headline = ("h1.title", "h1")  # first [?]
    body = ("#article-content div.wsw", "div.wsw")
    date = ("div.published time",)
    strip = (".media-block.also-read", ".wsw__embed", ".share--box")
    expects = Expect(articles_per_day=60, lead=0.3)
    verified = None
