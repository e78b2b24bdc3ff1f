"""Candidates: for each article the few earlier ones that may answer it, never all pairs.

An inverted index over time buckets finds articles by their heaviest terms. What is kept depends on
the set of articles added, not on the order in which they came.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter

from scraper.matching.features import Features
from scraper.matching.frequencies import Rarity
from scraper.matching.vectors import Vector, similarity, weigh_features
from scraper.text.encoder import Meaning

LOOKED_AT = 6  # candidates per language that are compared in full
KEPT = 3  # of these, the ones that are scored

Place = tuple[int, str]  # time and id: the order of articles


@dataclass(slots=True, eq=False)
class Node:
    """An article among its neighbours.

    `found` holds per language the LOOKED_AT earlier articles that share most of its keys, as
    (minus the products of the keys, node); `near` holds the similarity to every article that it
    found or that found it. `meaning` is an encoder's vector, where one is used.
    """

    id: str
    lang: str
    time: int
    words: int
    vector: Vector
    meaning: Meaning | None = None
    found: dict[str, list[tuple[float, str, Node]]] = field(default_factory=dict)
    near: dict[str, dict[str, float]] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """Its place in the order of articles."""
        return (self.time, self.id)

    def others(self, lang: str, but: Collection[str]) -> list[float]:
        """The similarities to the articles of a language, some left out, the greatest first."""
        near = self.near.get(lang, {})
        return sorted([value for other, value in near.items() if other not in but], reverse=True)


Postings = dict[int, list[Node]]


class Neighbourhood:
    """The articles of a site within reach of one another in time."""

    def __init__(self, rarity: Rarity, window: int) -> None:
        """`window` is the longest time between two versions of a story, in minutes."""
        self.window = max(window, 1)
        self.nodes: dict[str, Node] = {}
        self._rarity = rarity
        self._terms: dict[int, Postings] = {}  # bucket: term: who has it
        self._keys: dict[int, Postings] = {}  # bucket: term: who is looked up by it
        self._latest: Place = (-1, "")

    def add(self, features: Features, meaning: Meaning | None = None) -> tuple[Node, set[Node]]:
        """Take an article in and compare it with its candidates; it must have a time.

        `meaning` is its vector from an encoder. Answers with its node and with the nodes whose
        neighbours are now others.
        """
        if features.time is None:
            raise ValueError(f"{features.id} has no time")
        vector = weigh_features(features, self._rarity)
        node = Node(features.id, features.lang, features.time, features.words, vector, meaning)
        touched = self._find_earlier(node)
        if node.place < self._latest:
            touched |= self._offer_to_later(node)
        self._latest = max(self._latest, node.place)
        self._enter(node)
        return node, touched

    def pairs_of(self, node: Node) -> Iterator[tuple[Node, Node]]:
        """The pairs worth a score in which the node is the later one."""
        for lang, found in sorted(node.found.items()):
            near = node.near[lang]
            best = sorted(found, key=lambda one: (-near[one[1]], one[1]))
            yield from ((earlier, node) for _, _, earlier in best[:KEPT])

    def drop_before(self, time: int) -> None:
        """Forget the articles of buckets that end before `time`."""
        past = [bucket for bucket in self._terms if (bucket + 1) * self.window <= time]
        for bucket in past:
            del self._terms[bucket], self._keys[bucket]
        if past:
            first = time // self.window * self.window
            self.nodes = {key: node for key, node in self.nodes.items() if node.time >= first}

    def _enter(self, node: Node) -> None:
        bucket = node.time // self.window
        terms = self._terms.setdefault(bucket, defaultdict(list))
        for term in node.vector.weights:
            terms[term].append(node)
        keys = self._keys.setdefault(bucket, defaultdict(list))
        for term in node.vector.keys:
            keys[term].append(node)
        self.nodes[node.id] = node

    def _find_earlier(self, node: Node) -> set[Node]:
        bucket = node.time // self.window
        weights = node.vector.weights
        shared = self._share(
            ((term, weights[term]) for term in node.vector.keys),
            [self._terms[one] for one in (bucket - 1, bucket) if one in self._terms],
        )
        ranked: dict[str, list[tuple[float, str, Node]]] = defaultdict(list)
        for other, product in shared.items():
            if self._precedes(other, node):
                ranked[other.lang].append((-product, other.id, other))
        touched: set[Node] = set()
        for lang, found in ranked.items():
            node.found[lang] = sorted(found, key=itemgetter(0, 1))[:LOOKED_AT]
            for _, _, other in node.found[lang]:
                _link(other, node)
                touched.add(other)
        return touched

    def _offer_to_later(self, node: Node) -> set[Node]:
        """Let the articles that are later in time, though they came before, find this one."""
        bucket = node.time // self.window
        shared = self._share(
            node.vector.weights.items(),
            [self._keys[one] for one in (bucket, bucket + 1) if one in self._keys],
        )
        touched: set[Node] = set()
        for other, product in shared.items():
            if self._precedes(node, other):
                touched |= _let_find(other, (-product, node.id, node))
        return touched - {node}

    def _precedes(self, other: Node, node: Node) -> bool:
        return (
            other.lang != node.lang
            and other.place < node.place
            and node.time - other.time <= self.window
        )

    @staticmethod
    def _share(weights: Iterable[tuple[int, float]], buckets: list[Postings]) -> dict[Node, float]:
        shared: dict[Node, float] = defaultdict(float)
        for term, weight in weights:
            for postings in buckets:
                for other in postings.get(term, ()):
                    shared[other] += weight * other.vector.weights[term]
        return shared


def _let_find(later: Node, offer: tuple[float, str, Node]) -> set[Node]:
    """Take an earlier node among what the later one found, if it fits; whom it touched."""
    node = offer[2]
    found = later.found.setdefault(node.lang, [])
    if len(found) == LOOKED_AT and offer[:2] > found[-1][:2]:
        return set()
    insort(found, offer, key=lambda one: one[:2])
    _link(node, later)
    if len(found) <= LOOKED_AT:
        return {later}
    _, _, dropped = found.pop()
    _unlink(dropped, later)
    return {later, dropped}


def _link(earlier: Node, later: Node) -> None:
    alike = similarity(earlier.vector, later.vector)
    earlier.near.setdefault(later.lang, {})[later.id] = alike
    later.near.setdefault(earlier.lang, {})[earlier.id] = alike


def _unlink(earlier: Node, later: Node) -> None:
    del earlier.near[later.lang][later.id]
    del later.near[earlier.lang][earlier.id]
