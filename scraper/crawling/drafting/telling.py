"""What was seen of an unknown site, in rows for people: what can be read, and from where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from scraper.crawling.drafting.facts import Draft
from scraper.crawling.drafting.survey import ListSeen, PageSeen, Survey, lang_of_titles
from scraper.crawling.inspection.findings import tell, tell_langs
from scraper.items import Article
from scraper.languages import badge

Row = tuple[str, str]


def tell_survey(survey: Survey, draft: Draft) -> Iterator[Row]:
    """A row for each thing that a page, a feed or the like could show, also when it does not."""
    yield from _robots(survey)
    articles = survey.articles
    yield (
        "pages",
        f"{len(survey.pages)} fetched, {len(articles)} of them articles{_why_not(survey)}",
    )
    yield "languages", _languages(articles)
    yield "structured data", _structured(articles)
    yield "hreflang", _links(articles, "hreflang")
    yield "switcher", _links(articles, "switcher")
    yield from _lists(survey)
    yield from _generic([seen.article for seen in articles if seen.article])
    if draft.pattern is not None:
        told = f"{draft.pattern.fits} of {draft.pattern.of} addresses match {draft.pattern.text}"
        yield "addresses", told
    for way in draft.ways:
        yield "versions", f"{way.written()}: {way.seen}"


def _robots(survey: Survey) -> Iterator[Row]:
    for host, answer in survey.robots.items():
        delay = survey.delays.get(host, 0.0)
        told = answer.said if not answer.is_good else "readable"
        told += f", asks for {delay:g} s between requests" if delay else ""
        yield f"robots.txt of {host}", told
    if survey.sitemaps:
        yield "sitemaps in robots.txt", ", ".join(survey.sitemaps)


def _why_not(survey: Survey) -> str:
    reasons = Counter(seen.answer.said for seen in survey.pages.values() if not seen.answer.is_good)
    return f"; without one: {tell(reasons)}" if reasons else ""


def _languages(articles: Sequence[PageSeen]) -> str:
    texts = tell_langs(seen.lang or "und" for seen in articles)
    said = Counter((seen.traits.lang if seen.traits else None) or "none" for seen in articles)
    return f"texts {texts}; html[lang] {tell({badge(lang): n for lang, n in said.items()})}"


def _structured(articles: Sequence[PageSeen]) -> str:
    traits = [seen.traits for seen in articles if seen.traits]
    types = Counter(kind for each in traits for kind in each.types)
    stated = Counter(name for each in traits for name in each.stated)
    graph = sum(each.has_open_graph for each in traits)
    told = f"{tell(dict(types.most_common(4)))}; states {tell(stated)}" if types else "no JSON-LD"
    return f"{told}; Open Graph on {graph} of {len(traits)}"


def _links(articles: Sequence[PageSeen], kind: str) -> str:
    said = [each for seen in articles if seen.traits for each in getattr(seen.traits, kind)]
    if not said:
        return "none"
    langs = tell_langs(each.lang for each in said)
    return f"{langs}, such as {said[0].url}"


def _lists(survey: Survey) -> Iterator[Row]:
    for seen in survey.lists:
        if seen.found or seen.named_by != "a common place":
            yield seen.kind, f"{seen.url} ({seen.named_by}): {_told_list(seen)}"
    if not any(seen.found for seen in survey.lists):
        tried = ", ".join(seen.url for seen in survey.lists) or "nothing"
        yield "feeds and sitemaps", f"none; asked for {tried}"


def _told_list(seen: ListSeen) -> str:
    if not seen.answer.is_good:
        return seen.answer.said
    if not seen.found:
        return f"names {len(seen.listing.sources)} sitemaps, no article"
    lang = lang_of_titles(seen.found)
    return f"{len(seen.found)} addresses, titles {badge(lang) if lang else 'without a language'}"


def _generic(articles: Sequence[Article]) -> Iterator[Row]:
    """What generic reading gives, field by field."""
    if not articles:
        yield "generic reading", "no article could be read"
        return
    sizes = sorted(len(article.text) for article in articles)
    yield "generic reading", f"texts of {sizes[0]} to {sizes[-1]} characters"
    fields = {
        "headline": "headline", "lead": "lead", "image": "image", "authors": "authors",
        "published_at": "date", "tags": "tags",
    }  # fmt: skip
    for name, told in fields.items():
        sources = Counter(article.read_from.get(name, "nowhere") for article in articles)
        yield f"  {told}", tell(sources)
