"""Puts a divergence into words, in English for the record and in Ukrainian for who reads it so.

`say(one, "uk")` is the sentence that `one.says` has in English, `give_reasons(one, "uk")` the same
for `one.because`. Both are told from `kind`, `langs` and `facts` alone; no prose is read. Of what
another program or an older one published without `facts`, they give the English that is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from scraper.alignment.divergences.phrases import PHRASES, Phrases
from scraper.items import Divergence

PARAMETERS = frozenset(("of", "how", "what", "place", "at"))
"""Keys of `facts` that are neither a language nor a place of an edit.

`of` are the versions that it is told of, parted by spaces; `how` is the manner of what is missing,
`what` the kind of block it is, or `sentence`, and `place` its number from 1; `at` is the time of an
edit. A language's value are its words that part (`name`, `number`, `attribution`, `headline`), its
block's number from 1 (`moved`), or how many of the telling words of what is `missing` it has
anywhere: `3/14`. A place of an edit is `headline`, `lead` or `caption`, or `4 added`, `6-7 removed`
or `3 rewritten`; its value says what became what, `640 → 655`, where that is short.
"""


def word(divergence: Divergence) -> Divergence:
    """The divergence with its sentence and reasons in English."""
    return replace(divergence, says=say(divergence), because=give_reasons(divergence))


def say(divergence: Divergence, lang: str = "en") -> str:
    """One plain sentence on the divergence, in English (`en`) or Ukrainian (`uk`)."""
    if not divergence.facts:
        return divergence.says
    phrases = PHRASES[lang]
    sentence = phrases.sentences[_sentence_of(divergence)]
    told = sentence.format(**dict(_parameters(divergence, phrases)))
    return told[:1].upper() + told[1:]


def give_reasons(divergence: Divergence, lang: str = "en") -> tuple[str, ...]:
    """What speaks for the divergence: `uk: 640` for words that part, and reasons in words."""
    if not divergence.facts:
        return divergence.because
    return tuple(_reasons(divergence, PHRASES[lang]))


def _sentence_of(divergence: Divergence) -> str:
    facts = divergence.facts
    if "how" in facts:
        return f"{divergence.kind} {facts['how']}"
    is_alone = divergence.kind in ("name", "number", "attribution") and not any(
        lang in facts for lang in divergence.langs
    )
    return f"{divergence.kind} one" if is_alone else divergence.kind


def _parameters(divergence: Divergence, phrases: Phrases) -> Iterator[tuple[str, str]]:
    facts, held = divergence.facts, divergence.langs
    others = tuple(facts["of"].split())
    for role, langs in (("held", held), ("other", others)):
        yield role, phrases.version(langs, "nom")
        for case in ("gen", "loc"):
            yield f"{role}_{case}", phrases.version(langs, case)
        yield f"{role}_words", ", ".join(facts[lang] for lang in langs if lang in facts)
    for name, forms in phrases.endings.items():
        yield name, forms[len(held) > 1]
        yield f"{name}_other", forms[len(others) > 1]
    yield "at", facts.get("at", "")
    yield "places", ", ".join(_places(facts, phrases))
    yield from _names_of_what(facts, phrases)


def _names_of_what(facts: Mapping[str, str], phrases: Phrases) -> Iterator[tuple[str, str]]:
    """`a sentence`, `paragraph 3`, and so on in each case."""
    noun = phrases.nouns.get(facts.get("what", ""), {})
    place = facts.get("place")
    article = "a " if phrases is PHRASES["en"] and not place else ""
    number = f" {place}" if place else ""
    yield "what", noun.get("nom", "")
    yield "what_acc", noun.get("acc", "")
    yield "what_who", noun.get("who", "")
    for case in ("nom", "gen", "ins"):
        yield f"what_{case}", f"{article}{noun.get(case, '')}{number}"


def _places(facts: Mapping[str, str], phrases: Phrases) -> Iterator[str]:
    """The changed places of an edit in words."""
    for key in sorted(_keys(facts), key=_place_of):
        blocks, _, how = key.rpartition(" ")
        if blocks:
            first, _, last = blocks.partition("-")
            told = phrases.places["blocks" if last else "block"].format(first, last)
            yield phrases.places[how].format(blocks=told)
        elif key in phrases.places:
            yield phrases.places[key]


def _place_of(key: str) -> tuple[int, str]:
    """By which the places of an edit are sorted: those beside the text first, then blocks."""
    number = key.partition(" ")[0].partition("-")[0]
    return (int(number), key) if number.isdigit() else (0, key)


def _reasons(divergence: Divergence, phrases: Phrases) -> Iterator[str]:
    facts = divergence.facts
    if divergence.kind == "missing":
        yield phrases.reasons[facts["how"]]
        for lang in divergence.langs:
            if "/" in facts.get(lang, ""):
                found, count = facts[lang].split("/")
                yield phrases.reasons["found"].format(
                    found=found, count=count, version=phrases.version((lang,), "loc")
                )
    elif divergence.kind == "edited":
        places = _places(facts, phrases)
        changed = [facts[key] for key in sorted(_keys(facts), key=_place_of)]
        for place, value in zip(places, changed, strict=True):
            yield f"{place}: {value}" if value else place
    else:
        for lang in _keys(facts):
            # a headline may claim several things
            words = facts[lang].split(", ") if divergence.kind == "headline" else [facts[lang]]
            told = phrases.places["block"] if divergence.kind == "moved" else "{}"
            yield from (f"{lang}: {told.format(one)}" for one in words)


def _keys(facts: Mapping[str, str]) -> list[str]:
    return [key for key in facts if key not in PARAMETERS]
