"""The thin commands, run in this process on a store with a few articles."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from scrapy.commands import ScrapyCommand
from scrapy.utils.project import get_project_settings

from scraper.commands import explain, export, rebuild, stats, withdraw
from scraper.items import Record
from scraper.storage import Outcome, Store
from tests.test_job.test_run import NOON, TEXTS, _article, _Desk


class _Shell:
    """Runs commands with settings that lead to a folder of the test's own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.url = f"sqlite:///{folder / 'store.db'}"
        self._capsys = capsys

    def run(self, module: Any, *words: str, **given: str) -> tuple[int, str, str]:  # noqa: ANN401
        """The exit code, what was printed, and what was told on the error stream."""
        command: ScrapyCommand = module.Command()
        settings = get_project_settings()
        settings.set("STORE_URL", self.url)
        settings.set("OUTPUT_DIR", str(self.folder / "output"))
        settings.update(given, priority="cmdline")
        command.settings = settings
        parser = argparse.ArgumentParser(conflict_handler="resolve")
        command.add_options(parser)
        options, arguments = parser.parse_known_args(words)
        command.run(arguments, options)
        out, err = self._capsys.readouterr()
        return command.exitcode, " ".join(out.split()), err

    def store(self) -> Store:
        return Store.open(self.url)


def _members(record: Record) -> set[str]:
    return {version.id for version in record.versions.values()}


@pytest.fixture
def shell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> _Shell:
    monkeypatch.setenv("COLUMNS", "200")
    desk = _Desk(tmp_path)
    desk.commit(*(_article(lang, number) for number in range(3) for lang in TEXTS))
    desk.job()
    desk.store.close()
    capsys.readouterr()
    return _Shell(tmp_path, capsys)


def test_explain_tells_why_a_records_versions_belong_together(shell: _Shell) -> None:
    with shell.store() as store:
        record = next(store.records())
    code, out, _ = shell.run(explain, record.id)
    assert code == 0
    assert "both pages say so" in out
    assert all(version.headline in out for version in record.versions.values())


def test_explain_tells_why_two_articles_were_or_were_not_matched(shell: _Shell) -> None:
    same = shell.run(explain, _article("uk").id, _article("en").url)[1]
    assert f"{_article('uk').id}: matched" in same
    other = shell.run(explain, _article("uk", 0).id, _article("en", 2).id)[1]
    assert "not matched" in other


def test_explain_looks_at_all_that_the_job_looks_at(shell: _Shell) -> None:
    """A linked version may be much older than the days around an article."""
    desk = _Desk(shell.folder)
    old = replace(_article("uk", 3), published_at=NOON - timedelta(days=20))
    desk.commit(old, _article("ru", 3), _article("en", 3))
    desk.job()
    (record,) = (one for one in desk.records() if old.id in _members(one))
    desk.store.close()
    assert [*record.versions] == ["uk", "en", "ru"]
    for lang in ("en", "ru"):
        assert f"story {record.id}: uk, en, ru" in shell.run(explain, _article(lang, 3).id)[1]
    assert f"{old.id}: matched" in shell.run(explain, _article("en", 3).id, old.id)[1]


def test_explain_leaves_out_what_the_job_leaves_out(shell: _Shell) -> None:
    shut = replace(_article("uk"), opt_out=("noarchive",))
    desk = _Desk(shell.folder)
    desk.commit(shut)
    desk.store.close()
    other = _article("ru").id
    assert ": uk, en, ru" in shell.run(explain, other, OPT_OUT="ignore")[1]
    assert ": en, ru" in shell.run(explain, other, OPT_OUT="skip")[1]
    for words in ((shut.id,), (other, shut.id)):
        code, out, _ = shell.run(explain, *words, OPT_OUT="skip")
        assert code == 0
        assert f"{shut.id} is not matched: its page says noarchive and OPT_OUT is skip" in out


def test_explain_says_that_a_withdrawn_article_is_not_matched(shell: _Shell) -> None:
    gone, other = _article("uk").id, _article("en").id
    with shell.store() as store:
        store.withdraw(gone, NOON)
    code, out, _ = shell.run(explain, other, gone)
    assert (code, out) == (0, f"{gone} is not matched: it is withdrawn")
    assert out in shell.run(explain, gone)[1]


def test_explain_cuts_no_address_in_two(shell: _Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    article = _article("uk")
    assert article.url in shell.run(explain, article.id)[1]


@pytest.mark.parametrize("words", [("nobody",), (), ("a", "b", "c"), ("nobody", "else")])
def test_explain_names_what_it_does_not_know(shell: _Shell, words: tuple[str, ...]) -> None:
    code, out, err = shell.run(explain, *words)
    assert (code, out) == (2, "")
    assert err.startswith("scrapy explain: ")
    assert err.count("\n") == 1


def test_withdraw_takes_a_version_out_and_says_so(shell: _Shell) -> None:
    code, out, _ = shell.run(withdraw, _article("ru").url)
    assert code == 0
    assert f"withdrawn: article {_article('ru').id}" in out
    assert _article("ru").headline not in (shell.folder / "output/feed.ru.json").read_text("utf-8")


def test_withdraw_takes_a_whole_record_out(shell: _Shell) -> None:
    with shell.store() as store:
        id_ = next(store.records()).id
    out = shell.run(withdraw, "--record", id_)[1]
    assert "removed: 1" in out
    removed = (shell.folder / "output/records/removed.jsonl").read_text("utf-8")
    assert json.loads(removed)["id"] == id_


def test_withdraw_names_what_is_not_there(shell: _Shell) -> None:
    code, _, err = shell.run(withdraw, "https://www.rbc.ua/rus/news/none-1700000000.html")
    assert code == 2
    assert "nothing in the store is called https://www.rbc.ua/" in err


@pytest.mark.parametrize("stage", ["page", "article", "story"])
def test_rebuild_publishes_nothing_that_was_published(shell: _Shell, stage: str) -> None:
    code, out, _ = shell.run(rebuild, "--from", stage)
    assert code == 0
    assert "records published now │ 0" in out


def test_export_writes_and_counts(shell: _Shell) -> None:
    path = shell.folder / "news.tsv"
    code, out, _ = shell.run(export, "tsv", str(path), "--langs", "ua,en", "--unfiltered")
    assert code == 0
    lines = path.read_text("utf-8").splitlines()
    assert lines[0].split("\t") == ["id", "score", "kind", "uk", "en"]
    assert f"{len(lines) - 1} segments" in out


@pytest.mark.parametrize(
    ("words", "passes"),
    [(("--unfiltered",), ["exporting"]), ((), ["looking for boilerplate", "exporting"])],
)
def test_export_shows_how_many_of_the_records_it_has_read(
    shell: _Shell, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], passes: list[str]
) -> None:
    with shell.store() as store:
        shell.run(withdraw, "--record", next(store.records()).id)
    shown = []

    def track(records: Iterable[Record], doing: str, *, total: int, **_: object) -> list[Record]:
        read = list(records)
        shown.append((doing, len(read), total))
        return read

    monkeypatch.setattr(export, "track", track)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    code, _, _ = shell.run(export, "tsv", str(shell.folder / "news.tsv"), *words)
    assert code == 0
    assert shown == [(doing, 2, 2) for doing in passes]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("docx", "x"), "no such format: docx"),
        (("tsv",), "name a format and a path"),
        (("tsv", "x", "--langs", "ua"), "two languages"),
        (("xliff", "x"), "two languages"),
        (("tsv", "x", "--langs", "??"), "--langs"),
        (("tsv", "x", "--min-score", "7"), "--min-score: from 0 to 1, not 7"),
        (("tsv", "x", "--min-score", "nan"), "--min-score: from 0 to 1, not nan"),
        (("tsv", "x", "--unfiltered", "--dedupe"), "--unfiltered leaves nothing out"),
        (("tsv", "x", "--since", "2026-11-20", "--until", "2026-11-19"), "is after --until"),
        (("tsv", "x", "--site", "nosuch"), "no such site: nosuch"),
        (("tsv", "/proc/nowhere/x"), "/proc/nowhere/x cannot be written"),
        (("tsv", "."), "has no name of its own"),
    ],
)
def test_export_tells_what_is_wrong(shell: _Shell, words: tuple[str, ...], told: str) -> None:
    code, _, err = shell.run(export, *words)
    assert code == 2
    assert told in err
    assert not (shell.folder / "x").exists()


def test_export_names_a_day_that_there_is_not(
    shell: _Shell, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        shell.run(export, "tsv", "x", "--since", "2026-13-40")
    assert "no such day: 2026-13-40" in capsys.readouterr().err


def test_stats_of_a_site_have_a_folder_of_their_own(shell: _Shell) -> None:
    with shell.store() as store:
        site = next(store.records()).site
    assert shell.run(stats, "--site", site)[0] == 0
    folder = shell.folder / "output/stats"
    assert [path.name for path in folder.iterdir()] == [site]
    assert (folder / site / "articles.svg").exists()
    code, _, err = shell.run(stats, "--site", "nosuch")
    assert (code, [path.name for path in folder.iterdir()]) == (2, [site])
    assert "no such site: nosuch" in err


def test_stats_prints_and_draws(shell: _Shell) -> None:
    code, out, _ = shell.run(stats)
    assert code == 0
    assert "3 stories" in out
    charts = {path.stem for path in (shell.folder / "output/stats").glob("*.svg")}
    assert charts == {"articles", "complete", "delays", "scores", "divergences"}


def test_a_store_that_cannot_be_opened_is_named(shell: _Shell) -> None:
    shell.url = "oracle://nowhere"
    code, _, err = shell.run(stats)
    assert code == 2
    assert err.startswith("scrapy stats: STORE_URL: ")


def test_explain_tells_what_another_site_has_of_an_event(shell: _Shell) -> None:
    there, here = "hazeta:uk:1", _article("uk").id
    with shell.store() as store:
        article = replace(_article("uk"), id=there, site="hazeta", url="https://hazeta.example/1")
        store.commit([Outcome(site="hazeta", url=article.url, state="done", article=article)], NOON)
        store.save_same_events([here], {(there, here): 0.87})
    assert f"same event on another site: {there}, 0.87" in shell.run(explain, here)[1]
    code, out, _ = shell.run(explain, here, there)
    assert (code, f"{here} and {there} tell, 0.87, the same event" in out) == (0, True)
