"""What a page says about itself in its head: JSON-LD, Open Graph, other meta and link elements.

It reports; which source is believed for which field is decided in `pages`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from scraper.extraction.documents import Document
from scraper.extraction.json_ld import Node, parse_json_ld
from scraper.items import ArticleKind, Author
from scraper.text.normalisation import normalise

_KINDS: Mapping[str, ArticleKind] = {
    "liveblogposting": "live_blog",
    "imagegallery": "gallery",
    "mediagallery": "gallery",
    "videogallery": "video",
    "podcastepisode": "podcast",
    "radioepisode": "podcast",
    "newsarticle": "article",
    "article": "article",
    "reportagenewsarticle": "article",
    "analysisnewsarticle": "article",
    "opinionnewsarticle": "article",
    "backgroundnewsarticle": "article",
    "reviewnewsarticle": "article",
    "asknewsarticle": "article",
    "advertisercontentarticle": "article",
    "satiricalarticle": "article",
    "blogposting": "article",
    "report": "article",
    "socialmediaposting": "article",
}
_TAGS = re.compile(r"<[^<>]{0,400}>")
_BREAKS = re.compile(r"</p\s*>|<br\s*/?>|</h[1-6]>|</li>", re.I)
_NOT_NAMES = re.compile(r"https?://|www\.|@", re.I)


@dataclass(frozen=True, slots=True)
class Structured:
    """The head of a page: its article object in JSON-LD, its meta elements, its links.

    `meta` holds values by lower-case name, property or itemprop; `links` (rel, hreflang, href)
    in document order; `types` the lower-case types of all JSON-LD objects; `dates` when any of
    these was published, each text once.
    """

    article: Node | None
    types: frozenset[str]
    meta: Mapping[str, tuple[str, ...]]
    links: tuple[tuple[str, str, str], ...]
    html_lang: str | None
    title: str | None
    videos: tuple[Node, ...] = field(default=())
    dates: tuple[str, ...] = ()

    def first(self, *names: str) -> str | None:
        """The first value that is not empty among meta elements of these names."""
        for name in names:
            for value in self.meta.get(name, ()):
                if value:
                    return value
        return None

    def said(self, *keys: str) -> str | None:
        """The first text among these keys of the JSON-LD article, as one line without markup."""
        if self.article is None:
            return None
        return next((text for key in keys if (text := plain_text(self.article.get(key)))), None)


def read_structured(document: Document) -> Structured:
    """Everything that the head of the page states."""
    root = document.root
    nodes = tuple(node for text in document.json_ld for node in parse_json_ld(text))
    return Structured(
        article=_choose_article(nodes),
        types=frozenset(kind for node in nodes for kind in types_of(node)),
        meta=_read_meta(root),
        links=tuple(_read_links(root)),
        dates=tuple(
            dict.fromkeys(filter(None, (plain_text(n.get("datePublished")) for n in nodes)))
        ),
        html_lang=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        title=next((normalise(str(text)) for text in root.xpath("//head/title/text()")), None),
    )


def types_of(node: Node) -> tuple[str, ...]:
    """The types of a JSON-LD object in lower case, without a vocabulary's prefix."""
    value = node.get("@type")
    names = value if isinstance(value, list) else [value]
    return tuple(
        re.split(r"[/#:]", name)[-1].lower() for name in names if isinstance(name, str) and name
    )


def _choose_article(nodes: tuple[Node, ...]) -> Node | None:
    """The object that is this page's article: the fullest one of an article's type, first wins."""
    articles = [node for node in nodes if any(kind in _KINDS for kind in types_of(node))]
    wanted = ("headline", "datePublished", "articleBody", "author", "inLanguage", "description")
    return max(articles, key=lambda node: sum(key in node for key in wanted), default=None)


def _read_meta(root: HtmlElement) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = element.get("content")
        if content is None:
            continue
        for attribute in ("property", "name", "itemprop"):
            for name in (element.get(attribute) or "").lower().split():
                found.setdefault(name, []).append(normalise(content))
    return {name: tuple(values) for name, values in found.items()}


def _read_links(root: HtmlElement) -> Iterator[tuple[str, str, str]]:
    for element in root.iter("link"):
        href = element.get("href")
        if not href:
            continue
        for rel in (element.get("rel") or "").lower().split():
            if rel in ("alternate", "canonical", "amphtml"):
                yield rel, (element.get("hreflang") or "").strip(), href.strip()


# --- values of an article object ------------------------------------------------------------------


def plain_text(value: object) -> str | None:
    """A JSON-LD value as one line of text without markup, or None when it holds none."""
    if isinstance(value, list):
        return next((text for part in value if (text := plain_text(part))), None)
    if isinstance(value, dict):
        return plain_text(value.get("name") or value.get("@value"))
    if not isinstance(value, str):
        return None
    return normalise(_without_markup(value, " ")) or None


def text_lines(value: object) -> tuple[str, ...]:
    """A JSON-LD text as lines: one for each paragraph where markup or line ends show them."""
    if not isinstance(value, str):
        return ()
    lines = _without_markup(_BREAKS.sub("\n", html.unescape(value)), " ").splitlines()
    return tuple(line for line in map(normalise, lines) if line)


def _without_markup(text: str, space: str) -> str:
    text = html.unescape(text)
    if "&" in text:
        text = html.unescape(text)  # escaped twice by some systems
    return _TAGS.sub(space, text) if "<" in text else text


def authors_of(node: Node | None) -> tuple[Author, ...]:
    """The people or desks that a JSON-LD article names, each once."""
    value = (node or {}).get("author") or (node or {}).get("creator")
    parts = value if isinstance(value, list) else [value]
    found: dict[str, Author] = {}
    for part in parts:
        name = plain_text(part)
        if name and not _NOT_NAMES.search(name):
            url = part.get("url") if isinstance(part, dict) else None
            found.setdefault(name, Author(name=name, url=url if isinstance(url, str) else None))
    return tuple(found.values())


def image_of(node: Node | None) -> tuple[str | None, str | None]:
    """Address and caption of a JSON-LD article's first image."""
    value = (node or {}).get("image")
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        url = value.get("url") or value.get("contentUrl") or value.get("@id")
        caption = plain_text(value.get("caption")) or plain_text(value.get("description"))
        return (url if isinstance(url, str) else None), caption
    return (value if isinstance(value, str) else None), None


def words_of(value: object) -> tuple[str, ...]:
    """Key words: a list, or one string parted by commas; in order, each once."""
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list):
        return ()
    return tuple(dict.fromkeys(word for part in value if (word := plain_text(part))))


def kind_of(structured: Structured) -> ArticleKind:
    """The article's kind as its data states it."""
    for kind in types_of(structured.article or {}):
        if _KINDS.get(kind, "article") != "article":
            return _KINDS[kind]
    if "liveblogposting" in structured.types:
        return "live_blog"
    og_type = (structured.first("og:type") or "").lower()
    return "video" if og_type.startswith("video") and structured.article is None else "article"


def is_free(structured: Structured) -> bool | None:
    """Whether the data says that all of the text is free to read; None when it says nothing."""
    value = (structured.article or {}).get("isAccessibleForFree")
    if isinstance(value, str):
        value = {"true": True, "false": False}.get(value.rpartition("/")[2].strip().lower())
    if isinstance(value, bool):
        return value
    tier = (structured.first("article:content_tier") or "").lower()
    return {"free": True, "locked": False, "metered": None}.get(tier)
