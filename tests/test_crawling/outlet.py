"""An invented outlet, *Visnyk*, on one host: no JSON-LD, no hreflang, one number in all editions.

Its news is the demo's; pages, addresses and lists are another outlet's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from email.utils import format_datetime
from html import escape
from urllib.parse import urlsplit

from scraper.crawling.inspection import Answer, Ask
from scraper.demo.articles import FIRST_VISIT, KYIV, DemoStory, load_articles
from scraper.items import Page

HOST = "visnyk.example"
TITLES = {"uk": "Вісник Любомира", "en": "Lubomyr Herald", "ru": "Вестник Любомира"}
PREFIX = {"uk": "/", "en": "/en/", "ru": "/ru/"}
NAMES = {"uk": "UA", "en": "EN", "ru": "RU"}
STORIES = tuple(story for story in load_articles()[:14] if len(story.versions) == 3)


@dataclass(frozen=True)
class Outlet:
    """The outlet's pages; the arguments are what a test spoils."""

    langs: tuple[str, ...] = ("uk", "en", "ru")
    has_switcher: bool = True
    has_feed: bool = True
    robots: str = "User-agent: *\nAllow: /\n"
    status: int = 200
    host: str = HOST

    def fetch(self, ask: Ask) -> Answer:
        """The answer to an address."""
        parts = urlsplit(ask.url)
        if parts.hostname != self.host:
            return Answer(reason="host-not-found")
        status, kind, text = self._answer(parts.path)
        page = Page(
            site="visnyk", url=ask.url, final_url=ask.url, status=status,
            headers=(("content-type", kind),), body=text.encode(), fetched_at=FIRST_VISIT,
        )  # fmt: skip
        return Answer(page)

    def _answer(self, path: str) -> tuple[int, str, str]:
        if path == "/robots.txt":
            return 200, "text/plain", self.robots
        if self.status != 200:
            return self.status, "text/html", "<html><body>no</body></html>"
        for lang in self.langs:
            if path == PREFIX[lang]:
                return 200, "text/html", self._front(lang)
            if path == f"{PREFIX[lang]}rss.xml" and self.has_feed and lang == "uk":
                return 200, "application/rss+xml", self._feed(lang)
            for story in STORIES:
                if path == path_of(story, lang):
                    return 200, "text/html", self._article(story, lang)
        return 404, "text/html", "<html><body><h1>404</h1></body></html>"

    def url(self, path: str) -> str:
        """The absolute address of a path."""
        return f"https://{self.host}{path}"

    def _front(self, lang: str) -> str:
        items = "".join(
            f'<li><a href="{path_of(story, lang)}">{escape(story.versions[lang].headline)}</a></li>'
            for story in STORIES
        )
        feed = '<link rel="alternate" type="application/rss+xml" href="/rss.xml">'
        head = feed if self.has_feed and lang == "uk" else ""
        langs = "".join(f'<a href="{PREFIX[each]}">{NAMES[each]}</a>' for each in self.langs)
        return (
            f'<html lang="{lang}"><head><meta property="og:site_name" content="{TITLES[lang]}">'
            f'{head}</head><body><nav class="editions">{langs}</nav><ul>{items}</ul>'
            f'<a href="/about">Про нас</a></body></html>'
        )

    def _feed(self, lang: str) -> str:
        items = "".join(
            f"<item><title>{escape(story.versions[lang].headline)}</title>"
            f"<link>{self.url(path_of(story, lang))}</link>"
            f"<pubDate>{format_datetime(story.versions[lang].published_at)}</pubDate></item>"
            for story in STORIES
        )
        return f'<rss version="2.0"><channel><title>{TITLES[lang]}</title>{items}</channel></rss>'

    def _article(self, story: DemoStory, lang: str) -> str:
        version = story.versions[lang]
        blocks = "".join(f"<p>{escape(block.text)}</p>" for block in version.blocks if block.text)
        links = "".join(
            f'<a href="{path_of(story, each)}">{NAMES[each]}</a>' for each in self.langs
        )
        switcher = f'<div class="langs">{links}</div>' if self.has_switcher else ""
        at = version.published_at.astimezone(KYIV) + timedelta(0)
        return (
            f'<!DOCTYPE html><html lang="{lang}"><head><title>{escape(version.headline)} | '
            f'{TITLES[lang]}</title><meta property="og:site_name" content="{TITLES[lang]}">'
            f"</head><body><header>{switcher}</header><article>"
            f"<h1>{escape(version.headline)}</h1>"
            f'<div class="meta"><time class="when" datetime="{at.isoformat()}">{at:%H:%M}</time>'
            f'</div><div class="story"><p class="intro">{escape(version.lead)}</p>{blocks}</div>'
            f"</article><footer>© 2026 {TITLES[lang]}</footer></body></html>"
        )


def path_of(story: DemoStory, lang: str) -> str:
    """The path of a version: the same number in every edition, each its own words."""
    slug = story.versions[lang].slug or story.slug
    words = slug if lang == "uk" else f"{lang}-{slug}"
    return f"{PREFIX[lang]}news/{1200 + story.number}-{words}"
