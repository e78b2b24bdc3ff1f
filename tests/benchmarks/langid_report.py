"""`python -m tests.benchmarks.langid_report`: languages named by us and by single libraries.

Prints the share of headlines, sentences, short texts and snippets of the evaluation data that each
names rightly, and of the paragraphs of uk, en and ru news, all with the same six languages to
choose from, and microseconds per headline. The peers come with `requirements/peers.txt`; one that
is not installed is left out, and said to be.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from scraper.languages import models
from tests.benchmarks.langid import name_language

SIX = ("uk", "ru", "en", "be", "bg", "pl")
KINDS = ("headline", "sentence", "short", "snippet", "paragraph")

Names = Callable[[str], str]


class Text(NamedTuple):
    """A text of the data, what kind it is and the language it is in."""

    kind: str
    lang: str
    text: str


def read_texts(folder: Path) -> list[Text]:
    """The development texts with their languages."""
    gold = map(json.loads, (folder / "langid_dev.gold.jsonl").read_text("utf-8").splitlines())
    true = {row["id"]: (row["kind"], row["lang"]) for row in gold}
    rows = map(json.loads, (folder / "langid_dev.jsonl").read_text("utf-8").splitlines())
    texts = [Text(*true[row["id"]], row["text"]) for row in rows]
    for line in (folder / "docs_dev.jsonl").read_text("utf-8").splitlines():
        document = json.loads(line)
        texts += [Text("paragraph", document["lang"], one) for one in document["paragraphs"]]
    return texts


def name_without_langdetect(text: str) -> str:
    """Our answer when langdetect is never asked."""
    with mock.patch.object(models, "ask_langdetect", return_value={}):
        return name_language(text)


def make_lingua() -> Names:
    """lingua, choosing among the six."""
    return lambda text: models.likeliest(models.ask_lingua(text, SIX) or {"und": 1.0})


def make_py3langid() -> Names:
    """py3langid, choosing among the six."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(SIX))
    return lambda text: str(identifier.classify(text)[0])


def make_langdetect(langs: tuple[str, ...] | None) -> Names:
    """langdetect, choosing among some of its languages or all; it has no Belarusian."""
    from langdetect.lang_detect_exception import LangDetectException

    factory = models._langdetect_factory()
    prior = {lang: float(lang in langs) for lang in factory.get_lang_list()} if langs else None

    def name(text: str) -> str:
        detector = factory.create()
        detector.seed = 0
        if prior:
            detector.set_prior_map(prior)
        detector.append(text)
        try:
            return str(detector.detect())
        except LangDetectException:
            return "und"

    return name


def find_systems() -> Iterator[tuple[str, Names | None]]:
    """Every system by name; None for one that is not installed."""
    yield "tlumach", name_language
    yield "tlumach without langdetect", name_without_langdetect
    yield "lingua, six", make_lingua()
    try:
        yield "py3langid, six", make_py3langid()
    except ModuleNotFoundError:
        yield "py3langid, six", None
    yield "langdetect, six", make_langdetect(SIX)
    yield "langdetect, all", make_langdetect(None)


def measure(names: Names, texts: list[Text]) -> tuple[dict[str, int], float]:
    """How many texts of each kind are named wrongly, and the microseconds that a headline takes."""
    names("Слово word")  # models are loaded when first asked
    wrong: Counter[str] = Counter()
    spent = 0.0
    for kind, lang, text in texts:
        begun = time.process_time()
        answer = names(text)
        if kind == "headline":
            spent += time.process_time() - begun
        wrong[kind] += answer != lang
    headlines = sum(text.kind == "headline" for text in texts)
    return wrong, spent / headlines * 1e6


def main() -> None:
    """Print a row per system: accuracy per kind in percent, texts named wrongly, time."""
    folder = os.environ.get("TLUMACH_EVAL")
    if not folder:
        print("no evaluation data: TLUMACH_EVAL is not set")
        return
    texts = read_texts(Path(folder) / "benchmarks" / "data")
    total = Counter(text.kind for text in texts)
    heads = "".join(f"{kind:>13}" for kind in KINDS)
    print(f"{'accuracy in %, wrong':27}{heads}  us a headline")
    for system, names in find_systems():
        if names is None:
            print(f"{system:27} not installed: requirements/peers.txt")
            continue
        wrong, spent = measure(names, texts)
        cells = (f"{100 * (1 - wrong[kind] / total[kind]):8.1f} {wrong[kind]:4}" for kind in KINDS)
        print(f"{system:27}{''.join(cells)} {spent:14.0f}", flush=True)


if __name__ == "__main__":
    main()
