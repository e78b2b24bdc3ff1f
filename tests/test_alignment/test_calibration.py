"""Calibrated scores: they keep the order of beads of one kind, and trust rewritten texts less."""

from __future__ import annotations

import pytest

from scraper.alignment import align_texts
from scraper.alignment.beads import PairBead
from scraper.alignment.calibration import Trust, least_trust, measure_trust, rate_beads
from scraper.alignment.segments import Segment, read_segments
from scraper.items import Bead, SentenceBead

SCORES = (0.0, 0.02, 0.3, 0.5, 0.9, 0.999, 1.0)
UK = read_segments(("Міст відкрили.", "Рух дозволили."), "uk")
EN = read_segments(("The bridge opened.", "Traffic was allowed."), "en")


def beads(*pairs: tuple[tuple[int, ...], tuple[int, ...]]) -> list[PairBead]:
    return [PairBead(left, right, 0.9) for left, right in pairs]


def straight(count: int, first: int = 0) -> list[PairBead]:
    return beads(*(((i,), (i,)) for i in range(first, first + count)))


def trust_of(some: list[PairBead]) -> Trust:
    return measure_trust(UK, EN, some)


@pytest.mark.parametrize("trust", [Trust(), Trust(1.0), Trust(0.4, is_known=False)])
@pytest.mark.parametrize("sizes", [(1, 1), (1, 0), (2, 1), (1, 1, 0), (1, 2, 1)])
def test_a_surer_bead_never_has_a_lower_score(trust: Trust, sizes: tuple[int, ...]) -> None:
    rated = [trust.rate(score, sizes) for score in SCORES]
    assert rated == sorted(rated)
    assert all(0 < score < 1 for score in rated)


def test_rewritten_texts_and_unknown_languages_are_trusted_less() -> None:
    faithful = Trust(0.02).rate(0.99, (1, 1))
    assert faithful > Trust(0.3).rate(0.99, (1, 1)) > Trust(0.3, is_known=False).rate(0.99, (1, 1))
    assert faithful > Trust(0.02).rate(0.99, (1, 1, 0))
    assert faithful > Trust(0.02).rate(0.99, (2, 1))


def test_gaps_inside_and_moved_beads_are_disorder() -> None:
    orderly = trust_of(straight(8))
    gaps = trust_of([*straight(4), *beads(((4,), ()), ((), (4,))), *straight(3, first=5)])
    moved = trust_of([*straight(6), *beads(((6,), (7,)), ((7,), (6,)))])
    assert orderly.disorder < gaps.disorder < moved.disorder
    assert orderly.is_known


def test_a_text_that_stops_early_is_in_order() -> None:
    tail = beads(*(((i,), ()) for i in range(8, 30)))
    assert trust_of([*straight(8), *tail]) == trust_of(straight(8))


def test_a_language_no_lexicon_knows_is_told() -> None:
    unknown: tuple[Segment, ...] = read_segments(("Zorka velim tapun.",), "qaa")
    assert not measure_trust(UK, unknown, straight(1)).is_known


def test_beads_of_a_story_are_rated_against_the_languages_that_have_a_text() -> None:
    whole = SentenceBead(sentences={"uk": ("Міст.",), "en": ("A bridge.",)}, score=0.99)
    alone = SentenceBead(sentences={"uk": ("Рух.",), "en": ()}, score=0.99)
    given = (
        Bead(kind="headline", score=0.99, sentences=(alone,)),
        Bead(
            kind="paragraph", blocks={"uk": (0,), "en": (0,)}, score=0.9, sentences=(whole, alone)
        ),
        Bead(kind="paragraph", blocks={"uk": (1,)}, score=0.9),
    )
    headline, both, lacking = rate_beads(given, Trust())
    assert headline.score == headline.sentences[0].score
    assert both.score == round(Trust().rate(0.9, (1, 1)), 3) > lacking.score
    assert both.sentences[0].score > both.sentences[1].score


def test_of_several_pairs_the_loosest_counts() -> None:
    assert least_trust([Trust(0.1), Trust(0.3, is_known=False)]) == Trust(0.3, is_known=False)
    assert least_trust([]) == Trust()


def test_a_faithful_pair_keeps_high_scores() -> None:
    found = align_texts(
        ["Міст завдовжки 412 метрів відкрили у понеділок.", "Роботи коштували 1,27 млрд грн."],
        ["A bridge 412 meters long opened on Monday.", "The work cost UAH 1.27 billion."],
        "uk",
        "en",
    )
    assert [bead[:2] for bead in found] == [((0,), (0,)), ((1,), (1,))]
    assert min(bead.score for bead in found) > 0.95
