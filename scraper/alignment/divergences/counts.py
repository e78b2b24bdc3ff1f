"""Quantities that newsrooms write without a figure: dozens, halves, two-day, twice, 9 p.m., noon.

They are read for divergences alone; what matching knows of numbers is `scraper.text.numbers`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from scraper.text.number_words import WORDS
from scraper.text.numbers import Quantity

_PREFIXES = {
    "uk": "дво:2 двох:2 три:3 трьох:3 чотири:4 чотирьох:4 п’яти:5 шести:6 семи:7 восьми:8 "
    "дев’яти:9 десяти:10 одинадцяти:11 дванадцяти:12 п’ятнадцяти:15 двадцяти:20 тридцяти:30 "
    "сорока:40 п’ятдесяти:50 сто:100",
    "ru": "двух:2 трех:3 трёх:3 четырех:4 четырёх:4 пяти:5 шести:6 семи:7 восьми:8 девяти:9 "
    "десяти:10 одиннадцати:11 двенадцати:12 пятнадцати:15 двадцати:20 тридцати:30 сорока:40 "
    "пятидесяти:50 сто:100",
}
_STEMS = {
    "uk": "річн:year денн:day тижнев:week місячн:month годинн:hour хвилинн:min поверхов: "
    "кілометров:km метров:m тонн:t кратн:times відсотков:% місн: кімнатн: мандатн: томн:",
    "ru": "летн:year дневн:day недельн:week месячн:month часов:hour минутн:min этажн: "
    "километров:km метров:m тонн:t кратн:times процентн:% местн: комнатн: мандатн: томн:",
}
_HALVES: Mapping[str, Mapping[str, tuple[str, str | None]]] = {
    "uk": {"року": ("6", "month"), "години": ("30", "min"), "мільйона": ("500000", None),
           "мільярда": ("500000000", None), "літра": ("0.5", "l"), "місяця": ("0.5", "month")},
    "en": {"year": ("6", "month"), "hour": ("30", "min"), "month": ("0.5", "month")},
    "ru": {"года": ("6", "month"), "часа": ("30", "min"), "миллиона": ("500000", None),
           "миллиарда": ("500000000", None), "литра": ("0.5", "l"), "месяца": ("0.5", "month")},
}  # fmt: skip
_TIMES = {
    "uk": {2: r"[ву]двічі|удвоє|подво\w+", 3: r"[ву]тричі|[ву]троє|потро\w+", 4: r"[ву]четверо",
           5: r"[ву]п[’']ятеро"},
    "ru": {2: r"вдвое|дважды|удво\w+", 3: r"втрое|трижды|утро(?:и|е)\w+", 4: r"вчетверо",
           5: r"впятеро"},
    "en": {2: r"twice|twofold|doubl(?:e|ed|es|ing)", 3: r"threefold|tripl(?:e|ed|es|ing)|trebled",
           4: r"fourfold|quadrupl(?:e|ed|es|ing)", 5: r"fivefold"},
}  # fmt: skip
_SHARES = {
    "uk": (("66.7", r"дв(?:і|ох|ома) третин\w*"), ("75", r"три чверті|трьох чвертей"),
           ("33.3", r"(?:одн\w+ )?третин(?:а|и|у|ою|і)"), ("25", r"(?:одн\w+ )?чверт(?:ь|і|ю)"),
           ("50", r"половин(?:а|и|у|ою|і)")),
    "ru": (("66.7", r"дв(?:е|ух|умя) трети"), ("75", r"три четверти|трех четвертей"),
           ("33.3", r"(?:одн\w+ )?треть(?:ю)?"), ("25", r"(?:одн\w+ )?четверт(?:ь|и|ью)"),
           ("50", r"половин(?:а|ы|у|ой|е)")),
    "en": (("66.7", r"two[- ]thirds"), ("75", r"three[- ]quarters"),
           ("33.3", r"(?:a|one)[- ]third(?= of| the)"),
           ("25", r"(?:a|one)[- ]quarter(?= of (?!a cent))"),
           ("50", r"half(?= of| the| its| their)")),
}  # fmt: skip
NEARBY = 60
"""Characters around a figure in which its unit stands, or what makes it none."""

_NOT_A_SHARE = re.compile(
    r"\b(?:перш|друг|трет|четверт|перв|втор|second|first|third|fourth)\w*\s$", re.IGNORECASE
)
_SPAN_NEXT = re.compile(
    r"\s(?:of (?:a|the) (?:century|year|day|hour)|дня|дні|день|століття|столетия|века|віку|"
    r"години|часа|року|года)\b"
)
_ONE = {
    "uk": r"(?:один|одна|одну|одного|одній|одному)\s(?=(?:\w+\s)?(?:людин|особ|чолові|жінк|дитин|"
    r"загибл|поранен|цивільн|військов|мешкан|рятувальник))",
    "ru": r"(?:один|одна|одну|одного|одной|одному)\s(?=(?:\w+\s)?(?:человек|женщин|мужчин|реб[её]н"
    r"|погибш|ранен|пострадавш|гражданск|военн|жител|спасател))",
    "en": r"one\s(?=(?:\w+\s)?(?:person|man|woman|child|civilian|soldier|resident|rescuer|dead|"
    r"killed|injured|wounded)\b)",
}
_TENS = {
    "uk": (r"десятк(?:и|ів|ами|ах|а|ом)", r"дюжин\w{0,3}"),
    "ru": (r"десятк(?:а|ов|ами|ах|ом)", r"дюжин\w{0,3}"), "en": (r"tens", r"dozen"),
}  # fmt: skip
_LONE = {
    "uk": r"(?<!\d )(?:(?P<t>тисяч[ау])|(?P<m>мільйон)|(?P<b>мільярд))",
    "ru": r"(?<!\d )(?:(?P<t>тысяч[ау])|(?P<m>миллион)|(?P<b>миллиард))",
    "en": r"a (?:(?P<h>hundred)|(?P<t>thousand))(?! (?:thousand|million|billion))",
}
_POWERS = {"h": Decimal(100), "t": Decimal(1000), "m": Decimal(10**6), "b": Decimal(10**9)}
_COUNT_NEXT = r"(?=\s(?:грн|грив|дол|євро|евро|руб|людей|осіб|человек|тонн|жител|меш|сім|семей)\w*)"
_DAYTIME = {
    "uk": r"(?P<h>\d{1,2})(?::(?P<m>\d\d))?\s(?:год\w*\.?\s)?(?P<p>ранку|вечора|дня|ночі)\b",
    "ru": r"(?P<h>\d{1,2})(?::(?P<m>\d\d))?\s(?:час\w*\s)?(?P<p>утра|вечера|дня|ночи)\b",
    "en": r"\b(?P<h>\d{1,2})(?:[:.](?P<m>\d\d))?\s?(?P<p>[ap])\.?m\b\.?",
}
_AFTER_NOON = frozenset(("вечора", "дня", "вечера", "p"))
_HOURS_OF_DAY = {
    "uk": {0: "опівночі", 720: "опівдні"}, "ru": {0: "в полночь", 720: "в полдень"},
    "en": {0: "(?:at|by|until|before|after) midnight", 720: "(?:at|by|until|before|after) noon"},
}  # fmt: skip
_ORDINALS = {
    "uk": "трет:3 четверт:4 п’ят:5 шост:6 сьом:7 восьм:8 дев’ят:9 десят:10",
    "ru": "трет:3 четверт:4 пят:5 шест:6 седьм:7 восьм:8 девят:9 десят:10",
    "en": "third:3 fourth:4 fifth:5 sixth:6 seventh:7 eighth:8 ninth:9 tenth:10 "
    "eleventh:11 twelfth:12",
}
_ORDINAL_ENDINGS = {
    "uk": r"(?:ий|ій|я|ю|є|іх|ього|ьому|ю|ої|ою|ого|ому|им|а|у|е|і|их)",
    "ru": r"(?:ий|ья|ье|ью|ьего|ьей|ьем|ый|ой|ая|ую|ое|ого|ому|ом|ым|ые|ых)",
    "en": r"(?!s)",
}

_AND_A_HALF = (
    r"(?: (?P<u>year|month|week|day|hour)s?)? and a half(?: (?P<p>thousand|million|billion))?"
    r"(?: (?P<v>year|month|week|day|hour)s?)?"
)
_SCALE = {"thousand": 10**3, "million": 10**6, "billion": 10**9}

Reader = Callable[[re.Match[str]], tuple[Decimal, str | None]]


def find_counts(text: str, lang: str) -> tuple[Quantity, ...]:
    """The quantities in order; of two that overlap the one whose rule comes first."""
    if lang not in _RULES:
        return ()
    plain = text.replace("'", "’").replace("ʼ", "’")
    found: list[Quantity] = []
    for pattern, read in _RULES[lang]:
        for match in pattern.finditer(plain):
            start, end = match.span()
            if any(one.start < end and start < one.end for one in found):
                continue
            if "share" in pattern.groupindex and _is_no_share(plain, start, end):
                continue
            value, unit = read(match)
            found.append(Quantity(value, unit, start, end, text[start:end]))
    return tuple(sorted(found, key=lambda one: one.start))


def _is_no_share(text: str, start: int, end: int) -> bool:
    """Whether it is a half of a match or a quarter of a year: the second half, half a century."""
    return bool(
        _NOT_A_SHARE.search(text, max(0, start - NEARBY), start) or _SPAN_NEXT.match(text, end)
    )


def _table(cells: str) -> Mapping[str, str]:
    return dict(cell.split(":") for cell in cells.split())


Rule = tuple[re.Pattern[str], Reader]


def _rule(pattern: str, read: Reader) -> Rule:
    return re.compile(rf"(?<![\w-]){pattern}", re.IGNORECASE), read


def _make_rules(lang: str) -> Iterator[Rule]:
    """The rules of a language, those first that others must not take words from."""
    yield _rule(_DAYTIME[lang], _read_daytime)
    for minutes, words in _HOURS_OF_DAY[lang].items():
        yield _rule(rf"{words}\b", _always(minutes, "clock"))
    yield from _english_rules() if lang == "en" else _compounds(lang)
    for share, words in _SHARES[lang]:
        yield _rule(rf"(?P<share>{words})\b", _always(share, "%"))
    for factor, words in _TIMES[lang].items():
        yield _rule(rf"(?:{words})\b", _always(factor, "times"))
    for worth, words in zip((10, 12), _TENS[lang], strict=True):
        yield _rule(rf"(?P<n>{_numbers(lang)}|a) (?:{words})\b", _by(worth, lang))
    yield _rule(rf"(?:{_LONE[lang]})\b{_COUNT_NEXT if lang != 'en' else ''}", _read_lone)
    yield _rule(_ONE[lang], _always(1, None))
    ordinals = _table(_ORDINALS[lang])
    yield _rule(
        rf"(?<!a )(?<!one )(?P<o>{'|'.join(ordinals)}){_ORDINAL_ENDINGS[lang]}\b(?! of\b|-)",
        lambda m: (Decimal(ordinals[m["o"].lower()]), None),
    )


def _english_rules() -> Iterator[Rule]:
    yield _rule(rf"(?P<n>{_numbers('en')}|an?|one){_AND_A_HALF}\b", _read_and_a_half)
    yield _rule(r"half an? (?P<w>year|hour|month)\b", lambda m: _half(_HALVES["en"], m))


def _compounds(lang: str) -> Iterator[Rule]:
    """Words put together: двоповерховий, півроку, 200-тысячный."""
    prefixes, stems = _table(_PREFIXES[lang]), _table(_STEMS[lang])
    longest = "|".join(sorted(prefixes, key=len, reverse=True))
    yield _rule(
        rf"(?P<n>{longest})(?P<s>{'|'.join(stems)})\w{{2,3}}\b",
        lambda m: (Decimal(prefixes[m["n"].lower()]), stems[m["s"].lower()] or None),
    )
    half, thousand = ("пів", "тисячн") if lang == "uk" else ("пол", "тысячн")
    yield _rule(
        rf"{half}[- ]?(?P<w>{'|'.join(_HALVES[lang])})\b", lambda m: _half(_HALVES[lang], m)
    )
    yield _rule(
        rf"(?P<n>\d{{1,3}})-{thousand}\w{{2,3}}\b", lambda m: (Decimal(m["n"]) * 1000, None)
    )


def _numbers(lang: str) -> str:
    return "|".join((*sorted(WORDS[lang], key=len, reverse=True), r"\d{1,2}"))


def _half(
    halves: Mapping[str, tuple[str, str | None]], match: re.Match[str]
) -> tuple[Decimal, str | None]:
    value, unit = halves[match["w"].lower()]
    return Decimal(value), unit


def _always(value: int | str, unit: str | None) -> Reader:
    return lambda _: (Decimal(value), unit)


def _by(worth: int, lang: str) -> Reader:
    return lambda match: (_number(match["n"], lang) * worth, None)


def _read_and_a_half(match: re.Match[str]) -> tuple[Decimal, str | None]:
    whole = _number(match["n"], "en") + Decimal("0.5")
    return whole * _SCALE.get(match["p"] or "", 1), match["u"] or match["v"]


def _number(word: str, lang: str) -> Decimal:
    lowered = word.lower()
    if lowered in ("a", "an", "one"):
        return Decimal(1)
    return Decimal(lowered) if lowered.isdigit() else WORDS[lang][lowered]


def _read_lone(match: re.Match[str]) -> tuple[Decimal, str | None]:
    return _POWERS[str(match.lastgroup)], None


def _read_daytime(match: re.Match[str]) -> tuple[Decimal, str | None]:
    hour = int(match["h"]) % 12 if int(match["h"]) <= 12 else int(match["h"])
    later = match["p"].lower() in _AFTER_NOON and hour < 12
    return Decimal((hour + 12 * later) * 60 + int(match["m"] or 0)), "clock"


_RULES = {lang: tuple(_make_rules(lang)) for lang in ("uk", "ru", "en")}
