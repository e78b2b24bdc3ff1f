"""Counts that newsrooms write without a figure: shares, twice, the fifth, one man, both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from scraper.text.number_words import WORDS, fold_number
from scraper.text.numbers import Quantity, normal
from scraper.text.ordinals import ORDINAL_ENDINGS_IN_WORDS, ORDINALS

ORDINAL = "ordinal"
"""The unit of the fifth in a row."""
ONE = "one"
"""The unit of what is told to be one, where it is hardly a number: one of them, один із них."""
NEARBY = 60
"""Characters before a share in which stands what makes it none."""


_TIMES: Mapping[str, Mapping[str, str]] = {
    "uk": {
        "2": r"[ву]двічі|[ву]двоє|двічі|подвої\w+|подвоє\w+|подвоюва\w+|подвійн\w+|здвоє\w+",
        "3": r"[ву]тричі|[ву]троє|тричі|потрої\w+|потроє\w+|потрійн\w+",
        "4": r"[ву]четверо|чотириразов\w+",
        "5": r"[ву]п’ятеро", "6": r"[ву]шестеро", "7": r"[ву]семеро", "8": r"[ву]восьмеро",
        "10": r"[ву]десятеро|удесятери\w+",
        "1.5": r"[ву] ?півтора раз\w+|півторараз\w+",
    },
    "ru": {
        "2": r"вдвое|дважды|удво\w+|двойн\w+|двукратн\w+",
        "3": r"втрое|трижды|утро(?:и|е)\w+|тройн\w+|трехкратн\w+",
        "4": r"вчетверо|четырежды", "5": r"впятеро", "6": r"вшестеро", "7": r"всемеро",
        "8": r"ввосьмеро", "10": r"вдесятеро|удесятер\w+",
        "1.5": r"в полтора раза|полуторакратн\w+",
    },
    "en": {
        "2": r"twice|two-?fold|doubl(?:e|ed|es|ing)|halv(?:e|ed|es|ing)|two times|half as \w+",
        "3": r"thrice|three-?fold|tripl(?:e|ed|es|ing)|trebl(?:e|ed|es|ing)|three times",
        "4": r"four-?fold|quadrupl(?:e|ed|es|ing)|four times",
        "5": r"five-?fold|quintupl(?:e|ed|es|ing)", "6": r"six-?fold", "7": r"seven-?fold",
        "8": r"eight-?fold", "10": r"ten-?fold", "1.5": r"half as (?:much|many|\w+) again",
    },
}  # fmt: skip
_PARTS: Mapping[str, Mapping[str, str]] = {
    "uk": {"2": r"половин(?:а|и|у|ою|і)|наполовину", "3": r"третин(?:а|и|у|ою|і|ами|ах)?",
           "4": r"чверт(?:ь|і|ю|ей|ями|ях)", "5": r"п’ят(?:а|ої|их)",
           "10": r"десят(?:а|ої|их)"},
    "ru": {"2": r"половин(?:а|ы|у|ой|е)|наполовину", "3": r"трет(?:ь|и|ью|ей|ям|ями)",
           "4": r"четверт(?:ь|и|ью|ей|ям|ями)", "5": r"пят(?:ая|ой|ых)",
           "10": r"десят(?:ая|ой|ых)"},
    "en": {"2": r"half", "3": r"thirds?", "4": r"quarters?", "5": r"fifths?", "6": "sixths?",
           "8": r"eighths?", "10": r"tenths?"},
}  # fmt: skip
_HOW_MANY: Mapping[str, Mapping[str, int]] = {
    "uk": {"одн": 1, "дві": 2, "двох": 2, "двома": 2, "три": 3, "трьох": 3, "трьома": 3,
           "чотири": 4, "чотирьох": 4},
    "ru": {"одн": 1, "две": 2, "двух": 2, "двумя": 2, "три": 3, "трех": 3, "тремя": 3,
           "четыре": 4, "четырех": 4},
    "en": {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "nine": 9, "seven": 7},
}  # fmt: skip
# Parts that are said without a number before them: третина is, п’ятої is not.
_ALONE = {"uk": ("2", "3", "4"), "ru": ("2", "3", "4"), "en": ("2",)}
_PART_OF = {"uk": r"частин(?:а|у|и|ою|і)", "ru": r"част(?:ь|и|ью)"}
_SHARE_NEXT = {
    "uk": r"\b", "ru": r"\b",
    "en": r"\b(?=\s(?:of|more|less|fewer|higher|lower|larger|smaller|from|to|in|on|by|over|since|"
    r"compared|and|were|was|are|is|have|has|had|will|would|the|its|their|what|this)\b|[,.;:)!?]|$)",
}  # fmt: skip
_HALF_NEXT = (
    r"\b(?=\s(?:of|the|its|their|his|her|our|that|this|were|was|are|is|have|will)\b|[,.]|$)"
)
_NOT_A_SHARE = re.compile(
    r"\b(?:перш|друг|трет|четверт|перв|втор|остан|послед|first|second|third|fourth|last|other|"
    r"better|team’s|final)\w*\s$",
    re.IGNORECASE,
)
_SPAN_NEXT = re.compile(
    r"\s(?:of (?:a|the) (?:century|year|day|hour|match|game|month)|дня|дні|день|століття|столетия|"
    r"века|віку|години|часа|року|года|матчу|матча|гри|игры|місяця|месяца|листопада|ноября)\b"
)
_ONES = {
    "uk": r"(?:один|одна|одне|одну|одного|одній|одному|одним|однією)",
    "ru": r"(?:один|одна|одно|одну|одного|одной|одному|одним)",
    "en": r"one",
}
_PEOPLE = {
    "uk": r"(?=\s(?:\w+\s)?(?:людин|особ|чолові|жінк|дитин|загибл|поранен|цивільн|військов|мешкан|"
    r"рятувальник|депутат|голос|пасажир|хлоп|дівчин|учн|полонен))",
    "ru": r"(?=\s(?:\w+\s)?(?:человек|женщин|мужчин|реб[её]н|погибш|ранен|пострадавш|гражданск|"
    r"военн|жител|спасател|депутат|голос|пассажир|мальчик|девочк|ученик|пленн))",
    "en": r"(?=\s(?:\w+\s)?(?:person|man|woman|child|civilian|soldier|resident|rescuer|dead|"
    r"killed|injured|wounded|vote|passenger|boy|girl|lawmaker|pupil|prisoner)\b)",
}
_PAIRS = {
    "uk": r"обидв\w+|обоє|обох|обома|пар[ауи] (?=\w)", "ru": r"оба|обе|обоих|обеих|обоим|обеими|"
    r"пар[ауы] (?=\w)", "en": r"both|a couple of|a pair of",
}  # fmt: skip
_EACH = {
    "uk": r"кожн(?:ий|а|е|ого|ої|у|ій|ому)|кожен", "ru": r"кажд(?:ый|ая|ое|ого|ой|ую|ому)",
    "en": r"every",
}  # fmt: skip

Reader = Callable[[re.Match[str]], tuple[Decimal, str | None]]
Rule = tuple[re.Pattern[str], Reader, bool]


def find_counts(text: str, lang: str) -> tuple[Quantity, ...]:
    """The counts in order; of two that overlap the one whose rule comes first."""
    plain = text.replace("'", "’").replace("ʼ", "’")
    found: list[Quantity] = []
    for pattern, read, is_sure in _RULES.get(lang, ()):
        for match in pattern.finditer(plain):
            start, end = match.span()
            if any(one.start < end and start < one.end for one in found):
                continue
            if "share" in pattern.groupindex and _is_no_share(plain, start, end):
                continue
            value, unit = read(match)
            sure = is_sure and not (unit == ORDINAL and value <= 2)
            found.append(Quantity(value, unit, start, end, text[start:end], sure))
    return tuple(sorted(found, key=lambda one: one.start))


def _is_no_share(text: str, start: int, end: int) -> bool:
    """Whether it is a half of a match or a quarter of a year: the second half, half a century."""
    return bool(
        _NOT_A_SHARE.search(text, max(0, start - NEARBY), start) or _SPAN_NEXT.match(text, end)
    )


def _rule(pattern: str, read: Reader, *, is_sure: bool = True) -> Rule:
    return re.compile(rf"(?<![\w-]){pattern}", re.IGNORECASE), read, is_sure


def _make_rules(lang: str) -> Iterator[Rule]:
    """The rules of a language, those first that others must not take words from."""
    yield from _shares(lang)
    for factor, words in _TIMES[lang].items():
        yield _rule(rf"(?:{words})\b", _always(factor, "times"))
    yield _rule(rf"{_ONES[lang]}{_PEOPLE[lang]}", _always("1", None))
    numbers = "|".join(word for word, value in WORDS[lang].items() if value >= 20)
    stems = "|".join(sorted(ORDINALS[lang], key=len, reverse=True))
    yield _rule(
        rf"(?:(?P<tens>{numbers})[ -])?(?P<o>{stems}){ORDINAL_ENDINGS_IN_WORDS[lang]}\b(?! of\b|-)",
        _ordinal(lang),
    )
    yield _rule(rf"(?:{_PAIRS[lang]})\b", _always("2", None), is_sure=False)
    yield _rule(rf"{_ONES[lang]}\b", _always("1", ONE), is_sure=False)


def _shares(lang: str) -> Iterator[Rule]:
    yield _rule(r"(?P<n>[1-9])/(?P<d>[2-9]|10)\b(?!/)", _fraction)
    ordinals = "|".join(sorted(ORDINALS[lang], key=len, reverse=True))
    ending = ORDINAL_ENDINGS_IN_WORDS[lang]
    yield _rule(
        rf"(?:{_EACH[lang]}) (?P<o>{ordinals}){ending}\b(?! (?:day|week|month|year|hour|день|дня|"
        rf"рік|року|год|тиждень|неделю|місяць|месяц))",
        lambda match: (_share(1, int(ORDINALS[lang][fold_number(match["o"])])), "%"),
    )
    if lang in _PART_OF:
        yield _rule(
            rf"(?P<o>{ordinals}){ending} {_PART_OF[lang]}\b",
            lambda match: (_share(1, int(ORDINALS[lang][fold_number(match["o"])])), "%"),
        )
    if lang == "en":
        numbers = "|".join((*WORDS["en"], r"\d+"))
        yield _rule(rf"one (?:in|out of) (?P<n>{numbers})\b(?! \w+ed\b)", _one_in)
        yield _rule(r"(?P<share>half|half of)" + _HALF_NEXT, _always("50", "%"))
    many = "|".join(_HOW_MANY[lang]) + ("" if lang == "en" else r")(?:[аоуієюйинм]{0,3}")
    for part, words in _PARTS[lang].items():
        yield _rule(
            rf"(?P<share>(?P<n>{many})[ -](?:{words})){_SHARE_NEXT[lang]}",
            _parts_of(int(part), lang),
        )
        if part in _ALONE[lang] and lang != "en":
            yield _rule(rf"(?P<share>{words})\b", _always(_share(1, int(part)), "%"))


def _share(count: int, parts: int) -> Decimal:
    """In percent, to one decimal."""
    return normal((Decimal(100 * count) / parts).quantize(Decimal("0.1")))


def _fraction(match: re.Match[str]) -> tuple[Decimal, str | None]:
    return _share(int(match["n"]), int(match["d"])), "%"


def _one_in(match: re.Match[str]) -> tuple[Decimal, str | None]:
    word = match["n"].lower()
    return _share(1, int(word) if word.isdigit() else int(WORDS["en"][word])), "%"


def _parts_of(parts: int, lang: str) -> Reader:
    return lambda match: (_share(_HOW_MANY[lang][fold_number(match["n"])], parts), "%")


def _ordinal(lang: str) -> Reader:
    def read(match: re.Match[str]) -> tuple[Decimal, str | None]:
        tens = WORDS[lang][fold_number(match["tens"])] if match["tens"] else Decimal(0)
        return tens + ORDINALS[lang][fold_number(match["o"])], ORDINAL

    return read


def _always(value: str | Decimal, unit: str | None) -> Reader:
    return lambda _: (Decimal(value), unit)


_RULES = {lang: tuple(_make_rules(lang)) for lang in ("uk", "ru", "en")}
