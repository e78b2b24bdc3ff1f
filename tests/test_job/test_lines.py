"""Lines that pages of a site share are learned in the job, and the first pages read again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scraper.extraction import read_page
from scraper.job.lines import FIRST, learn_site, load_lines
from scraper.job.reread import reread_learned
from scraper.storage import Outcome, Store
from tests.test_extraction.newspage import SITE, body_of, make_page, markup

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
CALL = "Редакція щоранку надсилає добірку листом, адресу можна лишити на сторінці підписки"
SITES = {SITE.name: SITE}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path}/store.db") as opened:
        yield opened


def outcome(number: int, *, call: bool) -> Outcome:
    """The page of one story, with a line of the site's own among its text."""
    text = [
        f"Подія номер {number}: у селі {number}-Зоряне за рік збудували {number * 3} криниць, "
        f"а ще {number + 7} відремонтували коштом громади, розповів староста.",
        f"Наступного року план становить {number * 5} криниць, і гроші на {number} з них уже є, "
        "сказано в кошторисі, який ухвалила сільська рада.",
    ]
    if call:
        text.insert(1, CALL)
    url = f"https://www.visnyk.example/rus/news/podiia-{1763280000 + number}.html"
    page = make_page(markup(body_of(*text), headline=f"Подія номер {number}"), url=url)
    page = replace(page, fetched_at=NOW)
    article = read_page(page, SITE).article
    assert article is not None
    return Outcome(site=SITE.name, url=url, state="done", page=page, article=article, status=200)


def texts_of(store: Store) -> list[str]:
    return [block.text for one in store.articles() for block in one.article.blocks]


def test_first_pages_are_read_again_once_enough_is_known(store: Store) -> None:
    store.commit([outcome(number, call=number % 2 == 0) for number in range(FIRST)], NOW)
    assert texts_of(store).count(CALL) == FIRST // 2
    stored = list(reread_learned(store, SITES, lambda: NOW))
    assert [one.kind for one in stored] == ["edited"] * (FIRST // 2)
    assert CALL not in texts_of(store)
    causes = {one.cause for one in store.articles() if one.revision == 2}
    assert causes == {"rules"}


def test_nothing_is_learned_from_a_few_pages(store: Store) -> None:
    store.commit([outcome(number, call=True) for number in range(FIRST - 1)], NOW)
    assert list(reread_learned(store, SITES, lambda: NOW)) == []
    assert load_lines(store, SITE.name).pages == 0


def test_what_was_learned_stays_when_pages_were_cleaned(store: Store) -> None:
    store.commit([outcome(number, call=True) for number in range(FIRST)], NOW)
    list(reread_learned(store, SITES, lambda: NOW))
    assert load_lines(store, SITE.name).doubts(CALL) == FIRST
    assert learn_site(store, SITE, NOW) is None, "too little is new"


def test_the_same_is_not_read_twice(store: Store) -> None:
    store.commit([outcome(number, call=True) for number in range(FIRST)], NOW)
    assert list(reread_learned(store, SITES, lambda: NOW))
    assert list(reread_learned(store, SITES, lambda: NOW)) == []
