"""New articles among known ones: only the stories that their arrival may have changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set

from scraper.items import Article, Story
from scraper.matching import SiteMatcher
from scraper.matching.features import Features
from scraper.sites import Site
from scraper.text.encoder import Encodes
from scraper.text.knowledge import Knowledge

Companions = Callable[[Iterable[str]], Set[str]]
"""The ids of articles together with those that are in one story with them so far."""


def can_arrive(site: Site, knowledge: Knowledge) -> bool:
    """Whether scores depend on nothing but the snapshot and an article's neighbours.

    Without frequencies and a threshold they are measured in all the articles at hand.
    """
    return bool(knowledge.articles) and site.name in knowledge.thresholds


def match_arrived(
    articles: Mapping[str, Article],
    arrived: Set[str],
    companions: Companions,
    *,
    site: Site,
    knowledge: Knowledge,
    encoder: Encodes | None,
    features: Mapping[str, Features],
) -> tuple[Story, ...]:
    """The stories that articles which never were in one have changed, as matching all makes them.

    Pairs that nobody asks about are not scored.
    """
    matcher = SiteMatcher(site, knowledge, encoder=encoder)
    matcher.add((one for id_, one in articles.items() if id_ not in arrived), features, later=True)
    changed = matcher.add((articles[id_] for id_ in sorted(arrived)), features)
    wanted = companions(changed) & articles.keys()
    while True:
        stories = matcher.stories(wanted)
        found = {id_ for story in stories for id_ in story.articles.values()}
        wanted = companions(found) & articles.keys()
        if wanted <= found:
            return stories
