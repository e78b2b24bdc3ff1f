"""What cleaning rules look at: the container's lines, what is known, what was removed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

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
    other articles of the site.
    """

    headline: str | None = None
    leads: tuple[tuple[str, str], ...] = ()
    captions: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()
    is_article: Callable[[str], bool] = _no_article


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

    @classmethod
    def of(cls, pieces: Iterable[Piece], known: Known) -> Scene:
        """A scene with all pieces on it."""
        lines = [Line(piece, tuple(fold(piece.text).split())) for piece in pieces]
        return cls(known, lines)

    def drop(self, line: Line, rule: str, because: str) -> None:
        """Take a line off with the reason."""
        self.lines.remove(line)
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

    def first_running(self) -> int:
        """The index of the first line of running text, or the number of lines."""
        indexes = (index for index, line in enumerate(self.lines) if line.is_running)
        return next(indexes, len(self.lines))

    def last_running(self) -> int:
        """The index of the last line of running text, or -1."""
        indexes = (
            index for index in range(len(self.lines) - 1, -1, -1) if self.lines[index].is_running
        )
        return next(indexes, -1)


def words_of_names(names: Sequence[str]) -> frozenset[str]:
    """The folded words of some names."""
    return frozenset(word for name in names for word in fold(name).split())
