"""All the days around changed articles, or all of a site, matched in memory."""

from __future__ import annotations

from collections.abc import Set
from datetime import UTC, datetime, timedelta
from functools import partial

from scraper.job.matched import Keep, Matched
from scraper.job.shelf import keep_anew
from scraper.job.work import Loaded, Work
from scraper.matching import SiteMatcher, match_site

REACH = 6
"""Longest delays that are looked at before and after an article: its score depends on competitors,
theirs on others, and the next job's articles may be a little older."""

Span = tuple[datetime, datetime]


def match_window(work: Work, changed: Set[str]) -> Matched:
    """The stories of all articles that may share one with the changed ones, or compete with them.

    Linked ones, those in their stories, and those within REACH longest delays of these.
    """
    articles, spans = _load_around(work, changed)
    return _match(work, articles, spans[-1] if spans else None)


def match_around(work: Work, ids: Set[str]) -> SiteMatcher:
    """The comparisons that a job would make if just these articles had changed; it keeps none."""
    articles, _ = _load_around(work, ids)
    return _compare(work, articles)


def _load_around(work: Work, changed: Set[str]) -> tuple[Loaded, list[Span]]:
    articles = work.load(_joined(work, work.load(changed)))
    reach = REACH * timedelta(minutes=work.longest_delay)
    spans = find_spans([one.article.placed_at for one in articles.values()], reach)
    for since, until in spans:
        near = work.store.articles(site=work.site.name, since=since, until=until)
        articles |= {stored.article.id: stored for stored in near}
    articles |= work.load(_joined(work, articles) - articles.keys())
    return articles, spans


def match_all(work: Work) -> Matched:
    """The stories of all articles of a site."""
    articles = {stored.article.id: stored for stored in work.store.articles(site=work.site.name)}
    beginning = datetime.fromtimestamp(0, UTC)
    return _match(work, articles, (beginning, datetime.max.replace(tzinfo=UTC)))


def find_spans(times: list[datetime | None], reach: timedelta) -> list[Span]:
    """The spans of time within reach of any of these times, in order, none touching another."""
    spans: list[Span] = []
    for time in sorted(one for one in times if one is not None):
        if spans and time - reach <= spans[-1][1]:
            spans[-1] = (spans[-1][0], time + reach)
        else:
            spans.append((time - reach, time + reach))
    return spans


def _joined(work: Work, articles: Loaded) -> set[str]:
    """The articles with all that are linked to them or in one story with them."""
    known = dict(articles)
    ids = {*known}
    while True:
        more = work.linked(one.article for one in known.values()) | work.companions(ids)
        known = work.load(more - ids)
        if not known:
            return ids
        ids |= known.keys()


def _match(work: Work, articles: Loaded, latest: Span | None) -> Matched:
    matcher = _compare(work, articles)
    keep = _keep(work, matcher, latest) if latest else None
    return Matched(matcher.stories(), articles, keep)


def _compare(work: Work, articles: Loaded) -> SiteMatcher:
    readable = {id_: one for id_, one in articles.items() if work.readable(one)}
    features, meanings = work.read(readable)
    return match_site(
        (stored.article for stored in readable.values()),
        work.site,
        work.knowledge,
        encoder=meanings,
        features=features,
    )


def _keep(work: Work, matcher: SiteMatcher, latest: Span) -> Keep | None:
    """How the next job may begin from this one's scores, if these depend on nothing but neighbours.

    Without frequencies and a threshold they are measured in all the articles at hand; and what came
    after the articles that were looked at is not known.
    """
    measured = work.knowledge.articles and work.site.name in work.knowledge.thresholds
    newest = work.store.newest_article(work.site.name)
    if not measured or (newest is not None and newest >= latest[1]):
        return None
    since = int(latest[0].timestamp()) // 60
    return partial(keep_anew, work, matcher.matcher.neighbours, since)
