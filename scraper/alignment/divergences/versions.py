"""What the detectors share: the versions of a story, their texts, and how to speak of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from scraper.alignment.answers import Answers
from scraper.alignment.segments import Segment, Term, read_segment
from scraper.items import Article, Bead
from scraper.text.knowledge import Knowledge
from scraper.text.lemmas import lemma
from scraper.text.names import find_names

QUOTED = 240
"""Most characters of a version that a divergence quotes."""
TELLING = ("number", "name", "concept", "word")


@dataclass(frozen=True)
class Versions:
    """The articles of a story that are aligned, by language, and what is known beyond them."""

    articles: Mapping[str, Article]
    knowledge: Knowledge | None = None

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages that take part."""
        return tuple(self.articles)

    @cached_property
    def original(self) -> str:
        """The language that was published first; the first of the record where none is dated."""
        dated = [lang for lang in self.langs if self.articles[lang].published_at]
        times = {lang: self.articles[lang].published_at for lang in dated}
        return min(dated, key=lambda lang: (times[lang], self.langs.index(lang)), default="") or (
            self.langs[0] if self.langs else ""
        )

    @cached_property
    def segments(self) -> Mapping[str, Segment]:
        """Per language, the whole version as one segment."""
        return {lang: read_segment(text, lang) for lang, text in self.texts.items()}

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """Per language, all that a reader sees: headline, lead, caption and blocks."""
        return {lang: "\n".join(_parts(article)) for lang, article in self.articles.items()}

    @cached_property
    def names(self) -> Mapping[str, frozenset[str]]:
        """Per language, the lemmas of all that is named."""
        return {
            lang: frozenset(lemma(name.text, lang) for name in find_names(text, lang))
            for lang, text in self.texts.items()
        }

    @cached_property
    def _answers(self) -> Mapping[str, Answers]:
        return {
            lang: Answers(sorted(segment.terms), self.knowledge)
            for lang, segment in self.segments.items()
        }

    def is_found(self, term: Term, lang: str) -> bool:
        """Whether a version has anything that may answer a term."""
        return bool(self._answers[lang].find(term))

    def share_found(self, text: str, lang: str, other: str) -> tuple[int, int]:
        """How many telling terms of a text are found anywhere in another version, and of how many.

        Only terms of a kind that this pair of versions usually has answers for are counted.
        """
        terms = [term for term in read_segment(text, lang).terms if term.kind in TELLING]
        return sum(self.is_found(term, other) for term in terms), len(terms)


def _parts(article: Article) -> Iterable[str]:
    yield article.headline
    if article.lead:
        yield article.lead
    if article.image and article.image.caption:
        yield article.image.caption
    yield from (block.text for block in article.blocks)


def texts_of(bead: Bead) -> dict[str, str]:
    """Per language that a bead holds, its text, a sentence a line."""
    langs = dict.fromkeys(lang for one in bead.sentences for lang in one.sentences)
    texts = {
        lang: "\n".join(text for one in bead.sentences for text in one.sentences.get(lang, ()))
        for lang in langs
    }
    return {lang: text for lang, text in texts.items() if text}


def quote(text: str) -> str:
    """The beginning of a text on one line, not cut inside a word."""
    text = " ".join(text.split())
    if len(text) <= QUOTED:
        return text
    return text[:QUOTED].rsplit(" ", 1)[0] + " …"
