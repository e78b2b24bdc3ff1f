"""Vectors: rare terms weigh more, each kind has its part, order and headline are measured."""

from __future__ import annotations

import pytest

from scraper.matching.features import Kind, number_term
from scraper.matching.frequencies import Rarity, count_frequencies
from scraper.matching.score import probability
from scraper.matching.vectors import (
    HEAD,
    PART,
    Vector,
    concept_agreement,
    head_agreement,
    order_agreement,
    similarity,
    weigh_features,
)
from scraper.text.knowledge import Knowledge
from tests.test_matching.outlet import make_features

WORDS = [number_term(Kind.CONCEPT, str(number)) for number in range(60)]
PLAIN = Rarity(Knowledge(articles=1000, frequencies=dict.fromkeys(WORDS, 20)))


def vector(terms: list[int], rarity: Rarity = PLAIN) -> Vector:
    return weigh_features(make_features("a", "uk", 0, terms), rarity)


def test_equal_texts_reach_the_part_of_their_kind_and_strangers_nothing() -> None:
    assert similarity(vector(WORDS), vector(WORDS)) == pytest.approx(PART[Kind.CONCEPT])
    assert similarity(vector(WORDS[:30]), vector(WORDS[30:])) == 0


def test_similarity_is_the_same_from_both_sides() -> None:
    one, other = vector(WORDS[:40]), vector(WORDS[20:])
    assert similarity(one, other) == similarity(other, one)


def test_rare_agreement_weighs_more() -> None:
    rare, common, *rest = WORDS
    rarity = Rarity(
        Knowledge(articles=1000, frequencies={rare: 1, common: 400} | dict.fromkeys(rest, 20))
    )
    base = vector([rare, common, *rest[:10]], rarity)
    with_rare = similarity(base, vector([rare, *rest[20:30]], rarity))
    with_common = similarity(base, vector([common, *rest[20:30]], rarity))
    assert with_rare > 3 * with_common > 0


def test_term_in_every_article_weighs_nothing() -> None:
    rarity = Rarity(Knowledge(articles=10_000, frequencies={WORDS[0]: 10_000}))
    weights = vector(WORDS[:5], rarity).weights
    assert weights[WORDS[0]] < 0.01 * weights[WORDS[1]]


def test_order_tells_a_translation_from_the_same_words_shuffled() -> None:
    straight = order_agreement(vector(WORDS), vector(WORDS))
    backwards = order_agreement(vector(WORDS), vector(WORDS[::-1]))
    halves = order_agreement(vector(WORDS), vector(WORDS[30:] + WORDS[:30]))
    assert straight > 0.95
    assert backwards < -0.95
    assert abs(halves) < 0.1


def test_few_shared_terms_say_little_about_order() -> None:
    assert 0 < order_agreement(vector(WORDS[:3]), vector(WORDS[:3])) < 0.2
    assert order_agreement(vector(WORDS[:3]), vector(WORDS[30:])) == 0


def test_head_agreement_is_about_the_first_words() -> None:
    filler = WORDS[HEAD : 2 * HEAD]
    one = vector(WORDS[:HEAD] + filler)
    assert head_agreement(one, vector(WORDS[:HEAD])) == pytest.approx(1)
    assert head_agreement(one, vector(filler)) == 0
    assert head_agreement(one, vector([])) == 0


def test_frequencies_are_counted_per_article() -> None:
    counted = count_frequencies(
        [make_features("a", "uk", 0, [1, 1, 2]), make_features("b", "uk", 0, [2])]
    )
    assert counted.articles == 2
    assert counted.frequencies == {1: 1, 2: 2}


def test_probability_is_safe_for_any_odds() -> None:
    assert probability(0) == 0.5
    assert probability(-10_000) < 1e-100
    assert probability(10_000) == 1


def test_concept_agreement_is_how_much_of_the_lesser_text_is_in_the_other() -> None:
    whole = vector(WORDS[:40])
    assert concept_agreement(whole, vector(WORDS[:20])) == pytest.approx(1)
    assert concept_agreement(whole, vector(WORDS[30:50])) == pytest.approx(0.5)
    assert concept_agreement(whole, vector(WORDS[50:])) == 0
    assert concept_agreement(whole, vector([])) == 0


def test_only_concepts_count_in_their_agreement() -> None:
    names = [number_term(Kind.NAME, str(number)) for number in range(20)]
    one, other = vector([*WORDS[:5], *names]), vector([*WORDS[:5], *names[:1]])
    assert concept_agreement(one, other) == pytest.approx(1)
    assert concept_agreement(vector(names), vector(names)) == 0
