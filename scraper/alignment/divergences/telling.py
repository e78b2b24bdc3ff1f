"""Which words of a version must have an answer in every other: unknown names, and places."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from scraper.text.abbreviations import SENTENCE_STARTERS
from scraper.text.lemmas import LANGS, fold_word, lemma
from scraper.text.lexicon import concepts, read_entries
from scraper.text.names import Name, find_names

SHORTEST = 3
"""Letters of the shortest name that counts."""
ROOT = 3
"""Consonants that two names of one root share from the beginning: Самбір, Самбірщина."""

_REGIONS = ("places.tsv", "demonyms.tsv")
_ADJECTIVE = re.compile(r"\w{3,}(?:an|ish|ese|ch)")
_QUOTES = str.maketrans("", "", '«»„“”"')
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
_NO_NAMES = frozenset((*_DAYS, *_MONTHS, *(word.lower() for word in SENTENCE_STARTERS)))


@lru_cache(maxsize=4096)
def find_telling_names(text: str, lang: str) -> tuple[Name, ...]:
    """The names of a text that other languages write alike, and its places; quoted names too."""
    plain = text.translate(_QUOTES)
    return tuple(name for name in find_names(plain, lang) if is_telling(name.text, lang))


def is_telling(word: str, lang: str) -> bool:
    """Whether a capitalised word is an unknown name or a place; acronyms are neither."""
    folded = fold_word(word, lang)
    if word.isupper() or len(folded) < SHORTEST or (lang == "en" and "’" in folded):
        return False
    return folded not in _NO_NAMES and (
        not concepts(lemma(word, lang), lang) or is_place(word, lang)
    )


def is_place(word: str, lang: str) -> bool:
    """Whether the lexicon has a word among its places, other than as an English adjective."""
    return bool(rank_place(word, lang))


def rank_place(word: str, lang: str) -> Literal["country", "region", ""]:
    """Whether a word is a country, another place, or none that the lexicon knows."""
    base = lemma(word, lang)
    if base in _words_of(("countries.tsv",), lang):
        return "country"
    if lang == "en" and _ADJECTIVE.fullmatch(base):
        return ""
    return "region" if base in _words_of(_REGIONS, lang) else ""


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


def share_root(key: str, other: str) -> bool:
    """Whether two keys of names begin alike."""
    return len(key) >= ROOT <= len(other) and key[:ROOT] == other[:ROOT] and key[0] not in "=+"
