"""The words of the pages in each of their languages, and which language a visitor gets."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files

UI_LANGS = ("en", "uk")
"""Languages of the pages; the first is for visitors who ask for none of them."""

ACCEPT_MAX = 400  # characters of an Accept-Language header that are looked at

Entry = str | list[str]
Catalogue = Mapping[str, Mapping[str, Entry]]

_OFFER = re.compile(r"\s*([A-Za-z*]{1,8})(?:-[\w-]*)?\s*(?:;\s*q\s*=\s*([01](?:\.\d{1,3})?))?\s*")


def load_catalogue() -> Catalogue:
    """Every entry by `section.name`, each with its text, or forms of it, per language."""
    text = files("scraper.service.reader").joinpath("catalogue.toml").read_text(encoding="utf-8")
    return {
        f"{section}.{name}": entry
        for section, entries in tomllib.loads(text).items()
        for name, entry in entries.items()
    }


def plural_english(number: int) -> int:
    """Which of the two English forms a number takes."""
    return 0 if number == 1 else 1


def plural_ukrainian(number: int) -> int:
    """Which of the three Ukrainian forms a number takes (CLDR: one, few, many)."""
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else 2


PLURALS: Mapping[str, Callable[[int], int]] = {"en": plural_english, "uk": plural_ukrainian}


@dataclass(frozen=True, slots=True)
class Words:
    """The catalogue in one language."""

    lang: str
    catalogue: Catalogue

    def __call__(self, name: str, **values: object) -> str:
        """The entry with its values filled in; a value `n` also chooses the form."""
        entry = self.catalogue[name][self.lang]
        if isinstance(entry, list):
            number = values["n"]
            assert isinstance(number, int), name
            entry = entry[PLURALS[self.lang](number)]
        return entry.format(**values) if values else entry

    def has(self, name: str) -> bool:
        """Whether there is an entry of that name."""
        return name in self.catalogue

    def listed(self, name: str) -> list[str]:
        """The words of an entry that is a list, such as the months."""
        return self(name).split()

    def language(self, lang: str) -> str:
        """The name of a language; its tag when there is no name for it."""
        return self(f"languages.{lang}") if self.has(f"languages.{lang}") else lang

    def absent(self, lang: str) -> str:
        """Says that there is no version in a language."""
        if self.has(f"absent.{lang}"):
            return self(f"absent.{lang}")
        return self("list.absent", lang=self.language(lang))


def choose_ui(asked: str | None, accepted: str | None) -> str:
    """The language of the pages: the one asked for, else what the browser likes best."""
    if asked in UI_LANGS:
        return asked
    liked: list[tuple[float, int, str]] = []
    for place, part in enumerate((accepted or "")[:ACCEPT_MAX].split(",")):
        match = _OFFER.fullmatch(part)
        if match and match[1].lower() in UI_LANGS and float(match[2] or 1) > 0:
            liked.append((-float(match[2] or 1), place, match[1].lower()))
    return min(liked)[2] if liked else UI_LANGS[0]
