"""Where the versions of a story part: found where it is planted, and not where it is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from scraper.alignment import align_articles
from scraper.alignment.divergences import find_divergences
from scraper.alignment.divergences.edits import describe_changes
from scraper.alignment.divergences.speakers import find_speaker
from scraper.items import Article, Bead, Block, Divergence, DivergenceKind, SentenceBead
from scraper.text.agreement import agree
from scraper.text.figures import find_figures

UK = (
    "Нову школу в Бродах відкрили 3 вересня, у ній навчатимуться 640 дітей.",
    "Будівництво коштувало 212 млн грн, повідомила міська голова Ірина Соломаха.",
    "Старе приміщення 1961 року визнали аварійним після обстеження.",
    "Спортивну залу добудують до грудня, тоді ж відкриють басейн.",
)
EN = (
    "A new school opened in Brody on September 3 and will have 640 pupils.",
    "Construction cost UAH 212 million, Mayor Iryna Solomakha said.",
    "The old building, dating from 1961, was declared unsafe after an inspection.",
    "The gym will be finished by December, when the swimming pool will open too.",
)


def an_article(lang: str, *texts: str, headline: str = "") -> Article:
    return Article(
        id=lang,
        site="outlet",
        edition=lang,
        lang=lang,
        url=lang,
        headline=headline or {"uk": "Нову школу відкрили", "en": "New school opens"}[lang],
        blocks=tuple(Block(kind="paragraph", text=text) for text in texts),
        published_at=datetime(2026, 9, 3, {"uk": 9, "en": 11}[lang], tzinfo=UTC),
    )


def found(english: tuple[str, ...] = EN, headline: str = "") -> list[Divergence]:
    articles = {"uk": an_article("uk", *UK), "en": an_article("en", *english, headline=headline)}
    return list(find_divergences(articles, align_articles(articles)))


def kinds(english: tuple[str, ...] = EN) -> set[DivergenceKind]:
    return {one.kind for one in found(english)}


def changed(place: int, old: str, new: str) -> tuple[str, ...]:
    assert EN[place].count(old) == 1
    return (*EN[:place], EN[place].replace(old, new), *EN[place + 1 :])


def test_another_first_name_beside_the_same_surname_is_named() -> None:
    [one] = found(changed(1, "Iryna", "Halyna"))
    assert (one.kind, one.facts["uk"], one.facts["en"]) == (
        "name", "Ірина Соломаха", "Halyna Solomakha",
    )  # fmt: skip


@pytest.mark.parametrize("said", ["Mayor Irina Solomakha", "Mayor Solomakha",
                                  "Mayor Iryna Solomakha, wife of Petro Solomakha,"])  # fmt: skip
def test_a_first_name_spelt_otherwise_or_left_out_is_no_other(said: str) -> None:
    assert not kinds(changed(1, "Mayor Iryna Solomakha", said)) & {"name"}


def test_a_faithful_translation_raises_nothing() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("place", "old", "new"),
    [(0, "640", "460"), (1, "212 million", "221 million"), (2, "1961", "1971"),
     (0, "September 3", "September 13")],
)  # fmt: skip
def test_another_figure_is_found(place: int, old: str, new: str) -> None:
    [one] = [one for one in found(changed(place, old, new)) if one.kind == "number"]
    assert one.langs == ("en",)
    assert one.says.startswith("The English version has")
    assert new in one.quotes["en"]


def test_another_speaker_is_found() -> None:
    english = changed(1, "Mayor Iryna Solomakha said", "Governor Vasyl Drach said")
    assert "attribution" in kinds(english)


def test_another_name_is_found() -> None:
    assert "name" in kinds(changed(1, "Iryna Solomakha", "Oksana Pliushch"))


def test_a_dropped_paragraph_is_found() -> None:
    [one] = [one for one in found((*EN[:2], EN[3])) if one.kind == "missing"]
    assert (one.langs, one.because[0]) == (("en",), "dropped")
    assert one.quotes["uk"] == UK[2]


def test_a_cut_tail_is_told_from_a_drop() -> None:
    missing = [one for one in found(EN[:2]) if one.kind == "missing"]
    assert [one.because[0] for one in missing] == ["cut off", "cut off"]
    assert {one.quotes["uk"] for one in missing} == {UK[2], UK[3]}


def test_added_background_is_told_from_a_drop() -> None:
    background = "The country has lost hundreds of classrooms to shelling since the invasion began."
    [one] = [one for one in found((*EN, background)) if one.kind == "missing"]
    assert (one.langs, one.because[0], one.severity) == (("uk",), "added", "low")


def test_the_words_that_a_headline_claims_are_told_as_it_writes_them() -> None:
    headline = "Judges arrested Brody's warring neighbours"
    [one] = [one for one in found(headline=headline) if one.kind == "headline"]
    assert "arrested" in one.facts["en"]
    assert all(word in headline for word in one.facts["en"].split(", "))


def test_a_headline_that_claims_a_number_of_its_own_is_found() -> None:
    headlines = [one for one in found(headline="School for 900 opens") if one.kind == "headline"]
    assert [one.langs for one in headlines] == [("uk",)]


def test_a_moved_paragraph_is_found() -> None:
    assert "moved" in kinds((EN[0], EN[2], EN[3], EN[1]))


def test_an_edit_after_the_others_came_out_is_told() -> None:
    before = an_article("uk", *UK[:3])
    after = replace(an_article("uk", *UK), modified_at=datetime(2026, 9, 4, 8, tzinfo=UTC))
    articles = {"uk": after, "en": an_article("en", *EN)}
    beads = align_articles(articles)
    found = find_divergences(articles, beads, edits={"uk": [(before, after)]})
    [one] = [one for one in found if one.kind == "edited"]
    assert one.langs == ("en",)
    assert "2026-09-04 08:00 UTC" in one.says
    assert one.because == ("block 4 added",)


def test_neighbouring_blocks_that_were_rewritten_are_told_one_by_one() -> None:
    before = an_article("uk", UK[0].replace("640", "460"), UK[1].replace("212", "221"), *UK[2:])
    after = an_article("uk", *UK)
    assert [(one.place, one.words) for one in describe_changes(before, after)] == [
        ("1 rewritten", "460 → 640"),
        ("2 rewritten", "221 → 212"),
    ]


def test_without_earlier_states_nothing_was_edited() -> None:
    assert all(one.kind != "edited" for one in found(EN[:2]))


@pytest.mark.parametrize(
    ("left", "left_lang", "right", "right_lang"),
    [
        ("2,5 млрд грн", "uk", "UAH 2.5 billion", "en"),
        ("2 год 50 хв", "uk", "almost three hours", "en"),
        ("о 21:14", "uk", "at 9:14 p.m.", "en"),
        ("о 00:52", "uk", "at 12:52 a.m.", "en"),
        ("14 днів", "uk", "two weeks", "en"),
        ("от 6 до 9 млн", "ru", "6 million to 9 million", "en"),
        ("23–25 листопада", "uk", "November 23-25", "en"),
    ],
)
def test_figures_that_say_the_same(left: str, left_lang: str, right: str, right_lang: str) -> None:
    answers = find_figures(right, right_lang)
    for figure in find_figures(left, left_lang):
        assert any(agree(figure, answer) for answer in answers), figure


@pytest.mark.parametrize(
    ("left", "left_lang", "right", "right_lang"),
    [
        ("17,75%", "uk", "17.25%", "en"),
        ("2,25 м", "uk", "2.25 feet", "en"),
        ("14 мм", "ru", "14 см", "uk"),
        ("640 млн грн", "uk", "$640 million", "en"),
        ("10:30", "uk", "10:30 p.m.", "en"),
    ],
)
def test_figures_that_part(left: str, left_lang: str, right: str, right_lang: str) -> None:
    [one], [other] = find_figures(left, left_lang), find_figures(right, right_lang)
    assert not agree(one, other)


def test_an_ordinal_has_no_unit() -> None:
    [figure] = find_figures("в 3-м цехе", "ru")
    assert (figure.value, figure.unit) == (Decimal(3), None)


@pytest.mark.parametrize(
    ("text", "lang", "name"),
    [
        ("«Ми добудуємо залу до грудня, а басейн відкриємо навесні», – сказала Соломаха.", "uk",
         "Соломаха"),
        ("The gym will be finished by December, said Iryna Solomakha.", "en", "Solomakha"),
        ("Iryna Solomakha, the town's mayor, said the gym would be finished.", "en", "Solomakha"),
        ("По словам Ирины Соломахи, зал достроят к декабрю.", "ru", "Соломахи"),
    ],
)  # fmt: skip
def test_a_speaker_is_read_off(text: str, lang: str, name: str) -> None:
    speaker = find_speaker(text, lang)
    assert speaker is not None
    assert name in speaker.text


def test_a_pronoun_names_nobody() -> None:
    assert find_speaker("She said the gym would be finished.", "en") is None


def test_a_sentence_swallowed_by_its_bead_is_missing() -> None:
    sentences = {"uk": ("Школу відкрили.", UK[2]), "en": ("The school opened.",)}
    bead = Bead(
        kind="paragraph",
        blocks={"uk": (0,), "en": (0,)},
        sentences=(SentenceBead(sentences=sentences, score=0.9),),
        score=0.9,
    )
    articles = {lang: an_article(lang, " ".join(texts)) for lang, texts in sentences.items()}
    [one] = [one for one in find_divergences(articles, [bead]) if one.kind == "missing"]
    assert (one.langs, one.quotes) == (("en",), {"uk": UK[2]})
