"""What one crawl holds open: the store, its writer, the clock and the frontier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scrapy.settings import BaseSettings

from scraper.crawling.arguments import CrawlArguments
from scraper.crawling.clock import Clock
from scraper.crawling.frontier import Frontier, Plan
from scraper.crawling.monitors import Judgement
from scraper.crawling.writer import StoreWriter
from scraper.sites import Site
from scraper.storage import Store


@dataclass(slots=True)
class Session:
    """Opened when a spider is made, closed when it closes."""

    store: Store
    writer: StoreWriter
    clock: Clock
    frontier: Frontier

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
        return cls(store, writer, clock, frontier)

    def close(self, judgement: Judgement, stats: Mapping[str, object]) -> None:
        """Finish the writes under way, write down how the run ended and close the store.

        The run's stats are its numbers, and `because`: the sentences of the judgement.
        """
        self.writer.close()
        if self.frontier.run_id:
            kept = {name: value for name, value in stats.items() if isinstance(value, int | float)}
            told = {**kept, "because": judgement.because}
            self.store.finish_run(self.frontier.run_id, judgement.verdict, told, self.clock.now())
        self.store.close()
