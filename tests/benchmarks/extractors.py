"""What the benchmark of reading compares: our path for unknown sites and the peers' libraries.

Each takes a page's bytes and gives text, title and date; libraries are set as their own benchmark
entries set them. The peers come with `requirements/peers.txt`.
"""

from __future__ import annotations

import html
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from scraper.extraction import LineMemory, learn_lines, read_unknown
from scraper.extraction.decoding import decode_body
from scraper.extraction.memory import NOTHING
from scraper.items import Article, Page


@dataclass(frozen=True, slots=True)
class Sample:
    """One page of a test set."""

    id: str
    url: str
    body: bytes
    now: datetime

    @property
    def text(self) -> str:
        """The page decoded; libraries that take text get this."""
        return decode_body(self.body, "text/html")[0]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a system read; `failed` says why there is nothing."""

    text: str = ""
    title: str = ""
    date: str = ""
    failed: str = ""


def body_text(article: Article) -> str:
    """The text between headline and end: the lead where it stands on the page, then the blocks."""
    stands = article.read_from.get("lead") in ("site", "generic", "text") or any(
        removed.rule == "lead" for removed in article.removed
    )
    lead = [article.lead] if article.lead and stands else []
    return "\n".join([*lead, *(block.text for block in article.blocks)])


def as_page(sample: Sample) -> Page:
    """The page as a crawl would have stored it."""
    return Page(
        site="unknown",
        url=sample.url,
        final_url=sample.url,
        status=200,
        headers=(("content-type", "text/html"),),
        body=sample.body,
        fetched_at=sample.now,
    )


def answer_of(article: Article, sample: Sample) -> Answer:
    """An article as the scorer wants it: the day in the zone that the page states, the headline
    with the apostrophes that the page has (an article has one form of them)."""
    return Answer(body_text(article), _as_written(article.headline, sample), _stated_day(article))


def _stated_day(article: Article) -> str:
    if article.published_at is None:
        return ""
    try:
        return datetime.fromisoformat(article.published_raw or "").date().isoformat()
    except ValueError:
        return article.published_at.date().isoformat()


def _as_written(headline: str, sample: Sample) -> str:
    straight = headline.replace("\u2019", "'")
    if straight == headline:
        return headline
    return straight if straight in html.unescape(sample.text) else headline


def read_tlumach(sample: Sample, memory: LineMemory = NOTHING) -> Answer:
    """Our own reading, with no fact about the site."""
    reading = read_unknown(as_page(sample), memory=memory)
    if reading.article is None:
        rejected = reading.rejected
        return Answer(failed=f"{rejected.reason}: {rejected.detail}" if rejected else "nothing")
    return answer_of(reading.article, sample)


def read_with_memory(samples: Sequence[Sample]) -> list[Answer]:
    """Our own reading, twice: the lines that several pages of a host have are learned between."""
    hosts: dict[str, list[Article]] = {}
    for sample in samples:
        reading = read_unknown(as_page(sample))
        if reading.article is not None:
            # several pages of a test set may lack an address, and an id with it
            hosts.setdefault(_host(sample), []).append(replace(reading.article, id=sample.id))
    memories = {host: learn_lines(articles) for host, articles in hosts.items()}
    return [read_tlumach(sample, memories.get(_host(sample), NOTHING)) for sample in samples]


def _host(sample: Sample) -> str:
    return (urlsplit(sample.url).hostname or "").removeprefix("www.")


def _trafilatura(*, careful: bool) -> Callable[[Sample], Answer]:
    def read(sample: Sample) -> Answer:
        import trafilatura

        document: Any = trafilatura.bare_extraction(
            sample.text,
            url=sample.url,
            include_comments=False,
            with_metadata=True,
            favor_precision=careful,
        )
        if document is None:
            return Answer(failed="nothing")
        return Answer(document.text or "", document.title or "", document.date or "")

    return read


def _trafilatura_text(sample: Sample) -> Answer:
    import trafilatura

    text = trafilatura.extract(sample.text, include_comments=False, favor_precision=True)
    return Answer(text or "")


def read_readability(sample: Sample) -> Answer:
    """readability-lxml, its summary as text."""
    import readability
    from lxml import etree, html

    try:
        document = readability.Document(sample.text)
        tree = html.fromstring(document.summary())
        for block in tree.iter("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "br"):
            block.tail = f"\n{block.tail or ''}"
        return Answer("".join(map(str, tree.itertext())), document.short_title() or "")
    except (readability.readability.Unparseable, etree.ParserError, ValueError) as error:
        return Answer(failed=str(error))


def read_newspaper(sample: Sample) -> Answer:
    """newspaper4k, without fetching anything; pages in languages whose words it cannot part
    without data from the network (NLTK's) count as not read."""
    import newspaper

    article = newspaper.Article(sample.url, fetch_images=False)
    try:
        article.download(input_html=sample.text)
        article.parse()
    except (
        newspaper.ArticleException,
        ImportError,
        AttributeError,
        LookupError,
        ValueError,
    ) as error:
        return Answer(failed=str(error))
    date = article.publish_date
    return Answer(article.text, article.title or "", date.date().isoformat() if date else "")


def read_resiliparse(sample: Sample) -> Answer:
    """resiliparse, main content; it reads no date."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(sample.text)
    text = extract_plain_text(
        tree, main_content=True, alt_texts=False, links=False, comments=False, list_bullets=False
    )
    return Answer(text, tree.title or "")


def _nothing() -> None:
    return None


def _quiet() -> None:
    """Peers log every page that they cannot read."""
    logging.disable(logging.CRITICAL)


SYSTEMS: dict[str, tuple[Callable[[], None], Callable[[Sample], Answer]]] = {
    "tlumach": (_nothing, read_tlumach),
    "trafilatura, precision": (_quiet, _trafilatura(careful=True)),
    "trafilatura": (_quiet, _trafilatura(careful=False)),
    "trafilatura, precision, text only": (_quiet, _trafilatura_text),
    "readability-lxml": (_quiet, read_readability),
    "newspaper4k": (_quiet, read_newspaper),
    "resiliparse": (_quiet, read_resiliparse),
}
