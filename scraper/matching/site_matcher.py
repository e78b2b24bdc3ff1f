"""One site's articles with their stories, while articles arrive in any order and any number."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import combinations

from scraper.items import Article, Evidence, Story
from scraper.matching.assignment import Group
from scraper.matching.declared import address_key, find_declared
from scraper.matching.evidence import content_evidence
from scraper.matching.features import Features, extract_features, whole_text
from scraper.matching.frequencies import Rarity
from scraper.matching.matcher import Matcher
from scraper.matching.pairs import Key, pair_key
from scraper.matching.score import probability
from scraper.matching.shelf import Shelf
from scraper.sites import Site
from scraper.text.encoder import Encodes, Meaning
from scraper.text.knowledge import Knowledge

LAST = datetime.max.replace(tzinfo=UTC)
MINUTE = 60


class SiteMatcher:
    """The articles, features, scores and stories of one site under one snapshot."""

    def __init__(
        self,
        site: Site,
        knowledge: Knowledge,
        *,
        accept: float = 0.5,
        encoder: Encodes | None = None,
        shelf: Shelf | None = None,
    ) -> None:
        """`accept` is the probability from which content alone joins, between 0 and 1, excluded.

        `encoder` is one more witness. Where the snapshot has no threshold for the site it is
        measured from the first articles. `shelf` holds the articles that were compared before;
        the snapshot must be the one that they were weighed with.
        """
        self.site = site
        self.articles: dict[str, Article] = {}
        self.features: dict[str, Features] = {}
        self._knowledge = knowledge
        self._encoder = encoder
        self.rarity = Rarity(knowledge)
        self.window = longest_delay(site, knowledge)
        self.matcher = Matcher(
            self.rarity,
            self.window,
            threshold=knowledge.thresholds.get(site.name),
            strictness=math.log(accept / (1.0 - accept)),
            shelf=shelf,
        )
        self._at: dict[str, str] = {}  # address: the article there
        self._pointing: dict[str, set[str]] = defaultdict(set)  # address: who links there
        self._sharing: dict[str, set[str]] = defaultdict(set)  # key: whose it is

    def add(
        self, articles: Iterable[Article], features: Mapping[str, Features] | None = None
    ) -> frozenset[str]:
        """Take new articles in; answers with the ids of those whose story may have changed.

        `features` spares the reading of texts that were read before. Raises ValueError when an
        article is already here: an edited one is removed first.
        """
        new, proofs = self._register(articles, features)
        known = (self.features[one] for one in new)
        return self.matcher.add(known, proofs, self._encode(new))

    def recall(
        self, articles: Iterable[Article], features: Mapping[str, Features] | None = None
    ) -> None:
        """Learn what articles say whose texts the shelf has; ValueError as for `add`."""
        new, proofs = self._register(articles, features)
        self.matcher.declare({one.id: one.lang for one in new.values()}, proofs)

    def remove(self, ids: Iterable[str]) -> frozenset[str]:
        """Take articles off the shelf, before any is added or recalled.

        Answers with the ids of the other articles whose story may have changed.
        """
        return self.matcher.remove(ids)

    def stories(self, ids: Iterable[str] | None = None) -> tuple[Story, ...]:
        """All stories, or those of the connected groups that hold `ids`; sorted by id."""
        stories = [self._make_story(group) for group in self.matcher.groups(ids)]
        return tuple(sorted(stories, key=lambda story: story.id))

    def evidence(self, key: Key) -> tuple[Evidence, ...]:
        """What proves a pair: its declarations, and its content where that speaks for it."""
        proofs = self.matcher.pair(key).evidence
        score = self.matcher.score(key)
        odds = None if score is None else self.matcher.content_odds(score)
        if score is None or odds is None or odds <= 0:
            return proofs
        one, other = self.features[key[0]], self.features[key[1]]
        return (*proofs, content_evidence(one, other, score, probability(odds), self.rarity))

    def _register(
        self, articles: Iterable[Article], features: Mapping[str, Features] | None
    ) -> tuple[dict[str, Article], dict[Key, tuple[Evidence, ...]]]:
        """Note articles with their features; answers with them and the proofs of their pairs."""
        new = {article.id: article for article in articles}
        if again := sorted(new.keys() & self.articles.keys()):
            raise ValueError(f"already matched: {', '.join(again)}")
        self.articles |= new
        for identity, article in new.items():
            read = (features or {}).get(identity)
            self.features[identity] = read or extract_features(article, self._knowledge)
            self._note_links(article)
        return new, self._declared(new)

    def _encode(self, new: Mapping[str, Article]) -> dict[str, Meaning]:
        if self._encoder is None:
            return {}
        vectors = self._encoder.encode([whole_text(article) for article in new.values()])
        return dict(zip(new, vectors, strict=True))

    def _note_links(self, article: Article) -> None:
        self._at[address_key(article.url)] = article.id
        for link in article.translations:
            self._pointing[address_key(link.url)].add(article.id)
        if article.key:
            self._sharing[article.key].add(article.id)

    def _declared(self, new: Mapping[str, Article]) -> dict[Key, tuple[Evidence, ...]]:
        """The declared proofs of the pairs that a new article belongs to."""
        related = {other for article in new.values() for other in self._related(article)}
        subset = [self.articles[identity] for identity in sorted(related | new.keys())]
        found = find_declared(subset, self.site)
        return {key: proofs for key, proofs in found.items() if not new.keys().isdisjoint(key)}

    def _related(self, article: Article) -> Iterator[str]:
        """Every article that links to this one, that it links to, or that shares its key."""
        yield from self._pointing[address_key(article.url)]
        for link in article.translations:
            if (target := self._at.get(address_key(link.url))) is not None:
                yield target
        if article.key:
            yield from self._sharing[article.key]

    def _make_story(self, group: Group) -> Story:
        members = sorted((self.articles[one] for one in group), key=_opening_order)
        by_lang = {article.lang: article.id for article in members}
        order = (*self.site.langs, *sorted(by_lang))
        proofs = [
            proof
            for one, other in combinations(sorted(group), 2)
            for proof in self.evidence(pair_key(one, other))
        ]
        return Story(
            id=members[0].id,
            site=self.site.name,
            articles={lang: by_lang[lang] for lang in order if lang in by_lang},
            evidence=tuple(proofs),
        )


def longest_delay(site: Site, knowledge: Knowledge) -> int:
    """The longest time between two versions of a story, in minutes: as learned, or as stated."""
    return knowledge.delays.get(site.name, int(site.usual_delay.total_seconds()) // MINUTE)


def _opening_order(article: Article) -> tuple[datetime, str]:
    return (article.published_at or LAST, article.id)
