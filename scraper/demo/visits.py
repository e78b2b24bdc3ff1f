"""The crawl of the replica as a command line: the ordinary one, led to loopback by settings."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from scraper.demo.check import SITE


def crawl_command(
    connect_to: Mapping[str, str], store_url: str, output: Path, now: datetime, **changes: object
) -> list[str]:
    """The arguments of a process that crawls the replica at a time; `changes` are more settings.

    The replica runs on this machine, so it may be asked faster than a newspaper.
    """
    settings: dict[str, object] = {
        "STORE_URL": store_url,
        "OUTPUT_DIR": output.absolute(),
        "TITLE": "Tlumach demo (invented news)",
        "CONNECT_TO": json.dumps(dict(connect_to)),
        "ALLOWED_NETWORKS": "127.0.0.0/8",
        "CLOCK_START": now.isoformat(),
        "ARCHIVE_DAYS": 5,
        "DOWNLOAD_DELAY": 0,
        "AUTOTHROTTLE_START_DELAY": 0,
        "AUTOTHROTTLE_TARGET_CONCURRENCY": 8,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
        "SLOW_DOWN_MAX": 0.1,
        **changes,
    }
    pairs = [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
    return [sys.executable, "-m", "scrapy", "crawl", SITE, *pairs]
