"""Atom: what a reader sees, the rules of RFC 4287 and 5005, and text that would break XML."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from scraper.feed.atom import atom_pages, entry_id
from scraper.feed.jsonfeed import PAGE_BYTES, FeedPage, describe_record, encode_item, story_item
from scraper.items import Author, Block, Record, Version
from tests.test_feed.records import HEADLINES, START, make_record

BASE = "https://tlumach.example/out/"
HEAD = {"title": "Тлумач", "home_page_url": BASE}
ATOM = "{http://www.w3.org/2005/Atom}"


def item_of(record: Record) -> bytes:
    extension = describe_record(
        record, about=BASE + "schema.json", record_url=BASE + "x", site_title="Вісник"
    )
    return encode_item(story_item(record, "uk", extension))


def pages_of(*records: Record) -> list[FeedPage]:
    return atom_pages("feed", HEAD, [item_of(record) for record in records], public_url=BASE)


def parse(record: Record) -> feedparser.FeedParserDict:
    (page,) = pages_of(record)
    parsed = feedparser.parse(page.data)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed.entries[0]


def with_version(record: Record, **changed: object) -> Record:
    version = replace(record.versions["uk"], **changed)  # type: ignore[arg-type]
    return replace(record, versions={**record.versions, "uk": version})


def test_a_reader_sees_the_story() -> None:
    record = make_record(1)
    entry = parse(record)
    assert entry.id == "urn:tlumach:visnyk:uk:1"
    assert entry.title == HEADLINES["uk"]
    assert entry.link == record.versions["uk"].url
    assert entry.published == "2026-11-17T09:00:00Z"
    assert entry.updated == "2026-11-17T09:30:00Z"
    assert entry.author == "Олена Рудик"
    assert [tag.term for tag in entry.tags] == ["міст", "Лубень"]
    assert "<h2>" in entry.content[0].value
    assert entry.content[0].language == "uk"
    assert "<1>" in entry.summary or "&lt;1&gt;" in entry.summary


def test_the_other_versions_are_linked_with_their_languages() -> None:
    record = make_record(1)
    links = [(link.rel, link.get("hreflang"), link.href) for link in parse(record).links]
    assert links == [
        (rel, lang, record.versions[lang].url)
        for rel, lang in (("alternate", "uk"), ("related", "en"), ("related", "ru"))
    ]


def test_the_feed_says_who_and_where_it_is() -> None:
    (page,) = pages_of(make_record(1), make_record(3))
    feed = feedparser.parse(page.data).feed
    assert (feed.id, feed.title, feed.author) == (BASE + "feed.xml", "Тлумач", "Тлумач")
    assert feed.updated == "2026-11-17T11:30:00Z"
    assert {link.rel: link.href for link in feed.links} == {
        "alternate": BASE,
        "self": BASE + "feed.xml",
    }


def test_what_the_specification_requires_is_there() -> None:
    """RFC 4287, 4.1: an id, a title, an updated each; an author in the entry or in the feed."""
    nameless = with_version(make_record(2), authors=(), published_at=None)
    (page,) = pages_of(make_record(1), nameless)
    feed = etree.fromstring(page.data)
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *feed.iterfind(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None


def test_an_empty_feed_is_one_page() -> None:
    (page,) = pages_of()
    parsed = feedparser.parse(page.data)
    assert (parsed.bozo, parsed.entries, page.count) == (False, [], 0)
    assert parsed.feed.updated == "1970-01-01T00:00:00Z"


def test_pages_are_bounded_and_name_the_next() -> None:
    records = [make_record(number) for number in range(400)]
    pages = pages_of(*records)
    assert [page.name for page in pages][:2] == ["feed.xml", "feed-2.xml"]
    assert max(len(page.data) for page in pages) <= PAGE_BYTES
    parsed = [feedparser.parse(page.data) for page in pages]
    assert {one.feed.id for one in parsed} == {BASE + "feed.xml"}
    nexts = [[link.href for link in one.feed.links if link.rel == "next"] for one in parsed]
    assert nexts == [*([BASE + page.name] for page in pages[1:]), []]
    assert [entry.id for one in parsed for entry in one.entries] == [
        entry_id(record.id) for record in records
    ]


def test_a_late_version_moves_the_time_of_the_story() -> None:
    late = replace(make_record(1), updated_at=START + timedelta(days=1))
    assert parse(late).updated == "2026-11-18T08:00:00Z"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", " http://x", ""])
def test_only_addresses_of_the_web_are_linked(url: str) -> None:
    record = with_version(make_record(1), url=url, authors=(Author(name="О", url=url),))
    (page,) = pages_of(record)
    assert b"javascript:" not in page.data
    assert b"data:text" not in page.data
    assert all(link.href.startswith("https://") for link in parse(record).links)


ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=60)


@given(ANY_TEXT, ANY_TEXT)
def test_any_text_gives_well_formed_pages(title: str, words: str) -> None:
    version = Version(
        id=f"visnyk:uk:{words}",
        url=f"https://visnyk.example/{title}",
        headline=title,
        lead=words,
        blocks=(Block(kind="paragraph", text=words),),
        authors=(Author(name=title, url=f"https://visnyk.example/{words}"),),
        tags=(title, words),
    )
    record = replace(make_record(1, ("uk",)), id=f"visnyk:uk:{title}", versions={"uk": version})
    (page,) = pages_of(record)
    entry = etree.fromstring(page.data).find(f"{ATOM}entry")
    assert entry is not None
    shown = entry.findtext(f"{ATOM}title") or ""
    assert shown.replace("\r", "\n") == "".join(
        char for char in title if char in "\t\n\r" or (char >= " " and char not in "\ufffe\uffff")
    ).replace("\r", "\n")


def test_the_file_agrees_with_the_json_feed(tmp_path: Path) -> None:
    from tests.test_feed.test_output import RECORDS, write

    write(tmp_path, RECORDS)
    items = json.loads((tmp_path / "feed.json").read_bytes())["items"]
    entries = feedparser.parse((tmp_path / "feed.xml").read_bytes()).entries
    assert [(entry.id, entry.title) for entry in entries] == [
        (entry_id(item["id"]), item["title"]) for item in items
    ]
