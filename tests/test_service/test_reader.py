"""The reader's pages: what they show, how filters, cursors, languages and addresses work."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import etree

from scraper.items import Article, Block, DivergenceKind, Record
from scraper.service.reader.words import load_catalogue
from scraper.storage import Outcome, Store
from tests.test_service.reading import (
    EDITED,
    HOUR,
    MISSING,
    NOW,
    NUMBER,
    Visitor,
    make_story,
    publish,
    remove,
    with_text,
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with stories of two sites."""
    store = Store.open(f"sqlite:///{tmp_path_factory.mktemp('reader') / 'store.db'}")
    publish(
        store,
        make_story(1, divergences=(NUMBER, MISSING, EDITED)),
        make_story(2, ("uk",)),
        make_story(3, ("uk", "ru")),
        make_story(30, divergences=(NUMBER,)),
        make_story(4, ("uk", "en"), site="chas"),
    )
    return store


@pytest.fixture(scope="module")
def visitor(library: Store) -> Visitor:
    """A visitor of that store's pages."""
    return Visitor(library)


# --- stories -------------------------------------------------------------------------------------


def test_stories_are_listed_newest_first_by_day(visitor: Visitor) -> None:
    page = visitor.get("/")
    assert page.status == 200
    firsts = page.all("h3.headline")
    assert [text.rpartition(" ")[2] for text in firsts] == ["1", "2", "3", "4", "30"]
    assert page.all("h2.day") == ["Tuesday, 24 November 2026", "Monday, 23 November 2026"]


def test_a_story_shows_versions_delays_sources_and_marks(visitor: Visitor) -> None:
    story = visitor.get("/").tree.cssselect("article.story")[0]
    badges = [badge.text for badge in story.cssselect(".badge")]
    assert badges == ["ua", "en", "ru"]
    assert [span.text for span in story.cssselect(".delay > [aria-hidden]")] == ["+30 min", "+1 h"]
    sources = [link.get("href") for link in story.cssselect("a.source")]
    assert sources == [f"https://visnyk.example/{lang}/news/1" for lang in ("uk", "en", "ru")]
    assert story.cssselect("time")[0].text == "11:00"  # 9:00 UTC in Kyiv
    assert story.cssselect("time")[0].get("datetime") == "2026-11-24T09:00:00Z"
    chips = [" ".join(chip.text_content().split()) for chip in story.cssselect(".chip")]
    assert chips == ["Severity: high. number", "Severity: medium. missing", "Severity: low. edited"]


def test_what_is_missing_is_told_by_the_sites_editions(visitor: Visitor) -> None:
    stories = visitor.get("/").tree.cssselect("article.story")
    absent = [[p.text for p in story.cssselect(".absent .headline")] for story in stories]
    assert absent[:4] == [
        [],
        ["no English version", "no Russian version"],
        ["no English version"],
        [],  # that site has no Russian edition
    ]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("site=chas", ["4"]),
        ("lang=ru", ["1", "3", "30"]),
        ("lang=ua&missing=en", ["2", "3"]),
        ("missing=ru", ["2"]),
        ("kind=missing", ["1"]),
        ("since=2026-11-24", ["1", "2", "3", "4"]),
        ("until=2026-11-23", ["30"]),
        ("q=early", ["1", "4", "30"]),
        ("q=мост", ["1", "3", "30"]),
        ("q=early&kind=number&since=2026-11-24", ["1"]),
    ],
)
def test_filters_narrow_the_list(visitor: Visitor, query: str, numbers: list[str]) -> None:
    page = visitor.get(f"/?{query}")
    assert [text.rpartition(" ")[2] for text in page.all("h3.headline")] == numbers
    for name, value in (pair.split("=") for pair in query.split("&")):
        (field,) = page.tree.cssselect(f"[name={name}]")
        chosen = field.get("value") or field.cssselect("option[selected]")[0].get("value")
        assert chosen == value.replace("ua", "uk") if name == "lang" else value


def test_nothing_found_is_told(visitor: Visitor) -> None:
    page = visitor.get("/?q=nowhere")
    assert "Nothing here fits." in page.text
    assert page.links(".filters a") == ["/"]


def test_an_empty_store_says_so(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path}/store.db") as store:
        page = Visitor(store).get("/")
    assert page.status == 200
    assert "After the first crawl they appear here." in page.text


@pytest.mark.parametrize(
    "query",
    [
        "site=unknown",
        "lang=klingon",
        "lang=pl",
        "missing=pl",
        "missing=xx-invalid-tag-of-great-length",
        "kind=rumour",
        "severity=fatal",
        "since=yesterday",
        "until=2026-13-40",
        "since=0000-01-01",
        "before=nowhere",
        "before=20261399T000000.000000~0.0~x",
        "before=99991231T235959.999999~9.1~x",
        "q=" + "a" * 201,
        "q=%22%22",
        "sort=random",
    ],
)
@pytest.mark.parametrize("path", ["/", "/divergences", "/divergences.csv"])
def test_a_wrong_question_is_answered_with_what_is_wrong(
    visitor: Visitor, path: str, query: str
) -> None:
    page = visitor.get(f"{path}?{query}")
    if query == "q=%22%22" and path != "/":
        return  # divergences are not asked for words
    assert page.status == 400
    assert page.all("h1") == ["This cannot be asked"]
    assert len(page.all(".detail")) == 1


def test_the_list_goes_on_from_its_cursor(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path}/store.db") as store:
        publish(store, *(make_story(number, ("uk",)) for number in range(1, 71)))
        visitor = Visitor(store)
        page, seen, days = visitor.get("/?lang=uk"), [], []
        for _ in range(9):
            seen += [text.rpartition(" ")[2] for text in page.all("h3.headline")]
            days += page.all("h2.day")
            (more,) = page.tree.cssselect(".more") or [None]
            if more is None:
                break
            assert more.cssselect("a")[0].get("href").startswith("/?before=")
            page = visitor.get(more.get("data-hx-get"))
            assert "<html" not in page.text
            assert page.headers["content-type"].startswith("text/html")
        assert seen == [str(number) for number in range(1, 71)]
        assert len(days) == len(set(days)) == 4
        assert "That is all." in page.text


def test_the_next_page_also_works_without_scripts(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path}/store.db") as store:
        publish(store, *(make_story(number, ("uk",)) for number in range(1, 41)))
        visitor = Visitor(store)
        (more,) = visitor.get("/?ui=uk").links(".more a")
        page = visitor.get(more)
    assert page.tree.get("lang") == "uk"
    assert [text.rpartition(" ")[2] for text in page.all("h3.headline")] == [
        str(number) for number in range(31, 41)
    ]


# --- one story -----------------------------------------------------------------------------------


def test_versions_stand_side_by_side_in_the_order_of_editions(visitor: Visitor) -> None:
    page = visitor.get("/stories/visnyk:uk:1")
    assert page.all("h1") == ["Міст через Лубень відкрили раніше 1"]
    assert page.all("thead .column-lang .badge") == ["ua", "en", "ru"]
    assert page.links("thead a.source") == [
        f"https://visnyk.example/{lang}/news/1" for lang in ("uk", "en", "ru")
    ]
    rows = page.tree.cssselect("tr.bead")
    assert [row.get("class").split()[1] for row in rows] == [
        "kind-headline",
        "kind-lead",
        "kind-paragraph",
        "kind-heading",
    ]
    assert [[cell.get("lang") for cell in row.cssselect("td")] for row in rows[:3]] == [
        ["uk", "en", "ru"]
    ] * 3


def test_partner_sentences_share_a_number(visitor: Visitor) -> None:
    page = visitor.get("/stories/visnyk:uk:1")
    (row,) = page.tree.cssselect("#b2")
    texts = {
        number: [span.text_content() for span in row.cssselect(f".s{number}")] for number in (0, 1)
    }
    assert texts[0] == [
        "Комісія обстежила 1 430 будинків.",
        "Inspectors counted 1,340 houses.",
        "Комиссия обследовала 1 340 домов.",
    ]
    assert len(texts[1]) == 3
    css = visitor.get(_static(page.text, "reader.css")).text
    assert ".bead:has(.s1:is(:hover, :focus)) .s1" in css


def test_a_gap_is_shown_where_nothing_answers(visitor: Visitor) -> None:
    page = visitor.get("/stories/visnyk:uk:1")
    (row,) = page.tree.cssselect("#b3")
    assert [("gap" in cell.get("class")) for cell in row.cssselect("td")] == [False, True, False]
    assert row.cssselect(".gap")[0].text_content().strip() == "nothing answers here"
    assert "moved" in row.get("class")


def test_divergences_are_marked_where_they_stand(visitor: Visitor) -> None:
    page = visitor.get("/stories/visnyk:uk:1")
    (row,) = page.tree.cssselect("#b2")
    assert [mark.text for mark in row.cssselect("mark")] == ["1 430", "1,340", "1 340"]
    note = row.getnext()
    assert note.get("class") == "notes"
    assert NUMBER.says in " ".join(note.text_content().split())
    assert page.links("#divergences .note-list a") == ["#d0", "#d1"]
    assert EDITED.says in " ".join(page.all("#divergences"))


def test_the_words_that_part_are_marked_in_long_quotes(tmp_path: Path) -> None:
    whole = "Комісія обстежила 1 430 будинків. Рух дозволили о 10:00. " * 2
    divergence = replace(
        NUMBER, quotes={"uk": whole, "en": whole}, because=("uk: 1 430", "two of three agree")
    )
    with Store.open(f"sqlite:///{tmp_path}/store.db") as store:
        publish(store, make_story(1, divergences=(divergence,)))
        visitor = Visitor(store)
        story, ledger = visitor.get("/stories/visnyk:uk:1"), visitor.get("/divergences")
    assert story.all("#b2 mark") == ["1 430"]
    assert story.all(".note q") == ["1 430"]  # the sentence itself stands above
    assert ledger.all(".entry q") == [whole.strip(), whole.strip()]
    assert ledger.all(".entry mark") == ["1 430"]
    assert ledger.all(".entry .because") == ["two of three agree"]


@pytest.mark.parametrize(("kind", "marked"), [("missing", True), ("moved", False)])
def test_a_long_sentence_that_a_version_lacks_is_marked(
    tmp_path: Path, kind: DivergenceKind, marked: bool
) -> None:
    lacking = (
        "Труби під мостом проклали ще в минулому столітті, і торік їх довелося латати щотижня."
    )
    divergence = replace(MISSING, kind=kind, bead=2, quotes={"uk": lacking})
    record = with_text(make_story(1, divergences=(divergence,)), "uk", f"{lacking} Рух відкрито.")
    with Store.open(f"sqlite:///{tmp_path}/store.db") as store:
        publish(store, record)
        page = Visitor(store).get("/stories/visnyk:uk:1")
    assert page.all("#b2 mark") == ([lacking] if marked else [])
    brief = page.all("#divergences .brief")
    assert [lacking.startswith(one.rstrip("…")) for one in brief] == [True] * marked
    assert page.all(".note q") == [], "the sentence stands above, marked"


def test_scores_are_shown_and_shaded(visitor: Visitor) -> None:
    page = visitor.get("/stories/visnyk:uk:1")
    assert page.all("tr.bead .number") == ["0.90", "0.50", "0.80", "0.30"]
    shades = [shade.get("class").split()[1] for shade in page.tree.cssselect("tr.bead .shade")]
    assert shades == ["q5", "q3", "q5", "q2"]


def test_doubtful_pairs_and_lone_sentences_are_marked(tmp_path: Path) -> None:
    record = make_story(1)
    bead = record.beads[2]
    first, second = bead.sentences
    weak = replace(first, score=0.2)
    alone = replace(second, sentences={"uk": second.sentences["uk"], "en": (), "ru": ()})
    beads = (*record.beads[:2], replace(bead, sentences=(weak, alone)), record.beads[3])
    with Store.open(f"sqlite:///{tmp_path}/store.db") as store:
        publish(store, replace(record, beads=beads))
        page = Visitor(store).get("/stories/visnyk:uk:1")
    assert len(page.all("#b2 .s0.doubtful")) == 3
    assert page.all("#b2 .alone") == ["Рух дозволили о 10:00."]


def test_a_storys_divergences_are_listed_gravest_first(tmp_path: Path) -> None:
    """The numbers by which they are linked stay those of the record."""
    with Store.open(f"sqlite:///{tmp_path / 'store.db'}") as store:
        publish(store, make_story(1, divergences=(replace(EDITED, bead=2), MISSING, NUMBER)))
        page = Visitor(store).get("/stories/visnyk:uk:1")
    assert page.links("#divergences .note-list a") == ["#d2", "#d1", "#d0"]
    assert NUMBER.says in page.all("#d2")[0]


def test_a_records_revisions_name_editions_in_their_order(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'store.db'}") as store:
        publish(store, make_story(1))
        (state,) = Visitor(store).get("/revisions/visnyk:uk:1").tree.cssselect(".record-states li")
    assert [badge.text for badge in state.cssselect(".badge")] == ["ua", "en", "ru"]


def test_evidence_is_listed_strongest_first(visitor: Visitor) -> None:
    page = visitor.get("/stories/visnyk:uk:1")
    assert page.all(".proofs b") == ["linked in the page’s head", "the text itself"]
    assert page.all(".proofs .because") == ["4 names: Luben; same image"]
    assert "both pages say so" in page.all(".proofs li")[0]


def test_two_of_three_versions_can_be_compared(visitor: Visitor) -> None:
    page = visitor.get("/stories/visnyk:uk:1?langs=ua,ru")
    assert page.all("thead .column-lang .badge") == ["ua", "ru"]
    assert page.all(".choice a[aria-current]") == ["ua – ru"]
    assert not page.tree.cssselect("#b3 .gap")
    assert visitor.get("/stories/visnyk:uk:1?langs=xx-").status == 400
    assert visitor.get("/stories/visnyk:uk:1?langs=de").all("thead .badge") == ["ua", "en", "ru"]


def test_a_story_of_one_version_says_that_there_is_nothing_to_compare(visitor: Visitor) -> None:
    page = visitor.get("/stories/visnyk:uk:2")
    assert "Only one version is known" in page.text
    assert page.all("tr.bead .number") == []
    assert page.all(".proofs") == []


def test_blocks_outside_of_every_bead_are_shown(tmp_path: Path) -> None:
    record = replace(make_story(1, ("uk", "en")), beads=())
    with Store.open(f"sqlite:///{tmp_path}/store.db") as store:
        publish(store, record)
        page = Visitor(store).get("/stories/visnyk:uk:1")
    shown = " ".join(page.all(".beads"))
    for version in record.versions.values():
        for block in version.blocks:
            assert block.text in shown
    assert "not aligned" in shown


def test_a_table_keeps_its_rows(tmp_path: Path) -> None:
    record = make_story(1, ("uk",))
    version = record.versions["uk"]
    table = Block(kind="table", text="Місто\tТемпература\nКиїв\t+3")
    changed = replace(version, blocks=(table,))
    with Store.open(f"sqlite:///{tmp_path}/store.db") as store:
        publish(store, replace(record, versions={"uk": changed}, beads=()))
        page = Visitor(store).get("/stories/visnyk:uk:1")
    rows = page.tree.cssselect("table.inner tr")
    assert [[cell.text for cell in row] for row in rows] == [
        ["Місто", "Температура"],
        ["Київ", "+3"],
    ]


def test_an_id_with_an_address_in_it_has_a_page(tmp_path: Path) -> None:
    id = "visnyk:uk:https://visnyk.example/a/b?c=1&d=%20"
    with Store.open(f"sqlite:///{tmp_path}/store.db") as store:
        publish(store, replace(make_story(1), id=id))
        visitor = Visitor(store)
        (link, *_) = visitor.get("/").links("h3 a")
        assert link == f"/stories/{quote(id, safe=':')}"
        page = visitor.get(link)
        assert page.status == 200
        assert page.all("h1") == ["Міст через Лубень відкрили раніше 1"]
        (revisions, *_) = [one for one in page.links() if one.startswith("/revisions/")]
        assert visitor.get(revisions).status == 200


def test_a_story_that_was_never_there_is_not_found(visitor: Visitor) -> None:
    for path in ("/stories/visnyk:uk:9", "/stories/", "/revisions/x", "/downloads/json/x"):
        assert visitor.get(path).status == 404
    assert visitor.get("/stories/" + "x" * 3000).status == 404
    assert visitor.get("/downloads/exe/visnyk:uk:1").status == 404


def test_a_story_that_was_taken_out_names_its_heir(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path}/store.db") as store:
        publish(store, make_story(1), make_story(2))
        remove(store, "visnyk:uk:2", "visnyk:uk:1")
        visitor = Visitor(store)
        for path in ("/stories/visnyk:uk:2", "/revisions/visnyk:uk:2"):
            page = visitor.get(path)
            assert page.status == 410
            assert "/stories/visnyk:uk:1" in page.links()
            assert "Лубень" not in page.text


# --- downloads and revisions ---------------------------------------------------------------------


def test_a_story_can_be_downloaded_as_json_and_tmx(library: Store, visitor: Visitor) -> None:
    page = visitor.get("/stories/visnyk:uk:1")
    json_link, tmx_link = page.links("a[download]")
    answer = visitor.get(json_link)
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.headers["content-type"] == "application/json"
    record = library.record("visnyk:uk:1")
    assert record is not None
    assert answer.text.count('"id"') > 3
    tree = etree.fromstring(visitor.get(tmx_link).body)
    units = tree.findall(".//tu")
    assert len(units) == 4
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    assert [tuv.get(language) for tuv in units[0].findall("tuv")] == ["uk", "en", "ru"]


def _article(record: Record, lang: str, text: str) -> Article:
    version = record.versions[lang]
    return Article(
        id=version.id,
        site=record.site,
        edition=lang,
        lang=lang,
        url=version.url,
        headline=version.headline,
        blocks=(Block(kind="paragraph", text=text), Block(kind="paragraph", text="Далі буде.")),
        published_at=version.published_at,
    )


def test_revisions_show_what_changed_word_by_word(tmp_path: Path) -> None:
    record = make_story(1, ("uk", "en"))
    with Store.open(f"sqlite:///{tmp_path}/store.db") as store:
        for at, text in enumerate(("Обстежили 1 340 будинків.", "Обстежили 1 430 будинків.")):
            article = _article(record, "uk", text)
            outcome = Outcome(site="visnyk", url=article.url, state="done", article=article)
            store.commit([outcome], NOW + at * HOUR)
        publish(store, replace(record, langs=("uk",), versions={"uk": record.versions["uk"]}))
        publish(store, record)
        page = Visitor(store).get("/revisions/visnyk:uk:1")
    assert page.all(".history ins") == ["1 430"]
    assert page.all(".history del") == ["1 340"]
    assert "2 parts unchanged" in page.text  # the headline and the second paragraph
    assert "edited by the newsroom" in page.text
    states = page.all(".record-states li")
    assert [state.split(" · ")[0] for state in states] == ["Revision 2", "Revision 1"]
    assert "+ en" in states[0]


# --- divergences ---------------------------------------------------------------------------------


def test_divergences_are_listed_gravest_first(visitor: Visitor) -> None:
    page = visitor.get("/divergences")
    assert page.all(".entry-says") == [NUMBER.says, NUMBER.says, MISSING.says, EDITED.says]
    assert page.links(".entry-says a")[0] == "/stories/visnyk:uk:1#d0"
    assert page.links("article a.source")[:3] == [
        f"https://visnyk.example/{lang}/news/1" for lang in ("uk", "en", "ru")
    ]
    newest = visitor.get("/divergences?sort=newest").all(".entry-says")
    assert newest == [NUMBER.says, MISSING.says, EDITED.says, NUMBER.says]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("kind=number", 2),
        ("severity=medium", 3),
        ("severity=high", 2),
        ("lang=en", 2),
        ("site=chas", 0),
        ("until=2026-11-23", 1),
    ],
)
def test_divergences_are_filtered(visitor: Visitor, query: str, count: int) -> None:
    assert len(visitor.get(f"/divergences?{query}").all(".entry")) == count
    rows = visitor.get(f"/divergences.csv?{query}").text.splitlines()
    assert len(rows) == count + 1


def test_divergences_are_exported_for_spreadsheets(visitor: Visitor) -> None:
    answer = visitor.get("/divergences.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert 'filename="divergences.csv"' in answer.headers["content-disposition"]
    assert answer.body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [row["severity"] for row in rows] == ["high", "high", "medium", "low"]
    first = rows[0]
    assert (first["quote_uk"], first["quote_en"], first["versions"]) == ("1 430", "1,340", "uk")
    assert first["url_ru"] == "https://visnyk.example/ru/news/1"
    assert first["page"] == "http://127.0.0.1:8000/stories/visnyk:uk:1"
    assert first["published_at"] == "2026-11-24T09:00:00Z"


# --- sites ---------------------------------------------------------------------------------------


def test_a_day_of_runs_is_shown_as_its_worst(tmp_path: Path) -> None:
    outcomes = {3: ("killed", "finished"), 2: ("blocked", "killed"), 1: ("crashed", "partial")}
    with Store.open(f"sqlite:///{tmp_path}/store.db") as store:
        for days, ends in outcomes.items():
            for end in ends:
                run = store.start_run("visnyk", "host", 1, NOW - timedelta(days=days, hours=1))
                store.finish_run(run, end, {}, NOW - timedelta(days=days))
        page = Visitor(store).get("/sites")
    strip = page.tree.cssselect(".strip")[0]
    assert [day.get("class") for day in strip][-4:-1] == [
        "outcome-killed",
        "outcome-blocked",
        "outcome-crashed",
    ]
    assert str(strip[-4].get("title")).endswith("2 runs, killed")


def test_sites_are_shown_at_a_glance(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path}/store.db") as store:
        publish(store, make_story(1), make_story(2, ("uk",)))
        for days, outcome in ((2, "finished"), (1, "blocked"), (1, "finished"), (0, "partial")):
            run = store.start_run("visnyk", "host", 1, NOW - timedelta(days=days, hours=1))
            stats = {"lang/uk": 10, "field/lead": 8, "article/rejected/http-404": 3}
            told = {**stats, "because": ["3 addresses failed: timeout"]}
            store.finish_run(run, outcome, told, NOW - timedelta(days=days))
        store.schedule_site("visnyk", "hourly", NOW, first=NOW + HOUR)
        visitor = Visitor(store)
        page = visitor.get("/sites")
        report = visitor.get("/sites/visnyk")
    assert page.all(".sites tbody th") == ["Вісник"]
    assert page.all(".fresh-list a") == ["Час <&>"]
    strip = page.tree.cssselect(".strip")[0]
    assert [day.get("class") for day in strip][-3:] == [
        "outcome-finished",
        "outcome-blocked",
        "outcome-partial",
    ]
    cells = page.all(".sites td")
    assert cells[0].startswith("partial")
    assert cells[3].replace("\xa0", " ").startswith("50 %")
    assert cells[6] == "24 Nov, 13:00"
    assert report.all(".figures dd")[1] == "24 Nov, 13:00"
    assert report.all("table.plain th")[:4] == ["lead", "picture", "author", "time"]
    assert "http-404" in " ".join(report.all("#rejects + table"))
    assert "3 addresses failed: timeout" in report.text
    assert visitor.get("/sites/unknown").status == 404


def test_a_site_nobody_crawled_has_a_page(visitor: Visitor) -> None:
    page = visitor.get("/sites/chas")
    assert page.status == 200
    assert "never" in page.all(".figures dd")[0]


# --- languages, addresses, headers ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "accepted", "lang"),
    [
        ("", "", "en"),
        ("", "uk-UA,uk;q=0.9,en;q=0.8", "uk"),
        ("", "de,en;q=0.5,uk;q=0.7", "uk"),
        ("", "de, fr", "en"),
        ("", "uk;q=0, en;q=0.1", "en"),
        ("?ui=uk", "en", "uk"),
        ("?ui=en", "uk", "en"),
        ("?ui=xx", "uk", "uk"),
        ("", "uk;q=banana," * 90, "en"),
    ],
)
def test_the_pages_speak_the_visitors_language(
    visitor: Visitor, query: str, accepted: str, lang: str
) -> None:
    page = visitor.get(f"/{query}", accept_language=accepted)
    assert page.tree.get("lang") == page.headers["content-language"] == lang
    assert page.all("h1") == [{"en": "Stories", "uk": "Сюжети"}[lang]]
    assert page.headers["vary"] == "Accept-Language"


def test_a_chosen_language_stays_in_every_link(visitor: Visitor) -> None:
    for path in ("/?ui=uk", "/stories/visnyk:uk:1?ui=uk", "/divergences?ui=uk", "/sites?ui=uk"):
        own = [link for link in visitor.get(path).links("main a, nav.pages a") if link[0] == "/"]
        assert own
        assert all("ui=uk" in link for link in own)


def test_the_language_can_be_switched_on_the_same_page(visitor: Visitor) -> None:
    page = visitor.get("/?missing=en&ui=en")
    english, ukrainian = page.links("nav.ui a")
    assert "missing=en" in ukrainian
    assert "ui=uk" in ukrainian
    assert visitor.get(ukrainian).all("h3.headline") == visitor.get(english).all("h3.headline")


def test_the_pages_work_below_a_path(visitor: Visitor) -> None:
    page = visitor.get("/", root="/reader")
    own = [link for link in page.links() if link.startswith("/")]
    assert own
    assert all(link.startswith("/reader/") for link in own)
    assert page.tree.cssselect("form")[0].get("action") == "/reader/"


def test_headers_allow_nothing_inline_and_nothing_from_elsewhere(visitor: Visitor) -> None:
    for path in ("/", "/stories/visnyk:uk:1", "/sites", "/divergences.csv", "/stories/none"):
        policy = visitor.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert visitor.get(path).headers["x-content-type-options"] == "nosniff"


def test_what_is_no_page_is_told_as_the_asker_understands(visitor: Visitor) -> None:
    page = visitor.get("/nothing", accept="text/html,*/*")
    assert page.status == 404
    assert page.all("h1") == ["There is no such page"]
    assert visitor.get("/nothing", accept="application/json").status == 404
    assert "<html" not in visitor.get("/nothing").text


def test_the_pages_can_only_be_read(visitor: Visitor) -> None:
    for path in ("/", "/stories/visnyk:uk:1", "/sites", "/divergences.csv"):
        for method in ("POST", "PUT", "DELETE"):
            assert visitor.get(path, method=method).status == 405
        head = visitor.get(path, method="HEAD")
        assert head.status == 200


def _static(text: str, name: str) -> str:
    found = re.search(rf'"(/static/{re.escape(name)}\?v=\w+)"', text)
    assert found
    return found[1]


def test_static_files_are_cached_by_their_content(visitor: Visitor) -> None:
    text = visitor.get("/").text
    for name in ("reader.css", "reader.js", "htmx.min.js", "icon.svg"):
        answer = visitor.get(_static(text, name))
        assert answer.status == 200
        assert "immutable" in answer.headers["cache-control"]
    assert visitor.get("/static/../reader.css").status == 404
    assert visitor.get("/static/none.css").status == 404
    assert visitor.get("/static/htmx.LICENSE.txt").status == 200


# --- the catalogue -------------------------------------------------------------------------------


def test_every_entry_is_there_in_both_languages_with_the_same_values() -> None:
    for name, entry in load_catalogue().items():
        assert set(entry) == {"en", "uk"}, name
        forms = {lang: [text] if isinstance(text, str) else text for lang, text in entry.items()}
        assert {lang: len(texts) for lang, texts in forms.items()} in (
            {"en": 1, "uk": 1},
            {"en": 2, "uk": 3},
        ), name
        every = [text for texts in forms.values() for text in texts]
        values = {tuple(sorted(re.findall(r"{\w+}", text))) for text in every}
        assert len(values) == 1, name


def test_every_entry_is_used() -> None:
    """An entry is named whole, or its section is and its name is a value in quotes."""
    scraper = Path(__file__).parents[2] / "scraper"
    reader = scraper / "service/reader"
    sources = [*reader.glob("*.py"), *reader.glob("templates/*.html"), scraper / "items.py"]
    sources.append(scraper / "storage/search.py")  # which names what is wrong with a question
    sources += [scraper / "service/problems.py", scraper / "service/status.py"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    unused = []
    for name in load_catalogue():
        section, _, last = name.partition(".")
        computed = re.search(rf"['\"]{section}\.(?:\w+-|)(?:['\"] ~|{{)", text)
        bare = last.removeprefix("by-").removesuffix("-more")
        value = re.search(rf"['\"]{bare}['\"]", text)
        if name not in text and not (computed and value) and section not in ("languages", "absent"):
            unused.append(name)
    assert not unused, ", ".join(unused)
