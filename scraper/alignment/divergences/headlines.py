"""The detector of headlines that claim what their translations do not carry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scraper.alignment.divergences.figures import agree, find_figures
from scraper.alignment.divergences.telling import is_telling
from scraper.alignment.divergences.versions import Versions, begin, name_version
from scraper.alignment.segments import Term
from scraper.items import Bead, Divergence
from scraper.text.lemmas import lemma
from scraper.text.names import find_names


def find_headline_claims(beads: Sequence[Bead], versions: Versions) -> Iterator[Divergence]:
    """Numbers and names of a headline that another version has nowhere, not even in its text."""
    at = next((k for k, bead in enumerate(beads) if bead.kind == "headline"), None)
    for lang, article in versions.articles.items():
        for other in versions.langs:
            if other == lang:
                continue
            claims = [*_numbers(article.headline, lang, other, versions)]
            claims += _names(article.headline, lang, other, versions)
            if claims:
                yield _divergence(at, lang, other, claims, versions)


def _numbers(headline: str, lang: str, other: str, versions: Versions) -> Iterator[str]:
    answers = find_figures(versions.texts[other], other)
    for figure in find_figures(headline, lang):
        if not any(agree(figure, answer) for answer in answers):
            yield figure.text


def _names(headline: str, lang: str, other: str, versions: Versions) -> Iterator[str]:
    for name in find_names(headline, lang):
        term = Term("name", lemma(name.text, lang), lang)
        if is_telling(name.text, lang) and not versions.is_found(term, other):
            yield name.text


def _divergence(
    at: int | None, lang: str, other: str, claims: Sequence[str], versions: Versions
) -> Divergence:
    return Divergence(
        kind="headline",
        langs=(other,),
        severity="medium",
        says=begin(
            f"the headline of {name_version(lang)} has {', '.join(claims)}, "
            f"which {name_version(other)} has nowhere."
        ),
        bead=at,
        quotes={one: versions.articles[one].headline for one in (lang, other)},
        because=tuple(claims),
        score=0.6,
    )
