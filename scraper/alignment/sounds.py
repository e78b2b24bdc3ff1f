"""A rough key of a word's sound, alike for cognates written in Cyrillic and in Latin letters.

It is no transliteration to show: it merges letters that the languages write one for another.
"""

from __future__ import annotations

import re
from functools import lru_cache

_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "e", "ё": "e",
        "ж": "z", "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m",
        "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "g",
        "ц": "c", "ч": "c", "ш": "s", "щ": "s", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu",
        "я": "ia", "’": "", "'": "", "-": "",
    }
)  # fmt: skip
_LATIN = (
    ("shch", "s"), ("sch", "s"), ("zh", "z"), ("kh", "g"), ("ch", "c"), ("sh", "s"), ("ph", "f"),
    ("th", "t"), ("ts", "c"), ("ck", "k"), ("qu", "kv"), ("q", "k"), ("x", "ks"), ("w", "v"),
    ("h", "g"), ("y", "i"), ("j", "i"), ("ii", "i"),
)  # fmt: skip
_HARD_C = re.compile(r"c(?=[aourlt]|$)")
_ANY_LATIN = re.compile(r"[a-z]")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def sound_of(word: str) -> str:
    """The key of a word in lower case; words that sound alike have keys that are nearly equal."""
    sound = word.translate(_CYRILLIC)
    if _ANY_LATIN.search(word):
        for letters, one in _LATIN:
            sound = sound.replace(letters, one)
        sound = _HARD_C.sub("k", sound)
    return _DOUBLED.sub(r"\1", sound)
