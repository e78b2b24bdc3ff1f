"""Which words of a version must have an answer in every other: unknown names, and places."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from scraper.text.abbreviations import SENTENCE_STARTERS
from scraper.text.lemmas import LANGS, fold_word, lemma
from scraper.text.lexicon import concepts, read_entries
from scraper.text.names import Name, find_names

SHORTEST = 3
"""Letters of the shortest name that counts."""
ROOT = 3
"""Consonants that two names of one root share from the beginning: Самбір, Самбірщина."""

_PLACE_FILES = ("countries.tsv", "places.tsv")
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
    """Whether the lexicon has a word among its places."""
    return lemma(word, lang) in _places().get(lang, frozenset())


@cache
def _places() -> Mapping[str, frozenset[str]]:
    entries = [entry for entry in read_entries() if entry.file in _PLACE_FILES]
    return {
        lang: frozenset(fold_word(word, lang) for entry in entries for word in entry.cells[column])
        for column, lang in enumerate(LANGS)
    }


def share_root(key: str, other: str) -> bool:
    """Whether two keys of names begin alike."""
    return len(key) >= ROOT <= len(other) and key[:ROOT] == other[:ROOT] and key[0] not in "=+"
