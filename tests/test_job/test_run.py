"""The job: from stored articles to records and files, again and again."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scraper.items import Article, Block, Record, Translation
from scraper.job import JobReport, Publishing, aligning, run_job, window
from scraper.job.window import REACH
from scraper.matching import SiteMatcher, match_site
from scraper.storage import Outcome, Store
from spiders.rbc_ukraine import RbcUkraine

SITE = RbcUkraine.site
NOON = datetime(2026, 11, 19, 12, tzinfo=UTC)
TEXTS = {
    "uk": ("У Любомирі відкрили міст", "Новий міст через Стрипу відкрили 19 листопада."),
    "ru": ("В Любомире открыли мост", "Новый мост через Стрыпу открыли 19 ноября."),
    "en": ("Lubomyr opens its bridge", "The new bridge over the Strypa opened on November 19."),
}
HOMES = {lang: edition.home for lang, edition in SITE.editions.items()}


def _url(lang: str, key: int) -> str:
    slug = "lubomyr-bridge" if lang == "en" else "u-lubomyri-vidkryly-mist"
    return f"{HOMES[lang]}news/{slug}-{key}.html"


def _key(lang: str, number: int) -> int:
    return 1795000000 + number + (5000 if lang == "en" else 0)


def _article(lang: str, number: int = 0, *, linked: str = "uk ru en", extra: str = "") -> Article:
    headline, text = TEXTS[lang]
    others = [other for other in linked.split() if other != lang]
    key = _key(lang, number)
    return Article(
        id=f"{SITE.name}:{lang}:{key}",
        site=SITE.name,
        edition=lang,
        lang=lang,
        url=_url(lang, key),
        key=str(key),
        headline=f"{headline} № {number}",
        blocks=(Block(kind="paragraph", text=f"{text} {extra}".strip()),),
        published_at=NOON + timedelta(minutes=number),
        translations=tuple(
            Translation(lang=other, url=_url(other, _key(other, number)), declared_by="hreflang")
            for other in others
        ),
    )


class _Desk:
    """A store, an output folder and a clock that moves an hour with every job."""

    def __init__(self, folder: Path) -> None:
        self.store = Store.open(f"sqlite:///{folder / 'store.db'}")
        self.output = folder / "output"
        self.time = NOON

    def commit(self, *articles: Article, state: str = "done") -> None:
        outcomes = [
            Outcome(
                site=SITE.name,
                url=article.url,
                state=state,  # type: ignore[arg-type]
                article=article if state == "done" else None,
            )
            for article in articles
        ]
        self.store.commit(outcomes, self.time)

    def job(self, **options: object) -> JobReport:
        self.time += timedelta(hours=1)
        publishing = Publishing(
            folder=self.output, title="T", public_url="http://t.example/", langs=("uk", "en", "ru")
        )
        sites = {SITE.name: SITE}
        return run_job(self.store, sites, publishing, lambda: self.time, **options)  # type: ignore[arg-type]

    def records(self) -> list[Record]:
        return list(self.store.records())

    def partition(self) -> set[frozenset[str]]:
        return {
            frozenset(version.id for version in record.versions.values())
            for record in self.store.records(include_removed=False)
        }

    def digests(self) -> dict[str, str]:
        return {
            str(path.relative_to(self.output)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.output.rglob("*.json*"))
        }


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[_Desk]:
    desk = _Desk(tmp_path)
    yield desk
    desk.store.close()


def test_linked_versions_become_one_complete_record(desk: _Desk) -> None:
    desk.commit(_article("uk"), _article("ru"), _article("en"))
    report = desk.job()
    (record,) = desk.records()
    assert record.langs == ("uk", "en", "ru")
    assert record.complete
    assert (record.sequence, record.revision) == (1, 1)
    assert (report.stories, report.complete, report.published) == (1, 1, 1)
    assert {evidence.kind for evidence in record.evidence} == {"hreflang"}
    assert all(evidence.both_sides for evidence in record.evidence)


def test_jobs_that_run_together_leave_whole_files(desk: _Desk, tmp_path: Path) -> None:
    desks = [desk, _Desk(tmp_path), _Desk(tmp_path)]
    for number in range(6):
        desk.commit(*(_article(lang, number) for lang in TEXTS))

    def work(number: int) -> JobReport:
        mine = desks[number]
        for step in range(3):
            mine.commit(_article("uk", 10 * (number + 1) + step))
            report = mine.job()
        return report

    with ThreadPoolExecutor(len(desks)) as pool:
        reports = list(pool.map(work, range(len(desks))))
    for other in desks[1:]:
        other.store.close()
    assert max(report.stories for report in reports) == len(desk.records()) == 6 + 9
    manifest = json.loads((desk.output / "manifest.json").read_text("utf-8"))
    assert manifest["records"] == 15
    for file in manifest["files"]:
        data = (desk.output / file["path"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == file["sha256"]
    assert [record.sequence for record in desk.records()] == sorted(
        {record.sequence for record in desk.records()}
    )


def test_a_second_job_with_nothing_new_publishes_nothing(desk: _Desk) -> None:
    desk.commit(_article("uk"), _article("ru"))
    desk.job()
    before = desk.digests()
    assert desk.job().published == 0
    assert desk.digests() == before


def test_a_late_translation_joins_its_story_as_a_new_revision(desk: _Desk) -> None:
    desk.commit(_article("uk"), _article("ru"))
    desk.job()
    desk.commit(_article("en"))
    desk.job()
    (record,) = desk.records()
    assert record.langs == ("uk", "en", "ru")
    assert (record.sequence, record.revision) == (2, 2)


def test_an_edit_is_a_new_revision_of_version_and_record(desk: _Desk) -> None:
    desk.commit(_article("uk"), _article("ru"))
    desk.job()
    desk.commit(_article("uk", extra="Рух відкрили о 14:00."))
    desk.job()
    (record,) = desk.records()
    assert record.versions["uk"].revision == 2
    assert record.versions["ru"].revision == 1
    assert record.revision == 2


def test_a_page_that_is_gone_stays_and_is_marked(desk: _Desk) -> None:
    desk.commit(_article("uk"), _article("ru"))
    desk.job()
    desk.commit(_article("ru"), state="gone")
    desk.job()
    (record,) = desk.records()
    assert record.versions["ru"].gone
    assert not record.versions["uk"].gone


def test_a_withdrawn_version_leaves_the_record(desk: _Desk) -> None:
    desk.commit(_article("uk"), _article("ru"))
    desk.job()
    desk.store.withdraw(_article("ru").url, desk.time)
    desk.job()
    (record,) = desk.records()
    assert record.langs == ("uk",)
    assert TEXTS["ru"][1] not in (desk.output / "feed.json").read_text(encoding="utf-8")


def test_a_rebuild_from_the_stories_takes_up_a_withdrawal_too(desk: _Desk) -> None:
    desk.commit(_article("uk"), _article("ru"))
    desk.job()
    desk.store.withdraw(_article("ru").url, desk.time)
    desk.job(scope="story")
    assert [record.langs for record in desk.records() if not record.removed] == [("uk",)]


def test_a_withdrawn_story_is_announced_as_removed(desk: _Desk) -> None:
    desk.commit(_article("uk", linked="uk"))
    desk.job()
    desk.store.withdraw(_article("uk").id, desk.time)
    report = desk.job()
    (record,) = desk.records()
    assert record.removed
    assert record.sequence == 2
    assert not record.versions
    assert report.removed == 1


def test_a_story_nothing_happened_to_is_not_published_again(desk: _Desk) -> None:
    desk.commit(*(_article(lang, number) for number in range(3) for lang in TEXTS))
    desk.job()
    before = {record.id: record.revision for record in desk.records()}
    desk.commit(_article("uk", 1, extra="Рух відкрили о 14:00."))
    assert desk.job().published == 1
    after = {record.id: record.revision for record in desk.records()}
    assert sorted(after[id_] - before[id_] for id_ in before) == [0, 0, 1]


def test_two_stories_that_turn_out_one_keep_the_older_id(desk: _Desk) -> None:
    desk.commit(_article("uk", linked="uk"))
    desk.job()
    desk.commit(_article("en", linked="en"))
    desk.job()
    if len(desk.partition()) == 2:  # nothing but a link can join two single sentences
        desk.commit(_article("en", linked="en uk"))
        desk.job()
    live = [record for record in desk.records() if not record.removed]
    removed = [record for record in desk.records() if record.removed]
    assert [record.id for record in live] == [_article("uk").id]
    assert [(record.id, record.replaced_by) for record in removed] == [
        (_article("en").id, _article("uk").id)
    ]


def test_any_order_of_arrival_gives_the_same_stories(tmp_path: Path) -> None:
    articles = [_article(lang, number) for number in range(6) for lang in TEXTS]
    partitions = set()
    for seed in range(4):
        random.Random(seed).shuffle(articles)
        folder = tmp_path / str(seed)
        folder.mkdir()
        desk = _Desk(folder)
        for start in range(0, len(articles), 5):
            desk.commit(*articles[start : start + 5])
            desk.job()
        partitions.add(frozenset(desk.partition()))
        desk.store.close()
    assert len(partitions) == 1
    assert len(partitions.pop()) == 6


def test_competitors_of_competitors_are_matched_with_a_changed_article(
    desk: _Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scores depend on others that depend on others, so that is how far the job looks."""
    delay = SITE.usual_delay / timedelta(minutes=1)
    near, far = int((REACH - 0.1) * delay), int((REACH + 0.1) * delay)
    for number in (0, near, far):
        desk.commit(_article("uk", number, linked="uk"))
    desk.job()
    matched: list[str] = []

    def watching(articles: Iterable[Article], *told: object, **options: object) -> SiteMatcher:
        read = list(articles)
        matched.extend(article.id for article in read)
        return match_site(read, *told, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(window, "match_site", watching)
    desk.commit(_article("uk", 0, linked="uk", extra="Рух почався опівдні."))
    desk.job()
    assert sorted(matched) == sorted(_article("uk", number).id for number in (0, near))


def test_the_time_between_two_changed_articles_is_not_looked_at(
    desk: _Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edit of last year's article and a new one need no article of the year between."""
    year = 365 * 24 * 60
    for number in (0, year // 2):
        desk.commit(_article("uk", number, linked="uk"))
    desk.job()
    loaded: list[str] = []

    def watching(articles: Iterable[Article], *told: object, **options: object) -> SiteMatcher:
        read = list(articles)
        loaded.extend(article.id for article in read)
        return match_site(read, *told, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(window, "match_site", watching)
    desk.commit(_article("uk", 0, linked="uk", extra="Рух почався опівдні."))
    desk.commit(_article("uk", year, linked="uk"))
    desk.job()
    assert sorted(loaded) == sorted(_article("uk", number).id for number in (0, year))


@pytest.mark.parametrize("scope", ["article", "story"])
def test_a_rebuild_makes_the_same_bytes(desk: _Desk, scope: str) -> None:
    desk.commit(*(_article(lang, number) for number in range(3) for lang in TEXTS))
    desk.job()
    before = desk.digests()
    for path in desk.output.rglob("*.json*"):
        path.unlink()
    assert desk.job(scope=scope).published == 0
    assert desk.digests() == before


def test_a_job_that_fails_publishes_nothing_and_gives_up_its_lease(
    desk: _Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.commit(_article("uk"))

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(aligning, "align_story", fail)
        with pytest.raises(OSError, match="disk full"):
            desk.job()
    assert desk.records() == []
    assert desk.job().published == 1


def test_manifest_and_lines_agree(desk: _Desk) -> None:
    desk.commit(*(_article(lang, number) for number in range(3) for lang in TEXTS))
    desk.job()
    manifest = json.loads((desk.output / "manifest.json").read_bytes())
    for file in manifest["files"]:
        data = (desk.output / file["path"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == file["sha256"]
    assert (manifest["records"], manifest["complete"], manifest["sequence"]) == (3, 3, 3)
