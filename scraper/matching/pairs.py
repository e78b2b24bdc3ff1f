"""A pair of articles that may translate one another, with what speaks for it."""

from __future__ import annotations

from dataclasses import dataclass

from scraper.items import Evidence


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles' ids, the smaller first, and the evidence that joins them."""

    first: str
    second: str
    evidence: tuple[Evidence, ...]

    @property
    def score(self) -> float:
        """How sure it is that the two belong together, 0 to 1: independent proofs add up."""
        doubt = 1.0
        for proof in self.evidence:
            doubt *= 1.0 - proof.score
        return 1.0 - doubt

    @property
    def weight(self) -> float:
        """The sum of the proofs, by which contradicting pairs are compared."""
        return sum(proof.score for proof in self.evidence)


def pair_key(one: str, other: str) -> tuple[str, str]:
    """The two ids in the order in which pairs are kept."""
    return (one, other) if one < other else (other, one)
