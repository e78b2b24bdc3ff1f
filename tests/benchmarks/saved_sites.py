"""The saved real pages as sites: the facts of `spiders/` where there are any, else a host."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from scraper.items import Page
from scraper.sites import Edition, Hreflang, Site
from spiders.bbc import Bbc
from spiders.dw import Dw
from spiders.euronews import Euronews
from spiders.kanal24 import Kanal24
from spiders.ukrainska_pravda import UkrainskaPravda
from spiders.ukrinform import Ukrinform
from spiders.unn import Unn

FETCHED = datetime(2026, 11, 23, 12, tzinfo=UTC)


OURS = {
    "24tv": Kanal24.site,
    "bbc": Bbc.site,
    "dw": Dw.site,
    "euronews": Euronews.site,
    "pravda": UkrainskaPravda.site,
    "ukrinform": Ukrinform.site,
    "unn": Unn.site,
}
"""Outlets that have a file in `spiders/`: its facts are those of the saved page too."""

BEYOND = {
    "dw": {lang: f"https://www.dw.com/{lang}/" for lang in ("de", "fr")},
    "euronews": {lang: f"https://{lang}.euronews.com/" for lang in ("de", "fr")},
    "unn": {lang: f"https://www.unn.com.ua/{lang}/" for lang in ("uk", "ru")},
}
"""Homes of saved pages that the files do not name: other languages, a former host."""

KEYS = {
    "zaxid": r"_n(?P<key>\d+)$",
    "kommersant": r"/doc/(?P<key>\d+)",
    "tass": r"/(?P<key>\d+)$",
    "unn": r"/news/(?P<key>\d+)-",
}
"""The number in addresses of outlets without a file, and of a former host."""

ZONES = {"kommersant": "Europe/Moscow", "tass": "Europe/Moscow"}


@dataclass(frozen=True, slots=True)
class Saved:
    """One saved page with the site it is read as."""

    name: str
    site: Site
    page: Page


def saved_pages(folder: Path) -> Iterator[Saved]:
    """Every saved article page of `pages/index.tsv`, in its order."""
    with (folder / "pages" / "index.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    for row in rows:
        path = folder / "pages" / row["file"]
        if path.suffix == ".html" and "newsline_item" not in path.name:
            url = row["url"] or f"https://{row['outlet']}.example/news/1.html"
            yield Saved(row["file"], make_site(row["file"], row["language"], url), _page(path, url))


def make_site(file: str, lang: str, url: str) -> Site:
    """The site of a saved page: its file's facts, or none but its host and language."""
    name = file.partition("/")[0]
    ours = OURS.get(name) if "waddle" not in file else None
    host = urlsplit(url).hostname
    if ours is None:
        return Site(
            name=name,
            title=name,
            timezone=ZONES.get(name, "Europe/Kyiv"),
            editions={lang: Edition(f"https://{host}/")},
            article_url=re.compile(KEYS.get(name, ".+")),
            translations=(Hreflang(),),
        )
    homes = BEYOND.get(name, {})
    editions = {**ours.editions, **{each: Edition(home) for each, home in homes.items()}}
    site = replace(ours, name=name, editions=editions)
    if name in KEYS or site.match_article(url) is None:
        return replace(site, article_url=re.compile(KEYS.get(name, ".+")))
    return site


def _page(path: Path, url: str) -> Page:
    return Page(
        site=path.parent.name,
        url=url,
        final_url=url,
        status=200,
        headers=(("content-type", "text/html"),),
        body=path.read_bytes(),
        fetched_at=FETCHED,
    )
