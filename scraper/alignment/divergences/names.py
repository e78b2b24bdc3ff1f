"""The detector of people, places and bodies that one version names and its answer does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from scraper.alignment.answers import Answers
from scraper.alignment.divergences.telling import find_telling_names, rank_place, share_root
from scraper.alignment.divergences.versions import (
    Versions,
    quote,
    texts_of,
)
from scraper.alignment.segments import Term, read_segment
from scraper.items import Bead, Divergence, SentenceBead
from scraper.text.lemmas import lemma
from scraper.text.names import Name


@dataclass(frozen=True, slots=True)
class _Lost:
    """A name of one version that the answering text of another lacks."""

    lang: str
    other: str
    name: Name
    is_nowhere: bool
    """Whether the other version does not have it anywhere at all."""

    @property
    def place(self) -> str:
        return rank_place(self.name.text, self.lang)


def find_lost_names(beads: Sequence[Bead], versions: Versions) -> Iterator[Divergence]:
    """Names that answering sentences do not share.

    Headlines are free in what they name, and capitals in tables make no names.
    """
    for k, bead in enumerate(beads):
        if bead.kind in ("headline", "table"):
            continue
        around = texts_of(bead)
        for one in bead.sentences:
            for pair in combinations([lang for lang, found in one.sentences.items() if found], 2):
                yield from _clashes(k, one, pair, around, versions)


def _clashes(
    k: int, one: SentenceBead, pair: tuple[str, str], around: Mapping[str, str], versions: Versions
) -> Iterator[Divergence]:
    left, right = pair
    lefts = _lost("\n".join(one.sentences[left]), left, around[right], right, versions)
    rights = _lost("\n".join(one.sentences[right]), right, around[left], left, versions)
    for lost in list(lefts):
        rival = next((other for other in rights if other.place == lost.place), None)
        if rival:
            lefts.remove(lost)
            rights.remove(rival)
            yield _divergence(k, one, lost, rival)
    for lost in (*lefts, *rights):
        yield _divergence(k, one, lost, None)


def _lost(text: str, lang: str, around: str, other: str, versions: Versions) -> list[_Lost]:
    answers = Answers(sorted(read_segment(around, other).terms), versions.knowledge)
    here = {name.key for name in find_telling_names(around, other)}
    lost: dict[str, _Lost] = {}
    for name in find_telling_names(text, lang):
        term = Term("name", lemma(name.text, lang), lang)
        if name.text in around or answers.find(term):
            continue
        if not any(share_root(name.key, key) for key in here):
            nowhere = not versions.is_found(term, other)
            lost.setdefault(name.key, _Lost(lang, other, name, nowhere))
    return list(lost.values())


def _divergence(k: int, one: SentenceBead, lost: _Lost, found: _Lost | None) -> Divergence:
    langs = (lost.lang, lost.other)
    return Divergence(
        kind="name",
        langs=(lost.other,),
        severity="high" if found else "low",
        says="",
        bead=k,
        facts={"of": lost.lang, **{one.lang: one.name.text for one in (lost, found) if one}},
        quotes={lang: quote(" ".join(one.sentences[lang])) for lang in langs},
        score=round(_score(lost, found), 3),
    )


def _score(lost: _Lost, found: _Lost | None) -> float:
    """One name for another is surer than a name left out; so is one that is nowhere else."""
    if found:
        return 0.6 + 0.15 * lost.is_nowhere + 0.15 * found.is_nowhere
    if lost.place:
        return 0.4 if lost.is_nowhere else 0.2
    return 0.65 if lost.is_nowhere else 0.3
