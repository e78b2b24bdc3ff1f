"""`scrapy crawl` of a site that another process is crawling ends with one line."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.utils.project import get_project_settings

from scraper.commands.crawl import Command
from scraper.crawling.lease import hold_site
from scraper.storage import Store


def test_a_site_that_is_being_crawled_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = get_project_settings()
    settings.set("STORE_URL", f"sqlite:///{tmp_path / 'store.db'}")
    settings.set("OUTPUT_DIR", str(tmp_path / "output"))
    command, process = Command(), SimpleNamespace(settings=settings)
    command.settings = settings
    loose: Any = command
    loose.crawler_process = process
    with (
        Store.open(settings["STORE_URL"]) as store,
        hold_site(store, "rbc_ukraine", lambda: datetime.now(UTC)),
    ):
        command.run(["rbc_ukraine"], argparse.Namespace(spargs={}))
    told = capsys.readouterr().err
    assert told.startswith("scrapy crawl: rbc_ukraine is being crawled by process ")
    assert told.count("\n") == 1
    assert command.exitcode == 3
    assert not (tmp_path / "output").exists()
