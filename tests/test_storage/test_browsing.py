"""Lists of stories and divergences: filters, order, pages, and what publishing does to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from scraper.items import Divergence, DivergenceKind, Record, Severity, Version
from scraper.storage import PublishChange, QuestionError, Store
from scraper.storage.browsing import Place, PlacedDivergence, Wanted
from scraper.storage.facets import put_stored_facets
from scraper.storage.schema import DIVERGENCES, FACETS
from tests.test_storage.samples import MINUTE, NOW, make_record

HOUR = timedelta(hours=1)
HEADLINES = {"uk": "Міст через Случ відкрили", "en": "Sluch bridge opens", "ru": "Мост открыли"}


def make_story(
    number: int,
    langs: tuple[str, ...] = ("uk", "en"),
    divergences: tuple[Divergence, ...] = (),
    site: str = "visnyk",
    published_at: datetime | None = None,
) -> Record:
    """A record published `number` hours after NOW in these languages."""
    time = published_at or NOW + number * HOUR
    versions = {
        lang: Version(
            id=f"{site}:{lang}:{number}",
            url=f"https://{site}.example/{lang}/{number}",
            headline=f"{HEADLINES[lang]} {number}",
            published_at=time,
        )
        for lang in langs
    }
    return replace(
        make_record(number, site=site),
        langs=langs,
        complete=len(langs) == 3,
        published_at=time,
        versions=versions,
        divergences=divergences,
    )


def make_divergence(
    kind: DivergenceKind = "number", severity: Severity = "low", langs: tuple[str, ...] = ("en",)
) -> Divergence:
    """A divergence of a kind."""
    return Divergence(kind=kind, langs=langs, severity=severity, says=f"{kind} in {langs}")


def publish(store: Store, *records: Record) -> None:
    """Publishes records, two minutes after NOW."""
    assert store.acquire("publish", "test", NOW + HOUR, NOW)
    changes = [PublishChange(record=record) for record in records]
    store.publish(changes, NOW + 2 * MINUTE, holder="test")
    store.release("publish", "test")


def ids(store: Store, wanted: Wanted, limit: int = 30) -> list[str]:
    """The ids of the records that fit."""
    return [one.card.id for one in store.browse(wanted, limit=limit)]


def pages(store: Store, wanted: Wanted, size: int) -> Iterator[str]:
    """The ids of all records that fit, asked for page by page."""
    before: Place | None = None
    while found := store.browse(wanted, before=before, limit=size):
        yield from (one.card.id for one in found)
        before = found[-1].place


def test_stories_come_newest_first_page_by_page(store: Store) -> None:
    publish(store, *(make_story(number) for number in (3, 1, 5, 2, 4)))
    assert ids(store, Wanted()) == [f"visnyk:uk:{number}" for number in (5, 4, 3, 2, 1)]
    assert list(pages(store, Wanted(), 2)) == ids(store, Wanted())


def test_stories_of_one_moment_are_all_listed_once(store: Store) -> None:
    publish(store, *(make_story(number, published_at=NOW) for number in range(7)))
    listed = list(pages(store, Wanted(), 3))
    assert sorted(listed) == sorted(f"visnyk:uk:{number}" for number in range(7))
    assert len(set(listed)) == 7


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Wanted(sites=("visnyk",)), [4, 2, 1]),
        (Wanted(sites=("chas",)), [3]),
        (Wanted(sites=("chas", "visnyk")), [4, 3, 2, 1]),
        (Wanted(lang="ru"), [3, 2]),
        (Wanted(missing="ru"), [4, 1]),
        (Wanted(lang="en", missing="ru"), [1]),
        (Wanted(kind="number"), [2]),
        (Wanted(kind="name"), []),
        (Wanted(since=NOW + 2 * HOUR), [4, 3, 2]),
        (Wanted(until=NOW + 3 * HOUR), [2, 1]),
        (Wanted(since=NOW + 2 * HOUR, until=NOW + 3 * HOUR), [2]),
        (Wanted(words="bridge"), [3, 2, 1]),
        (Wanted(words="мост"), [3, 2]),
        (Wanted(words="bridg* 3"), [3]),
        (Wanted(words="bridge", missing="ru"), [1]),
    ],
)
def test_every_filter_narrows(store: Store, wanted: Wanted, numbers: list[int]) -> None:
    publish(
        store,
        make_story(1),
        make_story(2, ("uk", "en", "ru"), (make_divergence(),)),
        make_story(3, ("uk", "en", "ru"), site="chas"),
        make_story(4, ("uk",)),
    )
    found = [int(id.rpartition(":")[2]) for id in ids(store, wanted)]
    assert found == numbers
    assert [int(id.rpartition(":")[2]) for id in pages(store, wanted, 1)] == numbers


def test_a_question_without_words_is_refused(store: Store) -> None:
    with pytest.raises(QuestionError, match="no word"):
        store.browse(Wanted(words="!!!"))


def test_a_card_shows_headlines_and_no_text(store: Store) -> None:
    divergence = make_divergence("name", "high")
    publish(store, make_story(1, divergences=(divergence,)))
    (placed,) = store.browse(Wanted())
    assert placed.card.versions["en"].headline == "Sluch bridge opens 1"
    assert placed.card.versions["en"].url == "https://visnyk.example/en/1"
    assert placed.card.divergences == (divergence,)
    assert not hasattr(placed.card.versions["en"], "blocks")


def test_a_record_without_a_time_stands_at_its_update(store: Store) -> None:
    record = replace(make_story(1), published_at=None)
    publish(store, record)
    (placed,) = store.browse(Wanted())
    assert placed.place.shown_at == NOW + 2 * MINUTE
    assert placed.card.published_at is None


def test_a_new_revision_takes_the_place_of_the_old_one(store: Store) -> None:
    publish(store, make_story(1, divergences=(make_divergence(),)))
    publish(store, make_story(1, ("uk", "en", "ru"), (make_divergence("name"),)))
    (placed,) = store.browse(Wanted())
    assert placed.card.langs == ("uk", "en", "ru")
    assert ids(store, Wanted(missing="ru")) == []
    assert [one.divergence.kind for one in store.browse_divergences(Wanted())] == ["name"]


def test_a_removed_record_is_in_no_list(store: Store) -> None:
    publish(store, make_story(1, divergences=(make_divergence(),)), make_story(2))
    assert store.acquire("publish", "test", NOW + HOUR, NOW)
    store.publish([PublishChange(removed="visnyk:uk:1")], NOW, holder="test")
    assert ids(store, Wanted()) == ["visnyk:uk:2"]
    assert store.browse_divergences(Wanted()) == ()
    assert ids(store, Wanted(words="1")) == []


def test_what_was_published_before_there_were_lists_is_found(store: Store) -> None:
    publish(store, make_story(1, divergences=(make_divergence(),)), make_story(2))
    publish(store, make_story(1, ("uk",), (make_divergence("missing"),)))
    with store.writing() as connection:
        connection.execute(FACETS.delete())
        connection.execute(DIVERGENCES.delete())
        put_stored_facets(connection)
    assert ids(store, Wanted()) == ["visnyk:uk:2", "visnyk:uk:1"]
    assert [one.divergence.kind for one in store.browse_divergences(Wanted())] == ["missing"]


# --- divergences ---------------------------------------------------------------------------------


@pytest.fixture
def diverging(store: Store) -> Store:
    """A store with divergences of three stories."""
    publish(
        store,
        make_story(1, divergences=(make_divergence(), make_divergence("name", "high", ("uk",)))),
        make_story(2, divergences=(make_divergence("missing", "high"), make_divergence("moved"))),
        make_story(3, site="chas", divergences=(make_divergence("number", "medium"),)),
    )
    return store


def told(found: tuple[PlacedDivergence, ...]) -> list[tuple[int, str]]:
    """Story and kind of each divergence."""
    return [(int(one.card.id.rpartition(":")[2]), one.divergence.kind) for one in found]


def test_the_gravest_come_first_then_the_newest(diverging: Store) -> None:
    assert told(diverging.browse_divergences(Wanted())) == [
        (2, "missing"),
        (1, "name"),
        (3, "number"),
        (2, "moved"),
        (1, "number"),
    ]


def test_the_newest_come_first_when_asked_for(diverging: Store) -> None:
    found = diverging.browse_divergences(Wanted(), order="newest")
    assert told(found) == [
        (3, "number"),
        (2, "missing"),
        (2, "moved"),
        (1, "number"),
        (1, "name"),
    ]


@pytest.mark.parametrize("order", ["severity", "newest"])
@pytest.mark.parametrize("size", [1, 2, 3])
def test_pages_of_divergences_join(diverging: Store, order: str, size: int) -> None:
    how = "newest" if order == "newest" else "severity"
    whole = diverging.browse_divergences(Wanted(), order=how)  # type: ignore[arg-type]
    paged: list[PlacedDivergence] = []
    before: Place | None = None
    while found := diverging.browse_divergences(
        Wanted(),
        order=how,  # type: ignore[arg-type]
        before=before,
        limit=size,
    ):
        paged += found
        before = found[-1].place
    assert told(tuple(paged)) == told(whole)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(kind="number"), [(3, "number"), (1, "number")]),
        (Wanted(lang="uk"), [(1, "name")]),
        (Wanted(severity="high"), [(2, "missing"), (1, "name")]),
        (Wanted(severity="medium"), [(2, "missing"), (1, "name"), (3, "number")]),
        (Wanted(sites=("chas",)), [(3, "number")]),
        (Wanted(since=NOW + 3 * HOUR), [(3, "number")]),
        (Wanted(kind="number", severity="medium"), [(3, "number")]),
    ],
)
def test_every_filter_of_divergences_narrows(
    diverging: Store, wanted: Wanted, expected: list[tuple[int, str]]
) -> None:
    assert told(diverging.browse_divergences(wanted)) == expected


def test_states_of_a_record_come_newest_first_without_text(store: Store) -> None:
    publish(store, make_story(1, ("uk",)))
    publish(store, make_story(1, ("uk", "en"), (make_divergence(),)))
    newest, oldest = store.record_states("visnyk:uk:1")
    assert (newest.revision, oldest.revision) == (2, 1)
    assert (set(newest.versions), set(oldest.versions)) == ({"uk", "en"}, {"uk"})
    assert len(newest.divergences) == 1
    assert store.record_states("visnyk:uk:1", limit=1) == (newest,)
    assert store.record_states("visnyk:uk:2") == ()


# --- how the answers are found -------------------------------------------------------------------


@pytest.mark.parametrize("common", [1, 20_000])
def test_common_words_are_found_like_rare_ones(
    store: Store, monkeypatch: pytest.MonkeyPatch, common: int
) -> None:
    monkeypatch.setattr("scraper.storage.search.COMMON", common)
    monkeypatch.setattr("scraper.storage.search.FEW", common)
    publish(store, *(make_story(number, ("uk", "en")) for number in range(5)), make_story(9))
    publish(store, replace(make_story(2, ("uk",)), langs=("uk",)))
    assert ids(store, Wanted(words="bridge opens")) == [f"visnyk:uk:{n}" for n in (9, 4, 3, 1, 0)]
    assert ids(store, Wanted(words="bridge", since=NOW + 3 * HOUR, until=NOW + 5 * HOUR)) == [
        "visnyk:uk:4",
        "visnyk:uk:3",
    ]
    assert ids(store, Wanted(words="tunnel")) == []


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(),
        Wanted(sites=("visnyk",)),
        Wanted(sites=("chas", "visnyk")),
        Wanted(missing="ru", kind="number"),
        Wanted(since=NOW, words="bridge"),
    ],
)
def test_no_list_reads_records_it_does_not_show(tmp_path: Path, wanted: Wanted) -> None:
    asked: list[tuple[str, object]] = []

    def note(_: object, __: object, statement: str, given: object, *rest: object) -> None:
        asked.append((statement, given))

    with Store.open(f"sqlite:///{tmp_path}/store.db") as store:
        with store.reading() as connection:
            event.listen(connection.engine, "before_cursor_execute", note)
        store.browse(wanted)
        store.browse_divergences(wanted)
        statements = [(text, given) for text, given in asked if text.startswith("SELECT")]
        with store.reading() as connection:
            steps = [
                str(row[3])
                for text, given in statements
                for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", given)  # type: ignore[arg-type]
            ]
    assert steps
    for step in steps:
        if "facets" in step or "divergences" in step:
            assert "INDEX" in step, steps
        assert "SCAN record_revisions" not in step, steps
