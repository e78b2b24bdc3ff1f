"""The pattern of a site's article addresses, drafted from a few of them."""

from __future__ import annotations

import re

import pytest

from scraper.crawling.drafting.patterns import propose_pattern

SHAPES = {
    "number behind the words": (
        ["/news/novyi-mist-1795111332.html", "/news/kurs-dolara-1795111999.html"],
        r"^/news/[\w-]+-(?P<key>\d+)\.html$",
    ),
    "number before the words": (
        ["/rubric-economy/3103218-kurs", "/rubric-sport/3103219-kubok-krainy"],
        r"^/[\w-]+/(?P<key>\d+)-[\w-]+$",
    ),
    "a date and a number": (
        ["/news/2026/01/8/7412/", "/news/2026/11/18/7413/"],
        r"^/news/\d{4}/\d{1,2}/\d{1,2}/(?P<key>\d+)/?$",
    ),
    "words alone": (
        ["/novyi-mist-vidkryly", "/kurs-dolara-zris"],
        r"^/[\w-]{8,}$",
    ),
    "folders of any depth": (
        ["/ukr/kyiv/obriy-50011223.html", "/sport/kubok-50011224.html"],
        r"^/(?:[\w-]+/)*[\w-]+-(?P<key>\d+)\.html$",
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_shape(name: str) -> None:
    paths, text = SHAPES[name]
    pattern = propose_pattern(paths, ["/"])
    assert pattern is not None
    assert pattern.text == text
    assert (pattern.fits, pattern.of) == (2, 2)


def test_prefixes_of_editions_are_one_choice_and_none_is_one_too() -> None:
    paths = ["/news/1204-shkola", "/en/news/1204-school", "/ru/news/1204-shkola-ru"]
    pattern = propose_pattern(paths, ["/", "/en/", "/ru/"])
    assert pattern is not None
    assert pattern.text == r"^/(?:en/|ru/)?news/(?P<key>\d+)-[\w-]+$"


def test_a_prefix_is_demanded_where_every_edition_has_one() -> None:
    pattern = propose_pattern(["/ukr/a-12345.html", "/rus/b-12345.html"], ["/ukr/", "/rus/"])
    assert pattern is not None
    assert re.search(pattern.text, "/c-12345.html") is None


def test_two_shapes_name_the_key_once() -> None:
    news = [f"/news/{n}-words-of-it" for n in range(2000, 2020)]
    texts = [f"/texts/words-of-it-{n}.html" for n in range(3000, 3010)]
    pattern = propose_pattern([*news, *texts], ["/"])
    assert pattern is not None
    assert pattern.text.count("(?P<key>") == 1
    assert pattern.fits == 30


def test_a_few_strays_do_not_widen_the_pattern() -> None:
    news = [f"/news/{n}-words-of-it" for n in range(2000, 2030)]
    pattern = propose_pattern([*news, "/about", "/contacts"], ["/"])
    assert pattern is not None
    assert pattern.text == r"^/news/(?P<key>\d+)-[\w-]+$"
    assert (pattern.fits, pattern.of) == (30, 32)


def test_no_address_gives_no_pattern() -> None:
    assert propose_pattern([], ["/"]) is None
    assert propose_pattern(["/", "/en/"], ["/", "/en/"]) is None
