"""Finds lists that shrank and no longer bring what is new: sold, loaded by a script, left behind.

Neither proves it alone: a list that begins anew at midnight is short, and one that is written once
an hour, or of one section, lacks most of what is new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from scraper.crawling.monitors.lists import is_archive, listed_before
from scraper.crawling.monitors.sights import Sights
from scraper.crawling.monitors.usual import usual_of_shares
from scraper.crawling.monitors.verdicts import Alarm
from scraper.crawling.monitors.window import is_whole, split_runs
from scraper.languages import badge
from scraper.storage import Run

SHRUNK = 0.5
"""Share of the addresses it listed before that a list may keep and yet count as shrunk."""


def find_shrunk(sights: Sights, earlier: Sequence[Run]) -> Iterator[Alarm]:
    """An alarm for each list that is short and lacks the new articles it usually has."""
    before = listed_before(earlier)
    for (lang, path), seen in sights.lists.items():
        size, usual_size = len(seen.found), before.get(f"{lang} {path}", 0)
        if is_archive(sights.site, lang, path) or not 0 < size <= SHRUNK * usual_size:
            continue
        lacks = _lacking(sights, f"{lang} {path}", earlier)
        if lacks:
            name = f"source {badge(lang)} {path}"
            says = f"{name} lists {size} of usually {usual_size} articles, with {lacks}"
            yield Alarm(name, says, tuple(seen.urls[:3]))


def _lacking(sights: Sights, name: str, earlier: Sequence[Run]) -> str:
    """In words how few of the new articles a list has, when that is less than usual."""
    now = sights.carried().get(name)
    if now is None:
        return ""
    least = sights.site.expects.at_least
    past = [(run, _carried(run).get(name, {})) for run in earlier if is_whole(run.arguments)]
    counts, lots = split_runs(Counter(now), past, least)
    have, of = counts["listed"], counts["pages"]
    usual = usual_of_shares([(lot["listed"], lot["pages"]) for lot in lots], of)
    if of < least or usual is None or have / of >= usual.low:
        return ""
    return f"{have} of {of} that are new (usually {usual.share:.0%})"


def _carried(run: Run) -> Mapping[str, Mapping[str, int]]:
    carried = run.stats.get("carried", {})
    return carried if isinstance(carried, Mapping) else {}
