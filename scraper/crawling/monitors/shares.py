"""Finds the shares that fell below what a site declares, or left what was usual for an edition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from scraper.crawling.monitors.features import describe, is_watched, title_of
from scraper.crawling.monitors.sights import Sights
from scraper.crawling.monitors.usual import Counts, Usual, share_of, usual_of
from scraper.crawling.monitors.verdicts import Alarm
from scraper.crawling.monitors.window import Window
from scraper.crawling.tally import FIELDS
from scraper.languages import badge
from scraper.sites import Site

IMPLIED = {
    "has/structured data": ("has/section", "has/modified date", "has/tags"),
    "has/translation": ("has/link by hreflang", "has/link by switcher"),
}
"""A fall of the first says enough: the others often stand or fall with it."""


def find_fallen(window: Window, site: Site, sights: Sights | None) -> Iterator[Alarm]:
    """An alarm for each field, language, selector or reason, declared ones first."""
    named: set[str] = set()
    for feature, says in _declared(window.whole, site):
        named.add(feature)
        yield Alarm(feature, says, _examples(feature, window, sights))
    unusual = {
        feature: lines for feature, lines in _unusual(window, site).items() if feature not in named
    }
    for feature, lines in unusual.items():
        if not any(feature in IMPLIED.get(other, ()) for other in unusual):
            editions = tuple(edition for edition, _ in lines)
            says = f"{title_of(feature)}: {'; '.join(line for _, line in lines)}"
            yield Alarm(feature, says, _examples(feature, window, sights, editions))


def _examples(
    feature: str, window: Window, sights: Sights | None, editions: tuple[str, ...] = ()
) -> tuple[str, ...]:
    if sights is None:
        return ()
    if feature == "rejected":
        return sights.rejects()
    if feature.startswith("has/language "):
        return sights.examples_of_edition(feature.rpartition(" ")[2], feature)
    return sights.examples(feature, editions or tuple(window.now), lacking=not _is_bad(feature))


# --- what the site's file declares ---------------------------------------------------------------


def _declared(counts: Counts, site: Site) -> Iterator[tuple[str, str]]:
    expects = site.expects
    reasons = _reasons(counts)
    rejects, read = sum(reasons.values()), counts.get("read", 0)
    if read + rejects >= expects.at_least and rejects > expects.rejected * (read + rejects):
        told = ", ".join(f"{count} {reason}" for reason, count in reasons.items())
        yield "rejected", f"{rejects} of {read + rejects} article pages were rejected: {told}"
    for reason, most in expects.reasons.items():
        have, of = share_of(counts, f"rejected/{reason}")
        if of >= expects.at_least and have > most * of:
            says = f"{have} of {of} article pages were rejected as {reason}, expected {most:.0%}"
            yield f"rejected/{reason}", f"{says} at most"
    if read >= expects.at_least:
        yield from _declared_shares(counts, site, read)


def _reasons(counts: Counts) -> Mapping[str, int]:
    """Rejects by reason, without addresses that merely are not there."""
    reasons = {
        name.removeprefix("rejected/"): count
        for name, count in sorted(counts.items())
        if name.startswith("rejected/")
    }
    return {reason: count for reason, count in reasons.items() if "http" not in reason}


def _declared_shares(counts: Counts, site: Site, read: int) -> Iterator[tuple[str, str]]:
    for name in FIELDS:
        have, least = counts.get(f"has/{name}", 0), getattr(site.expects, name)
        if have < least * read:
            yield f"has/{name}", f"{name}: {have} of {read} articles have one, expected {least:.0%}"
    for lang, least in site.expects.langs.items():
        have = counts.get(f"has/language {lang}", 0)
        if have < least * read:
            says = f"{lang}: {have} of {read} articles, expected {least:.0%}"
            yield f"has/language {lang}", says
    generic, most = counts.get("too/text by generic rules", 0), site.expects.generic
    if site.body and generic > most * read:
        says = f"text: {generic} of {read} articles read by generic rules, expected {most:.0%}"
        yield "too/text by generic rules", f"{says} at most"


# --- what was usual ------------------------------------------------------------------------------


def _unusual(window: Window, site: Site) -> Mapping[str, list[tuple[str, str]]]:
    """For each feature that left what is usual: the editions and their counts in words."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    least = site.expects.at_least
    for edition, counts in window.now.items():
        for feature, usual in _features(window.lots[edition], counts, site):
            have, of = share_of(counts, feature)
            if of >= least and _left(feature, have / of, usual):
                line = f"{describe(have, of, edition)}, usually {usual.share:.0%}"
                found[feature].append((edition, line))
    for lang, line in _languages(window, site):
        found[f"has/language {lang}"] = [(lang, line)]
    return _without_steps(found)


def _features(lots: object, counts: Counts, site: Site) -> Iterator[tuple[str, Usual]]:
    assert isinstance(lots, list)
    names = {name for lot in lots for name in lot} | set(counts)
    for feature in sorted(name for name in names if "/" in name):
        of = share_of(counts, feature)[1]
        usual = usual_of(lots, feature, of) if is_watched(feature, site) else None
        if usual is not None and not feature.startswith("has/language "):
            yield feature, usual


def _left(feature: str, share: float, usual: Usual) -> bool:
    return share > usual.high if _is_bad(feature) else share < usual.low


def _is_bad(feature: str) -> bool:
    return feature.startswith(("too/", "rejected"))


def _languages(window: Window, site: Site) -> Iterator[tuple[str, str]]:
    """Languages of which fewer articles come than usual, over all editions."""
    for lang in site.langs:
        feature = f"has/language {lang}"
        have, of = share_of(window.whole, feature)
        usual = usual_of(window.whole_lots, feature, of)
        if of >= site.expects.at_least and usual is not None and have / of < usual.low:
            yield lang, f"{have} of {of} articles are in {badge(lang)}, usually {usual.share:.0%}"


def _without_steps(
    found: Mapping[str, list[tuple[str, str]]],
) -> Mapping[str, list[tuple[str, str]]]:
    """One length of text is enough: the one that falls in most editions, of these the longest."""
    lengths = [name for name in found if name.startswith("has/text of ")]
    best = max(lengths, key=lambda name: (len(found[name]), name), default=None)
    return {name: lines for name, lines in found.items() if name not in lengths or name == best}
