"""24 Kanal: versions differ in slug and number; a link above the text leads from one to another.

Facts come from a saved Ukrainian page of 2020-09-21, which has the texts of further articles below
the first. An English edition is said to exist, no address of it was seen.
"""

from scraper.crawling import NewsSpider
from scraper.sites import Edition, Expect, Hreflang, Listing, Rss, Switcher


class Kanal24(NewsSpider):
    name = "kanal24"
    title = "24 Канал"
    timezone = "Europe/Kyiv"
    editions = {
        "uk": Edition("https://24tv.ua/", Rss("/rss/all.xml"), Listing("/")),
        "ru": Edition("https://24tv.ua/ru/", Listing("/ru/")),
    }
    article_url = r"^/(?:ru/)?[\w-]+_n(?P<key>\d+)/?$"
    translations = (Switcher("a.site-lang-link, a.changeLangRU, a.changeLangUA"), Hreflang())
    headline = ("h1.article_title", "h1")
    lead = ("#newsAnnotation",)
    body = ("#newsSummary", "div.article_text")
    date = (".top-news-info time",)
    strip = (".read-also", ".adv-news-within")
    expects = Expect(articles_per_day=150, complete=0.1)
    verified = "2020-09-21"
