"""Dates as newsrooms write them in uk, ru and en: with month names, in figures, seen from now.

`сьогодні, 14:35` and `2 години тому` are counted from `now`, which is when the page was fetched.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Clock = tuple[int, int, int]

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
_FIGURES = re.compile(r"(?<![\d.])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[./](\d{1,2})[./](\d{1,2})(?!\d)")
_NO_YEAR = re.compile(r"(?<![\d.:])(\d{1,2})\.(\d{2})(?![\d.:])")
_CLOCK = re.compile(
    r"(?<![\d.:])([01]?\d|2[0-3]|24(?=[:.]00))[:.]([0-5]\d)(?::([0-5]\d))?(?![\d.])"
    r"(?:\s*([ap])\.?\s?m\b)?",
    re.I,
)
_HOUR = re.compile(r"(?<![\d.:])(1[0-2]|[1-9])\s*([ap])\.?m\b", re.I)
_DAYS = {
    0: "сьогодні сегодня today",
    1: "вчора учора вчера yesterday",
    2: "позавчора позавчера",
}
_DAY_WORD = re.compile(
    rf"\b(?:{'|'.join(word for words in _DAYS.values() for word in words.split())})\b", re.I
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
_AGO = re.compile(
    rf"(?:(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)})\s*)?(?<![^\W\d])"
    rf"(?:{'|'.join(f'(?P<{unit}>{names})' for unit, names in _UNITS)})"
    r"\s+(?:тому|назад|ago)\b",
    re.I,
)
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
        at = _read_ago(part, now) or _read_day(part, local, now)
        if at is not None:
            return at
    return None


def names_hour(text: str) -> bool:
    """Whether a text states a time of day, not only a day."""
    return _read_clock(text) is not None or _is_close(text)


def _is_close(text: str) -> bool:
    match = _AGO.search(text)
    short = match is not None and any(match[unit] for unit in ("hours", "minutes", "seconds"))
    return short or _JUST_NOW.fullmatch(text) is not None


def _read_ago(text: str, now: datetime) -> datetime | None:
    """`2 години тому`, `an hour ago`, `щойно`."""
    match = _AGO.search(text)
    if match is None:
        return now if _JUST_NOW.fullmatch(text) else None
    unit = next(unit for unit, _ in _UNITS if match[unit])
    word = match["count"] or ("пів" if match[unit].lower().startswith(("пів", "полч")) else "a")
    count = float(word) if word.isdigit() else _COUNTS[word.lower()]
    return now - timedelta(**{unit: count})


def _read_day(text: str, local: ZoneInfo, now: datetime) -> datetime | None:
    clock = _read_clock(text)
    match = _DAY_WORD.search(text)
    if match and (clock is not None or len(text.split()) == 1):  # else it is a sentence about it
        day = now.astimezone(local).date() - timedelta(days=_BACK[match[0].lower()])
        return _build(day.year, day.month, day.day, clock, local)
    for year, month, number in _days(text, has_clock=clock is not None):
        at = (
            _build(year, month, number, clock, local)
            if year is not None
            else _latest(month, number, clock, local, now)
        )
        if at is not None:
            return at
    return None


def _days(text: str, *, has_clock: bool) -> list[tuple[int | None, int, int]]:
    """Year, month and day as they may be meant, the likeliest first."""
    if match := _DAY_MONTH.search(text):
        return [(_number(match[3]), _MONTH_OF[match[2].lower()], int(match[1]))]
    if match := _MONTH_DAY.search(text):
        return [(_number(match[3]), _MONTH_OF[match[1].lower()], int(match[2]))]
    if match := _FIGURES.search(text):
        year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
        first, second = int(match[1]), int(match[3])
        return [(year, second, first), *([(year, first, second)] if match[2] == "/" else ())]
    if match := _YEAR_FIRST.search(text):
        return [(int(match[1]), int(match[2]), int(match[3]))]
    found = _NO_YEAR.search(text) if has_clock else None
    return [(None, int(found[2]), int(found[1]))] if found else []


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _read_clock(text: str) -> Clock | None:
    text = _YEAR_FIRST.sub(" ", _FIGURES.sub(" ", text))
    found = sorted(_CLOCK.finditer(text), key=lambda match: ":" not in match[0])
    match = next(iter(found), None)  # 17.11 may be a day, 10:05 never is
    if match is None:
        hour = _HOUR.search(text)
        return (_hour(hour[1], hour[2]), 0, 0) if hour else None
    return _hour(match[1], match[4]), int(match[2]), int(match[3] or 0)


def _hour(figures: str, half: str | None) -> int:
    """The hour of a day; 24 is its end, the next day's first."""
    hour = int(figures)
    return hour % 12 + (12 if half.lower() == "p" else 0) if half else hour


def _latest(
    month: int, day: int, clock: Clock | None, local: ZoneInfo, now: datetime
) -> datetime | None:
    """The day in this year, or in an earlier one when it would be in the future or is none (29
    February)."""
    this_year = now.astimezone(local).year
    for year in range(this_year, this_year - 4, -1):
        at = _build(year, month, day, clock, local)
        if at is not None and at <= now + _SURE:
            return at
    return None


def _build(
    year: int, month: int, day: int, clock: Clock | None, local: ZoneInfo
) -> datetime | None:
    hour, minute, second = clock or (0, 0, 0)
    try:
        on = date(year, month, day) + timedelta(days=hour // 24)
        return datetime.combine(on, time(hour % 24, minute, second), local)
    except (ValueError, OverflowError):
        return None
