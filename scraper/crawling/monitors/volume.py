"""Finds a site that has dried up: too few articles in days, too few stories with every edition.

Both need days of the store, not pages of one run; a quiet day alone proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from scraper.crawling.monitors.usual import usual_of_shares
from scraper.crawling.monitors.verdicts import Alarm
from scraper.sites import Site

DAY = timedelta(days=1)
SPAN = 3 * DAY
"""So many days must bring less than one day's articles: a holiday and a weekend bring more."""

SPANS_BACK = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """When the site's articles were published, oldest first, and its stories, each whole or not.

    `crawled` holds when the earlier runs began; a site that was left alone has not dried up.
    """

    now: datetime
    articles: Sequence[datetime] = ()
    stories: Sequence[tuple[datetime, bool]] = ()
    crawled: Sequence[datetime] = ()

    @staticmethod
    def since(site: Site, now: datetime) -> datetime:
        """From when on stories are looked at."""
        return now - site.usual_delay - (SPANS_BACK + 1) * SPAN


def find_scarce(volume: Volume, site: Site) -> Iterator[Alarm]:
    """An alarm for too few articles, and for too few complete stories."""
    yield from _few_articles(volume, site)
    yield from _few_complete(volume, site)


def _few_articles(volume: Volume, site: Site) -> Iterator[Alarm]:
    days = {(volume.now - at) // DAY for at in volume.crawled}
    if not set(range(SPAN // DAY + 1)) <= days:
        return
    count = sum(volume.now - SPAN <= at <= volume.now for at in volume.articles)
    if count < site.expects.articles_per_day:
        least = f"expected {site.expects.articles_per_day:g} a day"
        yield Alarm("articles per day", f"{count} articles in {SPAN // DAY} days, {least}")


def _few_complete(volume: Volume, site: Site) -> Iterator[Alarm]:
    """Stories are judged once their other versions had the usual time to come."""
    spans: list[list[bool]] = [[] for _ in range(SPANS_BACK + 1)]
    for at, is_complete in volume.stories:
        place = (volume.now - site.usual_delay - at) // SPAN
        if 0 <= place <= SPANS_BACK:
            spans[place].append(is_complete)
    have, of = sum(spans[0]), len(spans[0])
    if of < site.expects.at_least:
        return
    usual = usual_of_shares([(sum(span), len(span)) for span in spans[1:] if span], of)
    says = f"complete: {have} of {of} stories have every edition"
    if have < site.expects.complete * of:
        yield Alarm("complete", f"{says}, expected {site.expects.complete:.0%}")
    elif usual is not None and have / of < usual.low:
        yield Alarm("complete", f"{says}, usually {usual.share:.0%}")
