"""Real crawls of the replica: the ordinary command in a process of its own."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from scraper.demo.articles import FIRST_VISIT, SECOND_VISIT
from scraper.demo.check import SITE, find_faults
from scraper.demo.server import DemoServer, start_server
from scraper.demo.visits import crawl_command
from scraper.storage import Store


class _Site:
    """The replica, its clock, and a folder with a store and an output."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = FIRST_VISIT
        self.server: DemoServer = start_server(lambda: self.now)
        self.url = f"sqlite:///{folder / 'store.db'}"

    def crawl(self, *arguments: str, **settings: object) -> subprocess.CompletedProcess[str]:
        """Run `scrapy crawl` with `-a` arguments; what it printed is in the result."""
        command = crawl_command(
            self.server.connect_to, self.url, self.folder / "output", self.now, **settings
        )
        given = [part for argument in arguments for part in ("-a", argument)]
        return subprocess.run([*command, *given], capture_output=True, text=True, timeout=120)

    def store(self) -> Store:
        return Store.open(self.url)

    def digests(self) -> dict[str, str]:
        return {
            str(path.relative_to(self.folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted((self.folder / "output").rglob("*.json*"))
        }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Site]:
    """The replica after both of the demo's visits."""
    site = _Site(tmp_path_factory.mktemp("site"))
    visits = (FIRST_VISIT, SECOND_VISIT)
    for number, site.now in enumerate(visits, 1):
        done = site.crawl()
        assert done.returncode == 0, done.stdout + done.stderr
        with site.store() as store:
            assert find_faults(store, visits[:number]) == []
    yield site
    site.server.close()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[_Site]:
    """The replica before any visit."""
    site = _Site(tmp_path)
    yield site
    site.server.close()


def test_a_page_that_robots_forbid_was_never_asked_for(site: _Site) -> None:
    asked = {served.path for served in site.server.served}
    assert "/robots.txt" in asked
    assert not [path for path in asked if path.startswith("/rus/promo/")]


def test_the_second_visit_was_conditional(site: _Site) -> None:
    with site.store() as store:
        stats = store.runs(SITE, limit=1)[0].stats
    unchanged, fetched = stats["page/not-modified"], stats["page/fetched"]
    assert isinstance(unchanged, int)
    assert isinstance(fetched, int)
    assert unchanged > 2 * fetched


def test_a_late_translation_and_an_edit_are_new_revisions(site: _Site) -> None:
    with site.store() as store:
        records = [record for record in store.records() if record.revision > 1]
        late = [r for r in records if store.record_revisions(r.id)[0].langs != r.langs]
    edited = [r for r in records if any(v.revision > 1 for v in r.versions.values())]
    gone = [r for r in records if any(v.gone for v in r.versions.values())]
    assert [("en" in record.langs, record.complete) for record in late] == [(True, True)]
    assert len(edited) == 2
    assert len(gone) == 1


def test_a_rebuild_from_the_pages_makes_the_same_bytes(site: _Site) -> None:
    before = site.digests()
    command = [sys.executable, "-m", "scrapy", "rebuild", "-s", f"STORE_URL={site.url}"]
    command += ["-s", f"OUTPUT_DIR={site.folder / 'output'}"]
    command += ["-s", "TITLE=Tlumach demo (invented news)"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert site.digests() == before


def test_a_run_just_after_another_reads_the_lists_only(site: _Site) -> None:
    served = len(site.server.served)
    assert site.crawl().returncode == 0
    asked = [one.path for one in site.server.served[served:]]
    assert asked
    assert not [path for path in asked if path.endswith(".html")]


def test_one_url_is_read_and_printed(fresh: _Site) -> None:
    with_ids = json.loads((Path("scraper/demo/articles") / _first_file()).read_text("utf-8"))
    url = f"https://www.rbc.ua/rus/{with_ids['path']}/{with_ids['slug']}-{with_ids['key']}.html"
    done = fresh.crawl(f"url={url}")
    assert done.returncode == 0, done.stderr
    assert with_ids["versions"]["uk"]["headline"] in done.stdout.replace("\n", " ")
    with fresh.store() as store:
        assert [stored.article.url for stored in store.articles(site=SITE)] == [url]


def _first_file() -> str:
    return min(path.name for path in Path("scraper/demo/articles").glob("*.json"))


def test_limit_and_langs_bound_a_run(fresh: _Site) -> None:
    done = fresh.crawl("limit=4", "langs=en")
    assert done.returncode == 0, done.stderr
    with fresh.store() as store:
        articles = list(store.articles(site=SITE))
    assert len(articles) == 4
    assert {stored.article.edition for stored in articles} == {"en"}


def test_since_and_until_are_days_of_the_site(fresh: _Site) -> None:
    done = fresh.crawl("since=2026-11-17", "until=2026-11-17", "langs=ua")
    assert done.returncode == 0, done.stderr
    archives = [one.path for one in fresh.server.served if "/archive/" in one.path]
    assert archives == ["/rus/archive/2026/11/17"]
    with fresh.store() as store:
        times = [stored.article.published_at for stored in store.articles(site=SITE)]
    days = {(time + timedelta(hours=2)).date().isoformat() for time in times if time}
    assert days == {"2026-11-17"}


def test_a_server_that_is_down_leaves_the_run_partial(fresh: _Site) -> None:
    fresh.server.close()
    command = crawl_command(
        dict.fromkeys(fresh.server.connect_to, "127.0.0.1:1"), fresh.url,
        fresh.folder / "output", FIRST_VISIT, RETRY_TIMES=0,
    )  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    fresh.server = start_server(lambda: fresh.now)
    assert done.returncode == 3
    assert "connection-refused" in done.stdout


def test_an_address_inside_the_network_is_not_connected_to(fresh: _Site) -> None:
    done = fresh.crawl(ALLOWED_NETWORKS="", RETRY_TIMES=0)
    assert done.returncode == 3
    assert "host-not-found" in done.stdout
    assert fresh.server.served == []
