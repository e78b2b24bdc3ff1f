"""Boxes inside the container that the page's own class names call something else than the article.

A name alone proves nothing: a box that holds much of the text is the article, whatever its class.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from scraper.extraction.scene import Line, Scene

_MOST = 0.3
"""The share of the container's text that a box with such a name may hold."""
_LINKED = 0.25
"""The share of a box of related articles that must be links."""

_PART = r"(?:^|[-_])"
_END = r"(?:$|[-_])"
_NAMES: Mapping[str, tuple[str, ...]] = {
    "advertisement": (
        rf"{_PART}(?:ad|ads|adv|advert\w*|adsbygoogle|banner\w*|sponsor\w*){_END}",
        rf"{_PART}(?:outbrain|taboola|mgid|mgbox|adsense|advtext\w*){_END}",
    ),
    "share": (rf"{_PART}(?:shar(?:e|es|er|ing)\w*|social\w*|soc|likes?){_END}",),
    "follow": (
        r"subscri|newsletter|follow[-_]?us|google[-_]?news|mailing|sign[-_]?up",
        rf"{_PART}(?:telegram|viber|donat\w*|join){_END}",
    ),
    "related": (
        r"read[-_]?(?:also|more|too|next|on)|also[-_]?read|see[-_]?also|related|recommend|similar",
        r"more[-_]?(?:news|on|stories)|popular|most[-_]?read|teaser|links-block|linkbox",
        rf"{_PART}also{_END}",
    ),
    "tags": (rf"{_PART}(?:tags?|keywords|topics|hashtags?){_END}",),
    "comments": (rf"{_PART}(?:comments?|disqus|typo|mistake|orphus){_END}",),
    "cookies": (r"cookie|consent|gdpr|privacy-bar",),
    "pager": (rf"{_PART}(?:pager|paginat\w+|page-links|page-numbers){_END}",),
    "breadcrumbs": (r"breadcrumb|crumbs",),
    "author": (
        rf"{_PART}(?:byline|authors?|signature){_END}",
        r"author[-_](?:info|bio|box|name|card)",
    ),
    "timestamp": (
        rf"{_PART}(?:dateline|timestamp|date){_END}",
        rf"{_PART}pub(?:lish)?(?:ed)?[-_]?(?:date|time){_END}",
    ),
    "counter": (rf"{_PART}(?:views?|counter|reading[-_]?time|rating){_END}",),
}
_BOXES = {rule: re.compile("|".join(parts), re.I) for rule, parts in _NAMES.items()}
_NEEDS_LINKS = frozenset({"related", "tags"})
_SHORT_ONLY = frozenset({"author", "timestamp", "counter", "pager"})
_CAPTION = re.compile(
    r"(?:^| )(?:figcaption|figure)(?: |$)|caption|credit|copyright|"
    r"(?:image|img|photo|picture|pic|media|foto)s?[-_]*(?:box|source|title|descr?\w*|text|author|info|sign|by)"
    r"|sign(?:ature)?[-_]?(?:photo|img)|podpis|pidpys",
    re.I,
)


@lru_cache(maxsize=4096)
def caption_end(box: str) -> int | None:
    """Where on a line's way the name of a picture's box ends; None outside of one."""
    match = _CAPTION.search(box)
    return match.end() if match is not None else None


@lru_cache(maxsize=4096)
def rule_of(token: str) -> str | None:
    """The rule that a class word or id belongs to."""
    return next((rule for rule, pattern in _BOXES.items() if pattern.search(token)), None)


def drop_boxes(scene: Scene) -> None:
    """Take off the lines of boxes whose names and contents both say that they are no article."""
    total = sum(len(line.text) for line in scene.lines) or 1
    boxes: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in scene.lines:
        named = _named(line.piece.box)
        if named is not None:
            boxes[named].append(line)
    for (rule, token), lines in boxes.items():
        if _is_junk(rule, lines, total):
            for line in lines:
                scene.drop(line, rule, f'stands in a box named "{token}"')


def _named(box: str) -> tuple[str, str] | None:
    """The first class word on a line's way that names a rule; tags are no names."""
    if not box or caption_end(box) is not None:
        return None
    for token in box.split():
        rule = rule_of(token)
        if rule is not None:
            return rule, token
    return None


def _is_junk(rule: str, lines: list[Line], total: int) -> bool:
    size = sum(len(line.text) for line in lines)
    if size > _MOST * total and size > 200:
        return False
    if rule in _SHORT_ONLY:
        return size / len(lines) < 80
    linked = sum(line.piece.linked * len(line.text) for line in lines)
    return rule not in _NEEDS_LINKS or linked > _LINKED * size
