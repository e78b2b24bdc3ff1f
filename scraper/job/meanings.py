"""The optional encoder at work: each revision of an article is encoded once, then the store knows.

It is the only place where the encoder meets the store; matching gets texts answered with vectors.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from scraper.matching.features import whole_text
from scraper.storage import Store, StoredArticle
from scraper.text.encoder import Encoder, Meaning

logger = logging.getLogger(__name__)

BATCH = 256
"""Articles encoded between two commits, so that a stopped job has not worked for nothing."""


class Meanings:
    """The vectors of some articles' texts; hand it to matching as its encoder."""

    def __init__(self, vectors: Mapping[str, Meaning]) -> None:
        self._vectors = vectors

    def encode(self, texts: Sequence[str]) -> list[Meaning]:
        """One vector per text, in order. Raises KeyError for a text that was not prepared."""
        return [self._vectors[text] for text in texts]


def find_meanings(
    store: Store, encoder: Encoder | None, articles: Iterable[StoredArticle]
) -> Meanings | None:
    """The vectors of the articles, read from the store or made and kept; None without encoder."""
    if encoder is None:
        return None
    texts = {(one.article.id, one.revision): whole_text(one.article) for one in articles}
    missing = iter(sorted(texts.keys() - store.vectors(encoder.digest, texts).keys()))
    made = 0
    while some := list(islice(missing, BATCH)):
        vectors = encoder.encode([texts[revision] for revision in some])
        store.save_vectors(encoder.digest, dict(zip(some, vectors, strict=True)))
        made += len(some)
    if made:
        logger.info("Encoded %d articles", made)
    kept = store.vectors(encoder.digest, texts)  # also the new ones: with the precision kept
    return Meanings({texts[revision]: tuple(vector) for revision, vector in kept.items()})
