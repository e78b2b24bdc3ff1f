"""NV (Novyi Chas): Ukrainian and Russian on one host, English on its own.

No page of it was seen. [D] addresses of 2023-2026; [C] `kovidgoyal/calibre` recipes/nv_ua.recipe,
`easylist/ruadlist`.
"""

from scraper.crawling import NewsSpider
from scraper.sites import Edition, Expect, Hreflang, Rss, SameKey


class Nv(NewsSpider):
    name = "nv"
    title = "НВ"
    timezone = "Europe/Kyiv"
    editions = {
        "uk": Edition("https://nv.ua/ukr/", Rss("/ukr/rss/all.xml")),  # [C] calibre
        "en": Edition("https://english.nv.ua/", Rss("/rss/all_english.xml")),  # [C] calibre
        "ru": Edition("https://nv.ua/", Rss("/rss/all.xml")),  # [C] calibre
    }
    article_url = r"^/(?:ukr/)?(?:[\w-]+/)*[\w-]+-(?P<key>\d{8})\.html$"
    # [?] One counter numbers all articles, so a number that is not shared joins nothing.
    translations = (Hreflang(), SameKey(("uk", "ru")))
    headline = ("article h1", "h1")
    lead = (".article__content__head__text .subtitle", "p.subtitle")  # [?]
    body = ("div.article__content", "article")  # [?] within article
    strip = (
        ".article__content__footer",
        ".article__head__additional_views",
        ".media__also__news",
        ".article-share",
        ".promo_telegram",
        ".telegram-subscribe",
        ".subscrb_form_wrap",
        ".top_donate",
        ".selfpromo_new",
        ".longread_tags",
        "footer",
    )  # [C] calibre, ruadlist
    expects = Expect(articles_per_day=200, complete=0.01)
    verified = None
