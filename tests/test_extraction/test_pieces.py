"""Markup to pieces: the text is whole, and the evidence beside it is right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extraction.pieces import Piece, pieces_of_lines, read_pieces
from scraper.items import Block


def only(markup: str) -> Piece:
    (piece,) = read_pieces(markup)
    return piece


def texts(markup: str) -> list[str]:
    return [piece.text for piece in read_pieces(markup)]


@pytest.mark.parametrize(
    ("markup", "kind", "level"),
    [
        ("<p>Міст</p>", "paragraph", None),
        ("<div>Міст</div>", "paragraph", None),
        ("<h2>Міст</h2>", "heading", 2),
        ("<h4><span>Міст</span></h4>", "heading", 4),
        ("<ul><li>Міст</li></ul>", "list_item", None),
        ("<ol><li><p>Міст</p></li></ol>", "list_item", None),
        ("<blockquote><p>Міст</p></blockquote>", "quote", None),
        ("<dl><dt>Міст</dt></dl>", "list_item", None),
    ],
)
def test_kind(markup: str, kind: str, level: int | None) -> None:
    piece = only(markup)
    assert (piece.kind, piece.level, piece.text) == (kind, level, "Міст")
    assert piece.to_block() == Block(kind=piece.kind, text="Міст", level=level)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<div>Один<p>Два</p>Три</div>", ["Один", "Два", "Три"]),
        ("<div><p>Один</p> <p> </p><p>Два</p></div>", ["Один", "Два"]),
        ("<p>Один <b>два</b> <i>три</i><a>чотири</a></p>", ["Один два тричотири"]),
        ("<p>Один.<br>Два</p>", ["Один.", "Два"]),
        ("<p>Один<br>два</p>", ["Один два"]),
        ("<p>Один<br><br>два</p>", ["Один", "два"]),
        ("<p>Один<br> <br/>\n<br>два</p>", ["Один", "два"]),
        ("<p>«Один».<br>— Два</p>", ["«Один».", "— Два"]),
        ("<p>Рядок\n  у двох\tчастинах</p>", ["Рядок у двох частинах"]),
        ("<p>Один<!-- ні -->два</p>", ["Одиндва"]),
        ("<ul><li>Один<ul><li>Два</li></ul></li></ul>", ["Один", "Два"]),
        ("текст без обгортки", ["текст без обгортки"]),
        ("", []),
    ],
)
def test_text_is_parted_into_blocks(markup: str, expected: list[str]) -> None:
    assert texts(markup) == expected


def test_shares_of_links_bold_and_italic() -> None:
    piece = only('<p><a href="/a">абвгд</a><b>абв</b><i>аб</i></p>')
    assert (piece.linked, piece.bold, piece.italic) == (0.5, 0.3, 0.2)
    assert piece.hrefs == ("/a",)


def test_links_are_listed_once_and_only_when_they_hold_text() -> None:
    piece = only('<p><a href="/a">а</a> <a href="/a">б</a> <a href="/b"> </a><a>в</a></p>')
    assert piece.hrefs == ("/a",)
    assert piece.linked == 1.0


def test_evidence_is_that_of_each_line() -> None:
    first, second = read_pieces('<p><b>Читайте також:</b><br><a href="/a">Інша новина</a></p>')
    assert (first.bold, first.linked) == (1.0, 0.0)
    assert (second.bold, second.linked) == (0.0, 1.0)


def test_boxes_are_named_outermost_first() -> None:
    piece = only('<div class="a b" id="c"><section><p class="d">Міст</p></section></div>')
    assert piece.box.split()[-7:] == ["div", "a", "b", "c", "section", "p", "d"]


def test_a_picture_is_noted_at_the_piece_after_it() -> None:
    first, second = read_pieces('<img data-src="/1.jpg" src="x.gif"><p>Один</p><p>Два</p>')
    assert (first.image, second.image) == ("/1.jpg", None)


def test_a_mark_to_strip_makes_a_piece_of_its_own() -> None:
    pieces = read_pieces('<p>Один <span data-tlumach-strip=".ad">реклама</span> два</p>')
    assert [(piece.text, piece.stripped) for piece in pieces] == [
        ("Один", None),
        ("реклама", ".ad"),
        ("два", None),
    ]


def test_a_table_of_data_is_one_piece() -> None:
    piece = only(
        "<table><thead><tr><th>Місто</th><th>Опади</th></tr></thead>"
        "<tr><td>Рівне</td><td>12 мм</td></tr><tr><td> </td><td></td></tr></table>"
    )
    assert (piece.kind, piece.text) == ("table", "Місто\tОпади\nРівне\t12 мм")


@pytest.mark.parametrize(
    "markup",
    [
        f"<table><tr><td>{'Довгий текст клітинки. ' * 12}</td><td>x</td></tr></table>",
        "<table><tr><td><table><tr><td>а</td></tr></table></td><td>б</td></tr></table>",
        "<table><tr><td>лише один стовпець</td></tr></table>",
    ],
)
def test_a_table_of_layout_is_opened(markup: str) -> None:
    assert all(piece.kind == "paragraph" for piece in read_pieces(markup))


def test_positions_count_from_zero() -> None:
    assert [piece.position for piece in read_pieces("<p>а</p><h2>б</h2><p>в</p>")] == [0, 1, 2]
    assert [piece.position for piece in pieces_of_lines(["а", "", "  ", "б"])] == [0, 1]


@given(st.lists(st.text(alphabet="абв xyz.,«»", max_size=12), max_size=8))
def test_no_letter_is_lost(parts: list[str]) -> None:
    markup = "".join(f"<p>{part}<br><b>{part}</b></p><div>{part}</div>" for part in parts)
    wanted = "".join(3 * "".join(part.split()) for part in parts)
    assert "".join("".join(piece.text.split()) for piece in read_pieces(markup)) == wanted
