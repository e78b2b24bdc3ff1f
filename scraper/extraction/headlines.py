"""The headline that readers see, from what page and data say, where they agree and where not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from scraper.extraction.fields import Sheet, first_of
from scraper.extraction.selectors import select, text_of
from scraper.extraction.structured import plain_text
from scraper.languages import UNDETERMINED
from scraper.text.normalisation import fold, normalise

_TAIL = re.compile(r"(?:\s+[|\u2013\u2014\u2022\u00b7:/-]+\s+|\s*[|\u3163]\s*)([^|\u3163]{2,60})$")

_FEWEST = 4
"""Words; half of so many must be shared before two titles say the same."""


def read_headline(sheet: Sheet) -> str | None:
    """The headline that readers see: the data's when the page shows it, else the page's own.

    Titles in the head are often written for search engines, so they come last, without the
    site's name; they tell though which of several `h1` is the article's, and on a site
    that nobody looked at they are also counted as votes. The site's own name
    or slogan is no headline.
    """
    names = _names(sheet)
    stated = sheet.structured.said("headline", "name")
    said = _cleaned(stated, names)
    og = _cleaned(sheet.structured.first("og:title", "twitter:title"), names)
    title = _cleaned(sheet.structured.title, names)
    shown = _shown_headline(sheet, [text for text in (said, og, title) if text], names)
    said = None if _is_slogan(said, (shown, og, title)) else said
    og = None if _is_slogan(og, (shown, said, title)) else og
    candidates = [
        *(_voted(said, og, shown) if UNDETERMINED in sheet.site.langs else ()),
        ("json-ld", stated if stated and shown and fold(stated) == fold(shown) else None),
        ("site", shown),
        ("json-ld", said),
        ("og", og),
        ("meta", title),
    ]
    return first_of(sheet, "headline", candidates)


def _is_slogan(text: str | None, others: tuple[str | None, ...]) -> bool:
    """Whether a stated headline has no word of what two others say who agree with one another."""
    sets = [set(fold(other).split()) for other in others if other]
    agreed = [
        one & two
        for number, one in enumerate(sets)
        for two in sets[number + 1 :]
        if 2 * len(one & two) >= max(len(one), len(two), _FEWEST)
    ]
    return bool(text and agreed) and not any(common & set(fold(text).split()) for common in agreed)


def _voted(said: str | None, og: str | None, shown: str | None) -> Iterator[tuple[str, str | None]]:
    """What sources agree on, for a site that nobody looked at.

    Data and Open Graph together outweigh an `h1`, which often holds a label too; where Open Graph
    is the `h1` without its first words, these are a label; where all differ the data is believed.
    """
    if said and og and fold(said) == fold(og):
        yield "json-ld", said
    if shown and og and fold(shown) != fold(og) and fold(shown).endswith(f" {fold(og)}"):
        yield "og", og
    if said and shown and og and fold(shown) not in (fold(said), fold(og)):
        yield "json-ld", said


def _names(sheet: Sheet) -> frozenset[str]:
    """What the site is called: by its facts, its data and its address, folded."""
    publisher = (sheet.structured.article or {}).get("publisher")
    host = (urlsplit(sheet.url).hostname or "").removeprefix("www.")
    said = (
        sheet.site.title,
        sheet.structured.first("og:site_name", "application-name"),
        plain_text(publisher),
        host,
        host.partition(".")[0],
    )
    return frozenset(_key(name) for name in said if name) - {""}


def _key(name: str) -> str:
    return fold(name).replace(" ", "")


def _cleaned(title: str | None, names: frozenset[str]) -> str | None:
    """A title without the site's name at its end; None when it is nothing but that."""
    if title is None:
        return None
    tail = _TAIL.search(title)
    if tail and ("|" in tail[0] or "\u3163" in tail[0] or _names_site(tail[1], names)):
        title = title[: tail.start()]
    return title.strip() if title.strip() and _key(title) not in names else None


def _names_site(text: str, names: frozenset[str]) -> bool:
    key = _key(text)
    return any(key == name or (len(name) > 3 and name in key) for name in names)


def _shown_headline(sheet: Sheet, titles: list[str], names: frozenset[str]) -> str | None:
    """The headline on the page: of several the one that shares most words with the head's titles.

    A single word that no title has is the name of a section.
    """
    shown = list(dict.fromkeys(_shown(sheet, names)))
    stated = {word for title in titles for word in fold(title).split()}
    if not stated or not shown:
        return shown[0] if shown else None
    best = max(shown, key=lambda text: _share(text, stated))
    return best if _share(best, stated) > 0 or len(best.split()) > 2 else None


def _shown(sheet: Sheet, names: frozenset[str]) -> Iterator[str]:
    for css in sheet.site.headline:
        for element in select(sheet.root, css):
            text = normalise(text_of(element))
            if text and _key(text) not in names:
                yield text


def _share(text: str, stated: set[str]) -> float:
    """The share of a text's words that the head's titles have."""
    words = fold(text).split()
    return sum(word in stated for word in words) / max(len(words), 4)
