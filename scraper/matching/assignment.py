"""Assignment: weighted pairs to a partition with one article per language, the best in total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from scraper.matching.pairs import Pair

Group = tuple[str, ...]


def connect(ids: Iterable[str], pairs: Iterable[Pair]) -> tuple[Group, ...]:
    """The connected groups of ids, each sorted, in order of their first id."""
    parent = {identity: identity for identity in ids}

    def root(identity: str) -> str:
        while parent[identity] != identity:
            parent[identity] = parent[parent[identity]]
            identity = parent[identity]
        return identity

    for pair in pairs:
        low, high = sorted((root(pair.first), root(pair.second)))
        parent[high] = low
    groups: dict[str, list[str]] = defaultdict(list)
    for identity in sorted(parent):
        groups[root(identity)].append(identity)
    return tuple(tuple(group) for group in groups.values())


def assign(langs: Mapping[str, str], pairs: Sequence[Pair]) -> tuple[Group, ...]:
    """Partition the ids (mapped to their languages) into groups of at most one per language.

    Pairs are joined from the heaviest down; among equals the ids decide, so order never matters.
    """
    groups = {identity: {identity} for identity in langs}
    for pair in sorted(pairs, key=lambda pair: (-pair.weight, pair.first, pair.second)):
        first, second = groups[pair.first], groups[pair.second]
        if first is second or {langs[i] for i in first} & {langs[i] for i in second}:
            continue
        first |= second
        groups.update(dict.fromkeys(second, first))
    whole = {min(group): tuple(sorted(group)) for group in groups.values()}
    return tuple(group for _, group in sorted(whole.items()))
