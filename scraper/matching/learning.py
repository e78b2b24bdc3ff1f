"""Learning from matched sites: the next snapshot of what texts are weighed with.

Only pairs that pages declare teach words and delays: what matching itself found would confirm its
own mistakes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from scraper.items import Article
from scraper.matching.associations import Side, learn_associations, unknown_words
from scraper.matching.features import whole_text
from scraper.matching.site_matcher import SiteMatcher
from scraper.text.knowledge import Knowledge

ENOUGH_DELAYS = 30  # declared pairs from which a site's usual delay is learned
LATEST = 0.99  # the share of its pairs that the delay is to cover
DELAY_MARGIN = 1.5
SHORTEST, LONGEST = 60, 3 * 24 * 60  # minutes


def learn_knowledge(matchers: Iterable[SiteMatcher], number: int) -> Knowledge:
    """Snapshot `number`, from sites whose articles are matched: all of it is counted anew."""
    frequencies: Counter[int] = Counter()
    articles = 0
    pairs: list[tuple[Article, Article]] = []
    delays: dict[str, int] = {}
    thresholds: dict[str, float] = {}
    for matcher in matchers:
        for features in matcher.features.values():
            frequencies.update(features.terms)
        articles += len(matcher.features)
        declared = list(declared_pairs(matcher))
        pairs.extend(declared)
        delay = learn_delay(declared)
        if delay is not None:
            delays[matcher.site.name] = delay
        if matcher.matcher.threshold is not None:
            thresholds[matcher.site.name] = matcher.matcher.threshold
    return Knowledge(
        number=number,
        articles=articles,
        frequencies=dict(frequencies),
        associations=learn_associations(_sides(pairs)),
        pairs_learned_from=len(pairs),
        delays=delays,
        thresholds=thresholds,
    )


def declared_pairs(matcher: SiteMatcher) -> Iterator[tuple[Article, Article]]:
    """The pairs of one story that a page declares, sorted by their ids."""
    story_of = {
        identity: story.id for story in matcher.stories() for identity in story.articles.values()
    }
    for pair in matcher.matcher.pairs():
        if pair.evidence and story_of[pair.first] == story_of[pair.second]:
            yield matcher.articles[pair.first], matcher.articles[pair.second]


def learn_delay(pairs: Iterable[tuple[Article, Article]]) -> int | None:
    """The minutes that cover the delays of nearly all pairs, or None when there are too few."""
    delays = sorted(
        abs((one.published_at - other.published_at).total_seconds()) / 60
        for one, other in pairs
        if one.published_at is not None and other.published_at is not None
    )
    if len(delays) < ENOUGH_DELAYS:
        return None
    covered = delays[min(int(LATEST * len(delays)), len(delays) - 1)]
    return int(max(SHORTEST, min(LONGEST, covered * DELAY_MARGIN)))


def _sides(pairs: Iterable[tuple[Article, Article]]) -> Iterator[tuple[Side, Side]]:
    """The unknown words of each pair's texts; partial texts teach nothing."""
    read: dict[str, Side] = {}
    for pair in pairs:
        if any(article.access != "free" for article in pair):
            continue
        for article in pair:
            if article.id not in read:
                words = unknown_words(whole_text(article), article.lang)
                read[article.id] = (article.lang, words)
        yield read[pair[0].id], read[pair[1].id]
