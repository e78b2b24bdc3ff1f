"""European Pravda: Ukrainska Pravda's sister on the same system, the same path in each edition.

No page of it was seen. [D] addresses of 2022-2026 in public files; [C] `easylist/ruadlist`,
`kovidgoyal/calibre`; [?] taken over from its sister.
"""

from scraper.crawling import NewsSpider
from scraper.sites import Edition, Expect, Hreflang, Rss, SameKey, Switcher


class EuropeanPravda(NewsSpider):
    name = "european_pravda"
    title = "Європейська правда"
    timezone = "Europe/Kyiv"
    editions = {
        "uk": Edition("https://www.eurointegration.com.ua/", Rss("/rss/")),  # [C] calibre
        "en": Edition("https://www.eurointegration.com.ua/eng/", Rss("/eng/rss/")),  # [C] calibre
        "ru": Edition("https://www.eurointegration.com.ua/rus/", Rss("/rus/rss/")),  # [?]
    }
    article_url = (
        r"^/(?:rus/|eng/)?(?:news|articles|interview|experts)"  # all but news [?]
        r"/\d{4}/\d{1,2}/\d{1,2}/(?P<key>\d+)/?$"
    )
    # [?] One counter numbers all articles, so a number that is not shared joins nothing.
    translations = (Hreflang(), Switcher("a.lang_menu_item, .post__lang a"), SameKey())
    headline = ("h1.post__title", "h1.post_news_title", "h1")  # [?]
    body = ("div.post__text", "div.post_news_text", "div.post_article_text")  # first [C] ruadlist
    authors = ("div.post__author a", "span.post_news_author")  # [?]
    date = ("div.post__time", "div.post_news_date")  # [?]
    tags = ("div.post__tags a", "div.post_news_tags a")  # [?]
    strip = (
        ".post__social",
        ".post__subscribe_bottom",
        ".news_divide-banner",
        "p:has(em ~ a[href*='t.me/'])",
    )  # [C] ruadlist
    expects = Expect(articles_per_day=30, image=0.3, complete=0.02)
    verified = None
