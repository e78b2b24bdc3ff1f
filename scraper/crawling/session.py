"""What one crawl holds open: the store, its writer, the clock and the frontier."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from scrapy.settings import BaseSettings

from scraper.crawling.arguments import CrawlArguments
from scraper.crawling.clock import Clock
from scraper.crawling.frontier import Frontier, Plan
from scraper.crawling.monitors import Judgement, Sights, judge
from scraper.crawling.monitors.recall import recall_archives
from scraper.crawling.monitors.volume import DAY, SPAN, Volume
from scraper.crawling.monitors.window import GOOD, is_whole
from scraper.crawling.notify import Notifier
from scraper.crawling.writer import StoreWriter
from scraper.sites import Site
from scraper.storage import Run, Store

logger = logging.getLogger(__name__)

RUNS_LOOKED_AT = 500
"""The newest runs that the monitors read, and as many of the newest good ones: when a site stays
broken the good ones are soon not among the newest."""


@dataclass(slots=True)
class Session:
    """Opened when a spider is made, ended when it closes.

    `learn_max_age` is how old a run may be that read by other facts and yet teaches what is usual.
    """

    site: Site
    store: Store
    writer: StoreWriter
    clock: Clock
    frontier: Frontier
    sights: Sights
    blocked_share: float
    learn_max_age: timedelta
    notifier: Notifier

    @classmethod
    def from_settings(
        cls, settings: BaseSettings, site: Site, arguments: CrawlArguments
    ) -> Session:
        """Open everything as the settings say."""
        store = Store.open(settings["STORE_URL"])
        clock = Clock(settings["CLOCK_START"])
        writer = StoreWriter(
            store, clock, batch=settings.getint("STORE_BATCH"), wait=settings.getfloat("STORE_WAIT")
        )
        plan = Plan(
            batch=settings.getint("CLAIM_BATCH"),
            lease=settings.getfloat("LEASE"),
            revisit_after=tuple(float(wait) for wait in settings.getlist("REVISIT_AFTER")),
            revisit_max_age=settings.getfloat("REVISIT_MAX_AGE"),
            revisit_share=settings.getfloat("REVISIT_SHARE"),
            tries_max=settings.getint("TRIES_MAX"),
            retry_after=settings.getfloat("RETRY_AFTER"),
            archive_days=settings.getint("ARCHIVE_DAYS"),
        )
        frontier = Frontier(store, writer, site, arguments, plan, clock)
        return cls(
            site=site,
            store=store,
            writer=writer,
            clock=clock,
            frontier=frontier,
            sights=Sights(site),
            blocked_share=settings.getfloat("BLOCKED_SHARE"),
            learn_max_age=timedelta(seconds=settings.getfloat("LEARN_MAX_AGE")),
            notifier=Notifier.from_settings(settings),
        )

    def end(self, stats: Mapping[str, object], arguments: Mapping[str, object]) -> Judgement:
        """Finish the writes under way, judge the run, write down how it ended, tell who asked.

        The run's stats are its numbers, what the monitors saw, and `because`: the sentences of the
        judgement. The store is closed after it.
        """
        try:
            self.writer.close()
            return self._judge(stats, arguments)
        finally:
            self.store.close()

    def _judge(self, stats: Mapping[str, object], arguments: Mapping[str, object]) -> Judgement:
        earlier = self._earlier()
        recall_archives(self.sights, lambda url: self.store.page_at(self.site.name, url))
        judgement = judge(
            stats,
            self.site,
            blocked_share=self.blocked_share,
            sights=self.sights,
            earlier=earlier,
            arguments=arguments,
            volume=self._volume(earlier),
        )
        run = self._write_down(judgement, stats)
        if run is not None:
            self._tell(run, judgement, earlier)
        return judgement

    def _tell(self, run: Run, judgement: Judgement, earlier: Sequence[Run]) -> None:
        """Tell who asked; what was told is kept in the store, which may fail: the run stands."""
        try:
            self.notifier.tell(self.site, run, judgement, earlier, self.store)
        except Exception:
            logger.exception("%s: the run could not be told", self.site.name)

    def _volume(self, earlier: Sequence[Run]) -> Volume:
        name, now = self.site.name, self.clock.now()
        good = (one for one in earlier if one.outcome in GOOD and is_whole(one.arguments))
        good_until = next((one.started_at for one in good), now)
        since = Volume.since(self.site, good_until)
        times = (one.published_at for one in self.store.article_times(name, since))
        lines = self.store.run_lines(name, now - SPAN - DAY)
        return Volume(
            now=now,
            articles=tuple(time for time in times if time is not None),
            stories=self.store.completeness(name, since),
            crawled=tuple(line.started_at for line in lines if line.finished_at),
            good_until=good_until,
        )

    def _earlier(self) -> tuple[Run, ...]:
        """The site's runs before this one, newest first: the newest, and good ones that teach.

        A good run teaches for as long as the site's file is as it was, however long ago that is:
        what broke must not become usual by lasting.
        """
        name, own = self.site.name, self.frontier.run_id
        since = self.clock.now() - self.learn_max_age
        newest = self.store.runs(name, limit=RUNS_LOOKED_AT)
        good = self.store.runs_that_saw(name, GOOD, limit=RUNS_LOOKED_AT)
        facts = digest_facts(self.site)
        young = {run.id: run for run in (*newest, *good) if run.started_at >= since}
        same = {run.id: run for run in good if run.stats.get("facts", facts) == facts}
        runs = {**young, **same}
        return tuple(runs[number] for number in sorted(runs, reverse=True) if number != own)

    def _write_down(self, judgement: Judgement, stats: Mapping[str, object]) -> Run | None:
        """The run as the store has it from now on; None when it never began."""
        if not self.frontier.run_id:
            return None
        kept = {name: value for name, value in stats.items() if isinstance(value, int | float)}
        told = {**kept, **self.sights.stats(), "because": judgement.because}
        told["facts"] = digest_facts(self.site)
        self.store.finish_run(self.frontier.run_id, judgement.verdict, told, self.clock.now())
        runs = self.store.runs(self.site.name, limit=RUNS_LOOKED_AT)
        return next((run for run in runs if run.id == self.frontier.run_id), None)


def digest_facts(site: Site) -> str:
    """A digest of everything that the site's file says."""
    said = repr((site, site.article_url.pattern))  # a long pattern's own repr is cut short
    return hashlib.sha256(said.encode()).hexdigest()[:16]
