"""Judges a crawl when it is over: is the site as it was, did it let us in, is anything open?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from scraper.crawling.monitors.grown import find_grown
from scraper.crawling.monitors.lists import find_silent
from scraper.crawling.monitors.shares import find_fallen
from scraper.crawling.monitors.shrunk import find_shrunk
from scraper.crawling.monitors.sights import Sights
from scraper.crawling.monitors.stuck import find_stuck
from scraper.crawling.monitors.verdicts import Alarm, Judgement, Verdict
from scraper.crawling.monitors.volume import Volume, find_scarce
from scraper.crawling.monitors.window import Window, is_whole
from scraper.crawling.tally import group
from scraper.sites import Site
from scraper.storage import Run

CHALLENGES = ("rejected/challenge", "rejected/http-403", "rejected/http-429")
"""Features by which a site shows that it takes us for a robot."""


def judge(
    stats: Mapping[str, Any],
    site: Site,
    *,
    blocked_share: float,
    sights: Sights | None = None,
    earlier: Sequence[Run] = (),
    arguments: Mapping[str, object] | None = None,
    volume: Volume | None = None,
) -> Judgement:
    """Compare a crawl's stats and sights with what its site expects and what was usual.

    `blocked_share` is the share of answers, 0 to 1, from which refusals mean we are locked out.
    `earlier` are the site's runs before this one, newest first, `arguments` those of this one: a
    crawl that was asked for a part of the site, or stopped, says nothing about the whole. `volume`
    is what the store knows of the last days.
    """
    refusals = _refusals(stats)
    if refusals and sum(refusals.values()) >= blocked_share * _answers(stats):
        told = ", ".join(f"{count} {reason}" for reason, count in refusals.items())
        alarm = Alarm("access", f"{site.name} refuses us: {told}", _refused(sights))
        return _judged(Verdict.BLOCKED, (alarm,))
    window = Window.of(sights.counts if sights else _of_stats(stats), site, earlier)
    alarms = (*find_fallen(window, site, sights), *find_grown(window, site, sights))
    if sights is not None and is_whole(arguments or {}) and not _is_stopped(stats):
        scarce = tuple(find_scarce(volume, site)) if volume is not None else ()
        scarce = tuple(replace(alarm, examples=_where(alarm, sights)) for alarm in scarce)
        alarms = (*_of_lists(sights, earlier), *alarms, *scarce)
    if any(alarm.what in CHALLENGES for alarm in alarms):
        return _judged(Verdict.BLOCKED, alarms)
    if alarms:
        return _judged(Verdict.LAYOUT_CHANGED, alarms)
    open_ends = tuple(_open_ends(stats))
    return Judgement(Verdict.PARTIAL if open_ends else Verdict.FINISHED, open_ends)


def _of_lists(sights: Sights, earlier: Sequence[Run]) -> Iterator[Alarm]:
    """What is wrong with the sources; what is short or silent is not called stuck as well."""
    found = (*find_silent(sights, earlier), *find_shrunk(sights, earlier))
    named = {alarm.what for alarm in found}
    yield from found
    yield from (alarm for alarm in find_stuck(sights, earlier) if alarm.what not in named)


def _where(alarm: Alarm, sights: Sights) -> tuple[str, ...]:
    """Where to look when days brought too little: pages without a version, else the sources."""
    if alarm.what == "complete":
        pages = sights.examples("has/translation", tuple(sights.counts), lacking=True)
        if pages:
            return pages
    return tuple(url for seen in sights.lists.values() for url in seen.urls)[:3]


def _judged(verdict: Verdict, alarms: tuple[Alarm, ...]) -> Judgement:
    return Judgement(verdict, tuple(map(str, alarms)), alarms)


def _of_stats(stats: Mapping[str, Any]) -> dict[str, Counter[str]]:
    """The counts of a run of which only the stats are known, as one edition without a name."""
    counts = Counter({f"has/{name}": n for name, n in group(stats, "field/").items()})
    counts.update({f"has/language {lang}": n for lang, n in group(stats, "lang/").items()})
    counts["read"] = sum(group(stats, "lang/").values())
    rejects = group(stats, "article/rejected/")
    counts.update({f"rejected/{reason}": n for reason, n in rejects.items()})
    counts["pages"] = counts["read"] + sum(rejects.values())
    return {"": counts}


def _refusals(stats: Mapping[str, Any]) -> dict[str, int]:
    refused = group(stats, "page/blocked/http-")
    refused = {f"HTTP {code}": count for code, count in refused.items()}
    kinds = ("article/rejected/challenge", "source/rejected/challenge", "unfinished/challenge")
    challenges = sum(int(stats.get(kind, 0)) for kind in kinds)
    return {**refused, **({"challenge pages": challenges} if challenges else {})}


def _refused(sights: Sights | None) -> tuple[str, ...]:
    """Addresses that refused us: article pages, else sources."""
    if sights is None:
        return ()
    pages = [
        url
        for feature in CHALLENGES
        for url in sights.examples(feature, tuple(sights.counts), lacking=False)
    ]
    lists = [url for seen in sights.lists.values() if seen.refused for url in seen.urls]
    return tuple([*pages, *lists][:3])


def _answers(stats: Mapping[str, Any]) -> int:
    return sum(value for name, value in stats.items() if name.startswith("page/"))


def _open_ends(stats: Mapping[str, Any]) -> Iterator[str]:
    for reason, count in group(stats, "page/failed/").items():
        yield f"{count} addresses failed: {reason}"
    errors = int(stats.get("spider_exceptions/count", 0)) + int(stats.get("item_error_count", 0))
    if errors:
        yield f"{errors} errors of our own, see the log"
    if _is_stopped(stats):
        yield f"stopped early: {stats['finish_reason']}"


def _is_stopped(stats: Mapping[str, Any]) -> bool:
    """Whether the crawl was ended before it had read what was due."""
    return str(stats.get("finish_reason", "finished")) != "finished"
