"""The container's text in pieces, each with the evidence that cleaning rules act on.

It sees only the cut, through BeautifulSoup, and throws nothing away but white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from scraper.extraction.container import STRIP_MARK
from scraper.items import Block, BlockKind
from scraper.text.normalisation import normalise

_BLOCKS = (
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption "
    "figure footer h1 h2 h3 h4 h5 h6 header hgroup hr html li main nav ol p pre section summary "
    "table tbody td tfoot th thead tr ul"
)
_BLOCK_TAGS = frozenset(_BLOCKS.split())
_SINGLE = frozenset({"br", "img", "amp-img"})
_MARKED = frozenset({"a", "b", "strong", "i", "em", "cite"})
_SENTENCE_END = re.compile(r"""[.!?…:;][»”"')]?$""")
ENTRY = "tlumach-entry"
"""Class word of a heading that was made of an entry's time in a live blog."""
_LONG_CELL = 200
"""Characters in a cell that show a table made for layout, not for data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One block of the container before cleaning.

    `linked`, `bold` and `italic` are shares of the text, 0 to 1; `hrefs` the targets of its links;
    `box` the tags and class words it stands in below the container, outermost first; `stripped`
    the site's selector that marked it; `image` the address of a picture right before it;
    `marked_up` is false for text that came without markup; `is_outside` marks what stands among
    the article's text and was not read as part of it.
    """

    position: int
    kind: BlockKind
    text: str
    level: int | None = None
    linked: float = 0.0
    bold: float = 0.0
    italic: float = 0.0
    hrefs: tuple[str, ...] = ()
    box: str = ""
    stripped: str | None = None
    image: str | None = None
    marked_up: bool = True
    is_outside: bool = False

    @property
    def is_entry(self) -> bool:
        """Whether this is the heading of an entry of a live blog."""
        return ENTRY in self.box.split()

    def as_entry_heading(self) -> Piece:
        """The same text as the heading of an entry of a live blog."""
        return replace(self, kind="heading", level=3, box=ENTRY)

    def to_block(self) -> Block:
        """The block that readers of the article get."""
        return Block(kind=self.kind, text=self.text, level=self.level)


def read_pieces(cut: Tag | str) -> tuple[Piece, ...]:
    """The pieces of a cut, or of markup, in document order."""
    if isinstance(cut, str):
        cut = BeautifulSoup(cut, "lxml", multi_valued_attributes=None)
    reader = _Reader()
    reader.read(cut)
    return tuple(reader.pieces)


def pieces_of_lines(lines: Iterable[str]) -> tuple[Piece, ...]:
    """Pieces without markup: each line that is not empty is a block, and nothing else is known."""
    texts = [text for line in lines if (text := normalise(line))]
    return tuple(
        Piece(position=index, kind="paragraph", text=text, marked_up=False)
        for index, text in enumerate(texts)
    )


@dataclass(frozen=True, slots=True)
class _Inline:
    """What a stretch of text inherits from the inline elements around it."""

    href: str | None = None
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block stands: what kind it is, in which boxes, and whether the site strips it."""

    kind: BlockKind = "paragraph"
    level: int | None = None
    box: str = ""
    stripped: str | None = None


_Stretch = tuple[str, _Inline]
_Task = tuple[PageElement | None, _Place, _Inline]
"""A node to open in its place, or None to end the block at that place."""


@dataclass(slots=True)
class _Reader:
    """Walks a cut with a stack of its own, since pages nest without bound."""

    pieces: list[Piece] = field(default_factory=list)
    run: list[_Stretch] = field(default_factory=list)
    image: str | None = None

    def read(self, soup: Tag) -> None:
        """Fill `pieces` from a soup."""
        stack: list[_Task] = [(soup, _Place(), _Inline())]
        while stack:
            node, place, inline = stack.pop()
            if node is None:
                self._close(place)
            elif isinstance(node, Tag):
                self._open(node, place, inline, stack)
            elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
                self.run.append((node.replace("\n", " "), inline))
        self._close(_Place())

    def _open(self, node: Tag, place: _Place, inline: _Inline, stack: list[_Task]) -> None:
        """Put an element's children on the stack; a block ends what came before it."""
        if node.name in _SINGLE:
            self._take_single(node, inline)
        elif node.name not in _BLOCK_TAGS and STRIP_MARK not in node.attrs:
            inside = _inner_inline(node, inline) if node.name in _MARKED else inline
            stack.extend((child, place, inside) for child in reversed(node.contents))
        else:
            self._close(place)
            inner = _inner_place(node, place)
            if node.name == "table" and (rows := _data_rows(node)):
                self._add_table(rows, inner)
                return
            stack.append((None, inner, inline))
            stack.extend((child, inner, inline) for child in reversed(node.contents))

    def _take_single(self, node: Tag, inline: _Inline) -> None:
        if node.name == "br":
            self.run.append(("\n", inline))
        else:
            self.image = str(node.get("data-src") or node.get("src") or "") or self.image

    def _add_table(self, rows: Sequence[str], place: _Place) -> None:
        self.pieces.append(
            Piece(
                position=len(self.pieces),
                kind="table",
                text="\n".join(rows),
                box=place.box,
                stripped=place.stripped,
            )
        )

    def _close(self, place: _Place) -> None:
        if not self.run:
            return
        for stretches in _split_lines(self.run):
            text = normalise(_joined(stretches))
            if text:
                self.pieces.append(self._make_piece(text, stretches, place))
                self.image = None
        self.run = []

    def _make_piece(self, text: str, stretches: Sequence[_Stretch], place: _Place) -> Piece:
        sizes = [(len("".join(part.split())), inline) for part, inline in stretches]
        total = sum(size for size, _ in sizes) or 1
        hrefs = [inline.href for size, inline in sizes if inline.href and size]
        return Piece(
            position=len(self.pieces),
            kind=place.kind,
            level=place.level,
            text=text,
            linked=sum(size for size, inline in sizes if inline.href is not None) / total,
            bold=sum(size for size, inline in sizes if inline.bold) / total,
            italic=sum(size for size, inline in sizes if inline.italic) / total,
            hrefs=tuple(dict.fromkeys(hrefs)),
            box=place.box,
            stripped=place.stripped,
            image=self.image,
        )


def _inner_place(node: Tag, place: _Place) -> _Place:
    """The place inside an element."""
    kind, level = place.kind, place.level
    if node.name in ("h1", "h2", "h3", "h4", "h5", "h6"):
        kind, level = "heading", int(node.name[1])
    elif node.name in ("li", "dd", "dt"):
        kind = "list_item"
    elif node.name == "blockquote":
        kind = "quote"
    mark = node.get(STRIP_MARK)
    words = " ".join((node.name, str(node.get("class") or ""), str(node.get("id") or "")))
    return _Place(
        kind, level, f"{place.box} {words}".strip(), str(mark) if mark else place.stripped
    )


def _inner_inline(node: Tag, inline: _Inline) -> _Inline:
    href = str(node.get("href") or "") if node.name == "a" else inline.href
    return _Inline(
        href=href,
        bold=inline.bold or node.name in ("b", "strong"),
        italic=inline.italic or node.name in ("i", "em", "cite"),
    )


def _split_lines(run: Sequence[_Stretch]) -> Iterator[list[_Stretch]]:
    """The paragraphs of a run: parted by an empty line, or by a line end after a whole sentence."""
    if all(text != "\n" for text, _ in run):
        yield list(run)
        return
    lines: list[list[_Stretch]] = [[]]
    for stretch in run:
        if stretch[0] == "\n":
            lines.append([])
        else:
            lines[-1].append(stretch)
    current: list[_Stretch] = []
    for line in lines:
        text = _joined(line).strip()
        before = _joined(current).strip()
        if current and (not text or _SENTENCE_END.search(before)):
            yield current
            current = []
        current.extend([(" ", _Inline()), *line] if current else line)
    yield current


def _joined(stretches: Iterable[_Stretch]) -> str:
    return "".join(text for text, _ in stretches)


def _data_rows(table: Tag) -> list[str]:
    """The rows of a table of data as text, cells parted by tabs; none for a table of layout."""
    if table.find("table") is not None or len(table.find_all("p")) > len(table.find_all("tr")) * 4:
        return []
    rows = []
    for row in table.find_all("tr"):
        cells = [normalise(cell.get_text(" ")) for cell in row.find_all(["td", "th"])]
        if any(len(cell) > _LONG_CELL for cell in cells):
            return []
        if any(cells):
            rows.append("\t".join(cells))
    return rows if any("\t" in row for row in rows) else []
