"""Records as JSON Feed 1.1 (jsonfeed.org): items, and pages of bounded size; it writes no file."""

from __future__ import annotations

import heapq
import html
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec

from scraper.items import Block, Record, Version

VERSION = "https://jsonfeed.org/version/1.1"
PAGE_BYTES = 250_000  # the specification's "fine"; 1 MB is a burden
ITEM_BYTES = 120_000  # an item above this is cut, so that two always fit on a page
CUT_CHARACTERS = 20_000

Item = dict[str, Any]


# --- items ---------------------------------------------------------------------------------------


def story_item(record: Record, lang: str, extension: Item) -> Item:
    """A story as an item: title and text of its version in `lang`, under the story's id."""
    return _item(record.id, record.versions[lang], lang, extension)


def version_item(record: Record, lang: str, extension: Item) -> Item:
    """One version of a story as an item, under the article's own id."""
    return _item(record.versions[lang].id, record.versions[lang], lang, extension)


def describe_record(record: Record, *, about: str, record_url: str, site_title: str) -> Item:
    """The extension `_tlumach`: what a program needs beyond the text, and where the record lies."""
    langs = [lang for lang in record.langs if lang in record.versions]
    return {
        "about": about,
        "story": record.id,
        "site": {"name": record.site, "title": site_title},
        "langs": langs,
        "complete": record.complete,
        "versions": {lang: record.versions[lang].url for lang in langs},
        "gone": [lang for lang in langs if record.versions[lang].gone],
        "evidence": [
            {"langs": list(proof.langs), "kind": proof.kind, "score": proof.score}
            for proof in record.evidence
        ],
        "alignment": _alignment_score(record),
        "divergences": len(record.divergences),
        "record": {"url": record_url, "id": record.id},
        "revision": record.revision,
        "updated_at": rfc3339(record.updated_at),
    }


def encode_item(item: Item) -> bytes:
    """The item as JSON; one that is too long for a page keeps the beginning of its plain text."""
    encoded = msgspec.json.encode(item)
    if len(encoded) <= ITEM_BYTES:
        return encoded
    short = {name: value for name, value in item.items() if name != "content_html"}
    short["content_text"] = item["content_text"][:CUT_CHARACTERS] + "…"
    short["_tlumach"] = item["_tlumach"] | {"cut": True}
    return msgspec.json.encode(short)


def rfc3339(time: datetime) -> str:
    """The time in UTC as JSON Feed wants it."""
    return time.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _item(item_id: str, version: Version, lang: str, extension: Item) -> Item:
    item: Item = {
        "id": item_id,
        "url": version.url,
        "title": version.headline,
        "content_text": _plain_text(version),
        "content_html": _html_text(version),
        "summary": version.lead,
        "image": version.image.url if version.image else None,
        "date_published": rfc3339(version.published_at) if version.published_at else None,
        "date_modified": rfc3339(version.modified_at) if version.modified_at else None,
        "authors": [
            {"name": author.name} | ({"url": author.url} if author.url else {})
            for author in version.authors
        ],
        "tags": list(version.tags),
        "language": lang,
        "_tlumach": extension,
    }
    optional = {"summary", "image", "date_published", "date_modified", "authors", "tags"}
    return {name: value for name, value in item.items() if value or name not in optional}


def _plain_text(version: Version) -> str:
    return "\n\n".join(block.text for block in version.blocks) or version.lead or version.headline


def _html_text(version: Version) -> str:
    if not version.blocks:
        return f"<p>{html.escape(version.lead or version.headline)}</p>"
    return "".join(_html_parts(version.blocks))


def _html_parts(blocks: Sequence[Block]) -> Iterator[str]:
    """Each block as HTML; neighbouring list items share one list."""
    inside = False
    for block in blocks:
        is_item = block.kind == "list_item"
        if is_item != inside:
            yield "<ul>" if is_item else "</ul>"
            inside = is_item
        yield _html_block(block)
    if inside:
        yield "</ul>"


def _html_block(block: Block) -> str:
    text = html.escape(block.text)
    match block.kind:
        case "heading":
            level = min(max(block.level or 2, 2), 6)  # the title is the only first-level heading
            return f"<h{level}>{text}</h{level}>"
        case "quote":
            return f"<blockquote><p>{text}</p></blockquote>"
        case "list_item":
            return f"<li>{text}</li>"
        case "table":
            return _html_table(text)
        case _:
            return f"<p>{text}</p>"


def _html_table(text: str) -> str:
    rows = (line.split("\t") for line in text.split("\n"))
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def _alignment_score(record: Record) -> float | None:
    """The mean score of the beads that join languages; None when nothing is aligned."""
    scores = [
        bead.score for bead in record.beads if sum(1 for part in bead.blocks.values() if part) > 1
    ]
    return round(sum(scores) / len(scores), 4) if scores else None


# --- a feed and its pages ------------------------------------------------------------------------


class Newest:
    """The newest items of a feed, at most `limit`; older ones fall out as newer ones come."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._heap: list[tuple[str, str, bytes]] = []

    def offer(self, time: datetime, item_id: str, make: Callable[[], bytes]) -> None:
        """Take the encoded item that `make` builds, if it is among the newest so far."""
        key = (time.astimezone(UTC).isoformat(timespec="microseconds"), item_id)
        if len(self._heap) < self._limit:
            heapq.heappush(self._heap, (*key, make()))
        elif self._heap and key > self._heap[0][:2]:
            heapq.heapreplace(self._heap, (*key, make()))

    def items(self) -> list[bytes]:
        """The encoded items, newest first."""
        return [item for *_, item in sorted(self._heap, reverse=True)]


@dataclass(frozen=True, slots=True)
class FeedPage:
    """One file of a feed: its name, how many items it has and its bytes."""

    name: str
    count: int
    data: bytes


def feed_pages(
    stem: str, head: Mapping[str, str], items: Sequence[bytes], *, public_url: str
) -> list[FeedPage]:
    """The feed as pages `stem.json`, `stem-2.json` ..., each naming the next in `next_url`.

    `head` holds the feed's own fields; `public_url` ends with a slash. A page stays below
    PAGE_BYTES; a feed without items has one empty page.
    """
    room = PAGE_BYTES - len(_encode_page({**head, **_addresses(stem, 9999, True, public_url)}, ()))
    parts = list(split_items(items, room)) or [[]]
    return [
        FeedPage(
            _page_name(stem, number),
            len(part),
            _encode_page(
                {**head, **_addresses(stem, number, number < len(parts), public_url)}, part
            ),
        )
        for number, part in enumerate(parts, start=1)
    ]


def split_items(items: Sequence[bytes], room: int) -> Iterator[list[bytes]]:
    """The items in order, in parts of at most `room` bytes with the characters between them."""
    part: list[bytes] = []
    used = 0
    for item in items:
        size = len(item) + 2  # the comma and line end between items
        if part and used + size > room:
            yield part
            part, used = [], 0
        part.append(item)
        used += size
    if part:
        yield part


def _addresses(stem: str, number: int, more: bool, public_url: str) -> dict[str, str]:
    feed = {"feed_url": public_url + _page_name(stem, number)}
    return feed | ({"next_url": public_url + _page_name(stem, number + 1)} if more else {})


def _page_name(stem: str, number: int) -> str:
    return f"{stem}.json" if number == 1 else f"{stem}-{number}.json"


def _encode_page(head: Mapping[str, str], items: Sequence[bytes]) -> bytes:
    fields = msgspec.json.encode({"version": VERSION, **head})
    return fields[:-1] + b',"items":[' + b",\n".join(items) + b"]}\n"
