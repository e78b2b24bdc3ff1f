"""An article on several pages: joined in a crawl, nothing fetched twice, the same in a rebuild."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import HtmlResponse
from scrapy.spidermiddlewares.httperror import HttpError

from scraper.crawling.further import Further
from scraper.extraction import normalise_url
from scraper.job import reread_pages
from scraper.storage import Claimed, NewLink, Outcome
from tests.test_crawling.test_outcomes import NOW, SITE, URL, _Bench

TEXTS = (
    "Новий міст через Стрипу відкрили у Любомирі 19 листопада, повідомили у міській раді.",
    "Рух транспорту запустили о 14:00, а пішоходи чекали на це свято понад три роки.",
    "Старий міст розберуть навесні, коли спаде вода, а його ферми повезуть до музею заліза.",
)
NEXT = tuple(f"{URL}?page={number}" for number in (2, 3))


def page(number: int) -> str:
    links = "".join(f'<a href="{URL}?page={n}">{n}</a>' for n in (1, 2, 3))
    return (
        '<html lang="uk"><head><meta property="article:published_time" '
        'content="2026-11-19T18:00:00+02:00"></head><body><article>'
        f'<h1>У Любомирі відкрили новий міст через Стрипу</h1><div class="txt">'
        f"<p>{TEXTS[number - 1]}</p><p>Це сторінка {number} з трьох, і на ній є що читати.</p>"
        f'</div><div class="pagination">{links}</div></article></body></html>'
    )


class Web:
    """Answers requests of one article's pages and counts them."""

    def __init__(self, bench: _Bench, missing: int = 0) -> None:
        self.bench = bench
        self.missing = missing
        self.asked: list[str] = []

    def crawl(self, url: str = URL) -> Outcome:
        """What becomes of an address, its further pages fetched as they are wanted."""
        claimed = Claimed(url=url, kind="article", edition="uk")
        outcome = self.bench.outcomes.of_response(claimed, self.fetch(url))
        while isinstance(outcome, Further):
            outcome = self.bench.outcomes.of_next(outcome, self.fetch(outcome.url))
        return outcome

    def fetch(self, url: str) -> HtmlResponse:
        self.asked.append(url)
        number = int(url.rpartition("=")[2]) if "=" in url else 1
        status = 404 if number == self.missing else 200
        return HtmlResponse(url, status, body=page(number).encode(), request=Request(url))


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[_Bench]:
    bench = _Bench(tmp_path)
    yield bench
    bench.writer.close()
    bench.store.close()


def store(bench: _Bench, outcome: Outcome) -> None:
    link = NewLink(url=outcome.url, site=SITE.name, kind="article", edition="uk")
    bench.store.add_links((link,), NOW)
    bench.store.commit((outcome,), NOW)


def texts(bench: _Bench) -> list[str]:
    (stored,) = bench.store.articles()
    article = stored.article
    return [article.lead or "", *(block.text for block in article.blocks)]


def test_all_pages_are_one_article(bench: _Bench) -> None:
    web = Web(bench)
    store(bench, web.crawl())
    assert [text for text in texts(bench) if text in TEXTS] == list(TEXTS)
    assert web.asked == [URL, *NEXT]


def test_every_page_is_kept_under_its_own_address(bench: _Bench) -> None:
    store(bench, Web(bench).crawl())
    for url in (URL, *NEXT):
        assert bench.store.page_at(SITE.name, normalise_url(url)) is not None
    assert [each.url for each in bench.store.pages()] == [URL], "a part is no page of its own"


def test_links_to_further_pages_are_known(bench: _Bench) -> None:
    store(bench, Web(bench).crawl())
    links = [NewLink(url=url, site=SITE.name, kind="article", edition="uk") for url in NEXT]
    assert bench.store.add_links(links, NOW) == 0


def test_a_page_that_came_for_itself_is_not_fetched_again(bench: _Bench) -> None:
    web = Web(bench)
    alone = web.crawl(NEXT[0])
    assert (alone.article, alone.rejected, alone.next_fetch_at) == (None, "not-article", None)
    assert [link.url for link in alone.links] == [URL]
    whole = web.crawl()
    assert len(whole.more) == 2
    assert sorted(web.asked) == sorted([URL, *NEXT])


def test_a_missing_page_ends_the_article(bench: _Bench) -> None:
    outcome = Web(bench, missing=3).crawl()
    assert len(outcome.more) == 1
    assert outcome.article is not None
    assert TEXTS[2] not in outcome.article.text


def failed_part(bench: _Bench, error: Exception, article_id: str | None) -> Outcome:
    """What becomes of an article whose second page brings an error."""
    claimed = Claimed(url=URL, kind="article", edition="uk", article_id=article_id)
    further = bench.outcomes.of_response(claimed, Web(bench).fetch(URL))
    assert isinstance(further, Further)
    return bench.outcomes.of_failed_part(further, Request(further.url), error)


def http_error(status: int) -> HttpError:
    return HttpError(HtmlResponse(NEXT[0], status), str(status))


def test_a_page_that_fails_leaves_a_stored_article_due(bench: _Bench) -> None:
    outcome = failed_part(bench, http_error(500), "an id")
    assert (outcome.url, outcome.state, outcome.article) == (URL, "failed", None)
    assert outcome.next_fetch_at is not None


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_does_not_shorten_a_stored_article(bench: _Bench, status: int) -> None:
    outcome = failed_part(bench, http_error(status), "an id")
    assert (outcome.article, outcome.page) == (None, None)
    assert outcome.next_fetch_at is not None


def test_a_page_that_fails_does_not_cost_a_new_article_its_first(bench: _Bench) -> None:
    outcome = failed_part(bench, http_error(500), None)
    assert outcome.article is not None
    assert TEXTS[0] in outcome.article.text


@pytest.mark.parametrize(
    "error", [http_error(403), IgnoreRequest("Forbidden by robots.txt"), DownloadCancelledError()]
)
@pytest.mark.parametrize("article_id", [None, "an id"])
def test_a_page_that_cannot_be_had_ends_the_article(
    bench: _Bench, error: Exception, article_id: str | None
) -> None:
    outcome = failed_part(bench, error, article_id)
    assert (outcome.state, outcome.rejected) == ("done", None)
    assert outcome.page is not None
    assert outcome.page.cut is None
    assert outcome.article is not None


def test_a_challenge_does_not_shorten_a_stored_article(bench: _Bench) -> None:
    claimed = Claimed(url=URL, kind="article", edition="uk", article_id="an id")
    further = bench.outcomes.of_response(claimed, Web(bench).fetch(URL))
    assert isinstance(further, Further)
    body = b"<html><head><title>Just a moment...</title></head><body>_cf_chl_opt</body></html>"
    outcome = bench.outcomes.of_next(further, HtmlResponse(NEXT[0], body=body))
    assert isinstance(outcome, Outcome)
    assert (outcome.state, outcome.reason, outcome.article) == ("failed", "challenge", None)


def test_a_rebuild_joins_the_stored_pages_again(bench: _Bench) -> None:
    store(bench, Web(bench).crawl())
    before = texts(bench)
    later = NOW + timedelta(hours=1)
    kinds = [stored.kind for stored in reread_pages(bench.store, {SITE.name: SITE}, lambda: later)]
    assert kinds == ["unchanged"]
    assert texts(bench) == before


def test_a_rebuild_leaves_a_part_that_came_for_itself_alone(bench: _Bench) -> None:
    web = Web(bench)
    store(bench, web.crawl(NEXT[0]))
    store(bench, web.crawl())
    list(reread_pages(bench.store, {SITE.name: SITE}, lambda: NOW))
    assert len(texts(bench)) == len(set(texts(bench)))
    assert bench.store.counts(SITE.name)["done"] == 2


def test_the_same_pages_again_are_no_edit_of_the_newsroom(bench: _Bench) -> None:
    outcome = Web(bench).crawl()
    store(bench, outcome)
    (stored,) = bench.store.commit((outcome,), NOW + timedelta(hours=1))
    assert stored.kind == "unchanged"
