"""Blocks and sentences that one version lacks: its tail cut, something dropped, something added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scraper.alignment.divergences.versions import Versions, quote
from scraper.items import Bead, Divergence, SentenceBead, Severity

FOUND_ELSEWHERE = 0.8
"""Share of a text's telling words in the other version from which it is said there elsewhere."""
ENOUGH = 5
"""Telling words of which not one must be found for a sentence to be missing despite its bead."""
SWALLOWED = 0.65
"""Score of such a sentence."""
LONG = 400
"""Characters from which a missing block is of high severity."""


def find_missing(beads: Sequence[Bead], versions: Versions) -> Iterator[Divergence]:
    """Every block without an answer, then every sentence without one inside answered blocks."""
    last = {
        lang: max((k for k, bead in enumerate(beads) if lang in bead.blocks), default=-1)
        for lang in versions.langs
    }
    for k, bead in enumerate(beads):
        if not bead.blocks:
            continue
        lacking = tuple(lang for lang in versions.langs if lang not in bead.blocks)
        if lacking:
            yield _missing_block(k, bead, lacking, last, versions)
        if len(bead.blocks) > 1:
            yield from _missing_sentences(k, bead, versions)
            yield from _swallowed_sentences(k, bead, versions)


def _missing_block(
    k: int, bead: Bead, lacking: tuple[str, ...], last: Mapping[str, int], versions: Versions
) -> Divergence:
    holders = tuple(bead.blocks)
    texts = {lang: _text(bead, lang) for lang in holders}
    how = _how(holders, lacking, versions, is_tail=all(last[lang] < k for lang in lacking))
    size = max(len(text) for text in texts.values())
    severity: Severity = "low" if bead.kind == "heading" or how == "added" else "medium"
    if severity == "medium" and size >= LONG:
        severity = "high"
    place = {"place": str(bead.blocks[holders[0]][0] + 1)}
    score = _score(bead.score, texts, lacking, versions)
    facts = {"how": how, "what": bead.kind, **place, **_found(texts, lacking, versions)}
    return _missing(k, texts, lacking, severity, facts, score)


def _missing(
    k: int,
    texts: Mapping[str, str],
    lacking: tuple[str, ...],
    severity: Severity,
    facts: Mapping[str, str],
    score: float,
) -> Divergence:
    """What the versions in `texts` have and the `lacking` ones do not."""
    return Divergence(
        kind="missing",
        langs=lacking,
        severity=severity,
        says="",
        bead=k,
        facts={"of": " ".join(texts), **facts},
        quotes={lang: quote(text) for lang, text in texts.items()},
        score=score,
    )


def _missing_sentence(
    k: int,
    texts: Mapping[str, str],
    lacking: tuple[str, ...],
    versions: Versions,
    score: float,
    *,
    is_tail: bool = False,
) -> Divergence:
    how = _how(tuple(texts), lacking, versions, is_tail=is_tail)
    facts = {"how": how, "what": "sentence", **_found(texts, lacking, versions)}
    return _missing(k, texts, lacking, "low" if how == "added" else "medium", facts, score)


def _missing_sentences(k: int, bead: Bead, versions: Versions) -> Iterator[Divergence]:
    for one in bead.sentences:
        holders = tuple(lang for lang, found in one.sentences.items() if found)
        lacking = tuple(lang for lang in bead.blocks if lang not in holders)
        if not lacking or not holders:
            continue
        texts = {lang: " ".join(one.sentences[lang]) for lang in holders}
        score = _score(one.score, texts, lacking, versions)
        is_tail = _is_tail(one, bead, lacking)
        yield _missing_sentence(k, texts, lacking, versions, score, is_tail=is_tail)


def _swallowed_sentences(k: int, bead: Bead, versions: Versions) -> Iterator[Divergence]:
    """Sentences that share a bead with others, and of which another version has no word at all."""
    for one in bead.sentences:
        for lang, texts in one.sentences.items():
            for text in texts if len(texts) > 1 else ():
                lacking = tuple(
                    other
                    for other, answer in one.sentences.items()
                    if answer
                    and other != lang
                    and _fits_without(text, texts, answer)
                    and _is_nowhere(text, lang, other, versions)
                )
                if lacking:
                    yield _missing_sentence(k, {lang: text}, lacking, versions, SWALLOWED)


def _fits_without(text: str, texts: Sequence[str], answer: Sequence[str]) -> bool:
    """Whether an answer is nearer in length to what answers it without one of its sentences."""
    whole, other = sum(map(len, texts)), sum(map(len, answer))
    rest = whole - len(text)
    return max(rest, other) * min(whole, other) < max(whole, other) * min(rest, other)


def _is_nowhere(text: str, lang: str, other: str, versions: Versions) -> bool:
    found, count = versions.share_found(text, lang, other)
    return found == 0 and count >= ENOUGH


def _is_tail(one: SentenceBead, bead: Bead, lacking: Sequence[str]) -> bool:
    after = bead.sentences[bead.sentences.index(one) + 1 :]
    return not any(later.sentences.get(lang) for later in after for lang in lacking)


def _text(bead: Bead, lang: str) -> str:
    return " ".join(text for one in bead.sentences for text in one.sentences.get(lang, ()))


def _how(
    holders: Sequence[str], lacking: Sequence[str], versions: Versions, *, is_tail: bool
) -> str:
    """Added where only one version has it and that is not the first; else cut off or dropped."""
    if len(holders) == 1 and versions.original in lacking:
        return "added"
    return "cut off" if is_tail else "dropped"


def _shares(
    texts: Mapping[str, str], lacking: Sequence[str], versions: Versions
) -> Iterator[tuple[str, int, int]]:
    for lang, text in texts.items():
        for other in lacking:
            yield other, *versions.share_found(text, lang, other)


def _found(
    texts: Mapping[str, str], lacking: Sequence[str], versions: Versions
) -> Mapping[str, str]:
    """Per lacking version, how many of a text's telling words it has anywhere: `3/14`."""
    shares = sorted(_shares(texts, lacking, versions))
    return {other: f"{found}/{count}" for other, found, count in shares if count}


def _score(
    score: float, texts: Mapping[str, str], lacking: Sequence[str], versions: Versions
) -> float:
    """The bead's probability, less what speaks for the text being said elsewhere."""
    shares = [found / count for _, found, count in _shares(texts, lacking, versions) if count]
    elsewhere = max(shares, default=0.0)
    if elsewhere < FOUND_ELSEWHERE:
        return round(score, 3)
    return round(score * (1 - elsewhere) / (1 - FOUND_ELSEWHERE), 3)
