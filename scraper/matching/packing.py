"""Features as bytes to be kept, and the name of the rules that they were read with."""

from __future__ import annotations

import hashlib
import sys
from array import array
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable

import msgspec

from scraper.items import Article
from scraper.matching.features import (
    LAST_PLACE,
    Features,
    Kind,
    image_stem,
    kind_of,
    number_term,
    published_minute,
)
from scraper.text.knowledge import Knowledge


class _Packed(msgspec.Struct, array_like=True):
    """What of the features is not in the article anyway."""

    terms: bytes
    counts: bytes
    places: bytes
    words: int
    shown: dict[int, str]


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Packed)


def pack_features(features: Features) -> bytes:
    """The features as bytes, without what the article says itself."""
    return _ENCODER.encode(
        _Packed(
            features.terms.tobytes(),
            features.counts,
            features.places.tobytes(),
            features.words,
            dict(features.shown),
        )
    )


def unpack_features(packed: bytes, article: Article) -> Features:
    """The features of an article that `pack_features` packed; msgspec.DecodeError for others.

    The picture is the article's own: it may be another one, which makes no new revision.
    """
    read = _DECODER.decode(packed)
    terms, places, counts = array("I"), array("H"), read.counts
    terms.frombytes(read.terms)
    places.frombytes(read.places)
    if terms and kind_of(terms[-1]) is Kind.IMAGE:  # the last kind, and at most one term
        terms.pop(), places.pop()
        counts = counts[:-1]
    if article.image is not None:
        terms.append(number_term(Kind.IMAGE, image_stem(article.image.url)))
        places.append(min(read.words, LAST_PLACE))
        counts += b"\x01"
    return Features(
        id=article.id,
        site=article.site,
        lang=article.lang,
        time=published_minute(article),
        terms=terms,
        counts=counts,
        places=places,
        words=read.words,
        shown=read.shown,
    )


def name_rules(knowledge: Knowledge) -> str:
    """The digest of all that features depend on beyond the text: code, tables, learned words.

    Of a snapshot it is only the learned words; frequencies weigh features, they do not make them.
    """
    digest = hashlib.sha256(_written_rules())
    digest.update(repr(sorted((w, sorted(a)) for w, a in knowledge.associations.items())).encode())
    return digest.hexdigest()[:32]


@cache
def _written_rules() -> bytes:
    """A digest of the code and tables that read texts, on this kind of machine."""
    digest = hashlib.sha256(f"{sys.byteorder} {metadata.version('simplemma')}".encode())
    for folder in ("scraper.text", "scraper.matching"):
        for file in sorted(_files(resources.files(folder)), key=lambda file: file.name):
            if folder == "scraper.text" or file.name == "features.py":
                digest.update(file.name.encode() + file.read_bytes())
    return digest.digest()


def _files(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for one in folder.iterdir():
        if one.is_dir():
            found += _files(one)
        elif one.name.endswith((".py", ".tsv")):
            found.append(one)
    return found
