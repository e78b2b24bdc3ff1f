"""The detector of statements that two versions put into different mouths."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

from scraper.alignment.answers import Answers
from scraper.alignment.divergences.speakers import Speaker, find_roles, find_speaker
from scraper.alignment.divergences.versions import Versions, begin, name_version, quote
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
    if _is_shared(lefts.terms, rights.terms, versions) or _is_same_by_role(
        lefts, rights, versions, roles
    ):
        return
    yield Divergence(
        kind="attribution",
        langs=(right,) if right != versions.original else (left,),
        severity="high",
        says=begin(
            f"{name_version(left)} ascribes it to {lefts.text!r}, "
            f"{name_version(right)} to {rights.text!r}."
        ),
        bead=k,
        quotes={lang: quote(" ".join(one.sentences[lang])) for lang in (left, right)},
        because=(f"{left}: {lefts.text}", f"{right}: {rights.text}"),
        score=0.8,
    )


def _is_shared(one: Collection[Term], other: Collection[Term], versions: Versions) -> bool:
    answers = Answers(sorted(other), versions.knowledge)
    return any(answers.find(term) for term in one)


def _is_same_by_role(one: Speaker, other: Speaker, versions: Versions, roles: Roles) -> bool:
    """Whether one speaker's name goes, in either version, with what the other is called by."""
    for speaker, rival in ((one, other), (other, one)):
        known: set[Term] = set()
        for by_name in roles.values():
            names = [Term("name", name, lang) for name, lang in by_name]
            answers = Answers(names, versions.knowledge)
            for term in speaker.terms:
                for found in answers.find(term) | ({term} & set(names)):
                    known |= by_name[found.key, found.lang]
        if known and _is_shared(known, rival.terms, versions):
            return True
    return False
