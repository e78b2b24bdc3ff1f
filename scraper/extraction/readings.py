"""What reading gives: an article or the reason why there is none; the addresses a source lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from scraper.items import Article


class Reason(StrEnum):
    """Why a page gave no article; the slugs are counted as `article/rejected/<reason>`."""

    HTTP_STATUS = "http-status"
    NOT_HTML = "not-html"
    EMPTY = "empty"
    TOO_LARGE = "too-large"
    CHALLENGE = "challenge"
    CONSENT = "consent"
    TRUNCATED = "truncated"
    NOT_ARTICLE = "not-article"
    NO_HEADLINE = "no-headline"
    NO_BODY = "no-body"
    WRONG_LANGUAGE = "wrong-language"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A page that gave no article, and the evidence in words."""

    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one page gave: either `article` or `rejected` is set.

    `links` are addresses of article pages that this page names as itself in another language,
    worth following at once; `aliases` are other spellings of its own address (asked for, after
    redirects, canonical, AMP). Both are normalised, and rejected pages can have them too.
    `continues` is the address of the page that continues this one, when further pages were not
    given; `continues_from` that of the first page, when this one is not it.
    """

    article: Article | None = None
    rejected: Rejected | None = None
    links: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    continues: str | None = None
    continues_from: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article's address as a source lists it, with what the source says about it.

    `lang` is what the source declares, not what the text is. `alternates` maps a language to the
    address of that version, where a sitemap names it.
    """

    url: str
    lang: str | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None
    title: str | None = None
    alternates: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLink:
    """A further source that a sitemap index names."""

    url: str
    modified_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a source lists: articles in document order, each once, and further sources (sitemaps).

    `rejected` is set when the page is no source at all; `cut` when reading stopped at its bound or
    at broken markup, so that the list may lack the rest.
    """

    found: tuple[Found, ...] = ()
    sources: tuple[SourceLink, ...] = ()
    rejected: Rejected | None = None
    cut: bool = False
