"""Compares what a crawl of the replica left in the store with what its news implies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from scraper.crawling.tally import group
from scraper.demo.expected import Expected, expected_counts
from scraper.items import Record
from scraper.storage import Store

SITE = "rbc_ukraine"


def find_faults(store: Store, visits: Sequence[datetime]) -> list[str]:
    """One sentence for each count that differs after the last visit; none when all agree."""
    expected = expected_counts(*visits)
    held = dict(_held(store))
    met = _met(store.runs(SITE, limit=1)[0].stats)
    return [
        f"{what} is {found.get(what)}, expected {wanted}"
        for found, counts in ((held, _expected_held(expected)), (met, _expected_met(expected)))
        for what, wanted in counts.items()
        if found.get(what) != wanted
    ]


def _held(store: Store) -> Iterator[tuple[str, object]]:
    records = list(store.records(include_removed=False))
    versions = Counter(lang for record in records for lang in record.langs)
    partial = Counter(
        lang
        for record in records
        for lang, version in record.versions.items()
        if version.access == "partial"
    )
    yield "stories", len(records)
    yield "complete stories", sum(record.complete for record in records)
    yield "versions", dict(versions)
    yield "teasers", dict(partial)
    yield "edits told", dict(Counter(_edited(records)))


def _edited(records: Sequence[Record]) -> Iterator[str]:
    """The languages of the versions that records tell edits of."""
    for record in records:
        for one in record.divergences:
            if one.kind == "edited":
                yield one.facts["of"]


def _met(stats: Mapping[str, object]) -> dict[str, object]:
    blocked = group(stats, "page/blocked/")
    return {
        "new": stats.get("article/new", 0),
        "edited": stats.get("article/edited", 0),
        "gone": stats.get("article/gone", 0),
        "rejected": group(stats, "article/rejected/"),
        "blocked": blocked,
    }


def _expected_held(expected: Expected) -> dict[str, object]:
    return {
        "stories": expected.stories,
        "complete stories": expected.complete,
        "versions": dict(expected.articles),
        "teasers": dict(expected.partial),
        "edits told": dict(expected.edits_told),
    }


def _expected_met(expected: Expected) -> dict[str, object]:
    return {
        "new": expected.new.total(),
        "edited": expected.edited.total(),
        "gone": expected.gone.total(),
        "rejected": dict(expected.rejected + expected.missing_twins),
        "blocked": dict(expected.blocked),
    }
