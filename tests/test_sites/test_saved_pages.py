"""Real pages of our sites, read by the sites' own files: what a person found right stays so.

The digests and counts are those of `tests/test_extraction/test_saved_pages.py`; here stands only
what a site's file reads beyond them.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import fields, replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scraper.extraction import read_source
from scraper.items import Page
from scraper.sites import Rss
from tests.benchmarks.saved_sites import FETCHED, Saved, saved_pages
from tests.test_extraction.test_saved_pages import PAGES, Expected, summary
from tests.test_sites.outlets import site_of

OWN = {
    "24tv/24tv_n1419177_2020.uk.html": "kanal24",
    "bbc/BBC_2026_04_25.en.html": "bbc",
    "dw/dw_uncork.en.html": "dw",
    "euronews/EuronewsEN_2024_04_30.html": "euronews",
    "euronews/EuronewsEN_2026_01_06.html": "euronews",
    "pravda/Pravda_2026_01_08.html": "ukrainska_pravda",
    "ukrinform/ukrinform_3103218_2020.ru.html": "ukrinform",
    "unn/unn_1906059_2020.ru.html": "unn",
}
BEYOND: dict[str, dict[str, object]] = {
    "24tv/24tv_n1419177_2020.uk.html": {"removed": {"strip": 3, "caption": 2}},
    "euronews/EuronewsEN_2026_01_06.html": {"authors": 1},
    "pravda/Pravda_2026_01_08.html": {"translations": {"hreflang": 1, "switcher": 1}},
    "ukrinform/ukrinform_3103218_2020.ru.html": {"tags": 4},
    # its hreflang leads to the former host, which the site's file no longer names
    "unn/unn_1906059_2020.ru.html": {"tags": 1, "translations": {}},
}
FORMER_HOSTS = {"www.unn.com.ua/ru/": "unn.ua/ru/"}


def as_own(saved: Saved) -> Saved:
    """A saved page as a page of our site, at the address that it would have today."""
    url = saved.page.url
    for former, today in FORMER_HOSTS.items():
        url = url.replace(former, today)
    site = site_of(OWN[saved.name])
    page = replace(saved.page, site=site.name, url=url, final_url=url)
    return replace(saved, site=site, page=page)


@pytest.fixture(scope="module")
def summaries(evaluation: Path) -> dict[str, dict[str, object]]:
    """What our sites' files read from their real pages."""
    pages = (saved for saved in saved_pages(evaluation) if saved.name in OWN)
    return {saved.name: summary(as_own(saved)) for saved in pages}


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("field", [field.name for field in fields(Expected)])
def test_field(summaries: dict[str, dict[str, object]], name: str, field: str) -> None:
    expected = BEYOND.get(name, {}).get(field, getattr(PAGES[name], field))
    assert summaries[name][field] == expected


@pytest.mark.parametrize(
    ("file", "name", "found"),
    [
        # the rest of this feed leads to the outlet's other hosts, life. and epravda
        ("pravda/pravda_2020.rss.xml", "ukrainska_pravda", {"ru": 8}),
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
    assert [urlsplit(url).hostname for url in other] == ["auto.rbc.ua"]
    assert Counter(site.edition_of(row["url"]) for row in rows) == {"uk": 137, "ru": 30, None: 1}
