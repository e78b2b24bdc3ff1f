"""Cuts marked snippets into sentences and scores the boundaries.

`python -m tests.benchmarks.sentences FILE [-v]`. A line of a .tsv is a language, a tab, and a text
in which every boundary is marked by a broken bar with a space on each side; of a .jsonl it is an
object with `lang` and `sentences`. Other splitters that are installed (blingfire, pysbd, razdel,
sentencex, simplemma, tokenize_uk) are scored in the same run; `-v` prints every snippet that ours
cuts otherwise than marked.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from scraper.text.sentences import split_sentences

MARK = " ¦ "

Split = Callable[[str, str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text in one language with its sentences as they should be."""

    lang: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """The text without marks."""
        return " ".join(self.sentences)


@dataclass(frozen=True, slots=True)
class Score:
    """How well boundaries were found, and the share of snippets that are right as a whole."""

    precision: float
    recall: float
    exact: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def read_snippets(path: Path) -> tuple[Snippet, ...]:
    """The snippets of a file, marked text or JSON Lines; a line that begins with # is none."""
    if path.suffix == ".jsonl":
        objects = map(json.loads, path.read_text("utf-8").splitlines())
        return tuple(Snippet(one["lang"], tuple(one["sentences"])) for one in objects)
    lines = path.read_text("utf-8").splitlines()
    rows = (line.split("\t", 1) for line in lines if line.strip() and not line.startswith("#"))
    return tuple(Snippet(lang, tuple(text.split(MARK))) for lang, text in rows)


def find_boundaries(sentences: Iterable[str]) -> set[int]:
    """Offsets of the inner boundaries, counted in characters that are not spaces."""
    ends: list[int] = []
    place = 0
    for sentence in sentences:
        place += len("".join(sentence.split()))
        ends.append(place)
    return set(ends[:-1])


def score_snippets(snippets: Iterable[Snippet], split: Split = split_sentences) -> Score:
    """Precision and recall of boundaries over all snippets, and the share of exact ones."""
    right = found = wanted = exact = count = 0
    for snippet in snippets:
        gold = find_boundaries(snippet.sentences)
        ours = find_boundaries(split(snippet.text, snippet.lang))
        right, found, wanted = right + len(gold & ours), found + len(ours), wanted + len(gold)
        exact, count = exact + (gold == ours), count + 1
    return Score(right / max(1, found), right / max(1, wanted), exact / max(1, count))


def find_faults(snippets: Iterable[Snippet]) -> Iterator[tuple[Snippet, tuple[str, ...]]]:
    """The snippets that are cut otherwise than they should be, and how."""
    for snippet in snippets:
        cut = split_sentences(snippet.text, snippet.lang)
        if cut != snippet.sentences:
            yield snippet, cut


def _pysbd(text: str, lang: str) -> Iterable[str]:
    segmenter = import_module("pysbd").Segmenter(language=lang if lang != "uk" else "ru")
    return [str(piece) for piece in segmenter.segment(text)]


def _razdel(text: str, lang: str) -> Iterable[str]:
    return [str(piece.text) for piece in import_module("razdel").sentenize(text)]


def _sentencex(text: str, lang: str) -> Iterable[str]:
    return [str(piece) for piece in import_module("sentencex").segment(lang, text)]


def _simplemma(text: str, lang: str) -> Iterable[str]:
    return [str(piece) for piece in import_module("simplemma").split_sentences(text, lang)]


def _tokenize_uk(text: str, lang: str) -> Iterable[str]:
    return [str(piece) for piece in import_module("tokenize_uk").tokenize_sents(text)]


def _blingfire(text: str, lang: str) -> Iterable[str]:
    return str(import_module("blingfire").text_to_sentences(text)).splitlines()


OTHERS: Mapping[str, Split] = {
    "blingfire": _blingfire,
    "pysbd": _pysbd,
    "razdel": _razdel,
    "sentencex": _sentencex,
    "simplemma": _simplemma,
    "tokenize_uk": _tokenize_uk,
}


def _write_score(name: str, snippets: Sequence[Snippet], split: Split = split_sentences) -> None:
    score = score_snippets(snippets, split)
    sentences = sum(len(snippet.sentences) for snippet in snippets)
    sys.stdout.write(
        f"{name:12} {len(snippets):4} snippets {sentences:4} sentences  F1 {score.f1:.4f}"
        f"  P {score.precision:.4f}  R {score.recall:.4f}  exact {score.exact:.4f}\n"
    )


def main() -> None:
    """Score the file that the command line names."""
    snippets = read_snippets(Path(sys.argv[1]))
    for lang in ("uk", "ru", "en"):
        _write_score(f"ours {lang}", [snippet for snippet in snippets if snippet.lang == lang])
    _write_score("ours", snippets)
    for name, split in OTHERS.items():
        if find_spec(name):
            _write_score(name, snippets, split)
    if "-v" in sys.argv:
        for snippet, cut in find_faults(snippets):
            sys.stdout.write(f"\nwanted {MARK.join(snippet.sentences)}\n   got {MARK.join(cut)}\n")


if __name__ == "__main__":
    main()
