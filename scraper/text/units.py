"""Units of measure, of money and of time as three languages write them, and what each is worth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

# Whole words, then beginnings (ending in `*`); an underscore is a space. What stands first wins.
_WORDS: Mapping[str, str] = {
    "uk": """
        %: відсотк* відсоток процент* в._п п._п в.п п.п пп відсоткових_пункт* відсоткові_пункт*
        km/h: км/год кілометр*_на_годину км_на_годину
        m/s: м/с м/сек метр*_на_секунду метр*_за_секунду
        km2: кв*_км квадратн*_км квадратн*_кілометр* км² км2
        m2: кв*_м квадратн*_метр* м² м2
        m3: куб*_м кубічн*_метр* кубометр* м³ м3
        UAH: грн гривень гривн* гривен*
        kop: коп копійк* копійок копійц*
        USD: долар* дол
        cent: цент центи центів центам цента
        EUR: євро
        GBP: фунт*_стерлінг*
        pound: фунт фунти фунтів фунта фунтах
        RUB: рубл* руб рублів
        PLN: злот*
        CNY: юан*
        JPY: єн єни ієн ієни
        CZK: чеських_крон* крон крони крона
        CHF: франк* швейцарських_франк*
        TRY: лір ліри лірах
        HUF: форинт*
        RON: румунських_ле* леїв
        km: км кілометр* кілометров*
        cm: см сантиметр*
        mm: мм міліметр*
        m: м метр*
        mile: миля милі милю миль милях
        ft: фут фути футів фута
        inch: дюйм*
        kg: кг кілограм* кіло
        g: г грам грами грамів грама
        mg: мг міліграм*
        q: ц центнер*
        t: т тонн*
        l: л літр*
        ml: мл мілілітр*
        barrel: барел*
        ha: га гектар*
        sotka: сотка сотки соток сотку
        degf: градус*_за_фаренгейтом
        deg: градус*
        kwh: квтг квт·год кіловат-годин*
        mwh: мвтг мвт·год мегават-годин*
        kw: квт кіловат*
        mw: мвт мегават*
        gw: гвт гігават*
        century: століт* сторіч*
        decade: десятиліт* десятиріч*
        quarter: квартал*
        year: рік року років роки роках роком рокам роцi році річн*
        month: місяц* місяць місячн*
        week: тижд* тижні тижнів тижнях тиждень тижнев*
        day: день дні днів дня днях дням доба діб доби добу добі денн* добов*
        hour: год годин*
        min: хв хвилин*
        sec: сек секунд*
        times: раз рази разів раза кратн*
        storey: поверх* поверхов*
    """,
    "ru": """
        %: процент* п._п п.п пп процентных_пункт* процентные_пункт* процентных_пункта
        km/h: км/ч км/час километр*_в_час км_в_час
        m/s: м/с м/сек метр*_в_секунду
        km2: кв*_км квадратн*_км квадратн*_километр* км² км2
        m2: кв*_м квадратн*_метр* м² м2
        m3: куб*_м кубическ*_метр* кубометр* м³ м3
        UAH: грн гривен* гривн*
        kop: коп копейк* копеек
        USD: доллар* долл
        cent: цент центы центов цента
        EUR: евро
        GBP: фунт*_стерлинг*
        pound: фунт фунты фунтов фунта
        RUB: рубл* руб
        PLN: злот*
        CNY: юан*
        JPY: иен иены
        CZK: чешских_крон* крон кроны крона
        CHF: франк* швейцарских_франк*
        TRY: лир лиры
        HUF: форинт*
        RON: румынских_ле*
        km: км километр* километров*
        cm: см сантиметр*
        mm: мм миллиметр*
        m: м метр метра метров метры метрах метрам метровы* метров*
        mile: миля мили милю миль милях
        ft: фут футы футов фута
        inch: дюйм*
        kg: кг килограмм* кило
        g: г грамм граммы граммов грамма
        mg: мг миллиграмм*
        q: ц центнер*
        t: т тонн*
        l: л литр*
        ml: мл миллилитр*
        barrel: баррел*
        ha: га гектар*
        sotka: сотка сотки соток сотку
        degf: градус*_по_фаренгейту
        deg: градус*
        kwh: квтч квт·ч киловатт-час*
        mwh: мвтч мвт·ч мегаватт-час*
        kw: квт киловатт*
        mw: мвт мегаватт*
        gw: гвт гигаватт*
        century: век века веков веке столет*
        decade: десятилет*
        quarter: квартал*
        year: год года году годы лет годах годам годом летн* годов* годич*
        month: месяц* месячн*
        week: недел*
        day: день дня дней дни днях дням сутки суток суткам сутках дневн* суточн*
        hour: час часа часов часах часам часов*
        min: мин минут*
        sec: сек секунд*
        times: раз раза кратн*
        storey: этаж* этажн*
    """,
    "en": """
        %: percent per_cent pc percentage_point* pp
        km/h: km/h kph kmh kilomet*_per_hour kilomet*_an_hour km_per_hour km_an_hour
        m/s: m/s mps met*_per_second met*_a_second
        mph: mph miles_per_hour miles_an_hour
        km2: square_kilomet* sq_km sq._km sq_kilomet* km² km2
        m2: square_met* sq_m sq._m square-met* sq_met* m² m2
        mile2: square_mile*
        ft2: square_feet square_foot square-foot sq_ft sq._ft
        m3: cubic_met* m³ m3
        UAH: uah hryvnia* hryvnya*
        kop: kopeck* kopek* kopiyk* kopiika*
        USD: usd dollar* us_dollar*
        cent: cent cents
        EUR: eur euro euros
        GBP: gbp sterling pounds_sterling
        pound: pound pounds lb lbs
        RUB: rub ruble* rouble*
        PLN: pln zloty* złoty*
        CNY: cny yuan renminbi
        JPY: jpy yen
        CZK: czk koruna* crowns
        CHF: chf francs franc swiss_franc*
        TRY: lira liras
        HUF: huf forint*
        RON: ron
        km: km kilometer* kilometre*
        m: m metre metres meter meters
        cm: cm centimet*
        mm: mm millimet*
        mile: mile miles
        yard: yard yards
        ft: foot feet ft
        inch: inch inches
        kg: kg kilogram* kilo kilos kilogramme*
        g: g gram grams gramme*
        mg: mg milligram*
        oz: ounce ounces oz
        t: tonne tonnes ton tons
        l: liter* litre*
        ml: ml milliliter* millilitre*
        gallon: gallon gallons
        barrel: barrel barrels
        ha: ha hectare*
        acre: acre acres
        degf: degrees_fahrenheit degree_fahrenheit
        deg: degree degrees
        kwh: kwh kilowatt-hour* kilowatt_hour*
        mwh: mwh megawatt-hour* megawatt_hour*
        kw: kw kilowatt*
        mw: mw megawatt*
        gw: gw gigawatt*
        century: century centuries
        decade: decade decades
        quarter: quarters
        year: year years year-old year-olds yr yrs
        month: month months
        fortnight: fortnight
        week: week weeks
        day: day days
        hour: hour hours hr hrs
        min: minute minutes min mins
        sec: second seconds sec secs
        times: times fold
        storey: storey* storied story stories floor floors
    """,
}  # fmt: skip
SYMBOLS: Mapping[str, str] = {
    "%": "%", "$": "USD", "€": "EUR", "£": "GBP", "₴": "UAH", "₽": "RUB", "¥": "JPY", "zł": "PLN",
    "°F": "degf", "°": "deg",
}  # fmt: skip
CURRENCIES = ("UAH", "USD", "EUR", "GBP", "PLN", "RUB", "CNY", "JPY", "CHF", "CZK", "TRY", "HUF")
"""What may stand before a sum in letters."""

BASES: Mapping[str, tuple[str, Decimal]] = {
    unit: (base, Decimal(worth))
    for base, units in {
        "m": "mm:0.001 cm:0.01 km:1000 mile:1609.344 yard:0.9144 ft:0.3048 inch:0.0254",
        "kg": "mg:0.000001 g:0.001 q:100 t:1000 lb:0.4536 oz:0.02835",
        "m2": "km2:1000000 mile2:2589988 ha:10000 ft2:0.0929 acre:4046.86 sotka:100",
        "l": "ml:0.001 m3:1000 gallon:3.785 barrel:159",
        "km/h": "mph:1.609344 m/s:3.6",
        "mw": "kw:0.001 gw:1000",
        "mwh": "kwh:0.001",
        "min": "sec:0.0166666667 hour:60 day:1440 week:10080 fortnight:20160 month:43830 "
        "quarter:131490 year:525960 decade:5259600 century:52596000",
        "UAH": "kop:0.01",
        "USD": "cent:0.01",
    }.items()
    for unit, worth in (cell.split(":") for cell in units.split())
}
"""The unit that others of its dimension are brought to, and how much of it each is."""

READINGS: Mapping[str, tuple[str, ...]] = {"pound": ("GBP", "lb")}
"""What a word for two units may mean."""

IMPERIAL = frozenset(
    ("mile", "yard", "ft", "inch", "ft2", "mile2", "acre", "lb", "oz", "gallon", "barrel", "mph")
)
CALENDAR = frozenset(("month", "quarter", "year", "decade", "century"))
"""Lengths of time that have no exact number of days."""
TIME = frozenset(("sec", "min", "hour", "day", "week", "fortnight", *CALENDAR))
MONEY = frozenset((*CURRENCIES, "RON", "kop", "cent", "pound"))

_SPACE = "[ \u00a0\u202f\u2009]"
_SYMBOL = re.compile(rf"{_SPACE}?(%|[$€£₴₽¥](?!\d)|°{_SPACE}?F\b|°|zł)")


def read_unit(text: str, place: int, lang: str) -> tuple[str | None, int]:
    """The unit that stands at `place`, behind a number, and where it ends."""
    symbol = _SYMBOL.match(text, place)
    if symbol:
        return SYMBOLS[re.sub(_SPACE, "", symbol[1])], symbol.end()
    if lang not in _WORDS:
        return None, place
    match = _pattern(lang).match(text, place)
    if match is None:
        return None, place
    group = str(match.lastgroup)
    return _units(lang)[group], match.end(group)


@cache
def _units(lang: str) -> Mapping[str, str]:
    return {f"u{n}": unit for n, (unit, _) in enumerate(_rows(lang))}


def _rows(lang: str) -> Iterator[tuple[str, str]]:
    for row in _WORDS[lang].strip().splitlines():
        unit, words = row.strip().split(": ")
        yield unit, words


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    """One alternative per unit, in the order of the table."""
    cells = [
        rf"(?P<u{n}>{'|'.join(map(_alternative, words.split()))})"
        for n, (_, words) in enumerate(_rows(lang))
    ]
    return re.compile(rf"(?:{_SPACE}|-)?(?:{'|'.join(cells)})(?![^\W_])", re.IGNORECASE)


def _alternative(word: str) -> str:
    """The pattern of a cell: `*` is the rest of a word, `_` a space."""
    rest = r"[^\W\d]*\.?" if "_" in word else r"[^\W\d]*"
    return re.escape(word).replace("_", rf"\.?{_SPACE}").replace(r"\*", rest)
