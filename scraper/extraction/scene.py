"""What cleaning rules look at: the container's lines, what is known, what was removed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from scraper.extraction.memory import NOTHING, LineMemory
from scraper.extraction.phrases import Words
from scraper.extraction.pieces import Piece
from scraper.items import Removed
from scraper.text.normalisation import fold

RUNNING = 100
"""Characters of a paragraph that is surely running text when it is not mostly links."""


def _no_article(href: str) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the page said outside its body, for the rules to compare with.

    `leads` are (source, text) pairs, the surest first; `captions` lines of the main picture that
    stand outside the container; `boilerplate` the site's own phrases; `is_article` tells links to
    other articles of the site; `memory` knows lines that other pages of the site have too.
    """

    headline: str | None = None
    leads: tuple[tuple[str, str], ...] = ()
    captions: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()
    is_article: Callable[[str], bool] = _no_article
    memory: LineMemory = NOTHING


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One piece with its folded words, compared by identity."""

    piece: Piece
    words: Words

    @property
    def text(self) -> str:
        """The text of the piece."""
        return self.piece.text

    @property
    def is_running(self) -> bool:
        """Whether this is surely text of an article: long and not mostly links."""
        return len(self.text) >= RUNNING and self.piece.linked < 0.5

    @property
    def is_link(self) -> bool:
        """Whether the line is nothing but links."""
        return self.piece.linked > 0.9


@dataclass(slots=True)
class Scene:
    """The lines that are left, in order, and those that are gone, with the reasons."""

    known: Known
    lines: list[Line] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    _span: tuple[int, int] | None = None

    @classmethod
    def of(cls, pieces: Iterable[Piece], known: Known) -> Scene:
        """A scene with all pieces on it."""
        lines = [Line(piece, tuple(fold(piece.text).split())) for piece in pieces]
        return cls(known, lines)

    def drop(self, line: Line, rule: str, because: str) -> None:
        """Take a line off with the reason."""
        self.lines.remove(line)
        if line.is_running:
            self._span = None
        piece = line.piece
        self.removed.append(
            Removed(position=piece.position, text=piece.text, rule=rule, because=because)
        )

    def drop_where(self, rule: str, test: Callable[[Line], str | None]) -> None:
        """Take off every line for which a test gives a reason."""
        for line in tuple(self.lines):
            because = test(line)
            if because is not None:
                self.drop(line, rule, because)

    def text_span(self) -> tuple[int, int]:
        """The positions of the first and the last line of running text; nothing lies between
        them when there is none."""
        if self._span is None:
            running = [line.piece.position for line in self.lines if line.is_running]
            self._span = (running[0], running[-1]) if running else (sys.maxsize, -1)
        return self._span

    def is_before_text(self, line: Line) -> bool:
        """Whether no running text stands before a line."""
        return line.piece.position < self.text_span()[0]

    def is_after_text(self, line: Line) -> bool:
        """Whether no running text follows a line."""
        return line.piece.position > self.text_span()[1]

    def is_at_edge(self, line: Line) -> bool:
        """Whether a line stands before or behind the running text."""
        return self.is_before_text(line) or self.is_after_text(line)


def words_of_names(names: Sequence[str]) -> frozenset[str]:
    """The folded words of some names."""
    return frozenset(word for name in names for word in fold(name).split())
