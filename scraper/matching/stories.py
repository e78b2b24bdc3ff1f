"""Articles to stories: the one function of this package that the rest of the system calls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from scraper.items import Article, Story
from scraper.matching.assignment import Group, assign
from scraper.matching.declared import find_declared_pairs
from scraper.matching.pairs import Pair
from scraper.sites import Site
from scraper.text.knowledge import Knowledge

LAST = datetime.max.replace(tzinfo=UTC)


def match_stories(
    articles: Iterable[Article], *, sites: Mapping[str, Site], knowledge: Knowledge | None = None
) -> tuple[Story, ...]:
    """Partition the articles into stories, sorted by id; the order of the articles is no matter.

    Articles are matched within their site only and each stands in exactly one story, alone when no
    translation was found. `knowledge` is the snapshot that texts are weighed with. Raises KeyError
    when an article's site is not among `sites`.
    """
    by_site: dict[str, dict[str, Article]] = defaultdict(dict)
    for article in articles:
        by_site[article.site][article.id] = article
    stories = [
        story
        for name, members in sorted(by_site.items())
        for story in _match_site(tuple(members[key] for key in sorted(members)), sites[name])
    ]
    return tuple(sorted(stories, key=lambda story: story.id))


def _match_site(articles: Sequence[Article], site: Site) -> Iterable[Story]:
    pairs = find_declared_pairs(articles, site)
    by_id = {article.id: article for article in articles}
    for group in assign({article.id: article.lang for article in articles}, pairs):
        yield _make_story(group, by_id, site, pairs)


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
