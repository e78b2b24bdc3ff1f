"""A divergence as people read it: its sentence, the quotes, and in them the words that part."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scraper.alignment.divergences.wording import give_reasons, say
from scraper.items import Divergence, DivergenceKind
from scraper.service.reader.context import Context
from scraper.service.reader.pieces import Part, cut, find_marks
from scraper.service.reader.texts import plain

WORDED: tuple[DivergenceKind, ...] = ("number", "name", "attribution", "headline")
"""Kinds whose reasons name words of the versions; others name places or count."""

SHORT = 60
"""Characters up to which a whole quote counts as the words that part."""

_WORDS = re.compile(r"([a-z]{2,3}): (.+)", re.DOTALL)
"""How the reasons of a divergence name the words of a version that part."""


@dataclass(frozen=True, slots=True)
class Quote:
    """What one version says there: in parts, those that differ marked with the kind."""

    lang: str
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The quote as it stands."""
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A divergence where it stands; `number` is its place in the record.

    `words` are the words of each version that part, `because` the other reasons, in one text;
    `lang` is the language of this text and of `says`.
    """

    number: int
    divergence: Divergence
    says: str
    lang: str
    quotes: tuple[Quote, ...]
    words: tuple[tuple[str, str], ...]
    because: str


def make_note(context: Context, site: str, number: int, divergence: Divergence) -> Note:
    """A divergence with its quotes in the order of the site's editions."""
    quotes = {lang: plain(text) for lang, text in divergence.quotes.items() if text}
    lang, says, told = _tell(divergence, context.words.lang)
    words, reasons = _part_reasons(told, quotes, divergence.kind)
    langs = context.order(site, tuple({**quotes, **words}))
    return Note(
        number=number,
        divergence=divergence,
        says=plain(says),
        lang=lang,
        quotes=tuple(
            _quote(divergence, one, quotes[one], words.get(one, ()))
            for one in langs
            if one in quotes
        ),
        words=tuple((one, text) for one in langs for text in words.get(one, ())),
        because="; ".join(reasons),
    )


def _tell(divergence: Divergence, lang: str) -> tuple[str, str, tuple[str, ...]]:
    """The language, sentence and reasons; English ones for what was published without facts."""
    if divergence.facts:
        try:
            return lang, say(divergence, lang), give_reasons(divergence, lang)
        except (KeyError, ValueError):  # facts of another version of this program
            pass
    return "en", divergence.says, divergence.because


def _part_reasons(
    told: Sequence[str], quotes: Mapping[str, str], kind: DivergenceKind
) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """The words that part by language, and the reasons that name none.

    Of what a version lacks the whole quote parts, however long; what moved parts nowhere.
    """
    worded = kind in WORDED
    words: dict[str, tuple[str, ...]] = {}
    reasons = []
    for reason in map(plain, told):
        lang, text = _named_words(reason, quotes) if worded else (None, reason)
        if lang is None:
            reasons.append(reason)
        else:
            words[lang] = (*words.get(lang, ()), text)
    if not words and kind != "moved":
        longest = None if kind == "missing" else SHORT
        words = {lang: (text,) for lang, text in quotes.items() if text == text[:longest]}
    return words, reasons


def _named_words(reason: str, quotes: Mapping[str, str]) -> tuple[str | None, str]:
    """The language and words that a reason names: `uk: 1 430`, or words of one quote alone."""
    match = _WORDS.fullmatch(reason)
    if match and match[1] in quotes:
        return match[1], match[2]
    having = [lang for lang, text in quotes.items() if reason and reason in text]
    return (having[0], reason) if len(having) == 1 else (None, reason)


def _quote(divergence: Divergence, lang: str, text: str, words: Sequence[str]) -> Quote:
    marks = find_marks(text, [(divergence.kind, one) for one in words if one != text])
    return Quote(lang, tuple(part for piece in cut(text, (), marks) for part in piece.parts))
