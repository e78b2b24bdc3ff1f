"""From a story and its articles to the record."""

from __future__ import annotations

from datetime import UTC, datetime

from scraper.alignment import align_story
from scraper.items import Access, Article, Block, Image, Record, Story

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)

TEXTS = {
    "uk": (
        "У Кременці 14 листопада відкрили нову лікарню на 120 ліжок.",
        "На будівництво витратили 340 млн грн. Головний лікар - Олег Савчук.",
        "Пацієнтів прийматимуть з понеділка.",
    ),
    "ru": (
        "В Кременце 14 ноября открыли новую больницу на 120 коек.",
        "На строительство потратили 340 млн грн.",
        "Главный врач - Олег Савчук.",
        "Пациентов будут принимать с понедельника.",
    ),
    "en": (
        "A new hospital with 120 beds opened in Kremenets on November 14.",
        "Construction cost UAH 340 million. Oleh Savchuk is the chief physician.",
    ),
}
HEADLINES = {"uk": "Нова лікарня", "ru": "Новая больница", "en": "A new hospital"}


def an_article(lang: str, access: Access = "free") -> Article:
    return Article(
        id=f"outlet:{lang}:1",
        site="outlet",
        edition=lang,
        lang=lang,
        url=f"https://outlet.example/{lang}/1",
        headline=HEADLINES[lang],
        blocks=tuple(Block(kind="paragraph", text=text) for text in TEXTS[lang]),
        image=Image(url="https://outlet.example/1.jpg", caption="Kremenets")
        if lang == "en"
        else None,
        published_at=datetime(2026, 11, 14, {"uk": 9, "ru": 8, "en": 11}[lang], tzinfo=UTC),
        access=access,
    )


def the_record(*langs: str, partial: str = "") -> Record:
    articles = {x: an_article(x, "partial" if x == partial else "free") for x in langs}
    story = Story(id="outlet:uk:1", site="outlet", articles={x: a.id for x, a in articles.items()})
    return align_story(
        story,
        articles,
        editions=("uk", "en", "ru"),
        updated_at=NOW,
        revisions={"uk": 3},
        gone={"ru"},
    )


def test_languages_stand_in_the_order_of_the_editions() -> None:
    assert the_record("ru", "en", "uk").langs == ("uk", "en", "ru")


def test_a_record_is_complete_with_every_edition() -> None:
    assert the_record("uk", "en", "ru").complete
    assert not the_record("uk", "ru").complete


def test_the_record_was_published_when_its_first_version_was() -> None:
    record = the_record("uk", "en", "ru")
    assert record.published_at == datetime(2026, 11, 14, 8, tzinfo=UTC)
    assert record.updated_at == NOW


def test_a_version_knows_its_revision_and_that_it_is_gone() -> None:
    versions = the_record("uk", "ru").versions
    assert (versions["uk"].revision, versions["ru"].revision) == (3, 1)
    assert (versions["uk"].gone, versions["ru"].gone) == (False, True)


def test_a_split_paragraph_is_one_bead_in_three_languages() -> None:
    blocks = [dict(bead.blocks) for bead in the_record("uk", "en", "ru").beads if bead.blocks]
    assert blocks == [
        {"uk": (0,), "en": (0,), "ru": (0,)},
        {"uk": (1,), "en": (1,), "ru": (1, 2)},
        {"uk": (2,), "ru": (3,)},
    ]


def test_sentences_answer_one_another_inside_a_bead() -> None:
    bead = [bead for bead in the_record("uk", "en", "ru").beads if bead.blocks][1]
    assert [tuple(len(found) for found in s.sentences.values()) for s in bead.sentences] == [
        (1, 1, 1),
        (1, 1, 1),
    ]


def test_headline_and_caption_have_beads_of_their_own() -> None:
    headline, caption = the_record("uk", "en").beads[:2]
    assert (headline.kind, caption.kind) == ("headline", "caption")
    assert headline.sentences[0].sentences == {"uk": ("Нова лікарня",), "en": ("A new hospital",)}
    assert caption.sentences[0].sentences == {"uk": (), "en": ("Kremenets",)}


def test_a_teaser_is_published_but_not_aligned() -> None:
    record = the_record("uk", "en", "ru", partial="en")
    assert len(record.versions["en"].blocks) == 2
    assert record.complete
    assert all("en" not in bead.blocks for bead in record.beads)
    assert all("en" not in s.sentences for bead in record.beads for s in bead.sentences)


def test_a_story_of_one_has_one_sided_beads() -> None:
    beads = [bead for bead in the_record("uk").beads if bead.blocks]
    assert [dict(bead.blocks) for bead in beads] == [{"uk": (0,)}, {"uk": (1,)}, {"uk": (2,)}]
