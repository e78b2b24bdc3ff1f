"""Ukrainian and Russian news pages read without site rules, and what the memory of lines adds.

usage: TLUMACH_EVAL=DIR python -m tests.benchmarks.cyrillic

Two tables over the saved real pages:

*As saved*, pages since 2015: the generic path against the reading that a person has checked block
by block (`tests/test_extraction/test_saved_pages.py` holds its digests), by the site's facts where
it has a file.

*Several pages of a site*: the article's paragraphs of a saved page are replaced by those of the
demo's articles, six times with other ones, so that real surroundings stand around known text. The
lists around are the same on all six, which real pages of one hour nearly have; pages whose
paragraphs are not all elements of their own are left out.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from lxml import etree, html

from scraper.demo.articles import load_articles
from scraper.extraction import read_page
from scraper.items import Article
from scraper.text.normalisation import normalise
from tests.benchmarks.extraction_report import load_score
from tests.benchmarks.extractors import SYSTEMS, Answer, Sample, body_text, read_with_memory
from tests.benchmarks.saved_sites import Saved, saved_pages

VARIANTS = 6
MODERN = 2015
SHORTEST = 40
"""Characters of a paragraph; shorter ones are in several of the demo's articles."""
_TEXTS = ("p", "div", "h2", "h3", "h4", "li", "blockquote", "span", "strong", "b")


def cyrillic(folder: Path) -> Iterator[tuple[Saved, Article]]:
    """The saved pages in Ukrainian or Russian with their articles by the site's facts."""
    for saved in saved_pages(folder):
        article = read_page(saved.page, saved.site).article
        if article is not None and article.lang in ("uk", "ru"):
            yield saved, article


def sample_of(saved: Saved, body: bytes | None = None, number: int = 0) -> Sample:
    """A page for the generic path; `number` sets variants of one page apart."""
    url = saved.page.url if not number else f"{saved.page.url}?variant={number}"
    return Sample(f"{saved.name}#{number}", url, body or saved.page.body, saved.page.fetched_at)


def vary(saved: Saved, article: Article, texts: Sequence[str]) -> tuple[bytes, str] | None:
    """The page with other paragraphs in place of the article's, and their text; None where one of
    the article's is no element of its own."""
    root: Any = html.document_fromstring(saved.page.body.decode("utf-8", "replace"))
    etree.strip_elements(root, "script", with_tail=False)
    for meta in root.xpath("//meta[contains(@name, 'escription') or contains(@property, 'escr')]"):
        meta.drop_tree()
    elements: dict[str, Any] = {}
    for each in root.iter(*_TEXTS):  # the innermost of those with the same text
        elements[normalise(each.text_content())] = each
    gold = []
    for old, new in zip(body_text(article).split("\n"), texts, strict=False):
        element = elements.get(old)
        if element is None:
            return None
        for child in list(element):
            element.remove(child)
        element.text = new
        gold.append(new)
    page: bytes = html.tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>")
    return page, "\n".join(gold)


def paragraphs(lang: str) -> list[str]:
    """The paragraphs of the demo's articles, each once."""
    blocks = (b for s in load_articles() if lang in s.versions for b in s.versions[lang].blocks)
    return list(dict.fromkeys(normalise(b.text) for b in blocks if len(b.text) >= SHORTEST))


def variants(saved: Saved, article: Article, texts: Iterator[str]) -> Iterator[tuple[Sample, str]]:
    """A page several times, each with another text, and the text."""
    size = body_text(article).count("\n") + 1
    for number in range(1, VARIANTS + 1):
        chosen = list(islice(texts, size))
        varied = vary(saved, article, chosen) if len(chosen) == size else None
        if varied is None:
            return
        yield sample_of(saved, varied[0], number), varied[1]


def show(
    data: Path, name: str, samples: Sequence[Sample], gold: Iterable[str], answers: list[Answer]
) -> None:
    """Print a row: precision, recall and F1 of the body."""
    told: list[Mapping[str, object]] = [
        {"id": sample.id, "text": answer.text}
        for sample, answer in zip(samples, answers, strict=True)
    ]
    wanted = [{"id": s.id, "text": text} for s, text in zip(samples, gold, strict=True)]
    rates = load_score(data)(wanted, list(told))["all"]
    line = " ".join(f"{rates[f'shingle_{rate}']:.3f}" for rate in ("p", "r", "f1"))
    print(f"{name:44} {len(samples):5} {line}", flush=True)


def main() -> None:
    """Print both tables."""
    folder = os.environ.get("TLUMACH_EVAL")
    if not folder:
        print("no evaluation data: TLUMACH_EVAL is not set")
        return
    data = Path(folder) / "benchmarks"
    pages = list(cyrillic(Path(folder)))
    peers = ("trafilatura", "trafilatura, precision", "readability-lxml")
    print(f"{'as saved':44} pages     P     R    F1")
    modern = [(s, a) for s, a in pages if a.published_at and a.published_at.year >= MODERN]
    samples, gold = [sample_of(s) for s, _ in modern], [body_text(a) for _, a in modern]
    for system in ("tlumach", *peers):
        show(data, system, samples, gold, [SYSTEMS[system][1](sample) for sample in samples])
    print(f"\n{'several pages of a site':44} pages     P     R    F1")
    texts = {lang: cycle(paragraphs(lang)) for lang in ("uk", "ru")}
    varied = [pair for saved, a in pages for pair in variants(saved, a, texts[a.lang])]
    samples, gold = [sample for sample, _ in varied], [text for _, text in varied]
    for system in ("tlumach", *peers):
        show(data, system, samples, gold, [SYSTEMS[system][1](sample) for sample in samples])
    show(data, "tlumach --memory", samples, gold, read_with_memory(samples))
    print("sites:", len({sample.id.partition("#")[0] for sample in samples}))


if __name__ == "__main__":
    main()
