"""The sentences that tell of divergences, in English and Ukrainian: tables and grammar only."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Cases = Mapping[str, str]
"""A noun in the cases that the sentences need, and `who`, its relative pronoun."""

_ENGLISH = {
    "uk": "Ukrainian", "en": "English", "ru": "Russian", "be": "Belarusian", "bg": "Bulgarian",
    "pl": "Polish", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian",
    "ro": "Romanian", "hu": "Hungarian", "cs": "Czech", "sk": "Slovak", "tr": "Turkish",
}  # fmt: skip
_UKRAINIAN = {
    "uk": "українська", "en": "англійська", "ru": "російська", "be": "білоруська",
    "bg": "болгарська", "pl": "польська", "de": "німецька", "fr": "французька",
    "es": "іспанська", "it": "італійська", "ro": "румунська", "hu": "угорська", "cs": "чеська",
    "sk": "словацька", "tr": "турецька",
}  # fmt: skip
_ENDINGS = {"nom": "", "gen": "ої", "loc": "ій"}
_VERSION = {
    "nom": ("версія", "версії"), "gen": ("версії", "версій"), "loc": ("версії", "версіях"),
}  # fmt: skip


def english_version(langs: Sequence[str], _case: str = "nom") -> str:
    """`the English and Russian versions`."""
    names = [_ENGLISH.get(lang, lang) for lang in langs]
    return f"the {_join(names, 'and')} version{'s' * (len(names) > 1)}"


def ukrainian_version(langs: Sequence[str], case: str = "nom") -> str:
    """`англійська й російська версії`, in the nominative, genitive or locative."""
    names = [_decline(_UKRAINIAN.get(lang, lang), case) for lang in langs]
    return f"{_join(names, 'і')} {_VERSION[case][len(names) > 1]}"


def _decline(adjective: str, case: str) -> str:
    return adjective if case == "nom" else adjective.removesuffix("а") + _ENDINGS[case]


def _join(words: Sequence[str], conjunction: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language's sentences by kind, or kind and manner; all take the same parameters.

    `{held}` are the versions that a divergence is held against and `{other}` the rest that have a
    part in it, or in another case `{held_loc}` and so on; `{what}` is a kind of block or a
    sentence, `{what_nom}` and so on are it with its number, `{what_acc}` without, `{what_who}` is
    its relative pronoun; `{held_words}` and `{other_words}` are the words that part. `endings` are
    those of verbs for one and for several versions: `{s}` agrees with `{held}`, `{s_other}` with
    `{other}`.
    """

    version: Callable[[Sequence[str], str], str]
    endings: Mapping[str, tuple[str, str]]
    nouns: Mapping[str, Cases]
    sentences: Mapping[str, str]
    reasons: Mapping[str, str]
    places: Mapping[str, str]


def _noun(nom: str, gen: str, ins: str, acc: str = "") -> Cases:
    """A Ukrainian noun; only feminine ones have an accusative of their own."""
    return {
        "nom": nom,
        "gen": gen,
        "ins": ins,
        "acc": acc or nom,
        "who": "якої" if acc else "якого",
    }


def _english(noun: str) -> Cases:
    return dict.fromkeys(("nom", "gen", "ins", "acc"), noun) | {"who": "that"}


ENGLISH = Phrases(
    version=english_version,
    endings={"s": ("s", ""), "have": ("has", "have")},
    nouns={
        "paragraph": _english("paragraph"), "heading": _english("heading"),
        "quote": _english("quote"), "list_item": _english("list item"),
        "table": _english("table"), "lead": _english("lead"), "caption": _english("caption"),
        "headline": _english("headline"), "sentence": _english("sentence"),
    },
    sentences={
        "missing added": "{other} add{s_other} a {what} that {held} lack{s}.",
        "missing cut off": "{held} stop{s} before {what_nom} of {other}.",
        "missing dropped": "{held} lack{s} {what_nom} of {other}.",
        "number": "{held} has “{held_words}” where {other} has “{other_words}”.",
        "number one": "{held} does not have “{other_words}”.",
        "name": "{held} names {held_words} where {other} names {other_words}.",
        "name one": "{held} does not name {other_words}.",
        "attribution": "{held} ascribes it to “{held_words}”, {other} to “{other_words}”.",
        "attribution one": "{held} does not say that it comes from “{other_words}”.",
        "headline": "the headline of {other} has “{other_words}”, which {held} {have} nowhere.",
        "moved": "{held} has as block {held_words} what is block {other_words} of {other}.",
        "edited": "{other} was changed at {at}, after {held} came out: {places}.",
    },
    reasons={
        "dropped": "dropped", "cut off": "cut off", "added": "added",
        "found": "{found} of {count} words are found anywhere in {version}",
    },
    places={
        "headline": "headline", "lead": "lead", "caption": "caption",
        "added": "{blocks} added", "removed": "{blocks} removed",
        "rewritten": "{blocks} rewritten", "block": "block {}", "blocks": "blocks {} to {}",
    },
)  # fmt: skip

UKRAINIAN = Phrases(
    version=ukrainian_version,
    endings={"ye": ("є", "ю"), "a": ("а", "и")},
    nouns={
        "paragraph": _noun("абзац", "абзацу", "абзацом"),
        "heading": _noun("підзаголовок", "підзаголовка", "підзаголовком"),
        "quote": _noun("цитата", "цитати", "цитатою", "цитату"),
        "list_item": _noun("пункт списку", "пункту списку", "пунктом списку"),
        "table": _noun("таблиця", "таблиці", "таблицею", "таблицю"),
        "lead": _noun("вступ", "вступу", "вступом"),
        "caption": _noun("підпис", "підпису", "підписом"),
        "headline": _noun("заголовок", "заголовка", "заголовком"),
        "sentence": _noun("речення", "речення", "реченням"),
    },
    sentences={
        "missing added": "в {other_loc} додано {what_acc}, {what_who} немає в {held_loc}.",
        "missing cut off": "{held} урива{ye}ться перед {what_ins} {other_gen}.",
        "missing dropped": "в {held_loc} немає {what_gen} {other_gen}.",
        "number": "в {held_loc} – «{held_words}», а в {other_loc} – «{other_words}».",
        "number one": "в {held_loc} немає «{other_words}».",
        "name": "в {held_loc} названо {held_words}, а в {other_loc} – {other_words}.",
        "name one": "в {held_loc} не названо {other_words}.",
        "attribution": "{held} посила{ye}ться на «{held_words}», а {other} – на «{other_words}».",
        "attribution one": "в {held_loc} не сказано, що джерело – «{other_words}».",
        "headline": "у заголовку {other_gen} є «{other_words}», чого в {held_loc} немає ніде.",
        "moved": "блок {held_words} {held_gen} – це блок {other_words} {other_gen}.",
        "edited": "{other} змінил{a_other}ся {at}, коли вже вийшл{a} {held}: {places}.",
    },
    reasons={
        "dropped": "пропущено", "cut off": "обірвано", "added": "додано",
        "found": "слів, що є деінде в {version}: {found} з {count}",
    },
    places={
        "headline": "заголовок", "lead": "вступ", "caption": "підпис до фото",
        "added": "додано {blocks}", "removed": "вилучено {blocks}",
        "rewritten": "переписано {blocks}", "block": "блок {}", "blocks": "блоки {}–{}",
    },
)  # fmt: skip

PHRASES: Mapping[str, Phrases] = {"en": ENGLISH, "uk": UKRAINIAN}
