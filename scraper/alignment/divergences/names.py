"""The detector of people, places and bodies that one version names and its answer does not."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from scraper.alignment.answers import Answers
from scraper.alignment.divergences.hearsay import is_same
from scraper.alignment.divergences.telling import Mention, find_heard, find_mentions
from scraper.alignment.divergences.versions import Versions, quote, texts_of
from scraper.alignment.segments import Term, read_segment
from scraper.items import Bead, Divergence, SentenceBead
from scraper.text.lemmas import lemma

PARTS = 3
"""Letters of the shortest part of a hyphenated name that answers for all of it."""
FEW = 2
"""Most names that a version may lack altogether. Where it lacks more, its newsroom translates names
or spells them in its own way, and one left out means nothing."""
LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class _Lost:
    """A name of one version that the answering text of another lacks."""

    lang: str
    other: str
    mention: Mention
    is_nowhere: bool
    """Whether the other version does not have it anywhere at all."""
    words: int
    """Words of the name that it is part of, where the rest of it is answered; else 0."""


def find_lost_names(beads: Sequence[Bead], versions: Versions) -> Iterator[Divergence]:
    """Names that answering sentences do not share.

    Headlines are free in what they name, and capitals in tables make no names.
    """
    found: list[tuple[int, SentenceBead, _Lost, _Lost | None]] = []
    for k, bead in enumerate(beads):
        if bead.kind in ("headline", "table"):
            continue
        around = texts_of(bead)
        for one in bead.sentences:
            for pair in combinations([lang for lang, held in one.sentences.items() if held], 2):
                found += [(k, one, *clash) for clash in _clashes(one, pair, around, versions)]
    nowhere = _count_nowhere([one for _, _, *both in found for one in both if one])
    for k, one, lost, rival in found:
        yield _divergence(k, one, lost, rival, nowhere[lost.lang, lost.other])


def _count_nowhere(every: Sequence[_Lost]) -> Counter[tuple[str, str]]:
    """How many names of one language another version lacks altogether."""
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    for lost in every:
        if lost.is_nowhere:
            names[lost.lang, lost.other].add(lost.mention.name.key)
    return Counter({langs: len(keys) for langs, keys in names.items()})


def _clashes(
    one: SentenceBead, pair: tuple[str, str], around: Mapping[str, str], versions: Versions
) -> Iterator[tuple[_Lost, _Lost | None]]:
    left, right = pair
    lefts = _lost(" ".join(one.sentences[left]), left, right, around, versions)
    rights = _lost(" ".join(one.sentences[right]), right, left, around, versions)
    for lost in list(lefts):
        rival = next((other for other in rights if _may_clash(lost, other)), None)
        if rival:
            lefts.remove(lost)
            rights.remove(rival)
            yield lost, rival
    for lost in (*lefts, *rights):
        if not lost.words:
            yield lost, None


def _may_clash(one: _Lost, other: _Lost) -> bool:
    """Names of one kind; a country may stand for a place and a title for a name."""
    kinds = {one.mention.kind, other.mention.kind}
    if "acronym" in kinds and len(kinds) > 1:
        return False
    if kinds & {"country", "region"} and len(kinds) > 1 and kinds != {"region", "name"}:
        return False
    return one.words == other.words


def _lost(
    text: str, lang: str, other: str, around: Mapping[str, str], versions: Versions
) -> list[_Lost]:
    answers = Answers(sorted(read_segment(around[other], other).terms), versions.knowledge)
    mentions = find_mentions(text, lang)
    answered = [_is_answered(one, lang, other, around, answers) for one in mentions]
    sizes = Counter(one.run for one in mentions)
    partly = {one.run for one, is_here in zip(mentions, answered, strict=True) if is_here}
    lost: dict[str, _Lost] = {}
    for one, is_here in zip(mentions, answered, strict=True):
        if is_here:
            continue
        words = sizes[one.run] if one.run in partly else 0
        nowhere = not _is_heard(one, lang, other, versions.texts[other]) and not versions.is_found(
            _term(one, lang), other
        )
        lost.setdefault(one.name.key, _Lost(lang, other, one, nowhere, words))
    return list(lost.values())


def _term(one: Mention, lang: str) -> Term:
    return Term("name", lemma(one.text, lang), lang)


def _is_answered(
    one: Mention,
    lang: str,
    other: str,
    around: Mapping[str, str],
    answers: Answers,
) -> bool:
    if one.text in around[other] or answers.find(_term(one, lang)):
        return True
    if one.kind == "acronym":
        return False
    if _is_heard(one, lang, other, around[other]):
        return True
    return _is_answered_through(one, lang, other, around, answers)


def _is_heard(one: Mention, lang: str, other: str, text: str) -> bool:
    """Whether a text has a capitalised word that sounds like the name or a part of it."""
    parts = [part for part in one.text.split("-") if len(part) >= PARTS] or [one.text]
    return any(
        is_same(part, lang, heard, other)
        for part in {one.text, *parts}
        for heard in find_heard(text)
    )


def _is_answered_through(
    one: Mention,
    lang: str,
    other: str,
    around: Mapping[str, str],
    answers: Answers,
) -> bool:
    """Whether a third version has the name, and the word it has it by is answered: Pivnichna is
    Північна, and that is Северная."""
    for third, text in around.items():
        if third in (lang, other):
            continue
        for mention in find_mentions(text, third):
            if is_same(one.text, lang, mention.text, third) and (
                answers.find(_term(mention, third))
                or _is_heard(mention, third, other, around[other])
            ):
                return True
    return False


def _divergence(
    k: int, one: SentenceBead, lost: _Lost, found: _Lost | None, others: int
) -> Divergence:
    langs = (lost.lang, lost.other)
    named = {each.lang: each.mention.text for each in (lost, found) if each}
    return Divergence(
        kind="name",
        langs=(lost.other,),
        severity="high" if found else "low",
        says="",
        bead=k,
        facts={"of": lost.lang, **named},
        quotes={lang: quote(" ".join(one.sentences[lang])) for lang in langs},
        score=round(_score(lost, found, others), 3),
    )


def _score(lost: _Lost, found: _Lost | None, others: int) -> float:
    """One name for another is surer than a name left out; so is one that is nowhere else."""
    if found:
        score = 0.6 + 0.15 * (lost.is_nowhere + found.is_nowhere)
        ordinary = lost.mention.is_ordinary + found.mention.is_ordinary
        return score - 0.2 * ordinary if others > 1 or ordinary > 1 else score
    if lost.mention.kind in ("country", "region", "acronym") or lost.mention.is_ordinary:
        return 0.4 if lost.is_nowhere else 0.2
    is_foreign = lost.lang != "en" and LATIN.match(lost.mention.text)
    return 0.65 if lost.is_nowhere and others <= FEW and not is_foreign else 0.3
