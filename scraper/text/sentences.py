"""Cuts a block of Ukrainian, Russian or English news into sentences; it does not mend them.

Rules, no model: a stop ends a sentence unless the word before it is an abbreviation that needs what
follows, an initial or the number of a list, or the stop is inside a bracket or a quoted title. What
somebody is quoted with is cut like any text, so a quote of two sentences is two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scraper.text.abbreviations import BY_LANG, NONE, REPORTING_VERBS, SENTENCE_STARTERS
from scraper.text.quotation import Span, find_spans

_STOP = re.compile(r"(?:\.{2,}|[.!?…])[.!?…]*(?P<closers>[»”“’\"')\]]*)(?=\s|$)|\n")
_GLUED = re.compile(r"(?<=[а-яіїєґё]{3})[.!?](?=[А-ЯІЇЄҐЁ][а-яіїєґё])")
_BEFORE = re.compile(r"[^\s«»„“”\"()\[\]]*$")
_NEXT = re.compile(r"[\s«„“\"'‘(\[]*")
_DASH = re.compile(r"[\s]*[–—-]\s+")
_NUMBER = re.compile(r"(?:\d[\d.,]*|[IVXLCDM]+)(?:-?(?:го|й|му|м|х))?$")
_TWO_PARTS = re.compile(r"(\b\w{1,3}\.)\s?$")
_INITIALS = re.compile(r"(?:\b[A-ZА-ЯІЇЄҐЁ][a-zа-яіїєґё]?\.[\s\u00a0-]?)+$")
_SURNAME_BEFORE = re.compile(r"\b[А-ЯІЇЄҐЁ][а-яіїєґё’'-]{2,}\s$")
_LABEL_BEFORE = re.compile(r"([\w’'-]+)\s+$")
_DATE_NEXT = re.compile(
    r"\d{1,2}\s+(?:січ|лют|бер|квіт|трав|черв|лип|серп|вер|жовт|лист|груд|янв|фев|март|апр|ма[йя]|"
    r"июн|июл|авг|сен|окт|ноя|дек)"
)
_ADVERBIAL = re.compile(
    r"(?:(?:а|і|й|та|и|но|але|нагадаємо|напомним|ще|еще|вже|уже|лише|только|тільки|также|також),?\s+)*"
    r"(?:у|в|на|з|із|с|со|до|від|от|до|протягом|упродовж|впродовж|за|к|станом на|по состоянию на|"
    r"наприкінці|в конце|на початку|в начале|кінця|влітку|взимку|навесні|восени|летом|зимой|весной|"
    r"осенью|після|после|с|між|между)\s+(?:[\w’-]+\s+){0,3}?[\dIVXLCDM][\d–—-]*(?:-?\w{1,2})?\s*$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:(–—]\s")
_LIST_NUMBER = re.compile(r"\(?(?:\d{1,2}|[IVX]{1,4}|[a-zа-яіє])$")
_TIME_NEXT = re.compile(
    r"(?:Mon|Tues?|Wed|Thurs?|Fri|Satur|Sun|Kyiv|Moscow|Eastern|GMT|UTC|EST|EET|CET|Jan|Feb|Mar|"
    r"Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Local)"
)
_TITLE_WORDS = 5
"""Most words of a quoted title, such as a film's, that may end in a question mark."""


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
    stop = text[:end].rstrip("»”“’\"')]")
    begins = _next_word(text, end)
    if not begins or begins[0].islower():
        return False
    if stop[-1:] != "." or stop.endswith(".."):
        return _ends_loudly(text, start, end, begins, lang)
    return _ends_with_full_stop(text, start, len(stop) - 1, begins, lang)


def _next_word(text: str, end: int) -> str:
    """The text from the next word on, without opening marks; a dash before it counts."""
    rest = text[end:]
    dash = _DASH.match(rest)
    rest = rest[dash.end() :] if dash else rest
    opening = _NEXT.match(rest)
    return rest[opening.end() :] if opening else rest


def _ends_loudly(text: str, start: int, end: int, begins: str, lang: str) -> bool:
    """Whether a question, a shout or an ellipsis ends it: not in a title, not before `said`."""
    closed = text[end - 1] in "»”“\"'’"
    if not closed:
        return True
    if lang == "en" and not REPORTING_VERBS.isdisjoint(_first_words(begins)):
        return False
    opened = max(text.rfind(mark, start, end - 1) for mark in "«„“\"'‘")
    quote = text[opened:end]
    at_start = not text[start:opened].strip(" –—-\u00a0")
    return at_start or text[:opened].rstrip().endswith(":") or len(quote.split()) > _TITLE_WORDS


def _first_words(begins: str) -> list[str]:
    """The words up to the next stop or comma, at most four."""
    return re.split(r"[.,;:?!]", begins, maxsplit=1)[0].split()[:4]


def _ends_with_full_stop(text: str, start: int, stop: int, begins: str, lang: str) -> bool:
    found = _BEFORE.search(text[start:stop])
    word = found.group() if found else ""
    before = text[start : stop - len(word)]
    key = word.lower().lstrip("'’–—-")
    if not word:
        return True
    if _LIST_NUMBER.match(word) and before.strip(" –—-")[-1:] in ("", ":", ";"):
        return False
    if _is_initial(word):
        return _ends_after_initial(before, word, begins, lang)
    return _ends_after_word(before, key, begins, lang)


def _is_initial(word: str) -> bool:
    parts = word.split(".")
    return all(len(part) == 1 and part.isupper() for part in parts)


def _ends_after_initial(before: str, word: str, begins: str, lang: str) -> bool:
    """Initials belong to a surname, unless it stood before them; a label's letter is no initial."""
    lists = BY_LANG.get(lang, NONE)
    if word.lower() in lists.closing:
        return begins.split()[0].rstrip(",") in SENTENCE_STARTERS
    label = _LABEL_BEFORE.search(before)
    if label and (label[1].lower() in lists.labels or label[1].isdigit()):
        return True
    chain = _INITIALS.search(f"{before}{word}.")
    if chain and chain.group().count(".") > 1:
        return bool(_SURNAME_BEFORE.search(f"{before}{word}."[: chain.start()]))
    return False


def _ends_after_word(before: str, key: str, begins: str, lang: str) -> bool:
    lists = BY_LANG.get(lang, NONE)
    pair = _pair(before, key)
    number = bool(_NUMBER.search(before.rstrip()))
    digit = begins[0].isdigit()
    if number and (key in lists.year or key in lists.after_number):
        return _ends_after_year(before, begins)
    if key in lists.closing or pair in lists.closing:
        return _ends_after_closing(key, begins)
    if (key in lists.before_number or pair in lists.before_number) and digit:
        return False
    if (pair != key and pair in lists.unit) or (key in lists.unit and (number or len(key) > 1)):
        return not digit or bool(_DATE_NEXT.match(begins))
    return not (key in lists.never or pair in lists.never or key in lists.after_number)


def _pair(before: str, key: str) -> str:
    """The abbreviation with the one before it, for those of two parts: т. д. is т.д."""
    part = _TWO_PARTS.search(before)
    return f"{part[1].lower()}{key}" if part else key


def _ends_after_year(before: str, begins: str) -> bool:
    """Behind a year it ends at a capital, unless the year only says when what follows happened."""
    if begins[0].isdigit():
        return bool(_DATE_NEXT.match(begins))
    clause = _CLAUSE.split(before)[-1]
    return not _ADVERBIAL.match(clause.strip(" –—-«"))


def _ends_after_closing(key: str, begins: str) -> bool:
    if key in ("a.m", "p.m"):
        return not _TIME_NEXT.match(begins) and not begins[0].isdigit()
    return begins.split()[0].rstrip(",") in SENTENCE_STARTERS
