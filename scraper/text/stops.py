"""Decides whether a full stop ends a sentence or belongs to the word before it.

What the word before means comes from the lists of abbreviations; what follows decides the rest.
"""

from __future__ import annotations

import re

from scraper.text.abbreviations import (
    BY_LANG,
    NONE,
    SENTENCE_STARTERS,
    Abbreviations,
)
from scraper.text.lemmas import lemma
from scraper.text.lexicon import concepts

_BEFORE = re.compile(r"[^\s«»„“”\"()\[\]]*$")
_NUMBER = re.compile(r"(?:\d[\d.,]*|[IVXLCDM]+)(?:-?(?:го|й|му|м|х|ми))?$")
_PARTS = re.compile(r"(?:\b\w{1,3}\.\s?)+$")
_INITIALS = re.compile(r"(?:\b[A-ZА-ЯІЇЄҐЁ][a-zа-яіїєґё]?\.[\s\u00a0-]?)+$")
_INITIAL_NEXT = re.compile(r"[A-ZА-ЯІЇЄҐЁ]\.")
_SURNAME_BEFORE = re.compile(r"\b[А-ЯІЇЄҐЁ][а-яіїєґё’'-]{2,}\s$")
_WORD_BEFORE = re.compile(r"([\w’'-]+,?)\s+$")
_DATE_NEXT = re.compile(
    r"\d{1,2}\s+(?:січ|лют|бер|квіт|трав|черв|лип|серп|вер|жовт|лист|груд|янв|фев|март|апр|ма[йя]|"
    r"июн|июл|авг|сен|окт|ноя|дек)"
)
_ADVERBIAL = re.compile(
    r"(?:(?:а|і|й|та|и|но|але|нагадаємо|напомним|ще|еще|вже|уже|лише|только|тільки|также|також),?\s+)*"
    r"(?:у|в|на|з|із|с|со|до|від|от|до|протягом|упродовж|впродовж|за|к|станом на|по состоянию на|"
    r"наприкінці|в конце|на початку|в начале|кінця|влітку|взимку|навесні|восени|летом|зимой|весной|"
    r"осенью|після|после|с|між|между)\s+(?:[\w’.-]+\s+){0,3}?[\dIVXLCDM][\d–—-]*(?:-?\w{1,2})?\s*$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:(–—]\s")
_LIST_NUMBER = re.compile(r"\(?(?:\d{1,2}|[IVX]{1,4}|[a-zа-яіє])$")
_TIME_NEXT = re.compile(
    r"(?:Mon|Tues?|Wed|Thurs?|Fri|Satur|Sun|Kyiv|Moscow|Eastern|GMT|UTC|EST|EET|CET|Jan|Feb|Mar|"
    r"Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Local)"
)
_STREETS = frozenset(("st", "ave", "rd", "blvd"))
_OF_A_COUNTRY = re.compile(r"США|СРСР|СССР|Канад|Австрал")


def is_full_stop(text: str, start: int, stop: int, begins: str, lang: str) -> bool:
    """Whether the stop at an offset ends the sentence that begins at `start`.

    `begins` is the text from the next word on; it does not begin with a small letter.
    """
    found = _BEFORE.search(text[start:stop])
    word = found.group() if found else ""
    before = text[start : stop - len(word)]
    if not word:
        return True
    if _LIST_NUMBER.match(word) and before.strip(" –—-")[-1:] in ("", ":", ";"):
        return False
    lists = BY_LANG.get(lang, NONE)
    if _is_initial(word):
        return _ends_after_initial(before, word, begins, lang)
    return _ends_after_word(before, word.lower().lstrip("'’–—-"), begins, lists)


def _is_initial(word: str) -> bool:
    parts = word.split(".")
    return all(len(part) == 1 and part.isupper() for part in parts)


def _ends_after_initial(before: str, word: str, begins: str, lang: str) -> bool:
    """Initials belong to a surname, unless it stood before them; a label's letter is no initial."""
    lists = BY_LANG.get(lang, NONE)
    previous = _WORD_BEFORE.search(before)
    if word.lower() in lists.closing:
        after_comma = bool(previous and previous[1].endswith(","))
        return after_comma or begins.split()[0].rstrip(",") in SENTENCE_STARTERS
    if previous and (previous[1].lower() in lists.labels or previous[1].isdigit()):
        return True
    if word == "I" and previous and previous[1].islower():
        return True
    chain = _INITIALS.search(f"{before}{word}.")
    if chain and chain.group().count(".") > 1:
        return bool(_SURNAME_BEFORE.search(f"{before}{word}."[: chain.start()]))
    return _hides_a_surname(previous, begins, lang)


def _hides_a_surname(previous: re.Match[str] | None, begins: str, lang: str) -> bool:
    """Whether an initial stands for a surname: a first name before it, no surname behind it."""
    if not previous or not previous[1][0].isupper() or _INITIAL_NEXT.match(begins):
        return False
    after = begins.split()[0].rstrip(",.")
    if lang == "en":
        return after in SENTENCE_STARTERS
    return len(after) <= 2 or bool(concepts(lemma(after.lower(), lang), lang))


def _ends_after_word(before: str, key: str, begins: str, lists: Abbreviations) -> bool:
    whole = _whole(before, key)
    number = bool(_NUMBER.search(before.rstrip()))
    digit = begins[0].isdigit()
    if number and (key in lists.year or key in lists.after_number):
        return _ends_after_year(before, begins)
    if key in lists.closing or whole in lists.closing:
        return _ends_after_closing(before, key, begins)
    if (key in lists.before_number or whole in lists.before_number) and digit:
        return False
    if (whole != key and whole in lists.unit) or (key in lists.unit and (number or len(key) > 1)):
        return _ends_after_unit(digit, begins)
    return not (key in lists.never or whole in lists.never or key in lists.after_number)


def _whole(before: str, key: str) -> str:
    """An abbreviation of several parts in one: т. д. is т.д, к. э. н. is к.э.н."""
    parts = _PARTS.search(before)
    return f"{parts.group().lower()}{key}".replace(" ", "") if parts else key


def _ends_after_unit(digit: bool, begins: str) -> bool:
    if _OF_A_COUNTRY.match(begins):
        return False
    return not digit or bool(_DATE_NEXT.match(begins))


def _ends_after_year(before: str, begins: str) -> bool:
    """Behind a year it ends at a capital, unless the year only says when what follows happened."""
    if begins[0].isdigit():
        return bool(_DATE_NEXT.match(begins))
    clause = _CLAUSE.split(before)[-1]
    return not _ADVERBIAL.match(clause.strip(" –—-«"))


def _ends_after_closing(before: str, key: str, begins: str) -> bool:
    if key in ("a.m", "p.m"):
        return not _TIME_NEXT.match(begins) and not begins[0].isdigit()
    previous = _WORD_BEFORE.search(before)
    if key in _STREETS and previous and previous[1][0].isupper():
        return True
    return begins.split()[0].rstrip(",") in SENTENCE_STARTERS
