"""A small newsroom of three invented stories, for the replica's tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from lxml import html

from scraper.demo.addresses import EDITIONS, article_path
from scraper.demo.articles import load_articles, parse_local
from scraper.demo.incidents import Incident, load_incidents
from scraper.demo.newsroom import Newsroom
from scraper.demo.replica import Replica

FOLDER = Path(__file__).parent / "articles"
MONDAY = parse_local("2026-11-16T09:00")
"""One version is out: the Ukrainian and Russian ones of story 1."""
TUESDAY = parse_local("2026-11-17T23:00")
"""All is out but the English version of story 2."""
THURSDAY = parse_local("2026-11-19T12:00")
"""Story 1 is edited in Ukrainian and withdrawn in Russian; story 2 has its English version."""


def small_newsroom(*incidents: Incident) -> Newsroom:
    """The three stories, and nothing goes wrong but what is given."""
    return Newsroom(load_articles(FOLDER), incidents)


def incident(name: str, **changes: object) -> Incident:
    """The demo's incident of that name, changed to fit the small newsroom."""
    found = next(one for one in load_incidents() if one.name == name)
    return replace(found, **changes)  # type: ignore[arg-type]


def article_page(number: int, lang: str, now: datetime, *incidents: Incident) -> html.HtmlElement:
    """The parsed page of a version."""
    replica = Replica(small_newsroom(*incidents))
    story = replica.newsroom.stories[number - 1]
    answer = replica.answer(EDITIONS[lang].host, article_path(story, lang), now)
    assert answer.status == 200
    return html.document_fromstring(answer.body.decode())
