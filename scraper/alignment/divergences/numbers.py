"""The detector of numbers and dates that disagree between blocks that answer one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from scraper.alignment.divergences.versions import Versions, quote
from scraper.items import Bead, Divergence, SentenceBead
from scraper.text.agreement import (
    are_alike,
    are_equal,
    find_surplus,
    find_unanswered,
    gap,
    may_clash,
)
from scraper.text.figures import DATE, YEAR, Figure, find_figures

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
        yield from _report(k, bead.sentences, clashes, versions)


def _clashes(
    sentences: Sequence[SentenceBead], langs: tuple[str, str], versions: Versions
) -> Iterator[_Clash]:
    sides = [_place(sentences, lang) for lang in langs]
    lefts, rights = ([one.figure for one in side] for side in sides)
    alone = set(find_unanswered(lefts, rights)), set(find_unanswered(rights, lefts))
    spare = set(find_surplus(lefts, rights)), set(find_surplus(rights, lefts))
    pairs = [
        (n not in alone[0] or m not in alone[1], *_distance(one, other), n, m)
        for n, one in enumerate(sides[0])
        for m, other in enumerate(sides[1])
        if may_clash(one.figure, other.figure)
        and (
            (n in alone[0] and m in alone[1])
            or _is_doubled(
                one, other, (n in alone[0] and m in spare[1], n in spare[0] and m in alone[1])
            )
        )
    ]
    used: set[tuple[str, int]] = set()
    for *_, n, m in sorted(pairs):
        if used.isdisjoint({("left", n), ("right", m)}):
            used |= {("left", n), ("right", m)}
            one, other = sides[0][n], sides[1][m]
            yield _Clash(langs, (one, other), _score(one, other, langs, versions))


def _is_doubled(one: _Placed, other: _Placed, ways: tuple[bool, bool]) -> bool:
    """Whether a figure without an answer is one that the other side has once too often instead."""
    return any(ways) and one.sentence == other.sentence and one.figure.unit == other.figure.unit


def _place(sentences: Sequence[SentenceBead], lang: str) -> list[_Placed]:
    return [
        _Placed(figure, n)
        for n, one in enumerate(sentences)
        for figure in find_figures("\n".join(one.sentences.get(lang, ())), lang)
    ]


def _distance(one: _Placed, other: _Placed) -> tuple[bool, bool, float]:
    units = one.figure.unit != other.figure.unit
    return one.sentence != other.sentence, units, gap(one.figure, other.figure)


def _score(one: _Placed, other: _Placed, langs: tuple[str, str], versions: Versions) -> float:
    """Surer with a shared unit and near values; less so where either stands elsewhere after all."""
    left, right = one.figure, other.figure
    score = 0.95 if are_alike(left, right) or left.value == right.value else 0.7
    if left.unit is None and right.unit is None:
        score = 0.85
    if None in (left.unit, right.unit) and gap(left, right) > FAR and not _is_slip(left, right):
        score -= 0.3
    if left.unit == DATE and left.value // 100 != right.value // 100:
        score -= 0.2
    if one.sentence != other.sentence:
        score -= APART
    elsewhere = sum(
        _is_telling(figure)
        and any(are_equal(figure, found) for found in find_figures(versions.texts[lang], lang))
        for figure, lang in ((left, langs[1]), (right, langs[0]))
    )
    return score - ELSEWHERE * min(elsewhere, 1 if one.sentence == other.sentence else 2)


def _is_slip(one: Figure, other: Figure) -> bool:
    """Whether two figures are the same digits of another size: thousands for millions."""
    low, high = sorted((one.value, other.value))
    return low > 0 and (high / low).normalize().as_tuple().digits == (1,)


def _is_telling(figure: Figure) -> bool:
    """Whether a figure hardly stands in a text twice by chance."""
    return figure.unit is not None or figure.digits > TELLING_DIGITS


def _report(
    k: int, sentences: Sequence[SentenceBead], clashes: Sequence[_Clash], versions: Versions
) -> Iterator[Divergence]:
    """One divergence per clash; of three versions the one that stands alone is named."""
    told: set[tuple[str, Figure]] = set()
    for clash in sorted(clashes, key=lambda clash: -clash.score):
        against = _outvoted(clash, clashes, versions)
        placed = dict(zip(clash.langs, clash.placed, strict=True))
        if (against, placed[against].figure) in told:
            continue
        told.add((against, placed[against].figure))
        yield _divergence(k, sentences, clash, placed, against)


def _divergence(
    k: int,
    sentences: Sequence[SentenceBead],
    clash: _Clash,
    placed: Mapping[str, _Placed],
    against: str,
) -> Divergence:
    other = next(lang for lang in clash.langs if lang != against)
    figures = {lang: one.figure for lang, one in placed.items()}
    return Divergence(
        kind="number",
        langs=(against,),
        severity="medium" if figures[against].unit in (None, YEAR) else "high",
        says="",
        bead=k,
        facts={"of": other, **{lang: figures[lang].text for lang in clash.langs}},
        quotes={
            lang: quote(" ".join(sentences[one.sentence].sentences[lang]))
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
