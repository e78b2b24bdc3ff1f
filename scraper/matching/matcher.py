"""One site's articles while they arrive: scores and groups that follow each new article.

What it holds depends on the set of articles and on the snapshot they are weighed with, never on the
order of arrival; a new article costs the same whatever the store's size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from scraper.items import Evidence
from scraper.matching.assignment import UNSEEN, Group, assign
from scraper.matching.candidates import Neighbourhood, Node
from scraper.matching.declared import declared_odds
from scraper.matching.features import Features
from scraper.matching.frequencies import Rarity
from scraper.matching.null_model import find_threshold
from scraper.matching.pairs import Key, Pair, pair_key
from scraper.matching.score import Score, score_again, score_pair
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
    ) -> None:
        """`window` is the longest time between two versions in minutes.

        `threshold` is what content's log-odds are measured from; with None it is found in the
        first articles that are added. `strictness` is added to it.
        """
        self.threshold = threshold
        self.strictness = strictness
        self.langs: dict[str, str] = {}
        self.scores: dict[Key, Score] = {}
        self._neighbours = Neighbourhood(rarity, window)
        self._proofs: dict[Key, Proofs] = {}
        self._partners: dict[str, set[str]] = defaultdict(set)  # by pairs that were not refused
        self._unscored: set[Node] = set()
        self._found: dict[str, set[Key]] = defaultdict(set)  # the scored pairs of the later article

    def add(
        self,
        features: Iterable[Features],
        proofs: Mapping[Key, Proofs] | None = None,
        meanings: Mapping[str, Meaning] | None = None,
        *,
        later: bool = False,
    ) -> frozenset[str]:
        """Take articles in, with the declared proofs of their pairs and an encoder's vectors.

        Answers with the ids of all articles whose group may have changed, the new ones among them:
        who has other neighbours, and whom a pair with these may join or have joined. With `later`
        pairs are scored when groups are asked for; it needs a threshold.
        """
        touched: set[Node] = set()
        changed: set[str] = set()
        for one in sorted(features, key=lambda one: (one.time or 0, one.id)):
            self.langs[one.id] = one.lang
            changed.add(one.id)
            if one.time is not None and one.words >= ENOUGH_WORDS:
                node, others = self._neighbours.add(one, (meanings or {}).get(one.id))
                touched |= {node, *others}
        for key, proof in (proofs or {}).items():
            self._proofs[key] = proof
            changed.update(key)
            self._follow(key)
        if later:
            self._unscored |= touched
        else:
            changed.update(node.id for node in touched)
            changed.update(self._score(touched))
        return frozenset(changed)

    def content_odds(self, score: Score) -> float:
        """A score's log-odds measured from what unrelated articles reach."""
        return score.odds - (self.threshold or 0.0)

    def pair(self, key: Key) -> Pair:
        """A pair of known articles with its declared proofs; refused ones have odds below 0."""
        proofs = self._proofs.get(key, ())
        score = self.scores.get(key)
        odds = declared_odds(proofs)
        if score is not None:
            odds += max(LEAST, min(MOST, self.content_odds(score) - self.strictness))
        elif not proofs:
            odds = UNSEEN
        return Pair(*key, odds, proofs)

    def pairs(self) -> tuple[Pair, ...]:
        """Every pair that is declared or was a candidate, sorted."""
        self._score({*self._unscored})
        return tuple(self.pair(key) for key in sorted(self._proofs.keys() | self.scores.keys()))

    def groups(self, ids: Iterable[str] | None = None) -> tuple[Group, ...]:
        """The articles in groups, one per language; with `ids`, only all that hang on these."""
        wanted = self._connected(self.langs if ids is None else ids)
        keys = {pair_key(one, other) for one in wanted for other in self._partners[one]}
        pairs = [self.pair(key) for key in sorted(keys)]
        return assign({identity: self.langs[identity] for identity in wanted}, pairs)

    def _connected(self, ids: Iterable[str]) -> set[str]:
        """The ids and all that pairs of positive odds join to them."""
        reached: set[str] = set()
        ahead = list(ids)
        while ahead:
            one = ahead.pop()
            if one not in reached:
                reached.add(one)
                self._settle(one)
                ahead.extend(
                    other
                    for other in self._partners[one]
                    if other not in reached and self.pair(pair_key(one, other)).odds > 0
                )
        return reached

    def _settle(self, identity: str) -> None:
        """Score the pairs of an article that were left for later."""
        node = self._neighbours.nodes.get(identity)
        if node is not None and node in self._unscored:
            self._score({node})

    def _score(self, touched: set[Node]) -> set[str]:
        """Score the pairs of touched nodes anew; the ids of all pairs that changed and may join."""
        self._unscored -= touched
        changed: set[str] = set()
        between: dict[tuple[Node, Node], Score] = {}
        for later in self._later_of(touched):
            for earlier, _ in self._neighbours.pairs_of(later):
                if later in touched or earlier in touched:
                    between[earlier, later] = self._score_pair(earlier, later)
        if self.threshold is None:
            self.threshold = find_threshold(between, self._neighbours.window)
        for later in touched:
            kept = {pair_key(one.id, later.id) for one, _ in self._neighbours.pairs_of(later)}
            for key in self._found[later.id] - kept:
                del self.scores[key]
                self._follow(key)
                changed.update(key)
            self._found[later.id] = kept
        for (earlier, later), score in between.items():
            key = pair_key(earlier.id, later.id)
            if self.scores.get(key) != score:
                self.scores[key] = score
                self._follow(key)
                if key in self._proofs or self._joins_at_most(score) > 0:
                    changed.update(key)
        return changed

    def _joins_at_most(self, score: Score) -> float:
        """The log-odds if no competitor resembled the two: what they are at no other time above."""
        return self.content_odds(score.alone) - self.strictness

    def _later_of(self, touched: set[Node]) -> set[Node]:
        nodes = self._neighbours.nodes
        beside = {nodes[other] for node in touched for near in node.near.values() for other in near}
        return touched | beside

    def _score_pair(self, earlier: Node, later: Node) -> Score:
        known = self.scores.get(pair_key(earlier.id, later.id))
        if known is None:
            return score_pair(earlier, later, self._neighbours.window)
        return score_again(known, earlier, later)

    def _follow(self, key: Key) -> None:
        """Keep the partners of both articles in step with the pair."""
        one, other = key
        if key in self._proofs or key in self.scores:
            self._partners[one].add(other)
            self._partners[other].add(one)
        else:
            self._partners[one].discard(other)
            self._partners[other].discard(one)
