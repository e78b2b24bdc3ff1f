"""Tags as people write them, and what language a text is written in."""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.languages import (
    OTHER,
    UNDETERMINED,
    Verdict,
    badge,
    find_lang,
    identify,
    models,
    parse_lang,
    parse_langs,
)
from tests.benchmarks.langid import name_language, name_languages
from tests.benchmarks.langid_report import (
    Text,
    make_langdetect,
    make_lingua,
    measure,
    name_without_langdetect,
)

LANGS = ("uk", "en", "ru")
TEXTS = {
    "uk": "Міська рада виділила гроші на ремонт, тож школярі повернуться до класів уже взимку.",
    "ru": "Городской совет выделил деньги на ремонт, поэтому школьники вернутся в классы зимой.",
    "en": "The city council has set aside money for the repairs, so pupils will be back by winter.",
}
NEIGHBOURS = {
    "be": "Гарадскі савет вылучыў грошы на рамонт школы, і вучні вернуцца ў класы ўжо зімой.",
    "bg": "Градският съвет отпусна пари за ремонта на училището и учениците ще се върнат скоро.",
    "pl": "Rada miasta przeznaczyła pieniądze na remont szkoły, więc uczniowie wrócą do klas.",
    "sr": "Градско веће је издвојило новац за поправку школе, па ће се ђаци вратити у њу зими.",
    "de": (
        "Der Stadtrat hat Geld für die Reparatur der Schule bereitgestellt, sodass die Schüler im "
        "Winter zurückkehren können. Die Arbeiten sollen bis Dezember dauern, teilte das Amt mit, "
        "und danach werden die Räume gereinigt, bevor der Unterricht beginnt wie vor dem Brand."
    ),
}


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("uk", "uk"), ("ua", "uk"), ("UA", "uk"), ("uk-UA", "uk"), ("uk_UA", "uk"), ("ukr", "uk"),
        ("Укр", "uk"), ("en-GB", "en"), ("eng", "en"), (" RU ", "ru"), ("Рос.", "ru"),
        ("русский", "ru"), ("be", "be"), ("zh-Hans-CN", "zh"), ("de", "de"),
    ],
)  # fmt: skip
def test_parse_lang(text: str, lang: str) -> None:
    assert parse_lang(text) == lang


@pytest.mark.parametrize("text", ["", "x-default", "1", "українець", "e", "news", "en/ru", "en ru"])
def test_what_is_no_language_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a language"):
        parse_lang(text)


def test_what_names_no_language_is_none() -> None:
    said = ("uk-UA", "ua", "", None, "x-default", "мова!")
    assert [find_lang(text) for text in said] == ["uk", "uk", None, None, None, None]


@pytest.mark.parametrize("text", ["ua,en,ru", "ua en ru", "ua; en; ru; ua", "uk, en , ru"])
def test_parse_langs(text: str) -> None:
    assert parse_langs(text) == ("uk", "en", "ru")


@pytest.mark.parametrize("text", ["", " , ", "ua,klingon"])
def test_what_is_no_list_of_languages(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a l"):
        parse_langs(text)


def test_badge_is_what_readers_know() -> None:
    assert [badge(lang) for lang in LANGS] == ["ua", "en", "ru"]


@pytest.mark.parametrize(("lang", "text"), TEXTS.items())
def test_the_sites_languages(lang: str, text: str) -> None:
    verdict = identify(text, langs=LANGS)
    assert verdict.lang == lang
    assert verdict.agreed


@pytest.mark.parametrize(("lang", "text"), NEIGHBOURS.items())
def test_neighbours_are_other(lang: str, text: str) -> None:
    assert identify(text, langs=LANGS).lang == OTHER


def test_a_neighbour_is_itself_where_a_site_has_it() -> None:
    assert identify(NEIGHBOURS["pl"], langs=("uk", "pl")).lang == "pl"
    assert identify(NEIGHBOURS["be"], langs=("ru", "be")).lang == "be"
    assert identify(NEIGHBOURS["de"], langs=("en", "de")).lang == "de"


@pytest.mark.parametrize("text", ["", "12 345,6", "— … !", "2026"])
def test_no_text_is_undetermined(text: str) -> None:
    verdict = identify(text, langs=LANGS, declared={"html-lang": "uk"})
    assert verdict.lang == UNDETERMINED
    assert not verdict.agreed


def test_the_text_wins_over_what_is_declared() -> None:
    wrong = {"html-lang": "ru", "edition": "ru", "og:locale": "ru_RU", "json-ld": "ru"}
    verdict = identify(TEXTS["uk"], langs=LANGS, declared=wrong)
    assert verdict.lang == "uk"
    assert not verdict.agreed
    assert {vote.voter for vote in verdict.votes if vote.lang == "ru"} == set(wrong)


def test_declared_tags_that_cannot_be_read_are_no_votes() -> None:
    verdict = identify(TEXTS["uk"], langs=LANGS, declared={"html-lang": "", "json-ld": "??"})
    assert {vote.voter for vote in verdict.votes} <= {"alphabet", "words"}


def test_declared_tags_outside_the_sites_languages_vote_for_other() -> None:
    verdict = identify(TEXTS["uk"], langs=LANGS, declared={"html-lang": "de"})
    votes = {vote.voter: vote.lang for vote in verdict.votes}
    assert votes.pop("html-lang") == OTHER
    assert votes.keys() >= {"alphabet", "langdetect", "lingua"}
    assert set(votes.values()) == {"uk"}


@pytest.mark.parametrize("lang", NEIGHBOURS)
def test_what_other_is_closest_to_is_told(lang: str) -> None:
    verdict = identify(NEIGHBOURS[lang], langs=LANGS)
    assert verdict.closest == (lang if lang in ("be", "bg", "pl") else OTHER)
    assert identify(TEXTS["uk"], langs=LANGS).closest == "uk"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Уряд схвалив новий закон про освіту", "uk"),
        ("Правительство одобрило новый закон об образовании", "ru"),
        ("Government backs new education bill", "en"),
        ("Урад ухваліў новы закон пра адукацыю", "be"),
        ("Правителството одобри нов закон за образованието", "bg"),
        ("Rada przyjmuje nowe prawo o szkolnictwie", "pl"),
        ("Сенатът прие бюджета", "bg"),
        ("Сенат прийняв бюджет", "uk"),
        ("Сенат принял бюджет", "ru"),
        ("Сенат прыняў бюджэт", "be"),
        ("Prezes banku zapowiada obniżki", "pl"),
    ],
)
def test_headlines(text: str, lang: str) -> None:
    verdict = identify(text, langs=LANGS)
    assert verdict.lang == (lang if lang in LANGS else OTHER)
    assert verdict.closest == lang


def test_names_of_firms_do_not_make_a_text_english() -> None:
    assert identify("Microsoft і Google відкривають офіси", langs=LANGS).lang == "uk"
    assert identify("Apple и Samsung снижают цены", langs=LANGS).lang == "ru"
    assert identify("The paper was called Правда, or truth", langs=LANGS).lang == "en"


def test_scripts_of_others_are_other() -> None:
    for text in ("Η κυβέρνηση ενέκρινε τον νόμο", "政府批准了新的教育法", "მთავრობამ კანონი მიიღო"):
        assert identify(text, langs=LANGS).lang == OTHER


def test_models_are_asked_in_doubt_and_on_a_sample_only() -> None:
    def voters(verdict: Verdict) -> set[str]:
        return {vote.voter for vote in verdict.votes}

    assert voters(identify(TEXTS["en"], langs=LANGS)) == {"alphabet", "words"}
    sampled = identify(TEXTS["en"], langs=LANGS, sample=True)
    assert voters(sampled) == {"alphabet", "words", "langdetect", "lingua"}
    assert sampled.agreed
    assert "lingua" in voters(identify("Реформа парламенту", langs=LANGS))


@pytest.mark.parametrize(
    ("declared", "asked"),
    [
        ({"html-lang": "uk", "edition": "uk", "og:locale": "ru_RU"}, False),
        ({"html-lang": "ru", "edition": "uk", "og:locale": "ru_RU"}, True),
        ({"html-lang": "ru", "edition": "uk"}, True),
        ({"html-lang": "ru"}, True),
    ],
)
def test_models_are_asked_when_half_of_what_is_declared_disagrees(
    declared: dict[str, str], asked: bool
) -> None:
    verdict = identify(TEXTS["uk"], langs=LANGS, declared=declared)
    assert ("lingua" in {vote.voter for vote in verdict.votes}) is asked
    assert not verdict.agreed


def test_a_text_without_telling_letters_is_decided_by_models_and_declaration() -> None:
    text = "Парламент утвердил закон"
    assert identify(text, langs=LANGS, declared={"html-lang": "ru"}).lang == "ru"


def test_a_foreign_quote_does_not_turn_the_verdict() -> None:
    text = TEXTS["uk"] + " «Мы этого ждали», - сказал директор. " + TEXTS["uk"]
    assert identify(text, langs=LANGS).lang == "uk"


def test_a_verdict_is_the_same_every_time() -> None:
    verdicts = {identify("Заява уряду", langs=LANGS, sample=True) for _ in range(5)}
    assert len(verdicts) == 1


@settings(deadline=None)  # the models load in the first call
@given(st.text(max_size=200))
def test_any_text_has_a_verdict(text: str) -> None:
    assert identify(text, langs=LANGS).lang in (*LANGS, OTHER, UNDETERMINED)


FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))["langid"]


def test_floors_on_the_evaluation_data(evaluation: Path) -> None:
    """Languages are named as exactly as ever, neighbours included."""
    data = evaluation / "benchmarks" / "data" / "langid_dev.jsonl"
    floors = dict(FLOORS["langid_dev"])
    assert hashlib.sha256(data.read_bytes()).hexdigest() == floors.pop("sha256"), "other data"
    gold = _read(data.with_name("langid_dev.gold.jsonl"))
    wrong = dict.fromkeys(floors, 0)
    for answer in name_languages(data.read_text("utf-8").splitlines()):
        row = gold[answer["id"]]
        wrong[f"wrong_{row['kind']}s"] += answer["lang"] != row["lang"]
    assert all(wrong[kind] <= most for kind, most in floors.items()), wrong


def test_every_paragraph_is_in_the_language_of_its_document(evaluation: Path) -> None:
    documents = _read(evaluation / "benchmarks" / "data" / "docs_dev.jsonl").values()
    wrong = [
        (document["id"], number)
        for document in documents
        for number, text in enumerate(document["paragraphs"])
        if identify(text, langs=LANGS).lang != document["lang"]
    ]
    assert not wrong


def _read(path: Path) -> dict[str, dict[str, Any]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {row["id"]: row for row in rows}


# --- the report ----------------------------------------------------------------------------------


def test_report_counts_wrong_answers_by_kind() -> None:
    texts = [
        Text("headline", "uk", TEXTS["uk"]),
        Text("headline", "be", TEXTS["ru"]),
        Text("snippet", "en", TEXTS["en"]),
    ]
    wrong, spent = measure(name_language, texts)
    assert wrong == {"headline": 1, "snippet": 0}
    assert spent > 0


def test_report_can_leave_langdetect_out() -> None:
    with mock.patch.object(models, "ask_langdetect", side_effect=AssertionError):
        assert name_without_langdetect("12 млн") in (*LANGS, "be", "bg", OTHER)
        with pytest.raises(AssertionError):
            name_language("12 млн")  # the same text leaves a doubt


def test_peers_choose_among_the_same_languages() -> None:
    assert make_langdetect(("ru", "bg"))(TEXTS["uk"]) in ("ru", "bg")
    assert make_lingua()(NEIGHBOURS["be"]) == "be"
