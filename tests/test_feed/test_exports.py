"""Exports: every format can be read back by the tools of its field, whatever the text holds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from translate.storage.tmx import tmxfile
from translate.storage.xliff2 import Xliff2File

from scraper.feed.exports import FORMATS, ExportError, export_segments
from scraper.feed.segments import Segment

LANGS = ("uk", "en", "ru")
HOSTILE = "a\tb\nc\rd\x0be\u2028f\u0085g<b>&amp;]]>\x00\ufffe\u202eend"


def _segment(number: int = 1, /, **texts: str) -> Segment:
    texts = texts or {"uk": "Міст відкрили.", "en": "The bridge opened.", "ru": "Мост открыли."}
    return Segment(
        id=f"ranok:uk:{number}#0.0",
        record=f"ranok:uk:{number}",
        site="ranok",
        kind="paragraph",
        texts=texts,
        urls={lang: f"https://ranok.example/{lang}/{number}?a=1&b=2" for lang in texts},
        score=0.9,
        published_at=datetime(2026, 11, 19, 8, number % 60, tzinfo=UTC),
    )


def _export(folder: Path, name: str, *segments: Segment, langs: Sequence[str] = LANGS) -> Path:
    path = folder / f"corpus.{name}"
    export_segments(iter(segments), name, path, langs)
    return path


def _langs_of(name: str) -> tuple[str, ...]:
    return ("uk", "en") if name == "xliff" else LANGS


def test_json_lines_hold_every_field(tmp_path: Path) -> None:
    (line,) = _export(tmp_path, "jsonl", _segment()).read_text("utf-8").splitlines()
    row = json.loads(line)
    assert row["texts"] == _segment().texts
    assert row["urls"]["en"].startswith("https://")
    assert (row["id"], row["score"]) == ("ranok:uk:1#0.0", 0.9)


def test_tmx_is_valid_and_read_by_a_translation_tool(tmp_path: Path) -> None:
    path = _export(tmp_path, "tmx", _segment(), _segment(2, uk="Рух о 14:00.", en="Traffic at 2."))
    tree = etree.parse(str(path), etree.XMLParser(load_dtd=False, no_network=True))
    dtd = etree.DTD(str(Path(__file__).with_name("tmx14.dtd")))
    assert dtd.validate(tree), dtd.error_log
    units = tmxfile.parsefile(str(path)).units  # type: ignore[no-untyped-call]
    assert [unit.source for unit in units] == ["Міст відкрили.", "Рух о 14:00."]
    variants = tree.findall(".//tu")[0].findall("tuv")
    assert [one.get("{http://www.w3.org/XML/1998/namespace}lang") for one in variants] == [*LANGS]


def test_xliff_is_read_by_a_translation_tool(tmp_path: Path) -> None:
    path = _export(tmp_path, "xliff", _segment(), langs=("uk", "en"))
    (unit,) = Xliff2File.parsefile(str(path)).units  # type: ignore[no-untyped-call]
    assert (unit.source, unit.target) == ("Міст відкрили.", "The bridge opened.")


def test_xliff_takes_two_languages(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="two languages"):
        _export(tmp_path, "xliff", _segment())


def test_moses_files_are_aligned_and_whole(tmp_path: Path) -> None:
    pair = _segment(2, uk="Лише дві.", en="Only two.")
    folder = _export(tmp_path, "moses", _segment(), pair, _segment(3))
    lines = {path.suffix[1:]: path.read_text("utf-8").splitlines() for path in folder.iterdir()}
    assert {name: len(texts) for name, texts in lines.items()} == dict.fromkeys(
        (*LANGS, "scores", "ids"), 2
    )
    assert lines["ids"] == ["ranok:uk:1#0.0", "ranok:uk:3#0.0"]


@pytest.mark.parametrize(
    ("name", "langs", "left_out"),
    [("moses", LANGS, 2), ("xliff", ("uk", "en"), 1), ("tmx", LANGS, 0), ("jsonl", LANGS, 0)],
)
def test_segments_a_format_has_no_place_for_are_counted(
    tmp_path: Path, name: str, langs: tuple[str, ...], left_out: int
) -> None:
    segments = (
        _segment(),
        _segment(2, uk="Лише дві.", en="Only two."),
        _segment(3, uk="Ще дві.", ru="Еще две."),
    )
    dropped = Counter[str]()
    written = export_segments(iter(segments), name, tmp_path / "corpus", langs, dropped)
    assert written == 3 - left_out
    assert dropped == Counter({"lacks-language": left_out} if left_out else {})


def test_tsv_leaves_absent_languages_empty(tmp_path: Path) -> None:
    path = _export(tmp_path, "tsv", _segment(2, uk="Лише дві.", en="Only two."))
    head, row = path.read_text("utf-8").splitlines()
    assert head.split("\t") == ["id", "score", "kind", *LANGS]
    assert row.split("\t")[3:] == ["Лише дві.", "Only two.", ""]


def test_parquet_has_typed_columns(tmp_path: Path) -> None:
    table = pq.read_table(_export(tmp_path, "parquet", _segment(), _segment(2)))
    assert table.num_rows == 2
    assert str(table.schema.field("score").type) == "float"
    assert table.column("text_uk").to_pylist() == ["Міст відкрили."] * 2
    assert table.column("published_at").to_pylist()[0] == _segment().published_at


def test_a_dataset_card_tells_sources_dates_and_terms(tmp_path: Path) -> None:
    folder = _export(tmp_path, "huggingface", _segment(), _segment(2))
    card = (folder / "README.md").read_text("utf-8")
    assert "ranok (2)" in card
    assert "2026-11-19" in card
    assert "## Licence" in card
    assert len((folder / "data/train.jsonl").read_text("utf-8").splitlines()) == 2


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_hostile_text_breaks_no_format(tmp_path: Path, name: str) -> None:
    texts = {"uk": HOSTILE, "en": HOSTILE, "ru": HOSTILE}
    path = _export(tmp_path, name, _segment(**texts), _segment(2), langs=_langs_of(name))
    assert _count(name, path) == 2


@pytest.mark.parametrize("name", ["jsonl", "tmx", "moses", "tsv", "xliff"])
@given(texts=st.lists(st.text(max_size=40), min_size=3, max_size=3))
@settings(max_examples=40, deadline=None)
def test_any_text_is_one_row(
    tmp_path_factory: pytest.TempPathFactory, name: str, texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    segment = _segment(**dict(zip(LANGS, (text + "." for text in texts), strict=True)))
    path = _export(folder, name, segment, _segment(2), langs=_langs_of(name))
    assert _count(name, path) == 2


def _count(name: str, path: Path) -> int:
    if name in ("tmx", "xliff"):
        tree = etree.parse(str(path))
        return len(tree.findall(".//{*}tu")) + len(tree.findall(".//{*}unit"))
    if name == "moses":
        counts = {len(file.read_bytes().split(b"\n")) - 1 for file in path.iterdir()}
        return counts.pop() if len(counts) == 1 else -1
    if name == "parquet":
        return int(pq.read_table(path).num_rows)
    file = path / "data/train.jsonl" if name == "huggingface" else path
    return len(file.read_bytes().split(b"\n")) - 1 - (name == "tsv")


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_an_export_that_fails_leaves_what_was_there(tmp_path: Path, name: str) -> None:
    path = _export(tmp_path, name, _segment(), langs=_langs_of(name))

    def broken() -> Iterator[Segment]:
        yield _segment(2)
        raise OSError("disk full")

    before = _count(name, path)
    with pytest.raises(OSError, match="disk full"):
        export_segments(broken(), name, path, _langs_of(name))
    assert _count(name, path) == before
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_an_export_replaces_nothing_but_an_export(tmp_path: Path, name: str) -> None:
    kept = tmp_path / "corpora" / "own" / "notes.txt"
    kept.parent.mkdir(parents=True)
    kept.write_text("not to be lost")
    with pytest.raises(ExportError, match=r"corpora (is a folder|holds own.notes\.txt)"):
        export_segments(iter([_segment()]), name, kept.parents[1], _langs_of(name))
    with pytest.raises(ExportError, match="has no name"):
        export_segments(iter([_segment()]), name, Path(), _langs_of(name))
    assert kept.read_text() == "not to be lost"


@pytest.mark.parametrize("name", ["moses", "huggingface"])
def test_a_folder_takes_no_file_s_place(tmp_path: Path, name: str) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("not to be lost")
    with pytest.raises(ExportError, match="is a file"):
        export_segments(iter([_segment()]), name, file, LANGS)
    assert file.read_text() == "not to be lost"


def test_units_of_blocks_say_so(tmp_path: Path) -> None:
    path = _export(tmp_path, "tmx", _segment(), replace(_segment(2), level="block"))
    tree = etree.parse(str(path))
    assert [unit.get("segtype") for unit in tree.findall(".//tu")] == [None, "paragraph"]


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_same_segments_give_the_same_bytes(tmp_path: Path, name: str) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    paths = [_export(folder, name, _segment(), langs=_langs_of(name)) for folder in folders]
    one, two = (
        [file.read_bytes() for file in sorted([path, *path.rglob("*")]) if file.is_file()]
        for path in paths
    )
    assert one == two


def test_an_unknown_format_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no such format: docx; there are jsonl"):
        _export(tmp_path, "docx", _segment())
