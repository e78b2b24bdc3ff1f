"""Alarms: ten ways to break the replica, each named in one run, and ten changes that do no harm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from scraper.crawling.monitors import Judgement, Verdict
from scraper.demo.replica import Replica
from tests.test_crawling import spoiled
from tests.test_crawling.desk import Desk, Memory
from tests.test_crawling.spoiled import Change, Spoiled, in_text, in_tree

BEFORE = datetime(2026, 11, 18, 8, tzinfo=UTC)
AFTER = datetime(2026, 11, 19, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    yield desk
    desk.store.close()


@pytest.fixture(scope="module")
def healthy(desk: Desk) -> Memory:
    """After a first run of the site as it is."""
    judgement, memory = desk.crawl(Spoiled(Replica()), BEFORE, Memory())
    assert judgement == Judgement(Verdict.FINISHED)
    return memory


def _crawl(desk: Desk, change: Change | None, memory: Memory) -> Judgement:
    return desk.crawl(Spoiled(Replica(), change), AFTER, memory)[0]


BREAKAGES = {
    "class renamed": (in_text(spoiled.rename_classes), "markup/body div.txt"),
    "headline moved": (in_tree(spoiled.move_headline), "markup/headline h1"),
    "JSON-LD gone": (in_text(spoiled.drop_structured_data), "has/structured data"),
    "switcher gone": (in_tree(spoiled.drop_switcher), "has/link by switcher"),
    "dates in another form": (in_text(spoiled.write_dates_anew), "has/date"),
    "body split in two": (in_tree(spoiled.split_body), "has/text of 700 characters"),
    "consent wall": (spoiled.wall, "rejected"),
    "challenge": (spoiled.challenge, "access"),
    "English edition gone": (spoiled.close_english, "edition en"),
    "archive repeats": (spoiled.repeat_yesterday, "source ua /rus/archive/{:%Y/%m/%d}"),
    "English lists empty": (spoiled.empty_english, "edition en"),
    "feed not written": (spoiled.freeze_feed, "source ua /static/rss/all.ukr.rss.xml"),
    "feed of old news": (spoiled.freeze_feed_anew, "source ua /static/rss/all.ukr.rss.xml"),
    "feed empty": (spoiled.empty_feed, "source ru /static/rss/all.rus.rss.xml"),
    "slogan for a lead": (in_tree(spoiled.sign_with_slogan), "too/same lead as other pages"),
    "no pictures": (in_text(spoiled.drop_pictures), "has/image"),
    "no authors": (in_tree(spoiled.drop_signatures), "has/author"),
    "plea in the text": (in_tree(spoiled.pitch), "too/same text as other pages"),
    "challenge in places": (spoiled.challenge_articles, "rejected/challenge"),
}


PAGES = {"archive repeats": 2, "English lists empty": 2, "feed empty": 1}
"""Where fewer than three addresses are to be seen: two days, two lists, one feed."""


@pytest.mark.parametrize("name", BREAKAGES)
def test_what_fell_is_named_with_counts_and_addresses(
    name: str, desk: Desk, healthy: Memory
) -> None:
    change, what = BREAKAGES[name]
    judgement = _crawl(desk, change, healthy)
    blocked = name.startswith("challenge")
    assert judgement.verdict is (Verdict.BLOCKED if blocked else Verdict.LAYOUT_CHANGED)
    alarms = {alarm.what: alarm for alarm in judgement.alarms}
    assert what in alarms, judgement.because
    assert any(letter.isdigit() for letter in alarms[what].says)
    assert len(alarms[what].examples) == PAGES.get(name, 3)
    assert all(url.startswith("https://") for url in alarms[what].examples)
    assert judgement.because == tuple(map(str, judgement.alarms))


HARMLESS = {
    "new ad box": in_tree(spoiled.add_advertisement),
    "new footer": in_tree(spoiled.new_footer),
    "other class order": in_text(spoiled.other_class_order),
    "new social widget": in_tree(spoiled.new_social_widget),
    "new scripts": in_text(spoiled.new_scripts),
    "one more wrapper": in_tree(spoiled.wrap_article),
    "new menu": in_tree(spoiled.new_menu),
    "meta in another order": in_tree(spoiled.reorder_meta),
    "minified": in_text(spoiled.minify),
    "comments and a column": in_tree(spoiled.add_comments),
    "more open graph": in_text(spoiled.add_open_graph),
    "nothing changed": None,
}


@pytest.mark.parametrize("name", HARMLESS)
def test_a_harmless_change_raises_nothing(name: str, desk: Desk, healthy: Memory) -> None:
    assert _crawl(desk, HARMLESS[name], healthy) == Judgement(Verdict.FINISHED)


def test_a_quiet_day_raises_nothing(desk: Desk, healthy: Memory) -> None:
    replica = Spoiled(Replica())
    memory = desk.crawl(replica, AFTER, healthy)[1]
    end = datetime(2026, 11, 20, 12, tzinfo=UTC)
    for hours in (0, 12, 24, 36):
        judgement, memory = desk.crawl(replica, end + timedelta(hours=hours), memory)
        assert judgement == Judgement(Verdict.FINISHED)
