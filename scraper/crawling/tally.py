"""What a crawl counts, as Scrapy stats with fixed names, and the report made of them.

`page/...` counts answers, `source/...` lists read, `article/...` what became of articles,
`field/<field>` and `lang/<tag>` how many of the articles read have a field or language,
`unfinished/...` why articles on several pages lack some of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scraper.items import Article
from scraper.storage import Outcome, Stored

LACKS = "unfinished-"
"""What the reason of an outcome begins with whose article lacks further pages."""

FIELDS = ("lead", "image", "author", "date")


def count_outcome(outcome: Outcome, stored: Stored) -> Iterator[tuple[str, int]]:
    """The stats that one outcome adds to, as (name, increment)."""
    yield _answer(outcome), 1 + len(outcome.more)
    if outcome.reason and outcome.reason.startswith("source-"):
        yield f"source/rejected/{outcome.reason.removeprefix('source-')}", 1
    if outcome.reason and outcome.reason.startswith(LACKS):
        yield f"unfinished/{outcome.reason.removeprefix(LACKS)}", 1
    if stored.new_links:
        yield "link/new", stored.new_links
    if outcome.rejected:
        yield f"article/rejected/{outcome.rejected}", 1
    elif outcome.state == "gone":
        yield "article/gone", 1
    if outcome.article is not None:
        yield f"article/{stored.kind}", 1
        yield from _fields(outcome.article)


def _answer(outcome: Outcome) -> str:
    if outcome.state in ("failed", "blocked"):
        return f"page/{outcome.state}/{outcome.reason}"
    if outcome.not_modified:
        return "page/not-modified"
    return "page/fetched"


def _fields(article: Article) -> Iterator[tuple[str, int]]:
    yield f"lang/{article.lang}", 1
    has = {
        "lead": article.lead,
        "image": article.image,
        "author": article.authors,
        "date": article.published_at,
    }
    yield from ((f"field/{name}", 1) for name in FIELDS if has[name])
    if article.access != "free":
        yield f"access/{article.access}", 1
    if len({vote.lang for vote in article.votes}) > 1:
        yield "language/disagreed", 1
    yield from ((f"read-from/{field}/{source}", 1) for field, source in article.read_from.items())


def group(stats: Mapping[str, Any], prefix: str) -> dict[str, int]:
    """The stats whose names begin with `prefix`, by the rest of their names, in their order."""
    return {
        name.removeprefix(prefix): int(value)
        for name, value in sorted(stats.items())
        if name.startswith(prefix)
    }
