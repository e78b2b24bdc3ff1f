"""Which terms of two texts may answer one another.

Equal figures and marks, words of one meaning by the lexicon or by what was learned, and words that
sound alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from scraper.alignment.segments import Term
from scraper.alignment.sounds import sound_of
from scraper.text.knowledge import Knowledge
from scraper.text.lexicon import concepts
from scraper.text.names import name_keys

COGNATE = 0.86
"""Least Jaro-Winkler likeness of the sounds of two words that count as one word."""

SURE = 0.2
"""Least weight of a learned translation that counts."""

SHORTEST_KEY = 3
"""Least consonants by which names are told apart."""

_NO_KNOWLEDGE = Knowledge()


class Answers:
    """Looks up the terms of one text that may answer a term of another language."""

    def __init__(self, terms: Collection[Term], knowledge: Knowledge | None = None) -> None:
        """Index the terms of the text that is to answer."""
        self._knowledge = knowledge or _NO_KNOWLEDGE
        self._exact = set(terms)
        self._words: dict[tuple[str, str], list[Term]] = defaultdict(list)
        self._meanings: dict[int, list[Term]] = defaultdict(list)
        self._names: dict[str, list[Term]] = defaultdict(list)
        self._sounds: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for term in terms:
            if term.kind not in ("number", "mark"):
                self._add(term)

    def _add(self, term: Term) -> None:
        self._words[term.lang, term.key].append(term)
        for concept in concepts(term.key, term.lang):
            self._meanings[concept].append(term)
        sound = sound_of(term.key, term.lang)
        self._sounds[sound[:1]][sound].append(term)
        for key in _keys(term):
            self._names[key].append(term)

    def find(self, term: Term) -> frozenset[Term]:
        """What may answer a term."""
        if term.kind in ("number", "mark"):
            return frozenset({term} & self._exact)
        return frozenset(
            (*self._of_meaning(term), *self._of_knowledge(term), *self._of_sound(term))
        )

    def _of_meaning(self, term: Term) -> Iterator[Term]:
        for concept in concepts(term.key, term.lang):
            yield from self._meanings.get(concept, ())

    def _of_knowledge(self, term: Term) -> Iterator[Term]:
        learned: Mapping[tuple[str, str], float] = self._knowledge.associations.get(
            (term.lang, term.key), {}
        )
        for word, weight in learned.items():
            if weight >= SURE:
                yield from self._words.get(word, ())

    def _of_sound(self, term: Term) -> Iterator[Term]:
        sound = sound_of(term.key, term.lang)
        alike: dict[str, list[Term]] = self._sounds.get(sound[:1], {})
        found = process.extract(
            sound,
            alike.keys(),
            scorer=JaroWinkler.similarity,
            processor=None,
            score_cutoff=COGNATE,
            limit=None,
        )
        for other, _, _ in found:
            yield from alike[other]
        for key in _keys(term):
            yield from (other for other in self._names.get(key, ()) if _is_name(term, other))


def _keys(term: Term) -> Iterable[str]:
    """How a name sounds without its case ending; keys of one or two consonants prove nothing."""
    keys = name_keys(term.key, term.lang)
    return (key for key in keys if len(key) >= SHORTEST_KEY and key[0] not in "=+")


def _is_name(one: Term, other: Term) -> bool:
    return "name" in (one.kind, other.kind)
