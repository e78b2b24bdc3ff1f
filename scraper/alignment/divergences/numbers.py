"""The detector of numbers and dates that disagree between answering sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from scraper.alignment.divergences.figures import DATE, Figure, agree, find_figures, may_compare
from scraper.alignment.divergences.versions import (
    Versions,
    begin,
    name_version,
    quote,
    texts_of,
)
from scraper.items import Bead, Divergence, SentenceBead

FAR = 0.9
"""Gap between two bare numbers, as a share of the larger, from which they hardly compare."""
ELSEWHERE = 0.35
"""What a clash loses when one of its figures stands elsewhere in the other version."""


@dataclass(frozen=True, slots=True)
class _Clash:
    langs: tuple[str, str]
    figures: tuple[Figure, Figure]
    score: float


def find_numbers(beads: Sequence[Bead], versions: Versions) -> Iterator[Divergence]:
    """Figures of a sentence that its answers give otherwise."""
    for k, bead in enumerate(beads):
        around = texts_of(bead)
        for one in bead.sentences:
            clashes = [
                clash
                for pair in combinations(_held(one), 2)
                for clash in _clashes(one, pair, around, versions)
            ]
            yield from _report(k, one, clashes, versions)


def _held(one: SentenceBead) -> list[str]:
    return [lang for lang, found in one.sentences.items() if found]


def _clashes(
    one: SentenceBead, langs: tuple[str, str], around: Mapping[str, str], versions: Versions
) -> Iterator[_Clash]:
    left, right = langs
    lefts = _unanswered(" ".join(one.sentences[left]), left, around[right], right)
    rights = _unanswered(" ".join(one.sentences[right]), right, around[left], left)
    for figure in lefts:
        rivals = [other for other in rights if may_compare(figure, other)]
        if rivals:
            other = min(rivals, key=lambda rival: (rival.unit != figure.unit, _gap(figure, rival)))
            rights = [rival for rival in rights if rival is not other]
            yield _Clash(langs, (figure, other), _score(figure, other, langs, versions))


def _unanswered(text: str, lang: str, around: str, other: str) -> list[Figure]:
    answers = find_figures(around, other)
    return [
        figure
        for figure in find_figures(text, lang)
        if not any(agree(figure, answer) for answer in answers)
    ]


def _gap(one: Figure, other: Figure) -> float:
    low, high = sorted((abs(float(one.value)), abs(float(other.value))))
    return (high - low) / high if high else 0.0


def _score(one: Figure, other: Figure, langs: tuple[str, str], versions: Versions) -> float:
    """Surer with a shared unit and near values; less so where either stands elsewhere after all."""
    score = 0.95 if one.unit == other.unit else 0.7
    if one.unit is None and _gap(one, other) > FAR:
        score -= 0.2
    if one.unit == DATE and one.value // 100 != other.value // 100:
        score -= 0.2
    left, right = langs
    if any(agree(one, found) for found in find_figures(versions.texts[right], right)):
        score -= ELSEWHERE
    if any(agree(other, found) for found in find_figures(versions.texts[left], left)):
        score -= ELSEWHERE
    return score


def _report(
    k: int, one: SentenceBead, clashes: Sequence[_Clash], versions: Versions
) -> Iterator[Divergence]:
    """One divergence per clash; of three versions the one that stands alone is named."""
    told: set[tuple[str, str]] = set()
    for clash in clashes:
        against = _outvoted(clash, clashes, versions)
        figures = dict(zip(clash.langs, clash.figures, strict=True))
        key = (against, figures[against].text)
        if key in told:
            continue
        told.add(key)
        other = next(lang for lang in clash.langs if lang != against)
        yield Divergence(
            kind="number",
            langs=(against,),
            severity="medium" if figures[against].unit in (None, "year") else "high",
            says=begin(
                f"{name_version(against)} has {figures[against].text!r} where "
                f"{name_version(other)} has {figures[other].text!r}."
            ),
            bead=k,
            quotes={lang: quote(" ".join(one.sentences[lang])) for lang in clash.langs},
            because=tuple(f"{lang}: {figures[lang].text}" for lang in clash.langs),
            score=round(clash.score, 3),
        )


def _outvoted(clash: _Clash, clashes: Sequence[_Clash], versions: Versions) -> str:
    """The version that clashes with both others, else the one that is not the original."""
    for lang in clash.langs:
        if sum(lang in other.langs for other in clashes) > 1:
            return lang
    return next((lang for lang in clash.langs[::-1] if lang != versions.original), clash.langs[1])
