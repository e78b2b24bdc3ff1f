"""The detector of statements that two versions put into different mouths."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from scraper.alignment.answers import Answers
from scraper.alignment.divergences.hearsay import is_same
from scraper.alignment.divergences.sources import find_kinds
from scraper.alignment.divergences.speakers import Speaker, find_roles, find_speaker
from scraper.alignment.divergences.telling import find_heard
from scraper.alignment.divergences.versions import Versions, quote, texts_of
from scraper.alignment.segments import Term
from scraper.items import Bead, Divergence, SentenceBead
from scraper.text.lemmas import lemma

NAMED = (0.55, 0.75, 0.85)
"""Score of a clash of which none, one or both speakers are named."""
OF_KINDS = (0.0, 0.1, 0.15)
"""What it gains where none, one or both are of a known kind; no kind is common to both."""
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
    last: dict[str, Speaker] = {}
    for k, bead in enumerate(beads):
        spoken = [_find_spoken(one, last) for one in bead.sentences]
        for left, right in combinations(texts_of(bead), 2):
            for said in _pair_up(spoken, left, right, versions, roles):
                yield _divergence(k, said, versions)


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A speaker and the text that names it."""

    speaker: Speaker
    text: str


@dataclass(frozen=True, slots=True)
class _Said:
    """Two speakers of answering sentences, or the only ones of answering blocks."""

    speakers: tuple[Speaker, Speaker]
    texts: tuple[str, str]
    is_apart: bool = False


def _find_spoken(one: SentenceBead, last: dict[str, Speaker]) -> Mapping[str, list[_Spoken]]:
    """Per language the speakers of a bead's sentences; `last` is whom he and she stand for."""
    spoken: dict[str, list[_Spoken]] = {}
    for lang, texts in one.sentences.items():
        for text in texts:
            speaker = find_speaker(text, lang, last.get(lang))
            if speaker:
                last[lang] = speaker
                spoken.setdefault(lang, []).append(_Spoken(speaker, text))
    return spoken


def _pair_up(
    spoken: Sequence[Mapping[str, list[_Spoken]]],
    left: str,
    right: str,
    versions: Versions,
    roles: Roles,
) -> Iterator[_Said]:
    """Speakers that are not the same: sentence by sentence, else the only ones of the bead."""
    pairs = [(one[left], one[right]) for one in spoken if left in one and right in one]
    is_apart = not pairs
    if is_apart:
        held = [[said for one in spoken for said in one.get(lang, ())] for lang in (left, right)]
        pairs = [(held[0], held[1])] if len(held[0]) == len(held[1]) == 1 else []
    for lefts, rights in pairs:
        same = [
            [_is_same(one.speaker, other.speaker, versions, roles) for other in rights]
            for one in lefts
        ]
        for n, m in _find_rivals(same):
            one, other = lefts[n], rights[m]
            yield _Said((one.speaker, other.speaker), (one.text, other.text), is_apart)


def _find_rivals(same: Sequence[Sequence[bool]]) -> Iterator[tuple[int, int]]:
    """The places of speakers that stand for one another and are not the same.

    As many on either side answer one another in order; else those are left that nobody answers.
    """
    height, width = len(same), len(same[0])
    if height == width:
        for n in range(height):
            if not same[n][n] and not (any(same[n]) and any(row[n] for row in same)):
                yield n, n
        return
    alone = [n for n in range(height) if not any(same[n])]
    other = [m for m in range(width) if not any(row[m] for row in same)]
    yield from zip(alone, other, strict=False)


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
    known = sum(bool(speaker.kinds) for speaker in said.speakers) if named < BOTH else 0
    score = NAMED[named] + OF_KINDS[known] - SHARED * (shares and named < BOTH) - WORDY * is_wordy
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
    kinds = [_kinds(speaker, roles, versions) for speaker in (one, other)]
    if kinds[0] & kinds[1]:
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


def _kinds(speaker: Speaker, roles: Roles, versions: Versions) -> frozenset[str]:
    """The kinds of source that a speaker is, by its words and by what its name is called by."""
    titles = _titles(speaker, roles, versions) if speaker.names else ()
    known = (find_kinds([term.key], term.lang) for term in titles)
    return speaker.kinds.union(*known)


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
