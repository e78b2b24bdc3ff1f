"""What is known beyond a text: a numbered, read-only snapshot of counts and learned words.

It is handed to matching and alignment as a value; counting and storing it happens elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """Snapshot `number` of what the store has learned; 0 is the empty, shipped state.

    `articles` counts the articles that `frequencies` was counted from: the number of a term (as
    matching numbers them) to how many articles hold it. `associations` maps (language, lemma) to
    the lemmas of other languages that mean the same, with a weight from 0 to 1 each, in both
    directions; they were learned from `pairs_learned_from` pairs of declared translations.
    `delays` holds per site the minutes between two versions of nearly all its stories, `thresholds`
    the log-odds that its unrelated articles reach.
    """

    number: int = 0
    articles: int = 0
    frequencies: Mapping[int, int] = field(default_factory=dict)
    associations: Mapping[tuple[str, str], Mapping[tuple[str, str], float]] = field(
        default_factory=dict
    )
    pairs_learned_from: int = 0
    delays: Mapping[str, int] = field(default_factory=dict)
    thresholds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Packed:
    """The snapshot in the form that is stored: JSON has no pairs as keys."""

    number: int
    articles: int
    frequencies: list[tuple[int, int]]
    associations: list[tuple[str, str, str, str, float]]
    pairs_learned_from: int
    delays: dict[str, int]
    thresholds: dict[str, float]


def pack_knowledge(knowledge: Knowledge) -> bytes:
    """The snapshot as JSON; equal snapshots give equal bytes."""
    packed = _Packed(
        number=knowledge.number,
        articles=knowledge.articles,
        frequencies=sorted(knowledge.frequencies.items()),
        associations=sorted(
            (*word, *answer, weight)
            for word, answers in knowledge.associations.items()
            for answer, weight in answers.items()
        ),
        pairs_learned_from=knowledge.pairs_learned_from,
        delays=dict(sorted(knowledge.delays.items())),
        thresholds=dict(sorted(knowledge.thresholds.items())),
    )
    return msgspec.json.encode(packed)


def unpack_knowledge(payload: bytes) -> Knowledge:
    """The snapshot that `pack_knowledge` packed; msgspec.DecodeError when it is none."""
    packed = msgspec.json.decode(payload, type=_Packed)
    associations: dict[tuple[str, str], dict[tuple[str, str], float]] = {}
    for lang, word, other_lang, other, weight in packed.associations:
        associations.setdefault((lang, word), {})[other_lang, other] = weight
    return Knowledge(
        number=packed.number,
        articles=packed.articles,
        frequencies=dict(packed.frequencies),
        associations=associations,
        pairs_learned_from=packed.pairs_learned_from,
        delays=packed.delays,
        thresholds=packed.thresholds,
    )
