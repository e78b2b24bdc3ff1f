"""The detector of statements that two versions put into different mouths."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

from scraper.alignment.answers import Answers
from scraper.alignment.divergences.speakers import Speaker, find_roles, find_speaker
from scraper.alignment.divergences.versions import Versions, quote
from scraper.alignment.segments import Term
from scraper.items import Bead, Divergence, SentenceBead

Roles = Mapping[str, Mapping[tuple[str, str], frozenset[Term]]]


def find_attributions(beads: Sequence[Bead], versions: Versions) -> Iterator[Divergence]:
    """Answering sentences whose speakers share no name, no word, and no role known of a name."""
    roles = {lang: find_roles(text, lang) for lang, text in versions.texts.items()}
    for k, bead in enumerate(beads):
        for one in bead.sentences:
            held = [lang for lang, found in one.sentences.items() if found]
            for left, right in combinations(held, 2):
                yield from _compare(k, one, left, right, versions, roles)


def _compare(
    k: int, one: SentenceBead, left: str, right: str, versions: Versions, roles: Roles
) -> Iterator[Divergence]:
    lefts, rights = (find_speaker(" ".join(one.sentences[lang]), lang) for lang in (left, right))
    if lefts is None or rights is None:
        return
    if _is_same(lefts, rights, versions, roles):
        return
    against = right if right != versions.original else left
    yield Divergence(
        kind="attribution",
        langs=(against,),
        severity="high",
        says="",
        bead=k,
        facts={"of": left if against == right else right, left: lefts.text, right: rights.text},
        quotes={lang: quote(" ".join(one.sentences[lang])) for lang in (left, right)},
        score=0.8,
    )


def _is_same(one: Speaker, other: Speaker, versions: Versions, roles: Roles) -> bool:
    """Where both are named the names decide; else most words in common or titles of the name do."""
    if one.names and other.names:
        return bool(
            _answered(one.names, other.terms, versions)
            or _answered(other.names, one.terms, versions)
        )
    return _share_words(one.terms, other.terms, versions) or any(
        _share_words(rival.terms, _titles(speaker, roles, versions), versions)
        for speaker, rival in ((one, other), (other, one))
    )


def _answered(
    terms: Collection[Term], others: Collection[Term], versions: Versions
) -> frozenset[Term]:
    answers = Answers(sorted(others), versions.knowledge)
    return frozenset(term for term in terms if answers.find(term))


def _share_words(one: Collection[Term], other: Collection[Term], versions: Versions) -> bool:
    """Whether most of the words of the shorter description answer the other."""
    if not one or not other:
        return False
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return len(_answered(few, many, versions)) * 2 > len(few)


def _titles(speaker: Speaker, roles: Roles, versions: Versions) -> frozenset[Term]:
    """What a speaker is called by in either version, where the speaker is named."""
    known: set[Term] = set()
    for by_name in roles.values():
        names = [Term("name", name, lang) for name, lang in by_name]
        answers = Answers(names, versions.knowledge)
        for term in speaker.names:
            for found in answers.find(term) | ({term} & set(names)):
                known |= by_name[found.key, found.lang]
    return frozenset(known)
