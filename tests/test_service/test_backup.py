"""The README's two lines for backup and restore do what they say."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from scraper.storage import Store
from tests.test_storage.samples import NOW, make_article, make_outcome

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def run_line(line: str, folder: Path) -> None:
    subprocess.run(["bash", "-ec", line], cwd=folder, check=True, timeout=60)


def test_backup_and_restore(tmp_path: Path) -> None:
    block = re.search(r"<!-- backup -->\s+```\n(.*?)```", README, re.S)
    assert block is not None
    backup, restore = (line.strip() for line in block[1].strip().splitlines())
    (tmp_path / ".venv").symlink_to(sys.prefix)
    output = tmp_path / "output"
    output.mkdir()
    (output / "feed.json").write_text("before")
    url = f"sqlite:///{tmp_path / 'data' / 'tlumach.db'}"
    with Store.open(url) as store:
        store.commit([make_outcome(make_article(1), page=b"<html>1</html>")], NOW)
        run_line(backup, tmp_path)  # while the store is open, its last write still in the WAL
        store.commit([make_outcome(make_article(2))], NOW)
    (output / "feed.json").write_text("after")
    (output / "feed.uk.json").write_text("after")
    run_line(restore, tmp_path)
    with Store.open(url) as store:
        assert [stored.article.id for stored in store.articles()] == [make_article(1).id]
        assert store.page_of(make_article(1).id) is not None
        store.commit([make_outcome(make_article(3))], NOW)
    assert {path.name: path.read_text() for path in output.iterdir()} == {"feed.json": "before"}
    assert {path.name for path in tmp_path.iterdir()} == {
        ".venv", "data", "output", "tlumach.tar.gz",
    }  # fmt: skip
