"""Which terms of two texts answer one another: equal ones and words that sound alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rapidfuzz.distance import JaroWinkler

from scraper.alignment.segments import Term

COGNATE = 0.86
"""Least Jaro-Winkler likeness of the sounds of two words that count as one word."""


def match_terms(left: Iterable[Term], right: Iterable[Term]) -> Mapping[Term, frozenset[Term]]:
    """For each term of `left` the terms of `right` that may translate it."""
    others = set(right)
    heads: dict[str, list[Term]] = defaultdict(list)
    for term in others:
        if term.kind in ("name", "word"):
            heads[term.key[:2]].append(term)
    return {term: _answers(term, others, heads) for term in left}


def _answers(term: Term, others: set[Term], heads: Mapping[str, list[Term]]) -> frozenset[Term]:
    if term.kind not in ("name", "word"):
        return frozenset({term} & others)
    alike = heads.get(term.key[:2], ())
    return frozenset(other for other in alike if _sounds_alike(term.key, other.key))


def _sounds_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    return JaroWinkler.similarity(one, other, score_cutoff=COGNATE) > 0
