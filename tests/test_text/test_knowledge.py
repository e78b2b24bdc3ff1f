"""A snapshot survives being stored, and equal ones are equal bytes."""

from __future__ import annotations

import msgspec
import pytest

from scraper.text.knowledge import Knowledge, pack_knowledge, unpack_knowledge

FULL = Knowledge(
    number=3,
    articles=40,
    frequencies={7: 2, 900_000_000: 1},
    associations={
        ("uk", "ґлямздик"): {("en", "wobbler"): 0.9, ("ru", "хлямзик"): 0.6},
        ("en", "wobbler"): {("uk", "ґлямздик"): 0.9},
        ("ru", "хлямзик"): {("uk", "ґлямздик"): 0.6},
    },
    pairs_learned_from=12,
    delays={"visnyk": 95},
    thresholds={"visnyk": -0.25},
)


def test_snapshot_comes_back_whole() -> None:
    assert unpack_knowledge(pack_knowledge(FULL)) == FULL
    assert unpack_knowledge(pack_knowledge(Knowledge())) == Knowledge()


def test_order_of_entries_is_no_matter() -> None:
    turned = Knowledge(
        number=3,
        articles=40,
        frequencies=dict(list(FULL.frequencies.items())[::-1]),
        associations=dict(list(FULL.associations.items())[::-1]),
        pairs_learned_from=12,
        delays=FULL.delays,
        thresholds=FULL.thresholds,
    )
    assert pack_knowledge(turned) == pack_knowledge(FULL)


def test_other_bytes_are_refused() -> None:
    with pytest.raises(msgspec.DecodeError):
        unpack_knowledge(b"{}")
