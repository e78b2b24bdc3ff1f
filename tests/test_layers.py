"""The direction of imports: a lower row never imports a higher one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROWS = {
    "items": 1, "sites": 1, "languages": 1, "text": 1,
    "extraction": 2, "matching": 2, "alignment": 2,
    "storage": 3, "feed": 3,
    "crawling": 4, "job": 4,
    "commands": 5, "service": 5, "demo": 5,
}  # fmt: skip
SPIDERS_SEE = {"crawling", "sites", "items", "languages"}
ALONE = {2, 3}
"""Rows whose rooms do not see one another."""

PURE_FORBIDS = {"scrapy", "twisted", "sqlalchemy", "socket", "aiohttp", "urllib.request", "time"}


def _modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def _imports(path: Path) -> Iterator[str]:
    package = ".".join(path.relative_to(ROOT).with_suffix("").parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parents = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*parents, base]).rstrip(".")
            yield base
            if base in ("scraper", "spiders"):
                yield from (f"{base}.{alias.name}" for alias in node.names)


def _room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if parts[0] == "scraper" and len(parts) > 1 else ""


@pytest.mark.parametrize("path", _modules("scraper"), ids=str)
def test_imports_point_down(path: Path) -> None:
    room = path.relative_to(ROOT / "scraper").parts[0].removesuffix(".py")
    if room in ("__init__", "settings"):
        return
    row = ROWS[room]
    for module in _imports(path):
        assert module.split(".")[0] != "spiders", f"{path} imports a site"
        other = _room(module)
        if not other or other == room:
            continue
        assert other != "settings", f"{path} reads the settings; values are handed down"
        assert ROWS[other] <= row, f"{path} ({room}, row {row}) imports {module}"
        if ROWS[other] == row:
            assert row not in ALONE, f"{path}: {room} and {other} do not know each other"


@pytest.mark.parametrize("path", _modules("spiders"), ids=str)
def test_sites_see_only_the_vocabulary(path: Path) -> None:
    for module in _imports(path):
        assert module.split(".")[0] != "spiders", f"{path} imports another site"
        if module.startswith("scraper."):
            assert _room(module) in SPIDERS_SEE, f"{path} imports {module}"


@pytest.mark.parametrize("path", _modules("scraper"), ids=str)
def test_pure_rooms_touch_nothing_outside(path: Path) -> None:
    room = path.relative_to(ROOT / "scraper").parts[0].removesuffix(".py")
    if ROWS.get(room, 9) > 2:
        return
    for module in _imports(path):
        names = {module, module.split(".")[0]}
        assert not names & PURE_FORBIDS, f"{path} imports {module}"


def test_no_cycle_in_row_one() -> None:
    edges = {
        room: {
            _room(module)
            for path in _modules("scraper")
            if path.relative_to(ROOT / "scraper").parts[0].removesuffix(".py") == room
            for module in _imports(path)
        }
        - {room, ""}
        for room, row in ROWS.items()
        if row == 1
    }
    done: set[str] = set()
    while ready := {room for room, needs in edges.items() if needs <= done} - done:
        done |= ready
    assert done == set(edges)


def test_no_site_is_named_outside_its_file() -> None:
    names = [path.stem for path in _modules("spiders") if path.stem != "__init__"]
    for path in _modules("scraper"):
        if path.relative_to(ROOT / "scraper").parts[0] == "demo":
            continue
        text = path.read_text(encoding="utf-8")
        named = [name for name in names if re.search(rf"\b{name}\b", text)]
        assert not named, f"{path} names {named}"


def test_no_lock_names_a_host() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        for word in ("://", "--index", "--find-links", "--extra-index"):
            assert word not in text, f"{path} holds {word}"
