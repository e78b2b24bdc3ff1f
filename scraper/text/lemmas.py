"""Words to lemmas in Ukrainian, Russian and English, by simplemma and a few corrections of our own.

The dictionaries are read when the first word of a language is asked for, in their small form.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simplemma import Lemmatizer

    from scraper.text.dictionary import PackedDictionaries

LANGS = ("uk", "ru", "en")
# A newsroom's year has some hundred thousand word forms; most words of a text are found here.
REMEMBERED = 150_000
LONGEST_ACRONYM = 4

# Most surnames in -ский and -ський are in no dictionary, and the rules that simplemma has for words
# it does not know make "зеленскто" of Зеленского.
_SURNAMES = {
    "ru": re.compile(r"(?<=..[сц]к)(?:ого|ому|им|ая|ой|ую|ие|их|ими)$"),
    "uk": re.compile(r"(?<=.[сцз]ьк)(?:ого|ому|им|а|ої|ій|у|ою|і|их|ими)$"),
}


@lru_cache(maxsize=REMEMBERED)
def lemma(token: str, lang: str) -> str:
    """The dictionary form of a word, in lower case, with U+2019 as apostrophe and е for Russian ё.

    A word that no dictionary has, or a word of another language, is only folded.
    """
    folded = fold_word(token, lang)
    if lang not in LANGS or folded[0].isdigit() or _is_acronym(token):
        return folded
    corrected = _corrections(lang).get(folded)
    if corrected is not None:
        return corrected
    surname = _SURNAMES[lang].sub("ий", folded) if lang in _SURNAMES else folded
    if surname != folded and not _is_known(folded, lang):
        return surname
    found = fold_word(_lemmatizer().lemmatize(_spelling(token, folded), lang), lang)
    return _corrections(lang).get(found, found)


def fold_word(token: str, lang: str) -> str:
    """A word in lower case, with one kind of apostrophe, without an English possessive."""
    folded = token.lower().replace("'", "’").replace("ʼ", "’").replace("\u0301", "")
    if lang == "ru":
        return folded.replace("ё", "е")
    if lang == "en" and len(folded) > 2:
        return folded.removesuffix("’s").removesuffix("’") or folded
    return folded


def _is_acronym(token: str) -> bool:
    """Whether it is written like США or EU: such words are not inflected."""
    return 2 <= len(token) <= LONGEST_ACRONYM and token.isupper()


def _spelling(token: str, folded: str) -> str:
    """How the dictionary is asked: names keep their capital, shouted words do not."""
    if len(token) > 1 and token[0].isupper() and not token.isupper():
        return _titled(folded)
    return folded


def _titled(folded: str) -> str:
    return folded[0].upper() + folded[1:]


@lru_cache(maxsize=REMEMBERED)
def is_ordinary(word: str, lang: str) -> bool:
    """Whether the dictionary has a word as an ordinary one and not as a name."""
    folded = fold_word(word, lang)
    if lang not in LANGS or not folded:
        return False
    known = _dictionaries().get_dictionary(lang)
    found = known.get(folded, "")
    return found[:1].islower() and _titled(folded) not in known


def _is_known(folded: str, lang: str) -> bool:
    known = _dictionaries().get_dictionary(lang)
    return folded in known or _titled(folded) in known


@cache
def _dictionaries() -> PackedDictionaries:
    from scraper.text.dictionary import PackedDictionaries

    return PackedDictionaries()


@cache
def _lemmatizer() -> Lemmatizer:
    from simplemma import Lemmatizer
    from simplemma.strategies import DefaultStrategy

    strategy = DefaultStrategy(dictionary_factory=_dictionaries())
    return Lemmatizer(lemmatization_strategy=strategy, cache_max_size=1)


@cache
def _corrections(lang: str) -> dict[str, str]:
    """Forms that the dictionary brings to another word than a newsroom means."""
    source = resources.files("scraper.text").joinpath("lemma_corrections.tsv")
    rows = (line.split("\t") for line in source.read_text("utf-8").splitlines())
    return {row[1]: row[2] for row in rows if len(row) == 3 and row[0] == lang}
