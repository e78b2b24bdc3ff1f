"""One site's articles while they arrive: scores and groups that follow each new article.

What it holds depends on the set of articles and on the snapshot they are weighed with, never on the
order of arrival; a new article costs the same whatever the store's size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from scraper.items import Evidence
from scraper.matching.assignment import UNSEEN, Group, assign
from scraper.matching.candidates import Neighbourhood
from scraper.matching.comparing import score_again, score_pair
from scraper.matching.declared import declared_odds
from scraper.matching.features import Features
from scraper.matching.frequencies import Rarity
from scraper.matching.node import Node
from scraper.matching.null_model import find_threshold
from scraper.matching.pairs import Key, Pair, pair_key
from scraper.matching.score import Score
from scraper.matching.shelf import Shelf
from scraper.text.encoder import Meaning

ENOUGH_WORDS = 15  # with fewer, a text speaks neither for nor against a pair
# What a text's log-odds are bounded to: two texts never outweigh an answered link, and a pair that
# is looked at and refused counts no less than one that was no candidate at all.
LEAST, MOST = UNSEEN, 6.0

Proofs = tuple[Evidence, ...]


class Matcher:
    """Scored pairs and the groups they make."""

    def __init__(
        self,
        rarity: Rarity,
        window: int,
        *,
        threshold: float | None = None,
        strictness: float = 0.0,
        shelf: Shelf | None = None,
    ) -> None:
        """`window` is the longest time between two versions in minutes.

        `threshold` is what content's log-odds are measured from; with None it is found in the
        first articles that are added. `strictness` is added to it. `shelf` has the articles that
        were matched before; it needs a threshold.
        """
        self.threshold = threshold
        self.strictness = strictness
        self.langs: dict[str, str] = {}
        self.neighbours = Neighbourhood(rarity, window, shelf)
        self._proofs: dict[Key, Proofs] = {}
        self._declared: dict[str, set[str]] = defaultdict(set)  # with whom an article has proofs

    @property
    def scores(self) -> dict[Key, Score]:
        """The scores of all pairs in memory."""
        nodes = self.neighbours.nodes.values()
        return {pair_key(one.id, other): one.scores[other] for one in nodes for other in one.scores}

    def add(
        self,
        features: Iterable[Features],
        proofs: Mapping[Key, Proofs] | None = None,
        meanings: Mapping[str, Meaning] | None = None,
    ) -> frozenset[str]:
        """Take articles in, with the declared proofs of their pairs and an encoder's vectors.

        Answers with the ids of all articles whose group may have changed, the new ones among them.
        """
        touched: set[Node] = set()
        changed: set[str] = set()
        for one in sorted(features, key=lambda one: (one.time or 0, one.id)):
            self.langs[one.id] = one.lang
            changed.add(one.id)
            if one.time is not None and one.words >= ENOUGH_WORDS:
                node, others = self.neighbours.add(one, (meanings or {}).get(one.id))
                touched |= {node, *others}
        self.declare({}, proofs or {})
        return frozenset(changed.union(self._score(touched), *(proofs or {})))

    def remove(self, ids: Iterable[str]) -> frozenset[str]:
        """Take articles out again; the ids of the others whose group may have changed by that.

        Nothing may be declared of them yet.
        """
        touched: set[Node] = set()
        changed: set[str] = set()
        for identity in sorted(ids):
            node, others = self.neighbours.remove(identity)
            if node is not None:
                changed |= self._drop(node, {*node.scores})
                touched = (touched | others) - {node}
                changed.discard(identity)
        return frozenset(changed | self._score(touched))

    def declare(self, langs: Mapping[str, str], proofs: Mapping[Key, Proofs]) -> None:
        """Learn the languages of articles that need not be compared, and proofs of pairs."""
        self.langs |= langs
        self._proofs |= proofs
        for one, other in proofs:
            self._declared[one].add(other)
            self._declared[other].add(one)

    def content_odds(self, score: Score) -> float:
        """A score's log-odds measured from what unrelated articles reach."""
        return score.odds - (self.threshold or 0.0)

    def score(self, key: Key) -> Score | None:
        """How the texts of a pair compare; None for those that were no candidates."""
        nodes = self.neighbours.load(key[:1])
        return nodes[0].scores.get(key[1]) if nodes else None

    def pair(self, key: Key) -> Pair:
        """A pair of known articles with its declared proofs; refused ones have odds below 0."""
        proofs = self._proofs.get(key, ())
        score = self.score(key)
        if score is None and proofs:
            return Pair(*key, declared_odds(proofs), proofs)
        return Pair(*key, declared_odds(proofs) + self._weight(score), proofs)

    def pairs(self) -> tuple[Pair, ...]:
        """Every pair in memory that is declared or was a candidate, sorted."""
        return tuple(self.pair(key) for key in sorted(self._proofs.keys() | self.scores.keys()))

    def groups(self, ids: Iterable[str] | None = None) -> tuple[Group, ...]:
        """The articles in groups, one per language; with `ids`, only all that hang on these."""
        wanted = self.connected(self.langs if ids is None else ids)
        keys = {pair_key(one, other) for one in wanted for other in self._partners(one) & wanted}
        pairs = [self.pair(key) for key in sorted(keys)]
        return assign({one: self._lang(one) for one in wanted}, pairs)

    def connected(self, ids: Iterable[str]) -> set[str]:
        """The ids and all that pairs of positive odds join to them."""
        reached: set[str] = set()
        ahead = set(ids)
        while ahead:
            self.neighbours.load(ahead)
            reached |= ahead
            ahead = {other for one in ahead for other in self._joined(one)} - reached
        return reached

    def _joined(self, identity: str) -> Iterator[str]:
        for other in self._partners(identity):
            if self.pair(pair_key(identity, other)).odds > 0:
                yield other

    def _partners(self, identity: str) -> set[str]:
        """With whom an article has proofs or was scored."""
        node = self.neighbours.nodes.get(identity)
        return self._declared.get(identity, set()) | (node.scores.keys() if node else set())

    def _lang(self, identity: str) -> str:
        return self.langs.get(identity) or self.neighbours.nodes[identity].lang

    # --- scores ---

    def _score(self, touched: set[Node]) -> set[str]:
        """Score the pairs of touched nodes anew; the ids of those that now weigh otherwise."""
        between = {couple: self._compare(*couple) for couple in self._couples(touched)}
        if self.threshold is None:
            self.threshold = find_threshold(between, self.neighbours.window)
        changed: set[str] = set()
        for later in touched:
            kept = {earlier.id for earlier, _ in self.neighbours.pairs_of(later)}
            scored = self.neighbours.load(later.scores)
            changed |= self._drop(later, {o.id for o in scored if o.spot < later.spot} - kept)
        for (earlier, later), score in between.items():
            changed |= self._keep(earlier, later, score)
        return changed

    def _couples(self, touched: set[Node]) -> Iterator[tuple[Node, Node]]:
        """Every pair of earlier and later that is worth a score and has a touched node."""
        for node in touched:
            yield from self.neighbours.pairs_of(node)
            for other in self.neighbours.load(node.scores):
                if other.spot > node.spot and other not in touched:
                    yield node, other

    def _compare(self, earlier: Node, later: Node) -> Score:
        known = later.scores.get(earlier.id)
        if known is not None:
            return score_again(known, earlier, later)
        self.neighbours.weigh((earlier, later))
        return score_pair(earlier, later, self.neighbours.window)

    def _keep(self, earlier: Node, later: Node, score: Score) -> set[str]:
        """Note a pair's score; both ids if it now weighs otherwise."""
        before = later.scores.get(earlier.id)
        if before == score:
            return set()
        later.scores[earlier.id] = earlier.scores[later.id] = score
        self.neighbours.changed |= {earlier.id, later.id}
        return {earlier.id, later.id} if self._weight(before) != self._weight(score) else set()

    def _drop(self, node: Node, partners: set[str]) -> set[str]:
        """Forget the scores of a node's pairs; the ids of those that weighed anything."""
        changed: set[str] = set()
        for other in self.neighbours.load(partners):
            before = node.scores.pop(other.id)
            del other.scores[node.id]
            self.neighbours.changed |= {node.id, other.id}
            if self._weight(before) != UNSEEN:
                changed |= {node.id, other.id}
        return changed

    def _weight(self, score: Score | None) -> float:
        """What a comparison of texts adds to a pair's log-odds."""
        if score is None:
            return UNSEEN
        return max(LEAST, min(MOST, self.content_odds(score) - self.strictness))
