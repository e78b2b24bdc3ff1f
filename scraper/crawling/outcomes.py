"""Turns what came back for a claimed address into the outcome that the store commits."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from scrapy import Request
from scrapy.http import Response

from scraper.crawling.clock import Clock
from scraper.crawling.frontier import Frontier
from scraper.crawling.further import Ended, Further, Parts
from scraper.crawling.monitors import Sights
from scraper.crawling.responses import (
    failure_reason,
    is_too_large,
    make_cut_page,
    make_page,
    redirected_from,
)
from scraper.crawling.tally import LACKS
from scraper.extraction import (
    Found,
    Listing,
    Reading,
    Reason,
    normalise_url,
    read_page,
    read_source,
)
from scraper.extraction.memory import NOTHING, LineMemory
from scraper.items import Page
from scraper.sites import Site
from scraper.storage import Claimed, NewLink, Outcome

logger = logging.getLogger(__name__)

FOLLOW_FIRST = 10
"""Priority of a declared translation, so that a story is whole before the next one begins."""


class Outcomes:
    """Makes outcomes for one run of one site and shows the monitors what came."""

    def __init__(
        self,
        site: Site,
        frontier: Frontier,
        clock: Clock,
        sights: Sights | None = None,
        memory: LineMemory = NOTHING,
    ) -> None:
        self._site = site
        self._memory = memory
        self._sights = sights or Sights(site)
        self._frontier = frontier
        self._clock = clock
        self._parts = Parts()

    def of_response(self, claimed: Claimed, response: Response) -> Outcome | Further:
        """The outcome of an answer (200, 304, 404 or 410), or the page that is wanted before it."""
        if response.status == 304:
            return self._not_modified(claimed)
        page = make_page(self._site.name, claimed.url, response, self._clock.now())
        if response.status in (404, 410):
            return self._missing(claimed, page)
        try:
            if claimed.kind == "source":
                return self._of_source(claimed, page)
            return self._of_article(claimed, page, redirected_from(response))
        except Exception:  # a bad page costs that page, whatever is wrong with it
            logger.exception("Reading %s failed; the page is kept", claimed.url)
            return self._outcome(claimed, "done", page=page, rejected="error")

    def of_next(self, further: Further, response: Response) -> Outcome | Further:
        """The same of the page that continues an article."""
        page = make_page(self._site.name, further.url, response, self._clock.now())
        try:
            return self._go_on(further, self._parts.add(further, page))
        except Exception:  # as for the first page
            logger.exception("Reading %s failed; the page is kept", further.url)
            first = further.pages[0]
            return self._outcome(further.claimed, "done", page=first, rejected="error")

    def _later(self, claimed: Claimed, reason: str) -> Outcome:
        again = self._frontier.next_try(claimed)
        return self._outcome(claimed, "failed", reason=reason, next_fetch_at=again)

    def of_part(self, further: Further, lacks: str, *, is_passing: bool = False) -> Outcome:
        """The outcome of an article whose next page cannot be had: what there is of it, and why."""
        return self._of_pages(further, Ended(further.pages, lacks, is_passing))

    def of_failed_part(self, further: Further, request: Request, error: BaseException) -> Outcome:
        """The outcome when the next page failed: the part, or a later try for a stored article."""
        state, reason = failure_reason(error)
        passing = state == "failed" or reason in ("http-429", "http-503")
        lasting = is_too_large(error) or not passing
        if lasting or further.claimed.article_id is None:
            reason = Reason.TOO_LARGE.value if is_too_large(error) else reason
            return self.of_part(further, reason, is_passing=not lasting)
        return self.of_failure(further.claimed, request, error)

    def of_failure(self, claimed: Claimed, request: Request, error: BaseException) -> Outcome:
        """The outcome of a request that ended in an error."""
        if is_too_large(error):
            page = make_cut_page(self._site.name, claimed.url, request, self._clock.now())
            return self._of_reading(claimed, (page,), self._read(page), ())
        state, reason = failure_reason(error)
        self._see_failure(claimed, state, reason)
        response = getattr(error, "response", None)
        return self._outcome(
            claimed,
            state,
            reason=reason,
            status=getattr(response, "status", None),
            next_fetch_at=self._frontier.next_try(claimed),
        )

    def of_redirect_offsite(self, claimed: Claimed) -> Outcome:
        """The outcome of a redirect that left the site."""
        self._see_failure(claimed, "blocked", "offsite")
        return self._outcome(claimed, "blocked", reason="offsite")

    def _not_modified(self, claimed: Claimed) -> Outcome:
        when = None
        if claimed.kind == "source":
            self._see_no_list(claimed, "unchanged")
        else:
            when = self._frontier.next_visit(claimed, claimed.published_at)
        return self._outcome(claimed, "done", status=304, not_modified=True, next_fetch_at=when)

    def _missing(self, claimed: Claimed, page: Page) -> Outcome:
        reason = f"http-{page.status}"
        if claimed.kind == "source":
            self._see_no_list(claimed, reason)
            return self._outcome(claimed, "done", page=page, reason=f"source-{reason}")
        self._sights.see_reject(claimed.edition, claimed.url, reason)
        if claimed.article_id is not None:
            return self._outcome(claimed, "gone", page=page, reason=reason)
        # a version that was looked for before it was out may still come
        again = self._frontier.next_visit(claimed, claimed.published_at)
        return self._outcome(claimed, "done", page=page, rejected=reason, next_fetch_at=again)

    def _of_source(self, claimed: Claimed, page: Page) -> Outcome:
        source = self._frontier.source_at(claimed.url)
        listing = read_source(page, source, claimed.edition, self._site)
        if self._frontier.is_declared(claimed.url):
            day = self._frontier.local_day_of(claimed.url)
            self._sights.see_list(claimed.edition, source.path, claimed.url, day, listing)
        if listing.rejected:
            reason = f"source-{listing.rejected.reason}"
            return self._outcome(claimed, "done", page=page, reason=reason)
        links = (*self._links(claimed, listing), *self._more_sources(claimed, listing))
        return self._outcome(claimed, "done", page=page, links=links)

    def _of_article(
        self, claimed: Claimed, page: Page, came_from: tuple[str, ...]
    ) -> Outcome | Further:
        reading = self._read(page)
        if reading.continues_from is not None:  # it is read with the first page, not for itself
            self._parts.keep(page)
            links = tuple(self._translations(claimed, reading))
            reason = Reason.NOT_ARTICLE.value
            return self._outcome(claimed, "done", page=page, rejected=reason, links=links)
        if reading.continues is not None:
            further = Further(claimed, (page,), came_from, reading.continues)
            return self._go_on(further, self._parts.go_on(further))
        return self._of_reading(claimed, (page,), reading, came_from)

    def _go_on(self, further: Further, after: Further | Ended) -> Outcome | Further:
        if isinstance(after, Further):
            after = self._parts.go_on(after)
        if isinstance(after, Further):
            return after
        if after.lacks and after.is_passing and further.claimed.article_id is not None:
            return self._later(further.claimed, after.lacks)  # it must not shorten what is stored
        return self._of_pages(further, after)

    def _of_pages(self, further: Further, ended: Ended) -> Outcome:
        first, *more = ended.pages
        reading = self._read(first, tuple(more))
        outcome = self._of_reading(further.claimed, ended.pages, reading, further.came_from)
        if ended.lacks is None or outcome.article is None:
            return outcome
        times = {outcome.next_fetch_at}
        if ended.is_passing:
            times.add(self._frontier.next_try(further.claimed))
        return replace(
            outcome,
            reason=f"{LACKS}{ended.lacks}",
            next_fetch_at=min(filter(None, times), default=None),
            etag=None,  # the next visit must ask for the first page anew
            last_modified=None,
        )

    def _read(self, page: Page, more: tuple[Page, ...] = ()) -> Reading:
        return read_page(page, self._site, more=more, memory=self._memory, now=page.fetched_at)

    def _of_reading(
        self,
        claimed: Claimed,
        pages: tuple[Page, ...],
        reading: Reading,
        came_from: tuple[str, ...],
    ) -> Outcome:
        article = reading.article
        is_new = claimed.article_id is None
        self._sights.see_page(
            claimed.edition, pages[0], reading, claimed.published_at, is_new=is_new
        )
        published = article.published_at if article else claimed.published_at
        return self._outcome(
            claimed,
            "done",
            page=pages[0],
            more=pages[1:],
            article=article,
            rejected=reading.rejected.reason.value if reading.rejected else None,
            links=tuple(self._translations(claimed, reading)),
            aliases=tuple(dict.fromkeys((*came_from, *reading.aliases))),
            next_fetch_at=self._frontier.next_visit(claimed, published),
            next_fetch_if_edited=self._frontier.next_visit(claimed, published, edited=True),
        )

    def _see_failure(self, claimed: Claimed, state: str, reason: str) -> None:
        if claimed.kind == "source":
            self._see_no_list(claimed, reason if state == "blocked" else "failed")
        elif state == "blocked":
            self._sights.see_reject(claimed.edition, claimed.url, reason)

    def _see_no_list(self, claimed: Claimed, reason: str) -> None:
        if self._frontier.is_declared(claimed.url):
            path = self._frontier.source_at(claimed.url).path
            self._sights.see_no_list(claimed.edition, path, claimed.url, reason)

    def _outcome(self, claimed: Claimed, state: str, **values: object) -> Outcome:
        page = values.get("page")
        if isinstance(page, Page):
            values.setdefault("status", page.status)
            values["etag"] = page.header("etag")
            values["last_modified"] = page.header("last-modified")
        return Outcome(
            site=self._site.name,
            url=claimed.url,
            state=state,  # type: ignore[arg-type]
            run_id=self._frontier.run_id,
            **values,  # type: ignore[arg-type]
        )

    def _links(self, claimed: Claimed, listing: Listing) -> Iterable[NewLink]:
        for found in listing.found:
            yield self._link(claimed, found.url, 0, found)
            for url in found.alternates.values():
                yield self._link(claimed, url, 0, found)

    def _translations(self, claimed: Claimed, reading: Reading) -> Iterable[NewLink]:
        return (self._link(claimed, url, FOLLOW_FIRST) for url in reading.links)

    def _link(
        self, claimed: Claimed, url: str, priority: int, found: Found | None = None
    ) -> NewLink:
        return NewLink(
            url=url,
            site=self._site.name,
            kind="article",
            edition=self._site.edition_of(url) or claimed.edition,
            priority=priority,
            found_on=claimed.url,
            published_at=self._hint(claimed, found),
        )

    def _hint(self, claimed: Claimed, found: Found | None) -> datetime | None:
        """When an article was probably published, from where its address was found."""
        if found is None:
            return claimed.published_at
        return found.published_at or self._frontier.day_of(claimed.url)

    def _more_sources(self, claimed: Claimed, listing: Listing) -> Iterable[NewLink]:
        return (
            NewLink(
                url=normalise_url(link.url),
                site=self._site.name,
                kind="source",
                edition=claimed.edition,
                found_on=claimed.url,
            )
            for link in listing.sources
        )
