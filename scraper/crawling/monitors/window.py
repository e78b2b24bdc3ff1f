"""The pages that a judgement looks at: those of this run and, when they are few, of runs before.

What is older, and of good runs only, teaches what is usual.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scraper.crawling.monitors.usual import Counts, make_lots
from scraper.sites import Site
from scraper.storage import Run

GOOD = ("finished", "partial")
"""Outcomes of runs that teach: what they read was in order, even if they did not read all."""

PARTS = ("langs", "url", "limit", "since", "until")
"""Arguments that ask for a part of a site."""


@dataclass(frozen=True, slots=True)
class Window:
    """By edition, the counts to judge and the lots of earlier ones that say what is usual.

    `whole` and `whole_lots` are the same over all editions. Editions of which this run saw no page
    are not in `now`: there is nothing new to judge.
    """

    now: Mapping[str, Counts]
    lots: Mapping[str, Sequence[Counts]]
    whole: Counts
    whole_lots: Sequence[Counts]

    @classmethod
    def of(cls, seen: Mapping[str, Counts], site: Site, earlier: Sequence[Run]) -> Window:
        """The window of a run that saw these counts."""
        least = site.expects.at_least
        whole_runs = [run for run in earlier if is_whole(run.arguments)]
        now, lots = {}, {}
        for edition, counts in seen.items():
            if counts.get("pages"):
                past = [(run, _seen(run).get(edition, {})) for run in whole_runs]
                now[edition], lots[edition] = split_runs(counts, past, least)
        past = [(run, _added(_seen(run).values())) for run in whole_runs]
        whole = _added(seen.values())
        whole, whole_lots = split_runs(whole, past, least) if whole["pages"] else (whole, [])
        return cls(now, lots, whole, whole_lots)


def is_whole(arguments: Mapping[str, object]) -> bool:
    """Whether a run was asked for all of the site."""
    return not any(arguments.get(name) for name in PARTS)


def split_runs(
    counts: Counts, past: Sequence[tuple[Run, Counts]], least: int
) -> tuple[Counter[str], list[Counter[str]]]:
    """This run's counts, filled up with runs just before it; lots of the good ones before those."""
    pool, used = Counter(counts), 0
    for _, before in past:
        if pool["pages"] >= least:
            break
        pool.update(before)
        used += 1
    good = (before for run, before in past[used:] if run.outcome in GOOD and before)
    return pool, make_lots(good, least)


def _added(each: Iterable[Counts]) -> Counter[str]:
    total: Counter[str] = Counter()
    for counts in each:
        total.update(counts)
    return total


def _seen(run: Run) -> Mapping[str, Counts]:
    seen = run.stats.get("seen", {})
    return seen if isinstance(seen, Mapping) else {}
