"""A text that stands on the page once more in one piece is read once."""

from __future__ import annotations

from scraper.extraction.pieces import Piece
from scraper.extraction.repeats import mark_repeats

LINES = tuple(
    f"Пункт {number}: у громаді {name} до зими утеплили {number * 7 + 3} під'їздів, а решту "
    f"будинків обіцяють закінчити до {number + 9} грудня, коли вдарять морози."
    for number, name in enumerate(("Стрижавка", "Любомир", "Дубове", "Ставище", "Мостище"))
)


def _outside(*texts: str) -> list[bool]:
    pieces = [Piece(position=n, kind="paragraph", text=text) for n, text in enumerate(texts)]
    return [piece.is_outside for piece in mark_repeats(pieces)]


def test_the_whole_text_once_more_is_outside() -> None:
    assert _outside(*LINES, " ".join(LINES)) == [False] * 5 + [True]
    assert _outside("Коротко. " + " ".join(LINES), *LINES) == [True] + [False] * 5


def test_a_long_paragraph_that_quotes_a_line_is_not() -> None:
    own = " ".join(f"Речення {n} про те, чого в жодному пункті немає." for n in range(30))
    assert _outside(*LINES, f"{LINES[0]} {LINES[1]} {LINES[2]} {own}") == [False] * 6
    assert _outside(LINES[0], LINES[1], " ".join(LINES)) == [False] * 3
