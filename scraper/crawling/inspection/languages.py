"""What languages an inspection met: in titles of lists, in the texts of sampled articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from scraper.crawling.inspection.seen import Seen
from scraper.extraction import Found
from scraper.languages import UNDETERMINED, identify
from scraper.sites import Site

TITLES = 20
"""Titles of one list that are asked for their language."""
MOSTLY = 0.7
"""The share from which a list or an edition is in a language."""


def langs_of_titles(found: Iterable[Found], site: Site) -> Counter[str]:
    """How many of the first titles are in which language; those without a word are left out."""
    titles = (entry.title for entry in found if entry.title)
    langs = (_lang_of(title, site.langs) for title in islice(titles, TITLES))
    return Counter(lang for lang in langs if lang != UNDETERMINED)


@lru_cache(maxsize=4096)
def _lang_of(title: str, langs: tuple[str, ...]) -> str:
    """A title's language; feed, listing and archive of an edition name the same titles."""
    return identify(title, langs=langs).lang


def is_mostly(counts: Counter[str], lang: str) -> bool:
    """Whether one value is the bulk of what was counted."""
    return counts[lang] >= MOSTLY * counts.total() > 0


def langs_of_edition(seen: Seen, lang: str) -> Counter[str]:
    """The languages of what lies below an edition's home: its sampled texts, else its titles."""
    texts = Counter(
        each.article.lang for each in seen.articles if each.lang == lang and each.article
    )
    if texts.total() > 1:
        return texts
    site = seen.site
    below = (entry for entry in seen.found() if site.edition_of(entry.url) == lang)
    return texts + langs_of_titles(below, site)


def misplaced(seen: Seen) -> frozenset[str]:
    """The editions below whose homes another language is spoken."""
    return frozenset(
        lang
        for lang in seen.site.langs
        if (counts := langs_of_edition(seen, lang)) and not is_mostly(counts, lang)
    )
