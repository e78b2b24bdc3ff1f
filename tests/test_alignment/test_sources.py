"""Whose words a sentence holds: found in three languages, and told from other kinds of source."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scraper.alignment import align_articles
from scraper.alignment.divergences import find_divergences
from scraper.alignment.divergences.sources import find_kinds
from scraper.alignment.divergences.speakers import find_speaker
from scraper.items import Article, Block


@pytest.mark.parametrize(
    ("text", "lang", "speaker"),
    [
        ("За розрахунками лікарні, черга скоротиться вдвічі.", "uk", "лікарні"),
        ("Як пишуть місцеві телеграм-канали, рух відновили.", "uk", "місцеві телеграм-канали"),
        ("Ціни не зростуть, стверджують джерела на ринку.", "uk", "джерела на ринку"),
        ("У профспілці пояснюють: графік змінили.", "uk", "У профспілці"),
        ("По расчетам Минздрава, очередь сократится вдвое.", "ru", "Минздрава"),
        ("В Минфине оценивают дефицит в 2 млрд.", "ru", "В Минфине"),
        ("Дорогу откроют в мае, пишет спортивная пресса.", "ru", "спортивная пресса"),
        ("The Energy Ministry explains the gap by tariffs.", "en", "The Energy Ministry"),
        ("Based on data from the coast guard, two boats sank.", "en", "the coast guard"),
        ("Management blames the delay on rain.", "en", "Management"),
    ],
)
def test_a_source_is_found(text: str, lang: str, speaker: str) -> None:
    found = find_speaker(text, lang)
    assert found is not None
    assert found.text == speaker


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Йдеться про смугу в діапазоні 1,9 ГГц.", "uk"),
        ("The United States has three plants.", "en"),
        ("He was being told to leave.", "en"),
    ],
)
def test_no_source_is_read_into_a_sentence(text: str, lang: str) -> None:
    assert find_speaker(text, lang) is None


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("За її словами, ремонт завершать у травні.", "uk"),
        ("По ее словам, ремонт завершат в мае.", "ru"),
        ("She said the repairs would end in May.", "en"),
    ],
)
def test_a_pronoun_stands_for_the_person_who_spoke_before(text: str, lang: str) -> None:
    before = find_speaker("Ганна Липко said it.", "en")
    assert find_speaker(text, lang, before) is before
    assert find_speaker(text, lang) is None


@pytest.mark.parametrize(
    ("uk", "ru", "en", "kind"),
    [
        ("речник поліції", "представитель полиции", "a police spokesman", "police"),
        ("прокуратура", "в прокуратуре", "prosecutors", "prosecutors"),
        ("Міноборони", "Минобороны", "the Defence Ministry", "ministry"),
        ("у профспілці", "в профсоюзе", "the union", "union"),
        ("очевидці", "очевидцы", "witnesses", "witnesses"),
        ("місцеві ЗМІ", "местные СМИ", "local media", "media"),
        ("експерти", "эксперты", "analysts", "experts"),
        ("джерело в уряді", "источник в правительстве", "a government source", "unnamed"),
        ("синоптики", "синоптики", "forecasters", "forecasters"),
        ("рятувальники", "в ГСЧС", "rescuers", "rescuers"),
    ],
)
def test_kinds_are_shared_by_the_languages(uk: str, ru: str, en: str, kind: str) -> None:
    kinds = [find_kinds(text.split(), lang) for text, lang in ((uk, "uk"), (ru, "ru"), (en, "en"))]
    assert all(kind in found for found in kinds)


def test_what_a_ministry_deals_with_is_no_kind_of_its_own() -> None:
    assert find_kinds(["Energy", "Ministry"], "en") == {"ministry"}


def _part(uk: str, en: str) -> bool:
    """Whether the attribution of two short stories is told to part."""
    articles = {
        lang: Article(
            id=lang,
            site="outlet",
            edition=lang,
            lang=lang,
            url=lang,
            headline=headline,
            blocks=(Block(kind="paragraph", text=text), Block(kind="paragraph", text=tail)),
            published_at=datetime(2026, 9, 3, tzinfo=UTC),
        )
        for lang, headline, text, tail in (
            ("uk", "Міст закрили", uk, "Рух мостом через Стрижну відновлять у травні 2027 року."),
            ("en", "Bridge closed", en, "Traffic on the Stryzhna bridge resumes in May 2027."),
        )
    }
    found = find_divergences(articles, align_articles(articles))
    return any(one.kind == "attribution" for one in found)


@pytest.mark.parametrize(
    ("uk", "en"),
    [
        ("За даними поліції, на мосту було 12 людей.",
         "There were 12 people on the bridge, according to witnesses."),
        ("Міст закрили через тріщини, пояснюють експерти.",
         "The bridge was closed because of cracks, the Transport Ministry explains."),
        ("За підрахунками профспілки, без роботи залишилися 40 людей.",
         "Management estimates that 40 people lost their jobs."),
        ("За інформацією прокуратури, на ремонті вкрали 5 млн грн.",
         "Local media reported that UAH 5 million was stolen during the repairs."),
    ],
)  # fmt: skip
def test_another_kind_of_source_is_told(uk: str, en: str) -> None:
    assert _part(uk, en)


@pytest.mark.parametrize(
    ("uk", "en"),
    [
        ("За даними поліції, на мосту було 12 людей.",
         "There were 12 people on the bridge, a police spokesman said."),
        ("Міст закрили через тріщини, повідомило джерело в уряді.",
         "The bridge was closed because of cracks, a government official said."),
        ("За підрахунками профспілки, без роботи залишилися 40 людей.",
         "The union estimates that 40 people lost their jobs."),
        ("За інформацією прокуратури, на ремонті вкрали 5 млн грн.",
         "Prosecutors say UAH 5 million was stolen during the repairs."),
    ],
)  # fmt: skip
def test_one_source_in_other_words_is_one(uk: str, en: str) -> None:
    assert not _part(uk, en)
