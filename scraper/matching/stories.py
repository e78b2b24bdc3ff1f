"""Articles to stories: the one function of this package that the rest of the system calls."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from scraper.items import Article, Evidence, Story
from scraper.matching.assignment import Group, assign
from scraper.matching.candidates import Neighbourhood, Node
from scraper.matching.declared import declared_odds, find_declared
from scraper.matching.evidence import content_evidence
from scraper.matching.features import Features, extract_features
from scraper.matching.frequencies import Rarity, count_frequencies
from scraper.matching.null_model import find_threshold
from scraper.matching.pairs import Pair, pair_key
from scraper.matching.score import Score, probability, score_pair
from scraper.sites import Site
from scraper.text.knowledge import Knowledge

LAST = datetime.max.replace(tzinfo=UTC)
MINUTE = 60
ENOUGH_WORDS = 15  # with fewer, a text speaks neither for nor against a pair
CONTENT_BOUND = 6.0  # a text's log-odds, so that two texts never outweigh an answered link

Key = tuple[str, str]


def match_stories(
    articles: Iterable[Article],
    *,
    sites: Mapping[str, Site],
    knowledge: Knowledge | None = None,
    accept: float = 0.5,
) -> tuple[Story, ...]:
    """Partition the articles into stories, sorted by id; the order of the articles is no matter.

    Articles are matched within their site only and each stands in exactly one story, alone when no
    translation was found. `knowledge` is the snapshot that texts are weighed with; without one the
    frequencies of these articles are counted. `accept` is the probability from which content alone
    joins two articles, measured from what unrelated articles of the site reach. Raises KeyError
    when an article's site is not among `sites`.
    """
    by_site: dict[str, dict[str, Article]] = defaultdict(dict)
    for article in articles:
        by_site[article.site][article.id] = article
    stories = [
        story
        for name, members in sorted(by_site.items())
        for story in _match_site(members, sites[name], knowledge, accept)
    ]
    return tuple(sorted(stories, key=lambda story: story.id))


@dataclass(frozen=True, slots=True)
class SiteScores:
    """The scored pairs of one site's articles, sorted, and the threshold that they were held to."""

    pairs: tuple[Pair, ...]
    scores: Mapping[Key, Score]
    threshold: float


def score_site(
    articles: Sequence[Article],
    site: Site,
    knowledge: Knowledge | None = None,
    accept: float = 0.5,
) -> SiteScores:
    """Score one site's articles: those that declarations join, and candidates by content."""
    features = {article.id: extract_features(article, knowledge) for article in articles}
    if knowledge is None or not knowledge.articles:
        knowledge = count_frequencies(features.values(), knowledge)
    rarity = Rarity(knowledge)
    window = knowledge.delays.get(site.name, int(site.usual_delay.total_seconds()) // MINUTE)
    between_nodes = score_features(features.values(), rarity, window)
    threshold = knowledge.thresholds.get(site.name)
    if threshold is None:
        threshold = find_threshold(between_nodes, window)
    scores = {pair_key(one.id, other.id): score for (one, other), score in between_nodes.items()}
    declared = find_declared(articles, site)
    scale = Scale(features, rarity, threshold + math.log(accept / (1.0 - accept)))
    pairs = (
        scale.weigh(key, declared.get(key, ()), scores.get(key))
        for key in sorted(declared.keys() | scores.keys())
    )
    return SiteScores(tuple(pairs), scores, threshold)


def score_features(
    features: Iterable[Features], rarity: Rarity, window: int
) -> dict[tuple[Node, Node], Score]:
    """The scores of all candidate pairs among these articles; those without a time have none."""
    neighbours = Neighbourhood(rarity, window)
    timed = [one for one in features if one.time is not None and one.words >= ENOUGH_WORDS]
    nodes = [neighbours.add(one) for one in sorted(timed, key=lambda one: (one.time, one.id))]
    return {
        (earlier, later): score_pair(earlier, later, neighbours.window)
        for node in nodes
        for earlier, later in neighbours.pairs_of(node)
    }


@dataclass(frozen=True, slots=True)
class Scale:
    """What turns the evidence of a pair into one number; above 0 the pair is accepted."""

    features: Mapping[str, Features]
    rarity: Rarity
    threshold: float

    def weigh(self, key: Key, proofs: tuple[Evidence, ...], score: Score | None) -> Pair:
        """The pair with its declared proofs and, where the content speaks for it, that proof."""
        odds = declared_odds(proofs)
        if score is not None:
            by_content = score.odds - self.threshold
            odds += max(-CONTENT_BOUND, min(CONTENT_BOUND, by_content))
            if by_content > 0:
                one, other = self.features[key[0]], self.features[key[1]]
                sure = probability(by_content)
                proofs = (*proofs, content_evidence(one, other, score, sure, self.rarity))
        return Pair(*key, odds, proofs)


def _match_site(
    members: Mapping[str, Article], site: Site, knowledge: Knowledge | None, accept: float
) -> Iterator[Story]:
    articles = tuple(members[identity] for identity in sorted(members))
    pairs = score_site(articles, site, knowledge, accept).pairs
    for group in assign({article.id: article.lang for article in articles}, pairs):
        yield _make_story(group, members, site, pairs)


def _make_story(
    group: Group, by_id: Mapping[str, Article], site: Site, pairs: Sequence[Pair]
) -> Story:
    members = sorted((by_id[identity] for identity in group), key=_opening_order)
    inside = set(group)
    proofs = [
        proof
        for pair in pairs
        if pair.first in inside and pair.second in inside
        for proof in pair.evidence
    ]
    by_lang = {article.lang: article.id for article in members}
    ordered = {lang: by_lang[lang] for lang in (*site.langs, *sorted(by_lang)) if lang in by_lang}
    return Story(id=members[0].id, site=site.name, articles=ordered, evidence=tuple(proofs))


def _opening_order(article: Article) -> tuple[datetime, str]:
    return (article.published_at or LAST, article.id)
