"""Items and pages of JSON Feed 1.1, held against the specification's rules."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from scraper.feed.jsonfeed import (
    PAGE_BYTES,
    Newest,
    describe_record,
    encode_item,
    feed_pages,
    story_item,
    version_item,
)
from scraper.items import Block, Record
from tests.test_feed.jsonfeed import chain_faults, feed_faults
from tests.test_feed.records import HEADLINES, START, make_record

BASE = "https://tlumach.example/out/"


def describe(record: Record) -> dict[str, Any]:
    return describe_record(
        record,
        about=BASE + "schema.json",
        record_url=BASE + "records/visnyk/2026-11-17.jsonl",
        site_title="Вісник",
    )


def item_of(record: Record, lang: str = "uk") -> dict[str, Any]:
    item: dict[str, Any] = json.loads(encode_item(story_item(record, lang, describe(record))))
    return item


def pages_of(count: int) -> dict[str, Any]:
    records = [make_record(number) for number in range(count)]
    items = [encode_item(story_item(record, "uk", describe(record))) for record in records]
    pages = feed_pages("feed", {"title": "Тлумач"}, items, public_url=BASE)
    return {BASE + page.name: json.loads(page.data) for page in pages}


def test_an_item_holds_the_story_in_one_language() -> None:
    item = item_of(make_record(1), "en")
    assert item["id"] == "visnyk:uk:1"
    assert item["url"] == "https://visnyk.example/en/news/1"
    assert item["title"] == HEADLINES["en"]
    assert item["language"] == "en"
    assert item["date_published"] == "2026-11-17T09:00:00Z"
    assert item["authors"] == [{"name": "Олена Рудик"}]
    assert item["tags"] == ["міст", "Лубень"]
    assert item["image"] == "https://visnyk.example/img/1.jpg"


def test_a_version_item_has_the_id_of_its_article() -> None:
    record = make_record(1)
    assert version_item(record, "ru", describe(record))["id"] == "visnyk:ru:1"


def test_what_is_not_known_is_left_out() -> None:
    record = make_record(1)
    bare = replace(
        record.versions["uk"], lead=None, image=None, authors=(), tags=(), published_at=None
    )
    item = item_of(replace(record, versions={"uk": bare}))
    assert not {"summary", "image", "authors", "tags", "date_published", "date_modified"} & set(
        item
    )
    assert feed_faults(json.loads(json.dumps(page_with(item)))) == []


def page_with(item: dict[str, Any]) -> dict[str, Any]:
    return {"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": [item]}


def test_html_is_escaped_and_keeps_the_kinds_of_blocks() -> None:
    content = item_of(make_record(1))["content_html"]
    assert "1 &lt; 2 &amp; «так»</p>" in content
    assert "<h2>Міст через Лубень відкрили на два тижні раніше</h2>" in content
    assert "<ul><li>460 м</li><li>18 м</li></ul>" in content
    assert "<table><tr><td>Місто</td><td>Температура</td></tr>" in content
    assert content.endswith("</p></blockquote>")


def test_plain_text_is_not_escaped() -> None:
    assert "1 < 2 & «так»\n\n" in item_of(make_record(1))["content_text"]


def test_a_list_at_the_end_is_closed() -> None:
    record = make_record(1)
    version = replace(record.versions["uk"], blocks=(Block(kind="list_item", text="a"),))
    assert item_of(replace(record, versions={"uk": version}))["content_html"] == (
        "<ul><li>a</li></ul>"
    )


def test_a_version_without_blocks_still_has_content() -> None:
    record = make_record(1)
    version = replace(record.versions["uk"], blocks=())
    item = item_of(replace(record, versions={"uk": version}))
    assert item["content_text"] == version.lead
    assert item["content_html"].endswith("&lt;1&gt;</p>")


def test_the_extension_points_to_the_record() -> None:
    extension = item_of(make_record(1))["_tlumach"]
    assert extension["story"] == "visnyk:uk:1"
    assert extension["langs"] == ["uk", "en", "ru"]
    assert extension["complete"] is True
    assert extension["versions"]["ru"] == "https://visnyk.example/ru/news/1"
    assert extension["evidence"] == [{"langs": ["uk", "ru"], "kind": "hreflang", "score": 1.0}]
    assert extension["alignment"] == 0.8
    assert extension["record"] == {
        "url": BASE + "records/visnyk/2026-11-17.jsonl",
        "id": "visnyk:uk:1",
    }


def test_a_version_that_left_its_site_is_told() -> None:
    record = make_record(1)
    gone = replace(record.versions["ru"], gone=True)
    item = item_of(replace(record, versions=record.versions | {"ru": gone}))
    assert item["_tlumach"]["gone"] == ["ru"]
    assert item_of(record)["_tlumach"]["gone"] == []


def test_an_item_begins_with_what_readers_look_for() -> None:
    item = item_of(make_record(1))
    assert list(item)[:3] == ["id", "url", "title"]
    assert list(item)[-1] == "_tlumach"


def test_a_story_alone_has_no_alignment_score() -> None:
    assert item_of(make_record(1, ("uk",)))["_tlumach"]["alignment"] is None


def test_an_overlong_item_is_cut_and_says_so() -> None:
    record = make_record(1)
    long = tuple(Block(kind="paragraph", text="слово " * 500) for _ in range(100))
    version = replace(record.versions["uk"], blocks=long)
    encoded = encode_item(story_item(replace(record, versions={"uk": version}), "uk", {"a": 1}))
    item = json.loads(encoded)
    assert len(encoded) < PAGE_BYTES / 2
    assert item["_tlumach"] == {"a": 1, "cut": True}
    assert item["content_text"].endswith("…")
    assert "content_html" not in item


@pytest.mark.parametrize("count", [0, 1, 30, 300])
def test_pages_follow_the_specification_and_keep_the_order(count: int) -> None:
    pages = pages_of(count)
    assert chain_faults(pages, BASE + "feed.json") == []
    assert [item["id"] for page in pages.values() for item in page["items"]] == [
        f"visnyk:uk:{number}" for number in range(count)
    ]


def test_pages_stay_below_their_size() -> None:
    records = [make_record(number) for number in range(300)]
    items = [encode_item(story_item(record, "uk", describe(record))) for record in records]
    pages = feed_pages("feed", {"title": "Тлумач"}, items, public_url=BASE)
    assert len(pages) > 2
    assert all(len(page.data) < PAGE_BYTES for page in pages)
    assert all(len(page.data) > PAGE_BYTES * 0.9 for page in pages[:-1])
    assert [page.name for page in pages[:3]] == ["feed.json", "feed-2.json", "feed-3.json"]


def test_the_newest_are_kept_and_come_first() -> None:
    newest = Newest(3)
    for hour in (5, 1, 9, 7, 3):
        newest.offer(START + timedelta(hours=hour), f"id{hour}", partial(bytes, (hour,)))
    assert newest.items() == [bytes([9]), bytes([7]), bytes([5])]


def test_items_of_one_time_have_an_order() -> None:
    lists = []
    for order in (("a", "b", "c"), ("c", "a", "b")):
        newest = Newest(2)
        for name in order:
            newest.offer(START, name, name.encode)
        lists.append(newest.items())
    assert lists[0] == lists[1] == [b"c", b"b"]


def test_an_item_that_is_too_old_is_not_built() -> None:
    newest = Newest(1)
    newest.offer(START, "a", lambda: b"a")
    newest.offer(START - timedelta(1), "b", lambda: pytest.fail("built"))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"version": "https://jsonfeed.org/version/1"}, "version"),
        ({"title": None}, "feed.title"),
        ({"next_url": "x", "feed_url": "x"}, "next_url is feed_url"),
        ({"feed_url": "/feed.json"}, "not an absolute address"),
        ({"published": "now"}, "unknown field"),
        ({"_tlumach": 1}, "an extension is an object"),
        ({"_tlumach": {"_a": 1}}, "bad name"),
        ({"items": [{"content_text": ""}]}, "no id"),
        ({"items": [{"id": "1"}]}, "no content"),
        ({"items": [{"id": "1", "content_text": ""}] * 2}, "twice"),
        ({"items": [{"id": "1", "content_text": "", "date_published": "17.11"}]}, "RFC 3339"),
        ({"items": [{"id": "1", "content_text": "", "language": "Ukrainian!"}]}, "language tag"),
        ({"items": [{"id": "1", "content_text": "", "author": {}}]}, "author"),
    ],
)
def test_the_validator_finds_each_fault(change: dict[str, Any], says: str) -> None:
    page = page_with(item_of(make_record(1))) | change
    assert any(says in fault for fault in feed_faults(page)), feed_faults(page)


def test_the_validator_finds_a_broken_chain() -> None:
    pages = pages_of(300)
    first, second, *_ = pages
    assert chain_faults({first: pages[first]}, first)
    looped = pages | {second: pages[second] | {"next_url": first}}
    assert any("repeats" in fault for fault in chain_faults(looped, first))
