"""Ordinals of Ukrainian, Russian and English in figures and in words; tables only."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from scraper.text.number_words import read_forms

# What an ordinal in figures ends with; some of them are the sign of a unit too.
ORDINAL_ENDINGS: Mapping[str, frozenset[str]] = {
    lang: frozenset(endings.split())
    for lang, endings in {
        "uk": "й я ю е є а га го ма му м ша ту та те ти тя тю х ми ої ій им ім ого",
        "ru": "й я ю е ая яя ую юю го му м х ми ой ей ое ее ые ый ий им ым ого его",
        "en": "st nd rd th",
    }.items()
}

# Ordinals in words by the part before their ending; what stands before it in a compound is a
# number word: двадцять п’ятий, twenty-fifth.
ORDINALS: Mapping[str, Mapping[str, Decimal]] = {
    "uk": read_forms("""
        1: перш
        2: друг
        3: трет
        4: четверт
        5: п’ят
        6: шост
        7: сьом
        8: восьм
        9: дев’ят
        10: десят
        11: одинадцят
        12: дванадцят
        13: тринадцят
        14: чотирнадцят
        15: п’ятнадцят
        16: шістнадцят
        17: сімнадцят
        18: вісімнадцят
        19: дев’ятнадцят
        20: двадцят
        30: тридцят
        40: сороков
        50: п’ятдесят
        60: шістдесят
        70: сімдесят
        80: вісімдесят
        90: дев’яност
        100: сот
    """),
    "ru": read_forms("""
        1: перв
        2: втор
        3: трет
        4: четверт
        5: пят
        6: шест
        7: седьм
        8: восьм
        9: девят
        10: десят
        11: одиннадцат
        12: двенадцат
        13: тринадцат
        14: четырнадцат
        15: пятнадцат
        16: шестнадцат
        17: семнадцат
        18: восемнадцат
        19: девятнадцат
        20: двадцат
        30: тридцат
        40: сороков
        50: пятидесят
        60: шестидесят
        70: семидесят
        80: восьмидесят
        90: девяност
        100: сот
    """),
    "en": read_forms("""
        1: first
        2: second
        3: third
        4: fourth
        5: fifth
        6: sixth
        7: seventh
        8: eighth
        9: ninth
        10: tenth
        11: eleventh
        12: twelfth
        13: thirteenth
        14: fourteenth
        15: fifteenth
        16: sixteenth
        17: seventeenth
        18: eighteenth
        19: nineteenth
        20: twentieth
        30: thirtieth
        40: fortieth
        50: fiftieth
        60: sixtieth
        70: seventieth
        80: eightieth
        90: ninetieth
        100: hundredth
    """),
}
ORDINAL_ENDINGS_IN_WORDS: Mapping[str, str] = {
    "uk": r"(?:ий|ій|я|ю|є|ього|ьому|ої|ою|ого|ому|им|ім|а|у|е|і|их|іх|ими)",
    "ru": r"(?:ий|ья|ье|ью|ьего|ьему|ьей|ьем|ьи|ьих|ый|ой|ая|ую|ое|ого|ому|ом|ым|ые|ых|ыми)",
    "en": "",
}
