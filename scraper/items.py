"""The nouns of Tlumach in the order data flows: Page, Article, Story, Record; it only holds values.

Field names follow schema.org NewsArticle, zyte-common-items and JSON Feed where these have one.
Languages are BCP 47 tags (`uk`, `en`, `ru`); times are aware UTC datetimes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

BlockKind = Literal["paragraph", "heading", "quote", "list_item", "table"]
ArticleKind = Literal["article", "live_blog", "gallery", "video", "podcast", "digest"]
Access = Literal["free", "partial", "blocked"]
DeclaredBy = Literal["hreflang", "switcher", "path", "key", "sitemap"]
EvidenceKind = Literal["hreflang", "switcher", "path", "key", "sitemap", "content"]
BeadKind = Literal[
    "headline", "lead", "caption", "paragraph", "heading", "quote", "list_item", "table"
]
DivergenceKind = Literal["missing", "number", "name", "attribution", "headline", "moved", "edited"]
Severity = Literal["low", "medium", "high"]
RevisionCause = Literal["newsroom", "rules"]

SCHEMA = "tlumach/record/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The bytes of one URL as fetched (the field's WARC record).

    `url` is the address that was asked for, `final_url` the one that answered after redirects.
    `headers` holds the response headers as (lower-case name, value) pairs in the order they came.
    `body` is the decompressed payload. `cut` says why it is not whole: `short` when the server sent
    less than it announced, `size` when it was over the limit and the body is empty.
    """

    site: str
    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime
    cut: Literal["short", "size"] | None = None

    def header(self, name: str) -> str | None:
        """The first value of a header, by its name in any case."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key == wanted), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, heading, quote, list item or table of an article.

    `text` is plain text on one line; a table has one line per row, its cells parted by tabs.
    `level` is the heading's level, 1 to 6, and only headings have one.
    """

    kind: BlockKind
    text: str
    level: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """One picture: named, never fetched; caption and credit are kept apart."""

    url: str
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """One person or desk that signed the article."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """A link by which a page says: here is my version in `lang`.

    It is evidence, not truth: whether it leads to an article of that language is checked later.
    """

    lang: str
    url: str
    declared_by: DeclaredBy


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One opinion on an article's language; `lang` is `other` outside the site's languages."""

    voter: str
    lang: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A piece of the page that was not the article, with the rule that removed it and its evidence.

    `position` counts the blocks of the page's container before cleaning, from 0.
    """

    position: int
    text: str
    rule: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text in one language, in clean blocks (schema.org NewsArticle).

    `edition` is the edition the page was found in, `lang` what the text itself is written in.
    `key` is the site's own number or code for it, as its address has it.
    `offers` lists the languages the page says it exists in, also those without a usable link.
    `published_raw` and `modified_raw` are the texts that the times were read from.
    `read_from` names for each field the source that gave it, such as `json-ld` or `site`.
    `opt_out` holds what the page forbids machines to do with it, such as `noarchive`.
    """

    id: str
    site: str
    edition: str
    lang: str
    url: str
    headline: str
    key: str | None = None
    lead: str | None = None
    blocks: tuple[Block, ...] = ()
    image: Image | None = None
    images: tuple[Image, ...] = ()
    authors: tuple[Author, ...] = ()
    section: str | None = None
    tags: tuple[str, ...] = ()
    published_at: datetime | None = None
    published_raw: str | None = None
    modified_at: datetime | None = None
    modified_raw: str | None = None
    kind: ArticleKind = "article"
    access: Access = "free"
    translations: tuple[Translation, ...] = ()
    offers: tuple[str, ...] = ()
    read_from: dict[str, str] = field(default_factory=dict)
    votes: tuple[Vote, ...] = ()
    removed: tuple[Removed, ...] = ()
    opt_out: tuple[str, ...] = ()
    fetched_at: datetime | None = None

    @property
    def placed_at(self) -> datetime | None:
        """Where it stands among others in time: when it was published, or else fetched."""
        return self.published_at or self.fetched_at

    @property
    def text(self) -> str:
        """The body as plain text, one block a line."""
        return "\n".join(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why two versions belong together: what kind of proof, how strong (0 to 1), and in words.

    `both_sides` is true when each page declares the other, and None where that is no question.
    """

    langs: tuple[str, str]
    kind: EvidenceKind
    score: float
    both_sides: bool | None = None
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The set of articles that translate one another, one per language at most.

    `articles` maps a language to an article's id; `id` is the id of the article that opened it.
    """

    id: str
    site: str
    articles: dict[str, str]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceBead:
    """The sentences of each language that answer one another inside a bead of blocks.

    `sentences` maps a language to texts in order; a language without an answer has an empty list.
    `elsewhere` maps a language to the blocks that its sentences stand in when these belong to
    another bead of blocks: a translator moved a sentence out of its paragraph.
    """

    sentences: dict[str, tuple[str, ...]]
    score: float
    elsewhere: dict[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bead:
    """The blocks of each language that answer one another (Gale and Church's bead, TMX `tu`).

    `blocks` maps a language to block indexes from 0; it is empty for headline, lead and caption,
    whose text is `versions[lang].headline` and so on, and `sentences` then names the languages.
    `moved` marks a bead whose blocks stand in another order than their neighbours'.
    """

    kind: BeadKind
    blocks: dict[str, tuple[int, ...]] = field(default_factory=dict)
    score: float = 0.0
    moved: bool = False
    sentences: tuple[SentenceBead, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Divergence:
    """A place where the versions do not say the same.

    `langs` are the versions it is held against (the ones that lack it, or say it otherwise), `bead`
    the index of the bead it stands in, `says` one plain English sentence, `facts` what that is told
    with in any language (see `scraper.alignment.divergences.wording`), `quotes` what each version
    has there, `because` the words that part and what else speaks for it, `score` how sure the
    detector is, 0 to 1.
    """

    kind: DivergenceKind
    langs: tuple[str, ...]
    severity: Severity
    says: str
    bead: int | None = None
    quotes: dict[str, str] = field(default_factory=dict)
    because: tuple[str, ...] = ()
    score: float = 1.0
    facts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One article as it stands in a record: what a reader needs, no inner notes.

    `excerpt` says that its text was cut on purpose, by the operator's setting or the site's wish.
    """

    id: str
    url: str
    headline: str
    lead: str | None = None
    blocks: tuple[Block, ...] = ()
    image: Image | None = None
    authors: tuple[Author, ...] = ()
    section: str | None = None
    tags: tuple[str, ...] = ()
    published_at: datetime | None = None
    modified_at: datetime | None = None
    kind: ArticleKind = "article"
    access: Access = "free"
    revision: int = 1
    gone: bool = False
    excerpt: bool = False
    read_from: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An aligned story as published: one line of JSON Lines, described by `output/schema.json`.

    `sequence` is the place in the order of publication over all records, `revision` counts this
    record's states from 1. `complete` says that every edition of the site is here. A record that
    was taken out has `removed` set and no text; `replaced_by` then names the story that took over.
    """

    id: str
    site: str
    langs: tuple[str, ...]
    complete: bool
    published_at: datetime | None
    updated_at: datetime
    sequence: int = 0
    revision: int = 1
    versions: dict[str, Version] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    beads: tuple[Bead, ...] = ()
    divergences: tuple[Divergence, ...] = ()
    removed: bool = False
    replaced_by: str | None = None
    schema: str = SCHEMA
