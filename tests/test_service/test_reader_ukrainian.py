"""The pages in Ukrainian: nothing that we say is left in English, also about divergences."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from scraper.alignment.divergences.wording import word
from scraper.items import Divergence, DivergenceKind, Evidence, Record
from scraper.matching import match_stories
from scraper.service.reader.reasons import tell_reason
from scraper.service.reader.words import Words, load_catalogue
from scraper.storage import Store
from tests.test_feed.records import SITE
from tests.test_matching.demo_news import read_demo
from tests.test_service.reading import HOUR, NOW, Visitor, make_story, publish

UKRAINIAN = Words("uk", load_catalogue())
NUMBER = word(
    Divergence(
        kind="number",
        langs=("en",),
        severity="high",
        says="",
        bead=2,
        quotes={
            "uk": "Комісія обстежила 1 430 будинків.",
            "en": "Inspectors counted 1,340 houses.",
        },
        facts={"of": "uk", "uk": "1 430", "en": "1,340"},
    )
)
MISSING = word(
    Divergence(
        kind="missing",
        langs=("en",),
        severity="medium",
        says="",
        bead=3,
        facts={"of": "uk ru", "how": "dropped", "what": "heading", "en": "0/2"},
    )
)
MOVED = word(
    Divergence(
        kind="moved",
        langs=("en",),
        severity="low",
        says="",
        bead=2,
        quotes={"en": "Inspectors counted 1,340 houses.", "uk": "Комісія обстежила."},
        facts={"of": "uk", "en": "1", "uk": "4"},
    )
)
EDITED = word(
    Divergence(
        kind="edited",
        langs=("en",),
        severity="low",
        says="",
        facts={"of": "uk", "at": "2026-11-24 09:00", "headline": "", "4 added": ""},
    )
)
BECAUSE = (
    "4 names: Лубень",
    "1 number: 1430",
    "2 dates: 24.11",
    "9 words",
    "encoder 0.91",
    "same image",
    "same order 0.80",
    "same headline 0.55",
    "similarity 0.61, runner-up 0.10",
    "12 min apart",
)
SAID = {
    number.kind: sentence
    for number, sentence in (
        (NUMBER, "В англійській версії – «1,340», а в українській версії – «1 430»."),
        (MISSING, "В англійській версії немає підзаголовка української і російської версій."),
    )
}


def told_story() -> Record:
    """A story with a divergence of each kind of sentence, and evidence of every kind."""
    story = make_story(1, divergences=(NUMBER, MISSING, MOVED, EDITED))
    content = Evidence(langs=("uk", "en"), kind="content", score=0.6, because=BECAUSE)
    declared = Evidence(
        langs=("uk", "ru"), kind="hreflang", score=1.0, both_sides=True,
        because=("each links to the other", "ru links to uk"),
    )  # fmt: skip
    return replace(story, evidence=(content, declared))


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Visitor:
    """A visitor of a store with that story and others, runs and failures."""
    store = Store.open(f"sqlite:///{tmp_path_factory.mktemp('ukrainian') / 'store.db'}")
    publish(store, make_story(1, ("uk", "en"), (NUMBER,)))
    publish(store, told_story(), *(make_story(number, ("uk",)) for number in range(2, 40)))
    store.schedule_site("visnyk", "hourly", NOW, first=NOW + HOUR / 4)
    for day in range(4):
        run = store.start_run("visnyk", "host", 1, NOW - timedelta(days=day, minutes=30))
        stats = {"lang/uk": 20, "field/lead": 15, "article/rejected/http-404": 4}
        outcome = ("finished", "partial", "blocked", "layout-changed")[day]
        store.finish_run(run, outcome, stats, NOW - timedelta(days=day, minutes=20))
    return Visitor(store)


# --- divergences ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", sorted(SAID))
def test_a_divergence_is_told_in_ukrainian(visitor: Visitor, kind: DivergenceKind) -> None:
    page = visitor.get(f"/divergences?ui=uk&kind={kind}")
    (says,) = [
        one for one in page.tree.cssselect(".entry-says") if SAID[kind] in one.text_content()
    ][:1]
    assert says.get("lang") == "uk"


def test_a_divergence_is_told_in_english_to_others(visitor: Visitor) -> None:
    (says,) = visitor.get("/divergences?ui=en&kind=missing").tree.cssselect(".entry-says")
    assert says.text_content().strip() == MISSING.says
    assert says.get("lang") == "en"


def test_the_story_tells_its_divergences_in_ukrainian(visitor: Visitor) -> None:
    page = visitor.get("/stories/visnyk:uk:1?ui=uk")
    for says in SAID.values():
        assert sum(says in text for text in page.all(".note-says, .note-list li")) == 2
    assert any("пропущено" in text for text in page.all(".because"))


def test_the_table_of_divergences_is_in_the_language_of_the_page(visitor: Visitor) -> None:
    body = visitor.get("/divergences.csv?ui=uk&kind=missing").text.removeprefix("\ufeff")
    assert [row["says"] for row in csv.DictReader(io.StringIO(body))] == [SAID["missing"]]


def test_where_a_block_stands_is_no_quote(visitor: Visitor) -> None:
    quotes = visitor.get("/stories/visnyk:uk:1?ui=uk").all("q")
    assert quotes
    assert not any("блок" in quote for quote in quotes)


@pytest.mark.parametrize("facts", [{"how": "torn"}, {"of": "uk", "how": "torn"}, {"uk": "1"}])
def test_facts_of_another_program_leave_its_own_sentence(
    tmp_path_factory: pytest.TempPathFactory, facts: dict[str, str]
) -> None:
    strange = replace(MISSING, says="Something is torn.", facts=facts)
    with Store.open(f"sqlite:///{tmp_path_factory.mktemp('strange') / 'store.db'}") as store:
        publish(store, make_story(1, divergences=(strange,)))
        (says,) = Visitor(store).get("/divergences?ui=uk").tree.cssselect(".entry-says")
    assert says.text_content().strip() == "Something is torn."
    assert says.get("lang") == "en"


# --- why versions belong together ----------------------------------------------------------------


def test_every_reason_that_matching_gives_is_known() -> None:
    """On the demo's news, by content and by links; a new reason fails here until it has words."""
    articles = read_demo("visnyk").articles
    evidence = [
        one for story in match_stories(articles, sites={"visnyk": SITE}) for one in story.evidence
    ]
    reasons = {reason for one in evidence for reason in one.because}
    assert len({reason.partition(" ")[2].partition(":")[0] for reason in reasons}) > 5
    assert not [reason for reason in sorted(reasons) if tell_reason(UKRAINIAN, reason).lang != "uk"]


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("1 name: Лубень", "1 ім’я: Лубень"),
        ("3 names: A, B, C", "3 імені: A, B, C"),
        ("12 words", "12 слів із тим самим значенням"),
        ("uk links to en", "ua посилається на en"),
        ("12 min apart", "різниця 12 хвилин"),
        ("similarity 1.85, runner-up 0.50", "схожість 69 %, у наступної 19 %"),
        ("same order 0.80", "порядок спільного збігається на 80 %"),
        ("same headline 1.00", "заголовки збігаються на 100 %"),
        ("encoder 0.91", "близькість за кодувальником речень 91 %"),
    ],
)
def test_a_reason_is_told_in_ukrainian(reason: str, told: str) -> None:
    assert tell_reason(UKRAINIAN, reason).text == told


def test_an_unknown_reason_stays_as_it_is_and_is_marked_as_english() -> None:
    told = tell_reason(UKRAINIAN, "the moon was\u202e full")
    assert tell_reason(UKRAINIAN, "encoder 0.9.1").lang == "en"
    assert (told.text, told.lang) == ("the moon was\N{REPLACEMENT CHARACTER} full", "en")


# --- everything else -----------------------------------------------------------------------------

NAMES = re.compile(
    r"\b(?:JSON|TMX|CSV|UTC|Europe/Kyiv|Tlumach|http-404|visnyk:uk:\w+|[a-z.]+\.example|ua|en|ru)\b"
)
PAGES = (
    "/", "/?q=міст&missing=en&kind=number", "/?q=нічогонема", "/stories/visnyk:uk:1",
    "/stories/visnyk:uk:2", "/stories/visnyk:uk:1?langs=ua,en", "/revisions/visnyk:uk:1",
    "/divergences", "/divergences?sort=newest&severity=high", "/sites", "/sites/visnyk",
    "/sites/chas", "/stories/none", "/?since=x", "/?site=x", "/?kind=x", "/?lang=12", "/?before=x",
    "/?q=!", "/?q=ab*", "/?q=" + "+".join(["слово"] * 20), "/?q=" + "я" * 300,
    "/stories/visnyk:uk:1?langs=1",
)  # fmt: skip


def spoken(tree: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """Every text of a page, shown or read aloud, with the language it is marked with."""
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in (
            "script",
            "style",
            "meta",
            "link",
            "code",
        ):
            continue
        lang = next(
            one.get("lang") for one in (element, *element.iterancestors()) if one.get("lang")
        )
        for name in ("title", "aria-label", "placeholder", "alt"):
            yield lang, element.get(name) or ""
        yield lang, element.text or ""
        for child in element:
            yield lang, child.tail or ""


@pytest.mark.parametrize("path", PAGES)
def test_no_word_of_ours_is_left_in_english(visitor: Visitor, path: str) -> None:
    tree = visitor.get(f"{path}{'&' if '?' in path else '?'}ui=uk").tree
    ours = [NAMES.sub("", text) for lang, text in spoken(tree) if lang == "uk"]
    assert sum(bool(re.search("[а-яіїєґ]{3}", text)) for text in ours) > 10
    foreign = [" ".join(text.split()) for text in ours if re.search(r"[A-Za-z]{3}", text)]
    assert not foreign


def test_every_page_has_a_title_of_its_own(visitor: Visitor) -> None:
    paths = ("/", "/divergences", "/sites", "/sites/visnyk", "/stories/visnyk:uk:1")
    titles = {visitor.get(f"{path}?ui=uk").tree.findtext("head/title") for path in paths}
    assert len(titles) == len(paths)
