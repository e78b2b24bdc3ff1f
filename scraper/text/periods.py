"""Parts of the calendar that a text names without a date: Friday, the 1990s, XXI століття."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from scraper.text.dates import MONTHS
from scraper.text.number_words import WORDS
from scraper.text.ordinals import ORDINAL_ENDINGS_IN_WORDS, ORDINALS

Unit = Literal["weekday", "month of year", "season", "relative day", "decade of", "century of",
               "each", "roman"]  # fmt: skip
SHORTEST_MONTH = 4
"""Letters of the shortest form of a month that is no abbreviation; May is one."""


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A part of the calendar with its offsets: the fifth weekday, the third month, decade 90."""

    value: int
    unit: Unit
    start: int
    end: int


_WEEKDAYS = {
    "uk": (r"понеділ(?:ок|ка|ку|ком|ки|кам|ками|ках)|вівтор(?:ок|ка|ку|ком|ки|ках)|"
           r"серед(?:а|у|и|і|ою|ам|ах)|четвер(?:г|га|гу|гом|ги|гах)?|п’ятниц(?:я|ю|і|ею|ь|ях|ям)|"
           r"субот(?:а|у|и|і|ою|ах)|неділ(?:я|ю|і|ею|ях)"),
    "ru": (r"понедельник(?:а|у|ом|и|ам|ах)?|вторник(?:а|у|ом|и|ам|ах)?|(?<=[вкос] )сред[уыей]\w?|"
           r"четверг(?:а|у|ом|и|ам|ах)?|пятниц(?:а|у|ы|е|ей|ам|ах)|суббот(?:а|у|ы|е|ой|ам|ах)|"
           r"воскресень(?:е|я|ю|ем|ям)"),
    "en": (r"mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?"),
}  # fmt: skip
_WEEKDAY_STEMS = {
    "uk": ("пон", "вів", "сер", "чет", "п’я", "суб", "нед"),
    "ru": ("пон", "вто", "сре", "чет", "пят", "суб", "вос"),
    "en": ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
}
_SEASONS = {
    "uk": ("навесні|весною|весни|весну", "влітку|улітку|літом|цього літа|минулого літа",
           "восени|осінню|осені|осінь", "взимку|узимку|зимою|зими|зиму"),
    "ru": ("весной|весны|весну", "летом|этого лета|прошлого лета", "осенью|осени|осень",
           "зимой|зимы|зиму"),
    "en": tuple(rf"(?:in|this|last|next|by|until|since|of|early|late)(?: the)? (?:{word})\b(?! \d)"
                for word in ("spring", "summer", "autumn|fall", "winter")),
}  # fmt: skip
_RELATIVE = {
    "uk": {-2: "позавчора", -1: "[ву]чора", 0: "сьогодні", 1: "завтра", 2: "післязавтра"},
    "ru": {-2: "позавчера", -1: "вчера", 0: "сегодня", 1: "завтра", 2: "послезавтра"},
    "en": {-2: "(?:the )?day before yesterday", -1: "yesterday", 0: "today",
           2: "(?:the )?day after tomorrow", 1: "tomorrow"},
}  # fmt: skip
_EACH = {
    "uk": ("щогодин[иин]|погодинн|кожної години", "щодня|щоден|щодоб|кожного дня|кожен день",
           "щотижн|щотижнев|кожного тижня", "щомісяц|щомісяч|кожного місяця", "щокварт",
           "щороку|щорічн|щорок|кожного року"),
    "ru": ("ежечасн|каждый час", "ежедневн|ежесуточн|каждый день", "еженедельн|каждую неделю",
           "ежемесячн|каждый месяц", "ежекварт|каждый квартал", "ежегодн|каждый год"),
    "en": ("hourly|every hour", "daily|every day|each day", "weekly|every week|each week",
           "monthly|every month|each month", "quarterly|every quarter",
           "yearly|annual|every year|each year"),
}  # fmt: skip
_DECADES = {
    "uk": r"(?P<d>(?:1[5-9]|20)?[0-9]0)-?(?:х|ті|тих|тими|ми|і|их)\b(?= роках| років|\W|$)",
    "ru": r"(?P<d>(?:1[5-9]|20)?[0-9]0)-?(?:х|е|ые|ых|ми|м)\b(?= годах| годов|\W|$)",
    "en": r"[’‘]?(?P<d>(?:1[5-9]|20)?[0-9]0)[’']?s\b",
}
_DECADE_WORDS = {
    "uk": r"(?P<w>двадцят|тридцят|сороков|п’ятдесят|шістдесят|сімдесят|вісімдесят|дев’яност)"
    r"(?:і|их|ими)\b",
    "ru": r"(?P<w>двадцат|тридцат|сороков|пятидесят|шестидесят|семидесят|восьмидесят|девяност)"
    r"(?:ые|ых|ыми)\b",
    "en": r"\b(?P<w>twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies\b",
}
_ENGLISH_DECADES = ("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")
_CENTURY = {
    "uk": r"(?:століт\w+|сторіч\w+|ст\.)",
    "ru": r"(?:век(?:а|е|у|ом)?\b|столети\w+|в\.)",
    "en": r"centur\w+",
}
_ROMAN = r"(?P<r>[IVXІХ]+)"
_DIGITS = {"uk": r"(?P<n>\d\d?)(?:-?[а-яіє]{1,3})?", "ru": r"(?P<n>\d\d?)(?:-?[а-я]{1,3})?",
           "en": r"(?P<n>\d\d?)(?:st|nd|rd|th)"}  # fmt: skip
_LETTERS = str.maketrans("ІХ", "IX")  # written with the Cyrillic letters that look the same
_ROMAN_ALONE = re.compile(r"(?<![\w.-])(?P<r>[IVXІХ]{2,5})(?![\w.-]|[’'])")
_ROMAN_BEFORE = re.compile(r"(?<![\w.-])(?P<r>[IVXІХ]{1,4})(?= (?:кварт|півріч|полугод|quarter))")
_CANONICAL = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
_ABBREVIATIONS = frozenset(("лист", "квіт", "трав", "черв", "серп", "сент", "нояб", "груд"))
_MONTH_BEFORE = (
    r"(?:(?:in|since|until|till|by|of|last|next|this|early|mid|late|from|to|and|through|before|"
    r"after|during|between)[ -])"
)

Read = Callable[[re.Match[str]], int]
Rule = tuple[re.Pattern[str], Unit, Read]


def find_periods(text: str, lang: str) -> tuple[PeriodMention, ...]:
    """The parts of the calendar that a text names, in order; dates may be read as months."""
    plain = text.replace("'", "’").replace("ʼ", "’")
    found: list[PeriodMention] = []
    for pattern, unit, read in _RULES.get(lang, ()):
        for match in pattern.finditer(plain):
            start, end = match.span()
            if all(end <= one.start or one.end <= start for one in found):
                value = read(match)
                if value > 0 or unit == "relative day" or (unit == "decade of"):
                    found.append(PeriodMention(value, unit, start, end))
    return tuple(sorted(found, key=lambda one: one.start))


def read_roman(numeral: str) -> int:
    """The value of a Roman numeral up to 39, in Latin or look-alike letters; 0 if it is none."""
    latin = numeral.translate(_LETTERS)
    if not _CANONICAL.fullmatch(latin):
        return 0
    values = [_ROMAN_DIGITS[letter] for letter in latin]
    return sum(
        -one if after > one else one for one, after in zip(values, (*values[1:], 0), strict=True)
    )


def _make_rules(lang: str) -> Iterator[Rule]:
    yield from _centuries(lang)
    yield re.compile(rf"(?<![\w.,]){_DECADES[lang]}"), "decade of", lambda m: int(m["d"]) % 100
    yield _words(_DECADE_WORDS[lang]), "decade of", _decade_of(lang)
    stems = _WEEKDAY_STEMS[lang]
    yield (
        _words(rf"\b(?:{_WEEKDAYS[lang]})\b"),
        "weekday",
        lambda match: stems.index(match[0].lower()[:3]) + 1,
    )
    yield from _months(lang)
    for number, words in enumerate(_SEASONS[lang], start=1):
        yield _words(rf"\b(?:{words})\b"), "season", _always(number)
    for day, words in _RELATIVE[lang].items():
        yield _words(rf"\b(?:{words})\b"), "relative day", _always(day)
    for number, words in enumerate(_EACH[lang], start=1):
        yield _words(rf"\b(?:{words})\w*(?! and a half)"), "each", _always(number)
    yield _ROMAN_BEFORE, "roman", lambda match: read_roman(match["r"])
    yield _ROMAN_ALONE, "roman", lambda match: read_roman(match["r"])


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _always(value: int) -> Read:
    return lambda _: value


def _centuries(lang: str) -> Iterator[Rule]:
    stems = {stem: int(value) for stem, value in ORDINALS[lang].items() if value <= 20}
    tens = "|".join(word for word, value in WORDS[lang].items() if value == 20)
    ordinal = rf"(?:(?P<t>{tens})[ -])?(?P<o>{'|'.join(sorted(stems, key=len, reverse=True))})"
    ending = ORDINAL_ENDINGS_IN_WORDS[lang]
    for number in (_ROMAN, _DIGITS[lang]):
        yield (
            re.compile(rf"(?<!\w){number}(?:[-–—]\w+)?(?:[ \u00a0-]){_CENTURY[lang]}"),
            "century of",
            lambda m: int(m["n"]) if "n" in m.re.groupindex else read_roman(m["r"]),
        )
    yield (
        _words(rf"(?<!\w){ordinal}{ending}[ -]{_CENTURY[lang].replace('|ст.', '')}"),
        "century of",
        lambda match: stems[match["o"].lower()] + 20 * bool(match["t"]),
    )


def _decade_of(lang: str) -> Read:
    if lang == "en":
        return lambda match: 10 * (2 + _ENGLISH_DECADES.index(match["w"].lower()))
    return lambda match: int(ORDINALS[lang][match["w"].lower()])


def _months(lang: str) -> Iterator[Rule]:
    """Months by full names; in English with a capital, and a preposition where it is a word too."""
    forms: Mapping[str, int] = {
        form: number
        for form, number in MONTHS[lang].items()
        if len(form) >= SHORTEST_MONTH or form in ("май", "мая", "мае", "may")
    }
    if lang == "en":
        names = {form.capitalize(): number for form, number in forms.items()}
        plain = "|".join(name for name in names if name not in ("March", "May", "Sept"))
        pattern = rf"\b(?:(?P<x>{plain})|{_MONTH_BEFORE}(?P<y>March|May))\b"
        yield re.compile(pattern), "month of year", lambda m: names[m["x"] or m["y"]]
        return
    words = "|".join(form for form in forms if form not in _ABBREVIATIONS)
    yield re.compile(rf"(?<![\w.])(?:{words})\b"), "month of year", lambda match: forms[match[0]]


_RULES = {lang: tuple(_make_rules(lang)) for lang in ("uk", "ru", "en")}
