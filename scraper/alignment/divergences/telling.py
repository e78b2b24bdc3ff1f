"""Which words of a version must have an answer in every other: its names, and what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from scraper.text.abbreviations import SENTENCE_STARTERS
from scraper.text.lemmas import LANGS, fold_word, is_ordinary, lemma
from scraper.text.lexicon import concepts, find_concepts, read_entries
from scraper.text.names import Name, find_names, name_key
from scraper.text.tokens import find_tokens

SHORTEST = 3
"""Letters of the shortest name that counts."""
TITLE_WORDS = 3
"""Most words of a quote that is a name and no speech."""

Kind = Literal["country", "region", "acronym", "quoted", "name"]

_REGIONS = ("places.tsv", "demonyms.tsv")
_ADJECTIVE = re.compile(r"\w{3,}(?:an|ish|ese|ch)")
_QUOTED = re.compile(r"([«„“\"])([^«»„“”\"]+)([»“”\"])")
_MARKS = str.maketrans("«»„“”", '"""""')
_STREET = re.compile(
    r"\b(?:вул|ул|просп|пр|пл|пров|пер|бульв|бул|шосе|шоссе|вулиц\w+|улиц\w+|площ\w+|проспект\w*)\.?\s$"
)
_SIGN = 40  # characters before a name in which the sign of a street stands
_ADJECTIVAL = re.compile(r"(?:ий|ій|ый|ой)$")
_WORD_NEXT = re.compile(r"[ \u00a0][^\W\d_]")
_SHORTS = re.compile(r"[A-Z]{2,}s")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
_NO_NAMES = frozenset((*_DAYS, *_MONTHS, *(word.lower() for word in SENTENCE_STARTERS)))


@dataclass(frozen=True, slots=True)
class Mention:
    """A name's word where it stands; words of one `run` follow one another."""

    name: Name
    kind: Kind
    run: int
    is_ordinary: bool
    """Whether the dictionary has it as a word, so that another language may translate it."""

    @property
    def text(self) -> str:
        """The word as written."""
        return self.name.text


@lru_cache(maxsize=4096)
def find_mentions(text: str, lang: str) -> tuple[Mention, ...]:
    """The names of a text word by word: unknown ones, places, quoted titles, known acronyms."""
    plain, titles = _unquote(text)
    bodies = _find_bodies(plain, lang)
    found: list[Mention] = []
    runs = 0
    before: Name | None = None
    for name in _find_capitalised(plain, lang):
        follows = before is not None and plain[before.end : name.start] in (" ", "\u00a0")
        runs += not follows
        is_street = _is_on_street(plain, name.start)
        is_title = is_street or any(start <= name.start < end for start, end in titles)
        is_surname = follows and bool(found) and found[-1].name is before
        before = name
        if name.start in bodies:
            continue
        kind = _kind_of(name.text, lang, is_title=is_title)
        ordinary = kind in ("name", "quoted") and _may_be_translated(name.text, lang)
        is_free = kind == "name" and not is_surname
        if kind and not (ordinary and is_free and _is_attribute(name, plain, lang)):
            found.append(Mention(name, kind, runs, ordinary))
    return tuple(found)


def _may_be_translated(word: str, lang: str) -> bool:
    """Whether a name is a word too, of which the lexicon does not know what translates it."""
    return is_ordinary(word, lang) and not concepts(lemma(word, lang), lang)


def _is_attribute(name: Name, text: str, lang: str) -> bool:
    """Whether it is a word of the name of a body: Верховного суду, Supreme Court."""
    return lang == "en" or bool(
        _ADJECTIVAL.search(lemma(name.text, lang)) and _WORD_NEXT.match(text[name.end :])
    )


def find_telling_names(text: str, lang: str) -> tuple[Name, ...]:
    """The names themselves, without known acronyms."""
    return tuple(one.name for one in find_mentions(text, lang) if one.kind != "acronym")


def _find_capitalised(text: str, lang: str) -> list[Name]:
    """The names of a text, with places that begin a sentence and streets, whose short sign does not
    end one."""
    found = {name.start: name for name in find_names(text, lang)}
    for token in find_tokens(text):
        if token.start in found or not token.is_capitalised:
            continue
        if rank_place(token.text, lang) or _is_on_street(text, token.start):
            key = name_key(token.text, lang)
            found[token.start] = Name(key, token.text, token.start, token.end)
    return [found[start] for start in sorted(found)]


def _is_on_street(text: str, start: int) -> bool:
    """Whether the sign of a street stands before a name."""
    return bool(_STREET.search(text, max(0, start - _SIGN), start))


def _unquote(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text with short quotes open, since a name stands there, and where these were.

    A long quote begins a sentence of its own.
    """
    letters = list(text)
    titles = []
    for quote in _QUOTED.finditer(text):
        is_title = len(quote[2].split()) <= TITLE_WORDS and quote[2][-1] not in ".,!?…"
        letters[quote.start()] = " " if is_title else ";"
        letters[quote.end() - 1] = " "
        if is_title:
            titles.append((quote.start(), quote.end()))
    return "".join(letters).translate(_MARKS), titles


def _find_bodies(text: str, lang: str) -> frozenset[int]:
    """Where the words of known phrases begin that are no places: Supreme Court, United Nations."""
    tokens = find_tokens(text)
    lemmas = [lemma(token.text, lang) for token in tokens]
    return frozenset(
        token.start
        for mention in find_concepts(lemmas, lang)
        if mention.end - mention.start > 1
        for token in tokens[mention.start : mention.end]
    )


def _kind_of(word: str, lang: str, *, is_title: bool = False) -> Kind | None:
    """What a capitalised word is; None where other languages need not have it."""
    folded = fold_word(word, lang)
    known = concepts(lemma(word, lang), lang)
    if word.isupper():
        return "acronym" if known and len(word) > 1 else None
    if (
        _SHORTS.fullmatch(word)
        or len(folded) < SHORTEST
        or (lang == "en" and "’" in folded)
        or folded in _NO_NAMES
    ):
        return None
    if place := rank_place(word, lang):
        return place
    if is_title:
        return "quoted"
    return None if known else "name"


def rank_place(word: str, lang: str) -> Literal["country", "region", ""]:
    """Whether a word is a country, another place, or none that the lexicon knows."""
    base = lemma(word, lang)
    if base in _words_of(("countries.tsv",), lang):
        return "country"
    if lang == "en" and _ADJECTIVE.fullmatch(base):
        return ""
    return "region" if base in _words_of(_REGIONS, lang) else ""


def read_first_name(word: str, lang: str) -> frozenset[int]:
    """The concepts of a first name that the lexicon knows; none of any other word."""
    base = lemma(word, lang)
    known = base in _words_of(("first_names.tsv",), lang)
    return frozenset(concepts(base, lang)) if known else frozenset()


@cache
def _words_of(files: tuple[str, ...], lang: str) -> frozenset[str]:
    if lang not in LANGS:
        return frozenset()
    column = LANGS.index(lang)
    return frozenset(
        fold_word(word, lang)
        for entry in read_entries()
        if entry.file in files
        for word in entry.cells[column]
    )


@lru_cache(maxsize=4096)
def find_heard(text: str) -> tuple[str, ...]:
    """Every capitalised word of a text, their parts and neighbours joined, in which a name may be
    heard."""
    return tuple(dict.fromkeys(_heard(text)))


def _heard(text: str) -> Iterator[str]:
    tokens = [token for token in find_tokens(text) if token.is_capitalised]
    for place, token in enumerate(tokens):
        yield token.text
        if "-" in token.text:
            yield from (part for part in token.text.split("-") if len(part) > 1)
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        if after and after.start == token.end + 1:
            yield token.text + after.text
