"""What a crawler knows and one page does not: lines that come out of several pages of a site.

A memory is a value made from articles as they were read; it is consulted, never changed, while
pages are read. The idea was measured on several extractors before it was built: dropping lines of
other pages raised every one's precision.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from scraper.items import Article
from scraper.text.normalisation import fold

RULE = "memory"
LEAST_PAGES = 4
"""Pages of a site below which a memory says nothing."""
_SHORT = 120
"""Characters; a newsroom repeats longer lines as background, so these need more pages."""
_PAGES_SHORT = 2
_PAGES_LONG = 3
_PAGES_HEADING = 4
_PAGES_SENTENCE = 3
_SHARE_SENTENCE = 0.05
"""Of the pages; a newsroom's stock sentences («Постраждалих немає.») are on few of them."""
_FADES = 0.98
_LEAST_COUNT = 1.5
_SAME = 0.5
"""The share of an article that other pages have too from which they are the same article."""


def fingerprint(text: str) -> str:
    """A short name for a line, the same for lines that differ in case and punctuation only."""
    return blake2b(fold(text).encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class LineMemory:
    """How many of a site's pages each line came out of; lines of one page are not kept.

    `pages` is the number of pages it was made from. Counts from earlier pages weigh less each time
    something is learned, so that lines which the site no longer has are forgotten.
    """

    pages: int = 0
    counts: Mapping[str, float] = field(default_factory=dict)

    def doubts(self, text: str, *, is_heading: bool = False, is_sentence: bool = False) -> int:
        """The number of pages that a line came out of where that is too many for text, else 0.

        `is_sentence` is said of a line that ends as a sentence and has no link.
        """
        if self.pages < LEAST_PAGES:
            return 0
        least: float = _PAGES_SHORT if len(text) < _SHORT else _PAGES_LONG
        if is_heading:
            least = _PAGES_HEADING
        elif is_sentence:
            least = max(_PAGES_SENTENCE, _SHARE_SENTENCE * self.pages)
        seen = round(self.counts.get(fingerprint(text), 0))
        return seen if seen >= least else 0

    def after(self, newer: LineMemory) -> LineMemory:
        """This memory once a newer one was learned from other pages: the stronger count of each
        line, the older one faded."""
        faded = {line: round(count * _FADES, 3) for line, count in self.counts.items()}
        lines = (faded.keys() | newer.counts.keys()) if faded else newer.counts.keys()
        counts = {line: max(faded.get(line, 0), newer.counts.get(line, 0)) for line in lines}
        kept = {line: count for line, count in counts.items() if count >= _LEAST_COUNT}
        return LineMemory(max(self.pages, newer.pages), kept)

    def to_bytes(self) -> bytes:
        """The memory as JSON, the same for the same memory."""
        value = {"pages": self.pages, "counts": dict(self.counts)}
        return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, payload: bytes) -> LineMemory:
        """The memory that `to_bytes` wrote; ValueError for anything else."""
        value = json.loads(payload)
        try:
            return cls(int(value["pages"]), {str(k): float(v) for k, v in value["counts"].items()})
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a memory of lines: {error}") from error


NOTHING = LineMemory()


def learn_lines(articles: Iterable[Article]) -> LineMemory:
    """The memory of some articles of one site; each counts once, and a copy of another not at all.

    Lines that an earlier memory removed are counted on, so that what was learned is not forgotten
    while it is still on the pages.
    """
    pages: dict[str, dict[str, int]] = {article.id: _lines_of(article) for article in articles}
    counts: Counter[str] = Counter(line for lines in pages.values() for line in lines)
    first: dict[frozenset[str], str] = {}
    for id_, lines in pages.items():
        if _is_copy(lines, counts) and first.setdefault(_long(lines), id_) != id_:
            counts.subtract(lines)
    kept = {line: count for line, count in counts.items() if count > 1}
    return LineMemory(len(pages), kept)


def _lines_of(article: Article) -> dict[str, int]:
    """The lines that came out of a page, by fingerprint, with their sizes."""
    texts = [block.text for block in article.blocks]
    texts += [removed.text for removed in article.removed if removed.rule == RULE]
    return {fingerprint(text): len(text) for text in texts if fold(text)}


def _is_copy(lines: Mapping[str, int], counts: Mapping[str, int]) -> bool:
    """Whether most of an article stands on other pages too: it is the same one once more."""
    shared = sum(size for line, size in lines.items() if counts[line] > 1 and size >= _SHORT)
    return bool(lines) and shared > _SAME * sum(lines.values())


def _long(lines: Mapping[str, int]) -> frozenset[str]:
    return frozenset(line for line, size in lines.items() if size >= _SHORT)
