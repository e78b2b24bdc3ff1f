"""Words that mean the same, learned from pairs of texts that are known to translate one another.

Two words are associated when they stand in the same pairs of texts far more often than chance has
it (Dunning's log-likelihood ratio, 1993), and each is the other's strongest (competitive linking,
Melamed 2000).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product

from scraper.text.lemmas import lemma
from scraper.text.lexicon import find_concepts
from scraper.text.tokens import find_tokens
from scraper.text.transliteration import cognate_stem

LEAST_PAIRS = 4  # that two words must share
SIGNIFICANT = 15.1  # the log-likelihood ratio that chance reaches once in 10,000 times
LEAST_SHARE = 0.5  # of the texts with either word, those with both (Dice)
LEAST_LETTERS = 4
MOST_WORDS = 80  # of a text, the rarest: common words cost time and are in the lexicon

Word = tuple[str, str]  # language and lemma
Associations = dict[Word, dict[Word, float]]


def unknown_words(text: str, lang: str) -> frozenset[str]:
    """The lemmas of a text that the written lexicon does not have."""
    lemmas = [lemma(token.text, lang) for token in find_tokens(text)]
    known = {
        place
        for mention in find_concepts(lemmas, lang)
        for place in range(mention.start, mention.end)
    }
    return frozenset(
        word
        for place, word in enumerate(lemmas)
        if place not in known and len(word) >= LEAST_LETTERS and not word[0].isdigit()
    )


@dataclass(slots=True)
class _Counts:
    """In how many pairs of texts words and couples of words stand."""

    pairs: int = 0
    words: Counter[Word] = field(default_factory=Counter)
    couples: Counter[tuple[Word, Word]] = field(default_factory=Counter)


Side = tuple[str, Collection[str]]  # a language and the words of a text


def learn_associations(pairs: Iterable[tuple[Side, Side]]) -> Associations:
    """The associations of all pairs of texts, in both directions, with weights from 0 to 1.

    A weight is the share of the texts with either word that have both (Dice). Each two languages
    are learned apart.
    """
    by_langs: dict[tuple[str, str], list[tuple[Side, Side]]] = {}
    for pair in pairs:
        one, other = sorted(pair, key=lambda side: side[0])
        by_langs.setdefault((one[0], other[0]), []).append((one, other))
    learned: Associations = {}
    for langs in sorted(by_langs):
        for one_word, other_word, weight in _associate(_count(by_langs[langs])):
            learned.setdefault(one_word, {})[other_word] = weight
            learned.setdefault(other_word, {})[one_word] = weight
    return learned


def log_likelihood(both: int, one: int, other: int, total: int) -> float:
    """Dunning's ratio for words in `one` and `other` of `total` pairs, `both` of them together."""
    table = (both, one - both, other - both, total - one - other + both)
    rows, columns = (one, total - one), (other, total - other)
    expected = [row * column / total for row in rows for column in columns]
    return 2 * sum(
        seen * math.log(seen / due) for seen, due in zip(table, expected, strict=True) if seen > 0
    )


def _count(pairs: list[tuple[Side, Side]]) -> _Counts:
    """Count words first, then couples of the words that are frequent enough to be learned."""
    counts = _Counts(pairs=len(pairs))
    for sides in pairs:
        counts.words.update((lang, word) for lang, words in sides for word in words)
    for sides in pairs:
        one, other = (_rarest(side, counts.words) for side in sides)
        counts.couples.update(
            couple for couple in product(one, other) if not _are_cognates(*couple)
        )
    return counts


def _rarest(side: Side, frequency: Mapping[Word, int]) -> list[Word]:
    lang, words = side
    enough = [(lang, word) for word in words if frequency[lang, word] >= LEAST_PAIRS]
    return sorted(enough, key=lambda word: (frequency[word], word))[:MOST_WORDS]


def _are_cognates(one: Word, other: Word) -> bool:
    """Whether the words meet by their stems anyway."""
    stem = cognate_stem(one[1], one[0])
    return stem != "" and stem == cognate_stem(other[1], other[0])


def _associate(counts: _Counts) -> Iterable[tuple[Word, Word, float]]:
    """The significant couples that are strongest for both of their words."""
    strength: dict[tuple[Word, Word], tuple[float, float]] = {}
    for (one, other), both in counts.couples.items():
        seen, there = counts.words[one], counts.words[other]
        dice = 2 * both / (seen + there)
        if both < LEAST_PAIRS or dice < LEAST_SHARE:
            continue
        ratio = log_likelihood(both, seen, there, counts.pairs)
        if ratio >= SIGNIFICANT:
            strength[one, other] = (ratio, dice)
    best: dict[Word, tuple[float, Word]] = {}
    for couple, (ratio, _) in sorted(strength.items()):
        for word, partner in (couple, couple[::-1]):
            if word not in best or ratio > best[word][0]:
                best[word] = (ratio, partner)
    for (one, other), (_, dice) in sorted(strength.items()):
        if best[one][1] == other and best[other][1] == one:
            yield one, other, round(dice, 3)
