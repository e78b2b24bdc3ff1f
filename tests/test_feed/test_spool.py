"""Lines come out of the spool by file and in order, whatever order they went in."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from scraper.feed.spool import Spool


@pytest.mark.parametrize("buffer", [1, 100, 1 << 20])
def test_lines_are_sorted_within_their_file(tmp_path: Path, buffer: int) -> None:
    lines = [(f"day-{n % 3}", (f"{n // 7:03}", f"id\t{n:03}"), b"line %d" % n) for n in range(90)]
    mixed = random.Random(7).sample(lines, len(lines))
    with Spool(tmp_path / ".spool", buffer) as spool:
        for name, key, line in mixed:
            spool.add(name, key, line)
        found = dict(spool.files())
    expected = {
        day: [line for name, _, line in sorted(lines) if name == day]
        for day in ("day-0", "day-1", "day-2")
    }
    assert found == expected
    assert list(found) == sorted(found)


def test_nothing_is_left_behind_after_an_error(tmp_path: Path) -> None:
    def fail() -> None:
        with Spool(tmp_path / ".spool", 1) as spool:
            spool.add("a", ("1", "1"), b"x")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_is_not_taken_in(tmp_path: Path) -> None:
    killed = Spool(tmp_path / ".spool", 1).__enter__()
    killed.add("a", ("1", "1"), b"old")
    with Spool(tmp_path / ".spool") as spool:
        spool.add("a", ("2", "2"), b"new")
        assert list(spool.files()) == [("a", [b"new"])]


def test_memory_is_given_back_as_rows_go_to_disk(tmp_path: Path) -> None:
    with Spool(tmp_path / ".spool", 10_000) as spool:
        for number in range(1000):
            spool.add(f"day-{number % 5}", ("", f"{number:04}"), b"x" * 500)
        on_disk = sum(path.stat().st_size for path in (tmp_path / ".spool").iterdir())
        assert on_disk > 490_000
