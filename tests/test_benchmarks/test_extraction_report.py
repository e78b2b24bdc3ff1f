"""The report of reading is bounded: peers' answers are kept, a slow one costs its row only."""

from __future__ import annotations

import gzip
import json
import subprocess
from pathlib import Path

import pytest

from tests.benchmarks import answers, extraction_report
from tests.benchmarks.answers import Answers, TooSlowError, ask

pytest.importorskip("trafilatura")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A set of one page; answers are kept beside it."""
    monkeypatch.setattr(answers, "KEPT", tmp_path / "kept")
    folder = tmp_path / "set"
    (folder / "html").mkdir(parents=True)
    (folder / "html" / "a.html.gz").write_bytes(gzip.compress(b"<p>x</p>"))
    (folder / "gold.jsonl").write_text(json.dumps({"id": "a", "text": "Міст відкрили."}) + "\n")
    return folder


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The systems that were asked, none of them in earnest."""
    asked: list[str] = []

    def run(_: Path, system: str, limit: float) -> Answers:
        asked.append(system)
        line = {"id": "a", "text": "Міст відкрили.", "title": "", "date": ""}
        return Answers((line,), {"ms": 1.0, "peak": 9.0})

    monkeypatch.setattr(answers, "_run", run)
    return asked


def test_a_peer_is_asked_once_and_we_each_time(folder: Path, asked: list[str]) -> None:
    for _ in range(2):
        for system in ("tlumach", "trafilatura"):
            told = ask(folder, system, limit=1.0)
    assert asked == ["tlumach", "trafilatura", "tlumach"]
    assert told.is_kept
    assert told.lines[0]["text"] == "Міст відкрили."
    ask(folder, "trafilatura", limit=1.0, anew=True)
    assert asked[-1] == "trafilatura"


def test_other_pages_are_asked_about_anew(folder: Path, asked: list[str]) -> None:
    ask(folder, "trafilatura", limit=1.0)
    (folder / "html" / "b.html.gz").write_bytes(gzip.compress(b"<p>y</p>"))
    assert not ask(folder, "trafilatura", limit=1.0).is_kept
    assert asked == ["trafilatura"] * 2


def test_a_system_that_takes_too_long_is_stopped(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hang(command: list[str], timeout: float, **_: object) -> None:
        raise subprocess.TimeoutExpired(command, timeout)

    monkeypatch.setattr(subprocess, "run", hang)
    with pytest.raises(TooSlowError):
        ask(folder, "tlumach", limit=3.0)
    (row,) = extraction_report.rows(folder, ["tlumach"], limit=3.0)
    assert row.split() == ["set", "tlumach", "not", "done", "in", "3", "s"]
