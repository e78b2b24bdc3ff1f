"""Candidates: for each article the few earlier ones that may answer it, never all pairs.

An inverted index over time buckets finds articles that share their heaviest terms. What is kept
depends on the set of articles, not on the order in which they came or went.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator

from scraper.matching.features import Features
from scraper.matching.frequencies import Rarity
from scraper.matching.node import Node, Spot
from scraper.matching.shelf import Shelf
from scraper.matching.vectors import UNWEIGHED, similarity, weigh_features
from scraper.text.encoder import Meaning

LOOKED_AT = 6  # candidates per language that are compared in full
KEPT = 3  # of these, the ones that are scored

Postings = dict[int, list[tuple[Spot, float]]]
Ranked = dict[str, list[tuple[float, str]]]
"""Per language (minus the sum of the products of shared keys, id), the most sharing first."""


class Neighbourhood:
    """The articles of a site within reach of one another in time."""

    def __init__(self, rarity: Rarity, window: int, shelf: Shelf | None = None) -> None:
        """`window` is the longest time between two versions of a story, in minutes.

        `shelf` holds articles that were added before; `nodes` has only those that were needed.
        """
        self.window = max(window, 1)
        self.nodes: dict[str, Node] = {}
        # What the shelf does not know yet: whose node is new, or another, and nodes that are gone.
        self.added: set[str] = set()
        self.changed: set[str] = set()
        self.removed: dict[str, Node] = {}
        self._rarity = rarity
        self._shelf = shelf
        self._held: dict[int, Postings] = {}  # bucket: key: who has it, and its weight there
        self._latest: Spot | None = None

    def add(self, features: Features, meaning: Meaning | None = None) -> tuple[Node, set[Node]]:
        """Take an article in and compare it with its candidates; it must have a time.

        `meaning` is its vector from an encoder. Answers with its node and with the nodes whose
        neighbours are now others.
        """
        if features.time is None:
            raise ValueError(f"{features.id} has no time")
        spot = Spot(features.time, features.id, features.lang)
        vector = weigh_features(features, self._rarity, meaning)
        node = Node(spot, vector.keys, vector)
        ahead = 0 if self._is_latest(spot) else self.window
        earlier, later = self._look_around(node, spot.time + ahead)
        self._enter(node)
        touched = self._offer(node, later)
        for lang, found in earlier.items():
            touched |= self._find(node, lang, found)
        self.changed.update(one.id for one in (node, *touched))
        return node, touched

    def remove(self, identity: str) -> tuple[Node | None, set[Node]]:
        """Take an article out again, if it is here.

        Answers with its node and with the nodes whose neighbours are now others.
        """
        node = next(iter(self.load((identity,))), None)
        if node is None:
            return None, set()
        self._leave(node)
        beside = self.load(other for near in node.near.values() for other in near)
        touched = set(beside)
        for other in beside:
            del other.near[node.lang][node.id]
            found = other.found.get(node.lang, [])
            kept = [entry for entry in found if entry[1] != node.id]
            if len(kept) < len(found):
                other.found[node.lang] = kept
                touched |= self._refill(other, node.lang)
        self.changed.update(one.id for one in touched)
        return node, touched

    def load(self, ids: Iterable[str]) -> list[Node]:
        """The nodes of these ids as far as there are any, in their order."""
        wanted = list(ids)
        if self._shelf is not None:
            missing = {one for one in wanted if one not in self.nodes}
            for node in self._shelf.nodes(missing - self.removed.keys()):
                self.nodes[node.id] = node
        return [self.nodes[one] for one in wanted if one in self.nodes]

    def weigh(self, nodes: Iterable[Node]) -> None:
        """See to it that the nodes have their vectors."""
        waiting = {node.id: node for node in nodes if node.vector is UNWEIGHED}
        if waiting and self._shelf is not None:
            for identity, (features, meaning) in self._shelf.readings(waiting).items():
                waiting[identity].vector = weigh_features(features, self._rarity, meaning)

    def pairs_of(self, node: Node) -> Iterator[tuple[Node, Node]]:
        """The pairs worth a score in which the node is the later one."""
        for lang, found in sorted(node.found.items()):
            near = node.near[lang]
            best = sorted([one for _, one in found], key=lambda one: (-near[one], one))
            yield from ((earlier, node) for earlier in self.load(best[:KEPT]))

    def drop_before(self, time: int) -> None:
        """Forget the articles of buckets that end before `time`."""
        past = [bucket for bucket in self._held if (bucket + 1) * self.window <= time]
        for bucket in past:
            del self._held[bucket]
        if past:
            first = time // self.window * self.window
            self.nodes = {key: node for key, node in self.nodes.items() if node.time >= first}
            self.added &= self.nodes.keys()
            self.changed &= self.nodes.keys()

    # --- the index ---

    def _is_latest(self, spot: Spot) -> bool:
        """Whether no article that is known comes after it."""
        if self._shelf is not None or (self._latest is not None and spot < self._latest):
            return False
        self._latest = spot
        return True

    def _enter(self, node: Node) -> None:
        held = self._held.setdefault(node.time // self.window, defaultdict(list))
        for term, weight in node.keys.items():
            held[term].append((node.spot, weight))
        self.nodes[node.id] = node
        self.added.add(node.id)

    def _leave(self, node: Node) -> None:
        held = self._held.get(node.time // self.window, {})
        for term, weight in node.keys.items():
            if (node.spot, weight) in held.get(term, ()):
                held[term].remove((node.spot, weight))
        del self.nodes[node.id]
        self.added.discard(node.id)
        self.changed.discard(node.id)
        self.removed[node.id] = node

    def _look_around(self, node: Node, until: int) -> tuple[Ranked, list[tuple[float, str]]]:
        """Who shares keys: the earlier ones that are looked at, and all later ones to `until`."""
        earlier: Ranked = defaultdict(list)
        later: list[tuple[float, str]] = []
        for spot, product in self._share(node, node.time - self.window, until).items():
            if spot.lang == node.lang:
                continue
            if spot < node.spot:
                earlier[spot.lang].append((-product, spot.id))
            else:
                later.append((-product, spot.id))
        return {lang: sorted(found)[:LOOKED_AT] for lang, found in earlier.items()}, sorted(later)

    def _share(self, node: Node, since: int, until: int) -> dict[Spot, float]:
        """The sums of the products of shared keys; added up by key, so equal from both sides."""
        shared: dict[Spot, float] = defaultdict(float)
        keys = node.keys
        for bucket in range(since // self.window, until // self.window + 1):
            held = self._held.get(bucket, {})
            for term, weight in keys.items() if held else ():
                for spot, its in held.get(term, ()):
                    shared[spot] += weight * its
        shared = {spot: each for spot, each in shared.items() if since <= spot.time <= until}
        if self._shelf is not None:
            kept: dict[Spot, float] = defaultdict(float)
            for term, spot, its in self._shelf.holders(keys, since, until):
                kept[spot] += keys[term] * its
            shared |= {spot: each for spot, each in kept.items() if spot.id not in self.removed}
        return shared

    # --- who found whom ---

    def _find(self, node: Node, lang: str, found: list[tuple[float, str]]) -> set[Node]:
        """Let a node find these in a language; whom it had not found before."""
        before = {one for _, one in node.found.get(lang, ())}
        node.found[lang] = found
        new = self.load(one for _, one in found if one not in before)
        self._link((other, node) for other in new)
        return set(new)

    def _refill(self, node: Node, lang: str) -> set[Node]:
        """Let a node that lost what it had found look again; whom it finds in its stead."""
        earlier, _ = self._look_around(node, node.time)
        return self._find(node, lang, earlier.get(lang, []))

    def _offer(self, node: Node, later: Iterable[tuple[float, str]]) -> set[Node]:
        """Let later articles, though they came before, find this one; whom that touched."""
        products = {one: product for product, one in later}
        takers = [
            (other, products[other.id])
            for other in self.load(products)
            if _fits(other.found.get(node.lang, []), (products[other.id], node.id))
        ]
        self._link((node, other) for other, _ in takers)
        touched = {other for other, _ in takers}
        for other, product in takers:
            found = other.found.setdefault(node.lang, [])
            insort(found, (product, node.id))
            if len(found) > LOOKED_AT:
                _, dropped = found.pop()
                touched.update(self._unlink(other, dropped))
        return touched

    def _link(self, pairs: Iterable[tuple[Node, Node]]) -> None:
        """Note how alike earlier and later articles are."""
        couples = tuple(pairs)
        self.weigh(node for couple in couples for node in couple)
        for earlier, later in couples:
            alike = similarity(earlier.vector, later.vector)
            earlier.near.setdefault(later.lang, {})[later.id] = alike
            later.near.setdefault(earlier.lang, {})[earlier.id] = alike

    def _unlink(self, later: Node, dropped: str) -> list[Node]:
        earlier = self.load((dropped,))
        for node in earlier:
            del node.near[later.lang][later.id]
            del later.near[node.lang][node.id]
        return earlier


def _fits(found: list[tuple[float, str]], offer: tuple[float, str]) -> bool:
    return len(found) < LOOKED_AT or offer < found[-1]
