"""Dates as newsrooms write them in uk, ru and en: with month names, in figures, seen from now.

`сьогодні, 14:35` and `2 години тому` are counted from `now`, which is when the page was fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from scraper.extraction.clocks import Clock, read_clock

_MONTHS = {
    1: "січня січень січ января январь янв january jan",
    2: "лютого лютий лют февраля февраль февр фев february feb",
    3: "березня березень берез бер марта март мар march mar",
    4: "квітня квітень квіт кві апреля апрель апр april apr",
    5: "травня травень трав тра мая май may",
    6: "червня червень черв чер июня июнь июн june jun",
    7: "липня липень лип июля июль июл july jul",
    8: "серпня серпень серп сер августа август авг august aug",
    9: "вересня вересень верес вер сентября сентябрь сент сен september sept sep",
    10: "жовтня жовтень жовт жов октября октябрь окт october oct",
    11: "листопада листопад лист лис ноября ноябрь нояб ноя november nov",
    12: "грудня грудень груд гру декабря декабрь дек december dec",
}
_MONTH_OF = {name: month for month, names in _MONTHS.items() for name in names.split()}
_NAMES = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_YEAR = r"(?:[\s.,/-]+(\d{4})(?!\d))?"
_DAY_MONTH = re.compile(
    rf"(?<![\d:.])(\d{{1,2}})(?:st|nd|rd|th|-?го|-?е)?[\s.,\-/]*(?:of\s+)?\b({_NAMES})\b\.?{_YEAR}",
    re.I,
)
_MONTH_DAY = re.compile(
    rf"\b({_NAMES})\b\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.]\d){_YEAR}", re.I
)
_FIGURES = re.compile(r"(?<![\d.])(\d{1,2})([./·-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[./](\d{1,2})[./](\d{1,2})(?!\d)")
_NO_YEAR = re.compile(r"(?<![\d.:])(\d{1,2})\.(\d{2})(?![\d.:])")
_DAYS = {
    0: "сьогодні сегодня today",
    1: "вчора учора вчера yesterday",
    2: "позавчора позавчера",
}
_DAY_WORD = re.compile(
    rf"\b(?:{'|'.join(word for words in _DAYS.values() for word in words.split())})\b", re.I
)
_WEEKDAYS = (
    "понеділок понедельник monday",
    "вівторок вторник tuesday",
    "середа середу среда среду wednesday",
    "четвер четверг thursday",
    "п'ятниця п'ятницю п’ятниця п’ятницю пятница пятницу friday",
    "субота суботу суббота субботу saturday",
    "неділя неділю воскресенье sunday",
)
_WEEKDAY_OF = {name: day for day, names in enumerate(_WEEKDAYS) for name in names.split()}
_WEEKDAY = re.compile(  # alone with a time of day; in more words it may be a day to come
    rf"(?:[ву]о?\s+|on\s+)?({'|'.join(_WEEKDAY_OF)})"
    r"(?=\W+(?:(?:об?|в|у|at)\s+)?[\d:.]+\s*(?:[ap]\.?m)?\W*$)",
    re.I,
)
_BACK = {word: days for days, words in _DAYS.items() for word in words.split()}
_COUNTS = {
    "одну": 1, "один": 1, "одна": 1, "a": 1, "an": 1, "one": 1, "дві": 2, "два": 2, "две": 2,
    "two": 2, "три": 3, "three": 3, "чотири": 4, "четыре": 4, "four": 4, "п’ять": 5, "п'ять": 5,
    "пять": 5, "five": 5, "пів": 0.5, "півтори": 1.5, "полтора": 1.5, "полчаса": 0.5,
}  # fmt: skip
_UNITS = (
    ("weeks", r"тижд\w+|тижні\w*|недел\w+|weeks?"),
    ("days", r"дн[іяейюі]\w*|день|доб[аиуі]|суток|сутки|days?"),
    ("hours", r"год(?:ин\w*)?\.?|час(?:а|ов|у)?|пів\s?години|полчаса|hours?|hrs?\.?|h"),
    ("minutes", r"хв(?:илин\w*)?\.?|мин(?:ут\w*)?\.?|minutes?|mins?\.?|m"),
    ("seconds", r"сек(?:унд\w*)?\.?|seconds?|secs?\.?"),
)
_PART = re.compile(
    rf"(?:(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)})\s*)?(?<![^\W\d])"
    rf"(?:{'|'.join(f'(?P<{unit}>{names})' for unit, names in _UNITS)})",
    re.I,
)
_ANY_PART = re.sub(r"\?P<\w+>", "?:", _PART.pattern)
_AGO = re.compile(
    rf"{_ANY_PART}(?:(?:\s|,|\b(?:та|і|й|и|and)\b){{0,3}}{_ANY_PART}){{0,2}}\s+(?:тому|назад|ago)\b",
    re.I,
)
_RANK = {unit: rank for rank, (unit, _) in enumerate(_UNITS)}
_IN_DAYS = frozenset({"weeks", "days"})
_HALF = re.compile(r"пів|полч", re.I)
_JUST_NOW = re.compile(r"\s*(?:щойно|тільки що|только что|just now)\W*", re.I)
_PUBLISHED = re.compile(
    r"(?:опубліковано|опубликовано|дата публікації|дата публикации|published|posted)\b.*\d.*", re.I
)
_SURE = timedelta(hours=1)


def read_written(text: str, local: ZoneInfo, now: datetime) -> datetime | None:
    """The time that a written text states, in the zone `local`; None when it states none.

    Of a text that speaks of an update and of the publication the latter is read. Without a year it
    is the latest one that does not lie after `now`.
    """
    said = _PUBLISHED.search(text)
    for part in (said[0], text) if said else (text,):
        at = _read_ago(part, local, now) or _read_day(part, local, now)
        if at is not None:
            return at
    return None


def names_hour(text: str) -> bool:
    """Whether a text states a time of day, not only a day."""
    ago = _AGO.search(text)
    return (
        (ago is not None and not _IN_DAYS.issuperset(_units(ago[0])))
        or _JUST_NOW.fullmatch(text) is not None
        or _read_clock(text) is not None
    )


def _read_ago(text: str, local: ZoneInfo, now: datetime) -> datetime | None:
    """`2 години тому`, `2 часа 15 минут назад`, `3 дні тому, 10:00`, `щойно`."""
    match = _AGO.search(text)
    if match is None:
        return now if _JUST_NOW.fullmatch(text) else None
    back = _units(match[0])
    at = now - timedelta(**back)
    clock = _read_clock(_without(match)) if _IN_DAYS.issuperset(back) else None
    return at if clock is None else clock.on(at.astimezone(local).date(), local)


def _units(text: str) -> dict[str, float]:
    """How many of each unit back; what stands before a smaller or equal one is no part of it."""
    found: dict[str, float] = {}
    for part in reversed(list(_PART.finditer(text))):
        unit = str(part.lastgroup)
        if found and _RANK[unit] >= min(map(_RANK.__getitem__, found)):
            break
        word = (part["count"] or ("пів" if _HALF.match(part[unit]) else "a")).lower()
        found[unit] = float(word) if word.isdigit() else _COUNTS[word]
    return found


def _read_day(text: str, local: ZoneInfo, now: datetime) -> datetime | None:
    for match, needs_clock, days in _days(text, now.astimezone(local).date()):
        clock = _read_clock(_without(match))
        if clock is None and needs_clock:
            continue
        times = (_build(day, clock or Clock(), local) for day in days)
        return next((at for at in times if at is not None and at <= now + _SURE), None)
    return None


_Day = tuple[int, int, int]


def _days(text: str, today: date) -> Iterator[tuple[re.Match[str], bool, list[_Day]]]:
    """What may name the day, the surest first: whether it is one only beside a time of day, and the
    days that may be meant, the likeliest first."""
    if match := _DAY_WORD.search(text):  # in more words it is a sentence about that day
        yield match, len(text.split()) > 1, _days_back(today, _BACK[match[0].lower()])
    if match := _DAY_MONTH.search(text):
        yield match, False, _in_years(match[3], _MONTH_OF[match[2].lower()], match[1], today)
    if match := _MONTH_DAY.search(text):
        yield match, False, _in_years(match[3], _MONTH_OF[match[1].lower()], match[2], today)
    if match := _FIGURES.search(text):
        year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
        first, second = int(match[1]), int(match[3])
        american = [(year, first, second)] if match[2] == "/" else []
        yield match, False, [(year, second, first), *american]
    if match := _YEAR_FIRST.search(text):
        yield match, False, [(int(match[1]), int(match[2]), int(match[3]))]
    if match := _NO_YEAR.search(text):
        yield match, True, _in_years(None, int(match[2]), match[1], today)
    if match := _WEEKDAY.match(text):
        ago = (today.weekday() - _WEEKDAY_OF[match[1].lower()]) % 7
        yield match, True, _days_back(today, ago, ago + 7)


def _days_back(today: date, *back: int) -> list[_Day]:
    days = (today - timedelta(days=each) for each in back)
    return [(day.year, day.month, day.day) for day in days]


def _in_years(year: str | None, month: int, day: str, today: date) -> list[_Day]:
    """The day in its year; without one in this year and those before, for a day ahead and for 29
    February."""
    years = (int(year),) if year else range(today.year, today.year - 4, -1)
    return [(each, month, int(day)) for each in years]


def _without(match: re.Match[str]) -> str:
    """The text around a match."""
    return f"{match.string[: match.start()]} {match.string[match.end() :]}"


def _read_clock(text: str) -> Clock | None:
    """The time of day in a text, which no figures of a day are taken for."""
    return read_clock(_YEAR_FIRST.sub(" ", _FIGURES.sub(" ", text)))


def _build(day: _Day, clock: Clock, local: ZoneInfo) -> datetime | None:
    try:
        return clock.on(date(*day), local)
    except ValueError:
        return None
