"""What a job works with on one site: the store, what it has taught, what is wanted of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from scraper.items import Article
from scraper.job.features import find_features
from scraper.job.meanings import Meanings, find_meanings
from scraper.job.publishing import Publishing
from scraper.matching import longest_delay
from scraper.matching.declared import same_key_ids
from scraper.matching.features import Features
from scraper.sites import Site
from scraper.storage import Store, StoredArticle
from scraper.text.encoder import Encoder
from scraper.text.knowledge import Knowledge

Loaded = dict[str, StoredArticle]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A site, the store with its snapshot, and the wishes and the clock of one job."""

    site: Site
    store: Store
    knowledge: Knowledge
    publishing: Publishing
    encoder: Encoder | None
    now: Callable[[], datetime]

    def load(self, ids: Iterable[str]) -> Loaded:
        """The site's stored articles among these ids."""
        found = ((stored.article, stored) for stored in self.store.articles(ids=sorted(ids)))
        return {text.id: stored for text, stored in found if text.site == self.site.name}

    def companions(self, ids: Iterable[str]) -> set[str]:
        """The articles with all that are in one story with them so far."""
        given = set(ids)
        return given.union(*(one.story.articles.values() for one in self.store.stories_of(given)))

    def linked(self, articles: Iterable[Article]) -> set[str]:
        """Whom the articles may be declared to belong to; not all of these ids need exist."""
        given = list(articles)
        by_key = (same_key_ids(article, self.site) for article in given)
        return set(self.store.linked_articles(one.id for one in given)).union(*by_key)

    def readable(self, stored: StoredArticle) -> bool:
        """Whether an article is to be matched and published at all."""
        return not stored.withdrawn and not self.publishing.leaves_out(stored.article)

    @property
    def longest_delay(self) -> int:
        """The longest time between two versions of a story, in minutes, at least 1."""
        return max(longest_delay(self.site, self.knowledge), 1)

    def read(
        self, articles: Mapping[str, StoredArticle]
    ) -> tuple[dict[str, Features], Meanings | None]:
        """What is read off the articles' texts, or was before: features, an encoder's vectors."""
        stored = articles.values()
        features = find_features(self.store, self.knowledge, stored)
        return features, find_meanings(self.store, self.encoder, stored)
