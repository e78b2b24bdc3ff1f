"""Ukrainska Pravda: three editions under one host, the same path and number in each.

Facts without a mark come from a saved page of 2026-01-08 and a feed of 2020; [C] marks what others'
scrapers claim. Lists and sitemaps answered plain clients with 403 in 2026-09 [C], feeds did not.
"""

from scraper.crawling import NewsSpider
from scraper.sites import Edition, Expect, Hreflang, Rss, SameKey, Switcher


class UkrainskaPravda(NewsSpider):
    name = "ukrainska_pravda"
    title = "Українська правда"
    timezone = "Europe/Kyiv"
    editions = {
        "uk": Edition(
            "https://www.pravda.com.ua/",
            Rss("/rss/"),
            Rss("/rss/view_pubs/"),
            also=("https://life.pravda.com.ua/", "https://www.epravda.com.ua/"),  # feed of 2020
        ),
        "en": Edition("https://www.pravda.com.ua/eng/", Rss("/eng/rss/")),  # [C] kovidgoyal/calibre
        "ru": Edition(
            "https://www.pravda.com.ua/rus/",
            Rss("/rus/rss/"),
            also=("https://life.pravda.com.ua/rus/", "https://www.epravda.com.ua/rus/"),
        ),
    }
    article_url = r"^/(?:rus/|eng/)?[a-z]+/\d{4}/\d{1,2}/\d{1,2}/(?P<key>\d+)/?$"
    translations = (Hreflang(), Switcher("a.lang_menu_item"), SameKey())
    headline = ("h1.post_article_title", "h1.post_news_title", "h1")
    body = ("div.post_article_text", "div.post_news_text", "div.post_text")  # [C] flairNLP/fundus
    caption = ("div.post_article_header_media_source",)
    authors = ("span.post_author_name", "span.post_news_author")  # second [C] flairNLP/fundus
    date = ("span.post_author_date", "div.post_news_date")
    tags = ("div.post_news_tags a",)
    strip = (
        ".advtext_mob",
        ".nts-ad",
        "p:has(> strong > em a[href*='t.me/'])",
    )  # last [C] ruadlist
    expects = Expect(articles_per_day=100, image=0.5, complete=0.02)
    verified = "2026-01-08"
