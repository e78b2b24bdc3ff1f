"""What the letters of a text say about its language: how often each language uses each of them.

Frequencies are the usual published ones, in letters of ten thousand, rounded; a letter that a
language does not have still occurs in its names and quotes.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from operator import mul
from typing import Final

OTHER_CYRILLIC: Final = "other Cyrillic"
OTHER_LATIN: Final = "other Latin"
"""All further languages, by their script; what is neither Cyrillic nor Latin is taken for Latin."""

CYRILLIC: Final = ("uk", "ru", "be", "bg", OTHER_CYRILLIC)
LATIN: Final = ("en", "pl", OTHER_LATIN)
KNOWN: Final = (*CYRILLIC, *LATIN)
"""What letters and words are read for."""

Odds = list[float]
"""Log-likelihoods in the order of KNOWN, up to a sum that is the same for all."""

_FREQUENCIES: Final[Mapping[str, str]] = {
    "uk": "о928 а834 и626 н681 і623 в560 т535 р477 е474 с404 к380 л360 у350 д330 м305 п284 з230 "
    "я220 ь180 г160 б170 ч130 х110 й130 ж85 ш75 ц100 ю80 є60 ї65 щ55 ф30 ґ2",
    "ru": "о1097 е845 а801 и735 н670 т626 с547 р473 в454 л440 к349 м321 д298 п281 у262 я201 ы190 "
    "ь174 г170 з165 б159 ч144 й121 х97 ж94 ш73 ю64 ц48 щ36 э32 ф26 ъ4 ё5",
    "be": "а1600 н620 і670 о340 е430 р500 т400 с480 к430 в290 л400 д380 ў220 у330 м270 п280 ы360 "
    "я430 ь160 г210 з350 б160 ч160 й110 х120 ж90 ш110 ю60 ц400 э160 ф30 ё60",
    "bg": "а1190 и900 о870 е860 т770 н730 р490 с480 в440 л330 д350 к340 п290 м250 з220 я170 г160 "
    "б150 ъ170 у160 ч150 ц90 й70 щ60 ш60 ж60 х70 ф40 ю12 ь3",
    "en": "e1270 t906 a817 o751 i697 n675 s633 h609 r599 d425 l403 c278 u276 m241 w236 f223 g202 "
    "y197 p193 b149 v98 k77 j15 x15 q10 z7",
    "pl": "a890 i820 o775 e766 z564 n552 r469 w465 s432 c396 t398 y376 k351 d325 p313 m280 u250 "
    "j228 l210 ł182 b147 g142 h108 ę111 ą99 ó85 ż83 ś66 ć40 f30 ń20 ź6 v4 x2 q1",
}
_FOREIGN: Final = 1.0  # of ten thousand: a letter that a language does not have
_FOREIGN_TO_ALL: Final = 60.0  # the same in the further ones, for a letter that none of the six has
_TEMPER: Final = 0.5  # letters of one text are not independent of one another

_LETTERS: Final = {
    lang: {entry[0]: float(entry[1:]) for entry in table.split()}
    for lang, table in _FREQUENCIES.items()
}
# A letter of the other script: names of firms and programs stand in Latin letters in Cyrillic text,
# hardly ever the other way round. The word it belongs to is weighed as a whole elsewhere.
_LATIN_IN_CYRILLIC: Final = 0.8
_CYRILLIC_IN_LATIN: Final = 0.05


def read_letters(text: str) -> Odds:
    """How likely each language is to have these letters; `text` is in lower case."""
    counts = {char: times for char, times in Counter(text).items() if _values(char) is not None}
    columns = zip(*(_values(char) or () for char in counts), strict=True)
    return [sum(map(mul, counts.values(), column)) for column in columns] or [0.0] * len(KNOWN)


def is_cyrillic(char: str) -> bool:
    """Whether a letter is Cyrillic."""
    return "\u0400" <= char <= "\u052f"


@lru_cache(maxsize=2048)
def _values(char: str) -> tuple[float, ...] | None:
    """The log-likelihoods of a letter, None for what is no letter."""
    if not char.isalpha():
        return None
    cyrillic = is_cyrillic(char)
    (*own, further), others = (CYRILLIC, LATIN) if cyrillic else (LATIN, CYRILLIC)
    shares = {lang: _LETTERS[lang].get(char, _FOREIGN) for lang in own}
    known = any(char in _LETTERS[lang] for lang in own)
    shares[further] = sum(shares.values()) / len(own) if known else _FOREIGN_TO_ALL
    alien = _CYRILLIC_IN_LATIN if cyrillic else _LATIN_IN_CYRILLIC
    shares |= dict.fromkeys(others, max(shares.values()) * alien)
    return tuple(_TEMPER * math.log(shares[lang]) for lang in KNOWN)
