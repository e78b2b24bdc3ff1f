"""Cyrillic to Latin: the official Ukrainian table, a Russian one, and a sound key over all three.

Ukrainian follows the Cabinet of Ministers' resolution 55 of 27 January 2010; Russian follows what
English newsrooms write. The key is for comparing names, not for reading.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_COMMON = {
    "а": "a", "б": "b", "в": "v", "д": "d", "ж": "zh", "з": "z", "к": "k", "л": "l", "м": "m",
    "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh",
    "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "’": "", "'": "", "ʼ": "",
}  # fmt: skip
UKRAINIAN: Mapping[str, str] = _COMMON | {
    "г": "h", "ґ": "g", "е": "e", "є": "ie", "и": "y", "і": "i", "ї": "i", "й": "i", "ю": "iu",
    "я": "ia", "ы": "y", "э": "e", "ё": "io", "ъ": "",
}  # fmt: skip
# The same letters at the beginning of a word.
UKRAINIAN_FIRST: Mapping[str, str] = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
RUSSIAN: Mapping[str, str] = _COMMON | {
    "г": "g", "ґ": "g", "е": "e", "ё": "yo", "и": "i", "й": "y", "ъ": "", "ы": "y", "э": "e",
    "ю": "yu", "я": "ya", "є": "ye", "і": "i", "ї": "yi",
}  # fmt: skip
RUSSIAN_FIRST: Mapping[str, str] = {"е": "ye"}

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")


def to_latin(text: str, lang: str) -> str:
    """The text in Latin letters by the table of `uk` or `ru`; other characters stay as they are."""
    if lang == "uk":
        return _WORD.sub(lambda match: _latinise(match.group(), UKRAINIAN, UKRAINIAN_FIRST), text)
    if lang == "ru":
        return _WORD.sub(lambda match: _latinise(match.group(), RUSSIAN, RUSSIAN_FIRST), text)
    return text


def _latinise(word: str, table: Mapping[str, str], first: Mapping[str, str]) -> str:
    shouted = len(word) > 1 and word.isupper()
    letters = []
    lowered = word.lower()
    for place, letter in enumerate(lowered):
        if letter == "г" and table is UKRAINIAN and place and lowered[place - 1] == "з":
            latin = "gh"  # Zghurskyi, so that it is not read as zh
        elif place == 0 and letter in first:
            latin = first[letter]
        else:
            latin = table.get(letter, letter)
        if word[place].isupper():
            latin = latin.upper() if shouted else latin.capitalize()
        letters.append(latin)
    return "".join(letters)


# --- the sound key -------------------------------------------------------------------------------

# Sounds that transcriptions into one another confuse are one letter: g h kh; s z ts; zh j ch sh.
_CYRILLIC_SOUNDS: Mapping[str, str] = {
    "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "ж": "j", "з": "s", "к": "k", "л": "l",
    "м": "m", "н": "n", "п": "p", "р": "r", "с": "s", "т": "t", "ф": "f", "х": "g", "ц": "s",
    "ч": "j", "ш": "j", "щ": "j",
}  # fmt: skip
_CYRILLIC_GROUPS = (
    (re.compile(r"дж|шч"), "ж"),
    (re.compile(r"тц|тс|дз"), "ц"),
    (re.compile(r"^[уў](?=[аеэиіоя])"), "в"),  # Уельс, Уотергейт: English w
)
_LATIN_GROUPS = (
    (re.compile(r"tch|dzh|dj|sch|sh|zh|dg(?=[eiy])"), "j"),
    (re.compile(r"^chr"), "kr"),
    (re.compile(r"ch"), "j"),
    (re.compile(r"ts|tz|z|c(?=[eiy])|ß"), "s"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"kh"), "g"),
    (re.compile(r"ck|cq|c|q"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"w(?=[aeiouy])"), "v"),
    (re.compile(r"(?<=[twg])h|(?<=^r)h"), ""),
    (re.compile(r"^h|h(?=[aeiouy])"), "g"),
    (re.compile(r"[hw]"), ""),
)
_LATIN_SOUNDS = frozenset("bvgdjskmnprtfl")
_DIACRITICS = str.maketrans(
    "áàâäãåāăąéèêëēėęěíìîïīįóòôöõøōőúùûüūůűýÿçćčñńňšśşžźżłđďťřğ",
    "aaaaaaaaaeeeeeeeeiiiiiioooooooouuuuuuuyyccjnnnjsjjssldd" + "trg",
)
_VOWELS = frozenset("аеёєиіїоуыэюяйaeiouy")


@lru_cache(maxsize=100_000)
def sound_key(word: str) -> str:
    """The consonants of a word of any of the three languages, as far as transcriptions keep them.

    Zelenskyy, Зеленський and Зеленский are `slnsk`; a word that begins with a vowel begins with
    `a`. The key of a word without consonants is empty or `a`.
    """
    lowered = word.lower().replace("’", "").replace("'", "").replace("ь", "").replace("ъ", "")
    if not lowered:
        return ""
    if lowered[0] < "\u0400":
        letters = _sound_latin(lowered.translate(_DIACRITICS))
    else:
        letters = _sound_cyrillic(lowered)
    squeezed = re.sub(r"(.)\1+", r"\1", "".join(letters))
    return ("a" + squeezed) if lowered[0] in _VOWELS and not _is_glide(lowered) else squeezed


def _is_glide(word: str) -> bool:
    """Whether the vowel letter that it begins with stands for w: Уельс is Wales."""
    return word[0] in "уў" and len(word) > 1 and word[1] in "аеэиіоя"


def _sound_cyrillic(word: str) -> str:
    for group, sound in _CYRILLIC_GROUPS:
        word = group.sub(sound, word)
    return "".join(_CYRILLIC_SOUNDS.get(letter, "") for letter in word)


def _sound_latin(word: str) -> str:
    for group, sound in _LATIN_GROUPS:
        word = group.sub(sound, word)
    return "".join(letter for letter in word if letter in _LATIN_SOUNDS)


# --- the stem of a cognate -----------------------------------------------------------------------

STEM_LETTERS = 5
_ALIKE = (
    (re.compile(r"shch|zh|sh|ch|ts|tz"), "s"),
    (re.compile(r"cc(?=[eiy])"), "ks"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"kh"), "g"),
    (re.compile(r"ck"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"th"), "t"),
    (re.compile(r"ie|yo|ye"), "e"),
    (re.compile(r"iu|yu"), "u"),
    (re.compile(r"ia|ya"), "a"),
)
_SAME_LETTER = str.maketrans("ywhjcqxz", "ivgikkss")
_NOT_LATIN = re.compile("[^a-z]")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=100_000)
def cognate_stem(word: str, lang: str) -> str:
    """The first letters of a word as far as words of one origin share them in the three languages.

    вакцина and vaccine are `vaksi`, центр and centre `sentr`; a word with fewer than four letters
    left has none (the empty string), since short beginnings meet by chance.
    """
    latin = to_latin(word.lower(), lang).translate(_DIACRITICS)
    for letters, one in _ALIKE:
        latin = letters.sub(one, latin)
    folded = _DOUBLED.sub(r"\1", _NOT_LATIN.sub("", latin.translate(_SAME_LETTER)))
    return folded[:STEM_LETTERS] if len(folded) > 3 else ""
