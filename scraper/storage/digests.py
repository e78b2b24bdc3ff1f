"""What makes one state of an article differ from another; it compares values and stores none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256

import msgspec

from scraper.items import Article

INNER_NOTES: dict[str, object] = {  # how it was read: no reader, matcher or record sees these
    "votes": (),
    "removed": (),
    "fetched_at": None,
    "published_raw": None,
    "modified_raw": None,
}


@dataclass(frozen=True, slots=True)
class Digests:
    """Two fingerprints of an article.

    `text` covers what people read, so a change of it is a revision; `facts` covers everything that
    matching or a record may show, such as links to translations and times.
    """

    text: bytes
    facts: bytes


def digest_article(article: Article) -> Digests:
    """The fingerprints of an article, equal in every process and on every machine."""
    image = article.image
    text = (
        article.lang,
        article.access,
        article.headline,
        article.lead,
        article.blocks,
        (image.caption, image.credit) if image else (None, None),
        [author.name for author in article.authors],
        article.section,
        article.tags,
    )
    facts = replace(article, **INNER_NOTES)  # type: ignore[arg-type]
    return Digests(_digest(text), _digest(facts))


def _digest(value: object) -> bytes:
    return sha256(msgspec.json.encode(value, order="sorted")).digest()
