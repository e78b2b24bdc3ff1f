"""Real feeds and lists of our sites, read by the sites' own files; their real pages are read in
`tests/test_extraction/test_saved_pages.py`, by the same files.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scraper.extraction import read_source
from scraper.items import Page
from scraper.sites import Rss
from tests.benchmarks.saved_sites import FETCHED
from tests.test_sites.outlets import site_of


@pytest.mark.parametrize(
    ("file", "name", "found"),
    [
        # life. has no prefix in the Russian feed: what its texts are in, they say themselves
        ("pravda/pravda_2020.rss.xml", "ukrainska_pravda", {"ru": 15, "uk": 4}),
        ("unian/unian_2020.rss.xml", "unian", {"uk": 48, "ru": 1}),
        ("liga/liga_2020.rss.xml", "liga", {"ru": 19}),
    ],
)
def test_real_feeds_lead_to_articles(
    evaluation: Path, file: str, name: str, found: dict[str, int]
) -> None:
    site = site_of(name)
    url = next(iter(site.editions.values())).url("/rss/")
    page = Page(
        site=name,
        url=url,
        final_url=url,
        status=200,
        headers=(),
        body=(evaluation / "pages" / file).read_bytes(),
        fetched_at=FETCHED,
    )
    listing = read_source(page, Rss("/rss/"), site.langs[0], site)
    assert Counter(each.lang for each in listing.found) == found
    assert all(each.published_at and each.title for each in listing.found)


def test_addresses_of_a_real_list(evaluation: Path) -> None:
    """The prefixes of the first site are swapped: `/rus/` is Ukrainian."""
    rows = json.loads((evaluation / "pages" / "rbc" / "rbc_listing_2026-05-09.json").read_text())
    site = site_of("rbc_ukraine")
    other = [row["url"] for row in rows if site.match_article(row["url"]) is None]
    assert other == []
    assert Counter(site.edition_of(row["url"]) for row in rows) == {"uk": 138, "ru": 30}
    (auto,) = {row["url"] for row in rows if urlsplit(row["url"]).hostname == "auto.rbc.ua"}
    assert site.key_of(auto) == "auto.rbc.ua/1778085857"
