"""Language tags as people and pages write them."""

from __future__ import annotations

import re
from typing import Final

OTHER: Final = "other"
UNDETERMINED: Final = "und"

# What sites and people say for a language, where that is not its BCP 47 tag. `ua` is the country.
_SPELLINGS: Final = {
    "ua": "uk", "ukr": "uk", "укр": "uk", "українська": "uk", "ukrainian": "uk",
    "eng": "en", "англ": "en", "english": "en", "rus": "ru", "рус": "ru", "рос": "ru",
    "русский": "ru", "russian": "ru", "російська": "ru", "англійська": "en", "английский": "en",
    "украинский": "uk", "українською": "uk", "по-русски": "ru", "by": "be", "bel": "be",
    "pol": "pl", "bul": "bg", "ger": "de", "deu": "de", "fra": "fr", "fre": "fr", "spa": "es",
}  # fmt: skip
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*")


def parse_lang(text: str) -> str:
    """The primary language tag of `uk`, `UA`, `uk-UA`, `en_GB`, `ukr`; ValueError names others."""
    cleaned = text.strip().strip(".").lower()
    if cleaned in _SPELLINGS:
        return _SPELLINGS[cleaned]
    match = _TAG.fullmatch(cleaned)
    if match is None or cleaned == "x-default":
        raise ValueError(f"not a language: {text!r}")
    return _SPELLINGS.get(match[1], match[1])


def find_lang(text: str | None) -> str | None:
    """The primary language tag of what a page or feed states; None when that names no language."""
    try:
        return parse_lang(text or "")
    except ValueError:
        return None


def parse_langs(text: str) -> tuple[str, ...]:
    """The tags of a list such as `ua,en,ru`, each once; ValueError names a wrong one."""
    tags = [parse_lang(part) for part in re.split(r"[,;\s]+", text.strip()) if part]
    if not tags:
        raise ValueError(f"not a list of languages: {text!r}")
    return tuple(dict.fromkeys(tags))


def badge(lang: str) -> str:
    """The short name that readers of these sites know: `ua` for Ukrainian, else the tag."""
    return "ua" if lang == "uk" else lang
