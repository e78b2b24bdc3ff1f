"""The detector of headlines that claim what neither their article nor its translations carry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scraper.alignment.answers import Answers
from scraper.alignment.divergences.hearsay import is_same
from scraper.alignment.divergences.telling import find_heard, find_telling_names
from scraper.alignment.divergences.versions import Versions
from scraper.alignment.segments import Term, read_segment
from scraper.items import Bead, Divergence
from scraper.text.agreement import agree
from scraper.text.figures import find_figures
from scraper.text.lemmas import lemma
from scraper.text.tokens import find_tokens

FACT = 0.6
"""Score of one number or name that is nowhere else."""
WORD, SURE_WORD = 0.3, 0.5
"""Score of one word with a meaning that is nowhere else, beyond those of the other headline that
are nowhere here: words of both that the lexicon cannot bring together translate each other. It is
surer where another version has nearly every word of the article."""
CLOSE = 0.85
"""Share of an article's words with a meaning that a close translation has."""
_WHEN = frozenset(("weekday", "relative day", "each", "season"))
"""Units of words on time that a headline may well leave to its text."""
_LIGHT = frozenset(
    ("бути", "быть", "be", "have", "get", "take", "give", "look", "go", "put", "make", "use",
     "мати", "иметь", "become", "стати", "стать", "now", "just", "нині", "теперь")
)  # fmt: skip


def find_headline_claims(beads: Sequence[Bead], versions: Versions) -> Iterator[Divergence]:
    """What a headline says and no text has, neither its own nor another version's."""
    at = next((k for k, bead in enumerate(beads) if bead.kind == "headline"), None)
    bodies = {lang: _body(beads, lang) for lang in versions.langs}
    known = {
        lang: Answers(sorted(read_segment(body, lang).terms), versions.knowledge)
        for lang, body in bodies.items()
    }
    words = {
        (lang, other): _words(lang, other, versions, known[lang])
        for lang in versions.langs
        for other in versions.langs
        if other != lang
    }
    for lang in versions.langs:
        others = [other for other in versions.langs if other != lang]
        facts = [*_numbers(lang, versions, bodies[lang]), *_names(lang, versions, bodies[lang])]
        beyond = max((len(words[lang, o]) - len(words[o, lang]) for o in others), default=0)
        claims = [word for word in words[lang, others[0]] if _is_nowhere(word, lang, words, others)]
        claims = claims if min(beyond, len(claims)) > 0 else []
        if facts or claims:
            is_close = max(_share(lang, other, versions) for other in others) >= CLOSE
            word = SURE_WORD if is_close else WORD
            score = FACT * bool(facts) + word * min(beyond, len(claims)) * bool(claims)
            yield _divergence(at, lang, others, [*facts, *claims], score, versions)


def _is_nowhere(
    word: str, lang: str, words: dict[tuple[str, str], list[str]], others: Sequence[str]
) -> bool:
    return all(word in words[lang, other] for other in others)


def _body(beads: Sequence[Bead], lang: str) -> str:
    """What an article says below its headline."""
    return "\n".join(
        text
        for bead in beads
        if bead.kind != "headline"
        for one in bead.sentences
        for text in one.sentences.get(lang, ())
    )


def _numbers(lang: str, versions: Versions, body: str) -> Iterator[str]:
    """Figures of a headline that neither its text nor any other version has."""
    answers = [
        *find_figures(body, lang),
        *(f for other in versions.langs if other != lang
          for f in find_figures(versions.texts[other], other)),
    ]  # fmt: skip
    for figure in find_figures(versions.articles[lang].headline, lang):
        is_told = figure.is_sure and figure.unit not in _WHEN
        if is_told and not any(agree(figure, answer) for answer in answers):
            yield figure.text


def _names(lang: str, versions: Versions, body: str) -> Iterator[str]:
    """Names of a headline that neither its text nor any other version has."""
    others = [other for other in versions.langs if other != lang]
    for name in find_telling_names(versions.articles[lang].headline, lang):
        if _is_heard(name.text, lang, lang, body):
            continue
        term = Term("name", lemma(name.text, lang), lang)
        if not any(
            versions.is_found(term, other)
            or _is_heard(name.text, lang, other, versions.texts[other])
            for other in others
        ):
            yield name.text


def _is_heard(name: str, lang: str, other: str, text: str) -> bool:
    return name in text or any(is_same(name, lang, heard, other) for heard in find_heard(text))


def _words(lang: str, other: str, versions: Versions, own: Answers) -> list[str]:
    """Words with a meaning that neither the other version nor the own text below has."""
    headline = versions.articles[lang].headline
    return [
        _as_written(term, headline)
        for term in sorted(read_segment(headline, lang).terms)
        if term.kind == "concept"
        and term.key not in _LIGHT
        and not own.find(term)
        and not versions.is_found(term, other)
    ]


def _as_written(term: Term, headline: str) -> str:
    """The word of a headline that a term was read from, or its key where it took several."""
    for token in find_tokens(headline):
        if term in read_segment(token.text, term.lang).terms:
            return token.text
    return term.key


def _share(lang: str, other: str, versions: Versions) -> float:
    """How much of what a version says in words with a meaning another has anywhere."""
    terms = [term for term in versions.segments[lang].terms if term.kind == "concept"]
    return sum(versions.is_found(term, other) for term in terms) / max(1, len(terms))


def _divergence(
    at: int | None,
    lang: str,
    others: Sequence[str],
    claims: Sequence[str],
    score: float,
    versions: Versions,
) -> Divergence:
    return Divergence(
        kind="headline",
        langs=tuple(others),
        severity="medium" if score >= FACT else "low",
        says="",
        bead=at,
        facts={"of": lang, lang: ", ".join(dict.fromkeys(claims))},
        quotes={one: versions.articles[one].headline for one in (lang, *others)},
        score=round(min(0.95, score), 3),
    )
