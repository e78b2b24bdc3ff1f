"""What a run fetches next: fills the store's frontier from a site's sources and claims from it."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scraper.crawling.arguments import CrawlArguments
from scraper.crawling.clock import Clock
from scraper.crawling.revisits import Revisits
from scraper.crawling.writer import StoreWriter
from scraper.extraction import normalise_url
from scraper.sites import DayArchive, Edition, Listing, Site, Sitemap, Source
from scraper.storage import Claimed, NewLink, Outcome, Store, Stored
from scraper.storage.values import RowKind

HOST = socket.gethostname()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The frontier's settings: how much to claim, for how long, and when to come back (seconds)."""

    batch: int
    lease: float
    revisit_after: tuple[float, ...]
    revisit_max_age: float
    revisit_share: float = 0.0
    tries_max: int
    retry_after: float
    archive_days: int


def is_running(pid: int) -> bool:
    """Whether a process of this machine is alive, ours or not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


class Frontier:
    """One run's view of the store's frontier.

    `in_flight` holds the addresses that this run has claimed and not yet committed; `claims` ends
    when nothing is due any more and nothing is in flight.
    """

    def __init__(
        self,
        store: Store,
        writer: StoreWriter,
        site: Site,
        arguments: CrawlArguments,
        plan: Plan,
        clock: Clock,
    ) -> None:
        self._store = store
        self._writer = writer
        self._site = site
        self._arguments = arguments
        self._plan = plan
        self._revisits = Revisits(
            after=plan.revisit_after, max_age=plan.revisit_max_age, share=plan.revisit_share
        )
        self._clock = clock
        self._sources: dict[str, tuple[Source, date | None]] = {}
        self._changed = asyncio.Event()
        self._articles_left = arguments.limit
        self._stopping = False
        self.in_flight: set[str] = set()
        self.run_id = 0

    async def open(self, arguments: Mapping[str, object]) -> None:
        """Register the run, take over what dead runs of this machine held, and list the sources."""
        now = self._clock.now()
        site = self._site.name
        run = self._writer.run
        self.run_id = await run(self._store.start_run, site, HOST, os.getpid(), now, arguments)
        await run(self._store.release_dead, site, HOST, is_running)
        await run(self._store.add_links, tuple(self._seeds(now)), now)

    async def claims(self) -> AsyncIterator[Claimed]:
        """The addresses to fetch, as they become due, until the run has nothing left to do."""
        while not self._stopping:
            self._changed.clear()
            rows = await self._claim()
            for row in rows:
                yield row
            if rows:
                continue
            if self.in_flight:
                await self._changed.wait()
            elif not self._changed.is_set():  # a commit during the claim may have brought links
                return

    async def commit(self, outcome: Outcome) -> Stored:
        """Store what became of an address; only then is it no longer in flight."""
        try:
            return await self._writer.commit(outcome)
        finally:
            self.in_flight.discard(outcome.url)
            self._changed.set()

    def stop(self) -> None:
        """Claim nothing more; what is in flight is finished."""
        self._stopping = True
        self._changed.set()

    def source_at(self, url: str) -> Source:
        """The kind of source that an address is; unknown ones were named by a sitemap index."""
        known = self._sources.get(url)
        return known[0] if known else Sitemap(url)

    def is_declared(self, url: str) -> bool:
        """Whether an address is one of the site's own sources."""
        return url in self._sources

    def local_day_of(self, url: str) -> date | None:
        """The day, in the site's time, that a source is the archive of."""
        return self._sources[url][1] if url in self._sources else None

    def day_of(self, url: str) -> datetime | None:
        """The noon, in the site's time, of the day that a source is the archive of."""
        day = self.local_day_of(url)
        return datetime.combine(day, time(12), ZoneInfo(self._site.timezone)) if day else None

    def next_visit(
        self, claimed: Claimed, published: datetime | None, *, edited: bool = False
    ) -> datetime | None:
        """When an article is read again after this visit; None when it has settled.

        `edited` says that this visit finds it edited.
        """
        now = self._clock.now()
        age = (now - published).total_seconds() if published else None
        wait = self._revisits.wait(claimed.visits, claimed.edits + edited, age)
        return None if wait is None else now + timedelta(seconds=wait)

    def next_try(self, claimed: Claimed) -> datetime | None:
        """When a failed address is due again; None when it has failed in too many runs."""
        if claimed.tries + 1 >= self._plan.tries_max:
            return None
        wait = self._plan.retry_after * 2**claimed.tries
        return self._clock.now() + timedelta(seconds=wait)

    def _seeds(self, now: datetime) -> Iterator[NewLink]:
        arguments = self._arguments
        if arguments.url:
            url = normalise_url(arguments.url)
            yield self._link(url, "article", self._site.edition_of(url) or "und", priority=1000)
            return
        today = now.astimezone(ZoneInfo(self._site.timezone)).date()
        days = arguments.days(today, self._plan.archive_days)
        for lang in arguments.langs:
            edition = self._site.editions[lang]
            for source, path, day in self._listings(edition, days):
                url = edition.url(path)
                self._sources[url] = source, day
                yield self._link(url, "source", lang)

    def _listings(
        self, edition: Edition, days: tuple[date, ...]
    ) -> Iterator[tuple[Source, str, date | None]]:
        """The pages that list an edition's news, and the day of those that are of one day.

        Where days are asked for, an archive by day makes undated lists of the latest news useless.
        """
        by_day = [source for source in edition.sources if isinstance(source, DayArchive)]
        asked = self._arguments.since or self._arguments.until
        for source in edition.sources:
            if isinstance(source, DayArchive):
                yield from ((source, source.path.format(day), day) for day in days)
            elif not (asked and by_day and isinstance(source, Listing)):
                yield source, source.path, None

    def _link(self, url: str, kind: str, edition: str, priority: int = 0) -> NewLink:
        return NewLink(
            url=url,
            site=self._site.name,
            kind="source" if kind == "source" else "article",
            edition=edition,
            priority=priority,
        )

    async def _claim(self) -> tuple[Claimed, ...]:
        room = self._plan.batch - len(self.in_flight)
        if room < max(1, self._plan.batch // 2) and self.in_flight:
            return ()
        rows = await self._claim_rows(room)
        self.in_flight.update(row.url for row in rows)
        if self._articles_left is not None:
            self._articles_left -= sum(row.kind == "article" for row in rows)
        return rows

    async def _claim_rows(self, room: int) -> tuple[Claimed, ...]:
        arguments = self._arguments
        if self._articles_left is not None:
            sources = await self._ask(room, kinds=("source",))
            room = min(room - len(sources), self._articles_left)
            articles = await self._ask(room, kinds=("article",)) if room > 0 else ()
            return (*sources, *articles)
        if arguments.url:
            return await self._ask(room, kinds=("article",))
        return await self._ask(room, kinds=None)

    async def _ask(self, room: int, kinds: tuple[RowKind, ...] | None) -> tuple[Claimed, ...]:
        since, until = self._arguments.window(ZoneInfo(self._site.timezone))
        return await self._writer.run(
            self._store.claim,
            self._site.name,
            self.run_id,
            room,
            self._clock.now(),
            timedelta(seconds=self._plan.lease),
            kinds=kinds,
            editions=self._arguments.langs,
            since=since,
            until=until,
            urls=self._wanted(),
        )

    def _wanted(self) -> tuple[str, ...] | None:
        return (normalise_url(self._arguments.url),) if self._arguments.url else None
