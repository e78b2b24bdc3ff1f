"""Declared evidence: the links and shared keys by which pages say that they translate one another.

A declaration is a claim to verify; which pairs become stories is decided in `assignment`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from urllib.parse import urlsplit

from scraper.items import Article, DeclaredBy, Evidence
from scraper.matching.pairs import pair_key
from scraper.sites import SameKey, Site

ONE_SIDE: Mapping[DeclaredBy, float] = {
    "hreflang": 0.9,
    "switcher": 0.9,
    "sitemap": 0.85,
    "path": 0.85,
    "key": 0.95,
}
BOTH_SIDES: Mapping[DeclaredBy, float] = {
    "hreflang": 1.0,
    "switcher": 1.0,
    "sitemap": 0.95,
    "path": 0.95,
    "key": 0.95,
}
# A link whose language tag is wrong, as on sites that swapped their prefixes, counts this much and
# only when the target points back.
MISLABELLED = 0.7

# A declaration's log-odds: stronger than any text, so that text decides only between declarations.
ODDS_PER_SCORE = 8.0
ANSWERED = 2.0
FURTHER = 0.1

Proofs = tuple[Evidence, ...]
Claims = dict[tuple[str, str], dict[DeclaredBy, str]]


def find_declared(articles: Sequence[Article], site: Site) -> dict[tuple[str, str], Proofs]:
    """The pairs of one site's articles that a verified link or a shared key joins, with proof."""
    by_id = {article.id: article for article in articles}
    claims = _read_links(articles)
    found: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for key in sorted({pair_key(source, target) for source, target in claims}):
        first, second = by_id[key[0]], by_id[key[1]]
        found[key].extend(_weigh_links(first, second, claims))
    for key in _share_key(articles, site):
        found[key].append(_key_evidence(by_id[key[0]], by_id[key[1]]))
    return {key: tuple(proofs) for key, proofs in sorted(found.items()) if proofs}


def declared_odds(proofs: Proofs) -> float:
    """The log-odds that declarations give a pair: the strongest, and a little for each other."""
    strengths = sorted((_odds(proof) for proof in proofs), reverse=True)
    return sum(strengths[:1]) + FURTHER * sum(strengths[1:])


def _odds(proof: Evidence) -> float:
    return ODDS_PER_SCORE * proof.score + (ANSWERED if proof.both_sides else 0.0)


def same_key_ids(article: Article, site: Site) -> frozenset[str]:
    """The ids of the articles that an article would share its key with, if there are such."""
    rules = [rule for rule in site.translations if isinstance(rule, SameKey)]
    if article.key is None or not rules:
        return frozenset()
    ids = {f"{site.name}:{edition}:{article.key}" for edition in site.editions}
    return frozenset(ids - {article.id})


def address_key(url: str) -> str:
    """What two spellings of one address share: host, path without a trailing slash, and query."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    query = f"?{parts.query}" if parts.query else ""
    return f"{(parts.hostname or '').removeprefix('www.')}{path}{query}"


def _read_links(articles: Sequence[Article]) -> Claims:
    """Who points to whom: (source id, target id) to the language each kind of link claims."""
    by_address = {address_key(article.url): article for article in articles}
    claims: Claims = defaultdict(dict)
    for source in articles:
        for link in source.translations:
            target = by_address.get(address_key(link.url))
            if target is not None and target.lang != source.lang:
                said = claims[source.id, target.id].get(link.declared_by)
                if said != target.lang:  # a right tag is not overruled by a second, wrong one
                    claims[source.id, target.id][link.declared_by] = link.lang
    return claims


def _weigh_links(first: Article, second: Article, claims: Claims) -> Iterator[Evidence]:
    there = claims.get((first.id, second.id), {})
    back = claims.get((second.id, first.id), {})
    kinds: list[DeclaredBy] = ["hreflang", "switcher", "sitemap", "path"]
    for kind in kinds:
        if kind not in there and kind not in back:
            continue
        right = [
            claim[kind] == article.lang
            for claim, article in ((there, second), (back, first))
            if kind in claim
        ]
        both = bool(there) and bool(back)
        if not all(right) and not both:
            continue
        score = (BOTH_SIDES if both else ONE_SIDE)[kind] if all(right) else MISLABELLED
        yield _evidence(first, second, kind, score, both, _words(first, second, there, back))


def _words(
    first: Article, second: Article, there: Mapping[DeclaredBy, str], back: Mapping[DeclaredBy, str]
) -> tuple[str, ...]:
    if there and back:
        return ("each links to the other",)
    source, target = (first, second) if there else (second, first)
    return (f"{source.lang} links to {target.lang}",)


def _share_key(articles: Sequence[Article], site: Site) -> Iterator[tuple[str, str]]:
    """Pairs in different languages with the same key, where the site says that keys are shared."""
    for rule in site.translations:
        if not isinstance(rule, SameKey):
            continue
        sharing: dict[str, list[Article]] = defaultdict(list)
        for article in articles:
            if article.key and (not rule.langs or article.edition in rule.langs):
                sharing[article.key].append(article)
        for group in sharing.values():
            for first, second in combinations(group, 2):
                if first.lang != second.lang:
                    yield pair_key(first.id, second.id)


def _key_evidence(first: Article, second: Article) -> Evidence:
    return _evidence(first, second, "key", ONE_SIDE["key"], None, (f"same key {first.key}",))


def _evidence(
    first: Article,
    second: Article,
    kind: DeclaredBy,
    score: float,
    both: bool | None,
    because: tuple[str, ...],
) -> Evidence:
    langs = (first.lang, second.lang)
    return Evidence(langs=langs, kind=kind, score=score, both_sides=both, because=because)
