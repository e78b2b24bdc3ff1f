"""A story's saved pages in a folder, with what reading them must give; it fetches nothing.

A story is `<root>/<site>/<story>/`: for each language `page.html.gz` (the bytes as they came),
`meta.json` (address, status, headers, time of fetching) and `article.json` (what to read from it);
`story.json` says which versions translate one another. Each expectation says whether a person has
reviewed it, and may hold a `note`.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from scraper.extraction import Reading, read_page
from scraper.items import Article, Page, Story
from scraper.matching import match_stories
from scraper.sites import Site

PAGE, META, ARTICLE, STORY = "page.html.gz", "meta.json", "article.json", "story.json"
LARGEST = 200_000
"""Bytes of a packed page; a larger one is no fixture for a repository."""

FIELDS = (
    "edition", "lang", "url", "key", "headline", "lead", "blocks", "image", "images", "authors",
    "section", "tags", "published_at", "modified_at", "kind", "access", "translations", "offers",
    "read_from",
)  # fmt: skip
"""The fields of an article that a fixture holds, in the order they are told in."""

ABOUT = ("reviewed", "note")
"""What an expectation says of itself."""

Expectation = dict[str, Any]


class FixtureError(ValueError):
    """A story that cannot be saved or loaded; the message says which file and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage:
    """One language version of a saved story: the page, and what was written down about it."""

    folder: Path
    page: Page
    expected: Expectation
    reviewed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedStory:
    """A saved story; `pages` maps the names of its folders, which are languages, to its pages."""

    site: str
    name: str
    folder: Path
    pages: Mapping[str, SavedPage]
    expected: Expectation
    reviewed: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a page (`lang`), or of the whole story (`lang` empty), that is read otherwise."""

    lang: str
    field: str
    expected: object
    got: object


# --- what is read ----------------------------------------------------------------------------


def describe_reading(reading: Reading) -> Expectation:
    """What a fixture says of one reading: the article's fields, or why there is none."""
    if reading.article is None:
        assert reading.rejected is not None
        return {"rejected": reading.rejected.reason.value}
    values = msgspec.to_builtins(reading.article)
    return {name: _without_nothing(values[name]) for name in FIELDS}


def _without_nothing(value: Any) -> Any:  # noqa: ANN401
    """A JSON value whose parts that are None are left out, so that files stay short."""
    if isinstance(value, dict):
        return {name: _without_nothing(part) for name, part in value.items() if part is not None}
    return [_without_nothing(part) for part in value] if isinstance(value, list | tuple) else value


def describe_stories(articles: Iterable[Article], site: Site) -> Expectation:
    """What a fixture says of a story's articles: which belong together, and what proves it."""
    stories = match_stories(articles, sites={site.name: site})
    return {
        "stories": [
            {"articles": dict(sorted(story.articles.items())), "evidence": _proofs(story)}
            for story in stories
        ]
    }


def _proofs(story: Story) -> list[Expectation]:
    """The declarations that join each pair; that its texts are alike only where none does."""
    declared = {each.langs for each in story.evidence if each.kind != "content"}
    return [
        {"langs": list(each.langs), "kind": each.kind, "both_sides": each.both_sides}
        for each in story.evidence
        if each.kind != "content" or each.langs not in declared
    ]


def compare_story(saved: SavedStory, site: Site) -> Iterator[Difference]:
    """What is read otherwise today than the story's files say, field by field."""
    readings = {lang: read_page(each.page, site) for lang, each in saved.pages.items()}
    for lang, each in saved.pages.items():
        yield from _differences(lang, each.expected, describe_reading(readings[lang]))
    articles = [reading.article for reading in readings.values() if reading.article]
    yield from _differences("", saved.expected, describe_stories(articles, site))


def _differences(lang: str, expected: Expectation, got: Expectation) -> Iterator[Difference]:
    for name in dict.fromkeys((*expected, *got)):
        if expected.get(name) != got.get(name):
            yield Difference(lang, name, expected.get(name), got.get(name))


# --- on disk ---------------------------------------------------------------------------------


def find_stories(root: Path, site: str | None = None) -> Iterator[SavedStory]:
    """Every saved story below a folder, by site and name; of one site when it is named."""
    for path in sorted(root.glob(f"{site or '*'}/*/{STORY}")):
        yield load_story(path.parent)


def load_story(folder: Path) -> SavedStory:
    """A saved story; FixtureError when a file is missing or unreadable."""
    told = _read_json(folder / STORY)
    pages = {path.parent.name: _load_page(path.parent) for path in sorted(folder.glob(f"*/{PAGE}"))}
    return SavedStory(
        site=folder.parent.name,
        name=folder.name,
        folder=folder,
        pages=pages,
        expected={name: value for name, value in told.items() if name not in ABOUT},
        reviewed=told.get("reviewed") is True,
    )


def _load_page(folder: Path) -> SavedPage:
    told = _read_json(folder / ARTICLE)
    return SavedPage(
        folder=folder,
        page=_read_bytes(folder),
        expected={name: value for name, value in told.items() if name not in ABOUT},
        reviewed=told.get("reviewed") is True,
    )


def _read_bytes(folder: Path) -> Page:
    meta = _read_json(folder / META)
    try:
        body = gzip.decompress((folder / PAGE).read_bytes())
        page = msgspec.convert({**meta, "site": folder.parent.parent.name, "body": b""}, Page)
    except (OSError, EOFError, msgspec.ValidationError) as error:
        raise FixtureError(f"{folder}: {error}") from None
    return replace(page, body=body)


def save_story(root: Path, site: Site, name: str, pages: Iterable[Page]) -> SavedStory:
    """Write a story's pages and what is read from them now, unreviewed; FixtureError tells why not.

    Each page's folder is named after the language of its text. Nothing is written when one of them
    is no article.
    """
    folder = root / site.name / name
    if folder.exists():
        raise FixtureError(f"{folder} is there already; remove it or choose another name")
    placed: dict[str, Page] = {}
    for page in pages:
        lang = _lang_of(page, site)
        if lang in placed:
            raise FixtureError(f"{page.url} is a second page in {lang}")
        if len(gzip.compress(page.body, mtime=0)) > LARGEST:
            raise FixtureError(f"{page.url} takes more than {LARGEST // 1000} kB, packed")
        placed[lang] = page
    for lang, page in placed.items():
        _write_page(folder / lang, page)
    write_expectations(folder, site)
    return load_story(folder)


def _lang_of(page: Page, site: Site) -> str:
    """The language of a page's article; FixtureError when it has none."""
    if site.edition_of(page.final_url) is None:
        raise FixtureError(f"{page.url} is of no edition")
    reading = read_page(page, site)
    if reading.article is None:
        assert reading.rejected is not None
        why = ": ".join(filter(None, (reading.rejected.reason.value, reading.rejected.detail)))
        raise FixtureError(f"{page.url} gave no article ({why})")
    return reading.article.lang


def write_expectations(folder: Path, site: Site) -> None:
    """Write what is read from a story's pages now as what is expected.

    A file that says something else now, or did not exist, becomes unreviewed.
    """
    articles = []
    for path in sorted(folder.glob(f"*/{PAGE}")):
        reading = read_page(_read_bytes(path.parent), site)
        articles += [reading.article] if reading.article else []
        _expect(path.with_name(ARTICLE), describe_reading(reading))
    _expect(folder / STORY, describe_stories(articles, site))


def _expect(path: Path, told: Expectation) -> None:
    before = _read_json(path) if path.exists() else {}
    about = {name: before[name] for name in ABOUT if name in before}
    if before != {**about, **told}:
        _write_json(path, {**about, "reviewed": False, **told})


def _write_page(folder: Path, page: Page) -> None:
    folder.mkdir(parents=True)
    (folder / PAGE).write_bytes(gzip.compress(page.body, mtime=0))
    meta = msgspec.to_builtins(page, builtin_types=(bytes,))
    del meta["body"], meta["site"]
    _write_json(folder / META, _without_nothing(meta))


def _read_json(path: Path) -> Expectation:
    try:
        return dict(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError) as error:
        raise FixtureError(f"{path}: {error}") from None


def _write_json(path: Path, value: Expectation) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", "utf-8")
