"""Cuts a block of Ukrainian, Russian or English news into sentences; it does not mend them.

Rules, no model: a stop ends a sentence unless the word before it is an abbreviation that needs what
follows, an initial or the number of a list, or the stop is inside a bracket or a quoted title. What
somebody is quoted with is cut like any text, so a quote of two sentences is two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scraper.text.abbreviations import REPORTING_VERBS
from scraper.text.quotation import Span, find_spans
from scraper.text.stops import is_full_stop

_STOP = re.compile(r"(?:\.{2,}|[.!?…])[.!?…]*[»”“’\"')\]*]*(?=\s|$)|\n")
_GLUED = re.compile(r"(?<=[а-яіїєґё]{3})[.!?](?=[А-ЯІЇЄҐЁ][а-яіїєґё])")
_OPENING = re.compile(r"[\s«„“\"'‘(\[*]*")
_DASH = re.compile(r"[\s]*[–—-]\s+")
_BRAND = re.compile(r"[a-z]{1,3}[A-Z]")
_LOOSE_END = re.compile(r"\b(?:and|but|or|і|й|та|а|але|и|но|да)\s?(?:\.\.\.|…)$")
_CLOSERS = "»”“’\"')]*"
_TITLE_WORDS = 5
"""Most words of a quoted title, such as a film's, that may hold a stop."""


def split_sentences(text: str, lang: str) -> tuple[str, ...]:
    """The sentences of a text, in order; with the spaces between them they give the text back."""
    cuts = list(_find_ends(text, lang))
    starts = [0, *cuts]
    pieces = (text[start:end].strip() for start, end in zip(starts, [*cuts, None], strict=True))
    return tuple(piece for piece in pieces if piece)


def _find_ends(text: str, lang: str) -> Iterator[int]:
    """Offsets behind the last character of each sentence but the last."""
    start = 0
    for end in sorted(_candidates(text)):
        if text[end - 1 : end] == "\n" or _is_end(text, start, end, lang):
            yield end
            start = end


def _candidates(text: str) -> set[int]:
    """Where stops are that no bracket and no quoted title hides."""
    hidden = [span for span in find_spans(text) if _is_inseparable(text, span)]
    ends = {match.end() for match in (*_STOP.finditer(text), *_GLUED.finditer(text))}
    return {
        end
        for end in ends
        if end < len(text) and not any(span.start < end < span.end for span in hidden)
    }


def _is_inseparable(text: str, span: Span) -> bool:
    """Whether a passage is a part of one sentence: a bracket, or a few words that name something.

    Longer quotes are cut like any text: a second sentence in somebody's mouth is a sentence.
    """
    if span.mark in "([":
        return True
    before = text[: span.start].rstrip(" –—-\u00a0")
    inside_a_sentence = bool(before) and before[-1] not in '.!?…\n:»”"'
    words = len(text[span.start : span.end].split())
    return inside_a_sentence and words <= _TITLE_WORDS


def _is_end(text: str, start: int, end: int, lang: str) -> bool:
    stop = text[:end].rstrip(_CLOSERS)
    begins = _next_word(text, end)
    if not begins or (begins[0].islower() and not _BRAND.match(begins)):
        return False
    if stop[-1:] != "." or stop.endswith(".."):
        return _ends_loudly(text, start, end, begins, lang)
    return is_full_stop(text, start, len(stop) - 1, begins, lang)


def _next_word(text: str, end: int) -> str:
    """The text from the next word on, without opening marks; a dash before it counts."""
    rest = text[end:]
    dash = _DASH.match(rest)
    rest = rest[dash.end() :] if dash else rest
    opening = _OPENING.match(rest)
    return rest[opening.end() :] if opening else rest


def _ends_loudly(text: str, start: int, end: int, begins: str, lang: str) -> bool:
    """Whether a question, a shout or an ellipsis ends it: not in a title, not before `said`."""
    if text[end - 1] not in _CLOSERS:
        return not _LOOSE_END.search(text[start:end])
    if lang == "en" and not REPORTING_VERBS.isdisjoint(_first_words(begins)):
        return False
    opened = max(text.rfind(mark, start, end - 1) for mark in "«„“\"'‘")
    quote = text[opened:end]
    at_start = not text[start:opened].strip(" –—-\u00a0")
    return at_start or text[:opened].rstrip().endswith(":") or len(quote.split()) > _TITLE_WORDS


def _first_words(begins: str) -> list[str]:
    """The words up to the next stop or comma, at most four."""
    return re.split(r"[.,;:?!]", begins, maxsplit=1)[0].split()[:4]
