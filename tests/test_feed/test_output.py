"""The output folder as a reader of files sees it."""

from __future__ import annotations

import hashlib
import json
import tracemalloc
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from scraper.feed import Manifest, read_records, write_output
from scraper.feed.manifest import read_manifest
from scraper.feed.output import record_path
from scraper.items import Record
from tests.test_feed.jsonfeed import chain_faults
from tests.test_feed.records import HEADLINES, SITE, START, make_record, make_removed

URL = "https://tlumach.example/out"


def write(folder: Path, records: Iterable[Record], newest: int = 500) -> Manifest:
    return write_output(
        records,
        folder,
        title="Тлумач",
        public_url=URL,
        langs=("uk", "en", "ru"),
        sites={"visnyk": SITE},
        newest=newest,
    )


def files_of(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def page(folder: Path, name: str) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads((folder / name).read_bytes())
    return parsed


RECORDS = [
    make_record(1),
    make_record(30, ("uk", "ru")),
    make_record(2, ("en",)),
    make_removed(3, replaced_by="visnyk:uk:1"),
    make_record(31),
]


def test_a_folder_holds_days_feeds_schema_and_manifest(tmp_path: Path) -> None:
    write(tmp_path, RECORDS)
    assert sorted(files_of(tmp_path)) == [
        "feed.en.json",
        "feed.json",
        "feed.ru.json",
        "feed.uk.json",
        "feed.xml",
        "manifest.json",
        "records/removed.jsonl",
        "records/visnyk/2026-11-17.jsonl",
        "records/visnyk/2026-11-18.jsonl",
        "schema.json",
        "sites/visnyk/feed.en.json",
        "sites/visnyk/feed.json",
        "sites/visnyk/feed.ru.json",
        "sites/visnyk/feed.uk.json",
        "sites/visnyk/feed.xml",
    ]


def test_each_site_has_feeds_of_its_own(tmp_path: Path) -> None:
    other = replace(make_record(40), id="inshyi:uk:40", site="inshyi")
    write(tmp_path, [*RECORDS, other])
    own = page(tmp_path, "sites/visnyk/feed.json")
    assert [item["id"] for item in own["items"]] == [f"visnyk:uk:{n}" for n in (31, 30, 2, 1)]
    assert own["title"] == "Тлумач: Вісник"
    ukrainian = page(tmp_path, "sites/visnyk/feed.uk.json")
    assert (ukrainian["title"], ukrainian["language"]) == ("Тлумач: Вісник: ua", "uk")
    assert own["feed_url"] == f"{URL}/sites/visnyk/feed.json"
    assert [item["id"] for item in page(tmp_path, "sites/inshyi/feed.json")["items"]] == [other.id]
    assert page(tmp_path, "feed.json")["items"][0]["id"] == other.id
    write(tmp_path, RECORDS)
    assert not (tmp_path / "sites/inshyi").exists()


def test_a_site_has_feeds_from_its_first_record_on(tmp_path: Path) -> None:
    write(tmp_path, [])
    assert not (tmp_path / "sites").exists()
    assert page(tmp_path, "feed.uk.json")["items"] == []


def test_a_site_whose_records_were_all_taken_out_keeps_its_feeds(tmp_path: Path) -> None:
    write(tmp_path, [make_removed(3)])
    for name in ("feed.json", "feed.uk.json"):
        assert page(tmp_path, f"sites/visnyk/{name}")["items"] == []


def test_records_stand_in_the_file_of_their_day_in_order(tmp_path: Path) -> None:
    write(tmp_path, RECORDS[::-1])
    days = [
        list(read_records(tmp_path / f"records/visnyk/2026-11-{day}.jsonl")) for day in (17, 18)
    ]
    assert days == [[RECORDS[0], RECORDS[2]], [RECORDS[1], RECORDS[4]]]


def test_the_day_is_that_of_utc() -> None:
    kyiv = timezone(timedelta(hours=2))
    record = make_record(1, published_at=datetime(2026, 11, 18, 1, 30, tzinfo=kyiv))
    assert record_path(record) == "records/visnyk/2026-11-17.jsonl"


def test_a_record_without_a_time_is_published_apart(tmp_path: Path) -> None:
    write(tmp_path, [replace(make_record(1), published_at=None)])
    assert len(list(read_records(tmp_path / "records/visnyk/undated.jsonl"))) == 1
    assert len(page(tmp_path, "feed.json")["items"]) == 1


def test_removals_are_told_with_what_took_over(tmp_path: Path) -> None:
    write(tmp_path, [make_removed(9), *RECORDS])
    removed = list(read_records(tmp_path / "records/removed.jsonl"))
    assert [(record.sequence, record.replaced_by) for record in removed] == [
        (3, "visnyk:uk:1"),
        (9, None),
    ]


def test_removed_records_are_in_no_feed(tmp_path: Path) -> None:
    write(tmp_path, RECORDS)
    for name in ("feed.json", "feed.uk.json", "feed.en.json", "feed.ru.json"):
        stories = {item["_tlumach"]["story"] for item in page(tmp_path, name)["items"]}
        assert "visnyk:uk:3" not in stories
        assert stories


def test_the_feeds_hold_the_newest_first_in_their_languages(tmp_path: Path) -> None:
    write(tmp_path, RECORDS)
    story_ids = [item["id"] for item in page(tmp_path, "feed.json")["items"]]
    assert story_ids == [f"visnyk:uk:{number}" for number in (31, 30, 2, 1)]
    titles = [item["title"] for item in page(tmp_path, "feed.json")["items"]]
    assert titles == [HEADLINES[lang] for lang in ("uk", "uk", "en", "uk")]
    english = page(tmp_path, "feed.en.json")
    assert english["language"] == "en"
    assert [item["id"] for item in english["items"]] == [f"visnyk:en:{n}" for n in (31, 2, 1)]


def test_a_language_of_no_setting_has_a_feed_too(tmp_path: Path) -> None:
    record = make_record(1, ("uk",))
    polish = replace(record, langs=("pl",), versions={"pl": record.versions["uk"]})
    write(tmp_path, [polish])
    assert len(page(tmp_path, "feed.pl.json")["items"]) == 1
    assert page(tmp_path, "feed.json")["items"][0]["language"] == "pl"


def test_the_record_behind_an_item_can_be_found(tmp_path: Path) -> None:
    write(tmp_path, RECORDS)
    for item in page(tmp_path, "feed.ru.json")["items"]:
        place = item["_tlumach"]["record"]
        path = tmp_path / place["url"].removeprefix(URL + "/")
        assert place["id"] in [record.id for record in read_records(path)]


def test_every_feed_follows_the_specification(tmp_path: Path) -> None:
    write(tmp_path, [make_record(number) for number in range(260)])
    pages = {
        f"{URL}/{name}": json.loads(data)
        for name, data in files_of(tmp_path).items()
        if "feed" in name and name.endswith(".json")
    }
    assert len(pages) > 16
    names = ("feed.json", "feed.uk.json", "feed.en.json", "feed.ru.json")
    for first in (*names, *(f"sites/visnyk/{name}" for name in names)):
        assert chain_faults(pages, f"{URL}/{first}") == []
    assert max(len(data) for data in files_of(tmp_path).values() if b"jsonfeed" in data) < 250_000


def test_every_line_fits_the_published_schema(tmp_path: Path) -> None:
    write(tmp_path, RECORDS)
    validator = Draft202012Validator(page(tmp_path, "schema.json"))
    lines = [
        line
        for name, data in files_of(tmp_path).items()
        if name.endswith(".jsonl")
        for line in data.splitlines()
    ]
    assert len(lines) == len(RECORDS)
    for line in lines:
        validator.validate(json.loads(line))


def test_the_manifest_agrees_with_the_files(tmp_path: Path) -> None:
    manifest = write(tmp_path, RECORDS)
    assert read_manifest(tmp_path) == manifest
    files = files_of(tmp_path)
    assert {file.path for file in manifest.files} == set(files) - {"manifest.json"}
    for file in manifest.files:
        assert file.bytes == len(files[file.path])
        assert file.sha256 == hashlib.sha256(files[file.path]).hexdigest()
    counts = {file.path: file.count for file in manifest.files}
    assert counts["records/visnyk/2026-11-17.jsonl"] == 2
    assert counts["feed.uk.json"] == 3
    assert (manifest.records, manifest.complete, manifest.removed) == (4, 2, 1)
    newest = max(RECORDS, key=lambda record: record.sequence)
    assert (manifest.sequence, manifest.updated_at) == (31, newest.updated_at)
    assert manifest.langs == {"uk": 3, "en": 3, "ru": 3}


def test_the_same_records_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    write(tmp_path / "a", RECORDS)
    write(tmp_path / "b", RECORDS[::-1])
    assert files_of(tmp_path / "a") == files_of(tmp_path / "b")


def test_an_unchanged_file_is_left_untouched(tmp_path: Path) -> None:
    write(tmp_path, RECORDS)
    before = {name: (tmp_path / name).stat().st_mtime_ns for name in files_of(tmp_path)}
    changed = replace(RECORDS[0], sequence=40, revision=2)
    write(tmp_path, [changed, *RECORDS[1:]])
    after = {name: (tmp_path / name).stat().st_mtime_ns for name in files_of(tmp_path)}
    untouched = {name for name in before if before[name] == after[name]}
    assert untouched == {
        "feed.xml",  # it tells no revision, and the time is the same
        "records/removed.jsonl",
        "records/visnyk/2026-11-18.jsonl",
        "schema.json",
        "sites/visnyk/feed.xml",
    }


def test_what_is_no_longer_named_is_deleted(tmp_path: Path) -> None:
    write(tmp_path, [make_record(number) for number in range(150)])
    assert (tmp_path / "feed-2.json").exists()
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / ".feed.json.tmp").write_text("left by a crash")
    manifest = write(tmp_path, RECORDS[:1])
    named = {file.path for file in manifest.files} | {"manifest.json", "notes.txt"}
    assert set(files_of(tmp_path)) == named


def test_a_failing_source_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    write(tmp_path, RECORDS)
    before = files_of(tmp_path)

    def broken() -> Iterator[Record]:
        yield make_record(50)
        raise ConnectionError("store went away")

    with pytest.raises(ConnectionError):
        write(tmp_path, broken())
    assert files_of(tmp_path) == before


def test_an_empty_store_makes_valid_output(tmp_path: Path) -> None:
    manifest = write(tmp_path, [])
    assert (manifest.records, manifest.sequence) == (0, 0)
    assert chain_faults({f"{URL}/feed.json": page(tmp_path, "feed.json")}, f"{URL}/feed.json") == []


def test_a_bounded_feed_forgets_the_oldest(tmp_path: Path) -> None:
    write(tmp_path, [make_record(number) for number in range(20)], newest=5)
    items = page(tmp_path, "feed.json")["items"]
    assert [item["id"] for item in items] == [f"visnyk:uk:{number}" for number in range(19, 14, -1)]


def test_memory_does_not_grow_with_the_records(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        days = (make_record(n, published_at=START + timedelta(hours=6 * n)) for n in range(count))
        write(tmp_path / str(count), days, newest=10)
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    peak(10)  # imports and caches
    assert peak(1800) < peak(600) * 1.3
