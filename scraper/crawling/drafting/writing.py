"""Writes drafted facts as a file of `spiders/`, with a mark at each one that is in doubt.

Titles, selectors and addresses come from strangers' pages: each is written as a literal.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from scraper.crawling.drafting.facts import Draft, EditionDraft
from scraper.crawling.drafting.links import Argument
from scraper.languages import badge
from scraper.sites import Expect

WIDTH = 100
LEAST = 0.5
"""The share of what was seen that a healthy crawl is expected to bring at least."""
ORDER = ("headline", "lead", "body", "caption", "authors", "date", "tags")


def write_file(draft: Draft, today: date) -> str:
    """The text of `spiders/<name>.py`; `[?]` marks what was guessed or not seen."""
    lines = [
        f'"""{_plain(draft.title)}: {_told_editions(draft)}.',
        "",
        f"Drafted by `scrapy inspect` from pages of {today}; [?] marks what these did not show.",
        f"Look at each fact, then have them checked: `scrapy inspect {draft.name}`.",
        '"""',
        "",
        "from scraper.crawling import NewsSpider",
        f"from scraper.sites import {', '.join(_words(draft))}",
        "",
        "",
        f"class {''.join(part.capitalize() for part in draft.name.split('_'))}(NewsSpider):",
        *(f"    {line}" for line in _facts(draft)),
    ]
    text = "\n".join(line.rstrip() for line in lines) + "\n"
    ast.parse(text)
    return text


def _told_editions(draft: Draft) -> str:
    homes = [urlsplit(each.home) for each in draft.editions.values()]
    langs = ", ".join(badge(lang) for lang in draft.editions)
    hosts = dict.fromkeys(home.netloc for home in homes)
    return f"{langs} on {' and '.join(hosts) or 'no host'}"


def _words(draft: Draft) -> list[str]:
    used = {source.word for each in draft.editions.values() for source in each.sources}
    ways = {way.word for way in draft.ways}
    return sorted({"Edition", "Expect"} | used | ways)


def _facts(draft: Draft) -> Iterator[str]:
    yield f"name = {_literal(draft.name)}"
    yield f"title = {_literal(draft.title)}"
    yield _marked(f"timezone = {_literal(draft.timezone)}", draft.doubts.get("timezone"))
    yield from _noted(draft.doubts.get("editions"))
    yield "editions = {"
    for lang, edition in draft.editions.items():
        yield from (f"    {line}" for line in _edition(lang, edition, draft))
    yield "}"
    yield from _noted(draft.doubts.get("article_url"))
    pattern = draft.pattern.text if draft.pattern else r"^/[\w/-]+$"
    yield f"article_url = {_pattern(pattern)}"
    yield from _noted(draft.doubts.get("translations"))
    yield from _tuple("translations", [way.written(_literal) for way in draft.ways])
    for field in ORDER:
        yield from _noted(draft.doubts.get(field))
        if field in draft.selectors:
            yield from _tuple(field, [_literal(css) for css in draft.selectors[field]])
    yield _marked(f"expects = {_expects(draft)}", "half of what was seen")
    yield "verified = None  # the newest day whose pages you held these facts against"


def _expects(draft: Draft) -> str:
    """What a crawl should bring at least; shares that are as usual need not be said."""
    said = {"articles_per_day": _rounded(LEAST * draft.per_day)}
    least = Expect()
    for name, share in draft.shares.items():
        if share < getattr(least, name):
            said[name] = round(LEAST * share, 1)
    return f"Expect({', '.join(f'{name}={value}' for name, value in said.items())})"


def _edition(lang: str, edition: EditionDraft, draft: Draft) -> Iterator[str]:
    yield from _noted(draft.doubts.get(f"editions {lang}"))
    yield f"{_literal(lang)}: Edition("
    yield f"    {_literal(edition.home)},"
    for source in edition.sources:
        yield _marked(f"    {source.word}({_literal(source.path)}),", source.doubt)
    yield "),"


def _tuple(name: str, parts: list[str]) -> Iterator[str]:
    line = f"{name} = ({', '.join(parts)}{',' if len(parts) == 1 else ''})"
    if len(line) + 4 <= WIDTH:
        yield line
        return
    yield f"{name} = ("
    yield from (f"    {part}," for part in parts)
    yield ")"


def _marked(line: str, doubt: str | None) -> str:
    return f"{line}  # [?] {doubt}" if doubt else line


def _noted(doubt: str | None) -> Iterator[str]:
    if doubt:
        yield f"# [?] {doubt}"


def _plain(text: str) -> str:
    """Text that may stand in a docstring: one line, nothing that ends it."""
    letters = " ".join(text.split()).replace("\\", "").replace('"', "")
    return "".join(letter for letter in letters if letter.isprintable())


def _literal(value: Argument) -> str:
    """A string, or a tuple of them, as Python writes it, in double quotes where they do."""
    if isinstance(value, tuple):
        return f"({', '.join(map(_literal, value))}{',' if len(value) == 1 else ''})"
    literal = repr(value)
    return literal if "'" in value or '"' in value else f'"{literal[1:-1]}"'


def _pattern(text: str) -> str:
    """A regular expression as a raw string, where that says the same."""
    if '"' in text or text.endswith("\\") or not text.isprintable():
        return repr(text)
    return f'r"{text}"'


def _rounded(value: float) -> float:
    """A number that does not claim to be exact."""
    whole = int(value)
    return whole if whole < 20 else whole // 10 * 10
