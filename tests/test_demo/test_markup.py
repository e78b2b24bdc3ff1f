"""Markup is escaped exactly once."""

from __future__ import annotations

import pytest

from scraper.demo.markup import Html, fill, join, tag


def test_text_is_escaped_and_markup_is_not() -> None:
    assert tag("p", "1 < 2 & 3") == "<p>1 &lt; 2 &amp; 3</p>"
    assert tag("p", tag("b", "x")) == "<p><b>x</b></p>"


def test_attributes_are_escaped_renamed_and_left_out() -> None:
    written = tag("a", "x", href='/?a=1&b="2"', class_="active", data_type="t", id=None)
    assert written == '<a href="/?a=1&amp;b=&quot;2&quot;" class="active" data-type="t">x</a>'


def test_a_void_element_has_no_end() -> None:
    assert tag("img", src="a.jpg") == '<img src="a.jpg">'


def test_joined_parts_are_markup() -> None:
    assert join("a&", Html("<br>"), between=" ") == "a&amp; <br>"
    assert isinstance(join("a"), Html)


def test_a_template_escapes_what_it_is_given() -> None:
    assert "<p>a &lt; b</p>" in fill("error.html", status="404", text="a < b")


def test_a_template_wants_every_value() -> None:
    with pytest.raises(KeyError, match="text"):
        fill("error.html", status="404")
