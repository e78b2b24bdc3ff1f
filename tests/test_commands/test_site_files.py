"""A scheduler that runs sees new, changed, broken and removed site files without a restart."""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from scrapy.settings import BaseSettings, Settings

from scraper.commands.site_files import SiteFiles
from scraper.service.schedule import Plan, Scheduler
from scraper.service.schedule_crawl import Limits
from scraper.service.schedule_times import BackOff
from scraper.storage import Store
from tests.test_service.scheduling import NOW

FILE = '''"""A site of this test."""

from scraper.crawling import NewsSpider
from scraper.sites import Edition, Expect, Rss


class {name}(NewsSpider):
    name = "{lower}"
    title = "{title}"
    timezone = "Europe/Kyiv"
    editions = {{"uk": Edition("https://{lower}.example/", Rss("/rss.xml"))}}
    article_url = r"/(?P<key>\\d+)$"
    translations = ()
    expects = Expect()
    schedule = "{schedule}"
'''


class Folder:
    """A package of site files."""

    def __init__(self, path: Path) -> None:
        self.package = f"sites_{uuid.uuid4().hex[:8]}"
        self.path = path / self.package
        self.path.mkdir()
        (self.path / "__init__.py").write_text("")
        self._time = 1_700_000_000

    def write(
        self, name: str, title: str = "Ранок", text: str = "", schedule: str = "0 * * * *"
    ) -> None:
        file = self.path / f"{name.lower()}.py"
        text = text or FILE.format(name=name, lower=name.lower(), title=title, schedule=schedule)
        file.write_text(text, "utf-8")
        self._time += 10  # a file system may count in seconds
        os.utime(file, (self._time, self._time))

    @property
    def settings(self) -> BaseSettings:
        return Settings({"SPIDER_MODULES": [self.package], "SPIDER_LOADER_WARN_ONLY": True})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Folder]:
    folder = Folder(tmp_path)
    folder.write("Ranok")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    yield folder
    for name in [name for name in sys.modules if name.startswith(folder.package)]:
        del sys.modules[name]


@pytest.fixture
def files(folder: Folder) -> SiteFiles:
    return SiteFiles(folder.settings, [])


def test_nothing_is_read_while_no_file_changes(files: SiteFiles) -> None:
    assert files.changed() is None


def test_a_new_file_is_a_new_site(folder: Folder, files: SiteFiles) -> None:
    folder.write("Vechir")
    found = files.changed()
    assert found is not None
    assert sorted(found) == ["ranok", "vechir"]
    assert files.changed() is None


def test_a_changed_file_changes_its_site(folder: Folder, files: SiteFiles) -> None:
    folder.write("Vechir")
    files.changed()
    folder.write("Vechir", title="Вечір", schedule="30 * * * *")
    found = files.changed()
    assert found is not None
    assert (found["vechir"].title, found["vechir"].schedule) == ("Вечір", "30 * * * *")


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_broken_new_file_costs_only_itself(folder: Folder, files: SiteFiles) -> None:
    folder.write("Vechir", text="class Vechir(:\n")
    assert list(files.changed() or ()) == ["ranok"]


def test_a_site_whose_file_breaks_stays_as_it_was(
    folder: Folder, files: SiteFiles, caplog: pytest.LogCaptureFixture
) -> None:
    folder.write("Vechir", title="Вечір")
    files.changed()
    folder.write("Vechir", text="title = \n")
    found = files.changed()
    assert found is not None
    assert found["vechir"].title == "Вечір"
    assert "vechir.py: cannot be read, it stays as it was" in caplog.text


def test_a_new_file_that_stops_the_reading_leaves_the_sites_as_they_were(
    folder: Folder, files: SiteFiles, caplog: pytest.LogCaptureFixture
) -> None:
    folder.write("Vechir", text="title = half_written\n")
    assert files.changed() is None
    assert "The sites stay as they were: name 'half_written' is not defined" in caplog.text
    folder.write("Vechir")
    assert sorted(files.changed() or ()) == ["ranok", "vechir"]


def test_a_file_that_vanishes_while_it_is_looked_at_does_no_harm(
    folder: Folder, files: SiteFiles
) -> None:
    (folder.path / "gone.py").symlink_to(folder.path / "nothing.py")
    assert files.changed() is None


def test_a_removed_file_ends_its_site(folder: Folder, files: SiteFiles) -> None:
    folder.write("Vechir")
    files.changed()
    (folder.path / "vechir.py").unlink()
    assert list(files.changed() or ()) == ["ranok"]


def test_only_the_sites_that_were_asked_for_are_given(folder: Folder) -> None:
    files = SiteFiles(folder.settings, ["ranok"])
    folder.write("Vechir")
    assert list(files.changed() or ()) == ["ranok"]


def test_a_running_scheduler_crawls_a_new_site(folder: Folder, tmp_path: Path) -> None:
    files = SiteFiles(folder.settings, [])
    crawled = tmp_path / "crawled"
    code = f"import sys; open({str(crawled)!r}, 'a').write(sys.argv[1] + '\\n')"
    waits = BackOff(first=timedelta(hours=1), longest=timedelta(hours=1))
    plan = Plan(
        crawls=2, lease=timedelta(minutes=5), limits=Limits(seconds=60, grace=10, memory=0),
        back_off=waits,
    )  # fmt: skip
    looks = 0

    def chores() -> None:
        nonlocal looks
        looks += 1
        if looks == 1:
            folder.write("Vechir")
            scheduler._look_at = 0.0
        elif crawled.exists() or looks > 3:
            scheduler.stop()

    with Store.open(f"sqlite:///{tmp_path / 'store.db'}") as store:
        scheduler = Scheduler(
            store, {}, plan, make_command=lambda site: [sys.executable, "-c", code, site],
            now=lambda: NOW, chores=chores, find_sites=files.changed,
        )  # fmt: skip
        scheduler.run()
    assert sorted(crawled.read_text().split()) == ["ranok", "vechir"]
