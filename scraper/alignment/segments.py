"""A segment is a block or sentence as the aligner sees it: its length and the terms it holds.

Terms are what can be found again in another language: numbers, words, marks of a quote or question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

TermKind = Literal["number", "name", "latin", "word", "mark"]

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[’'ʼ-][^\W\d_]+)*")
_SEPARATORS = re.compile(r"[.,:]")
_MARKS = {"?": "question", "!": "shout", "%": "percent", ":": "colon"}
_QUOTES = frozenset('«»„“”"')
_SOUND = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "e", "ё": "e",
        "ж": "z", "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m",
        "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "g",
        "ц": "c", "ч": "c", "ш": "s", "щ": "s", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu",
        "я": "ia", "’": "", "'": "", "ʼ": "", "-": "",
    }
)  # fmt: skip
_LATIN_SOUND = (
    ("sch", "s"), ("shch", "s"), ("zh", "z"), ("kh", "g"), ("ch", "c"), ("sh", "s"), ("ph", "f"),
    ("th", "t"), ("ts", "c"), ("ck", "k"), ("qu", "kv"), ("q", "k"), ("x", "ks"), ("w", "v"),
    ("h", "g"), ("y", "i"), ("j", "i"), ("ii", "i"),
)  # fmt: skip
_LATIN = re.compile(r"[a-z]")


class Term(NamedTuple):
    """Something countable in a segment; `key` is comparable over languages."""

    kind: TermKind
    key: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text with what the aligner weighs; `length` is in characters."""

    text: str
    length: int
    terms: frozenset[Term]


def read_segments(texts: Iterable[str], lang: str) -> tuple[Segment, ...]:
    """Texts as segments, in order."""
    return tuple(read_segment(text, lang) for text in texts)


def read_segment(text: str, lang: str) -> Segment:
    """One text as a segment; an empty text has length 1 so that its logarithm exists."""
    return Segment(text, max(1, len(text)), frozenset(_find_terms(text, lang)))


def _find_terms(text: str, lang: str) -> Iterator[Term]:
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token[0].isdigit():
            yield Term("number", _SEPARATORS.sub("", token).lstrip("0") or "0")
        elif len(token) > 3:
            capital = token[0].isupper() and match.start() > 0
            yield Term("name" if capital else "word", sound_of(token.lower()))
    yield from (Term("mark", name) for mark, name in _MARKS.items() if mark in text)
    if not _QUOTES.isdisjoint(text):
        yield Term("mark", "quote")


@lru_cache(maxsize=65536)
def sound_of(word: str) -> str:
    """A rough key of a word's sound, alike for cognates written in Cyrillic and Latin letters."""
    sound = word.translate(_SOUND)
    if _LATIN.search(word):
        for letters, one in _LATIN_SOUND:
            sound = sound.replace(letters, one)
        sound = re.sub(r"c(?=[aou]|[rlt]|$)", "k", sound)
    return re.sub(r"(.)\1+", r"\1", sound)
