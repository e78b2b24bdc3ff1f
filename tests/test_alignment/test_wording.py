"""Divergences in words: one sentence in English and Ukrainian, told from facts alone."""

from __future__ import annotations

import pytest

from scraper.alignment.divergences import give_reasons, say
from scraper.alignment.divergences.phrases import ENGLISH, UKRAINIAN
from scraper.items import Divergence, DivergenceKind


def told(kind: DivergenceKind, *langs: str, **facts: str) -> Divergence:
    return Divergence(kind=kind, langs=langs, severity="low", says="", facts=facts)


SAID = [
    (
        told("missing", "en", of="uk ru", how="dropped", what="paragraph", place="4", en="3/14"),
        "The English version lacks paragraph 4 of the Ukrainian and Russian versions.",
        "В англійській версії немає абзацу 4 української і російської версій.",
    ),
    (
        told("missing", "en", "ru", of="uk", how="dropped", what="sentence"),
        "The English and Russian versions lack a sentence of the Ukrainian version.",
        "В англійській і російській версіях немає речення української версії.",
    ),
    (
        told("missing", "en", of="uk", how="cut off", what="list_item", place="9"),
        "The English version stops before list item 9 of the Ukrainian version.",
        "Англійська версія уривається перед пунктом списку 9 української версії.",
    ),
    (
        told("missing", "uk", "ru", of="en", how="added", what="quote", place="2"),
        "The English version adds a quote that the Ukrainian and Russian versions lack.",
        "В англійській версії додано цитату, якої немає в українській і російській версіях.",
    ),
    (
        told("number", "en", of="uk", en="460", uk="640"),
        "The English version has “460” where the Ukrainian version has “640”.",
        "В англійській версії – «460», а в українській версії – «640».",
    ),
    (
        told("name", "ru", of="uk", ru="Львов", uk="Луцьк"),
        "The Russian version names Львов where the Ukrainian version names Луцьк.",
        "В російській версії названо Львов, а в українській версії – Луцьк.",
    ),
    (
        told("name", "ru", of="uk", uk="Луцьк"),
        "The Russian version does not name Луцьк.",
        "В російській версії не названо Луцьк.",
    ),
    (
        told("attribution", "en", of="uk", en="the mayor", uk="поліція"),
        "The English version ascribes it to “the mayor”, the Ukrainian version to “поліція”.",
        "Англійська версія посилається на «the mayor», а українська версія – на «поліція».",
    ),
    (
        told("headline", "en", "ru", of="uk", uk="900, вибух"),
        "The headline of the Ukrainian version has “900, вибух”, which the English and Russian "
        "versions have nowhere.",
        "У заголовку української версії є «900, вибух», чого в англійській і російській версіях "
        "немає ніде.",
    ),
    (
        told("moved", "en", of="uk", en="5", uk="3"),
        "The English version has as block 5 what is block 3 of the Ukrainian version.",
        "Блок 5 англійської версії – це блок 3 української версії.",
    ),
    (
        told("edited", "en", of="uk", at="2026-11-20 08:00 UTC", **{"4 added": "", "headline": ""}),
        "The Ukrainian version was changed at 2026-11-20 08:00 UTC, after the English version came "
        "out: headline, block 4 added.",
        "Українська версія змінилася 2026-11-20 08:00 UTC, коли вже вийшла англійська версія: "
        "заголовок, додано блок 4.",
    ),
    (
        told("edited", "en", "ru", of="uk", at="2026-11-20 08:00 UTC", **{"4 added": ""}),
        "The Ukrainian version was changed at 2026-11-20 08:00 UTC, after the English and Russian "
        "versions came out: block 4 added.",
        "Українська версія змінилася 2026-11-20 08:00 UTC, коли вже вийшли англійська і російська "
        "версії: додано блок 4.",
    ),
    (
        told("missing", "uk", "ru", of="en", how="cut off", what="paragraph", place="6"),
        "The Ukrainian and Russian versions stop before paragraph 6 of the English version.",
        "Українська і російська версії уриваються перед абзацом 6 англійської версії.",
    ),
]


@pytest.mark.parametrize(("one", "english", "_"), SAID)
def test_a_divergence_is_said_in_english(one: Divergence, english: str, _: str) -> None:
    assert say(one) == english


@pytest.mark.parametrize(("one", "_", "ukrainian"), SAID)
def test_a_divergence_is_said_in_ukrainian(one: Divergence, _: str, ukrainian: str) -> None:
    assert say(one, "uk") == ukrainian


def test_both_languages_have_the_same_phrases() -> None:
    assert ENGLISH.sentences.keys() == UKRAINIAN.sentences.keys()
    assert ENGLISH.nouns.keys() == UKRAINIAN.nouns.keys()
    assert ENGLISH.reasons.keys() == UKRAINIAN.reasons.keys()
    assert ENGLISH.places.keys() == UKRAINIAN.places.keys()


def test_what_is_missing_is_backed_by_words_found_elsewhere() -> None:
    one = told("missing", "en", of="uk", how="cut off", what="paragraph", place="4", en="3/14")
    told_in_english = "3 of 14 words are found anywhere in the English version"
    assert give_reasons(one) == ("cut off", told_in_english)
    told_in_ukrainian = "слів, що є деінде в англійській версії: 3 з 14"
    assert give_reasons(one, "uk") == ("обірвано", told_in_ukrainian)


def test_reasons_name_the_words_of_each_version() -> None:
    assert give_reasons(told("number", "en", of="uk", uk="640", en="460")) == ("uk: 640", "en: 460")


def test_each_claim_of_a_headline_is_a_reason() -> None:
    claims = give_reasons(told("headline", "en", of="uk", uk="900, вибух"))
    assert claims == ("uk: 900", "uk: вибух")


def test_an_edit_says_what_became_what() -> None:
    one = told("edited", "en", of="uk", **{"12 rewritten": "640 → 655", "3-4 removed": ""})
    assert give_reasons(one, "uk") == ("вилучено блоки 3–4", "переписано блок 12: 640 → 655")


def test_what_has_no_facts_is_said_as_it_was_published() -> None:
    old = Divergence(kind="number", langs=("en",), severity="low", says="As it was.",
                     because=("why",))  # fmt: skip
    assert (say(old, "uk"), give_reasons(old, "uk")) == ("As it was.", ("why",))
