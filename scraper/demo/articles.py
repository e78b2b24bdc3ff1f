"""The replica's news as typed values: stories, their versions, what changes when; it renders none.

A story is a file `articles/NNN-slug.json`; its labels `units` say which blocks of the versions tell
the same, so the files are also the gold for matching and alignment.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from scraper.items import BlockKind

FOLDER = Path(__file__).parent / "articles"
KYIV = ZoneInfo("Europe/Kyiv")
FIRST_VISIT = datetime(2026, 11, 19, 20, 0, tzinfo=UTC)
"""When the demo's first crawl takes place: nearly all stories are out."""
SECOND_VISIT = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
"""When the second takes place: stories were edited, one version withdrawn, one came late."""

EnglishLink = Literal["switcher", "hreflang", "both", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoBlock:
    """One block as the newsroom wrote it; a table has `rows`, the others `text`."""

    kind: BlockKind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAlso:
    """The headline of another story, shown after so many blocks."""

    after: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoVersion:
    """One language version; `published` is Kyiv time without a zone, as the newsroom writes it."""

    published: str
    headline: str
    lead: str
    author: str = ""
    blocks: tuple[DemoBlock, ...] = ()
    key: str | None = None
    slug: str | None = None
    head_title: str | None = None
    subheading: str | None = None
    caption: str = ""
    credit: str = ""
    tags: tuple[str, ...] = ()
    read_also: tuple[ReadAlso, ...] = ()

    @property
    def published_at(self) -> datetime:
        """When it went out."""
        return parse_local(self.published)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoEdit:
    """What a version says from the time `at` on; a field that is None stays as it was."""

    at: str
    headline: str | None = None
    lead: str | None = None
    blocks: tuple[DemoBlock, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoStory:
    """One piece of news with its versions by language.

    `key` and `slug` are shared by `uk` and `ru`; `en` has its own. `links["en"]` tells how the
    pages point to the English version and back. `number` is the file's.
    """

    key: str
    slug: str
    event: str
    path: str
    section: Mapping[str, str]
    image: str
    versions: Mapping[str, DemoVersion]
    links: Mapping[str, EnglishLink] = field(default_factory=dict)
    edits: Mapping[str, DemoEdit] = field(default_factory=dict)
    withdrawn: Mapping[str, str] = field(default_factory=dict)
    number: int = 0

    @property
    def english_link(self) -> EnglishLink:
        """How the English version is linked."""
        return self.links.get("en", "none")

    def is_published(self, lang: str, now: datetime) -> bool:
        """Whether the version has gone out, withdrawn since or not."""
        version = self.versions.get(lang)
        return version is not None and version.published_at <= now

    def is_withdrawn(self, lang: str, now: datetime) -> bool:
        """Whether the version was taken back."""
        return lang in self.withdrawn and parse_local(self.withdrawn[lang]) <= now

    def is_present(self, lang: str, now: datetime) -> bool:
        """Whether a reader can see the version."""
        return self.is_published(lang, now) and not self.is_withdrawn(lang, now)

    def is_edited(self, lang: str, now: datetime) -> bool:
        """Whether the version no longer says what it said at first."""
        return lang in self.edits and parse_local(self.edits[lang].at) <= now

    def present(self, now: datetime) -> tuple[str, ...]:
        """The languages a reader can see."""
        return tuple(lang for lang in self.versions if self.is_present(lang, now))

    def version(self, lang: str, now: datetime) -> DemoVersion:
        """The version as it reads at a time, edits applied."""
        version = self.versions[lang]
        if not self.is_edited(lang, now):
            return version
        edit = self.edits[lang]
        return replace(
            version,
            headline=edit.headline or version.headline,
            lead=edit.lead or version.lead,
            blocks=version.blocks if edit.blocks is None else edit.blocks,
        )

    def modified_at(self, lang: str, now: datetime) -> datetime | None:
        """When the newsroom last edited the version, if it did."""
        return parse_local(self.edits[lang].at) if self.is_edited(lang, now) else None

    def changed_at(self, now: datetime) -> datetime:
        """The last time up to now at which a page of the story came to look otherwise."""
        return max((time for time in self._changes() if time <= now), default=now)

    def _changes(self) -> Iterator[datetime]:
        yield from (version.published_at for version in self.versions.values())
        yield from (parse_local(edit.at) for edit in self.edits.values())
        yield from map(parse_local, self.withdrawn.values())


def parse_local(text: str) -> datetime:
    """A Kyiv time without a zone as an aware one in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=KYIV).astimezone(UTC)


def load_articles(folder: Path = FOLDER) -> tuple[DemoStory, ...]:
    """The stories of a folder in the order of their numbers; ValueError names a bad file."""
    stories = tuple(_load_story(path) for path in sorted(folder.glob("*.json")))
    keys = [version_key for story in stories for version_key in _keys(story)]
    twice = {key for key in keys if keys.count(key) > 1}
    if twice:
        raise ValueError(f"{folder}: keys used twice: {', '.join(sorted(twice))}")
    return stories


def _load_story(path: Path) -> DemoStory:
    try:
        story = msgspec.json.decode(path.read_bytes(), type=DemoStory)
        return replace(story, number=int(path.name.partition("-")[0]))
    except (msgspec.DecodeError, ValueError) as error:
        raise ValueError(f"{path}: {error}") from error


def _keys(story: DemoStory) -> Iterator[str]:
    yield story.key
    yield from (version.key for version in story.versions.values() if version.key)
