"""Articles to stories: the function of this package that the rest of the system calls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from scraper.items import Article, Story
from scraper.matching.features import Features, extract_features
from scraper.matching.frequencies import count_frequencies
from scraper.matching.site_matcher import SiteMatcher
from scraper.sites import Site
from scraper.text.encoder import Encodes
from scraper.text.knowledge import Knowledge


def match_stories(
    articles: Iterable[Article],
    *,
    sites: Mapping[str, Site],
    knowledge: Knowledge | None = None,
    accept: float = 0.5,
    encoder: Encodes | None = None,
    features: Mapping[str, Features] | None = None,
) -> tuple[Story, ...]:
    """Partition the articles into stories, sorted by id; the order of the articles is no matter.

    Articles are matched within their site only and each stands in exactly one story, alone when no
    translation was found. `knowledge` is the snapshot that texts are weighed with; without one the
    frequencies of these articles are counted. `accept` is the probability from which content alone
    joins two articles, measured from what unrelated articles of the site reach. `encoder` is one
    more witness. `features` spares the reading of texts, by id, that were read before. Raises
    KeyError when an article's site is not among `sites`.
    """
    by_site: dict[str, dict[str, Article]] = defaultdict(dict)
    for article in articles:
        by_site[article.site][article.id] = article
    stories: list[Story] = []
    for name, members in sorted(by_site.items()):
        matched = match_site(members.values(), sites[name], knowledge, accept, encoder, features)
        stories.extend(matched.stories())
    return tuple(sorted(stories, key=lambda story: story.id))


def match_site(
    articles: Iterable[Article],
    site: Site,
    knowledge: Knowledge | None = None,
    accept: float = 0.5,
    encoder: Encodes | None = None,
    features: Mapping[str, Features] | None = None,
) -> SiteMatcher:
    """One site's articles matched, with everything that led to it still at hand."""
    members = sorted(articles, key=lambda article: article.id)
    known = features or {}
    read = {one.id: known.get(one.id) or extract_features(one, knowledge) for one in members}
    if knowledge is None or not knowledge.articles:
        knowledge = count_frequencies(read.values(), knowledge)
    matcher = SiteMatcher(site, knowledge, accept=accept, encoder=encoder)
    matcher.add(members, read)
    return matcher
