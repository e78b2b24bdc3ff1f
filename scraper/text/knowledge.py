"""What is known beyond a text: a numbered, read-only snapshot of counts and learned words.

It is handed to matching and alignment as a value; counting and storing it happens elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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
