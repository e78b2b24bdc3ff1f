"""Cuts a block of Ukrainian, Russian or English news into sentences; it does not mend them.

Rules, no model: a full stop ends a sentence unless the word before it is an abbreviation that needs
what follows, an initial, a number in front of its noun, or the stop stands inside an open quote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_END = re.compile(r"(?:\.\.\.|[.!?…])+[»”’\"')\]]*(?=\s)")
_LEFT_WORD = re.compile(r"[\w’'.\-]*$")
_LOWER_NEXT = re.compile(r"[\s\"«„“(\[]*[a-zа-яґєіїё]")
_DASH_NEXT = re.compile(r"\s*[–—-]\s")


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Words written with a full stop: `before` never end a sentence, `after` may, at a capital."""

    before: frozenset[str]
    after: frozenset[str]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LISTS = {
    "uk": Abbreviations(
        _words("вул просп пр-т пров бул пл ім м смт с сел р-н обл гр п о оз г д ст кв буд корп під "
               "див пор напр т.зв т акад проф доц канд д-р п-к ген полк підполк майор кап лейт "
               "серж св рис табл гл ч п.п ред пер англ нім франц лат рос укр"),
        _words("р рр ст тис млн млрд трлн грн коп км кг см мм кв куб год хв с т.д т.п ін та.ін н.е "
               "до.н.е чол ос шт")),
    "ru": Abbreviations(
        _words("ул просп пр-т пер бул пл им г пгт с р-н обл гр д оз кв корп стр см ср напр т.н т "
               "акад проф доц канд д-р ген полк подп майор кап лейт серж св рис табл гл ч п ред "
               "англ нем франц лат рус укр о"),
        _words("г гг в вв тыс млн млрд трлн грн руб коп км кг см мм кв куб ч мин с т.д т.п др пр "
               "н.э до.н.э чел шт")),
    "en": Abbreviations(
        _words("mr mrs ms dr prof gen col lt maj capt sgt sen rep gov rev st mt ft hon pres supt "
               "insp cmdr adm brig cpl pvt messrs vs no nos fig pp vol e.g i.e approx jan feb mar "
               "apr jun jul aug sept oct nov dec"),
        _words("inc ltd co corp jr sr bros a.m p.m u.s u.k u.n e.u d.c etc est")),
}  # fmt: skip
_NONE = Abbreviations(frozenset(), frozenset())


def split_sentences(text: str, lang: str) -> tuple[str, ...]:
    """The sentences of a text, in order; with the spaces between them they give the text back."""
    cuts = [0]
    for match in _END.finditer(text):
        if _ends_sentence(text, match, _LISTS.get(lang, _NONE)):
            cuts.append(match.end())
    cuts.append(len(text))
    pieces = (text[start:end].strip() for start, end in pairwise(cuts))
    return tuple(piece for piece in pieces if piece)


def _ends_sentence(text: str, match: re.Match[str], lists: Abbreviations) -> bool:
    rest = text[match.end() :]
    if _LOWER_NEXT.match(rest) or _dash_then_lower(rest):
        return False
    if match.group() != ".":
        return True
    word = (_LEFT_WORD.search(text[: match.start()]) or match).group().lower().strip("'’-.")
    if len(word) == 1 and text[match.start() - 1].isupper():
        return False
    if word in lists.after:
        return rest.lstrip()[:1].isupper()
    if word in lists.before:
        return False
    return not (word.isdigit() and len(word) < 3 and match.start() <= 3)


def _dash_then_lower(rest: str) -> bool:
    dash = _DASH_NEXT.match(rest)
    return bool(dash and _LOWER_NEXT.match(rest[dash.end() :]))
