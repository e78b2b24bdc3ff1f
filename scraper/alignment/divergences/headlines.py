"""The detector of headlines that claim what their translations do not carry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scraper.alignment.answers import Answers
from scraper.alignment.divergences.figures import agree, find_figures
from scraper.alignment.divergences.telling import find_telling_names
from scraper.alignment.divergences.versions import Versions
from scraper.alignment.segments import Term, read_segment
from scraper.items import Bead, Divergence
from scraper.text.lemmas import lemma

FACT = 0.6
"""Score of one number or name that a translation has nowhere."""
WORD = 0.3
"""Score of one word of which neither the translations nor the article's own text say anything."""


def find_headline_claims(beads: Sequence[Bead], versions: Versions) -> Iterator[Divergence]:
    """What a headline says and another version has nowhere, not even in its text."""
    at = next((k for k, bead in enumerate(beads) if bead.kind == "headline"), None)
    for lang, article in versions.articles.items():
        own = _own_answers(beads, lang, versions)
        for other in versions.langs:
            if other == lang:
                continue
            facts = [
                *_numbers(article.headline, lang, other, versions),
                *_names(article.headline, lang, other, versions),
            ]
            words = [*_words(article.headline, lang, other, versions, own)]
            if facts or words:
                yield _divergence(at, lang, other, facts, words, versions)


def _own_answers(beads: Sequence[Bead], lang: str, versions: Versions) -> Answers:
    """What the article itself says below its headline."""
    texts = [
        text
        for bead in beads
        if bead.kind != "headline"
        for one in bead.sentences
        for text in one.sentences.get(lang, ())
    ]
    return Answers(sorted(read_segment("\n".join(texts), lang).terms), versions.knowledge)


def _numbers(headline: str, lang: str, other: str, versions: Versions) -> Iterator[str]:
    answers = find_figures(versions.texts[other], other)
    for figure in find_figures(headline, lang):
        if not any(agree(figure, answer) for answer in answers):
            yield figure.text


def _names(headline: str, lang: str, other: str, versions: Versions) -> Iterator[str]:
    for name in find_telling_names(headline, lang):
        term = Term("name", lemma(name.text, lang), lang)
        if not versions.is_found(term, other):
            yield name.text


def _words(headline: str, lang: str, other: str, versions: Versions, own: Answers) -> Iterator[str]:
    """Words with a meaning that neither the other version nor the own text below has."""
    for term in sorted(read_segment(headline, lang).terms):
        if term.kind == "concept" and not own.find(term) and not versions.is_found(term, other):
            yield term.key


def _divergence(
    at: int | None,
    lang: str,
    other: str,
    facts: Sequence[str],
    words: Sequence[str],
    versions: Versions,
) -> Divergence:
    claims = ", ".join((*facts, *words))
    return Divergence(
        kind="headline",
        langs=(other,),
        severity="medium" if facts else "low",
        says="",
        bead=at,
        facts={"of": lang, lang: claims},
        quotes={one: versions.articles[one].headline for one in (lang, other)},
        score=round(min(0.95, FACT * bool(facts) + WORD * len(words)), 3),
    )
