"""Meduza: Russian, and English under /en/ with slugs of its own; nothing links them that is known.

No page of it was seen. [D] addresses of news; [C] `kovidgoyal/calibre` recipes/meduza.recipe,
`easylist/ruadlist`.
"""

from scraper.crawling import NewsSpider
from scraper.sites import Edition, Expect, Hreflang, Rss


class Meduza(NewsSpider):
    name = "meduza"
    title = "Meduza"
    timezone = "Europe/Riga"
    editions = {
        "en": Edition(
            "https://meduza.io/en/", Rss("/rss2/en/news"), Rss("/rss2/en/stories")
        ),  # [C]
        "ru": Edition("https://meduza.io/", Rss("/rss2/news")),  # [C] calibre
    }
    article_url = r"^/(?:en/)?(?:news|feature|short|cards)/\d{4}/\d{2}/\d{2}/[\w-]+$"
    translations = (Hreflang(),)  # [?]
    headline = ("h1",)
    body = (
        "div.GeneralMaterial-article",
        "[class*=GeneralMaterial-module-article]",
        "article",
    )  # [C]
    strip = (
        "[class*=RelatedBlock]",
        "[class*=Toolbar]",
        "[class*=SupportBlock-module-root]",
        "[class*=EmailSubscription-module-root]",
        "#div-gpt-ad",
    )  # [C] calibre, ruadlist
    expects = Expect(articles_per_day=60, lead=0.0)
    verified = None
