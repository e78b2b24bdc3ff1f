"""Which names must stand in every version: not acronyms, nor words that languages translate."""

from __future__ import annotations

from scraper.text.abbreviations import SENTENCE_STARTERS
from scraper.text.lemmas import fold_word, lemma
from scraper.text.lexicon import concepts

SHORTEST = 3
"""Letters of the shortest name that counts."""
ROOT = 3
"""Consonants that two names of one root share from the beginning: Самбір, Самбірщина."""

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
_NO_NAMES = frozenset((*_DAYS, *_MONTHS, *(word.lower() for word in SENTENCE_STARTERS)))


def is_telling(word: str, lang: str) -> bool:
    """Whether a capitalised word names somebody or some place in every language alike."""
    folded = fold_word(word, lang)
    if word.isupper() or len(folded) < SHORTEST or (lang == "en" and "’" in folded):
        return False
    return folded not in _NO_NAMES and not concepts(lemma(word, lang), lang)


def share_root(key: str, other: str) -> bool:
    """Whether two keys of names begin alike."""
    return len(key) >= ROOT <= len(other) and key[:ROOT] == other[:ROOT] and key[0] not in "=+"
