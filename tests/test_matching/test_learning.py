"""Learning: words, delays and frequencies from declared pairs, and nothing from chance."""

from __future__ import annotations

import math
import random

import pytest

from scraper.items import Article
from scraper.matching import match_site
from scraper.matching.associations import (
    Side,
    learn_associations,
    log_likelihood,
    unknown_words,
)
from scraper.matching.learning import declared_pairs, learn_delay, learn_knowledge
from scraper.text.lexicon import concepts
from tests.test_matching.newsroom import SITE, article, link

UK = ["ґлямздик", "бурмосик", "шкандибець", "хляпавка", "мордогриз", "трясунець"]
EN = ["wobbler", "grumbler", "hobbleton", "splasher", "chewface", "shakerman"]


def corpus(pairs: int, noise: float = 0.0) -> list[tuple[Side, Side]]:
    """Pairs of texts with three invented words each, whose translations are at the same index."""
    chance = random.Random(1)
    texts: list[tuple[Side, Side]] = []
    for _ in range(pairs):
        chosen = chance.sample(range(len(UK)), 3)
        said = [at for at in chosen if chance.random() >= noise]
        texts.append((("uk", [UK[at] for at in chosen]), ("en", [EN[at] for at in said])))
    return texts


def test_words_that_always_meet_are_associated_in_both_directions() -> None:
    learned = learn_associations(corpus(60))
    for uk, en in zip(UK, EN, strict=True):
        assert learned["uk", uk] == {("en", en): 1.0}
        assert learned["en", en] == {("uk", uk): 1.0}


def test_noise_lowers_the_weight() -> None:
    learned = learn_associations(corpus(200, noise=0.2))
    weights = [learned["uk", uk]["en", en] for uk, en in zip(UK, EN, strict=True)]
    assert all(0.7 < weight < 1 for weight in weights)


def test_few_pairs_teach_nothing() -> None:
    assert learn_associations(corpus(5)) == {}


def test_chance_teaches_nothing() -> None:
    chance = random.Random(4)
    pairs: list[tuple[Side, Side]] = [
        (("uk", chance.sample(UK, 3)), ("en", chance.sample(EN, 3))) for _ in range(300)
    ]
    assert learn_associations(pairs) == {}


def test_order_and_side_of_texts_are_no_matter() -> None:
    pairs = corpus(60)
    turned = [(other, one) for one, other in reversed(pairs)]
    assert learn_associations(turned) == learn_associations(pairs)


def test_cognates_are_not_learned() -> None:
    pairs: list[tuple[Side, Side]] = [
        (("uk", ["вакцинатор"]), ("en", ["vaccinator"])) if at % 2 else (("uk", []), ("en", []))
        for at in range(60)
    ]
    assert learn_associations(pairs) == {}


def test_log_likelihood_ratio() -> None:
    # by hand: 2 * sum of seen * ln(seen / expected) over 10 10 10 70 with margins 20 20 of 100
    wanted = 2 * (10 * math.log(10 / 4) + 20 * math.log(10 / 16) + 70 * math.log(70 / 64))
    assert log_likelihood(10, 20, 20, 100) == pytest.approx(wanted)
    assert log_likelihood(4, 20, 20, 100) == pytest.approx(0)


def test_unknown_words_are_those_the_lexicon_lacks() -> None:
    assert concepts("міст", "uk")
    assert "ґлямздик" in unknown_words("Ґлямздики на мосту 17 разів", "uk")
    assert not unknown_words("міст, мосту, 2026", "uk")


# --- from sites ----------------------------------------------------------------------------------


def linked_outlet(stories: int) -> list[Article]:
    chance = random.Random(2)
    articles = []
    for number in range(stories):
        chosen = chance.sample(range(len(UK)), 3)
        uk = " ".join(UK[at] for at in chosen)
        en = " ".join(EN[at] for at in chosen)
        minutes = number * 60
        delay = chance.randrange(10, 50)
        articles.append(
            article("uk", f"n{number}", link("en", f"n{number}"), text=[uk], minutes=minutes)
        )
        articles.append(article("en", f"n{number}", text=[en], minutes=minutes + delay))
    return articles


def test_snapshot_from_a_site() -> None:
    articles = linked_outlet(60)
    matched = match_site(articles, SITE)
    knowledge = learn_knowledge([matched], number=7)
    assert knowledge.number == 7
    assert knowledge.articles == 120
    assert knowledge.pairs_learned_from == 60
    assert max(knowledge.frequencies.values()) <= 120
    assert 60 <= knowledge.delays["visnyk"] <= 75
    assert "visnyk" in knowledge.thresholds
    assert knowledge.associations["uk", UK[0]] == {("en", EN[0]): 1.0}


def test_content_pairs_teach_nothing() -> None:
    articles = [
        Article(**{name: getattr(one, name) for name in
                   ("id", "site", "edition", "lang", "url", "headline", "blocks", "published_at")})
        for one in linked_outlet(60)
    ]  # fmt: skip
    matched = match_site(articles, SITE)
    assert list(declared_pairs(matched)) == []
    assert learn_knowledge([matched], number=1).associations == {}


def test_learned_words_join_what_was_apart() -> None:
    knowledge = learn_knowledge([match_site(linked_outlet(60), SITE)], number=1)
    uk = article("uk", "new", headline="", text=[" ".join(UK[:4]) + ". " + " ".join(UK * 2)])
    en = article("en", "new", headline="", text=[" ".join(EN[:4]) + ". " + " ".join(EN * 2)])
    apart = match_site([uk, en], SITE).matcher.scores
    joined = match_site([uk, en], SITE, knowledge).matcher.scores
    assert max(score.similarity for score in joined.values()) > 0.5
    assert max((score.similarity for score in apart.values()), default=0.0) < 0.1


def test_delay_needs_enough_pairs_and_has_bounds() -> None:
    uk, en = article("uk", "a"), article("en", "a", minutes=30)
    undated = article("en", "b", minutes=None)
    assert learn_delay([(uk, en)] * 29) is None
    assert learn_delay([(uk, undated)] * 90) is None
    assert learn_delay([(uk, en)] * 30) == 60
    assert learn_delay([(uk, article("en", "a", minutes=100_000))] * 30) == 3 * 24 * 60
