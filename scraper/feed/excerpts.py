"""Cuts records to excerpts: less text, and nothing left that quotes what was cut away."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace

from scraper.items import Bead, Block, Divergence, Record, Version

_MARK = "…"
_NO_TEXT = ("of", "at")
"""Facts of an edit that quote nothing; its places are keys and stay."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """A version and what of it is whole: its lead, and its first `blocks` blocks."""

    version: Version
    blocks: int
    lead: bool = True


def cut_record(record: Record, limits: Mapping[str, int]) -> Record:
    """The record with at most so many characters of lead and text in the given languages.

    Whole blocks are kept as far as they fit; the first one is cut at a word. A bead stays only if
    all it holds is whole, so that no block looks as if nothing answered it; divergences go with
    their bead. Headlines, captions and all that is not text stay. A record within its limits is
    returned as it is, but for quotes of what such a version said before.
    """
    cuts = {
        lang: _cut_version(version, limits[lang])
        for lang, version in record.versions.items()
        if lang in limits
    }
    cuts = {lang: cut for lang, cut in cuts.items() if cut.version.excerpt}
    if not cuts:
        return _without_old_words(record, limits.keys() & record.versions.keys())
    kept = {number: bead for number, bead in enumerate(record.beads) if _is_whole(bead, cuts)}
    places = {number: place for place, number in enumerate(kept)}
    return replace(
        record,
        versions={**record.versions, **{lang: cut.version for lang, cut in cuts.items()}},
        beads=tuple(kept.values()),
        divergences=tuple(
            _move(divergence, places)
            for divergence in record.divergences
            if divergence.bead is None or divergence.bead in places
        ),
    )


def _without_old_words(record: Record, limited: Set[str]) -> Record:
    """The record without quotes of texts that these versions no longer have."""
    divergences = tuple(
        _move(one, {}) if one.bead is None and limited & one.quotes.keys() else one
        for one in record.divergences
    )
    return replace(record, divergences=divergences) if divergences != record.divergences else record


def _cut_version(version: Version, limit: int) -> _Cut:
    lead = version.lead
    size = len(lead or "") + sum(len(block.text) for block in version.blocks)
    if size <= limit:
        return _Cut(version, len(version.blocks))
    room = limit
    if lead is not None and len(lead) > limit:
        shorter = replace(version, lead=_shorten(lead, limit) or None, blocks=(), excerpt=True)
        return _Cut(shorter, 0, lead=False)
    room -= len(lead or "")
    blocks = _fitting(version.blocks, room)
    whole = len(blocks)
    if not blocks and version.blocks and (text := _shorten(version.blocks[0].text, room)):
        blocks = (replace(version.blocks[0], text=text),)
    return _Cut(replace(version, blocks=blocks, excerpt=True), whole)


def _fitting(blocks: tuple[Block, ...], room: int) -> tuple[Block, ...]:
    """The first blocks whose texts fit together."""
    count = 0
    for block in blocks:
        room -= len(block.text)
        if room < 0:
            break
        count += 1
    return blocks[:count]


def _shorten(text: str, limit: int) -> str:
    """The first whole words of a text, with a mark that there is more; empty if none fits."""
    if limit < 1:
        return ""
    words = text[: limit + 1].rpartition(" ")[0]
    return words.rstrip(" ,;:–—-") + _MARK if words.strip() else ""


def _is_whole(bead: Bead, cuts: Mapping[str, _Cut]) -> bool:
    """Whether nothing was cut from what a bead holds."""
    if bead.kind == "lead" and not all(cut.lead for cut in cuts.values()):
        return False
    held = (bead.blocks, *(one.elsewhere for one in bead.sentences))
    return all(
        place < cuts[lang].blocks
        for blocks in held
        for lang, places in blocks.items()
        if lang in cuts
        for place in places
    )


def _move(divergence: Divergence, places: Mapping[int, int]) -> Divergence:
    """The divergence at the new place of its bead; without any text if it stands nowhere."""
    if divergence.bead is None:
        facts = {key: value if key in _NO_TEXT else "" for key, value in divergence.facts.items()}
        return replace(divergence, quotes={}, because=(), facts=facts)
    return replace(divergence, bead=places[divergence.bead])
