"""A validator for JSON Feed 1.1, written from the specification's rules; it knows no record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
FEED_FIELDS = {
    "version": str, "title": str, "home_page_url": str, "feed_url": str, "description": str,
    "user_comment": str, "next_url": str, "icon": str, "favicon": str, "authors": list,
    "language": str, "expired": bool, "hubs": list, "items": list,
}  # fmt: skip
ITEM_FIELDS = {
    "id": str, "url": str, "external_url": str, "title": str, "content_html": str,
    "content_text": str, "summary": str, "image": str, "banner_image": str,
    "date_published": str, "date_modified": str, "authors": list, "tags": list,
    "language": str, "attachments": list,
}  # fmt: skip
AUTHOR_FIELDS = {"name": str, "url": str, "avatar": str}


def feed_faults(feed: object) -> list[str]:
    """Every rule of the specification that one page of a feed breaks, with the place."""
    if not isinstance(feed, Mapping):
        return ["feed: not an object"]
    faults = [*_field_faults("feed", feed, FEED_FIELDS)]
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        faults.append("feed: version is not that of JSON Feed 1.1")
    faults += [f"feed: no {name}" for name in ("title", "items") if name not in feed]
    if "next_url" in feed and feed["next_url"] == feed.get("feed_url"):
        faults.append("feed: next_url is feed_url")
    faults += _author_faults("feed", feed)
    items = feed.get("items", [])
    for place, item in enumerate(items if isinstance(items, list) else []):
        faults += _item_faults(f"items[{place}]", item)
    ids = [str(item.get("id")) for item in items if isinstance(item, Mapping)]
    faults += [f"feed: id {name!r} twice" for name in sorted({i for i in ids if ids.count(i) > 1})]
    return faults


def chain_faults(pages: Mapping[str, Any], first: str) -> list[str]:
    """What is wrong with a feed's pages, by address: the rules of each, and of `next_url`."""
    faults: list[str] = []
    seen: list[str] = []
    ids: list[str] = []
    address: str | None = first
    while address is not None:
        if address in seen:
            return [*faults, f"{address}: next_url repeats"]
        if address not in pages:
            return [*faults, f"{address}: named by next_url, not there"]
        seen.append(address)
        page = pages[address]
        faults += [f"{address}: {fault}" for fault in feed_faults(page)]
        if page.get("feed_url") != address:
            faults.append(f"{address}: feed_url is another address")
        ids += [item["id"] for item in page["items"]]
        address = page.get("next_url")
    if len(ids) != len(set(ids)):
        faults.append("an id stands on two pages")
    return faults


def _item_faults(place: str, item: object) -> Iterator[str]:
    if not isinstance(item, Mapping):
        yield f"{place}: not an object"
        return
    yield from _field_faults(place, item, ITEM_FIELDS)
    if not item.get("id"):
        yield f"{place}: no id"
    if "content_text" not in item and "content_html" not in item:
        yield f"{place}: no content"
    for name in ("date_published", "date_modified"):
        if name in item and not RFC3339.fullmatch(str(item[name])):
            yield f"{place}.{name}: not RFC 3339"
    if not all(isinstance(tag, str) for tag in item.get("tags", ())):
        yield f"{place}.tags: not all strings"
    yield from _author_faults(place, item)


def _author_faults(place: str, holder: Mapping[str, Any]) -> Iterator[str]:
    if "author" in holder:
        yield f"{place}: author is deprecated"
    for number, author in enumerate(holder.get("authors", ())):
        yield from _field_faults(f"{place}.authors[{number}]", author, AUTHOR_FIELDS)
        if not author:
            yield f"{place}.authors[{number}]: empty"


def _field_faults(
    place: str, holder: Mapping[str, Any], fields: Mapping[str, type]
) -> Iterator[str]:
    for name, value in holder.items():
        if name.startswith("_"):
            yield from _extension_faults(f"{place}.{name}", name, value)
        elif name not in fields:
            yield f"{place}.{name}: unknown field"
        elif not isinstance(value, fields[name]):
            yield f"{place}.{name}: {type(value).__name__} instead of {fields[name].__name__}"
        elif name.endswith("url") or name in ("image", "banner_image", "icon", "favicon", "avatar"):
            if not re.match(r"https?://[^/\s]+", str(value)):
                yield f"{place}.{name}: not an absolute address"
        elif name == "language" and not LANGUAGE.fullmatch(str(value)):
            yield f"{place}.language: not a language tag"


def _extension_faults(place: str, name: str, value: object) -> Iterator[str]:
    if not re.match(r"_[A-Za-z]", name) or "." in name:
        yield f"{place}: bad extension name"
    if not isinstance(value, Mapping):
        yield f"{place}: an extension is an object"
        return
    yield from (
        f"{place}.{inner}: bad name" for inner in value if inner.startswith("_") or "." in inner
    )
