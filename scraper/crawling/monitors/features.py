"""What is watched on an article page, as names of features that the page has or has not.

A name begins with its kind: `has/` and `markup/` must not fall, `too/` and `rejected/` not rise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from scraper.extraction.pages import LACKING
from scraper.extraction.probes import probe_page
from scraper.items import Article, Page
from scraper.languages import badge
from scraper.sites import Site, Switcher

LENGTHS = (200, 300, 450, 700, 1000, 1500, 2200, 3300)
"""Characters of text, each half as many again: a text cut in two falls by nearly two steps."""

AS_LISTED = timedelta(hours=36)
"""How far a date may be from what the list said, which may be the noon of a day."""

WATCHED = ("headline", "body", "authors", "date", "tags")
"""The selectors that are watched; many pages rightly lack what the others find."""

_COMPOUND = re.compile(r"[\s>+~]+(?![^\[]*\])")


def features_of(article: Article, listed_at: datetime | None = None) -> frozenset[str]:
    """The features of an article that was read; `listed_at` is when its list dates it."""
    return frozenset((*_good(article), *_bad(article, listed_at)))


def _good(article: Article) -> Iterator[str]:
    image = article.image
    has = {
        "lead": article.lead,
        "image": image,
        "author": article.authors,
        "date": article.published_at,
        "caption": image and (image.caption or image.credit),
        "section": article.section,
        "tags": article.tags,
        "modified date": article.modified_at,
        "structured data": "json-ld" in article.read_from.values(),
        "translation": article.translations,
    }
    yield from (f"has/{name}" for name, value in has.items() if value)
    yield f"has/language {article.lang}"
    yield from (f"has/link by {link.declared_by}" for link in article.translations)
    size = len(article.text)
    yield from (text_of(length) for length in LENGTHS if size >= length)


def text_of(length: int) -> str:
    """The feature of a text of at least so many characters."""
    return f"has/text of {length} characters"


def _bad(article: Article, listed_at: datetime | None) -> Iterator[str]:
    if article.read_from.get("blocks") == "generic":
        yield "too/text by generic rules"
    if article.access != "free":
        yield f"too/access {article.access}"
    if any(removed.rule == LACKING for removed in article.removed):
        yield "too/without a further page"
    if listed_at and article.published_at and abs(article.published_at - listed_at) > AS_LISTED:
        yield "too/date unlike the list's"


def markup_of(page: Page, site: Site) -> frozenset[str]:
    """For each watched fact the selector that finds something first, and the switchers that do.

    Of a selector only the element itself is named: that another box stands around it is no loss.
    """
    probe = probe_page(page, site)
    if probe is None:
        return frozenset()
    used: dict[str, str] = {}
    for (name, css), match in probe.matches.items():
        if name in WATCHED and match.count and match.text:
            used.setdefault(name, css)
    switchers = {link.rule.css for link in probe.links if isinstance(link.rule, Switcher)}
    selectors = {f"markup/{name} {_own_part(css)}" for name, css in used.items()}
    return frozenset(selectors | {f"markup/switcher {css}" for css in switchers})


def _own_part(css: str) -> str:
    """The part of a selector that is about the element itself, without its surroundings."""
    return _COMPOUND.split(css.strip())[-1]


def is_watched(feature: str, site: Site) -> bool:
    """Whether a fall of the feature counts; one of a selector that is no fact any more does not."""
    kind, _, rest = feature.partition("/")
    if kind != "markup":
        return True
    name, _, css = rest.partition(" ")
    if name == "switcher":
        return any(isinstance(rule, Switcher) and rule.css == css for rule in site.translations)
    return name in WATCHED and css in map(_own_part, getattr(site, name))


def describe(have: int, of: int, edition: str) -> str:
    """Counts in words, such as `3 of 60 in ua`."""
    where = f" in {badge(edition)}" if edition else ""
    return f"{have} of {of}{where}"


def title_of(feature: str) -> str:
    """The feature as people read it."""
    kind, _, name = feature.partition("/")
    return {"markup": f"selector {name}", "rejected": f"rejected as {name}"}.get(kind, name)
