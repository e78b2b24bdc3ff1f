"""What the operator wants published, and where: folder, titles, limits, respect for opt-outs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from scraper.items import Article

OptOut = Literal["ignore", "excerpt", "skip"]
"""What is done with an article whose page forbids machines something: nothing, only an excerpt of
it is published, or it is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishing:
    """Where and how the output is written; `langs` is the order of choice for the common feed.

    `excerpt` is the number of characters of a version that are published, 0 for all;
    `opt_out_excerpt` the same for articles that opted out, where `opt_out` says `excerpt`.
    """

    folder: Path
    title: str
    public_url: str
    langs: Sequence[str]
    excerpt: int = 0
    opt_out: OptOut = "ignore"
    opt_out_excerpt: int = 300

    def leaves_out(self, article: Article) -> bool:
        """Whether an article is not to be published at all."""
        return self.opt_out == "skip" and bool(article.opt_out)

    def limits(self, articles: Mapping[str, Article]) -> dict[str, int]:
        """Characters that may be published of the versions of a story, by language."""
        limits = dict.fromkeys(articles, self.excerpt) if self.excerpt else {}
        for lang, article in articles.items():
            if self.opt_out == "excerpt" and article.opt_out:
                limits[lang] = min(limits.get(lang, self.opt_out_excerpt), self.opt_out_excerpt)
        return limits
