"""Finds texts that grew to twice what is usual: another article follows, or a column came in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scraper.crawling.monitors.features import LENGTHS, describe, text_of
from scraper.crawling.monitors.sights import Sights
from scraper.crawling.monitors.usual import Counts, share_of, usual_of
from scraper.crawling.monitors.verdicts import Alarm
from scraper.crawling.monitors.window import Window
from scraper.sites import Site

STEPS = 2
"""Lengths to grow by, each half as many again; long news days bring less."""

BULK = 0.25
"""The shorter length must be that of so many texts: a few long reads more are no growth."""


def find_grown(window: Window, site: Site, sights: Sights | None) -> Iterator[Alarm]:
    """One alarm that names the editions whose texts are as often long as they were half as long."""
    grown = {
        edition: found
        for edition, counts in window.now.items()
        if (found := _grown(edition, window.lots[edition], counts, site.expects.at_least))
    }
    if grown:
        longest = max(length for length, _ in grown.values())
        says = "; ".join(line for _, line in grown.values())
        shown = sights.examples(text_of(longest), grown, lacking=False) if sights else ()
        yield Alarm("too/long text", f"long text: {says}", shown)


def _grown(
    edition: str, lots: Sequence[Counts], counts: Counts, least: int
) -> tuple[int, str] | None:
    """The longest length that is as common as one two steps shorter was, and the counts."""
    for shorter, length in reversed(list(zip(LENGTHS, LENGTHS[STEPS:], strict=False))):
        have, of = share_of(counts, text_of(length))
        usual, before = usual_of(lots, text_of(length), of), usual_of(lots, text_of(shorter), of)
        if usual is None or before is None or of < least:
            return None
        if have / of > usual.high and have / of >= before.share >= BULK:
            told = describe(have, of, edition)
            return length, f"{told} have {length} characters, usually {usual.share:.0%}"
    return None
