"""What the tests of the scheduled crawl share."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from scraper.sites import Edition, Rss, Site

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

SITE = Site(
    name="ranok",
    title="Ranok",
    timezone="Europe/Kyiv",
    editions={
        "uk": Edition("https://ranok.example/", Rss("rss.xml")),
        "en": Edition("https://ranok.example/en/", Rss("rss.xml")),
    },
    article_url=re.compile(r"/(?P<key>\d+)$"),
)
