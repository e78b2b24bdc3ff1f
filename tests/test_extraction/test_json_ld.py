"""JSON-LD as sites write it, broken and whole."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extraction.json_ld import parse_json_ld

ARTICLE = {"@type": "NewsArticle", "headline": "Міст відкрили"}


def headlines(text: str) -> list[str]:
    return [node["headline"] for node in parse_json_ld(text) if "headline" in node]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(ARTICLE),
        json.dumps([{"@type": "BreadcrumbList"}, ARTICLE]),
        json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, ARTICLE]}),
        json.dumps({"@type": "WebPage", "mainEntity": ARTICLE}),
        f"<!-- {json.dumps(ARTICLE)} -->",
        f"//<![CDATA[\n{json.dumps(ARTICLE)}\n//]]>",
        f"/*<![CDATA[*/{json.dumps(ARTICLE)}/*]]>*/",
        f"{json.dumps(ARTICLE)};",
        '{"@type": "NewsArticle", "headline": "Міст відкрили",}',
        '{"@type": ["NewsArticle",], "headline": "Міст відкрили"}',
        json.dumps(ARTICLE, ensure_ascii=False).replace('"', "&quot;"),
        f'{{"@type": "WebSite"}}{json.dumps(ARTICLE)}',
        f"\ufeff  {json.dumps(ARTICLE)}",
    ],
)
def test_the_article_is_found(text: str) -> None:
    assert headlines(text) == ["Міст відкрили"]


def test_raw_line_ends_inside_strings_are_read() -> None:
    text = '{"@type": "NewsArticle", "headline": "Міст\nвідкрили",\n"x": "a\tb"}'
    assert headlines(text) == ["Міст\nвідкрили"]


def test_unescaped_quotes_inside_a_string_are_read() -> None:
    text = '{"headline": "Мер сказав "Так" і пішов", "description": "Слово "ні" теж було"}'
    node = parse_json_ld(text)[0]
    assert node["headline"] == 'Мер сказав "Так" і пішов'
    assert node["description"] == 'Слово "ні" теж було'


@pytest.mark.parametrize(
    "text", ["", "{", '{"headline": "Міст', "var x = 5;", "null", "12", '"a"', "[[]]"]
)
def test_what_cannot_be_read_gives_nothing(text: str) -> None:
    assert parse_json_ld(text) == ()


def test_nesting_without_bound_ends() -> None:
    assert parse_json_ld("[" * 5000 + "]" * 5000) == ()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=8), json_values, max_size=4))
def test_whole_json_is_read_as_it_is(value: dict[str, object]) -> None:
    assert parse_json_ld(json.dumps(value))[0] == value


@given(st.text(alphabet='{}[]",: \\\nаb1', max_size=60))
def test_any_text_gives_objects_or_nothing(text: str) -> None:
    assert all(isinstance(node, dict) for node in parse_json_ld(text))
