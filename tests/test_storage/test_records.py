"""Records: one sequence, revisions of content only, removals, and the lease they are under."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from scraper.items import Bead, Divergence, Evidence, Record, SentenceBead
from scraper.storage import LeaseLostError, PublishChange, Published, Store, StoreError
from tests.test_storage.samples import MINUTE, NOW, SITE, make_record

ME = "host:1"


@pytest.fixture(autouse=True)
def lease(store: Store) -> None:
    """Publishing holds the lease."""
    assert store.acquire("publish", ME, NOW + timedelta(hours=1), NOW)


def publish(store: Store, *records: Record, minute: int = 0) -> list[tuple[int, int, bool]]:
    """Publishes records; sequence, revision and whether it changed, of each."""
    changes = [PublishChange(record=record) for record in records]
    published = store.publish(changes, NOW + minute * MINUTE, holder=ME)
    return [(one.sequence, one.revision, one.changed) for one in published]


def remove(store: Store, id: str, replaced_by: str | None = None) -> Published:
    """Takes a record out."""
    change = PublishChange(removed=id, replaced_by=replaced_by)
    (published,) = store.publish([change], NOW + MINUTE, holder=ME)
    return published


def test_records_are_numbered_in_one_sequence(store: Store) -> None:
    assert publish(store, make_record(1), make_record(2)) == [(1, 1, True), (2, 1, True)]
    assert publish(store, make_record(3)) == [(3, 1, True)]
    assert [record.sequence for record in store.records()] == [1, 2, 3]
    assert store.last_sequence() == 3


def test_live_records_are_counted_once_whatever_was_published_since(store: Store) -> None:
    publish(store, make_record(1), make_record(2), make_record(3))
    publish(store, replace(make_record(2), complete=not make_record(2).complete), minute=1)
    remove(store, make_record(1).id)
    assert store.last_sequence() == 5
    assert store.count_live() == 2
    assert (store.count_live("visnyk"), store.count_live("nowhere")) == (2, 0)


def test_a_record_comes_back_as_it_was_with_its_numbers(store: Store) -> None:
    record = replace(
        make_record(1),
        evidence=(Evidence(langs=("uk", "en"), kind="content", score=0.97, because=("9 names",)),),
        beads=(
            Bead(
                kind="paragraph",
                blocks={"uk": (0,), "en": (0, 1)},
                score=0.1 + 0.2,
                sentences=(SentenceBead(sentences={"uk": ("Міст.",), "en": ()}, score=0.5),),
            ),
        ),
        divergences=(Divergence(kind="missing", langs=("ru",), severity="high", says="No."),),
    )
    publish(store, record, minute=5)
    expected = replace(record, sequence=1, revision=1, updated_at=NOW + 5 * MINUTE)
    assert store.record(record.id) == expected
    assert store.record("visnyk:uk:404") is None


def test_the_same_content_is_not_published_again(store: Store) -> None:
    publish(store, make_record(1))
    same = replace(make_record(1), updated_at=NOW + MINUTE, sequence=99, revision=7)
    assert publish(store, same, minute=1) == [(1, 1, False)]
    assert store.last_sequence() == 1
    stored = store.record(same.id)
    assert stored is not None
    assert stored.updated_at == NOW


def test_other_content_is_the_next_revision_at_the_end(store: Store) -> None:
    publish(store, make_record(1), make_record(2))
    assert publish(store, make_record(1, "Міст закрили."), minute=9) == [(3, 2, True)]
    records = list(store.records())
    assert [(one.id, one.sequence, one.revision) for one in records] == [
        (f"{SITE}:uk:2", 2, 1),
        (f"{SITE}:uk:1", 3, 2),
    ]
    assert records[1].updated_at == NOW + 9 * MINUTE


def test_every_revision_is_kept(store: Store) -> None:
    for text in ("Раз.", "Два.", "Раз."):
        publish(store, make_record(1, text))
    revisions = store.record_revisions(f"{SITE}:uk:1")
    assert [(one.revision, one.sequence) for one in revisions] == [(1, 1), (2, 2), (3, 3)]
    assert revisions[0].versions == revisions[2].versions != revisions[1].versions


def shortened(record: Record, lang: str) -> Record:
    """The record with one version as an excerpt."""
    short = replace(record.versions[lang], blocks=(), excerpt=True)
    return replace(record, versions={**record.versions, lang: short}, beads=(), divergences=())


def test_earlier_revisions_of_an_excerpt_keep_no_text(store: Store) -> None:
    told = Divergence(kind="number", langs=("uk",), severity="low", says="12 is not 13.", bead=0,
                      quotes={"uk": "Таємниця"}, because=("uk: Таємниця",))  # fmt: skip
    whole = make_record(1, "Таємниця.")
    publish(store, replace(whole, divergences=(told,)), make_record(2, "Таємниця."))
    publish(store, shortened(whole, "uk"))
    before, now = store.record_revisions(f"{SITE}:uk:1")
    assert "аємниц" not in msgspec.json.encode(before).decode()
    assert before.versions["uk"].excerpt
    assert (before.revision, before.langs) == (1, whole.langs)
    assert before.divergences == ()  # what they say quotes the texts
    assert now.versions["uk"].excerpt
    (other,) = store.record_revisions(f"{SITE}:uk:2")
    assert "аємниц" in msgspec.json.encode(other).decode()


def test_what_was_an_excerpt_stays_as_it_was(store: Store) -> None:
    excerpt = replace(make_record(1).versions["uk"], lead="Початок…", blocks=(), excerpt=True)
    first = replace(make_record(1), versions={"uk": excerpt})
    publish(store, first)
    publish(store, shortened(make_record(1), "uk"))
    assert store.record_revisions(f"{SITE}:uk:1")[0].versions["uk"].lead == "Початок…"


def test_a_cursor_sees_every_later_change_once(store: Store) -> None:
    publish(store, *(make_record(number) for number in range(1, 6)))
    publish(store, make_record(2, "Інше."), make_record(4, "Інше."))
    assert [one.sequence for one in store.records(after=3)] == [5, 6, 7]
    assert [one.sequence for one in store.records(after=3, limit=2)] == [5, 6]
    assert [one.sequence for one in store.records(after=6)] == [7]
    assert list(store.records(after=7)) == []


def test_a_reader_that_pages_meets_the_last_state_of_everything(store: Store) -> None:
    """Edits arrive between its pages; nothing is skipped, and it ends with what is published."""
    publish(store, *(make_record(number) for number in range(1, 8)))
    held: dict[str, Record] = {}
    cursor, edits = 0, iter((2, 5, 1))
    while page := list(store.records(after=cursor, limit=3)):
        held.update({record.id: record for record in page})
        cursor = page[-1].sequence
        if (number := next(edits, None)) is not None:
            publish(store, make_record(number, "Правка."))
    assert held == {record.id: record for record in store.records()}


def test_records_of_one_site(store: Store) -> None:
    publish(store, make_record(1), make_record(1, site="inshyi"), make_record(2))
    assert [one.sequence for one in store.records(SITE)] == [1, 3]


def test_a_removed_record_keeps_its_id_and_no_text(store: Store) -> None:
    publish(store, make_record(1), make_record(2))
    id = f"{SITE}:uk:1"
    assert remove(store, id, f"{SITE}:uk:2") == Published(
        id=id, sequence=3, revision=2, changed=True
    )
    assert store.record(id) == Record(
        id=id,
        site=SITE,
        langs=(),
        complete=False,
        published_at=NOW,
        updated_at=NOW + MINUTE,
        sequence=3,
        revision=2,
        removed=True,
        replaced_by=f"{SITE}:uk:2",
    )
    assert [one.id for one in store.records(include_removed=False)] == [f"{SITE}:uk:2"]
    assert [one.removed for one in store.records()] == [False, True]


def test_removing_again_changes_nothing_unless_another_takes_over(store: Store) -> None:
    publish(store, make_record(1))
    id = f"{SITE}:uk:1"
    assert remove(store, id).changed
    assert not remove(store, id).changed
    assert remove(store, id, "visnyk:uk:2").revision == 3


def test_removing_what_was_never_published_is_nothing(store: Store) -> None:
    assert remove(store, "visnyk:uk:404") == Published(
        id="visnyk:uk:404", sequence=0, revision=0, changed=False
    )
    assert store.last_sequence() == 0


def test_a_removed_record_may_come_back(store: Store) -> None:
    publish(store, make_record(1))
    remove(store, f"{SITE}:uk:1")
    assert publish(store, make_record(1)) == [(3, 3, True)]
    assert [one.removed for one in store.records()] == [False]


@pytest.mark.parametrize(
    "change", [PublishChange(), PublishChange(record=make_record(1), removed="visnyk:uk:1")]
)
def test_a_change_is_one_thing(store: Store, change: PublishChange) -> None:
    with pytest.raises(StoreError, match="publishes one record or removes one"):
        store.publish([change], NOW, holder=ME)


def test_a_publication_that_fails_leaves_no_gap(store: Store) -> None:
    publish(store, make_record(1))
    with pytest.raises(StoreError):
        store.publish(
            [PublishChange(record=make_record(2)), PublishChange()],
            NOW,
            holder=ME,
            mark=("job", 5),
        )
    assert store.last_sequence() == 1
    assert store.mark("job") == 0
    assert publish(store, make_record(3)) == [(2, 1, True)]


def test_a_mark_moves_with_the_publication(store: Store) -> None:
    store.publish([PublishChange(record=make_record(1))], NOW, holder=ME, mark=("job", 5))
    store.publish([], NOW, holder=ME, mark=("job", 8))
    assert store.mark("job") == 8


def test_who_does_not_hold_the_lease_cannot_publish(store: Store) -> None:
    with pytest.raises(LeaseLostError, match=r"host:2 does not hold the lease 'publish'"):
        store.publish([PublishChange(record=make_record(1))], NOW, holder="host:2")
    assert store.last_sequence() == 0


def test_a_lease_that_ran_out_does_not_publish(store: Store) -> None:
    with pytest.raises(LeaseLostError):
        store.publish([], NOW + timedelta(hours=1), holder=ME)


def test_records_may_be_published_while_they_stream(store: Store) -> None:
    publish(store, *(make_record(number) for number in range(1, 151)))
    seen = []
    for record in store.records():
        seen.append(record.sequence)
        if record.sequence % 50 == 1:
            publish(store, make_record(record.sequence, "Правка."))
    assert seen == list(range(1, 151))
    assert store.last_sequence() == 153
