"""What goes wrong on the replica, as data: which address answers how, what a crawl counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from scraper.demo.addresses import article_url
from scraper.demo.articles import DemoBlock, DemoStory, DemoVersion, parse_local

FILE = Path(__file__).parent / "incidents.json"

IncidentKind = Literal[
    "status", "recovers", "redirect", "amp-link", "challenge", "consent", "truncated", "too-large",
    "charset", "paywall", "article", "disallowed", "pdf", "empty", "video",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentArticle:
    """The text of an incident that looks like an article."""

    lead: str
    author: str
    blocks: tuple[DemoBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One thing that goes wrong.

    It has an address of its own (`key`, `slug`, `title`, `published`), befalls the version `lang`
    of the story with number `story`, or both (a redirect to it). `counts` says what a crawl must
    count for it: `rejected` or `blocked` with the reason, `partial` with the language.
    """

    name: str
    kind: IncidentKind
    lang: str
    counts: Mapping[str, str]
    story: int | None = None
    published: str | None = None
    key: str = ""
    slug: str = ""
    title: str = ""
    path: str = "news"
    status: int = 200
    bytes: int = 0
    charset: str = "utf-8"
    article: IncidentArticle | None = field(default=None)

    @property
    def has_own_address(self) -> bool:
        """Whether the lists name it beside the stories."""
        return self.published is not None

    def is_listed(self, now: datetime) -> bool:
        """Whether it has an address of its own that has gone out."""
        return self.published is not None and parse_local(self.published) <= now

    def as_story(self) -> DemoStory:
        """The incident as a story of one version, so that pages and lists can treat it as one."""
        text = self.article or IncidentArticle(lead=self.title, author="", blocks=())
        version = DemoVersion(
            published=self.published or "",
            headline=self.title,
            lead=text.lead,
            author=text.author,
            blocks=text.blocks,
            key=self.key,
            slug=self.slug,
        )
        return DemoStory(
            key=self.key,
            slug=self.slug,
            event=self.name,
            path=self.path,
            section={},
            image=self.slug,
            versions={self.lang: version},
        )

    @property
    def url(self) -> str:
        """Its own address."""
        return article_url(self.as_story(), self.lang)


def load_incidents(file: Path = FILE) -> tuple[Incident, ...]:
    """The incidents of a file in its order; ValueError when the file is no good."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=tuple[Incident, ...])
    except msgspec.DecodeError as error:
        raise ValueError(f"{file}: {error}") from error
