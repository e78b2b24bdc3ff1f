"""A host's file of reservations: which addresses its rules reserve, and what is no rule."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extraction.reservations import RULES_MAX, is_reserved, parse_reservations


def rules(*told: tuple[str, object]) -> bytes:
    """A file of these locations and values."""
    return json.dumps(
        [{"location": place, "tdm-reservation": value} for place, value in told]
    ).encode()


@pytest.mark.parametrize(
    ("location", "path", "fits"),
    [
        ("/", "/news/1.html", True),
        ("/news", "/news/1.html", True),
        ("/news", "/en/news/1.html", False),
        ("/*/news/", "/en/news/1.html", True),
        ("/*.html$", "/a.html", True),
        ("/*.html$", "/a.html?print=1", False),
        ("/*.html", "/a.html?print=1", True),
        ("/a*b*c$", "/a-b-b-c-c", True),
        ("/a*b*c$", "/a-c-b", False),
        ("*", "/", True),
        ("/новини/", "/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8/1", True),
        ("/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8/", "/новини/1", True),
        ("/a.b", "/aXb", False),
        ("/?id=", "/?id=7", True),
        ("/a$b", "/a$b", True),
    ],
)
def test_locations_are_patterns_as_in_robots_txt(location: str, path: str, fits: bool) -> None:
    assert (
        is_reserved(parse_reservations(rules((location, 1))), f"https://visnyk.example{path}")
        is fits
    )


def test_the_first_rule_that_fits_counts() -> None:
    found = parse_reservations(rules(("/free/", 0), ("/", 1)))
    assert not is_reserved(found, "https://visnyk.example/free/1")
    assert is_reserved(found, "https://visnyk.example/news/1")


def test_an_address_without_a_path_is_the_root() -> None:
    assert is_reserved(parse_reservations(rules(("/", 1))), "https://visnyk.example")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>not found</html>",
        b'{"location": "/", "tdm-reservation": 1}',
        b'["/"]',
        b'[{"location": "/"}]',
        b'[{"tdm-reservation": 1}]',
        b'[{"location": 1, "tdm-reservation": 1}]',
        b'[{"location": "news", "tdm-reservation": 1}]',
        b"[" * 100_000,
        b"\xff\xfe[",
        *(rules(("/", value)) for value in (0, "0", 2, True, None, "", "yes")),
    ],
)
def test_what_is_no_rule_reserves_nothing(body: bytes) -> None:
    assert not is_reserved(parse_reservations(body), "https://visnyk.example/news/1")


@pytest.mark.parametrize("value", [1, "1"])
def test_a_reservation_may_be_a_number_or_text(value: object) -> None:
    assert is_reserved(parse_reservations(rules(("/", value))), "https://visnyk.example/")


def test_rules_are_bounded() -> None:
    assert len(parse_reservations(rules(*[("/a", 1)] * (RULES_MAX + 5)))) == RULES_MAX


def test_a_hostile_pattern_takes_no_time() -> None:
    found = parse_reservations(rules(("/" + "*a" * 900 + "$", 1)))
    began = time.perf_counter()
    assert not is_reserved(found, "https://visnyk.example/" + "a" * 2000 + "b")
    assert time.perf_counter() - began < 1


@given(st.binary(max_size=200), st.text(max_size=60))
def test_no_file_and_no_address_is_a_fault(body: bytes, path: str) -> None:
    is_reserved(parse_reservations(body), "https://visnyk.example/" + path)
