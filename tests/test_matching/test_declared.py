"""Declared evidence: a link counts when it leads to an article of the other language."""

from __future__ import annotations

from scraper.items import Article, Evidence
from scraper.matching import match_stories
from scraper.matching.declared import address_key, declared_odds, find_declared
from tests.test_matching.newsroom import SITE, SITES, article, link, partition


def proofs(*articles: Article) -> list[Evidence]:
    return [proof for pair in find_declared(articles, SITE).values() for proof in pair]


def test_link_from_both_sides_counts_more_than_from_one() -> None:
    (both,) = proofs(article("uk", "a", link("en", "b")), article("en", "b", link("uk", "a")))
    (one,) = proofs(article("uk", "a", link("en", "b")), article("en", "b"))
    assert both.both_sides is True
    assert one.both_sides is False
    assert both.score > one.score
    assert one.because == ("uk links to en",)


def test_one_side_is_named_whichever_id_comes_first() -> None:
    (proof,) = proofs(article("uk", "a"), article("en", "b", link("uk", "a")))
    assert proof.because == ("en links to uk",)


def test_link_to_an_unknown_article_is_no_evidence() -> None:
    assert proofs(article("uk", "a", link("en", "nowhere")), article("en", "b")) == []


def test_link_to_the_same_language_is_no_evidence() -> None:
    assert proofs(article("uk", "a", link("en", "b", to="uk")), article("uk", "b")) == []


def test_wrong_tag_counts_only_when_the_target_points_back() -> None:
    wrong = link("ru", "b", to="en")
    assert proofs(article("uk", "a", wrong), article("en", "b")) == []
    (proof,) = proofs(article("uk", "a", wrong), article("en", "b", link("uk", "a")))
    assert proof.score < 0.9


def test_right_tag_outweighs_a_wrong_one_of_the_same_kind() -> None:
    wrong, right = link("ru", "b", to="en"), link("en", "b")
    for links in ((wrong, right), (right, wrong)):
        (proof,) = proofs(article("uk", "a", *links), article("en", "b"))
        assert proof.score == 0.9


def test_each_kind_of_link_is_evidence_of_its_own() -> None:
    found = proofs(
        article("uk", "a", link("en", "b"), link("en", "b", "switcher")), article("en", "b")
    )
    assert [proof.kind for proof in found] == ["hreflang", "switcher"]


def test_shared_key_counts_where_the_site_declares_it() -> None:
    (proof,) = proofs(
        article("uk", "a", key="1763280000"),
        article("ru", "b", key="1763280000"),
        article("en", "c", key="1763280000"),
    )
    assert proof.kind == "key"
    assert proof.langs == ("ru", "uk")
    assert proof.both_sides is None
    assert proof.because == ("same key 1763280000",)


def test_addresses_are_compared_whatever_their_spelling() -> None:
    wanted = address_key("https://visnyk.example/uk/a")
    assert address_key("http://www.visnyk.example/uk/a/#comments") == wanted
    assert address_key("https://visnyk.example/uk/a?page=2") != wanted


def test_story_has_its_languages_in_the_order_of_the_editions() -> None:
    (story,) = match_stories(
        [
            article("ru", "a", link("uk", "a"), minutes=5),
            article("uk", "a", link("ru", "a"), link("en", "x"), minutes=9),
            article("en", "x", minutes=30),
        ],
        sites=SITES,
    )
    assert list(story.articles) == ["uk", "en", "ru"]
    assert story.id == "visnyk:ru:a"  # the earliest opened it
    assert {proof.langs for proof in story.evidence} == {("en", "uk"), ("ru", "uk")}


def test_article_without_a_time_opens_no_story_that_has_one() -> None:
    (story,) = match_stories(
        [article("en", "a", link("uk", "b"), minutes=None), article("uk", "b", minutes=90)],
        sites=SITES,
    )
    assert story.id == "visnyk:uk:b"


def test_two_claims_on_one_article_go_to_the_one_that_is_answered() -> None:
    found = match_stories(
        [
            article("uk", "old", link("en", "b")),
            article("uk", "new", link("en", "b")),
            article("en", "b", link("uk", "new")),
        ],
        sites=SITES,
    )
    assert partition(found) == {frozenset({"uk:old"}), frozenset({"uk:new", "en:b"})}


def test_answered_link_outweighs_several_that_are_not() -> None:
    answered = proofs(article("uk", "a", link("en", "b")), article("en", "b", link("uk", "a")))
    alone = proofs(
        article("uk", "a", link("en", "b"), link("en", "b", "switcher")), article("en", "b")
    )
    assert declared_odds(tuple(answered)) > declared_odds(tuple(alone)) > 0
    assert declared_odds(()) == 0
