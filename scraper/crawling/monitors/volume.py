"""Finds a site that has dried up: too few articles in days, too few stories with every edition.

Both need days of the store, not pages of one run; a quiet day alone proves nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt
from statistics import median

from scraper.crawling.monitors.usual import SIGMAS, usual_of_shares
from scraper.crawling.monitors.verdicts import Alarm
from scraper.sites import Site

DAY = timedelta(days=1)
WEEK = 7 * DAY
SPAN = 3 * DAY
"""So many days must bring one day's declared articles: a holiday and a weekend bring more."""

SPANS_BACK = 5
WEEKS_BACK = 4
FEW_WEEKS = 2
"""Of so many weeks the same days must be known before they say what is usual."""

LEAST_SHARE = 0.5
"""Share of the usual articles that a holiday may bring."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """When the site's articles were published, oldest first, and its stories, each whole or not.

    `crawled` holds when the earlier runs began; a site that was left alone has not dried up.
    `good_until` is when the newest good run began: what came later must not become usual.
    """

    now: datetime
    articles: Sequence[datetime] = ()
    stories: Sequence[tuple[datetime, bool]] = ()
    crawled: Sequence[datetime] = ()
    good_until: datetime | None = None

    def back(self, step: timedelta) -> int:
        """So many steps back, at least one, everything was good."""
        return (self.now - (self.good_until or self.now)) // step + 1

    @staticmethod
    def since(site: Site, good_until: datetime) -> datetime:
        """From when on articles and stories are looked at."""
        return good_until - max((WEEKS_BACK + 2) * WEEK, site.usual_delay + (SPANS_BACK + 2) * SPAN)


def find_scarce(volume: Volume, site: Site) -> Iterator[Alarm]:
    """An alarm for too few articles, and for too few complete stories."""
    yield from _few_articles(volume, site)
    yield from _few_complete(volume, site)


def _few_articles(volume: Volume, site: Site) -> Iterator[Alarm]:
    """Less than one declared day's, or than half of what the same days of other weeks brought."""
    days = {(volume.now - at) // DAY for at in volume.crawled}
    if not set(range(SPAN // DAY + 1)) <= days:
        return
    count, usual = _count(volume, 0), _usual_count(volume, site.expects.at_least)
    says = f"{count} articles in {SPAN // DAY} days"
    if count < site.expects.articles_per_day:
        least = f"expected at least {site.expects.articles_per_day:g}, one day's"
        yield Alarm("articles per day", f"{says}, {least}")
    elif count < min(LEAST_SHARE * usual, usual - SIGMAS * sqrt(usual)):
        yield Alarm("articles per day", f"{says}, usually {usual:.0f} on the same weekdays")


def _usual_count(volume: Volume, least: int) -> float:
    """The median of the same weekdays of earlier weeks; 0 when too few of them are known."""
    first = volume.back(WEEK)
    counts = [_count(volume, weeks) for weeks in range(first, first + WEEKS_BACK)]
    known = [count for count in counts if count >= least]
    return median(known) if len(known) >= FEW_WEEKS else 0.0


def _count(volume: Volume, weeks_ago: int) -> int:
    end = volume.now - weeks_ago * WEEK
    return sum(end - SPAN < at <= end for at in volume.articles)


def _few_complete(volume: Volume, site: Site) -> Iterator[Alarm]:
    """Stories are judged once their other versions had the usual time to come."""
    whole, all_ = Counter[int](), Counter[int]()
    for at, is_complete in volume.stories:
        place = (volume.now - site.usual_delay - at) // SPAN
        whole[place] += is_complete
        all_[place] += 1
    have, of = whole[0], all_[0]
    if of < site.expects.at_least:
        return
    first = volume.back(SPAN)
    shares = [(whole[n], all_[n]) for n in range(first, first + SPANS_BACK)]
    usual = usual_of_shares(shares, of)
    says = f"complete: {have} of {of} stories have every edition"
    if have < site.expects.complete * of:
        yield Alarm("complete", f"{says}, expected {site.expects.complete:.0%}")
    elif usual is not None and have / of < usual.low:
        yield Alarm("complete", f"{says}, usually {usual.share:.0%}")
