"""Dates that a text mentions, as numbers: 15 серпня 2026, August 15 and 15.08.2026."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from scraper.text.number_words import WORDS
from scraper.text.ordinals import ORDINALS

# The forms in which a month stands in a date, number by number; CLDR's names and abbreviations.
_MONTHS: Mapping[str, str] = {
    "uk": """січень січня січні січ | лютий лютого лютому лют | березень березня березні бер
        | квітень квітня квітні квіт | травень травня травні трав | червень червня червні черв
        | липень липня липні лип | серпень серпня серпні серп | вересень вересня вересні вер
        | жовтень жовтня жовтні жовт | листопад листопада листопаді лист
        | грудень грудня грудні груд""",
    "ru": """январь января январе янв | февраль февраля феврале февр фев | март марта марте мар
        | апрель апреля апреле апр | май мая мае | июнь июня июне июн | июль июля июле июл
        | август августа августе авг | сентябрь сентября сентябре сент сен
        | октябрь октября октябре окт | ноябрь ноября ноябре нояб ноя
        | декабрь декабря декабре дек""",
    "en": """january jan | february feb | march mar | april apr | may | june jun | july jul
        | august aug | september sept sep | october oct | november nov | december dec""",
}
MONTHS: Mapping[str, Mapping[str, int]] = {
    lang: {
        form: number
        for number, forms in enumerate(rows.split("|"), start=1)
        for form in forms.split()
    }
    for lang, rows in _MONTHS.items()
}


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as a text has it, with its offsets; what it leaves out is None."""

    year: int | None
    month: int
    day: int | None
    start: int
    end: int
    text: str


def _pattern(lang: str) -> re.Pattern[str]:
    month = rf"(?P<{{}}>{'|'.join(sorted(MONTHS[lang], key=len, reverse=True))})\b\.?"
    year = r"(?P<{}>(?:1[5-9]|20)\d\d)\b"
    day = r"(?P<{}>[0-3]?\d)"
    if lang == "en":
        ordinal = r"(?:st|nd|rd|th)?"
        first = rf"\b{month}\s+{day}{ordinal}\b(?![:.]\d|\s*[%$€])(?:,?\s+{year})?"
        forms: tuple[str, ...] = (
            first.format("m1", "d1", "y1"),
            rf"\b{day}{ordinal}\s+(?:of\s+)?{month}(?:,?\s+{year})?".format("d2", "m2", "y2"),
            rf"\b{month},?\s+{year}".format("m3", "y3"),
        )
    else:
        forms = (
            rf"\b{day}(?:-?(?:го|е|ого|є))?\s+{month}(?:\s+{year})?".format("d1", "m1", "y1"),
            rf"\b{month}\s+{year}".format("m2", "y2"),
        )
    forms = (*forms, _day_in_words(lang, month.format("m6")))
    figures = (
        r"\b(?P<d4>[0-3]?\d)\.(?P<m4>[01]\d)\.(?P<y4>(?:1[5-9]|20)\d\d)\b",
        r"\b(?P<y5>(?:1[5-9]|20)\d\d)-(?P<m5>[01]\d)-(?P<d5>[0-3]\d)\b",
    )
    return re.compile("|".join((*forms, *figures)))


def _day_in_words(lang: str, month: str) -> str:
    """The first of May, двадцять першого травня."""
    stems = "|".join(sorted(ORDINALS[lang], key=len, reverse=True))
    tens = "|".join(word for word, value in WORDS[lang].items() if value in (20, 30))
    ending = "" if lang == "en" else "(?:ого|ього|ьего|е|є|ое|ье)"
    of = " of" if lang == "en" else ""
    return rf"\b(?P<w6>(?:(?:{tens})[ -])?(?:{stems})){ending}{of} {month}(?:,? (?P<y6>20\d\d)\b)?"


_PATTERNS = {lang: _pattern(lang) for lang in _MONTHS}


def find_dates(text: str, lang: str) -> tuple[DateMention, ...]:
    """The dates of a text in order; a month needs a day or a year beside it to be one."""
    if lang not in _PATTERNS:
        return ()
    lowered = text.lower()  # several times quicker than a pattern that ignores case
    if len(lowered) != len(text):  # a few letters of other alphabets become two
        lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    lowered = lowered.replace("'", "’").replace("ʼ", "’")
    mentions = (_read(match, text, lang) for match in _PATTERNS[lang].finditer(lowered))
    return tuple(mention for mention in mentions if mention is not None)


def _read_ordinal(words: str, lang: str) -> int:
    *tens, stem = re.split(r"[ -]", words)
    return sum(int(WORDS[lang][word]) for word in tens) + int(ORDINALS[lang][stem])


def _read(match: re.Match[str], whole: str, lang: str) -> DateMention | None:
    parts = {name[0]: value for name, value in match.groupdict().items() if value is not None}
    text = whole[match.start() : match.end()].rstrip(".")  # of an abbreviation or the sentence
    if parts["m"] == "may" and "May" not in text and "MAY" not in text:  # the verb
        return None
    month = int(parts["m"]) if parts["m"].isdigit() else MONTHS[lang][parts["m"]]
    day = int(parts["d"]) if "d" in parts else None
    if "w" in parts:
        day = _read_ordinal(parts["w"], lang)
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    year = int(parts["y"]) if "y" in parts else None
    return DateMention(year, month, day, match.start(), match.start() + len(text), text)
