"""The packed dictionaries answer as the library's own do."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

import pytest
from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY

from scraper.text.dictionary import BLOCK, PackedDictionaries, PackedDictionary


@pytest.fixture(scope="module")
def ours() -> PackedDictionary:
    return PackedDictionary("en")


@pytest.fixture(scope="module")
def theirs() -> Mapping[str, str]:
    return LOW_MEMORY_DICTIONARY_FACTORY.get_dictionary("en")


def test_every_nth_word_has_the_same_lemma(
    ours: PackedDictionary, theirs: Mapping[str, str]
) -> None:
    words = list(islice(theirs, 0, None, 37))  # a prime, so that every place in a block is met
    assert len(words) > 1000
    assert [ours.get(word) for word in words] == [theirs[word] for word in words]


def test_words_at_the_edges_are_found(ours: PackedDictionary, theirs: Mapping[str, str]) -> None:
    first = list(islice(theirs, 3 * BLOCK))
    assert [ours.get(word) for word in first] == [theirs[word] for word in first]
    *_, last = theirs
    assert ours.get(last) == theirs[last]


@pytest.mark.parametrize("word", ["", "zzzzzz", "!", "shipz", "\U0010ffff"])
def test_words_that_are_in_no_dictionary_have_no_lemma(ours: PackedDictionary, word: str) -> None:
    assert ours.get(word) is None


def test_it_holds_as_many_words(ours: PackedDictionary, theirs: Mapping[str, str]) -> None:
    assert len(ours) == len(theirs)
    assert list(islice(ours, 50)) == list(islice(theirs, 50))


def test_a_dictionary_is_indexed_once() -> None:
    factory = PackedDictionaries()
    assert factory.get_dictionary("en") is factory.get_dictionary("en")
