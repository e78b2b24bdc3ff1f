"""Full text: what is found in any language, in which order, and what is not any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from scraper.items import Author, Block, Image, Record, Version
from scraper.storage import PublishChange, QuestionError, Store, StoreError
from scraper.storage.search import index_stored_words
from tests.test_storage.samples import NOW, SITE, make_record

ME = "host:1"


@pytest.fixture(autouse=True)
def lease(store: Store) -> None:
    """Publishing holds the lease."""
    assert store.acquire("publish", ME, NOW + timedelta(hours=1), NOW)


def make_story(number: int, site: str = SITE, **texts: str) -> Record:
    """A story with one paragraph in each of the languages."""
    versions = {
        lang: Version(
            id=f"{site}:{lang}:{number}",
            url=f"https://visnyk.example/{lang}/{number}",
            headline=f"№ {number}",
            blocks=(Block(kind="paragraph", text=words),),
        )
        for lang, words in texts.items()
    }
    record = make_record(number, site=site)
    return replace(record, langs=tuple(versions), versions=versions)


def publish(store: Store, *records: Record) -> None:
    """Publishes records in this order."""
    store.publish([PublishChange(record=record) for record in records], NOW, holder=ME)


def found(store: Store, question: str, **more: object) -> list[int]:
    """The numbers of the stories that answer, in order."""
    return [int(one.id.rpartition(":")[2]) for one in store.search(question, **more)]  # type: ignore[arg-type]


def test_every_language_is_searched(store: Store) -> None:
    publish(
        store,
        make_story(1, uk="Міст через Случ відкрили.", en="The bridge over the Sluch is open."),
        make_story(2, uk="Школу закрили.", ru="Школу закрыли на ремонт."),
    )
    assert found(store, "міст") == [1]
    assert found(store, "BRIDGE sluch") == [1]
    assert found(store, "ремонт") == [2]
    assert found(store, "bridge ремонт") == []


def test_everything_that_is_read_is_searched(store: Store) -> None:
    record = make_record(1)
    version = replace(
        record.versions["uk"],
        headline="заголовок",
        lead="вступ",
        image=Image(url="https://visnyk.example/1.jpg", caption="підпис"),
        authors=(Author(name="Олена Рудик"),),
        tags=("Лубень",),
    )
    publish(store, replace(record, versions={"uk": version}))
    for word in ("заголовок", "вступ", "підпис", "рудик", "лубень", "відкрили"):
        assert found(store, word) == [1], word


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("Об’їзд відкрито", "об'їзд"),
        ("ОБ'ЇЗД ВІДКРИТО", "об’їзд"),
        ("Стоит ёлка", "елка"),
        ("Літак Ф-16 сів", "ф-16"),
        ("Ціна 2,5 млрд", "2,5"),
        ("На об\u0301ласть", "область"),
        ("їжа й сир", "й"),
        ("Straße", "strasse"),
        ("про 🚀 ракету", "🚀 ракету"),
    ],
)
def test_spellings_of_a_word_are_one(store: Store, words: str, question: str) -> None:
    publish(store, make_story(1, uk=words), make_story(2, uk="Зовсім інше."))
    assert found(store, question) == [1]


def test_marks_of_letters_count(store: Store) -> None:
    publish(store, make_story(1, uk="кий"), make_story(2, uk="кии"))
    assert found(store, "кий") == [1]


def test_words_in_a_row(store: Store) -> None:
    publish(store, make_story(1, en="the city council said"), make_story(2, en="council of city"))
    assert found(store, '"city council"') == [1]
    assert found(store, "city council") == [2, 1]
    assert found(store, '"city council" said') == [1]
    assert found(store, '"council city"') == []


def test_the_beginning_of_words(store: Store) -> None:
    publish(
        store, make_story(1, uk="мостами"), make_story(2, uk="мосту"), make_story(3, uk="місто")
    )
    assert found(store, "мост*") == [2, 1]


def test_the_last_published_come_first_and_page_by_sequence(store: Store) -> None:
    publish(store, *(make_story(number, uk="міст") for number in range(1, 6)))
    publish(store, make_story(2, uk="міст, правка"))
    assert found(store, "міст") == [2, 5, 4, 3, 1]
    first = store.search("міст", limit=2)
    assert found(store, "міст", limit=2, before=first[-1].sequence) == [4, 3]


def test_one_site(store: Store) -> None:
    publish(store, make_story(1, uk="міст"), make_story(2, site="inshyi", uk="міст"))
    assert found(store, "міст", site=SITE) == [1]


def test_an_edit_is_found_by_its_new_words_only(store: Store) -> None:
    publish(store, make_story(1, uk="міст відкрили"), make_story(1, uk="тунель відкрили"))
    assert found(store, "міст") == []
    assert found(store, "тунель") == [1]
    assert found(store, "відкрили") == [1]


def test_what_was_removed_is_not_found_and_may_come_back(store: Store) -> None:
    publish(store, make_story(1, uk="міст"))
    store.publish([PublishChange(removed=f"{SITE}:uk:1")], NOW, holder=ME)
    assert found(store, "міст") == []
    publish(store, make_story(1, uk="міст"))
    assert found(store, "міст") == [1]


def test_a_publication_that_fails_is_not_found(store: Store) -> None:
    changes = [PublishChange(record=make_story(1, uk="міст")), PublishChange()]
    with pytest.raises(StoreError, match="publishes one record"):
        store.publish(changes, NOW, holder=ME)
    assert found(store, "міст") == []


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("", "no word"),
        ('* " - 🚀 \\', "no word"),
        ("мі*", "at least 3 letters"),
        (" ".join("абвгґдежзиіїйклмн"), "at most 16 words"),
    ],
)
def test_what_cannot_be_asked_is_told(store: Store, question: str, says: str) -> None:
    with pytest.raises(QuestionError, match=says):
        store.search(question)


@pytest.mark.parametrize(
    "question",
    [
        "міст OR кіт", "NOT міст", "words:міст", "міст NEAR(кіт)", "^міст", "(міст", "міст)",
        "міст <-> x",
        "міст'--", "'міст':*", "міст & !кіт", "\"міст", "міст\\", "міст\0", "{міст} : a",
    ],
)  # fmt: skip
def test_signs_of_the_engines_mean_nothing(store: Store, question: str) -> None:
    publish(store, make_story(1, uk="міст"), make_story(2, uk="нічого"))
    assert found(store, question) in ([1], [])


def test_a_very_long_text_is_indexed(store: Store) -> None:
    words = " ".join(f"слово{number} повтор" for number in range(20_000))
    publish(store, make_story(1, uk=words + " кінець " + "о" * 5000))
    assert found(store, "слово0") == found(store, "слово19999 кінець повтор") == [1]


def test_a_store_without_an_index_is_indexed_on_opening(store: Store) -> None:
    publish(store, make_story(1, uk="міст"), make_story(1, uk="тунель"), make_story(2, uk="тунель"))
    with store.writing() as connection:
        sqlite = connection.dialect.name == "sqlite"
        emptied = "INSERT INTO record_words (record_words) VALUES ('delete-all')"
        connection.execute(text(emptied if sqlite else "DELETE FROM record_words"))
    assert found(store, "тунель") == []
    with store.writing() as connection:
        index_stored_words(connection)
    assert found(store, "тунель") == [2, 1]
    assert found(store, "міст") == []


@pytest.mark.parametrize("few", [0, 2_000])
def test_common_words_are_found_like_rare_ones(
    store: Store, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr("scraper.storage.search.FEW", few)
    publish(store, *(make_story(number, uk="Міст через Случ відкрили.") for number in range(5)))
    publish(store, make_story(2, uk="Міст закрили."))
    assert found(store, "міст") == [2, 4, 3, 1, 0]
    assert found(store, "міст", limit=2, before=5) == [3, 1]
    assert found(store, "відкрили", site="other") == []
