"""Number words, multipliers and units of Ukrainian, Russian and English; tables only."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

THOUSAND, MILLION, BILLION, TRILLION = (Decimal(10) ** power for power in (3, 6, 9, 12))


def _forms(rows: str) -> dict[str, Decimal]:
    """A table written as lines of `value: form form form`."""
    table: dict[str, Decimal] = {}
    for row in rows.strip().splitlines():
        value, forms = row.split(":")
        table.update(dict.fromkeys(forms.split(), Decimal(value.strip())))
    return table


# Simple number words. "One" is left out: it is an article or a pronoun as often as a number.
WORDS: Mapping[str, Mapping[str, Decimal]] = {
    "uk": _forms("""
        2: два дві двох двом двома двоє
        3: три трьох трьом трьома троє
        4: чотири чотирьох чотирьом чотирма четверо
        5: п’ять п’яти п’ятьох п’ятьом п’ятьма п’ятеро
        6: шість шести шістьох шістьом шістьма шестеро
        7: сім семи сімох сімом сімома семеро
        8: вісім восьми вісьмох вісьмом вісьмома восьмеро
        9: дев’ять дев’яти дев’ятьох дев’ятьом дев’ятьма дев’ятеро
        10: десять десяти десятьох десятьом десятьма десятеро
        11: одинадцять одинадцяти одинадцятьох
        12: дванадцять дванадцяти дванадцятьох
        13: тринадцять тринадцяти тринадцятьох
        14: чотирнадцять чотирнадцяти чотирнадцятьох
        15: п’ятнадцять п’ятнадцяти п’ятнадцятьох
        16: шістнадцять шістнадцяти шістнадцятьох
        17: сімнадцять сімнадцяти сімнадцятьох
        18: вісімнадцять вісімнадцяти вісімнадцятьох
        19: дев’ятнадцять дев’ятнадцяти дев’ятнадцятьох
        20: двадцять двадцяти двадцятьох
        30: тридцять тридцяти тридцятьох
        40: сорок сорока
        50: п’ятдесят п’ятдесяти п’ятдесятьох
        60: шістдесят шістдесяти шістдесятьох
        70: сімдесят сімдесяти сімдесятьох
        80: вісімдесят вісімдесяти вісімдесятьох
        90: дев’яносто дев’яноста
        100: сто ста
        200: двісті двохсот
        300: триста трьохсот
        400: чотириста чотирьохсот
        500: п’ятсот п’ятисот
        600: шістсот шестисот
        700: сімсот семисот
        800: вісімсот восьмисот
        900: дев’ятсот дев’ятисот
    """),
    "ru": _forms("""
        2: два две двух двум двумя двое
        3: три трех трем тремя трое
        4: четыре четырех четырем четырьмя четверо
        5: пять пяти пятью пятеро
        6: шесть шести шестью шестеро
        7: семь семи семью семеро
        8: восемь восьми восемью восьмеро
        9: девять девяти девятью
        10: десять десяти десятью
        11: одиннадцать одиннадцати
        12: двенадцать двенадцати
        13: тринадцать тринадцати
        14: четырнадцать четырнадцати
        15: пятнадцать пятнадцати
        16: шестнадцать шестнадцати
        17: семнадцать семнадцати
        18: восемнадцать восемнадцати
        19: девятнадцать девятнадцати
        20: двадцать двадцати
        30: тридцать тридцати
        40: сорок сорока
        50: пятьдесят пятидесяти
        60: шестьдесят шестидесяти
        70: семьдесят семидесяти
        80: восемьдесят восьмидесяти
        90: девяносто девяноста
        100: сто ста
        200: двести двухсот
        300: триста трехсот
        400: четыреста четырехсот
        500: пятьсот пятисот
        600: шестьсот шестисот
        700: семьсот семисот
        800: восемьсот восьмисот
        900: девятьсот девятисот
    """),
    "en": _forms("""
        2: two
        3: three
        4: four
        5: five
        6: six
        7: seven
        8: eight
        9: nine
        10: ten
        11: eleven
        12: twelve
        13: thirteen
        14: fourteen
        15: fifteen
        16: sixteen
        17: seventeen
        18: eighteen
        19: nineteen
        20: twenty
        30: thirty
        40: forty
        50: fifty
        60: sixty
        70: seventy
        80: eighty
        90: ninety
    """),
}

FRACTIONS: Mapping[str, Mapping[str, Decimal]] = {
    "uk": _forms("""
        0.5: пів половина половини половину
        1.5: півтора півтори півтораста
    """),
    "ru": _forms("""
        0.5: пол половина половины половину полумиллиона
        1.5: полтора полторы полутора
    """),
    "en": {"half": Decimal("0.5")},
}

# What a number is multiplied by. Beginnings of words, so that every case is covered.
MULTIPLIERS: Mapping[str, tuple[tuple[str, Decimal], ...]] = {
    "uk": (("тисяч", THOUSAND), ("мільйон", MILLION), ("мільярд", BILLION),
           ("трильйон", TRILLION)),
    "ru": (("тысяч", THOUSAND), ("миллион", MILLION), ("миллиард", BILLION),
           ("триллион", TRILLION)),
    "en": (("thousand", THOUSAND), ("million", MILLION), ("billion", BILLION),
           ("trillion", TRILLION)),
}  # fmt: skip
# Short forms, whole words only.
SHORT_MULTIPLIERS: Mapping[str, Mapping[str, Decimal]] = {
    "uk": {"тис": THOUSAND, "млн": MILLION, "млрд": BILLION, "трлн": TRILLION},
    "ru": {"тыс": THOUSAND, "млн": MILLION, "млрд": BILLION, "трлн": TRILLION},
    "en": {"k": THOUSAND, "m": MILLION, "mln": MILLION, "mn": MILLION, "bn": BILLION, "b": BILLION,
           "bln": BILLION, "tn": TRILLION, "trn": TRILLION, "hundred": Decimal(100)},
}  # fmt: skip

# What an ordinal in figures ends with; some of them are the sign of a unit too.
ORDINAL_ENDINGS: Mapping[str, frozenset[str]] = {
    "uk": frozenset(
        (
            "й",
            "я",
            "ю",
            "е",
            "є",
            "а",
            "га",
            "го",
            "ма",
            "му",
            "м",
            "ша",
            "ту",
            "та",
            "те",
            "ти",
            "тя",
            "тю",
            "х",
            "ми",
            "ої",
            "ій",
        )
    ),
    "ru": frozenset(("й", "я", "ю", "е", "ая", "ую", "го", "му", "м", "х", "ми", "ой", "ое", "ые")),
}

SYMBOLS: Mapping[str, str] = {
    "%": "%", "$": "USD", "€": "EUR", "£": "GBP", "₴": "UAH", "₽": "RUB", "¥": "JPY", "zł": "PLN",
    "°": "deg",
}  # fmt: skip

# Unit words: whole words, then beginnings (ending in `*`), to a unit that all languages share.
_UNITS: Mapping[str, str] = {
    "uk": """
        %: відсот* процент*
        UAH: грн гривен* гривн*
        USD: долар* дол
        EUR: євро
        GBP: фунт*
        RUB: рубл* руб
        PLN: злот*
        km: км кілометр*
        m: м метр* метри метрів
        cm: см сантиметр*
        mm: мм міліметр*
        kg: кг кілограм*
        t: т тонн*
        ha: га гектар*
        deg: градус*
        kwh: квтг
        mw: мвт мегават*
        year: рік року років роки роках
        month: місяц* місяців
        week: тижд* тижні тижнів
        day: день дні днів діб доби
        hour: год годин*
        min: хв хвилин*
        sec: сек секунд*
    """,
    "ru": """
        %: процент*
        UAH: грн гривен* гривн*
        USD: доллар* долл
        EUR: евро
        GBP: фунт*
        RUB: рубл* руб
        PLN: злот*
        km: км километр*
        m: м метр метра метров метрах
        cm: см сантиметр*
        mm: мм миллиметр*
        kg: кг килограмм*
        t: т тонн*
        ha: га гектар*
        deg: градус*
        kwh: квтч
        mw: мвт мегаватт*
        year: год года лет годах годам
        month: месяц*
        week: недел*
        day: день дня дней дни суток
        hour: час часа часов часах
        min: мин минут*
        sec: сек секунд*
    """,
    "en": """
        %: percent pc
        UAH: uah hryvnia hryvnias hryvnya
        USD: usd dollar dollars
        EUR: eur euro euros
        GBP: gbp pounds sterling
        RUB: rub ruble* rouble*
        PLN: pln zloty*
        km: km kilometer* kilometre*
        m: metre metres meter meters
        cm: cm centimet*
        mm: mm millimet*
        kg: kg kilogram*
        t: tonne tonnes ton tons
        ha: ha hectare*
        deg: degree degrees
        kwh: kwh
        mw: mw megawatt*
        year: year years
        month: month months
        week: week weeks
        day: day days
        hour: hour hours
        min: minute minutes
        sec: second seconds
    """,
}


def _read_units(rows: str) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    whole: dict[str, str] = {}
    beginnings: list[tuple[str, str]] = []
    for row in rows.strip().splitlines():
        unit, words = row.strip().split(": ")
        for word in words.split():
            if word.endswith("*"):
                beginnings.append((word[:-1], unit))
            else:
                whole[word] = unit
    return whole, tuple(beginnings)


UNITS: Mapping[str, tuple[dict[str, str], tuple[tuple[str, str], ...]]] = {
    lang: _read_units(rows) for lang, rows in _UNITS.items()
}
