"""What strangers' pages say of themselves stands in a drafted file as facts, never as code."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import date

import pytest

from scraper.crawling.drafting import Draft, write_file
from scraper.crawling.drafting.facts import EditionDraft
from scraper.crawling.drafting.links import Way
from scraper.crawling.drafting.patterns import Pattern
from scraper.crawling.drafting.sources import SourceDraft
from tests.test_crawling.test_drafting import load

TODAY = date(2026, 11, 19)
HOME = "https://visnyk.example/"
DRAFT = Draft(
    name="visnyk",
    title="Вісник",
    timezone="Europe/Kyiv",
    editions={"uk": EditionDraft(HOME, (SourceDraft("Rss", "/rss.xml"),))},
    pattern=None,
    ways=(),
    selectors={},
    per_day=0.0,
)
HOSTILE = (
    "\"Вісник\" \\ 'Любомира'",
    'say "hi" \\',
    "a'; raise SystemExit #",
    'a"; raise SystemExit #',
    '[title="x"]',
    "two\nlines\r\nand \u2028 more",
    'three """ quotes',
    "\u202eturned round\x00",
    "ends in a backslash \\",
)
"""What a page can call itself, its classes and its addresses."""


@pytest.mark.parametrize("said", HOSTILE)
def test_what_a_page_says_is_a_fact_of_the_draft_and_no_code(said: str) -> None:
    hostile = replace(
        DRAFT,
        title=said,
        editions={"uk": EditionDraft(HOME, (SourceDraft("Rss", f"/{said}"),))},
        ways=(Way("Switcher", (said,), "seen"), Way("SamePath", (("uk", said),), "seen")),
        selectors={"body": (said,)},
    )
    text = write_file(hostile, TODAY)
    assert facts_of(text) == {
        "title": said,
        "editions": {"uk": ("Edition", HOME, ("Rss", f"/{said}"))},
        "translations": (("Switcher", said), ("SamePath", ("uk", said))),
        "body": (said,),
    }
    assert all(letter.isprintable() or letter == "\n" for letter in text)


@pytest.mark.parametrize("pattern", ["^/a\"b'c$", r"^/it's/\d+$", r"^/a\\", "^/a\n"])
def test_a_pattern_is_written_as_it_is(pattern: str) -> None:
    draft = replace(DRAFT, pattern=Pattern(pattern, 1, 1, has_key=False))
    assert load(write_file(draft, TODAY)).article_url.pattern == pattern


def facts_of(text: str) -> dict[str, object]:
    """Some facts that a file states, words with what is in their brackets; nothing is run."""
    (site,) = (node for node in ast.parse(text).body if isinstance(node, ast.ClassDef))
    stated = [node for node in site.body if isinstance(node, ast.Assign)]
    assert len(stated) == len(site.body)
    facts = {ast.unparse(node.targets[0]): said_by(node.value) for node in stated}
    return {name: facts[name] for name in ("title", "editions", "translations", "body")}


def said_by(node: ast.expr | None) -> object:
    match node:
        case ast.Call(func=ast.Name(id=word), args=arguments):
            return (word, *map(said_by, arguments))
        case ast.Tuple(elts=parts):
            return tuple(map(said_by, parts))
        case ast.Dict(keys=keys, values=values):
            return {said_by(key): said_by(value) for key, value in zip(keys, values, strict=True)}
        case ast.Constant(value=value):
            return value
    raise AssertionError(f"a draft holds {node and ast.unparse(node)}")
