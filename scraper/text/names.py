"""Names of people, places and organisations in a text, with keys that compare over languages.

A name is found by its capital letter and its place in the sentence; what kind it is, is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scraper.text.dates import MONTHS
from scraper.text.lemmas import lemma
from scraper.text.lexicon import concept_label, concepts
from scraper.text.tokens import Token, find_tokens
from scraper.text.transliteration import sound_key

# What may stand between the end of a sentence and its first word, or before a quoted one.
_BREAK = re.compile(r"[.!?…:;\n]|[«“„\"(—–-]\s*$")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
TITLE_CASE = 0.85  # the share of longer words with a capital from which a line is a title
# English words that have a capital without being a name that other languages would write so.
_ENGLISH_CAPITALS = frozenset(
    ("i", "mr", "mrs", "ms", "dr", "monday", "tuesday", "wednesday", "thursday", "friday",
     "saturday", "sunday", *MONTHS["en"])
)  # fmt: skip
# Case endings of names that no dictionary has; they hold consonants, which the key would keep.
_ENDINGS = re.compile(r"(?<=[^\W\d_]{3})(?:ого|его|ому|ему|ами|ями|ах|ях|ом|ем|єм|им|ым|ів|ов)$")


@dataclass(frozen=True, slots=True)
class Name:
    """One capitalised word; equal keys mean that two languages may speak of the same."""

    key: str
    text: str
    start: int
    end: int


def find_names(text: str, lang: str) -> tuple[Name, ...]:
    """The names of a text in order, word by word.

    At the beginning of a sentence, and in headlines that capitalise every word, only what is
    capitalised elsewhere too, or an acronym, counts.
    """
    return tuple(
        Name(name_key(token.text, lang), token.text, token.start, token.end)
        for token in find_name_tokens(text, lang, find_tokens(text))
    )


def find_name_tokens(text: str, lang: str, tokens: Sequence[Token]) -> Iterator[Token]:
    """Those of a text's tokens that are names, as `find_names` has them."""
    sure = {
        lemma(token.text, lang)
        for sentence in _sentences(tokens, text)
        for token in _sure_names(sentence, lang)
    }
    for token in tokens:
        if _may_be_name(token, lang) and (
            _stands_alone(token, lang) or lemma(token.text, lang) in sure
        ):
            yield token


@lru_cache(maxsize=50_000)
def name_key(word: str, lang: str) -> str:
    """The key of a name's word: its concept where the lexicon has one, else how it sounds.

    Of several concepts the one with the shortest label counts: the place, not its adjective.
    """
    base = lemma(word, lang)
    if known := _concept_keys(base, lang):
        return known[0]
    if word.isupper() and len(word) > 1:
        return f"+{_spell(word)}"
    return sound_key(base) or base


@lru_cache(maxsize=50_000)
def name_keys(word: str, lang: str) -> tuple[str, ...]:
    """Every key under which another language may have the word; the first is `name_key`.

    Behind its concepts comes how the word sounds, for surnames that are words too, then the sound
    without what may be the case ending of a name that no dictionary knows.
    """
    base = lemma(word, lang)
    keys = [name_key(word, lang), *_concept_keys(base, lang)]
    if not keys[0].startswith("+"):
        endings = [base] if lang == "en" else [base, _ENDINGS.sub("", base)]
        keys += [key for key in map(sound_key, endings) if len(key) > 1]
    return tuple(dict.fromkeys(keys))


def _concept_keys(base: str, lang: str) -> list[str]:
    labels = {concept_label(number) for number in concepts(base, lang)}
    return [f"={label}" for label in sorted(labels, key=lambda label: (len(label), label))]


def _spell(acronym: str) -> str:
    """An acronym letter by letter, so that СБУ is SBU and ЄС differs from ЕС in no language."""
    return "".join(sound_key(letter) or letter for letter in acronym.lower()).upper()


def _sentences(tokens: Sequence[Token], text: str) -> Iterator[Sequence[Token]]:
    """Runs of tokens without the end of a sentence, a quotation mark or a dash between them."""
    first, end = 0, 0
    for place, token in enumerate(tokens):
        between = text[end : token.start]
        if between != " " and place and _BREAK.search(between):
            yield tokens[first:place]
            first = place
        end = token.end
    if tokens:
        yield tokens[first:]


def _sure_names(sentence: Sequence[Token], lang: str) -> Iterator[Token]:
    longer = [text for text, _, _ in sentence if len(text) > 3 and not text[0].isdigit()]
    capitals = sum([text[0].isupper() for text in longer])
    if len(longer) > 3 and capitals >= TITLE_CASE * len(longer):
        return
    yield from [token for token in sentence[1:] if _may_be_name(token, lang)]


def _may_be_name(token: Token, lang: str) -> bool:
    text = token.text
    if not text[0].isupper() or len(text) < 2:
        return False
    return lang != "en" or text.lower() not in _ENGLISH_CAPITALS


def _stands_alone(token: Token, lang: str) -> bool:
    """Whether it is a name wherever it stands: an acronym, Latin among Cyrillic."""
    if token.text.isupper() and len(token.text) > 1:
        return True
    return lang != "en" and not _CYRILLIC.search(token.text)
