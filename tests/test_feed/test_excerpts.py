"""Records cut to excerpts."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.feed.excerpts import cut_record
from scraper.items import Bead, Block, Divergence, Record, SentenceBead
from tests.test_feed.records import make_record, make_removed, make_version

LANGS = ("uk", "en", "ru")
HIDDEN = "Таємниця"


def record_of(*texts: str, lead: str | None = "Вступ до новини.") -> Record:
    """A record whose three versions have these paragraphs, each a bead of its own."""
    blocks = tuple(Block(kind="paragraph", text=text) for text in texts)
    versions = {lang: replace(make_version(lang, 1), lead=lead, blocks=blocks) for lang in LANGS}
    return replace(
        make_record(1),
        versions=versions,
        beads=(
            bead("headline", "Заголовок"),
            bead("lead", lead or ""),
            *(bead("paragraph", text, number) for number, text in enumerate(texts)),
        ),
    )


def bead(kind: str, text: str, *numbers: int) -> Bead:
    sentences = SentenceBead(sentences=dict.fromkeys(LANGS, (text,)), score=0.9)
    blocks = dict.fromkeys(LANGS, numbers) if numbers else {}
    return Bead(kind=kind, blocks=blocks, score=0.9, sentences=(sentences,))  # type: ignore[arg-type]


def every(limit: int) -> dict[str, int]:
    return dict.fromkeys(LANGS, limit)


def test_a_record_within_its_limits_is_the_same() -> None:
    record = record_of("Перший абзац.", "Другий абзац.")
    assert cut_record(record, every(1000)) is record
    assert cut_record(record, {}) is record
    assert cut_record(make_removed(1), every(1)) == make_removed(1)


def test_whole_blocks_are_kept_as_far_as_they_fit() -> None:
    record = record_of("а" * 50, "б" * 50, HIDDEN, lead=None)
    cut = cut_record(record, every(104))
    for version in cut.versions.values():
        assert [len(block.text) for block in version.blocks] == [50, 50]
        assert version.excerpt
    assert [one.kind for one in cut.beads] == ["headline", "lead", "paragraph", "paragraph"]
    assert HIDDEN not in msgspec.json.encode(cut).decode()


def test_a_first_block_too_long_is_cut_at_a_word() -> None:
    record = record_of(f"Міст відкрили для руху, {HIDDEN}", lead=None)
    cut = cut_record(record, every(25))
    assert cut.versions["uk"].blocks == (Block(kind="paragraph", text="Міст відкрили для руху…"),)
    assert all(one.kind != "paragraph" for one in cut.beads)
    assert HIDDEN not in msgspec.json.encode(cut).decode()


def test_the_lead_counts_and_is_cut_too() -> None:
    record = record_of(HIDDEN, lead=f"Рух мостом дозволили {HIDDEN}")
    cut = cut_record(record, every(22))
    assert cut.versions["en"].lead == "Рух мостом дозволили…"
    assert cut.versions["en"].blocks == ()
    assert [one.kind for one in cut.beads] == ["headline"]
    assert HIDDEN not in msgspec.json.encode(cut).decode()


def test_a_sentence_from_a_block_that_was_cut_away_goes_with_its_bead() -> None:
    record = record_of("а" * 50, "б" * 50, lead=None)
    moved = SentenceBead(
        sentences={"uk": ("Аж.",), "en": (HIDDEN,), "ru": ()}, score=0.9, elsewhere={"en": (1,)}
    )
    first = replace(record.beads[2], sentences=(*record.beads[2].sentences, moved))
    record = replace(record, beads=(*record.beads[:2], first, record.beads[3]))
    assert HIDDEN in msgspec.json.encode(cut_record(record, every(104))).decode()
    assert HIDDEN not in msgspec.json.encode(cut_record(record, every(60))).decode()


def test_only_named_languages_are_cut() -> None:
    record = record_of("а" * 50, "б" * 50, lead=None)
    cut = cut_record(record, {"ru": 60})
    assert [lang for lang, version in cut.versions.items() if version.excerpt] == ["ru"]
    assert len(cut.versions["uk"].blocks) == 2
    assert [one.blocks.get("uk") for one in cut.beads if one.kind == "paragraph"] == [(0,)]


def test_divergences_move_and_go_with_their_beads() -> None:
    def divergence(place: int | None, says: str) -> Divergence:
        return Divergence(
            kind="missing", langs=("ru",), severity="high", says=says, bead=place,
            quotes={"uk": says},
        )  # fmt: skip

    record = record_of("а" * 50, "б" * 50, HIDDEN, lead=None)
    record = replace(
        record,
        beads=record.beads[1:],
        divergences=(divergence(1, "kept"), divergence(3, HIDDEN), divergence(None, "whole")),
    )
    cut = cut_record(record, every(60))
    assert [(one.says, one.bead, dict(one.quotes)) for one in cut.divergences] == [
        ("kept", 1, {"uk": "kept"}),
        ("whole", None, {}),
    ]


def test_places_of_beads_are_counted_anew() -> None:
    record = record_of("а" * 50, "б" * 50, lead="л" * 10)
    moved = Divergence(kind="number", langs=("en",), severity="low", says="x", bead=2)
    beads = (bead("paragraph", "б" * 50, 1), bead("caption", "підпис"), *record.beads[2:3])
    cut = cut_record(replace(record, beads=beads, divergences=(moved,)), every(70))
    assert [one.kind for one in cut.beads] == ["caption", "paragraph"]
    assert cut.divergences[0].bead == 1


@settings(deadline=None)
@given(
    texts=st.lists(st.text(min_size=1, max_size=40), max_size=5),
    lead=st.none() | st.text(max_size=40),
    limit=st.integers(0, 120),
)
def test_no_version_is_longer_than_its_limit(
    texts: list[str], lead: str | None, limit: int
) -> None:
    cut = cut_record(record_of(*texts, lead=lead), every(limit))
    for version in cut.versions.values():
        shown = [version.lead or "", *(block.text for block in version.blocks)]
        assert sum(len(text.removesuffix("…")) for text in shown) <= limit
    for one in cut.beads:
        for lang, places in one.blocks.items():
            assert all(place < len(cut.versions[lang].blocks) for place in places)


@pytest.mark.parametrize("limit", [0, 1, 10])
def test_an_excerpt_of_an_excerpt_is_the_same(limit: int) -> None:
    once = cut_record(record_of("Рух мостом дозволили о десятій."), every(limit))
    assert cut_record(once, every(limit + 1)) == once


def test_what_a_limited_version_said_before_is_not_quoted() -> None:
    edit = Divergence(
        kind="edited",
        langs=("uk",),
        bead=None,
        severity="low",
        says="the Ukrainian version was edited",
        quotes={"uk": HIDDEN},
        because=(HIDDEN,),
        score=1.0,
        facts={"removed": HIDDEN},
    )
    record = replace(record_of("Перший абзац."), divergences=(edit,))
    assert cut_record(record, {"en": 1000}) is record
    assert HIDDEN not in msgspec.json.encode(cut_record(record, {"uk": 1000})).decode()
