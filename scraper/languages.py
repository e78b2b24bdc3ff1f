"""Language tags, alphabets, and what language a text is written in; it knows no site or page.

The answer comes from the text. Cheap votes (declared tags, alphabet) are always cast; langdetect
and lingua are loaded and asked only when those leave a doubt, or when a sample is wanted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from scraper.items import Vote

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory
    from lingua import LanguageDetector

OTHER: Final = "other"
UNDETERMINED: Final = "und"

# What sites and people say for a language, where that is not its BCP 47 tag. `ua` is the country.
_SPELLINGS: Final = {
    "ua": "uk", "ukr": "uk", "укр": "uk", "українська": "uk", "ukrainian": "uk",
    "eng": "en", "англ": "en", "english": "en", "rus": "ru", "рус": "ru", "рос": "ru",
    "русский": "ru", "russian": "ru", "російська": "ru", "англійська": "en", "английский": "en",
    "украинский": "uk", "українською": "uk", "по-русски": "ru", "by": "be", "bel": "be",
    "pol": "pl", "bul": "bg", "ger": "de", "deu": "de", "fra": "fr", "fre": "fr", "spa": "es",
}  # fmt: skip
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*")


def parse_lang(text: str) -> str:
    """The primary language tag of `uk`, `UA`, `uk-UA`, `en_GB`, `ukr`; ValueError names others."""
    cleaned = text.strip().strip(".").lower()
    if cleaned in _SPELLINGS:
        return _SPELLINGS[cleaned]
    match = _TAG.fullmatch(cleaned)
    if match is None or cleaned == "x-default":
        raise ValueError(f"not a language: {text!r}")
    return _SPELLINGS.get(match[1], match[1])


def parse_langs(text: str) -> tuple[str, ...]:
    """The tags of a list such as `ua,en,ru`, each once; ValueError names a wrong one."""
    tags = [parse_lang(part) for part in re.split(r"[,;\s]+", text.strip()) if part]
    if not tags:
        raise ValueError(f"not a list of languages: {text!r}")
    return tuple(dict.fromkeys(tags))


def badge(lang: str) -> str:
    """The short name that readers of these sites know: `ua` for Ukrainian, else the tag."""
    return "ua" if lang == "uk" else lang


# --- what a text is written in --------------------------------------------------------------------

NEIGHBOURS: Final = ("be", "bg", "pl")
"""Languages beside those of the sites that their pages are really met in."""

_SEEN: Final = 1200
"""Characters that a vote looks at; more changes nothing and costs time."""
_UK = frozenset("іїєґ")
_RU = frozenset("ыэъё")
_POLISH = frozenset("ąćęłńśźż")
_FOREIGN_CYRILLIC = frozenset("јљњћђџѓќѕәғқңөұүһӣӯҷҳ")
_CYRILLIC_TAGS = frozenset({"uk", "ru", "be", "bg", "mk", "sr", "kk"})
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_SMALL_WORDS = (
    "the of and to in is that for it on was with as by at from are be this has have not which were "
    "but or an will his they he she had their its been who said would about after"
)
_ENGLISH = frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a text is written in: a tag, `other` (none of the languages asked for) or `und`.

    `agreed` is true when every vote cast names that language.
    """

    lang: str
    votes: tuple[Vote, ...]
    agreed: bool


def identify(
    text: str,
    *,
    langs: Sequence[str],
    declared: Mapping[str, str] | None = None,
    sample: bool = False,
) -> Verdict:
    """The language of a text among `langs`, with every vote cast.

    `declared` maps a voter's name (`html-lang`, `edition` ...) to the tag it states; a tag that
    cannot be read is no vote. The models are asked when alphabet and declarations leave a doubt,
    and always when `sample` is set.
    """
    text = text[:_SEEN]
    if not _LETTER.search(text):
        return Verdict(UNDETERMINED, tuple(_declared_votes(declared or {}, langs)), agreed=False)
    votes = list(_declared_votes(declared or {}, langs))
    letters = _alphabet_vote(text, langs)
    votes += [letters] if letters is not None else []
    if sample or letters is None or letters.confidence < 0.9:
        votes += _model_votes(text, langs)
    lang = _decide(votes)
    return Verdict(lang, tuple(votes), agreed=all(vote.lang == lang for vote in votes))


def _declared_votes(declared: Mapping[str, str], langs: Collection[str]) -> Iterable[Vote]:
    for voter, tag in declared.items():
        try:
            lang = parse_lang(tag)
        except ValueError:
            continue
        yield Vote(voter=voter, lang=lang if lang in langs else OTHER, confidence=0.5)


def _alphabet_vote(text: str, langs: Collection[str]) -> Vote | None:
    """What the letters alone say; None when they say nothing."""
    lowered = text.lower()
    count = Counter(lowered)
    total = sum(times for char, times in count.items() if char.isalpha())
    cyrillic = sum(times for char, times in count.items() if "\u0400" <= char <= "\u04ff")
    if 2 * cyrillic >= total:
        lang, confidence = _read_cyrillic(count, cyrillic)
    else:
        lang, confidence = _read_latin(lowered, langs)
    if lang is None:
        return None
    return Vote(voter="alphabet", lang=lang if lang in langs else OTHER, confidence=confidence)


def _read_cyrillic(count: Counter[str], letters: int) -> tuple[str | None, float]:
    """Ukrainian, Russian, Belarusian or Bulgarian by the letters that only some of them have."""
    uk = sum(count[char] for char in _UK)
    ru = sum(count[char] for char in _RU)
    if 20 * sum(count[char] for char in _FOREIGN_CYRILLIC) > letters:
        return OTHER, 0.9
    if count["ў"] or (count["і"] and letters > 40 and not count["и"]):
        return "be", 0.95 if count["і"] and (count["ы"] or count["ў"] > 1) else 0.5
    if count["ъ"] and not uk and not count["ы"] and not count["э"] and not count["ё"]:
        return "bg", 0.95 if 100 * count["ъ"] > letters and letters > 60 else 0.4
    if uk > 3 * ru:
        sure = count["и"] or count["ї"] or count["є"] or count["ґ"]  # Belarusian has none of these
        return "uk", 0.95 if sure and (uk > 2 or letters < 60) else 0.3
    if ru > 3 * uk:
        return "ru", 0.95 if count["и"] and (ru > 2 or letters < 60) else 0.3
    return None, 0.0


def _read_latin(text: str, langs: Collection[str]) -> tuple[str | None, float]:
    """English by its small words, Polish by its letters; nothing where neither shows.

    A long text without English words is another language, unless the site has one in this script.
    """
    words = _WORD.findall(text)
    polish = sum(char in _POLISH for char in text)
    if polish > 1 and 60 * polish > len(text):
        return "pl", 0.95
    share = sum(word in _ENGLISH for word in words) / len(words)
    if len(words) >= 6 and share > 0.15:
        return "en", 0.95
    if not _CYRILLIC_TAGS.issuperset(set(langs) - {"en", "pl"}):
        return None, 0.0
    if len(words) >= 40 and share < 0.06:
        return OTHER, 0.9
    return ("en", 0.4) if text.isascii() else (None, 0.0)


def _model_votes(text: str, langs: Sequence[str]) -> list[Vote]:
    """The votes of langdetect and lingua, where they have an opinion."""
    votes = [_ask_langdetect(text, tuple(langs)), _ask_lingua(text, tuple(langs))]
    return [vote for vote in votes if vote is not None]


_WEIGHTS: Final = {"alphabet": 2.0, "lingua": 2.0, "langdetect": 0.5}


def _decide(votes: Sequence[Vote]) -> str:
    """The language with most weight; the declared voters together weigh less than the text."""
    weight: Counter[str] = Counter()
    stated = [vote for vote in votes if vote.voter not in _WEIGHTS]
    for vote in votes:
        scale = _WEIGHTS.get(vote.voter, 0.8 / max(len(stated), 1))
        weight[vote.lang] += scale * vote.confidence  # type: ignore[assignment]
    return max(weight, key=lambda lang: weight[lang], default=UNDETERMINED)


# --- the models, loaded when first asked ----------------------------------------------------------


@lru_cache(maxsize=1)
def _langdetect_factory() -> DetectorFactory:
    from langdetect import detector_factory  # loading takes half a second

    detector_factory.init_factory()
    detector_factory.DetectorFactory.seed = 0
    return detector_factory._factory


def _ask_langdetect(text: str, langs: tuple[str, ...]) -> Vote | None:
    """langdetect with a fixed seed, the languages asked for far likelier than all others."""
    from langdetect.lang_detect_exception import LangDetectException

    factory = _langdetect_factory()
    detector = factory.create()
    detector.seed = 0
    known = factory.get_lang_list()
    detector.set_prior_map({lang: 1.0 if lang in langs else 0.02 for lang in known})
    detector.append(text)
    try:
        best = detector.get_probabilities()
    except LangDetectException:  # it finds no feature in digits, addresses and other scripts
        return None
    if not best:
        return None
    lang = best[0].lang if best[0].lang in langs else OTHER
    return Vote(voter="langdetect", lang=lang, confidence=round(best[0].prob, 3))


@lru_cache(maxsize=4)
def _lingua_detector(langs: frozenset[str]) -> LanguageDetector | None:
    """A detector for these languages only, since each further one costs memory and accuracy."""
    from lingua import Language, LanguageDetectorBuilder

    wanted = [lang for lang in Language.all() if lang.iso_code_639_1.name.lower() in langs]
    return LanguageDetectorBuilder.from_languages(*wanted).build() if len(wanted) > 1 else None


def _ask_lingua(text: str, langs: tuple[str, ...]) -> Vote | None:
    detector = _lingua_detector(frozenset(langs) | {"uk", "ru", "en", *NEIGHBOURS})
    values = detector.compute_language_confidence_values(text) if detector is not None else []
    if not values or not values[0].value:
        return None
    lang = values[0].language.iso_code_639_1.name.lower()
    voted = lang if lang in langs else OTHER
    return Vote(voter="lingua", lang=voted, confidence=round(values[0].value, 3))
