"""Assignment: scored pairs to a partition with one article per language, the best in total.

The total is the sum of the log-odds of all pairs inside the groups, so that a triangle that
contradicts itself is resolved by what it weighs as a whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from scraper.matching.pairs import Pair

Group = tuple[str, ...]

UNSEEN = -3.0  # the log-odds of two articles that were not even candidates for one another
SEARCHED = 12  # groups of up to so many articles are solved exactly
GAIN = 1e-9


class Weights:
    """The log-odds of pairs, looked up by both ids."""

    def __init__(self, langs: Mapping[str, str], pairs: Iterable[Pair]) -> None:
        self.langs = langs
        self.partners: dict[str, list[str]] = defaultdict(list)
        self._odds: dict[tuple[str, str], float] = {}
        for pair in pairs:
            self._odds[pair.first, pair.second] = pair.odds
            if pair.odds > 0:
                self.partners[pair.first].append(pair.second)
                self.partners[pair.second].append(pair.first)

    def between(self, one: str, other: str) -> float:
        """The log-odds of two articles."""
        key = (one, other) if one < other else (other, one)
        return self._odds.get(key, UNSEEN)

    def joining(self, one: Iterable[str], others: Iterable[str]) -> float:
        """The sum of the log-odds between two groups."""
        theirs = tuple(others)
        return sum(self.between(a, b) for a in one for b in theirs)


def assign(langs: Mapping[str, str], pairs: Sequence[Pair]) -> tuple[Group, ...]:
    """Partition the ids (mapped to their languages) into groups of at most one per language.

    Connected groups of up to SEARCHED articles get the partition with the greatest total; larger
    ones are joined from the heaviest pair down and then improved by moves until none helps.
    """
    weights = Weights(langs, pairs)
    groups: list[Group] = []
    for connected in connect(langs, (pair for pair in pairs if pair.odds > 0)):
        if len(connected) == 1:
            groups.append(connected)
        elif len(connected) <= SEARCHED:
            groups.extend(_search(connected, weights))
        else:
            groups.extend(_improve(_join(connected, weights), weights))
    return tuple(sorted(groups))


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


# --- small groups: every partition ---------------------------------------------------------------


def _search(connected: Group, weights: Weights) -> tuple[Group, ...]:
    """The best partition of a small connected group; among equals the one that sorts first."""

    @cache
    def best(remaining: Group) -> tuple[float, tuple[Group, ...]]:
        if not remaining:
            return 0.0, ()
        options = []
        for group in _groups_of(remaining[0], remaining[1:], weights):
            rest = tuple(identity for identity in remaining if identity not in group)
            total, others = best(rest)
            options.append((total + _inside(group, weights), (group, *others)))
        return min(options, key=lambda option: (-round(option[0], 9), option[1]))

    return best(connected)[1]


def _groups_of(first: str, others: Group, weights: Weights) -> Iterator[Group]:
    """Every group that holds `first` and some others, one per language, joined to one another."""
    yield (first,)
    grown: list[Group] = [(first,)]
    for other in others:
        for group in tuple(grown):
            if weights.langs[other] not in {weights.langs[one] for one in group}:
                larger = (*group, other)
                grown.append(larger)
                yield larger


def _inside(group: Group, weights: Weights) -> float:
    return sum(
        weights.between(one, other) for at, one in enumerate(group) for other in group[at + 1 :]
    )


# --- large groups: join and improve --------------------------------------------------------------


def _join(connected: Group, weights: Weights) -> dict[str, set[str]]:
    """Groups joined from the heaviest pair down, where a join adds to the total."""
    group_of = {identity: {identity} for identity in connected}
    couples = sorted(
        (-weights.between(one, other), one, other)
        for one in connected
        for other in weights.partners[one]
        if one < other
    )
    for _, one, other in couples:
        mine, its = group_of[one], group_of[other]
        if mine is its or _langs(mine, weights) & _langs(its, weights):
            continue
        if weights.joining(mine, its) > 0:
            mine |= its
            group_of.update(dict.fromkeys(its, mine))
    return group_of


def _improve(group_of: dict[str, set[str]], weights: Weights) -> Iterator[Group]:
    """Move single articles, exchanging one of the same language, as long as the total grows."""
    moved = True
    while moved:
        moves = [_move(identity, group_of, weights) for identity in sorted(group_of)]
        moved = any(moves)
    yield from {min(group): tuple(sorted(group)) for group in group_of.values()}.values()


def _move(identity: str, group_of: dict[str, set[str]], weights: Weights) -> bool:
    home = group_of[identity] - {identity}
    lost = weights.joining((identity,), home)
    best, target, evicted = GAIN, None, None
    for partner in sorted(weights.partners[identity]):
        there = group_of[partner]
        if partner in home:
            continue
        same = next((one for one in there if weights.langs[one] == weights.langs[identity]), None)
        rest = there - {same} if same else there
        gain = weights.joining((identity,), rest) - lost
        if same:
            gain += weights.joining((same,), home) - weights.joining((same,), rest)
        if gain > best:
            best, target, evicted = gain, there, same
    if target is None:
        if lost < -GAIN and home:  # better alone
            group_of[identity].discard(identity)
            group_of[identity] = {identity}
            return True
        return False
    origin = group_of[identity]
    origin.discard(identity)
    if evicted:
        target.discard(evicted)
        origin.add(evicted)
        group_of[evicted] = origin
    target.add(identity)
    group_of[identity] = target
    return True


def _langs(group: Iterable[str], weights: Weights) -> set[str]:
    return {weights.langs[one] for one in group}
