"""The explanation names what matching saw: features, score, threshold, competitors."""

from __future__ import annotations

import re

import pytest

from scraper.items import Article
from scraper.matching import SiteMatcher, match_site
from scraper.matching.explain import explain_article, explain_pair
from tests.test_matching.newsroom import SITE, article, link
from tests.test_matching.test_content import BRIDGE_EN, BRIDGE_UK, HOSPITAL_RU, QUEUE_EN

MIST, BRIDGE, QUEUE = "visnyk:uk:mist", "visnyk:en:bridge", "visnyk:en:queue"


def matched(*more: Article) -> SiteMatcher:
    return match_site(
        [
            article("uk", "mist", headline="У Лубомирі відкрили міст", text=BRIDGE_UK),
            article("en", "bridge", headline="Bridge reopens", text=BRIDGE_EN, minutes=50),
            article("en", "queue", headline="Queue at the bridge", text=QUEUE_EN, minutes=90),
            *more,
        ],
        SITE,
    )


def test_matched_pair_shows_features_score_threshold_and_competitors() -> None:
    said = "\n".join(explain_pair(matched(), BRIDGE, MIST))
    assert f"{BRIDGE} and {MIST}: matched" in said
    assert re.search(r"content [01]\.\d+: log-odds [+-]\d", said)
    assert "threshold" in said
    assert "86.4 million" in said
    assert f"competitors of {BRIDGE} for {MIST}: {QUEUE}" in said


def test_measures_add_up_to_the_log_odds() -> None:
    lines = explain_pair(matched(), BRIDGE, MIST)
    content = next(line for line in lines if line.startswith("content"))
    measures = lines[lines.index(content) + 1]
    total = sum(float(value) for value in re.findall(r" ([+-]\d+\.\d+)", measures))
    odds = re.search(r"log-odds ([+-][\d.]+)", content)
    assert odds is not None
    assert total == pytest.approx(float(odds[1]), abs=0.05)


def test_refused_pair_says_so() -> None:
    assert explain_pair(matched(), MIST, QUEUE)[0] == f"{QUEUE} and {MIST}: not matched"


def test_declared_proofs_are_named() -> None:
    linked = article("ru", "most", link("uk", "mist"), text=HOSPITAL_RU, minutes=5)
    said = explain_pair(matched(linked), MIST, linked.id)
    assert "hreflang 0.90: ru links to uk" in said


@pytest.mark.parametrize(
    ("odd", "says"),
    [
        (article("en", "late", text=BRIDGE_EN, minutes=60 * 24 * 3), "min apart, more than"),
        (article("en", "undated", text=BRIDGE_EN, minutes=None), "has no time"),
        (article("en", "short", text=["Bridge"]), "has only 2 words"),
        (article("uk", "twin", text=BRIDGE_UK), "both are uk"),
    ],
)
def test_reasons_for_never_being_candidates(odd: Article, says: str) -> None:
    assert any(says in line for line in explain_pair(matched(odd), MIST, odd.id))


def test_two_articles_in_one_language_have_no_other_reason() -> None:
    twin = article("uk", "twin", text=BRIDGE_UK)
    said = explain_pair(matched(twin), MIST, twin.id)
    assert "content: never compared in one language" in said
    assert not any("candidates" in line for line in said)


def test_article_alone_lists_its_candidates() -> None:
    story, *candidates = explain_article(matched(), MIST)
    assert story == f"story {MIST}: uk, en"
    assert candidates[0].startswith(f"en {BRIDGE}: ")
    assert candidates[0].endswith("matched")
    assert candidates[1].endswith("not matched")


def test_unknown_id_is_an_error() -> None:
    with pytest.raises(KeyError):
        explain_pair(matched(), MIST, "visnyk:en:nowhere")
