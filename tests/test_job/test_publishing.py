"""What a job publishes of articles that opted out, under limits, and when nothing changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest

from scraper.items import Article, Block, Record
from scraper.job import JobReport, Publishing, Scope, run_job
from scraper.job import run as job_module
from scraper.storage import Outcome, Store
from tests.test_job.test_run import NOON, SITE, _article

HIDDEN = "Цього вже не видно нікому."
LONG = "Новий міст через Стрипу відкрили 19 листопада. " * 3


class _Desk:
    """A store with one story in three languages, and jobs on it."""

    def __init__(self, folder: Path) -> None:
        self.store = Store.open(f"sqlite:///{folder / 'store.db'}")
        self.publishing = Publishing(
            folder=folder / "output", title="T", public_url="http://t.example", langs=("uk",)
        )
        self.time = NOON

    def commit(self, *opt_out: str, langs: str = "uk ru en") -> None:
        """Put in the versions; the Russian one opts out."""
        for lang in langs.split():
            article = _with_text(_article(lang), (LONG, HIDDEN))
            article = replace(article, opt_out=opt_out if lang == "ru" else ())
            outcome = Outcome(site=SITE.name, url=article.url, state="done", article=article)
            self.store.commit([outcome], self.time)

    def job(self, scope: Scope = "changes", **changes: object) -> JobReport:
        self.time += timedelta(hours=1)
        publishing = replace(self.publishing, **changes)  # type: ignore[arg-type]
        sites = {SITE.name: SITE}
        return run_job(self.store, sites, publishing, lambda: self.time, scope=scope)

    def live(self) -> list[Record]:
        return list(self.store.records(include_removed=False))

    def written(self) -> str:
        """All that stands in the output folder."""
        files = sorted(self.publishing.folder.rglob("*.json*"))
        return "".join(path.read_text("utf-8") for path in files)


def _with_text(article: Article, texts: tuple[str, ...]) -> Article:
    return replace(article, blocks=tuple(Block(kind="paragraph", text=text) for text in texts))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[_Desk]:
    desk = _Desk(tmp_path)
    yield desk
    desk.store.close()


def excerpts(record: Record) -> set[str]:
    return {lang for lang, version in record.versions.items() if version.excerpt}


def test_nothing_is_cut_without_a_limit(desk: _Desk) -> None:
    desk.commit("noarchive")
    desk.job()
    (record,) = desk.live()
    assert excerpts(record) == set()
    assert HIDDEN in desk.written()


def test_an_excerpt_is_all_that_is_written(desk: _Desk) -> None:
    desk.commit()
    desk.job(excerpt=150)
    (record,) = desk.live()
    assert excerpts(record) == {"uk", "ru", "en"}
    assert record.complete
    assert HIDDEN not in desk.written()
    assert LONG.strip()[:40] in desk.written()


def test_a_version_that_opted_out_is_cut_alone(desk: _Desk) -> None:
    desk.commit("tdm-reservation")
    desk.job(opt_out="excerpt", opt_out_excerpt=150)
    (record,) = desk.live()
    assert excerpts(record) == {"ru"}
    assert len(record.versions["uk"].blocks) == 2


def test_the_shorter_limit_counts(desk: _Desk) -> None:
    desk.commit("noarchive")
    desk.job(opt_out="excerpt", opt_out_excerpt=30, excerpt=150)
    (record,) = desk.live()
    sizes = {
        lang: sum(len(block.text) for block in version.blocks)
        for lang, version in record.versions.items()
    }
    assert sizes["ru"] <= 31 < sizes["uk"] <= 150


def test_a_version_that_opted_out_is_left_out(desk: _Desk) -> None:
    desk.commit("noindex")
    desk.job(opt_out="skip")
    (record,) = desk.live()
    assert set(record.versions) == {"uk", "en"}
    assert not record.complete


def test_an_article_that_opts_out_later_is_taken_out(desk: _Desk) -> None:
    desk.commit()
    desk.job(opt_out="skip")
    assert set(desk.live()[0].versions) == {"uk", "ru", "en"}
    desk.commit("noindex", langs="ru")
    desk.job(opt_out="skip")
    assert set(desk.live()[0].versions) == {"uk", "en"}
    desk.commit(langs="ru")
    desk.job(opt_out="skip")
    assert set(desk.live()[0].versions) == {"uk", "ru", "en"}, "it is welcome again"


@pytest.mark.parametrize(
    ("first", "second", "cut"),
    [
        ({}, {"excerpt": 150}, {"uk", "ru", "en"}),
        ({"excerpt": 150}, {}, set()),
        ({"opt_out": "ignore"}, {"opt_out": "excerpt", "opt_out_excerpt": 150}, {"ru"}),
    ],
)
def test_another_limit_is_applied_to_everything(
    desk: _Desk, first: dict[str, object], second: dict[str, object], cut: set[str]
) -> None:
    desk.commit("noarchive")
    desk.job(**first)  # type: ignore[arg-type]
    assert desk.job(**second).published == 1  # type: ignore[arg-type]
    (record,) = desk.live()
    assert excerpts(record) == cut
    assert (HIDDEN in desk.written()) == (len(cut) < 3)
    assert desk.job(**second).published == 0  # type: ignore[arg-type]


def test_skipping_begins_and_ends_with_the_setting(desk: _Desk) -> None:
    desk.commit("noindex")
    desk.job()
    desk.job(opt_out="skip")
    assert set(desk.live()[0].versions) == {"uk", "en"}
    desk.job(scope="story", opt_out="skip")
    assert set(desk.live()[0].versions) == {"uk", "en"}
    desk.job()
    assert set(desk.live()[0].versions) == {"uk", "ru", "en"}


def test_new_articles_and_another_limit_in_one_job(desk: _Desk) -> None:
    desk.commit(langs="uk")
    desk.job()
    desk.commit(langs="ru en")
    desk.job(excerpt=150)
    (record,) = desk.live()
    assert excerpts(record) == {"uk", "ru", "en"}


def test_files_that_show_the_store_are_left_alone(desk: _Desk) -> None:
    desk.commit()
    first = desk.job()
    with patch.object(job_module, "write_output", side_effect=AssertionError("written again")):
        again = desk.job()
    assert (again.stories, again.complete, again.versions) == (1, 1, first.versions)


@pytest.mark.parametrize("name", ["feed.json", "manifest.json", "schema.json"])
def test_a_lost_file_is_written_again(desk: _Desk, name: str) -> None:
    desk.commit()
    desk.job()
    before = desk.written()
    (desk.publishing.folder / name).unlink()
    desk.job()
    assert desk.written() == before


def test_another_title_is_written(desk: _Desk) -> None:
    desk.commit()
    desk.job()
    desk.job(title="Інша назва")
    assert "Інша назва" in desk.written()
