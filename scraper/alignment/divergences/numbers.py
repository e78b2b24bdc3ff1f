"""The detector of numbers and dates that disagree between blocks that answer one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from scraper.alignment.divergences.figures import (
    DATE,
    Figure,
    are_equal,
    find_figures,
    share_dimension,
    take_matches,
    to_one_unit,
)
from scraper.alignment.divergences.versions import Versions, quote
from scraper.items import Bead, Divergence, SentenceBead

FAR = 0.9
"""Gap between two bare numbers, as a share of the larger, from which they hardly compare."""
ELSEWHERE = 0.35
"""What a clash loses when one of its figures stands elsewhere in the other version."""
TELLING_DIGITS = 2
"""Digits of a bare number up to which it means nothing that a text has it in another place."""
APART = 0.1
"""What a clash loses when its figures stand in sentences that do not answer one another."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A figure and the place, in its bead, of the sentences it stands in."""

    figure: Figure
    sentence: int


@dataclass(frozen=True, slots=True)
class _Clash:
    langs: tuple[str, str]
    placed: tuple[_Placed, _Placed]
    score: float


def find_numbers(beads: Sequence[Bead], versions: Versions) -> Iterator[Divergence]:
    """Figures of a bead that its answers give otherwise; headlines choose theirs freely."""
    for k, bead in enumerate(beads):
        if bead.kind == "headline":
            continue
        langs = list(bead.blocks) or [
            *dict.fromkeys(x for s in bead.sentences for x in s.sentences)
        ]
        clashes = [
            clash
            for pair in combinations(langs, 2)
            for clash in _clashes(bead.sentences, pair, versions)
        ]
        yield from _report(k, bead, clashes, versions)


def _clashes(
    sentences: Sequence[SentenceBead], langs: tuple[str, str], versions: Versions
) -> Iterator[_Clash]:
    lefts, rights = (_place(sentences, lang) for lang in langs)
    kept = take_matches([one.figure for one in lefts], [one.figure for one in rights])
    lefts = [one for one in lefts if one.figure in kept[0]]
    rights = [one for one in rights if one.figure in kept[1]]
    pairs = [
        (_distance(one, other), n, m)
        for n, one in enumerate(lefts)
        for m, other in enumerate(rights)
        if _may_clash(one.figure, other.figure)
    ]
    used: set[tuple[str, int]] = set()
    for _, n, m in sorted(pairs):
        if used.isdisjoint({("left", n), ("right", m)}):
            used |= {("left", n), ("right", m)}
            yield _Clash(langs, (lefts[n], rights[m]), _score(lefts[n], rights[m], langs, versions))


def _place(sentences: Sequence[SentenceBead], lang: str) -> list[_Placed]:
    return [
        _Placed(figure, n)
        for n, one in enumerate(sentences)
        for figure in find_figures("\n".join(one.sentences.get(lang, ())), lang)
    ]


def _may_clash(one: Figure, other: Figure) -> bool:
    """Figures of one kind, or the same figure with another unit."""
    return share_dimension(one, other) or one.value == other.value


def _distance(one: _Placed, other: _Placed) -> tuple[bool, bool, float]:
    units = one.figure.base[1] != other.figure.base[1]
    return one.sentence != other.sentence, units, _gap(one.figure, other.figure)


def _gap(one: Figure, other: Figure) -> float:
    low, high = sorted(abs(float(value)) for value in to_one_unit(one, other))
    return (high - low) / high if high else 0.0


def _score(one: _Placed, other: _Placed, langs: tuple[str, str], versions: Versions) -> float:
    """Surer with a shared unit and near values; less so where either stands elsewhere after all."""
    left, right = one.figure, other.figure
    score = 0.95 if left.unit == right.unit or left.value == right.value else 0.7
    if left.unit is None and right.unit is None:
        score = 0.85
    if left.unit is None and _gap(left, right) > FAR:
        score -= 0.3
    if left.unit == DATE and left.value // 100 != right.value // 100:
        score -= 0.2
    if one.sentence != other.sentence:
        score -= APART
    for figure, lang in ((left, langs[1]), (right, langs[0])):
        if _is_telling(figure) and any(
            are_equal(figure, found) for found in find_figures(versions.texts[lang], lang)
        ):
            score -= ELSEWHERE
    return score


def _is_telling(figure: Figure) -> bool:
    """Whether a figure hardly stands in a text twice by chance."""
    return figure.unit is not None or figure.digits > TELLING_DIGITS


def _report(
    k: int, bead: Bead, clashes: Sequence[_Clash], versions: Versions
) -> Iterator[Divergence]:
    """One divergence per clash; of three versions the one that stands alone is named."""
    told: set[tuple[str, Figure]] = set()
    for clash in sorted(clashes, key=lambda clash: -clash.score):
        against = _outvoted(clash, clashes, versions)
        placed = dict(zip(clash.langs, clash.placed, strict=True))
        if (against, placed[against].figure) in told:
            continue
        told.add((against, placed[against].figure))
        yield _divergence(k, bead, clash, placed, against)


def _divergence(
    k: int, bead: Bead, clash: _Clash, placed: Mapping[str, _Placed], against: str
) -> Divergence:
    other = next(lang for lang in clash.langs if lang != against)
    figures = {lang: one.figure for lang, one in placed.items()}
    return Divergence(
        kind="number",
        langs=(against,),
        severity="medium" if figures[against].unit in (None, "year") else "high",
        says="",
        bead=k,
        facts={"of": other, **{lang: figures[lang].text for lang in clash.langs}},
        quotes={
            lang: quote(" ".join(bead.sentences[one.sentence].sentences[lang]))
            for lang, one in placed.items()
        },
        score=round(max(0.0, clash.score), 3),
    )


def _outvoted(clash: _Clash, clashes: Sequence[_Clash], versions: Versions) -> str:
    """The version whose figure clashes with both others, else the one that came later."""
    for lang, placed in zip(clash.langs, clash.placed, strict=True):
        if sum(placed in other.placed for other in clashes if lang in other.langs) > 1:
            return lang
    return next((lang for lang in clash.langs[::-1] if lang != versions.original), clash.langs[1])
