"""Counts over records, and the charts drawn of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from lxml import etree

from scraper.feed.charts import Series, draw_bars, nice_top
from scraper.feed.statistics import count_records, delay_class, delay_names
from scraper.items import Bead, Divergence, Record, SentenceBead, Version

MORNING = datetime(2026, 11, 19, 8, tzinfo=UTC)


def _version(lang: str, minutes: int) -> Version:
    time = MORNING + timedelta(minutes=minutes)
    return Version(id=lang, url=f"https://ranok.example/{lang}", headline="H", published_at=time)


def _record(**changes: object) -> Record:
    sentences = (
        SentenceBead(sentences={"uk": ("Так.",), "en": ("Yes.",)}, score=0.97),
        SentenceBead(sentences={"uk": ("Ні.",), "en": ()}, score=0.5),
    )
    values: dict[str, object] = {
        "id": "uk",
        "site": "ranok",
        "langs": ("uk", "en"),
        "complete": True,
        "published_at": MORNING,
        "updated_at": MORNING,
        "versions": {"uk": _version("uk", 0), "en": _version("en", 45)},
        "beads": (Bead(kind="paragraph", sentences=sentences),),
        "divergences": (Divergence(kind="number", langs=("en",), severity="high", says="S."),),
    }
    return Record(**{**values, **changes})  # type: ignore[arg-type]


def test_everything_is_counted() -> None:
    counted = count_records([_record(), _record(complete=False), _record(removed=True)])
    assert counted.stories == 2
    assert counted.articles == {("2026-11-19", "uk"): 2, ("2026-11-19", "en"): 2}
    assert counted.complete == {"2026-11-19": 1}
    assert counted.delays == {delay_class(45): 2}
    assert counted.scores == {9: 2}
    assert counted.divergences == {"number": 2}


@pytest.mark.parametrize(
    ("minutes", "name"),
    [(0, "up to 15 min"), (15, "up to 15 min"), (16, "up to 30 min"), (61, "up to 2 h"),
     (1440, "up to 24 h"), (2000, "over 24 h")],
)  # fmt: skip
def test_delays_have_classes(minutes: float, name: str) -> None:
    assert delay_names()[delay_class(minutes)] == name


@pytest.mark.parametrize(("highest", "top"), [(0, 1), (1, 1), (3, 5), (11, 20), (100, 100)])
def test_the_scale_ends_at_a_round_number(highest: float, top: int) -> None:
    assert nice_top(highest) == top


def test_a_chart_is_drawn_to_scale_and_told_in_words() -> None:
    chart = draw_bars("Days <1>", ["19", "20"], [Series("ua", [10, 0]), Series("en", [0, 5])])
    tree = etree.fromstring(chart.encode())
    space = "{http://www.w3.org/2000/svg}"
    bars = [bar for bar in tree.iter(f"{space}rect") if bar.find(f"{space}title") is not None]
    heights = [float(bar.get("height") or 0) for bar in bars]
    assert heights[0] == pytest.approx(2 * heights[3], abs=0.2)
    assert tree.findtext(f"{space}desc") == "19: 10; 20: 5"
    assert tree.findtext(f"{space}title") == "Days <1>"


def test_a_chart_of_nothing_is_a_chart() -> None:
    etree.fromstring(draw_bars("Nothing", [], []).encode())
