"""The shipped lexicon has no faults, and a fault is named with its file, line and cell."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from scraper.text import lexicon
from scraper.text.lexicon import Entry, check_entry, merge_cells, parse_entries, read_entries


def faults(text: str) -> list[str]:
    return [str(fault) for entry in parse_entries("a.tsv", text) for fault in check_entry(entry)]


def entry(*cells: str) -> Entry:
    return Entry("a.tsv", 1, tuple(tuple(cell.split("|")) for cell in cells))


def test_shipped_files_have_no_fault() -> None:
    found = [str(fault) for one in read_entries() for fault in check_entry(one)]
    assert found == []


def test_comments_and_empty_lines_are_no_entries() -> None:
    (only,) = parse_entries("a.tsv", "# politics\n\nміністр\tминистр\tminister\n")
    assert only == Entry("a.tsv", 3, (("міністр",), ("министр",), ("minister",)))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("міністр\tминистр", "a.tsv:1: line: has 2 columns"),
        ("міністр\t\t", "a.tsv:1: line: needs words in two languages"),
        ("міністр\tминистра\tminister", "a.tsv:1: ru: 'министра' lemmatises to 'министр'"),
        ("міністр\tминистр\tprime  minister", "is not words parted by single spaces"),
        ("міністр\tминистр\ta b c d e", "has more than 4 words"),
    ],
)
def test_each_fault_is_named(text: str, says: str) -> None:
    assert any(says in fault for fault in faults(text))


def test_phrases_of_lemmas_are_no_fault() -> None:
    assert faults("цінний папір\tценный бумага\tsecurity|stock") == []


def test_entries_that_share_two_languages_are_one_concept() -> None:
    merged = merge_cells(
        [
            entry("вибори", "выборы", "election"),
            entry("вибори|голосування", "выборы", "vote"),
            entry("голос", "голос", "voice"),
        ]
    )
    assert merged == (
        (("вибори", "голосування"), ("выборы",), ("election", "vote")),
        (("голос",), ("голос",), ("voice",)),
    )


def test_order_of_entries_changes_no_concept() -> None:
    entries = [
        entry("а", "б", "c"),
        entry("а", "б", "d"),
        entry("е", "б", "d"),
        entry("я", "ю", "z"),
    ]
    assert merge_cells(entries) == merge_cells(entries[::-1])


def clear() -> None:
    for remembered in (lexicon._cells, lexicon._index, lexicon._phrase_starts):
        remembered.cache_clear()


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    text = "міністр\tминистр\tminister\nпрем’єр-міністр\tпремьер-министр\tprime minister|premier\n"
    monkeypatch.setattr(lexicon, "read_entries", lambda: tuple(parse_entries("a.tsv", text)))
    clear()
    yield
    clear()


@pytest.mark.usefixtures("small")
def test_words_that_translate_each_other_share_a_concept() -> None:
    assert lexicon.concepts("міністр", "uk") == lexicon.concepts("minister", "en") != frozenset()
    assert lexicon.concepts("minister", "uk") == frozenset()
    assert lexicon.concepts("minister", "pl") == frozenset()


@pytest.mark.usefixtures("small")
def test_phrases_are_found_beside_the_words_inside_them() -> None:
    found = lexicon.find_concepts(("the", "prime", "minister", "say"), "en")
    assert [(one.start, one.end) for one in found] == [(1, 3), (2, 3)]
    assert found[0].concepts == lexicon.concepts("прем’єр-міністр", "uk")
