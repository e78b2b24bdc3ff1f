"""A rough spelling of a word by sound, nearly equal for cognates in Cyrillic and in Latin letters.

Unlike the sound key of names it keeps the vowels, so that likeness can be measured and not only
equality; it is for comparing, not for reading.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from scraper.text.transliteration import to_latin

_HARD_C = re.compile(r"c(?![hkeiy])")
_ALIKE = (
    ("shch", "s"), ("sch", "s"), ("zh", "z"), ("kh", "g"), ("ch", "c"), ("sh", "s"), ("ph", "f"),
    ("th", "t"), ("ts", "c"), ("ck", "k"), ("qu", "kv"), ("q", "k"), ("x", "ks"), ("w", "v"),
    ("h", "g"), ("y", "i"), ("j", "i"), ("ie", "e"), ("iu", "u"), ("ia", "a"), ("io", "o"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_NOT_LETTERS = re.compile(r"[\W\d_]+")


@lru_cache(maxsize=65536)
def sound_of(word: str, lang: str) -> str:
    """The key of a word in lower case."""
    latin = to_latin(word, lang)
    if latin == word:
        latin = _HARD_C.sub("k", latin)
    if not latin.isascii():
        # letters of a script that has no table stay as they are: they sound like themselves alone
        parts = unicodedata.normalize("NFKD", latin)
        latin = "".join(one for one in parts if not unicodedata.combining(one))
    for letters, one in _ALIKE:
        latin = latin.replace(letters, one)
    return _DOUBLED.sub(r"\1", _NOT_LETTERS.sub("", latin))
