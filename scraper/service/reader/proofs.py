"""Why versions belong together, as the page of a story lists it; and scores as shades."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scraper.items import Evidence, EvidenceKind
from scraper.service.reader.context import Context
from scraper.service.reader.reasons import Reason, tell_reason

SHADES = 5
"""Steps in which a score is shown, from 1; 0 means that there is none."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One reason why two versions belong together."""

    kind: EvidenceKind
    score: float
    shade: int
    both_sides: bool | None
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two versions and every reason that joins them, the strongest first."""

    langs: tuple[str, str]
    proofs: tuple[Proof, ...]


def shade(score: float | None) -> int:
    """A score from 0 to 1 in steps from 1; 0 for none."""
    return 0 if score is None else min(SHADES, max(1, 1 + int(score * SHADES)))


def make_pairs(
    context: Context, evidence: Sequence[Evidence], order: Sequence[str]
) -> Iterator[Pair]:
    """The proofs by the pair of versions that they join, pairs in the order of the columns."""
    pairs: dict[tuple[str, str], list[Proof]] = {}
    place = {lang: number for number, lang in enumerate(order)}
    for one in evidence:
        first, second = sorted(one.langs, key=lambda lang: (place.get(lang, len(place)), lang))
        because = tuple(tell_reason(context.words, reason) for reason in one.because)
        proof = Proof(one.kind, one.score, shade(one.score), one.both_sides, because)
        pairs.setdefault((first, second), []).append(proof)
    for langs, proofs in sorted(pairs.items(), key=lambda pair: [place.get(x, 9) for x in pair[0]]):
        yield Pair(langs, tuple(sorted(proofs, key=lambda proof: (-proof.score, proof.kind))))
