"""The reader on hostile material: whatever newsrooms or attackers write stays text on the page."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from scraper.items import Record
from scraper.service.reader.texts import BAD, host_of, plain, web_address
from scraper.storage import Store
from tests.test_service.reading import (
    NOW,
    NUMBER,
    Visitor,
    make_story,
    publish,
    with_text,
)

TEXTS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></textarea></style><script>alert(1)</script>",
    "{{ 7 * 7 }} {% raw %} ${7*7} #{7*7}",
    "<a href='javascript:alert(1)' data-hx-get='/x' hx-on:click='alert(1)'>x</a>",
    "&lt;script&gt; &amp;amp; &#x3C;b&#x3E;",
    "\u202eгнилварп ен\u202c \u2066x\u2069 \u200fy",
    "нуль \x00 дзвін \x07 вихід \x1b[31m \x9f",
    "]]> --> <!-- <![CDATA[",
    '=HYPERLINK("http://evil.example")',
    "%3Cscript%3E ../../etc/passwd",
    "\U000e0041\U000e0042 \ud7ff \ufffe",
]
ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "//evil.example/x",
    "/relative",
    "https:///nohost",
    "http://[broken",
    'https://visnyk.example/"><script>alert(1)</script>',
    "https://visnyk.example/a b",
    "https://visnyk.example\\@evil.example",
    "file:///etc/passwd",
    "",
]
ALLOWED_SCRIPTS = {"/static/htmx.min.js", "/static/reader.js"}
PATHS = (
    "/",
    "/stories/visnyk:uk:1",
    "/revisions/visnyk:uk:1",
    "/divergences",
    "/sites",
    "/sites/visnyk",
)


def spoil(text: str, url: str | None = None) -> Record:
    """A story whose every text, in every place, is the given one."""
    record = with_text(with_text(make_story(1), "uk", text), "en", text)
    divergence = replace(
        NUMBER, says=text, quotes={"uk": text, "en": text}, because=(text, text), bead=0
    )
    evidence = tuple(replace(one, because=(text,)) for one in record.evidence)
    record = replace(record, divergences=(divergence, replace(divergence, bead=None)))
    if url is not None:
        versions = {lang: replace(one, url=url) for lang, one in record.versions.items()}
        record = replace(record, versions=versions)
    return replace(record, evidence=evidence)


def check_page(text: str) -> None:
    """Nothing on the page runs or leads anywhere but to the web or ourselves."""
    tree = etree.HTML(text)
    for script in tree.iter("script"):
        assert str(script.get("src")).partition("?")[0] in ALLOWED_SCRIPTS
        assert not (script.text or "").strip()
    assert not list(tree.iter("style", "iframe", "object", "embed", "img", "base"))
    for element in tree.iter(etree.Element):
        for name, value in ((str(name), str(value)) for name, value in element.attrib.items()):
            assert not name.startswith("on"), (element.tag, name)
            assert name not in ("style", "srcdoc")
            if name in ("href", "src", "action", "data-hx-get"):
                assert value.startswith(("/", "#", "http://", "https://")), (element.tag, value)
                assert not value.startswith("//")
    assert not any(
        sign in text for sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )
    assert not any(ord(sign) < 32 and sign not in "\t\n\r" for sign in text)
    assert "\x7f" not in text


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store that every test publishes its own revision of one story into."""
    with Store.open(f"sqlite:///{tmp_path_factory.mktemp('hostile') / 'store.db'}") as store:
        yield store


@pytest.fixture(scope="module")
def visitor(store: Store) -> Visitor:
    """A visitor of that store's pages."""
    return Visitor(store)


def ask_all(visitor: Visitor) -> list[str]:
    """Every page, in both languages, as text."""
    pages = [visitor.get(f"{path}?ui={ui}") for path in PATHS for ui in ("en", "uk")]
    assert [page.status for page in pages] == [200] * len(pages)
    return [page.text for page in pages]


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_text_stays_text(store: Store, visitor: Visitor, text: str) -> None:
    publish(store, spoil(text))
    for page in ask_all(visitor):
        check_page(page)
    shown = visitor.get("/stories/visnyk:uk:1")
    assert plain(text).strip() in shown.tree.cssselect("h1")[0].text_content().strip() + " "
    assert "49" not in shown.all("h1")[0]


@pytest.mark.parametrize("url", ADDRESSES)
def test_hostile_addresses_are_no_links(store: Store, visitor: Visitor, url: str) -> None:
    publish(store, spoil("Новина", url))
    for text in ask_all(visitor):
        check_page(text)
    page = visitor.get("/stories/visnyk:uk:1")
    assert page.links("thead a.source") == []
    assert len(page.all("thead span.source")) == 3


def test_a_good_address_is_a_link_that_tells_nothing_of_us(store: Store, visitor: Visitor) -> None:
    publish(store, spoil("Новина", "https://www.visnyk.example/новина?a=1&b=2#c"))
    page = visitor.get("/")
    (first, *_) = page.tree.cssselect("a.source")
    assert first.get("href") == "https://www.visnyk.example/новина?a=1&b=2#c"
    assert {"noreferrer", "nofollow"} <= set(first.get("rel").split())
    assert first.text == "visnyk.example"


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_questions_come_back_as_text(store: Store, visitor: Visitor, text: str) -> None:
    asked = quote(text.encode("utf-8", "replace"))
    publish(store, make_story(1))
    for name in ("q", "site", "lang", "kind", "since", "before", "ui", "sort", "langs", "part"):
        for path in ("/", "/divergences", "/stories/visnyk:uk:1"):
            page = visitor.get(f"{path}?{name}={asked}")
            assert page.status in (200, 400)
            check_page(page.text)
    for path in (f"/stories/{asked}", f"/sites/{asked}", f"/static/{asked}", f"/{asked}"):
        page = visitor.get(path, accept="text/html")
        assert page.status == 404
        check_page(page.text)


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_text_is_no_formula_and_no_markup_in_files(
    store: Store, visitor: Visitor, text: str
) -> None:
    publish(store, spoil(text))
    table = visitor.get("/divergences.csv").text.removeprefix("\ufeff")
    tmx = visitor.get("/downloads/tmx/visnyk:uk:1").body
    assert visitor.get("/downloads/json/visnyk:uk:1").status == 200
    rows = list(csv.reader(io.StringIO(table)))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not any(field.startswith(("=", "+", "-", "@")) for row in rows for field in row)
    assert len(etree.fromstring(tmx).findall(".//tu")) == 4


@settings(max_examples=12, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(text=st.text(max_size=60), url=st.text(max_size=40))
def test_any_text_and_address_make_a_good_page(
    store: Store, visitor: Visitor, text: str, url: str
) -> None:
    publish(store, spoil(text, url))
    for page in ask_all(visitor):
        check_page(page)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ми\u00adй", "ми\u00adй"),
        ("a\u200bb\u200ec", "abc"),
        ("a\u202eb", f"a{BAD}b"),
        ("a\x00b\x1b", f"a{BAD}b{BAD}"),
        ("a\tb\nc", "a\tb\nc"),
        (None, ""),
    ],
)
def test_plain_text_hides_nothing(text: str | None, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize("url", ADDRESSES)
def test_what_is_no_web_address_is_none(url: str) -> None:
    assert web_address(url) is None
    assert "<" not in host_of(url)


def test_a_host_is_named_without_www() -> None:
    assert host_of("https://www.visnyk.example/a") == "visnyk.example"
    assert web_address("HTTPS://Visnyk.example/") == "HTTPS://Visnyk.example/"
    assert NOW.tzinfo is not None
