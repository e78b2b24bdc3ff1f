"""The detector of people to whom the versions give one surname and different first names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from scraper.alignment.divergences.hearsay import is_same
from scraper.alignment.divergences.telling import read_first_name
from scraper.alignment.divergences.versions import Versions, quote, texts_of
from scraper.items import Bead, Divergence, SentenceBead
from scraper.text.tokens import find_tokens

SCORE = 0.9
"""Of every find: the first names are known ones that the lexicon keeps apart."""


@dataclass(frozen=True, slots=True)
class _Person:
    """A first name of the lexicon's and the capitalised word behind it."""

    first: frozenset[int]
    surname: str
    text: str


def find_given_names(beads: Sequence[Bead], versions: Versions) -> Iterator[Divergence]:
    """People of one surname whose first name answering sentences do not share.

    Where either version has the other's first name too, the two may be relatives: nothing is said.
    """
    for k, bead in enumerate(beads):
        if bead.kind in ("headline", "table"):
            continue
        around = {lang: _first_names(text, lang) for lang, text in texts_of(bead).items()}
        for one in bead.sentences:
            for left, right in combinations(
                [lang for lang, held in one.sentences.items() if held], 2
            ):
                for person, other in _pairs(one, left, right):
                    if not (person.first & around[right] or other.first & around[left]):
                        yield _divergence(k, one, {left: person.text, right: other.text})


def _pairs(one: SentenceBead, left: str, right: str) -> Iterator[tuple[_Person, _Person]]:
    """Two people of one surname; the first of that surname on the right."""
    others = list(_people(" ".join(one.sentences[right]), right))
    for person in _people(" ".join(one.sentences[left]), left):
        for other in others:
            if is_same(person.surname, left, other.surname, right):
                yield person, other
                break


def _people(text: str, lang: str) -> Iterator[_Person]:
    for name, surname in pairwise(find_tokens(text)):
        between = text[name.end : surname.start]
        if between in (" ", "\u00a0") and name.is_capitalised and surname.is_capitalised:
            first = read_first_name(name.text, lang)
            if first and not read_first_name(surname.text, lang):
                yield _Person(first, surname.text, text[name.start : surname.end])


def _first_names(text: str, lang: str) -> frozenset[int]:
    names = (
        read_first_name(token.text, lang) for token in find_tokens(text) if token.is_capitalised
    )
    return frozenset().union(*names)


def _divergence(k: int, one: SentenceBead, named: dict[str, str]) -> Divergence:
    left, right = named
    return Divergence(
        kind="name",
        langs=(right,),
        severity="high",
        says="",
        bead=k,
        facts={"of": left, **named},
        quotes={lang: quote(" ".join(one.sentences[lang])) for lang in named},
        score=SCORE,
    )
