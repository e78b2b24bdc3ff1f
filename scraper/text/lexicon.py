"""The written trilingual lexicon: which lemmas of Ukrainian, Russian and English mean the same.

A concept is a number; words that share one translate each other. `lexicon/*.tsv` holds the entries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple

from scraper.text.lemmas import LANGS, fold_word, lemma

LONGEST_PHRASE = 4  # words
NOTHING: frozenset[int] = frozenset()

Cells = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a lexicon file: the lemmas per language, in the order uk, ru, en."""

    file: str
    line: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a lexicon file; `cell` is the language of the column."""

    file: str
    line: int
    cell: str
    says: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.cell}: {self.says}"


class ConceptMention(NamedTuple):
    """Concepts at the words `start` to `end` (exclusive) of a sequence of lemmas."""

    concepts: frozenset[int]
    start: int
    end: int


def concepts(word: str, lang: str) -> frozenset[int]:
    """The concepts of a lemma, or of a phrase of lemmas joined by single spaces; often none."""
    return _index()[lang].get(word, NOTHING) if lang in LANGS else NOTHING


@cache
def concept_label(number: int) -> str:
    """A readable name of a concept that does not change when other entries come or go."""
    cells = _cells()[number]
    return "/".join(cell[0] for cell in (cells[2], cells[0] or cells[1]) if cell)


def find_concepts(lemmas: Sequence[str], lang: str) -> tuple[ConceptMention, ...]:
    """Every concept of a sequence of lemmas in order, phrases and the single words inside them."""
    if lang not in LANGS:
        return ()
    index, starts = _index()[lang], _phrase_starts()[lang]
    found: list[ConceptMention] = []
    for start, word in enumerate(lemmas):
        if known := index.get(word):
            found.append(ConceptMention(known, start, start + 1))
        for end in range(start + 2, min(start + starts.get(word, 1), len(lemmas)) + 1):
            if known := index.get(" ".join(lemmas[start:end])):
                found.append(ConceptMention(known, start, end))
    return tuple(found)


def read_entries() -> tuple[Entry, ...]:
    """Every entry of every lexicon file, in order of file name and line."""
    folder = resources.files("scraper.text").joinpath("lexicon")
    files = sorted((one for one in folder.iterdir() if one.name.endswith(".tsv")), key=str)
    return tuple(
        entry for one in files for entry in parse_entries(one.name, one.read_text("utf-8"))
    )


def parse_entries(file: str, text: str) -> Iterator[Entry]:
    """The entries of one file's text; lines that are empty or begin with `#` are passed over."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            cells = tuple(
                tuple(word.strip() for word in cell.split("|") if word.strip())
                for cell in line.split("\t")
            )
            yield Entry(file, number, cells)


def check_entry(entry: Entry) -> Iterator[Fault]:
    """What is wrong with an entry: its columns, or a word that is not its own lemma."""
    if len(entry.cells) != len(LANGS):
        says = f"has {len(entry.cells)} columns; wanted are uk, ru and en, parted by tabs"
        yield Fault(entry.file, entry.line, "line", says)
        return
    if sum(bool(cell) for cell in entry.cells) < 2:
        yield Fault(entry.file, entry.line, "line", "needs words in two languages at least")
    for lang, cell in zip(LANGS, entry.cells, strict=True):
        for phrase in cell:
            for says in _check_phrase(phrase, lang):
                yield Fault(entry.file, entry.line, lang, says)


def _check_phrase(phrase: str, lang: str) -> Iterator[str]:
    words = phrase.split(" ")
    if len(words) > LONGEST_PHRASE:
        yield f"{phrase!r} has more than {LONGEST_PHRASE} words"
    for word in words:
        if not word or not word.replace("-", "").replace("'", "").replace("’", "").isalnum():
            yield f"{phrase!r} is not words parted by single spaces"
        elif fold_word(word, lang) not in (lemma(word, lang), lemma(word.capitalize(), lang)):
            yield f"{word!r} lemmatises to {lemma(word, lang)!r}"


def merge_cells(entries: Iterable[Entry]) -> tuple[Cells, ...]:
    """The entries' cells, folded and without duplicates, in an order of their own.

    Entries that share a word in two languages are one concept.
    """
    rows = {tuple(_fold_cell(c, lg) for c, lg in zip(e.cells, LANGS, strict=True)) for e in entries}
    merged: list[list[set[str]]] = []
    by_couple: dict[tuple[str, str, str, str], int] = {}
    for row in sorted(rows):
        couples = list(_couples(row))
        home = min((by_couple[couple] for couple in couples if couple in by_couple), default=None)
        if home is None:
            home = len(merged)
            merged.append([set(), set(), set()])
        for held, cell in zip(merged[home], row, strict=True):
            held.update(cell)
        by_couple.update((couple, home) for couple in couples if couple not in by_couple)
    return tuple(tuple(tuple(sorted(cell)) for cell in cells) for cells in merged)


def _couples(row: Cells) -> Iterator[tuple[str, str, str, str]]:
    for one in range(len(LANGS)):
        for other in range(one + 1, len(LANGS)):
            for word in row[one]:
                for answer in row[other]:
                    yield LANGS[one], word, LANGS[other], answer


def _fold_cell(cell: Iterable[str], lang: str) -> tuple[str, ...]:
    return tuple(sorted({" ".join(fold_word(w, lang) for w in phrase.split()) for phrase in cell}))


@cache
def _cells() -> tuple[Cells, ...]:
    """The shipped concepts by number. Lines of a wrong shape are left out."""
    return merge_cells(entry for entry in read_entries() if len(entry.cells) == len(LANGS))


@cache
def _index() -> Mapping[str, Mapping[str, frozenset[int]]]:
    """Per language: a lemma or phrase to its concepts."""
    index: dict[str, dict[str, set[int]]] = {lang: defaultdict(set) for lang in LANGS}
    for number, cells in enumerate(_cells()):
        for lang, cell in zip(LANGS, cells, strict=True):
            for phrase in cell:
                index[lang][phrase].add(number)
    return {
        lang: {phrase: frozenset(numbers) for phrase, numbers in words.items()}
        for lang, words in index.items()
    }


@cache
def _phrase_starts() -> Mapping[str, Mapping[str, int]]:
    """Per language: the first word of a phrase to the length of the longest that begins with it."""
    starts: dict[str, dict[str, int]] = {lang: {} for lang in LANGS}
    for lang, words in _index().items():
        for phrase in words:
            first, *rest = phrase.split(" ")
            starts[lang][first] = max(starts[lang].get(first, 1), 1 + len(rest))
    return starts
