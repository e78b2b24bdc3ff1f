"""Why two articles were or were not matched, in plain lines; it decides nothing."""

from __future__ import annotations

from collections.abc import Iterator

from scraper.matching.evidence import describe_shared
from scraper.matching.matcher import ENOUGH_WORDS
from scraper.matching.pairs import Key, pair_key
from scraper.matching.score import (
    ABOVE_HUB,
    ABOVE_RUNNER_UP,
    BIAS,
    CONCEPTS,
    DELAY,
    HEAD,
    NUMBERS,
    ORDER,
    SAME_IMAGE,
    SIMILARITY,
    Score,
    probability,
)
from scraper.matching.site_matcher import SiteMatcher

COMPETITORS = 3  # shown of each side


def explain_pair(matcher: SiteMatcher, one: str, other: str) -> tuple[str, ...]:
    """What speaks for and against a pair, what it was held against, and who competed.

    Raises KeyError when the matcher does not hold one of the ids.
    """
    key = pair_key(one, other)
    return (*_verdict(matcher, key), *_content(matcher, key), *_competitors(matcher, key))


def explain_article(matcher: SiteMatcher, identity: str) -> tuple[str, ...]:
    """The story of an article and its best candidates in every language, accepted or not."""
    (story,) = (one for one in matcher.stories([identity]) if identity in one.articles.values())
    lines = [f"story {story.id}: {', '.join(story.articles)}"]
    for lang, ranked in _ranked(matcher, identity).items():
        for odds, partner in ranked[:COMPETITORS]:
            kept = "matched" if partner in story.articles.values() else "not matched"
            lines.append(f"{lang} {partner}: {probability(odds):.3f}, {kept}")
    return tuple(lines)


def _verdict(matcher: SiteMatcher, key: Key) -> Iterator[str]:
    one, other = (matcher.articles[identity] for identity in key)
    story = next(story for story in matcher.stories([one.id]) if one.id in story.articles.values())
    matched = other.id in story.articles.values()
    yield f"{one.id} and {other.id}: {'matched' if matched else 'not matched'}"
    if one.lang == other.lang:
        yield f"both are {one.lang}: only versions in different languages are matched"
    for proof in matcher.matcher.pair(key).evidence:
        yield f"{proof.kind} {proof.score:.2f}: {', '.join(proof.because)}"
    odds = matcher.matcher.pair(key).odds
    if odds > 0 and not matched:
        yield "accepted as a pair, but another assignment of the group has the greater total"


def _content(matcher: SiteMatcher, key: Key) -> Iterator[str]:
    if len({matcher.articles[identity].lang for identity in key}) == 1:
        yield "content: never compared in one language"
        return
    score = matcher.matcher.score(key)
    if score is None:
        yield f"content: {_why_no_candidates(matcher, key)}"
        return
    odds = matcher.matcher.content_odds(score)
    threshold = score.odds - odds
    yield f"content {probability(odds):.3f}: log-odds {score.odds:+.2f}, threshold {threshold:+.2f}"
    yield "  " + ", ".join(f"{name} {value:+.2f}" for name, value in _measures(score))
    one, other = (matcher.features[identity] for identity in key)
    yield "  shared: " + "; ".join(describe_shared(one, other, matcher.rarity))


def _measures(score: Score) -> Iterator[tuple[str, float]]:
    """The parts of the log-odds, which add up to them."""
    yield "base", BIAS
    yield "similarity", SIMILARITY * score.similarity
    yield "above hub", ABOVE_HUB * (score.similarity - score.hub)
    yield "above runner-up", ABOVE_RUNNER_UP * (score.similarity - score.runner_up)
    yield "order", ORDER * score.order
    yield "headline", HEAD * score.head
    yield "concepts", CONCEPTS * score.concepts
    yield "numbers", NUMBERS * score.numbers
    yield "same image", SAME_IMAGE * score.same_image
    yield "delay", DELAY * score.delay
    if score.meaning is not None:
        yield "encoder", score.meaning_odds


def _why_no_candidates(matcher: SiteMatcher, key: Key) -> str:
    features = [matcher.features[identity] for identity in key]
    for one in features:
        if one.time is None:
            return f"{one.id} has no time"
        if one.words < ENOUGH_WORDS:
            return f"{one.id} has only {one.words} words"
    apart = abs((features[0].time or 0) - (features[1].time or 0))
    if apart > matcher.window:
        return f"published {apart} min apart, more than {matcher.window}"
    return "no candidates: others share more of the rare words"


def _competitors(matcher: SiteMatcher, key: Key) -> Iterator[str]:
    for one, other in (key, key[::-1]):
        ranked = _ranked(matcher, one).get(matcher.articles[other].lang, [])
        rivals = [f"{rival} {probability(odds):.3f}" for odds, rival in ranked if rival != other]
        if rivals:
            yield f"competitors of {other} for {one}: {', '.join(rivals[:COMPETITORS])}"


def _ranked(matcher: SiteMatcher, identity: str) -> dict[str, list[tuple[float, str]]]:
    """Per language the articles that were scored with this one, the likeliest first."""
    ranked: dict[str, list[tuple[float, str]]] = {}
    for node in matcher.matcher.neighbours.load((identity,)):
        for other, score in node.scores.items():
            entry = (matcher.matcher.content_odds(score), other)
            ranked.setdefault(matcher.articles[other].lang, []).append(entry)
    return {
        lang: sorted(ranked[lang], key=lambda entry: (-entry[0], entry[1]))
        for lang in sorted(ranked)
    }
