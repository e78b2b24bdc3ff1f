"""How far two names may be one name as heard: Hale and Гейл, Rangers and Рейнджерс.

English spelling tells little of a sound, and Cyrillic newsrooms write down what they hear, so that
the sounds of a name are compared with a price for each that differs; vowels cost next to nothing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from scraper.text.names import name_keys
from scraper.text.transliteration import to_latin

VOWEL = "a"
"""Stands for every vowel."""

FAR = 0.3
"""Most distance of two names that may be one."""
ANOTHER_FAMILY = 0.3
"""What is added where two surnames of one root end otherwise: Hnatiuk is not Гнатенко."""
ANOTHER_BEGINNING = 0.15
"""What is added where the first sounds differ."""

_GROUPS = (
    (re.compile(r"^kn"), "n"),
    (re.compile(r"^wr"), "r"),
    (re.compile(r"shch|tsch|sch|tch|dzh|cz|sh|ch|zh|dj|dg(?=[eiy])"), "J"),
    (re.compile(r"ph"), "V"),
    (re.compile(r"th"), "T"),
    (re.compile(r"kh|gh"), "H"),
    (re.compile(r"qu"), "KV"),
    (re.compile(r"x"), "KS"),
    (re.compile(r"ts|tz|c(?=[eiy])"), "S"),
    (re.compile(r"ck|c|q"), "K"),
)
_SOUNDS = str.maketrans("bpvwfdtgkhsjzmnlr", "BPVVVDTHKHSJSMNLR")
_VOWELS = re.compile(r"[a-z]+")
_DOUBLED = re.compile(r"(.)\1+")
_ENDINGS = re.compile(
    r"(?<=.{3})(?:ого|его|ому|ему|ами|ями|ах|ях|ом|ем|ім|им|ым|ой|ей|ою|ею|щин\w{1,3}|"
    r"(?:[иі]в|ів|ов|ев)?(?:[сз]?ьк|ск)(?:ий|ого|ому|ій|им|ом|ою|ая|ой|ую|ое|ие|их|а|е|і|у))$"
)
_SURNAME = re.compile(
    r"(?<=..)(enk|uk|sk|ych|ich|iv|ov|ev|yn|in)(?:[aeiouy]{0,2}(?:h[oe]|m[iu]?|v|i)?)$"
)
_NEAR = {
    frozenset(pair): price
    for price, pairs in (
        (0.2, ("DT", "BP", "KH", "SJ", "SK")),
        (0.3, ("Va", "Ja", "HJ", "JK", "ST", "VB", "VP", "VT")),
    )
    for pair in pairs
}
_LOSS = {VOWEL: 0.1, "H": 0.4, "V": 0.6, "S": 0.6}
"""What it costs that one name has a sound that the other lacks; any other costs 1."""


def is_same(word: str, lang: str, other: str, other_lang: str) -> bool:
    """Whether two names may be one."""
    return distance(word, lang, other, other_lang) <= FAR


def distance(word: str, lang: str, other: str, other_lang: str) -> float:
    """From 0, one name, to 1, names that have no sound in common; of case endings the best."""
    if not set(name_keys(word, lang)).isdisjoint(name_keys(other, other_lang)):
        return 0.0
    families = {_family(word, lang), _family(other, other_lang)}
    return min(
        _compare(one, two) for one in _spoken(word, lang) for two in _spoken(other, other_lang)
    ) + ANOTHER_FAMILY * (len(families) > 1 and "" not in families)


def _family(word: str, lang: str) -> str:
    """How a surname of the region ends, without its case; empty for others."""
    ending = _SURNAME.search(to_latin(word.lower(), lang))
    return ending[1] if ending else ""


@lru_cache(maxsize=65536)
def _spoken(word: str, lang: str) -> tuple[str, ...]:
    """The sounds of a word, with what may be a case ending and without."""
    lowered = word.lower().removesuffix("’s").replace("-", "")
    forms = {lowered} if lang == "en" else {lowered, _ENDINGS.sub("", lowered)}
    return tuple(sorted(_sound(to_latin(form, lang)) for form in forms))


def _sound(latin: str) -> str:
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    for letters, sound in _GROUPS:
        plain = letters.sub(sound, plain)
    return _DOUBLED.sub(r"\1", _VOWELS.sub(VOWEL, plain.translate(_SOUNDS)))


@lru_cache(maxsize=65536)
def _compare(one: str, other: str) -> float:
    """The least price at which one becomes the other, per consonant of the longer."""
    size = max(sum(sound != VOWEL for sound in sounds) for sounds in (one, other))
    row = [0.0]
    for sound in other:
        row.append(row[-1] + _LOSS.get(sound, 1.0))
    for mine in one:
        before, row = row, [row[0] + _LOSS.get(mine, 1.0)]
        for place, yours in enumerate(other):
            swap = 0.0 if mine == yours else _NEAR.get(frozenset((mine, yours)), 1.0)
            row.append(
                min(
                    before[place] + swap,
                    before[place + 1] + _LOSS.get(mine, 1.0),
                    row[place] + _LOSS.get(yours, 1.0),
                )
            )
    begins = ANOTHER_BEGINNING if one[:1] != other[:1] and not _is_near(one, other) else 0.0
    return min(1.0, row[-1] / max(size, 1) + begins)


def _is_near(one: str, other: str) -> bool:
    return frozenset((one[:1], other[:1])) in _NEAR
