"""The demo's articles as matching gets them, without links, and which ones belong together."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from scraper.items import Article, Block

FOLDER = Path(__file__).parents[2] / "scraper" / "demo" / "articles"
KYIV = ZoneInfo("Europe/Kyiv")


@dataclass(frozen=True)
class DemoNews:
    """Articles of one site, and for each id the story and the event that it tells of."""

    articles: tuple[Article, ...]
    story: dict[str, str]
    event: dict[str, str]


@cache
def read_demo(site: str, paragraphs: int | None = None) -> DemoNews:
    """Every version of every demo story, whole or cut to its first paragraphs."""
    articles, story, event = [], {}, {}
    for path in sorted(FOLDER.glob("*.json")):
        told = json.loads(path.read_text("utf-8"))
        for lang, version in told["versions"].items():
            article = _article(site, lang, told["key"], version, paragraphs)
            articles.append(article)
            story[article.id], event[article.id] = told["key"], told["event"]
    return DemoNews(tuple(articles), story, event)


def _article(
    site: str, lang: str, key: str, version: dict[str, Any], paragraphs: int | None
) -> Article:
    texts = [_text(block) for block in version["blocks"]]
    return Article(
        id=f"{site}:{lang}:{key}",
        site=site,
        edition=lang,
        lang=lang,
        url=f"https://{site}.example/{lang}/{key}",
        headline=version["headline"],
        lead=version["lead"],
        blocks=tuple(Block(kind="paragraph", text=text) for text in texts[:paragraphs]),
        published_at=datetime.fromisoformat(version["published"]).replace(tzinfo=KYIV),
    )


def _text(block: dict[str, Any]) -> str:
    if "rows" in block:
        return "\n".join("\t".join(row) for row in block["rows"])
    return str(block["text"])
