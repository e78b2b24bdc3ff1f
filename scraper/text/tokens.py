"""Words of a text with their places; it knows nothing of what they mean."""

from __future__ import annotations

import re
from typing import NamedTuple

# Letters with inner apostrophes and hyphens, or a run of digits with its separators. A hyphen joins
# letters and digits too (`F-16`, `Covid-19`), so that a type's name stays one word.
WORD = re.compile(
    r"(?:[^\W\d_]+\d*|\d+(?:[.,:]\d+)*)(?:['’ʼ-](?:[^\W\d_]+\d*|\d+))*",
)
APOSTROPHES = str.maketrans("'ʼ`", "’’’")


class Token(NamedTuple):
    """One word as written, with the offsets of its first character and of the one after it."""

    text: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """Whether it begins with a digit."""
        return self.text[0].isdigit()

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


def find_tokens(text: str) -> tuple[Token, ...]:
    """The words and figures of a text in order."""
    spelled = text.translate(APOSTROPHES)  # one character for one: the places stay
    return tuple([Token(match.group(), *match.span()) for match in WORD.finditer(spelled)])


def tokenise(text: str) -> tuple[str, ...]:
    """The words and figures of a text in order, without their places; apostrophes are U+2019."""
    return tuple(WORD.findall(text.translate(APOSTROPHES)))
