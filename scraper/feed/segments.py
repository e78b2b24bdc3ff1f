"""Beads as parallel segments: what a corpus takes from records; it filters and writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from scraper.items import Bead, Record

Level = Literal["sentence", "block"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Texts that answer one another in two or more languages, and where they stand.

    `id` is the record's id, the bead's number and, for sentences, the number inside it. `texts` and
    `urls` go by language, in the order asked for; `score` is the bead's, 0 to 1.
    """

    id: str
    record: str
    site: str
    kind: str
    texts: dict[str, str]
    urls: dict[str, str]
    score: float
    published_at: datetime | None
    level: Level = "sentence"

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages that have a text."""
        return tuple(self.texts)


def read_segments(
    records: Iterable[Record], langs: Sequence[str], *, level: Level = "sentence"
) -> Iterator[Segment]:
    """The segments of records in at least two of the languages, in the records' order.

    Segments of one language, and records that were removed, give none.
    """
    for record in records:
        for number, bead in enumerate(record.beads):
            yield from _of_bead(record, number, bead, langs, level)


def _of_bead(
    record: Record, number: int, bead: Bead, langs: Sequence[str], level: Level
) -> Iterator[Segment]:
    if level == "block":
        texts = {lang: _block_text(record, bead, lang) for lang in langs}
        for whole in _segment(record, bead, f"{record.id}#{number}", texts, bead.score):
            yield replace(whole, level="block")
        return
    for place, inner in enumerate(bead.sentences):
        texts = {lang: " ".join(inner.sentences.get(lang, ())) for lang in langs}
        yield from _segment(record, bead, f"{record.id}#{number}.{place}", texts, inner.score)


def _segment(
    record: Record, bead: Bead, id_: str, texts: dict[str, str], score: float
) -> Iterator[Segment]:
    present = {lang: text for lang, text in texts.items() if text.strip()}
    if len(present) < 2:
        return
    yield Segment(
        id=id_,
        record=record.id,
        site=record.site,
        kind=bead.kind,
        texts=present,
        urls={lang: record.versions[lang].url for lang in present},
        score=score,
        published_at=record.published_at,
    )


def _block_text(record: Record, bead: Bead, lang: str) -> str:
    version = record.versions.get(lang)
    if version is None:
        return ""
    if bead.blocks:
        return " ".join(version.blocks[n].text for n in bead.blocks.get(lang, ()))
    image = version.image
    named = {
        "headline": version.headline,
        "lead": version.lead or "",
        "caption": (image.caption or "") if image else "",
    }
    return named.get(bead.kind, "")
