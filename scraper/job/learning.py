"""Keeps the snapshot of what the store has taught: loads it, counts a new one when it is time."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from heapq import nlargest

from scraper.job.meanings import find_meanings
from scraper.matching import match_site
from scraper.matching.learning import learn_knowledge
from scraper.sites import Site
from scraper.storage import Store, StoredArticle
from scraper.text.encoder import Encoder
from scraper.text.knowledge import Knowledge, pack_knowledge, unpack_knowledge

logger = logging.getLogger(__name__)

NAME = "knowledge"
FIRST_AT = 100
"""Changes of articles in the store from which there is something to learn."""

AGAIN_AT = 1.5
"""The growth, since a snapshot was counted, at which the next one is."""

LEARN_FROM = 20_000
"""Articles of a site, the latest ones, that a snapshot is counted from; bounds time and memory."""


def load_knowledge(store: Store) -> Knowledge:
    """The latest snapshot, or the shipped state when nothing was learned yet."""
    stored = store.snapshot(NAME)
    return unpack_knowledge(stored[1]) if stored else Knowledge()


def is_due(store: Store) -> bool:
    """Whether the store has grown enough since the last snapshot to count a new one."""
    return store.last_change() >= max(FIRST_AT, AGAIN_AT * store.mark(NAME))


def learn(
    store: Store, sites: Mapping[str, Site], now: datetime, encoder: Encoder | None = None
) -> Knowledge:
    """Count a new snapshot from the declared pairs of every site, store it and return it.

    It starts from the shipped state, so that nothing learned before is taken for granted.
    """
    matchers = []
    for name, site in sites.items():
        stored = (one for one in store.articles(site=name) if not one.withdrawn)
        latest = nlargest(LEARN_FROM, stored, key=_time)
        if latest:
            meanings = find_meanings(store, encoder, latest)
            articles = (one.article for one in latest)
            matchers.append(match_site(articles, site, encoder=meanings))
    before = store.snapshot(NAME)
    knowledge = learn_knowledge(matchers, (before[0] if before else 0) + 1)
    store.save_snapshot(NAME, pack_knowledge(knowledge), now)
    store.set_mark(NAME, store.last_change())
    logger.info(
        "Learned %d words from %d declared pairs of translations",
        len(knowledge.associations),
        knowledge.pairs_learned_from,
    )
    return knowledge


def _time(stored: StoredArticle) -> tuple[bool, float, str]:
    time = stored.article.placed_at
    return time is not None, time.timestamp() if time else 0.0, stored.article.id
