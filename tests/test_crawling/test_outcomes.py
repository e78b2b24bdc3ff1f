"""What came back for an address, as the outcome that is stored."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadCancelledError, DownloadTimeoutError, IgnoreRequest
from scrapy.http import HtmlResponse, Response
from scrapy.spidermiddlewares.httperror import HttpError

from scraper.crawling.arguments import parse_arguments
from scraper.crawling.clock import Clock
from scraper.crawling.frontier import Frontier, Plan
from scraper.crawling.monitors import Sights
from scraper.crawling.outcomes import FOLLOW_FIRST, Outcomes
from scraper.crawling.writer import StoreWriter
from scraper.storage import Claimed, Outcome, Store
from spiders.rbc_ukraine import RbcUkraine

SITE = RbcUkraine.site
NOW = datetime(2026, 11, 19, 20, tzinfo=UTC)
URL = "https://www.rbc.ua/rus/news/novyi-mist-1795000000.html"
TWIN = "https://www.rbc.ua/ukr/news/novyi-mist-1795000000.html"
PAGE = """<html lang="uk"><head><title>Міст</title>
<meta property="article:published_time" content="2026-11-19T18:00:00+02:00">
<link rel="alternate" hreflang="ru" href="/ukr/news/novyi-mist-1795000000.html"></head><body>
<article><h1>У Любомирі відкрили новий міст через Стрипу</h1><div class="txt">
<p>Новий міст через Стрипу відкрили у Любомирі 19 листопада, повідомили у міській раді.</p>
<p>Рух транспорту запустили о 14:00, а пішоходи чекали на це свято понад три роки.</p>
</div></article></body></html>"""


class _Bench:
    def __init__(self, folder: Path) -> None:
        clock = Clock(NOW.isoformat())
        self.store = Store.open(f"sqlite:///{folder / 'store.db'}")
        self.writer = StoreWriter(self.store, clock, batch=1, wait=0.0)
        plan = Plan(
            batch=8, lease=60, revisit_after=(900, 3600), revisit_max_age=86400, tries_max=3,
            retry_after=600, archive_days=2,
        )  # fmt: skip
        arguments = parse_arguments(SITE, {})
        self.frontier = Frontier(self.store, self.writer, SITE, arguments, plan, clock)
        self.sights = Sights(SITE)
        self.outcomes = Outcomes(SITE, self.frontier, clock, self.sights)


@pytest.fixture
def bench(tmp_path: Path) -> Any:  # noqa: ANN401
    bench = _Bench(tmp_path)
    yield bench
    bench.writer.close()
    bench.store.close()


def _claimed(**values: Any) -> Claimed:  # noqa: ANN401
    return Claimed(**{"url": URL, "kind": "article", "edition": "uk", **values})


def _response(body: str = PAGE, status: int = 200, **values: Any) -> Response:  # noqa: ANN401
    headers = {"Content-Type": "text/html; charset=utf-8", "ETag": '"a"'}
    request = Request(URL)
    return HtmlResponse(URL, status, headers=headers, body=body.encode(), request=request, **values)


def _after(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def _near(moment: datetime | None, wanted: datetime) -> bool:
    return moment is not None and abs(moment - wanted) < timedelta(seconds=5)


def _outcome(bench: _Bench, claimed: Claimed, response: Response) -> Outcome:
    outcome = bench.outcomes.of_response(claimed, response)
    assert isinstance(outcome, Outcome)
    return outcome


def test_an_article_is_done_and_its_translation_is_followed_first(bench: _Bench) -> None:
    outcome = _outcome(bench, _claimed(), _response())
    assert (outcome.state, outcome.status, outcome.etag) == ("done", 200, '"a"')
    assert outcome.article is not None
    assert outcome.article.id == "rbc_ukraine:uk:1795000000"
    assert [(link.url, link.edition, link.priority) for link in outcome.links] == [
        (TWIN, "ru", FOLLOW_FIRST)
    ]


def test_a_recent_article_is_visited_again_at_growing_intervals(bench: _Bench) -> None:
    first = _outcome(bench, _claimed(), _response())
    second = _outcome(bench, _claimed(visits=1), _response())
    last = _outcome(bench, _claimed(visits=2), _response())
    assert _near(first.next_fetch_at, _after(15))
    assert _near(second.next_fetch_at, _after(45))
    assert last.next_fetch_at is None


def test_an_old_article_is_not_visited_again(bench: _Bench) -> None:
    page = PAGE.replace("2026-11-19T18", "2026-11-17T18")
    assert _outcome(bench, _claimed(), _response(page)).next_fetch_at is None


def test_not_modified_counts_as_a_visit(bench: _Bench) -> None:
    outcome = _outcome(bench, _claimed(visits=1), Response(URL, 304))
    assert outcome.not_modified
    assert outcome.page is None
    assert _near(outcome.next_fetch_at, _after(45))


def test_a_missing_page_is_looked_for_again(bench: _Bench) -> None:
    outcome = _outcome(bench, _claimed(), _response("no", 404))
    assert (outcome.state, outcome.rejected) == ("done", "http-404")
    assert _near(outcome.next_fetch_at, _after(15))


def test_an_article_whose_page_vanished_is_gone(bench: _Bench) -> None:
    known = _claimed(article_id="rbc_ukraine:uk:1795000000", visits=1)
    assert _outcome(bench, known, _response("no", 410)).state == "gone"


def test_a_short_answer_is_kept_and_rejected(bench: _Bench) -> None:
    outcome = _outcome(bench, _claimed(), _response(PAGE[: len(PAGE) - 90], flags=["dataloss"]))
    assert outcome.rejected == "truncated"
    assert outcome.page is not None
    assert outcome.page.cut == "short"


def test_a_too_large_answer_is_kept_as_its_headers(bench: _Bench) -> None:
    request = Request(URL, meta={"seen_headers": (("content-length", "99999999"),)})
    outcome = bench.outcomes.of_failure(_claimed(), request, DownloadCancelledError("too large"))
    assert outcome.rejected == "too-large"
    assert outcome.page is not None
    assert outcome.page.header("Content-Length") == "99999999"


def test_a_fault_of_our_own_costs_that_page(bench: _Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a rule went wrong")

    monkeypatch.setattr("scraper.crawling.outcomes.read_page", fail)
    outcome = _outcome(bench, _claimed(), _response())
    assert (outcome.state, outcome.rejected) == ("done", "error")
    assert outcome.page is not None


@pytest.mark.parametrize(
    ("error", "state", "reason"),
    [
        (DownloadTimeoutError(), "failed", "timeout"),
        (IgnoreRequest("Forbidden by robots.txt"), "blocked", "robots"),
        (HttpError(Response(URL, 500), "500"), "failed", "http-500"),
        (HttpError(Response(URL, 403), "403"), "blocked", "http-403"),
        (OSError("reset"), "failed", "network"),
    ],
)
def test_a_failure_has_a_state_and_a_reason(
    bench: _Bench, error: Exception, state: str, reason: str
) -> None:
    outcome = bench.outcomes.of_failure(_claimed(), Request(URL), error)
    assert (outcome.state, outcome.reason) == (state, reason)


def test_failures_are_due_later_each_time_and_given_up_in_the_end(bench: _Bench) -> None:
    waits = [
        bench.outcomes.of_failure(_claimed(tries=tries), Request(URL), OSError()).next_fetch_at
        for tries in range(3)
    ]
    assert _near(waits[0], _after(10))
    assert _near(waits[1], _after(20))
    assert waits[2] is None


def test_a_source_that_is_missing_is_no_article(bench: _Bench) -> None:
    source = _claimed(kind="source", url="https://www.rbc.ua/rus/news/")
    outcome = _outcome(bench, source, _response("no", 404))
    assert (outcome.state, outcome.reason, outcome.rejected) == ("done", "source-http-404", None)


def test_a_sitemap_index_brings_its_sitemaps_as_sources(bench: _Bench) -> None:
    index = """<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <sitemap><loc>https://www.rbc.ua/sitemap-news.xml</loc></sitemap></sitemapindex>"""
    source = _claimed(kind="source", url="https://www.rbc.ua/sitemap.xml")
    outcome = _outcome(bench, source, _response(index))
    assert [(link.url, link.kind) for link in outcome.links] == [
        ("https://www.rbc.ua/sitemap-news.xml", "source")
    ]


def test_a_source_that_leads_to_another_site_is_seen_as_one_without_a_list(bench: _Bench) -> None:
    (lang, edition), *_ = SITE.editions.items()
    asyncio.run(bench.frontier.open({}))
    url = edition.url(edition.sources[0].path)
    claimed = _claimed(url=url, kind="source", edition=lang)
    outcome = bench.outcomes.of_redirect_offsite(claimed)
    assert (outcome.state, outcome.reason) == ("blocked", "offsite")
    assert bench.sights.lists[lang, edition.sources[0].path].refused == {"offsite": 1}
