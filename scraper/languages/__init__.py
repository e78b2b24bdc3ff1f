"""Language tags, and what language a text is written in; it knows no site or page."""

from scraper.languages.identification import NEIGHBOURS, Verdict, identify
from scraper.languages.tags import (
    OTHER,
    UNDETERMINED,
    badge,
    find_lang,
    parse_lang,
    parse_langs,
)

__all__ = [
    "NEIGHBOURS",
    "OTHER",
    "UNDETERMINED",
    "Verdict",
    "badge",
    "find_lang",
    "identify",
    "parse_lang",
    "parse_langs",
]
