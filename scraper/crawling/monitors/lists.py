"""Finds sources that answer but list nothing, archives that repeat a day, editions gone silent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from statistics import median_high

from scraper.crawling.monitors.sights import ListSight, Sights
from scraper.crawling.monitors.verdicts import Alarm
from scraper.crawling.monitors.window import GOOD
from scraper.languages import badge
from scraper.sites import DayArchive, Site
from scraper.storage import Run

SAME = 0.9
"""Share of two days' addresses that must be on both lists for one to repeat the other."""

FEW = 3
"""Two lists of fewer addresses than this may be the same by chance."""


def find_silent(sights: Sights, earlier: Sequence[Run]) -> Iterator[Alarm]:
    """An alarm for each edition, else each of its sources, that lists no news any more."""
    before = listed_before(earlier)
    comes = {lang: _comes(sights, lang) for lang in sights.site.langs}
    for lang in sights.site.langs:
        seen = {path: s for (edition, path), s in sights.lists.items() if edition == lang}
        if comes[lang] is False and any(comes.values()):
            yield _silent_edition(sights, lang, seen)
            continue
        for path, each in seen.items():
            yield from _silent_source(sights, lang, path, each, before.get(f"{lang} {path}", 0))


def _comes(sights: Sights, lang: str) -> bool | None:
    """Whether an edition's sources list anything; None when some failed or had nothing new."""
    seen = [s for (edition, _), s in sights.lists.items() if edition == lang]
    if any(any(s.listed.values()) for s in seen):
        return True
    return None if not seen or any(s.unchanged or s.failed for s in seen) else False


def _silent_edition(sights: Sights, lang: str, seen: Mapping[str, ListSight]) -> Alarm:
    urls = [url for s in seen.values() for url in s.urls]
    urls += sights.examples("rejected/http-404", (lang,), lacking=False)
    says = f"edition {badge(lang)}: none of its {len(seen)} sources lists an article"
    return Alarm(f"edition {lang}", f"{says}, other editions' do", tuple(urls[:3]))


def _silent_source(
    sights: Sights, lang: str, path: str, seen: ListSight, before: int
) -> Iterator[Alarm]:
    name = f"source {badge(lang)} {path}"
    if seen.refused and not seen.listed and before:
        told = ", ".join(f"{count} {reason}" for reason, count in seen.refused.items())
        yield Alarm(
            name, f"{name} gave no list ({told}), {before} articles before", tuple(seen.urls[:3])
        )
        return
    if is_archive(sights.site, lang, path):
        yield from _archive(sights, lang, name, seen)
    elif seen.listed and not any(seen.listed.values()):
        says = f"{name} answered and lists 0 articles" + (f", {before} before" if before else "")
        yield Alarm(name, says, tuple(seen.urls[:3]))


def is_archive(site: Site, lang: str, path: str) -> bool:
    """Whether a source of an edition is an archive by day."""
    sources = site.editions[lang].sources
    return any(isinstance(source, DayArchive) and source.path == path for source in sources)


def _archive(sights: Sights, lang: str, name: str, seen: ListSight) -> Iterator[Alarm]:
    """An archive's day may be empty when nobody published on it, or when it has just begun."""
    days = {day: found for day, found in sorted(seen.listed.items()) if day is not None}
    out = sights.days[lang]
    past = [day for day in days if day < max(days)]
    missed = [day for day in past if not days[day] and day in out]
    if missed or (len(past) > 1 and not any(days.values())):
        told = ", ".join(map(str, missed or past))
        yield Alarm(name, f"{name} answered and lists no article of {told}", tuple(seen.urls[:3]))
    for one, other in combinations(days, 2):
        if other in out and _is_same(days[one], days[other]):
            says = f"{name} lists the same {len(days[other])} articles for {one} and {other}"
            yield Alarm(name, says, (seen.by_day[one], seen.by_day[other]))
            return


def _is_same(one: frozenset[str], other: frozenset[str]) -> bool:
    both, either = len(one & other), len(one | other)
    return both >= FEW and both >= SAME * either


def listed_before(earlier: Sequence[Run]) -> Mapping[str, int]:
    """How many addresses each source lists when it lists any: the median of good runs."""
    listed: dict[str, list[int]] = defaultdict(list)
    for run in earlier:
        counts = run.stats.get("listed", {})
        if run.outcome in GOOD and isinstance(counts, Mapping):
            for name, count in counts.items():
                if count:
                    listed[str(name)].append(int(count))
    return {name: median_high(counts) for name, counts in listed.items()}
