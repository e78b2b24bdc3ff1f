"""Candidates depend on the set of articles, never on the order in which they came."""

from __future__ import annotations

import random

import pytest

from scraper.matching.candidates import KEPT, LOOKED_AT, Neighbourhood
from scraper.matching.comparing import score_pair
from scraper.matching.features import Features
from scraper.matching.frequencies import Rarity, count_frequencies
from scraper.matching.node import Node
from scraper.matching.null_model import LOWEST, find_threshold, sample_unrelated
from scraper.matching.score import Score
from tests.test_matching.outlet import invent_story, make_features

WINDOW = 600


def outlet(stories: int, every: int = 25) -> list[Features]:
    return [one for number in range(stories) for one in invent_story(number, number * every)]


def add_all(features: list[Features], rarity: Rarity) -> tuple[Neighbourhood, list[Node]]:
    neighbours = Neighbourhood(rarity, WINDOW)
    return neighbours, [neighbours.add(one)[0] for one in features]


def score_all(features: list[Features]) -> dict[tuple[str, str], Score]:
    neighbours, nodes = add_all(features, Rarity(count_frequencies(features)))
    return {
        (earlier.id, later.id): score_pair(earlier, later, WINDOW)
        for node in nodes
        for earlier, later in neighbours.pairs_of(node)
    }


def test_true_partner_scores_best() -> None:
    scores = score_all(outlet(30))
    for number in range(30):
        for lang in ("uk", "en"):
            mine = {pair: one.odds for pair, one in scores.items() if f"s:ru:{number}" in pair}
            best = max((odds, pair) for pair, odds in mine.items() if f"s:{lang}:" in "".join(pair))
            assert best[1] == (f"s:{lang}:{number}", f"s:ru:{number}")
            assert best[0] > 0


@pytest.mark.parametrize("seed", range(4))
def test_order_of_arrival_changes_no_candidate_and_no_score(seed: int) -> None:
    features = outlet(40)
    wanted = score_all(features)
    shuffled = random.Random(seed).sample(features, len(features))
    assert score_all(shuffled) == wanted


def test_each_article_looks_at_few() -> None:
    features = outlet(60, every=3)
    neighbours, nodes = add_all(features, Rarity(count_frequencies(features)))
    assert max(len(found) for node in nodes for found in node.found.values()) == LOOKED_AT
    assert all(len(list(neighbours.pairs_of(node))) <= 2 * KEPT for node in nodes)


def test_out_of_reach_in_time_is_no_candidate() -> None:
    uk, en, _ = invent_story(1, 0)
    near = make_features("s:en:late", "en", uk.time or 0, list(en.terms))
    for delay, found in ((WINDOW, 1), (WINDOW + 1, 0)):
        late = make_features("s:en:late", "en", delay, list(near.terms))
        assert len(score_all([uk, late])) == found


def test_same_language_is_no_candidate() -> None:
    uk, _, _ = invent_story(1, 0)
    again = make_features("s:uk:again", "uk", 5, list(uk.terms))
    assert score_all([uk, again]) == {}


def test_what_is_dropped_is_found_no_more() -> None:
    features = outlet(40)
    neighbours, _ = add_all(features, Rarity(count_frequencies(features)))
    neighbours.drop_before(WINDOW * 10)
    assert neighbours.nodes == {}
    assert not neighbours.added | neighbours.changed
    late, _ = neighbours.add(make_features("s:uk:late", "uk", 1100, list(features[-1].terms)))
    assert late.found == {}


def test_article_without_time_is_refused() -> None:
    with pytest.raises(ValueError, match="s:uk:x has no time"):
        Neighbourhood(Rarity(count_frequencies([])), WINDOW).add(
            make_features("s:uk:x", "uk", None, [1])
        )


# --- what unrelated pairs reach ------------------------------------------------------------------


def node_scores(features: list[Features]) -> dict[tuple[Node, Node], Score]:
    neighbours, nodes = add_all(features, Rarity(count_frequencies(features)))
    return {pair: score_pair(*pair, WINDOW) for node in nodes for pair in neighbours.pairs_of(node)}


def test_unrelated_pairs_are_sampled_without_the_true_ones() -> None:
    scores = node_scores(outlet(60))
    true = [
        score.odds
        for (one, other), score in scores.items()
        if one.id.split(":")[2] == other.id.split(":")[2]
    ]
    samples = sorted(sample_unrelated(scores, WINDOW))
    assert len(samples) > 60
    assert samples[len(samples) // 2] < sorted(true)[len(true) // 20]


def test_threshold_falls_where_strangers_are_far_and_never_too_far() -> None:
    assert LOWEST <= find_threshold(node_scores(outlet(60)), WINDOW) < 0


def test_nothing_known_means_even_odds() -> None:
    assert find_threshold({}, WINDOW) == 0


def test_follow_ups_raise_the_threshold() -> None:
    """Strangers that repeat half of another story are what a false pair looks like."""
    features = outlet(60)
    lifted = []
    for one in features:
        number = int(one.id.split(":")[2])
        other = next(
            x for x in features if x.lang == one.lang and x.id.endswith(f":{(number + 1) % 60}")
        )
        lifted.append(make_features(one.id, one.lang, one.time, [*one.terms, *other.terms[::2]]))
    assert find_threshold(node_scores(lifted), WINDOW) > find_threshold(
        node_scores(features), WINDOW
    )


def test_more_is_demanded_where_few_articles_are_answered() -> None:
    """The same pairs, among articles of which most have lost their other versions."""
    lonely = [one for one in outlet(120) if one.id.endswith(("0", "5")) or one.lang == "uk"]
    assert find_threshold(node_scores(lonely), WINDOW) > find_threshold(
        node_scores(outlet(60)), WINDOW
    )
