"""How a site's versions are linked, by what links were there and what stands where they lead."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from scraper.crawling.drafting.patterns import Pattern
from scraper.crawling.drafting.survey import PageSeen, Survey, home_of
from scraper.extraction import same_address
from scraper.extraction.proposals import name_element
from scraper.extraction.selectors import select

Argument = str | tuple[str, ...]
"""A selector, or the tags of the languages that a rule is for."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to link versions: a rule's name, its arguments, what speaks for it in words."""

    word: str
    arguments: tuple[Argument, ...]
    seen: str

    def written(self, literal: Callable[[Argument], str] = repr) -> str:
        """The rule as a file writes it, its arguments as `literal` writes them."""
        return f"{self.word}({', '.join(map(literal, self.arguments))})"


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two articles that a link on the first joins, in different languages."""

    origin: PageSeen
    target: PageSeen
    by: str
    element: HtmlElement | None


def find_ways(survey: Survey, homes: Mapping[str, str], pattern: Pattern | None) -> tuple[Way, ...]:
    """The ways by which versions that were really seen are linked, the surest first."""
    pairs = list(_pairs(survey))
    ways = []
    by_hreflang = [pair for pair in pairs if pair.by == "hreflang"]
    if by_hreflang:
        ways.append(Way("Hreflang", (), f"{len(by_hreflang)} links led to the other language"))
    css = _switcher_css(pairs)
    if css is not None:
        count = sum(pair.by == "switcher" for pair in pairs)
        ways.append(Way("Switcher", (css,), f"{count} links led to the other language"))
    ways += _by_address(pairs, homes, pattern)
    return tuple(ways)


def _pairs(survey: Survey) -> Iterator[_Pair]:
    """Links from an article to an article in another language, as their texts are."""
    for seen in survey.articles:
        traits = seen.traits
        for by, said in (
            *(("hreflang", each) for each in (traits.hreflang if traits else ())),
            *(("switcher", each) for each in (traits.switcher if traits else ())),
        ):
            target = _article_at(survey, said.url)
            if target is not None and target.lang not in (None, seen.lang):
                yield _Pair(seen, target, by, said.element)


def _article_at(survey: Survey, url: str) -> PageSeen | None:
    return next(
        (
            seen
            for seen in survey.articles
            if seen.article and (seen.url == url or same_address(seen.article.url, url))
        ),
        None,
    )


def _switcher_css(pairs: list[_Pair]) -> str | None:
    """The selector that selects switchers' links and no others on most pages that have one."""
    by_page: defaultdict[PageSeen, list[HtmlElement]] = defaultdict(list)
    for pair in pairs:
        if pair.element is not None:
            by_page[pair.origin].append(pair.element)
    counts: Counter[str] = Counter()
    for seen, elements in by_page.items():
        assert seen.traits is not None
        links = [each.element for each in seen.traits.switcher]
        for css in dict.fromkeys(name for element in elements for name in name_element(element)):
            found = select(seen.traits.document.root, css)
            counts[css] += all(element in found for element in elements) and len(found) <= max(
                len(links) + 1, 2
            )
    best = max(counts, key=lambda css: counts[css], default=None)
    return best if best is not None and 2 * counts[best] > len(by_page) else None


def _by_address(
    pairs: list[_Pair], homes: Mapping[str, str], pattern: Pattern | None
) -> Iterator[Way]:
    """Shared paths, else shared keys, of the pairs that other links show."""
    same_path: Counter[frozenset[str]] = Counter()
    same_key: Counter[frozenset[str]] = Counter()
    for pair in pairs:
        one, other = pair.origin.article, pair.target.article
        assert one is not None
        assert other is not None
        langs = frozenset((pair.origin.lang or "", pair.target.lang or ""))
        rests = {_rest(one.url), _rest(other.url)}
        keys = {_key(one.url, pattern), _key(other.url, pattern)}
        if len(rests) == 1:
            same_path[langs] += 1
        elif len(keys) == 1 and None not in keys:
            same_key[langs] += 1
    for word, counts in (("SamePath", same_path), ("SameKey", same_key)):
        langs_of = {lang for pair in counts for lang in pair}
        if langs_of:
            names = tuple(lang for lang in homes if lang in langs_of)
            arguments: tuple[Argument, ...] = () if len(names) == len(homes) else (names,)
            what = "path" if word == "SamePath" else "number"
            yield Way(word, arguments, f"{counts.total()} linked pairs share the {what}")


def _rest(url: str) -> str:
    return urlsplit(url).path.removeprefix(urlsplit(home_of(url)).path).strip("/")


def _key(url: str, pattern: Pattern | None) -> str | None:
    match = re.search(pattern.text, urlsplit(url).path) if pattern else None
    return match.groupdict().get("key") if match else None
