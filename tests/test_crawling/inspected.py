"""Inspects the replica without HTTP: its answers as pages, changed where a test wants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from urllib.parse import urljoin, urlsplit

from scraper.crawling.inspection import Answer, Ask, Finding, Report, judge_site, walk_site
from scraper.crawling.inspection.walk import fetch_all
from scraper.demo.articles import FIRST_VISIT
from scraper.demo.replica import Replica
from scraper.items import Page
from scraper.sites import Edition, Site, Source
from spiders.rbc_ukraine import RbcUkraine

SITE = RbcUkraine.site
AGENT = "Tlumach/0.1 (tests)"
REPLICA = Replica()

Fetch = Callable[[Ask], Answer]


@cache
def fetch_page(url: str) -> Page:
    """The replica's page at an address, redirects followed, a server error tried again."""
    final, status = url, 0
    for _ in range(4):
        parts = urlsplit(final)
        answer = REPLICA.answer(parts.hostname or "", parts.path, FIRST_VISIT)
        status, location = answer.status, dict(answer.headers).get("Location")
        if location is not None:
            final = urljoin(final, location)
        elif status < 500:
            break
    return Page(
        site=SITE.name,
        url=url,
        final_url=final,
        status=status,
        headers=(("content-type", answer.content_type),),
        body=answer.body,
        fetched_at=FIRST_VISIT,
    )


def fetch(ask: Ask) -> Answer:
    """The answer of the unchanged replica."""
    return Answer(fetch_page(ask.url))


def changed(change: Callable[[Page], Page]) -> Fetch:
    """The answers of a replica whose pages are changed."""
    return lambda ask: Answer(change(fetch_page(ask.url)))


def replaced(old: str, new: str, *, host: str = "") -> Fetch:
    """The answers with some markup in place of other, on one host or on all."""

    def change(page: Page) -> Page:
        if host not in page.url or b"<html" not in page.body:
            return page
        return replace(page, body=page.body.replace(old.encode(), new.encode()))

    return changed(change)


def inspect(site: Site = SITE, fetch: Fetch = fetch) -> Report:
    """What an inspection finds."""
    seen = fetch_all(walk_site(site, FIRST_VISIT, AGENT), fetch)
    return judge_site(seen, blocked_share=0.5)


def finding(report: Report, fact: str) -> Finding:
    """The one finding on a fact, by the beginning of its name."""
    found = [each for each in report.findings if each.fact.startswith(fact)]
    assert len(found) == 1, [each.fact for each in report.findings]
    return found[0]


def with_sources(lang: str, *sources: Source, home: str | None = None) -> Site:
    """The site with other sources in one edition."""
    edition = Edition(home or SITE.editions[lang].home, *sources)
    return replace(SITE, editions={**SITE.editions, lang: edition})
