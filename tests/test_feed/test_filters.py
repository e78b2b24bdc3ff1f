"""Corpus filters: what they leave out, and that they count it."""

from __future__ import annotations

from collections import Counter

import pytest

from scraper.feed.filters import Boilerplate, Limits, filter_segments, make_filters
from scraper.feed.segments import Segment

GOOD = {
    "uk": "Новий міст через Стрипу відкрили у Любомирі 19 листопада.",
    "en": "A new bridge over the Strypa opened in Lubomyr on November 19.",
    "ru": "Новый мост через Стрыпу открыли в Любомире 19 ноября.",
}


def _segment(record: str = "ranok:uk:1", /, score: float = 0.9, **texts: str) -> Segment:
    texts = texts or GOOD
    return Segment(
        id=f"{record}#0.0", record=record, site="ranok", kind="paragraph", texts=texts,
        urls=dict.fromkeys(texts, "https://ranok.example/"), score=score, published_at=None,
    )  # fmt: skip


def _reasons(*segments: Segment, **limits: object) -> Counter[str]:
    dropped: Counter[str] = Counter()
    bounds = Limits(**limits)  # type: ignore[arg-type]
    boilerplate = Boilerplate(bounds)
    boilerplate.learn(segments)
    kept = list(filter_segments(segments, make_filters(bounds, boilerplate), dropped))
    assert len(kept) + dropped.total() == len(segments)
    return dropped


def test_a_good_segment_passes() -> None:
    assert not _reasons(_segment())


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        ({"uk": "— — —", "en": "A bridge."}, "length"),
        ({"uk": "Так. " * 300, "en": "Yes. " * 300}, "length"),
        ({"uk": GOOD["uk"] * 6, "en": GOOD["en"]}, "length-ratio"),
        ({"uk": GOOD["uk"], "ru": GOOD["uk"].upper()}, "untranslated"),
        ({"uk": GOOD["uk"], "en": GOOD["en"].replace("19", "18")}, "numbers"),
        ({"uk": "Витратили 2,5 млрд грн.", "en": "It cost 2.6 billion hryvnias."}, "numbers"),
        ({"uk": GOOD["ru"], "en": GOOD["en"]}, "wrong-language"),
    ],
)
def test_a_bad_segment_is_left_out_with_its_reason(texts: dict[str, str], reason: str) -> None:
    assert _reasons(_segment("ranok:uk:1", 0.9, **texts)) == {reason: 1}


def test_a_low_score_is_left_out() -> None:
    assert _reasons(_segment(score=0.3)) == {"low-score": 1}
    assert not _reasons(_segment(score=0.3), min_score=0.2)


def test_numbers_may_be_written_differently() -> None:
    texts = {
        "uk": "Витратили 2,5 млрд грн за три роки.",
        "en": "It cost 2.5bn hryvnias over 3 years.",
    }
    assert not _reasons(_segment("ranok:uk:1", 0.9, **texts))


@pytest.mark.parametrize(
    ("uk", "en"),
    [
        ("Рух перекриють о 18.30.", "Traffic stops at 6:30 p.m."),
        ("Ремонт коштуватиме 6–9 млн грн.", "Repairs will cost 6 to 9 million hryvnias."),
        ("Їх бачили о пів на восьму.", "They were seen at half past seven."),
        ("На міст чекали 14 років.", "The wait for the bridge is over."),
        ("Прибула 72-га бригада.", "The 72nd Brigade has arrived."),
    ],
)
def test_figures_that_agree_or_are_left_out_pass(uk: str, en: str) -> None:
    assert not _reasons(_segment("ranok:uk:1", 0.9, uk=uk, en=en))


@pytest.mark.parametrize(
    ("uk", "en"),
    [
        ("Рух перекриють о 18.30.", "Traffic stops at 7:30 p.m."),
        ("Ремонт коштуватиме 6–9 млн грн.", "Repairs will cost 6 to 8 million hryvnias."),
        ("Прибула 72-га бригада.", "The 27th Brigade has arrived."),
    ],
)
def test_figures_that_part_are_left_out(uk: str, en: str) -> None:
    assert _reasons(_segment("ranok:uk:1", 0.9, uk=uk, en=en)) == {"numbers": 1}


def test_what_stands_in_many_stories_is_boilerplate() -> None:
    often = [_segment(f"ranok:uk:{n}", uk="Слідкуйте за нашими новинами.", en="Follow our news.")
             for n in range(5)]  # fmt: skip
    assert _reasons(*often, _segment("ranok:uk:9")) == {"boilerplate": 5}
    assert not _reasons(*often[:3])


def test_near_duplicates_are_left_out_when_asked() -> None:
    one = _segment("ranok:uk:1", uk="Курс — 44,10 грн.", en="The rate is 44.10 hryvnias.")
    two = _segment("ranok:uk:2", uk="Курс — 44,25 грн!", en="The rate is 44.25 hryvnias.")
    assert not _reasons(one, two)
    assert _reasons(one, two, dedupe=True) == {"duplicate": 1}


def test_a_further_language_is_no_duplicate_but_what_it_covers_is() -> None:
    pair = {lang: GOOD[lang] for lang in ("uk", "en")}
    one, three = _segment("ranok:uk:1", 0.9, **pair), _segment("ranok:uk:2")
    assert not _reasons(one, three, dedupe=True)
    assert _reasons(three, one, dedupe=True) == {"duplicate": 1}


def test_a_text_that_comes_back_in_one_story_is_no_boilerplate() -> None:
    refrain = [_segment("ranok:uk:1", uk="Слідкуйте за нашими новинами.", en="Follow our news.")
               for _ in range(9)]  # fmt: skip
    assert not _reasons(*refrain)


def test_short_texts_are_not_judged_by_their_language() -> None:
    assert not _reasons(_segment(uk="Так.", ru="Да.", en="Yes."))
