"""When an article is read again."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.crawling.revisits import Revisits

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
REVISITS = Revisits(after=(15 * MINUTE, HOUR, 6 * HOUR, DAY), max_age=7 * DAY, share=0.1)


def follow(edited_until: float, age: float = 10 * MINUTE) -> list[float]:
    """The ages at which an article is read that is edited all the time up to an age."""
    ages = [age]
    edits = 0
    while (wait := REVISITS.wait(len(ages) - 1, edits, ages[-1])) is not None:
        ages.append(ages[-1] + wait)
        edits += ages[-1] <= edited_until
    return ages


def test_a_calm_article_is_read_four_times_more() -> None:
    waits = [REVISITS.wait(visits, 0, HOUR) for visits in range(5)]
    assert waits == [15 * MINUTE, 45 * MINUTE, 5 * HOUR, 18 * HOUR, None]


def test_an_edit_repeats_the_wait_and_adds_a_visit() -> None:
    assert REVISITS.wait(1, 1, HOUR) == 15 * MINUTE
    assert REVISITS.wait(2, 1, HOUR) == 45 * MINUTE
    assert REVISITS.wait(4, 1, HOUR) == 18 * HOUR
    assert REVISITS.wait(5, 1, HOUR) is None


def test_an_often_edited_article_is_read_more_often() -> None:
    calm, lively = follow(0), follow(DAY)
    assert len(calm) == 5
    assert sum(age < DAY for age in lively) > 2 * sum(age < DAY for age in calm)


def test_one_that_is_always_edited_is_not_read_without_end() -> None:
    ages = follow(30 * DAY)
    assert 7 * DAY < ages[-1] < 8 * DAY
    assert len(ages) < 60
    gaps = [later - age for age, later in pairwise(ages)]
    assert gaps == sorted(gaps), "the older, the rarer"


def test_an_old_article_waits_by_its_age() -> None:
    assert REVISITS.wait(0, 0, 5 * DAY) == pytest.approx(12 * HOUR)
    assert REVISITS.wait(0, 0, 7 * DAY + 1) is None


def test_without_a_date_visits_tell_the_age() -> None:
    assert REVISITS.wait(0, 0, None) == 15 * MINUTE
    assert REVISITS.wait(40, 40, None) == HOUR
    assert REVISITS.wait(700, 700, None) is None


def test_no_times_mean_no_second_visit() -> None:
    assert Revisits(after=(), max_age=DAY).wait(0, 0, None) is None


@given(st.integers(0, 30), st.integers(0, 30), st.floats(-DAY, 10 * DAY))
def test_an_edit_never_puts_a_visit_off(visits: int, edits: int, age: float) -> None:
    with_edit = REVISITS.wait(visits, edits + 1, age)
    without = REVISITS.wait(visits, edits, age)
    assert without is None or (with_edit is not None and with_edit <= without)
