"""One spelling for text: Unicode form, spaces, invisible characters and apostrophes, nothing else.

It does not judge or shorten text; quotes, dashes and letters stay as the newsroom wrote them.
"""

from __future__ import annotations

import re
import unicodedata

APOSTROPHE = "\u2019"

# Characters without width or meaning of their own: soft hyphen, zero-width ones, marks of
# direction, byte order mark. U+200C and U+200D matter in other scripts, never in uk, ru or en.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SPACES = re.compile(r"\s+")
# Everything that stands for an apostrophe when it is between two letters: п'ять, п`ять, don’t.
_APOSTROPHES = re.compile(
    "(?<=[^\\W\\d_])['`\u00b4\u02b9\u02bc\u02c8\u2018\u2019\u201b\u2032\uff07](?=[^\\W\\d_])"
)
_STRESS = re.compile("[\u0300\u0301]")
_APOSTROPHE_MARKS = re.compile("['`\u00b4\u02b9\u02bc\u02c8\u2018\u2019\u201b\u2032\uff07]")
_NOT_WORD = re.compile(r"[\W_]+")
_PLAIN = re.compile(r"[ -&(-_a-~]*")


def normalise(text: str) -> str:
    """The text on one line: NFC, single spaces, nothing invisible, U+2019 between letters."""
    if not _PLAIN.fullmatch(text):
        text = unicodedata.normalize("NFC", text)
        text = _INVISIBLE.sub("", text)
        text = _SPACES.sub(" ", text)
        text = _CONTROL.sub("", text)
        text = _APOSTROPHES.sub(APOSTROPHE, text)
        return text.strip()
    return " ".join(text.split())


def fold(text: str) -> str:
    """A key to compare texts by: case, punctuation, apostrophes and stress marks do not count."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()
    text = _APOSTROPHE_MARKS.sub("", _STRESS.sub("", text)).replace("ё", "е")
    return _NOT_WORD.sub(" ", text).strip()
