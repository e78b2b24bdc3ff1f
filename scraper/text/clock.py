"""Times of day that a text tells: 18:30, 18.30, 6.30 p.m., half past six, о пів на сьому."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from scraper.text.number_words import WORDS
from scraper.text.ordinals import ORDINALS
from scraper.text.units import read_unit

HALF_DAY = 720
"""Minutes after which a clock with hands shows the same."""
_HOURS = 12


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time of day in minutes after midnight, with its offsets.

    Where it may be before noon or after it, `is_sure` is false.
    """

    minutes: int
    is_sure: bool
    start: int
    end: int


_HOUR_WORDS = {
    lang: {word: int(value) for word, value in WORDS[lang].items() if value <= _HOURS}
    for lang in WORDS
}
_HOUR_WORDS["en"]["one"] = 1
_HOUR_WORDS["ru"] |= {"час": 1, "часа": 1, "часу": 1}
_HOUR_ORDINALS = {
    lang: {word: int(value) for word, value in ORDINALS[lang].items() if value <= _HOURS}
    for lang in ("uk", "ru")
}
_STEPS = (5, 10, 15, 20, 30, 40, 50)
_MINUTES = {
    lang: {word: int(value) for word, value in WORDS[lang].items() if value in _STEPS}
    for lang in WORDS
}
_ORDINAL = {
    lang: rf"(?P<o>{'|'.join(sorted(_HOUR_ORDINALS[lang], key=len, reverse=True))})"
    for lang in ("uk", "ru")
}
_CARDINAL = {
    lang: rf"(?P<c>{'|'.join(sorted(_HOUR_WORDS[lang], key=len, reverse=True))})"
    for lang in _HOUR_WORDS
}
_AMOUNT = {lang: rf"(?P<n>{'|'.join(_MINUTES[lang])}|\d{{1,2}})" for lang in _MINUTES}
_HOUR = r"(?P<h>[01]?\d|2[0-4])(?![\d:.,]\d|\d)"
_DIGITAL = r"(?P<h>[01]?\d|2[0-3]){}(?P<m>[0-5]\d)(?!\d|[:.,]\d)"
_PARTS = {
    "uk": r"(?P<p>ранку|вечора|дня|ночі|пополудні|ввечері|увечері|вранці|уранці)\b",
    "ru": r"(?P<p>утра|вечера|дня|ночи|пополудни|вечером|утром)\b",
    "en": r"(?P<p>[ap]\.?m\b\.?|in the (?:early )?(?:morning|afternoon|evening)\b|at night\b)",
}
_PART_NEXT = {lang: re.compile(rf" {part}") for lang, part in _PARTS.items()}
_LENGTHS_TOO = frozenset(("дня", "ночі", "ночи"))
"""Parts of a day that are lengths of time as well: за 2 дня, 3 ночі."""
_AT = re.compile(
    r"\b(?:об?|до|після|по|близько|з|із|від|в|к|с|около|после)\s(?:[\d:.]+\s?(?:[-–—]|до|и|і)\s?)?$"
)
_MORNING = ("a", "ранку", "вранці", "уранці", "утра", "утром", "in the morning", "in the early m")
_NIGHT = ("ночі", "ночи", "at night")
_LATE = 9
"""The hour from which a time at night is before midnight."""

_TIME = r"(?P<h>[01]?\d|2[0-4])(?:[:.](?P<m>[0-5]\d))?(?![\d:.,]\d|\d)"
_WORDED = rf"(?P<n>{'|'.join(_MINUTES['uk'])})\b(?: хвилин)?"
_UK, _RU, _EN = _ORDINAL["uk"], _ORDINAL["ru"], _CARDINAL["en"]
_PATTERNS: Mapping[str, tuple[tuple[str, int | None, str], ...]] = {
    "uk": (
        ("before", 30, rf"(?:пів|половин[іуаи]) (?:на |до )?{_UK}(?:у|ю|ої|ьої)\b"),
        ("past", 30, rf"пів (?:по|після) {_UK}(?:ій|ої|ьої)\b"),
        ("before", 45, rf"три чверті на {_UK}(?:у|ю)\b"),
        ("to", 15, rf"(?:за|без) чверт(?:ь|і) (?:до )?{_UK}(?:а|я|ої|ьої|у|ю)\b"),
        ("before", 15, rf"чверть на {_UK}(?:у|ю)\b"),
        ("past", 15, rf"чверть (?:по|після) {_UK}(?:ій|ої|ьої)\b"),
        ("to", None, rf"(?:за|без) {_AMOUNT['uk']} (?:хвилин )?{_UK}(?:а|я)\b"),
        ("before", None, rf"{_AMOUNT['uk']} хвилин на {_UK}(?:у|ю)\b"),
        ("past", None, rf"{_AMOUNT['uk']} хвилин (?:по|після) {_UK}(?:ій|ої|ьої)\b"),
        ("past", None, rf"об? {_UK}(?:ій|ой)\b(?: годин\w+)?(?: {_WORDED})?(?: {_PARTS['uk']})?"),
        ("past", None, rf"{_UK}(?:ої|ьої|ій|у|ю|а|я) (?:годин\w+ )?{_PARTS['uk']}"),
        ("past", None, rf"{_TIME} ?(?:-\w{{1,2}} )?(?:год\w*\.? )?{_PARTS['uk']}"),
        ("past", None, rf"об? {_HOUR}(?:-?(?:ій|й))?(?: год\w*)?"),
    ),
    "ru": (
        ("before", 30, rf"(?:пол|половин[еыау] ?){_RU}(?:ого|ьего)\b"),
        ("before", 15, rf"четверть {_RU}(?:ого|ьего)\b"),
        ("to", 15, rf"без четверти {_CARDINAL['ru']}\b"),
        ("to", None, rf"без {_AMOUNT['ru']} (?:минут )?{_CARDINAL['ru']}\b"),
        ("before", None, rf"{_AMOUNT['ru']} минут {_RU}(?:ого|ьего)\b"),
        ("past", None, rf"{_CARDINAL['ru']} (?:час\w* )?{_PARTS['ru']}"),
        ("past", None, rf"{_TIME} ?(?:час\w* |ч\.? )?{_PARTS['ru']}"),
        ("past", None, rf"(?:в|к) (?:{_CARDINAL['ru']}|{_HOUR}) час(?:ов|а|ам)?\b"),
    ),
    "en": (
        ("past", 30, rf"half[- ]past {_EN}\b"),
        ("past", 15, rf"(?:a )?quarter past {_EN}\b"),
        ("to", 15, rf"(?:a )?quarter to {_EN}\b"),
        ("past", None, rf"{_AMOUNT['en']} (?:minutes )?past {_EN}\b"),
        ("to", None, rf"{_AMOUNT['en']} minutes (?:to|before) {_EN}\b"),
        ("past", None, rf"(?:{_EN}|{_TIME}) ?(?:o’clock )?{_PARTS['en']}"),
        ("past", None, rf"(?:{_EN}|{_HOUR}) o’clock\b"),
        ("past", None, r"(?P<h>1?\d)(?:[:.](?P<m>[0-5]\d))?"
         r"(?=\s?(?:[-–—]|to|and|until)\s?1?\d(?:[:.][0-5]\d)?\s?[ap]\.?m\b)"),
    ),
}  # fmt: skip
_NOONS: Mapping[str, tuple[tuple[int, str], ...]] = {
    "uk": ((0, r"опівночі|півночі(?= \d)"), (HALF_DAY, r"опівдні|пополудні|до полудня|полудень")),
    "ru": ((0, r"(?:в|к|до|после|около) полно?[чн]\w+"),
           (HALF_DAY, r"(?:в|к|до|после|около) полу?д(?:ень|ня|ню)")),
    "en": ((0, r"midnight"), (HALF_DAY, r"(?:12 )?(?:noon|midday)")),
}  # fmt: skip
_BEFORE_DOTTED = {
    "uk": r"(?:об? |(?:до|з|із|від|після|близько|по) )",
    "ru": r"(?:(?:в|к|до|с|от|после|около) )",
    "en": r"(?:(?:at|by|until|before|after|from|around|till) )",
}
_COLON = re.compile(rf"(?<![\d:.,]){_DIGITAL.format(':')}")
_ROUND = 5
"""Minutes of a time with a dot are a multiple of it; those of other figures need not be."""

_UK_PARTS = ("ранку", "вечора", "дня", "ночі", "пополудні", "вечері", "вранці", "уранці")
_RU_PARTS = ("утра", "вечера", "дня", "ночи", "пополудни", "вечером", "утром")
_EN_PARTS = ("am", "pm", ".m", "in the ", "at night")
_CUES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "uk": (("пів ", "половин"), ("пів ",), ("три чверті",), ("чверт",), ("чверть на",),
           ("чверть",), ("за ", "без "), ("хвилин на",), ("хвилин п",), ("о ", "об "), _UK_PARTS,
           _UK_PARTS, ("о ", "об ")),
    "ru": (("пол",), ("четверть",), ("без четверти",), ("без ",), ("минут",), _RU_PARTS, _RU_PARTS,
           ("час",)),
    "en": (("half",), ("quarter past",), ("quarter to",), ("past",), ("minutes",), _EN_PARTS,
           ("o’clock",), ("am", "pm", ".m")),
}  # fmt: skip
"""Per pattern, strings of which one stands in every text that it may match: looked for first."""
_NOON_CUES = {"uk": ("опів", "полуд", "північ", "півн"), "ru": ("пол",), "en": ("noon", "mid")}

Read = Callable[[re.Match[str]], tuple[int, bool] | None]
Rule = tuple[re.Pattern[str], Read, tuple[str, ...]]


def find_times(text: str, lang: str) -> tuple[TimeMention, ...]:
    """The times of day of a text in order."""
    plain = text.lower() if len(text.lower()) == len(text) else text
    plain = plain.replace("'", "’").replace("ʼ", "’").replace("\u00a0", " ").replace("ё", "е")
    found: list[TimeMention] = []
    for pattern, read, cues in _rules(lang):
        if not any(cue in plain for cue in cues):
            continue
        for match in pattern.finditer(plain):
            start, end = match.span()
            if all(end <= one.start or one.end <= start for one in found):
                told = read(match)
                if told is not None:
                    found.append(_with_part(TimeMention(*told, start, end), plain, lang))
    return tuple(sorted(found, key=lambda one: one.start))


def _with_part(time: TimeMention, text: str, lang: str) -> TimeMention:
    """The time with the part of the day that follows it: о пів на восьму вечора."""
    part = None if time.is_sure or lang not in _PARTS else _PART_NEXT[lang].match(text, time.end)
    if part is None:
        return time
    minutes, is_sure = _in_day(time.minutes, part["p"], "", lang)
    return TimeMention(minutes, is_sure, time.start, part.end())


def _rules(lang: str) -> tuple[Rule, ...]:
    return _RULES.get(lang, _RULES[""])


def _make_rules(lang: str) -> Iterator[Rule]:
    cues = _CUES.get(lang, ())
    for (way, past, pattern), cue in zip(_PATTERNS.get(lang, ()), cues, strict=True):
        yield re.compile(rf"(?<![\w.,:]){pattern}"), _reader(lang, way, past), cue
    for minutes, words in _NOONS.get(lang, ()):
        yield re.compile(rf"(?<!\w)(?:{words})\b"), _always(minutes), _NOON_CUES[lang]
    if lang in _BEFORE_DOTTED:
        dotted = re.compile(rf"\b{_BEFORE_DOTTED[lang]}{_DIGITAL.format('[.]')}")
        yield dotted, _reader(lang, "dotted", None), (".",)
    yield _COLON, _reader(lang, "past", None), (":",)


def _always(minutes: int) -> Read:
    return lambda _: (minutes, True)


def _reader(lang: str, way: str, past: int | None) -> Read:
    """How a match is read: `way` is where its minutes stand to its hour."""

    def read(match: re.Match[str]) -> tuple[int, bool] | None:
        parts = match.groupdict()
        if way == "dotted" and not _is_dotted_time(match, lang):
            return None
        if parts.get("p") in _LENGTHS_TOO and not _AT.search(match.string[: match.start()]):
            return None
        hour = _hour(parts, lang)
        after = _minutes(parts, lang) if past is None else past
        minutes = hour * 60 + after
        if way == "before":
            minutes -= 60
        elif way == "to":
            minutes -= 2 * after
        return _in_day(minutes % (2 * HALF_DAY), parts.get("p") or "", parts.get("h") or "", lang)

    return read


def _is_dotted_time(match: re.Match[str], lang: str) -> bool:
    unit, _ = read_unit(match.string, match.end(), lang)
    return (
        int(match["m"]) % _ROUND == 0
        and unit is None
        and not _MULTIPLIED.match(match.string, match.end())
    )


_MULTIPLIED = re.compile(
    r"\s?(?:тис|тыс|млн|млрд|трлн|мільй|мільяр|милли|thou|mill|bill|tril|bn|m\b)"
)


def _hour(parts: Mapping[str, str | None], lang: str) -> int:
    if digits := parts.get("h"):
        return int(digits)
    if word := parts.get("c"):
        return _HOUR_WORDS[lang][word]
    return _HOUR_ORDINALS[lang][str(parts["o"])]


def _minutes(parts: Mapping[str, str | None], lang: str) -> int:
    if digits := parts.get("m"):
        return int(digits)
    amount = parts.get("n")
    if not amount:
        return 0
    return int(amount) if amount.isdigit() else _MINUTES[lang][amount]


def _in_day(minutes: int, part: str, digits: str, lang: str) -> tuple[int, bool]:
    """The time with the part of the day that it is told with."""
    clock = minutes % HALF_DAY
    if part and minutes < HALF_DAY + 60:
        is_early = part.startswith(_MORNING) or (part in _NIGHT and clock < _LATE * 60)
        return clock + HALF_DAY * (not is_early), True
    is_sure = minutes >= HALF_DAY + 60 or digits.startswith("0") or (lang != "en" and bool(digits))
    return minutes, is_sure or bool(part)


_RULES = {lang: tuple(_make_rules(lang)) for lang in ("uk", "ru", "en", "")}
