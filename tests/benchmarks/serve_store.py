"""A store of many invented stories for the benchmark of the service; built once, then kept."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from scraper.feed import write_output
from scraper.items import Bead, Block, Divergence, Evidence, Record, SentenceBead, Version
from scraper.storage import PublishChange, Store
from tests.test_feed.records import SITE

START = datetime(2024, 1, 1, tzinfo=UTC)
LETTERS = {"uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "en": "abcdefghijklmnopqrstuvwxyz"}
LETTERS["ru"] = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
LANGS = ("uk", "en", "ru")
VOCABULARY, SENTENCES, PARAGRAPHS, BATCH = 20_000, 8_000, 7, 500


class Newsroom:
    """Writes stories of sentences whose words are as unevenly common as those of a language."""

    def __init__(self) -> None:
        self._chance = random.Random(5)
        self.words = {lang: self._make_words(lang) for lang in LANGS}
        self._sentences = {lang: self._make_sentences(lang) for lang in LANGS}

    def _make_words(self, lang: str) -> list[str]:
        letters = LETTERS[lang]
        return [
            "".join(self._chance.choices(letters, k=self._chance.randint(2, 11)))
            for _ in range(VOCABULARY)
        ]

    def _make_sentences(self, lang: str) -> list[str]:
        weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
        choose = self._chance.choices
        lengths = (self._chance.randint(8, 20) for _ in range(SENTENCES))
        return [
            " ".join(choose(self.words[lang], cum_weights=weights, k=length)).capitalize() + "."
            for length in lengths
        ]

    def write(self, number: int) -> Record:
        """A story of three versions, of two, or of one; some have a divergence."""
        langs = LANGS[: self._chance.choice((1, 2, 3, 3))]
        time = START + timedelta(minutes=10 * number)
        beads = [self._write_bead(langs, place) for place in range(PARAGRAPHS)]
        says = Divergence(kind="number", langs=("en",), severity="high", says="12 is not 13.")
        return Record(
            id=f"visnyk:uk:{number}",
            site="visnyk",
            langs=langs,
            complete=len(langs) == 3,
            published_at=time,
            updated_at=time,
            versions={lang: self._write_version(lang, number, time, beads) for lang in langs},
            evidence=(Evidence(langs=("uk", "ru"), kind="hreflang", score=1.0, both_sides=True),),
            beads=tuple(beads),
            divergences=(replace(says, bead=1),) if number % 5 == 0 else (),
        )

    def _write_bead(self, langs: tuple[str, ...], place: int) -> Bead:
        pairs = tuple(
            SentenceBead(
                sentences={lang: (self._chance.choice(self._sentences[lang]),) for lang in langs},
                score=0.9,
            )
            for _ in range(3)
        )
        blocks: dict[str, tuple[int, ...]] = dict.fromkeys(langs, (place,))
        return Bead(kind="paragraph", blocks=blocks, score=0.9, sentences=pairs)

    def _write_version(self, lang: str, number: int, time: datetime, beads: list[Bead]) -> Version:
        texts = (" ".join(pair.sentences[lang][0] for pair in bead.sentences) for bead in beads)
        return Version(
            id=f"visnyk:{lang}:{number}",
            url=f"https://visnyk.example/{lang}/{number}",
            headline=self._chance.choice(self._sentences[lang])[:90],
            lead=self._chance.choice(self._sentences[lang]),
            blocks=tuple(Block(kind="paragraph", text=text) for text in texts),
            published_at=time,
        )


def build(folder: Path, count: int, url: str) -> None:
    """Publishes `count` stories into the store of that URL and writes the feeds; once."""
    ready = folder / f"ready-{count}"
    if ready.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with Store.open(url) as store:
        for changes in _batches(Newsroom(), count):
            now = changes[-1].record.updated_at  # type: ignore[union-attr]
            store.acquire("publish", "bench", now + timedelta(days=1), now)
            store.publish(changes, now, holder="bench")
        write_output(
            store.records(after=count - 1000),
            folder / "output",
            title="Вісник",
            public_url="http://127.0.0.1:8000/",
            langs=LANGS,
            sites={"visnyk": SITE},
        )
    ready.write_text(f"{time.monotonic() - began:.0f} s\n")
    print(f"built {count} stories in {ready.read_text().strip()}")


def _batches(newsroom: Newsroom, count: int) -> Iterator[list[PublishChange]]:
    for first in range(0, count, BATCH):
        numbers = range(first, min(first + BATCH, count))
        yield [PublishChange(record=newsroom.write(number)) for number in numbers]
