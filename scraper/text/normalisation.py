"""One spelling for text: Unicode form, spaces, invisible characters and apostrophes, nothing else.

It does not judge or shorten text; quotes, dashes and letters stay as the newsroom wrote them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

APOSTROPHE = "\u2019"

# Characters without width or meaning of their own: soft hyphen, zero-width ones, marks of
# direction, byte order mark. U+200C and U+200D matter in other scripts, never in uk, ru or en.
_NO_WIDTH = "\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff"
_INVISIBLE = re.compile(f"[{_NO_WIDTH}]")
_CONTROL = re.compile(f"[{_CONTROLS}]")
# Everything that stands for an apostrophe when it is between two letters: п'ять, п`ять, don’t.
_MARKS = "'`\u00b4\u02b9\u02bc\u02c8\u2018\u2019\u201b\u2032\uff07"
_APOSTROPHES = re.compile(rf"(?<=[^\W\d_])[{_MARKS}](?=[^\W\d_])")
_UNUSUAL = re.compile(f"[{_NO_WIDTH}{_CONTROLS}{_MARKS}]")
# Stress is written with U+0301 or U+0300; й and ї keep their own marks since they are composed.
_FOLDED = {ord(mark): None for mark in f"{_MARKS}\u0300\u0301"} | {ord("ё"): "е"}
_NOT_WORD = re.compile(r"[\W_]+")


def normalise(text: str) -> str:
    """The text on one line: NFC, single spaces, nothing invisible, U+2019 between letters."""
    is_unusual = _UNUSUAL.search(text) is not None
    if is_unusual:
        text = _CONTROL.sub("", " ".join(_INVISIBLE.sub("", text).split()))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)  # last, as letters may have come together
    if is_unusual:
        text = _APOSTROPHES.sub(APOSTROPHE, text)
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A key to compare texts by: case, punctuation, apostrophes and stress marks do not count."""
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold().translate(_FOLDED)
    return _NOT_WORD.sub(" ", text).strip()
