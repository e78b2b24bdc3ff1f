"""The base of every site: claims addresses, reads what comes back, hands outcomes to the store.

It does all the work from the facts of its subclass; a subclass that lacks one fails when defined.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any, ClassVar

import scrapy
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.defer import deferred_from_coro
from twisted.python.failure import Failure

from scraper.crawling.arguments import parse_arguments
from scraper.crawling.facts import read_facts
from scraper.crawling.further import Further
from scraper.crawling.monitors import Judgement
from scraper.crawling.outcomes import Outcomes
from scraper.crawling.politeness import Politeness
from scraper.crawling.responses import read_headers
from scraper.crawling.session import Session
from scraper.crawling.tally import count_outcome
from scraper.job.lines import load_lines
from scraper.sites import Site
from scraper.storage import Claimed, Outcome

ANSWERS = [304, 404, 410]
"""HTTP statuses beside 200 that say something about the address, and so reach the spider."""


class NewsSpider(scrapy.Spider):
    """One site's crawl. Subclasses state facts (see `scraper.sites`); they need no function."""

    site: ClassVar[Site]
    allowed_domains: ClassVar[list[str]] = []
    given: Mapping[str, str]
    session: Session
    outcomes: Outcomes
    judgement: Judgement | None = None

    def __init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init_subclass__(**kwargs)
        cls.site = read_facts(cls)
        cls.allowed_domains = sorted(cls.site.hosts)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *_: Any, **given: Any) -> NewsSpider:  # noqa: ANN401
        """Check the arguments and open the session; ArgumentError names a wrong argument."""
        arguments = parse_arguments(cls.site, given)
        spider = super().from_crawler(crawler)
        spider.given = {name: str(value) for name, value in given.items()}
        spider.session = Session.from_settings(crawler.settings, cls.site, arguments)
        session = spider.session
        memory = load_lines(session.store, cls.site.name)
        spider.outcomes = Outcomes(
            cls.site, session.frontier, session.clock, session.sights, memory
        )
        crawler.signals.connect(spider._closed, signal=signals.spider_closed)
        crawler.signals.connect(spider._dropped, signal=signals.request_dropped)
        crawler.signals.connect(spider._headers_received, signal=signals.headers_received)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Requests for what the frontier gives, until nothing is due or in flight."""
        await self.session.frontier.open(self.given)
        async for claimed in self.session.frontier.claims():
            yield self._request(claimed)

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Outcome | Request]:  # noqa: ANN401
        """The outcome of a page that answered; `claimed` is the frontier's row."""
        outcome = self.outcomes.of_response(kwargs["claimed"], response)
        if isinstance(outcome, Outcome) and outcome.rejected == "challenge":
            self._slow_down(response.url)
        yield self._wanted(outcome)

    def parse_next(self, response: Response, further: Further) -> Iterator[Outcome | Request]:
        """The outcome of an article with one more page, or the request for the one after it."""
        outcome = self.outcomes.of_next(further, response)
        if isinstance(outcome, Outcome) and (outcome.reason or "").endswith("challenge"):
            self._slow_down(response.url)
        yield self._wanted(outcome)

    async def store(self, outcome: Outcome) -> None:
        """Commit one outcome and count it in the crawl's stats."""
        assert self.crawler.stats is not None
        stored = await self.session.frontier.commit(outcome)
        for key, value in count_outcome(outcome, stored):
            self.crawler.stats.inc_value(key, value)

    def _wanted(self, outcome: Outcome | Further) -> Outcome | Request:
        """The outcome, or the request for the page that is wanted before it."""
        if isinstance(outcome, Outcome):
            return outcome
        return Request(
            outcome.url,
            callback=self.parse_next,
            errback=self.failed,
            cb_kwargs={"further": outcome},
            meta={"handle_httpstatus_list": ANSWERS},
            priority=1,
        )

    def failed(self, failure: Failure) -> Iterator[Outcome]:
        """The outcome of a request that brought no usable answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        further: Further | None = request.cb_kwargs.get("further")
        error: BaseException = failure.value  # type: ignore[assignment]
        if further is not None:
            yield self.outcomes.of_failed_part(further, request, error)
        else:
            yield self.outcomes.of_failure(request.cb_kwargs["claimed"], request, error)

    def _request(self, claimed: Claimed) -> Request:
        headers = {"If-None-Match": claimed.etag, "If-Modified-Since": claimed.last_modified}
        return Request(
            claimed.url,
            callback=self.parse,
            errback=self.failed,
            headers={name: value for name, value in headers.items() if value},
            cb_kwargs={"claimed": claimed},
            meta={"handle_httpstatus_list": ANSWERS},
            priority=claimed.kind == "source",
        )

    def _slow_down(self, url: str) -> None:
        politeness = self.crawler.get_extension(Politeness)
        if politeness is not None:
            politeness.slow_down(url)

    def _headers_received(self, headers: Any, request: Request) -> None:  # noqa: ANN401
        request.meta["seen_headers"] = read_headers(headers)

    def _dropped(self, request: Request) -> None:
        """A redirect that left the site is dropped; what it was to bring is not waited for."""
        given = request.cb_kwargs
        if "further" in given:
            outcome = self.outcomes.of_part(given["further"], "offsite")
        elif "claimed" in given:
            outcome = self.outcomes.of_redirect_offsite(given["claimed"])
        else:
            return
        deferred_from_coro(self.store(outcome))

    def _closed(self, reason: str) -> None:
        assert self.crawler.stats is not None
        stats = {**self.crawler.stats.get_stats(), "finish_reason": reason}
        self.judgement = self.session.end(stats, self.given)
