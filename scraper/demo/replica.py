"""What the replica answers to a request at a time: values in, values out; it opens no socket."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from urllib.parse import urlsplit

from scraper.demo.addresses import EDITIONS, HOSTS, article_path
from scraper.demo.answers import Answer, error, page
from scraper.demo.articles import DemoStory
from scraper.demo.directory import answer_list
from scraper.demo.feeds import render_robots
from scraper.demo.mishaps import answer_incident
from scraper.demo.newsroom import Newsroom
from scraper.demo.pages import render_amp, render_article

CRAWL_DELAY = 0.02
"""Seconds: present, so that a crawler must read it, and small, so that a demo is short."""
AMP = "/amp"


class Replica:
    """The outlet as its servers know it; it remembers how often an address was asked for."""

    def __init__(self, newsroom: Newsroom | None = None, crawl_delay: float = CRAWL_DELAY) -> None:
        self.newsroom = newsroom or Newsroom()
        self._crawl_delay = crawl_delay
        self._asked: Counter[tuple[str, str]] = Counter()
        self._articles = {
            (EDITIONS[lang].host, article_path(story, lang)): (story, lang)
            for story in self.newsroom.stories
            for lang in story.versions
        }
        self._incidents = {
            _place(one.url): one for one in self.newsroom.incidents if one.has_own_address
        }

    def answer(self, host: str, path: str, now: datetime) -> Answer:
        """The answer of `host` to a GET for `path`, without a query, at a time."""
        self._asked[host, path] += 1
        if host not in HOSTS:
            return error(404, "no such host")
        if path == "/robots.txt":
            robots = render_robots(host, self._crawl_delay)
            return Answer(body=robots.encode(), content_type="text/plain")
        if (host, path) in self._incidents:
            return answer_incident(self.newsroom, self._incidents[host, path], now)
        if (host, path.removesuffix(AMP)) in self._articles:
            return self._answer_article(host, path, now)
        return answer_list(self.newsroom, host, path, now) or error(404, "not found")

    def _answer_article(self, host: str, path: str, now: datetime) -> Answer:
        story, lang = self._articles[host, path.removesuffix(AMP)]
        if story.is_withdrawn(lang, now):
            return error(410, "withdrawn")
        if not story.is_published(lang, now):
            return error(404, "not found")
        recovers = self.newsroom.incident_of(story, lang, "recovers")
        if recovers and self._asked[host, path] == 1:
            return error(recovers.status, "try again")
        if path.endswith(AMP):
            return page(render_amp(story, lang, now), story.changed_at(now))
        return self._article_page(story, lang, now)

    def _article_page(self, story: DemoStory, lang: str, now: datetime) -> Answer:
        incident = self.newsroom.incident_of(story, lang, "charset")
        charset = incident.charset if incident else "utf-8"
        text = render_article(
            story,
            lang,
            now,
            neighbours=self.newsroom.neighbours(story, lang),
            charset=charset,
            teaser=self.newsroom.incident_of(story, lang, "paywall") is not None,
        )
        return Answer(
            body=text.encode(charset, "xmlcharrefreplace"),
            content_type="text/html" if incident else "text/html; charset=utf-8",
            changed_at=story.changed_at(now),
        )


def _place(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.netloc, parts.path
