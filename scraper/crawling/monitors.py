"""Judges a crawl when it is over: is the site as it was, did it let us in, is anything open?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from scraper.crawling.tally import FIELDS, group
from scraper.sites import Site


class Verdict(StrEnum):
    """How a crawl ended; `exit_code` is what the process returns to its caller."""

    FINISHED = "finished"
    PARTIAL = "partial"
    BLOCKED = "blocked"
    LAYOUT_CHANGED = "layout-changed"

    @property
    def exit_code(self) -> int:
        """0 for finished; 2 is left to wrong arguments and 1 to errors of our own."""
        codes = {"finished": 0, "partial": 3, "blocked": 4, "layout-changed": 5}
        return codes[self.value]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on a crawl and the sentences that explain it."""

    verdict: Verdict
    because: tuple[str, ...] = ()


def judge(stats: Mapping[str, Any], site: Site, *, blocked_share: float) -> Judgement:
    """Compare a crawl's stats with what its site expects.

    `blocked_share` is the share of answers, 0 to 1, from which refusals mean we are locked out.
    """
    refusals = _refusals(stats)
    if refusals and sum(refusals.values()) >= blocked_share * _answers(stats):
        told = ", ".join(f"{count} {reason}" for reason, count in refusals.items())
        return Judgement(Verdict.BLOCKED, (f"{site.name} refuses us: {told}",))
    fallen = tuple(_fallen(stats, site))
    if fallen:
        return Judgement(Verdict.LAYOUT_CHANGED, fallen)
    open_ends = tuple(_open_ends(stats))
    return Judgement(Verdict.PARTIAL if open_ends else Verdict.FINISHED, open_ends)


def _refusals(stats: Mapping[str, Any]) -> dict[str, int]:
    refused = group(stats, "page/blocked/http-")
    refused = {f"HTTP {code}": count for code, count in refused.items()}
    challenges = int(stats.get("article/rejected/challenge", 0))
    return {**refused, **({"challenge pages": challenges} if challenges else {})}


def _answers(stats: Mapping[str, Any]) -> int:
    return sum(value for name, value in stats.items() if name.startswith("page/"))


def _fallen(stats: Mapping[str, Any], site: Site) -> Iterator[str]:
    read = sum(group(stats, "lang/").values())
    rejects = sum(
        count for reason, count in group(stats, "article/rejected/").items() if "http" not in reason
    )
    expects = site.expects
    if read + rejects >= expects.at_least and rejects > expects.rejected * (read + rejects):
        yield f"{rejects} of {read + rejects} article pages were rejected"
    if read < expects.at_least:
        return
    have = group(stats, "field/")
    for name in FIELDS:
        least = getattr(expects, name)
        if have.get(name, 0) < least * read:
            yield f"{name}: {have.get(name, 0)} of {read} articles have one, expected {least:.0%}"
    spoken = group(stats, "lang/")
    for lang, least in expects.langs.items():
        if spoken.get(lang, 0) < least * read:
            yield f"{lang}: {spoken.get(lang, 0)} of {read} articles, expected {least:.0%}"


def _open_ends(stats: Mapping[str, Any]) -> Iterator[str]:
    for reason, count in group(stats, "page/failed/").items():
        yield f"{count} addresses failed: {reason}"
    errors = int(stats.get("spider_exceptions/count", 0)) + int(stats.get("item_error_count", 0))
    if errors:
        yield f"{errors} errors of our own, see the log"
    if str(stats.get("finish_reason", "finished")) != "finished":
        yield f"stopped early: {stats['finish_reason']}"
