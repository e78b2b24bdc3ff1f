"""Tags as people write them, and what language a text is written in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.languages import OTHER, UNDETERMINED, Verdict, badge, identify, parse_lang, parse_langs

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
    assert [vote.voter for vote in verdict.votes] == ["alphabet"]


def test_declared_tags_outside_the_sites_languages_vote_for_other() -> None:
    verdict = identify(TEXTS["uk"], langs=LANGS, declared={"html-lang": "de"})
    assert {vote.voter: vote.lang for vote in verdict.votes} == {
        "html-lang": "other",
        "alphabet": "uk",
    }


def test_models_are_asked_in_doubt_and_on_a_sample_only() -> None:
    def voters(verdict: Verdict) -> set[str]:
        return {vote.voter for vote in verdict.votes}

    assert voters(identify(TEXTS["uk"], langs=LANGS)) == {"alphabet"}
    sampled = identify(TEXTS["uk"], langs=LANGS, sample=True)
    assert voters(sampled) == {"alphabet", "langdetect", "lingua"}
    assert sampled.agreed
    assert "lingua" in voters(identify("Новости города", langs=LANGS))


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


FLOORS = {"headline": 0.99, "sentence": 0.995, "short": 0.97, "snippet": 0.94}


def test_floors_on_the_evaluation_data(evaluation: Path) -> None:
    """The decision that a collector of these languages takes: one of three, or other."""
    folder = evaluation / "benchmarks" / "data"
    gold = _read(folder / "langid_dev.gold.jsonl")
    right: dict[str, list[bool]] = {kind: [] for kind in FLOORS}
    for number, (key, row) in enumerate(_read(folder / "langid_dev.jsonl").items()):
        if number % 4 == 0:  # a quarter keeps the suite fast
            want = gold[key]["lang"] if gold[key]["lang"] in LANGS else OTHER
            right[gold[key]["kind"]].append(identify(row["text"], langs=LANGS).lang == want)
    shares = {kind: sum(hits) / len(hits) for kind, hits in right.items()}
    assert all(shares[kind] >= floor for kind, floor in FLOORS.items()), shares


def _read(path: Path) -> dict[str, dict[str, str]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {row["id"]: row for row in rows}
