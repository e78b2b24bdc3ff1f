"""The detector of statements that two versions put into different mouths."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from scraper.alignment.answers import Answers
from scraper.alignment.divergences.hearsay import is_same
from scraper.alignment.divergences.speakers import Speaker, find_roles, find_speaker
from scraper.alignment.divergences.telling import find_heard
from scraper.alignment.divergences.versions import Versions, quote, texts_of
from scraper.alignment.segments import Term
from scraper.items import Bead, Divergence, SentenceBead
from scraper.text.lemmas import lemma

NAMED = (0.65, 0.75, 0.85)
"""Score of a clash of which none, one or both speakers are named."""
BOTH = 2
MISREAD = 0.4
"""Score where the name of one speaker stands in the other's sentence."""
SHARED = 0.1
"""What it loses where the descriptions share a word."""
APART = 0.1
"""What it loses where the sentences do not answer one another."""
WORDY = 0.2
MANY = 6
"""Telling words from which what was read off as a speaker is hardly one, and what that costs."""

Roles = Mapping[str, Mapping[tuple[str, str], frozenset[Term]]]


def find_attributions(beads: Sequence[Bead], versions: Versions) -> Iterator[Divergence]:
    """Answering sentences whose speakers share no name, no word, and no role known of a name."""
    roles = {lang: find_roles(text, lang) for lang, text in versions.texts.items()}
    for k, bead in enumerate(beads):
        for left, right in combinations(texts_of(bead), 2):
            for said in _pair_up(bead.sentences, left, right):
                if not _is_same(*said.speakers, versions, roles):
                    yield _divergence(k, said, versions)


@dataclass(frozen=True, slots=True)
class _Said:
    """Two speakers of answering sentences, or the only ones of answering blocks."""

    speakers: tuple[Speaker, Speaker]
    texts: tuple[str, str]
    is_apart: bool = False


def _pair_up(sentences: Sequence[SentenceBead], left: str, right: str) -> Iterator[_Said]:
    """The speakers to compare: sentence by sentence, else those of the whole bead."""
    held = {
        lang: [
            (n, text, speaker)
            for n, one in enumerate(sentences)
            if (text := " ".join(one.sentences.get(lang, ())))
            and (speaker := find_speaker(text, lang))
        ]
        for lang in (left, right)
    }
    pairs = [(one, other) for one in held[left] for other in held[right] if one[0] == other[0]]
    is_apart = not pairs and len(held[left]) == len(held[right]) == 1
    if is_apart:
        pairs = [(held[left][0], held[right][0])]
    for (_, text, speaker), (_, other_text, other) in pairs:
        yield _Said((speaker, other), (text, other_text), is_apart)


def _divergence(k: int, said: _Said, versions: Versions) -> Divergence:
    left, right = said.speakers
    against, of = (right, left) if right.lang != versions.original else (left, right)
    return Divergence(
        kind="attribution",
        langs=(against.lang,),
        severity="high",
        says="",
        bead=k,
        facts={"of": of.lang, left.lang: left.text, right.lang: right.text},
        quotes={
            speaker.lang: quote(text)
            for speaker, text in zip(said.speakers, said.texts, strict=True)
        },
        score=_score(said, versions),
    )


def _score(said: _Said, versions: Versions) -> float:
    """Two names are surest; a name that the other sentence has too may be misread as a speaker."""
    sides = (said.speakers, said.speakers[::-1])
    named = sum(bool(speaker.names) for speaker in said.speakers)
    if any(
        _is_heard(speaker, text, rival.lang)
        for (speaker, rival), text in zip(sides, said.texts[::-1], strict=True)
    ):
        return MISREAD
    shares = any(_answered(mine.terms, yours.terms, versions) for mine, yours in sides)
    is_wordy = any(len(speaker.terms) > MANY for speaker in said.speakers)
    score = NAMED[named] - SHARED * (shares and named < BOTH) - WORDY * is_wordy
    return round(score - APART * said.is_apart, 3)


def _is_heard(speaker: Speaker, text: str, lang: str) -> bool:
    """Whether a text has a name of the speaker's."""
    heard = find_heard(text)
    return any(is_same(name, speaker.lang, word, lang) for name in speaker.names for word in heard)


def _is_same(one: Speaker, other: Speaker, versions: Versions, roles: Roles) -> bool:
    """Where both are named the names decide; else words in common or titles of the name do."""
    if _is_heard(one, other.text, other.lang) or _is_heard(other, one.text, one.lang):
        return True
    if one.names and other.names:
        return bool(
            _answered(_named(one), other.terms, versions)
            or _answered(_named(other), one.terms, versions)
        )
    if one.is_anybody and other.is_anybody:
        return True
    return _share_words(one.terms, other.terms, versions) or any(
        _share_words(rival.terms, _titles(speaker, roles, versions), versions)
        for speaker, rival in ((one, other), (other, one))
    )


def _named(speaker: Speaker) -> frozenset[Term]:
    return frozenset(
        Term("name", lemma(name, speaker.lang), speaker.lang) for name in speaker.names
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
        for term in _named(speaker):
            for found in answers.find(term) | ({term} & set(names)):
                known |= by_name[found.key, found.lang]
    return frozenset(known)
