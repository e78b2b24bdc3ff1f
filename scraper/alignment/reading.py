"""A version as the aligner reads it: its blocks, and the sentences that each of them holds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from scraper.alignment.segments import Segment, read_segment, read_segments
from scraper.items import Block
from scraper.text.sentences import split_sentences


@dataclass(frozen=True, slots=True)
class Reading:
    """The segments of one version: blocks, sentences in order, and per sentence its block."""

    blocks: tuple[Segment, ...]
    sentences: tuple[Segment, ...]
    homes: tuple[int, ...]

    def within(self, blocks: Collection[int]) -> list[int]:
        """The sentences that stand in some of the blocks."""
        return [place for place, home in enumerate(self.homes) if home in blocks]

    def prose(self) -> list[int]:
        """The sentences that stand in no heading."""
        return [place for place, home in enumerate(self.homes) if not self.blocks[home].is_heading]


def read_version(blocks: Sequence[Block], lang: str) -> Reading:
    """Cut the blocks of one version into sentences and read both."""
    pieces = [split_sentences(block.text, lang) for block in blocks]
    return Reading(
        tuple(read_segment(b.text, lang, is_heading=b.kind == "heading") for b in blocks),
        read_segments([piece for some in pieces for piece in some], lang),
        tuple(home for home, some in enumerate(pieces) for _ in some),
    )
