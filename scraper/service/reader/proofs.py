"""Why versions belong together, as the page of a story lists it; and scores as shades."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scraper.items import Evidence, EvidenceKind
from scraper.service.reader.texts import plain

SHADES = 5
"""Steps in which a score is shown, from 1; 0 means that there is none."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One reason why two versions belong together."""

    kind: EvidenceKind
    score: float
    shade: int
    both_sides: bool | None
    because: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two versions and every reason that joins them, the strongest first."""

    langs: tuple[str, str]
    proofs: tuple[Proof, ...]


def shade(score: float | None) -> int:
    """A score from 0 to 1 in steps from 1; 0 for none."""
    return 0 if score is None else min(SHADES, max(1, 1 + int(score * SHADES)))


def make_pairs(evidence: Sequence[Evidence], order: Sequence[str]) -> Iterator[Pair]:
    """The proofs by the pair of versions that they join, pairs in the order of the columns."""
    pairs: dict[tuple[str, str], list[Proof]] = {}
    place = {lang: number for number, lang in enumerate(order)}
    for one in evidence:
        first, second = sorted(one.langs, key=lambda lang: (place.get(lang, len(place)), lang))
        pairs.setdefault((first, second), []).append(
            Proof(
                one.kind, one.score, shade(one.score), one.both_sides, plain("; ".join(one.because))
            )
        )
    for langs, proofs in sorted(pairs.items(), key=lambda pair: [place.get(x, 9) for x in pair[0]]):
        yield Pair(langs, tuple(sorted(proofs, key=lambda proof: (-proof.score, proof.kind))))
