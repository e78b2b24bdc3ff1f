"""The models asked for a second opinion: langdetect and lingua, loaded when first asked."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory
    from lingua import LanguageDetector

UNLIKELY: Final = 0.02
"""How likely langdetect takes a language to be that was not asked for, beside 1 for the others."""


def ask_langdetect(text: str, langs: Sequence[str]) -> dict[str, float]:
    """langdetect's probabilities, with a fixed seed and `langs` far likelier than all others.

    Empty where it has no opinion. It knows no Belarusian.
    """
    from langdetect.lang_detect_exception import LangDetectException

    factory = _langdetect_factory()
    detector = factory.create()
    detector.seed = 0
    known = factory.get_lang_list()
    detector.set_prior_map({lang: 1.0 if lang in langs else UNLIKELY for lang in known})
    detector.append(text)
    try:
        return {guess.lang: guess.prob for guess in detector.get_probabilities()}
    except LangDetectException:  # it finds no feature in digits, addresses and other scripts
        return {}


def ask_lingua(text: str, langs: Sequence[str]) -> dict[str, float]:
    """lingua's probabilities for `langs`, two at least; empty where it has no opinion.

    It chooses among these only, so that what it says of another language means nothing.
    """
    detector = _lingua_detector(frozenset(langs))
    values = detector.compute_language_confidence_values(text)
    found = {value.language.iso_code_639_1.name.lower(): value.value for value in values}
    return found if any(found.values()) else {}


def likeliest(probabilities: Mapping[str, float]) -> str:
    """The language with the highest probability; the first of equal ones in the alphabet."""
    return min(probabilities, key=lambda lang: (-probabilities[lang], lang))


@functools.lru_cache(maxsize=1)
def _langdetect_factory() -> DetectorFactory:
    from langdetect import detector_factory  # loading takes half a second

    detector_factory.init_factory()
    detector_factory.DetectorFactory.seed = 0
    return detector_factory._factory


@functools.lru_cache(maxsize=4)
def _lingua_detector(langs: frozenset[str]) -> LanguageDetector:
    """A detector for these languages only, since each further one costs memory and accuracy."""
    from lingua import Language, LanguageDetectorBuilder

    wanted = [lang for lang in Language.all() if lang.iso_code_639_1.name.lower() in langs]
    return LanguageDetectorBuilder.from_languages(*wanted).build()
