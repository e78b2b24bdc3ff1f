"""What a page forbids machines to do with it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.extraction import read_page
from scraper.extraction.documents import parse_document
from scraper.extraction.opt_outs import ORDER, read_opt_outs
from scraper.extraction.structured import read_structured
from tests.test_extraction.newspage import SITE, make_page, markup

DOCUMENT = parse_document(make_page())
assert DOCUMENT is not None
SILENT = read_structured(DOCUMENT)


def opt_outs(head: str = "", headers: tuple[tuple[str, str], ...] = ()) -> tuple[str, ...]:
    article = read_page(make_page(markup(head=head), headers=headers), SITE).article
    assert article is not None
    return article.opt_out


def test_a_page_that_says_nothing_forbids_nothing() -> None:
    assert opt_outs() == ()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("index, follow", ()),
        ("all", ()),
        ("max-snippet:-1, max-image-preview:large, max-video-preview:-1", ()),
        ("noindex", ("noindex",)),
        ("NOARCHIVE", ("noarchive",)),
        ("nofollow, nosnippet , noindex", ("noindex", "nosnippet")),
        ("none", ("noindex",)),
        ("nocache", ("noarchive",)),
        ("max-snippet: 0", ("nosnippet",)),
        ("noai, noimageai", ("noai",)),
        ("noarchivexyz", ()),
    ],
)
def test_robots_meta(content: str, expected: tuple[str, ...]) -> None:
    assert opt_outs(f'<meta name="Robots" content="{content}">') == expected


def test_a_meta_for_another_robot_is_not_for_us() -> None:
    assert opt_outs('<meta name="googlebot" content="noindex">') == ()
    assert opt_outs('<meta name="tlumach" content="noindex">') == ("noindex",)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("noarchive", ("noarchive",)),
        ("googlebot: noindex, noarchive", ()),
        ("Tlumach: noindex, noarchive", ("noindex", "noarchive")),
        ("noindex, googlebot: noarchive, nosnippet", ("noindex",)),
        ("googlebot: noindex, tlumach: noarchive", ("noarchive",)),
        ("*: noindex", ("noindex",)),
        ("max-snippet: 0, max-image-preview: large", ("nosnippet",)),
        ("unavailable_after: 25 Jun 2030 15:00:00 PST, noindex", ("noindex",)),
    ],
)
def test_robots_header(value: str, expected: tuple[str, ...]) -> None:
    assert opt_outs(headers=(("x-robots-tag", value),)) == expected


def test_every_header_counts() -> None:
    headers = (("x-robots-tag", "noindex"), ("x-robots-tag", "noarchive"))
    assert opt_outs(headers=headers) == ("noindex", "noarchive")


@pytest.mark.parametrize(("value", "reserved"), [("1", True), ("0", False), ("yes", False)])
def test_tdm_reservation(value: str, reserved: bool) -> None:
    expected = ("tdm-reservation",) if reserved else ()
    assert opt_outs(f'<meta name="tdm-reservation" content="{value}">') == expected
    assert opt_outs(headers=(("tdm-reservation", value),)) == expected


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_header_breaks_the_reading(value: str) -> None:
    page = make_page(headers=(("x-robots-tag", value), ("tdm-reservation", value)))
    assert set(read_opt_outs(page, SILENT)) <= set(ORDER)
