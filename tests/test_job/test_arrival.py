"""After each job the stories kept are those that matching everything at once would make."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from scraper.job import changes
from scraper.storage import Store
from tests.test_job.invented_news import BEGIN, Desk, Newsroom


@contextmanager
def open_desk(newsroom: Newsroom) -> Iterator[Desk]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        with Store.open(f"sqlite:///{path / 'store.db'}") as store:
            yield Desk(store, newsroom, path)


def arrivals(newsroom: Newsroom, chance: random.Random) -> list[str]:
    """The names of all articles in order of time, some of them much too late."""
    order = {
        name: (one.time or 0) + (chance.randrange(3000) if chance.random() < 0.15 else 0)
        for name, one in newsroom.texts.items()
    }
    return sorted(order, key=order.__getitem__)


@settings(phases=(Phase.explicit, Phase.generate), max_examples=6, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10**6), every=st.sampled_from((20, 60, 120)))
def test_stories_after_each_job_are_those_of_matching_everything(seed: int, every: int) -> None:
    """New articles in any order, edits, new links, withdrawals, pages that are gone."""
    chance = random.Random(seed)
    newsroom = Newsroom(chance, 16, every)
    waiting = arrivals(newsroom, chance)
    come: list[str] = []
    with open_desk(newsroom) as desk:
        while waiting:
            some = [waiting.pop(0) for _ in range(min(len(waiting), chance.choice((1, 2, 5, 12))))]
            edited = chance.sample(come, min(len(come), chance.randrange(3)))
            desk.commit(*(newsroom.articles[name] for name in some))
            desk.commit(*(newsroom.edit(name) for name in edited))
            come += some
            if chance.random() < 0.2:
                desk.store.withdraw(f"visnyk:{come.pop(chance.randrange(len(come)))}", BEGIN)
            desk.job()
            assert desk.kept() == desk.whole()
            assert desk.strays() == []
        assert desk.by_shelf > 3


@pytest.mark.parametrize("seed", range(4))
def test_any_order_of_arrival_gives_the_same_stories_without_a_shelf(seed: int) -> None:
    """Dated and undated articles, all in disorder; each job matches only the days around some."""
    chance = random.Random(seed)
    newsroom = Newsroom(chance, 10, 120)
    waiting = sorted(newsroom.articles)
    chance.shuffle(waiting)
    assert any(one.published_at is None for one in newsroom.articles.values())
    with open_desk(newsroom) as desk, mock.patch.object(changes, "open_shelf", return_value=None):
        while waiting:
            some = [waiting.pop() for _ in range(min(len(waiting), chance.choice((1, 3, 6))))]
            desk.commit(*(newsroom.articles[name] for name in some))
            desk.job()
            assert desk.kept() == desk.whole()
