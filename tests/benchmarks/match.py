"""`python -m tests.benchmarks.match DOCS.jsonl > PRED.jsonl`: claimed pairs by the production path.

DOCS holds one `{"id", "lang", "title", "paragraphs", "published"}` a line; PRED gets one
`{"a", "b", "score"}` for each two articles that stand in one story.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from scraper.items import Article, Block, Story
from scraper.matching import match_stories
from scraper.sites import Edition, Listing, Site

# A site of the data's description: its versions are published within six hours of one another.
SITE = Site(
    name="docs",
    title="Documents",
    timezone="UTC",
    editions={lang: Edition(f"https://docs.example/{lang}/", Listing("")) for lang in
              ("uk", "en", "ru")},
    article_url=re.compile(r"/(?P<key>\w+)$"),
    usual_delay=timedelta(hours=6, minutes=30),
)  # fmt: skip


def read_articles(lines: Iterable[str]) -> Iterator[Article]:
    """The documents as articles of one site."""
    for line in lines:
        document: dict[str, Any] = json.loads(line)
        yield Article(
            id=document["id"],
            site=SITE.name,
            edition=document["lang"],
            lang=document["lang"],
            url=SITE.editions[document["lang"]].url(document["id"]),
            headline=document["title"],
            blocks=tuple(Block(kind="paragraph", text=text) for text in document["paragraphs"]),
            published_at=datetime.fromisoformat(document["published"]),
        )


def claim_pairs(stories: Iterable[Story]) -> Iterator[dict[str, Any]]:
    """Each two articles of a story, with the score of what joins their languages."""
    for story in stories:
        scores = {frozenset(proof.langs): proof.score for proof in story.evidence}
        for (lang, one), (other_lang, other) in combinations(story.articles.items(), 2):
            score = scores.get(frozenset((lang, other_lang)), 0.5)
            yield {"a": one, "b": other, "score": score}


def main(path: str) -> None:
    """Match the documents of a file and print the pairs."""
    articles = read_articles(Path(path).read_text("utf-8").splitlines())
    for claim in claim_pairs(match_stories(articles, sites={SITE.name: SITE})):
        print(json.dumps(claim))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tests.benchmarks.match DOCS.jsonl > PRED.jsonl")
    main(sys.argv[1])
