"""All divergences of a story, in the order of its beads: each detector scores, this one decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from scraper.alignment.divergences.attribution import find_attributions
from scraper.alignment.divergences.edits import find_edits
from scraper.alignment.divergences.given_names import find_given_names
from scraper.alignment.divergences.headlines import find_headline_claims
from scraper.alignment.divergences.missing import find_missing
from scraper.alignment.divergences.moves import find_moves
from scraper.alignment.divergences.names import find_lost_names
from scraper.alignment.divergences.numbers import find_numbers
from scraper.alignment.divergences.thresholds import REPORTED
from scraper.alignment.divergences.versions import Versions
from scraper.alignment.divergences.wording import word
from scraper.items import Article, Bead, Divergence
from scraper.text.knowledge import Knowledge


def find_divergences(
    articles: Mapping[str, Article],
    beads: Sequence[Bead],
    *,
    edits: Mapping[str, Sequence[tuple[Article, Article]]] | None = None,
    knowledge: Knowledge | None = None,
) -> tuple[Divergence, ...]:
    """Where the versions part; `articles` are the aligned ones, in the order of the record.

    `edits` holds, per language, an article's states before and after each edit of the newsroom's,
    oldest first; what only better rules changed is not among them.
    """
    if len(articles) < 2:
        return ()
    scored = list(score_divergences(articles, beads, knowledge=knowledge))
    reported = [one for one in scored if one.score >= REPORTED[one.kind]]
    reported.sort(key=lambda one: (one.bead is None, one.bead or 0))
    return tuple(map(word, (*reported, *find_edits(articles, edits or {}))))


def score_divergences(
    articles: Mapping[str, Article], beads: Sequence[Bead], *, knowledge: Knowledge | None = None
) -> Iterable[Divergence]:
    """Everything that any detector noticed, however unsure, and not in words yet."""
    versions = Versions(articles, knowledge)
    yield from find_missing(beads, versions)
    yield from find_numbers(beads, versions)
    yield from find_lost_names(beads, versions)
    yield from find_given_names(beads, versions)
    yield from find_attributions(beads, versions)
    yield from find_headline_claims(beads, versions)
    yield from find_moves(beads, versions)
