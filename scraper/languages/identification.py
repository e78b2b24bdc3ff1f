"""What language a text is written in: every vote that is cast, and the decision.

The answer comes from the text. Letters, words and declared tags always vote; langdetect and lingua
are loaded and asked only when those leave a doubt, or when a sample is wanted.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from scraper.items import Vote
from scraper.languages import models
from scraper.languages.letters import (
    CYRILLIC,
    KNOWN,
    OTHER_CYRILLIC,
    OTHER_LATIN,
    Odds,
    read_letters,
)
from scraper.languages.models import likeliest
from scraper.languages.tags import OTHER, UNDETERMINED, parse_lang
from scraper.languages.words import read_words

NEIGHBOURS: Final = ("be", "bg", "pl")
"""Languages beside those of the sites that their pages are really met in."""

_SEEN: Final = 1200
"""Characters that a vote looks at; more changes nothing and costs time."""

_SURE: Final = 0.99
"""Probability from letters and words at which no model is asked."""

_CAST: Final = 0.6
"""Probability from which letters or words have an opinion at all."""

# Log-likelihoods. The weights were chosen on development texts; lingua's word counts more than once
# because a text that letters and words leave in doubt may be one that they misread.
_UNMET: Final = -5.0  # a language that is none of the six, before anything was read
_DECLARED: Final = 3.0  # what all declarations weigh together, against a few words of text
_LINGUA, _LINGUA_FLOOR = 1.5, 1e-4
_LANGDETECT, _LANGDETECT_FLOOR = 0.05, 0.1  # it decides between equals; its vote is a signal
_CANNOT_SAY: Final = 0.05  # a model's probability for what it has no name for


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a text is written in: a tag, `other` (none of the languages asked for) or `und`.

    `agreed` is true when every vote cast names that language. `closest` is the language it seems
    to be when `lang` is `other`: a neighbour's tag, or again `other`.
    """

    lang: str
    votes: tuple[Vote, ...]
    agreed: bool
    closest: str = ""


def identify(
    text: str,
    *,
    langs: Sequence[str],
    declared: Mapping[str, str] | None = None,
    sample: bool = False,
) -> Verdict:
    """The language of a text among `langs`, with every vote cast.

    `declared` maps a voter's name (`html-lang`, `edition` ...) to the tag it states; a tag that
    cannot be read is no vote. The models are asked when letters and words leave a doubt, when half
    of what is declared disagrees with them, and always when `sample` is set.
    """
    text = text[:_SEEN]
    stated = dict(_read_tags(declared or {}))
    votes = [Vote(voter=name, lang=tag, confidence=0.5) for name, tag in stated.items()]
    if not any(char.isalpha() for char in text):
        return Verdict(UNDETERMINED, tuple(_fold(votes, langs)), agreed=False)
    odds, own = _read_text(text)
    votes += own
    _place_others(odds, langs)
    if sample or _is_in_doubt(odds, stated.values()):
        votes += _ask_models(text, langs, odds)
    for tag in stated.values():
        odds[tag if tag in odds else OTHER] += _DECLARED / len(stated)
    closest = likeliest(odds)
    lang = closest if closest in langs else OTHER
    cast = tuple(_fold(votes, langs))
    return Verdict(lang, cast, all(vote.lang == lang for vote in cast), closest)


def _read_tags(declared: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for voter, text in declared.items():
        try:
            yield voter, parse_lang(text)
        except ValueError:
            continue


def _fold(votes: Sequence[Vote], langs: Collection[str]) -> Iterator[Vote]:
    """The votes as a site sees them, for which every further language is `other`."""
    for vote in votes:
        lang = vote.lang if vote.lang in langs else OTHER
        yield Vote(voter=vote.voter, lang=lang, confidence=vote.confidence)


def _read_text(text: str) -> tuple[dict[str, float], list[Vote]]:
    """The log-odds of the languages by letters and words, and the votes of both."""
    lowered = text.lower()
    letters, words = read_letters(lowered), read_words(lowered)
    votes = []
    for voter, read in (("alphabet", letters), ("words", words)):
        odds = _name(read)
        best = likeliest(odds)
        if (chance := _probability(best, odds)) >= _CAST:
            votes.append(Vote(voter=voter, lang=best, confidence=round(chance, 3)))
    return _name([one + other for one, other in zip(letters, words, strict=True)]), votes


def _name(read: Odds) -> dict[str, float]:
    """What was read, by language; the further languages of either script are `other`."""
    odds = dict(zip(KNOWN, read, strict=True))
    odds[OTHER] = max(odds.pop(OTHER_CYRILLIC), odds.pop(OTHER_LATIN)) + _UNMET
    return odds


def _probability(lang: str, odds: Mapping[str, float]) -> float:
    top = max(odds.values())
    return math.exp(odds[lang] - top) / sum(math.exp(odd - top) for odd in odds.values())


def _place_others(odds: dict[str, float], langs: Collection[str]) -> None:
    """Languages of the site that letters and words do not know begin as `other` does, but met."""
    for lang in langs:
        odds.setdefault(lang, odds[OTHER] - _UNMET)


def _is_in_doubt(odds: Mapping[str, float], stated: Collection[str]) -> bool:
    best = likeliest(odds)
    unknown = best not in KNOWN and best != OTHER
    against = sum(tag != best for tag in stated)  # one of several is a slip: og:locale mostly is
    is_declared_otherwise = bool(against) and 2 * against >= len(stated)
    return unknown or _probability(best, odds) < _SURE or is_declared_otherwise


def _ask_models(text: str, langs: Sequence[str], odds: dict[str, float]) -> list[Vote]:
    """The votes of langdetect and lingua, where they have an opinion; `odds` take them in."""
    answers = {
        "langdetect": (models.ask_langdetect(text, langs), _LANGDETECT, _LANGDETECT_FLOOR),
        "lingua": (
            models.ask_lingua(text, [lang for lang in odds if lang != OTHER]),
            _LINGUA,
            _LINGUA_FLOOR,
        ),
    }
    votes = []
    for voter, (chances, weight, floor) in answers.items():
        if chances:
            lang = likeliest(chances)
            votes.append(Vote(voter=voter, lang=lang, confidence=round(chances[lang], 3)))
            for tag in odds:
                odds[tag] += weight * math.log(max(_chance(tag, chances, odds), floor))
    return votes


def _chance(tag: str, chances: Mapping[str, float], odds: Collection[str]) -> float:
    """A model's probability for a language; what it cannot name may still be the case."""
    if tag == OTHER:
        further = math.fsum(chance for lang, chance in chances.items() if lang not in odds)
        return max(_CANNOT_SAY, further)
    if tag == "be" and tag not in chances:  # langdetect takes Belarusian for one of its neighbours
        return max(chances.get(lang, 0.0) for lang in CYRILLIC)
    return chances.get(tag, 0.0)
