"""Files appear whole, unchanged ones are left alone, stale ones go."""

from __future__ import annotations

from pathlib import Path

import pytest

from scraper.feed.files import delete_stale, write_file


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.json"
    assert write_file(path, b"one")
    assert path.read_bytes() == b"one"
    assert [p.name for p in path.parent.iterdir()] == ["b.json"]


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    write_file(path, b"one")
    before = path.stat()
    assert not write_file(path, b"one")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert write_file(path, b"two")
    assert path.stat().st_ino != before.st_ino


def test_a_reader_with_the_old_file_open_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    write_file(path, b"one")
    with path.open("rb") as reader:
        write_file(path, b"two")
        assert reader.read() == b"one"


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "b.json"
    write_file(path, b"one")

    def fail(handle: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        write_file(path, b"two")
    assert path.read_bytes() == b"one"


def test_files_may_be_read_by_others(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    write_file(path, b"one")
    (tmp_path / "plain").write_bytes(b"")
    assert path.stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_stale_files_go_and_foreign_ones_stay(tmp_path: Path) -> None:
    for name in ("records/a/1.jsonl", "records/b/1.jsonl", "feed.json", "feed-2.json", "mine.txt"):
        write_file(tmp_path / name, b"x")
    gone = delete_stale(
        tmp_path, ("records/**/*.jsonl", "feed*.json"), ("records/a/1.jsonl", "feed.json")
    )
    assert gone == ("feed-2.json", "records/b/1.jsonl")
    left = sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file())
    assert left == ["feed.json", "mine.txt", "records/a/1.jsonl"]
    assert not (tmp_path / "records" / "b").exists()
