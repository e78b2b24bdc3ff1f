"""Who is told of a changed state, how often, and that a crawl never fails for it."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from scraper.crawling.monitors import Alarm, Judgement, Verdict
from scraper.crawling.notify import Notifier, state_after
from scraper.demo.replica import Replica
from scraper.demo.server import DemoServer
from scraper.demo.visits import crawl_command
from scraper.storage import Run, Store
from spiders.rbc_ukraine import RbcUkraine
from tests.test_crawling.spoiled import Spoiled, in_text, write_dates_anew

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
SITE = RbcUkraine.site
ALARM = Alarm("has/lead", "lead: 3 of 60 in ua, usually 95%", ("https://www.rbc.ua/rus/1",))
FELL = Judgement(Verdict.LAYOUT_CHANGED, (str(ALARM),), (ALARM,))


def _run(outcome: str | None, read: int = 5, fetched: int = 9, id: int = 7) -> Run:
    stats: dict[str, object] = {"page/fetched": fetched} if fetched else {}
    stats |= {"lang/uk": read} if read else {}
    return Run(id=id, site=SITE.name, host="here", pid=1, started_at=NOW, finished_at=NOW,
               outcome=outcome, stats=stats)  # fmt: skip


class _Post(list[Any]):
    """The JSON bodies that a loopback server was sent."""

    url = ""
    status = 204


@contextmanager
def listening() -> Iterator[_Post]:
    got = _Post()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            assert self.headers["Content-Type"] == "application/json"
            got.append(json.loads(self.rfile.read(size)))
            self.send_response(got.status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    got.url = f"http://127.0.0.1:{server.server_port}/hook"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield got
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    ("outcomes", "state"),
    [
        ([], "well"),
        ([_run("finished"), _run("layout-changed")], "well"),
        ([_run("layout-changed"), _run("finished")], "layout-changed"),
        ([_run("finished", read=0), _run("layout-changed")], "layout-changed"),
        ([_run(None), _run("blocked")], "blocked"),
        ([_run("partial", read=0), _run("blocked")], "well"),
        ([_run("partial", read=0, fetched=0), _run("blocked")], "blocked"),
        ([_run("partial", read=0), _run("finished"), _run("blocked")], "well"),
    ],
)
def test_the_state_is_read_off_the_runs(outcomes: list[Run], state: str) -> None:
    assert state_after(outcomes) == state


def test_a_change_is_told_once_with_the_report() -> None:
    with listening() as got:
        notifier = Notifier(url=got.url)
        bad, good = _run("layout-changed"), _run("finished")
        assert notifier.tell(SITE, bad, FELL, (good,))
        assert not notifier.tell(SITE, bad, FELL, (bad, good))
        assert not notifier.tell(
            SITE, _run("finished", read=0), Judgement(Verdict.FINISHED), (bad,)
        )
        assert notifier.tell(SITE, good, Judgement(Verdict.FINISHED), (bad, good))
    assert [(one["before"], one["after"]) for one in got] == [
        ("well", "layout-changed"),
        ("layout-changed", "well"),
    ]
    assert got[0]["site"] == SITE.name
    assert got[0]["because"] == [str(ALARM)]
    assert got[0]["alarms"][0]["examples"] == ["https://www.rbc.ua/rus/1"]
    assert got[0]["stats"]["lang/uk"] == 5


def test_a_command_gets_the_report_on_its_input(tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    code = f"import sys; open({str(target)!r}, 'w').write(sys.stdin.read())"
    notifier = Notifier(command=shlex.join([sys.executable, "-c", code]))
    assert notifier.tell(SITE, _run("blocked"), Judgement(Verdict.BLOCKED), ())
    assert json.loads(target.read_text("utf-8"))["after"] == "blocked"


@pytest.mark.parametrize(
    "notifier",
    [
        Notifier(url="http://127.0.0.1:9/closed", timeout=1),
        Notifier(url="no address"),
        Notifier(command="/no/such/program"),
        Notifier(command="sleep 9", timeout=0.1),
        Notifier(command="'unbalanced"),
    ],
    ids=str,
)
def test_what_cannot_be_delivered_is_a_warning(
    notifier: Notifier, caplog: pytest.LogCaptureFixture
) -> None:
    assert notifier.tell(SITE, _run("blocked"), Judgement(Verdict.BLOCKED), ())
    assert "NOTIFY_" in caplog.text


def test_a_server_that_answers_with_an_error_is_a_warning(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with listening() as got:
        got.status = 500
        Notifier(url=got.url).tell(SITE, _run("blocked"), Judgement(Verdict.BLOCKED), ())
    assert len(got) == 1
    assert "NOTIFY_URL" in caplog.text


class Told(dict[str, int]):
    """Marks as the store keeps them."""

    def mark(self, name: str) -> int:
        return self.get(name, 0)

    def set_mark(self, name: str, value: int) -> None:
        self[name] = value


FINE = Judgement(Verdict.FINISHED)
FIRST, BROKEN, STILL, MENDED = (
    _run(outcome, id=number)
    for number, outcome in enumerate(
        ("finished", "layout-changed", "layout-changed", "finished"), 1
    )
)


def test_what_was_not_delivered_is_sent_by_the_next_run() -> None:
    told = Told()
    with listening() as got:
        notifier = Notifier(url=got.url)
        got.status = 500
        notifier.tell(SITE, BROKEN, FELL, (FIRST,), told)
        got.status = 204
        assert notifier.tell(SITE, STILL, FELL, (BROKEN, FIRST), told)
        assert not notifier.tell(SITE, STILL, FELL, (STILL, BROKEN, FIRST), told)
    assert [(one["before"], one["after"], one["run"]) for one in got] == [
        ("well", "layout-changed", 2),
        ("well", "layout-changed", 3),
    ]


def test_the_very_first_run_is_sent_later_too() -> None:
    told = Told()
    with listening() as got:
        notifier = Notifier(url=got.url)
        got.status = 503
        notifier.tell(SITE, BROKEN, FELL, (), told)
        got.status = 200
        notifier.tell(SITE, STILL, FELL, (BROKEN,), told)
    assert [one["run"] for one in got] == [2, 3]


def test_a_change_that_passed_untold_is_not_told() -> None:
    told = Told()
    with listening() as got:
        notifier = Notifier(url=got.url)
        got.status = 500
        notifier.tell(SITE, BROKEN, FELL, (FIRST,), told)
        got.status = 204
        assert not notifier.tell(SITE, MENDED, FINE, (BROKEN, FIRST), told)
    assert len(got) == 1


def test_each_way_is_remembered_by_itself(tmp_path: Path) -> None:
    told, target = Told(), tmp_path / "reports"
    code = f"import sys; open({str(target)!r}, 'a').write(sys.stdin.read() + chr(10))"
    with listening() as got:
        notifier = Notifier(url=got.url, command=shlex.join([sys.executable, "-c", code]))
        got.status = 500
        notifier.tell(SITE, BROKEN, FELL, (FIRST,), told)
        got.status = 204
        notifier.tell(SITE, STILL, FELL, (BROKEN, FIRST), told)
    assert len(got) == 2
    assert len(target.read_text("utf-8").splitlines()) == 1


def test_who_is_named_later_is_not_told_of_the_past() -> None:
    told = Told()
    Notifier().tell(SITE, BROKEN, FELL, (FIRST,), told)
    with listening() as got:
        assert not Notifier(url=got.url).tell(SITE, STILL, FELL, (BROKEN, FIRST), told)
        assert Notifier(url=got.url).tell(SITE, MENDED, FINE, (STILL, BROKEN, FIRST), told)
    assert [one["after"] for one in got] == ["well"]


def test_the_store_remembers_what_was_told(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'store.db'}") as store:
        Notifier(url="http://127.0.0.1:9/closed").tell(SITE, BROKEN, FELL, (FIRST,), store)
    with Store.open(f"sqlite:///{tmp_path / 'store.db'}") as store, listening() as got:
        assert Notifier(url=got.url).tell(SITE, STILL, FELL, (BROKEN, FIRST), store)
    assert [one["before"] for one in got] == ["well"]


def test_real_crawls_end_as_layout_changed_and_tell_it(tmp_path: Path) -> None:
    before, after = datetime(2026, 11, 18, 8, tzinfo=UTC), datetime(2026, 11, 19, 20, tzinfo=UTC)
    moment, url = [before], f"sqlite:///{tmp_path / 'store.db'}"
    replica = Spoiled(Replica())
    with listening() as got, DemoServer(replica, lambda: moment[0]).start() as server:  # type: ignore[arg-type]

        def crawl() -> subprocess.CompletedProcess[str]:
            command = crawl_command(
                server.connect_to, url, tmp_path / "output", moment[0], NOTIFY_URL=got.url
            )
            return subprocess.run(command, capture_output=True, text=True, timeout=120)

        assert crawl().returncode == 0
        moment[0], replica.change = after, in_text(write_dates_anew)
        broken = crawl()
    assert broken.returncode == 5, broken.stdout + broken.stderr
    assert "date: 0 of " in broken.stdout
    assert [one["after"] for one in got] == ["layout-changed"]
    assert len(got[0]["alarms"][0]["examples"]) == 3
    with Store.open(url) as store:
        outcomes = [run.outcome for run in store.runs(SITE.name)]
    assert outcomes == ["layout-changed", "finished"]
