"""Reads pages without any site's rules: `python -m tests.benchmarks.extract DIR > PRED.jsonl`.

DIR holds `html/<id>.html.gz` and `gold.jsonl`, of which only ids and addresses are read. A line of
the answer has id, text, title and date. The path is the production one, with a site that states no
fact about its pages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from scraper.extraction import read_page
from scraper.items import Article, Page
from scraper.sites import Edition, Expect, Listing, Site

NOW = datetime(2026, 11, 24, tzinfo=UTC)
ANY_LANG = ("en", "uk", "ru", "de", "fr", "es", "it", "pl", "pt", "tr", "ja", "zh", "ar")


def unknown_site(url: str) -> Site:
    """A site of which nothing is known but the address of one page."""
    host = urlsplit(url).netloc or "unknown.example"
    home = f"{urlsplit(url).scheme or 'https'}://{host}/"
    return Site(
        name="unknown",
        title="",
        timezone="UTC",
        editions={"en": Edition(home, Listing("/"))},
        article_url=re.compile(r".*"),
        expects=Expect(),
    )


def read_folder(folder: Path) -> Iterator[tuple[str, Article | None, str]]:
    """Each page's id, its article and, without one, the reason."""
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rows:
        url = row.get("url") or "https://unknown.example/article"
        page = Page(
            site="unknown",
            url=url,
            final_url=url,
            status=200,
            headers=(("content-type", "text/html"),),
            body=gzip.decompress((folder / "html" / f"{row['id']}.html.gz").read_bytes()),
            fetched_at=NOW,
        )
        reading = read_page(page, unknown_site(url))
        rejected = reading.rejected
        yield (
            row["id"],
            reading.article,
            f"{rejected.reason}: {rejected.detail}" if rejected else "",
        )


def body_text(article: Article) -> str:
    """The text between headline and end: the lead where it stands on the page, then the blocks."""
    own_lead = article.lead and article.read_from.get("lead") not in ("og", "meta", "json-ld")
    lead = [article.lead] if own_lead and article.lead else []
    return "\n".join([*lead, *(block.text for block in article.blocks)])


def main(arguments: Sequence[str] | None = None) -> int:
    """Write one JSON line a page."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.extract")
    parser.add_argument("folder", type=Path)
    options = parser.parse_args(arguments)
    for id_, article, reason in read_folder(options.folder):
        row: dict[str, object] = {"id": id_, "text": "", "title": "", "date": ""}
        if article is not None:
            published = article.published_raw or ""
            date = article.published_at.date().isoformat() if article.published_at else published
            row |= {"text": body_text(article), "title": article.headline, "date": date}
        else:
            print(f"{id_}: {reason}", file=sys.stderr)
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
