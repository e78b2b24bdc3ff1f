"""Formats of data tools: Parquet with typed columns, and a Hugging Face dataset folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from scraper.feed.exports.lines import write_jsonl
from scraper.feed.segments import Segment

BATCH = 5000

CARD = """---
language:
{languages}
task_categories:
- translation
size_categories:
- {size}
configs:
- config_name: default
  data_files: data/{file}
---

# Parallel news text

Segments of news articles in {names}, aligned by Tlumach. Each row has an `id`, the `record` and
`site` it comes from, `texts` and `urls` by language, the alignment's `score` (0 to 1) and the time
of publication.

- Segments: {count}, published {first} to {last}
- Sources: {sources}

## Licence

The texts belong to their publishers. Ask for their terms before you use or pass them on; each row
names the page it was read from.
"""


class MissingExtraError(Exception):
    """A format needs a package that is not installed; the message names the extra."""


def write_parquet(segments: Iterable[Segment], path: Path, langs: Sequence[str]) -> int:
    """One row a segment; a text and an address column for each language."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        told = (
            "parquet needs pyarrow: "
            ".venv/bin/pip install --require-hashes -r requirements/parquet.txt"
        )
        raise MissingExtraError(told) from None
    columns = [(name, pa.string()) for name in ("id", "record", "site", "kind")]
    columns += [("score", pa.float32()), ("published_at", pa.timestamp("ms", tz="UTC"))]
    columns += [(f"{what}_{lang}", pa.string()) for what in ("text", "url") for lang in langs]
    schema = pa.schema(columns)
    count = 0
    with pq.ParquetWriter(str(path), schema) as writer:
        for batch in _batches(segments):
            rows = [_row(segment, langs) for segment in batch]
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))
            count += len(rows)
    return count


def _row(segment: Segment, langs: Sequence[str]) -> dict[str, Any]:
    row: dict[str, Any] = {
        name: getattr(segment, name)
        for name in ("id", "record", "site", "kind", "score", "published_at")
    }
    for lang in langs:
        row[f"text_{lang}"] = segment.texts.get(lang)
        row[f"url_{lang}"] = segment.urls.get(lang)
    return row


def _batches(segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    stream = iter(segments)
    while batch := list(islice(stream, BATCH)):
        yield batch


class _Census:
    """Passes segments on and remembers what the card tells of them."""

    def __init__(self) -> None:
        self.sites: Counter[str] = Counter()
        self.first: datetime | None = None
        self.last: datetime | None = None

    def watch(self, segments: Iterable[Segment]) -> Iterator[Segment]:
        for segment in segments:
            self.sites[segment.site] += 1
            if time := segment.published_at:
                self.first = min(self.first or time, time)
                self.last = max(self.last or time, time)
            yield segment


def write_huggingface(segments: Iterable[Segment], path: Path, langs: Sequence[str]) -> int:
    """A folder with `data/train.jsonl` and a dataset card."""
    (path / "data").mkdir(parents=True)
    census = _Census()
    count = write_jsonl(census.watch(segments), path / "data" / "train.jsonl", langs)
    card = CARD.format(
        languages="\n".join(f"- {lang}" for lang in langs),
        names=", ".join(langs),
        size=_size(count),
        file="train.jsonl",
        count=count,
        first=f"{census.first:%Y-%m-%d}" if census.first else "-",
        last=f"{census.last:%Y-%m-%d}" if census.last else "-",
        sources=", ".join(f"{site} ({n})" for site, n in sorted(census.sites.items())) or "none",
    )
    (path / "README.md").write_text(card, encoding="utf-8")
    return count


def _size(count: int) -> str:
    for bound, name in ((1000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K")):
        if count < bound:
            return name
    return "100K<n<1M" if count < 1_000_000 else "n>1M"
