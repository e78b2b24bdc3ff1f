"""What matching sees of an article: numbered terms with counts and places, not yet weighed."""

from __future__ import annotations

import re
from array import array
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit
from zlib import crc32

from scraper.items import Article
from scraper.text.dates import find_dates
from scraper.text.knowledge import Knowledge
from scraper.text.lemmas import lemma
from scraper.text.lexicon import concept_label, find_concepts
from scraper.text.names import find_name_tokens, name_keys
from scraper.text.numbers import find_quantities
from scraper.text.tokens import Token, find_tokens
from scraper.text.transliteration import cognate_stem

HASH_BITS = 28  # of a term's 32; the rest name its kind, so that a term tells its kind
LAST_PLACE = 0xFFFF
MINUTE = 60
# Pictures that a content system stores in several sizes: a size at the end of the stem or a folder.
_SIZE = re.compile(r"[_-]?\d{2,4}x\d{2,4}$|[_-](?:\d{2,4}w?|small|medium|large|thumb|main)$")


class Kind(IntEnum):
    """The kinds of term, and the order in which evidence names them."""

    NAME = 0
    NUMBER = 1
    DATE = 2
    CONCEPT = 3
    STEM = 4
    IMAGE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """One article version as matching sees it.

    `terms` are sorted; `counts` and `places` (the word that a term first stands at) run beside
    them. `time` is in minutes since 1970, None when the article has none. `shown` says for names,
    numbers and dates how the text has them.
    """

    id: str
    site: str
    lang: str
    time: int | None
    terms: array[int]
    counts: bytes
    places: array[int]
    words: int
    shown: Mapping[int, str] = field(default_factory=dict)


class Found(NamedTuple):
    """A term where it stands: the number of its word and, for `shown`, how it is written."""

    kind: Kind
    key: str
    place: int
    written: str


def kind_of(term: int) -> Kind:
    """The kind of a term."""
    return Kind(term >> HASH_BITS)


@lru_cache(maxsize=200_000)
def number_term(kind: Kind, text: str) -> int:
    """The number of a term, the same in every process: a checksum of its text below its kind."""
    return (kind << HASH_BITS) | (crc32(text.encode()) & ((1 << HASH_BITS) - 1))


def extract_features(article: Article, knowledge: Knowledge | None = None) -> Features:
    """The features of an article's headline, lead, body and caption.

    `knowledge` adds the words it has learned to the lexicon's.
    """
    found, words = find_terms(article, knowledge)
    counts: dict[int, int] = {}
    places: dict[int, int] = {}
    shown: dict[int, str] = {}
    for kind, key, place, written in found:
        term = number_term(kind, key)
        counts[term] = counts.get(term, 0) + 1
        if place < places.get(term, LAST_PLACE + 1):
            places[term] = min(place, LAST_PLACE)
        if written:
            shown.setdefault(term, written)
    terms = array("I", sorted(counts))
    return Features(
        id=article.id,
        site=article.site,
        lang=article.lang,
        time=published_minute(article),
        terms=terms,
        counts=bytes(min(counts[term], 255) for term in terms),
        places=array("H", (places[term] for term in terms)),
        words=words,
        shown=shown,
    )


def find_terms(article: Article, knowledge: Knowledge | None = None) -> tuple[list[Found], int]:
    """The terms of an article before they are numbered, and how many words it has."""
    text, lang = whole_text(article), article.lang
    tokens = find_tokens(text)
    places = {token.start: place for place, token in enumerate(tokens)}
    names = list(_find_names(text, lang, tokens, places))
    found = [
        *names,
        *_find_words(lang, tokens, {name.place for name in names}, knowledge),
        *_find_figures(text, lang, places),
    ]
    if article.image is not None:
        found.append(Found(Kind.IMAGE, image_stem(article.image.url), len(tokens), ""))
    return found, len(tokens)


def image_stem(url: str) -> str:
    """The name of a picture's file without folder, size and ending, in lower case."""
    name = urlsplit(url).path.rsplit("/", 1)[-1].rsplit(".", 1)[0].lower()
    return _SIZE.sub("", name) or name


def whole_text(article: Article) -> str:
    """Headline, lead, body and the image's caption, one piece a line."""
    caption = article.image.caption if article.image else None
    pieces = (article.headline, article.lead, *(block.text for block in article.blocks), caption)
    return "\n".join(piece for piece in pieces if piece)


def published_minute(article: Article) -> int | None:
    """When an article was published, or else fetched, in minutes since 1970."""
    moment = article.placed_at
    return None if moment is None else int(moment.timestamp()) // MINUTE


def _find_words(
    lang: str, tokens: tuple[Token, ...], names: Collection[int], knowledge: Knowledge | None
) -> Iterator[Found]:
    """Concepts of the lexicon; learned ones and stems for words neither there nor in a name."""
    lemmas = [lemma(token.text, lang) for token in tokens]
    known = set(names)
    for mention in find_concepts(lemmas, lang):
        known.update(range(mention.start, mention.end))
        for concept in mention.concepts:
            yield Found(Kind.CONCEPT, concept_label(concept), mention.start, "")
    learned = knowledge.associations if knowledge else {}
    for place, word in enumerate(lemmas):
        if place in known or word[0].isdigit():
            continue
        for answer in learned.get((lang, word), ()) if learned else ():
            yield Found(Kind.CONCEPT, _learned_key((lang, word), answer), place, "")
        stem = cognate_stem(word, lang)
        if stem:
            yield Found(Kind.STEM, stem, place, "")


def _learned_key(word: tuple[str, str], answer: tuple[str, str]) -> str:
    """The key that both words of a learned association have, whichever of them is in the text."""
    (lang, one), (other_lang, other) = sorted((word, answer))
    return f"{lang}:{one}={other_lang}:{other}"


def _find_names(
    text: str, lang: str, tokens: tuple[Token, ...], places: Mapping[int, int]
) -> Iterator[Found]:
    for name in find_name_tokens(text, lang, tokens):
        for key in name_keys(name.text, lang):
            yield Found(Kind.NAME, key, places[name.start], name.text)


def _find_figures(text: str, lang: str, places: Mapping[int, int]) -> Iterator[Found]:
    for quantity in find_quantities(text, lang):
        place = places.get(quantity.start, places.get(quantity.start + 1, LAST_PLACE))
        yield Found(Kind.NUMBER, str(quantity.value), place, quantity.text)
    for date in find_dates(text, lang):
        place = places.get(date.start, LAST_PLACE)
        yield Found(Kind.DATE, f"{date.month}-{date.day}", place, date.text)
