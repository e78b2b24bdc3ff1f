"""The README names every command, setting and field, and shows a command early."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from scraper import items, settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`\n]+)`", README))
WORDS = {word for name in NAMED for word in re.findall(r"[\w.]+", name)}


def _commands() -> list[str]:
    files = (ROOT / "scraper/commands").glob("*.py")
    return sorted(path.stem for path in files if "\nclass Command(" in path.read_text("utf-8"))


def _fields() -> list[str]:
    nouns = (items.Record, items.Version, items.Block, items.Image, items.Author, items.Evidence,
             items.Bead, items.SentenceBead, items.Divergence)  # fmt: skip
    return sorted({field.name for noun in nouns for field in dataclasses.fields(noun)})


@pytest.mark.parametrize("command", _commands())
def test_every_command_is_shown(command: str) -> None:
    assert re.search(rf"scrapy {command}\b", README)


def _settings() -> list[str]:
    return sorted(name for name in vars(settings) if name.isupper() and name[0] != "_")


@pytest.mark.parametrize("name", _settings())
def test_every_setting_is_named(name: str) -> None:
    assert name in WORDS


@pytest.mark.parametrize("name", _fields())
def test_every_field_is_named(name: str) -> None:
    assert name in WORDS


def test_variables_of_the_environment_are_named() -> None:
    text = (ROOT / "scraper/settings.py").read_text(encoding="utf-8")
    for name in re.findall(r"TLUMACH_[A-Z_]*[A-Z]", text):
        assert name in WORDS


def test_a_command_can_be_run_by_line_25() -> None:
    assert "make demo" in "\n".join(README.splitlines()[:25])


def test_changes_begin_with_what_is_unreleased() -> None:
    changes = README.split("## Changes", 1)[1]
    assert changes.strip().startswith("### Unreleased")
