"""Bytes to text: what is declared, what is believed, what is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extraction.decoding import decode_body
from scraper.extraction.documents import parse_document
from tests.test_extraction.newspage import make_page, markup

TEXT = "Міст відкрили «вчасно» — ёлка, їжак, ґанок, э"
HTML = f"<html><head><title>x</title></head><body><p>{TEXT}</p></body></html>"


def declared(name: str) -> str:
    return HTML.replace("<head>", f'<head><meta charset="{name}">')


@pytest.mark.parametrize(
    ("body", "content_type", "encoding"),
    [
        (HTML.encode(), None, "utf-8"),
        (HTML.encode(), "text/html; charset=utf-8", "utf-8"),
        (HTML.encode("utf-8-sig"), "text/html; charset=windows-1251", "utf-8"),
        (HTML.encode("utf-16"), "text/html", "utf-16-le"),
        (HTML.encode("cp1251"), "text/html; charset=windows-1251", "cp1251"),
        (declared("windows-1251").encode("cp1251"), "text/html", "cp1251"),
        (declared("utf-8").encode("cp1251"), "text/html; charset=windows-1251", "cp1251"),
        (declared("windows-1251").encode(), "text/html; charset=utf-8", "utf-8"),
        (HTML.encode("cp1251"), None, "cp1251"),
        (HTML.encode("cp1251"), "text/html; charset=utf-8", "cp1251"),
        (HTML.encode(), "text/html; charset=no-such-thing", "utf-8"),
        (declared("koi8-u").encode("koi8-u", "replace"), "text/html", "koi8-u"),
    ],
)
def test_encodings(body: bytes, content_type: str | None, encoding: str) -> None:
    text, name = decode_body(body, content_type)
    assert name.lower() == encoding
    if "koi8" not in encoding:
        assert TEXT in text


def test_one_broken_byte_does_not_turn_the_page() -> None:
    body = (HTML * 20).encode()
    broken = body[:200] + b"\xff" + body[200:]
    text, name = decode_body(broken, "text/html; charset=utf-8")
    assert name.startswith("utf-8")
    assert text.count(TEXT) >= 19


def test_markup_with_an_xml_declaration_and_zero_bytes() -> None:
    body = '<?xml version="1.0" encoding="utf-8"?>\n' + HTML.replace("Міст", "Мі\x00ст")
    document = parse_document(make_page(body))
    assert document is not None
    assert TEXT in document.root.text_content()


def test_the_base_element() -> None:
    page = make_page(markup(head='<base href="/інше/">'))
    document = parse_document(page)
    assert document is not None
    assert document.base == "https://www.visnyk.example/інше/"
    assert document.is_closed


@pytest.mark.parametrize("body", ["<!-- -->", " ", "<?xml version='1.0'?>"])
def test_no_markup_is_no_document(body: str) -> None:
    assert parse_document(make_page(body)) is None


@given(
    st.binary(max_size=200),
    st.sampled_from([None, "text/html", "text/html; charset=utf-8", "x; charset=utf-16"]),
)
def test_any_bytes_are_text(body: bytes, content_type: str | None) -> None:
    text, name = decode_body(body, content_type)
    assert isinstance(text, str)
    assert name
