"""A bad page costs that page: whatever it holds, reading ends with an article or a reason."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.extraction import Reading, read_page
from scraper.extraction.cleaning import clean_pieces
from scraper.extraction.pieces import pieces_of_lines, read_pieces
from tests.test_extraction.newspage import PARAGRAPHS, SITE, body_of, make_page, markup

NAMES = (
    "p div span a b strong em br h1 h2 h3 ul li blockquote table tr td figure figcaption img ins "
    "article section aside script style time"
)
CLASSES = ("", "txt", "share", "read-also", "caption", "lead", "tags", "lang", "related", "ad")
WORDS = ("Міст", "відкрили", "Читайте також:", "Фото:", "ua en ru", "10:05", "***", "© 2026", "the")

words = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
tags = st.sampled_from(NAMES.split())


def element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda name, kind, href, content: (
            f'<{name} class="{kind}" href="{href}">{content}</{name}>'
        ),
        tags,
        st.sampled_from(CLASSES),
        st.sampled_from(("", "#", "https://t.me/x", "/rus/news/a-1763280009.html", "https://[")),
        inner,
    )


fragments = st.recursive(
    words, lambda inner: element(st.lists(inner, max_size=4).map("".join)), max_leaves=25
)


def is_whole(reading: Reading) -> bool:
    return (reading.article is None) != (reading.rejected is None)


@settings(deadline=None, max_examples=120)
@given(fragments, st.booleans())
def test_any_markup_in_the_body(fragment: str, with_text: bool) -> None:
    text = body_of(*PARAGRAPHS) + fragment if with_text else fragment
    reading = read_page(make_page(markup(text or " ")), SITE)
    assert is_whole(reading)
    if with_text and reading.article is not None:
        kept = " ".join(block.text for block in reading.article.blocks) + (
            reading.article.lead or ""
        )
        assert all(paragraph in kept for paragraph in PARAGRAPHS)


@settings(deadline=None, max_examples=120)
@given(st.binary(max_size=400))
def test_any_bytes(body: bytes) -> None:
    assert is_whole(read_page(make_page(body or b" "), SITE))
    assert is_whole(read_page(make_page(b"<html><body>" + body), SITE))


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200))
def test_any_structured_data(text: str) -> None:
    head = (
        f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":{text}}}</script>'
        f'<script type="application/ld+json">{text}</script>'
        f'<meta property="{text}" content="{text}"><link rel="canonical" href="{text}">'
        f'<link rel="alternate" hreflang="{text}" href="{text}">'
    )
    assert is_whole(read_page(make_page(markup(head=head)), SITE))


@settings(deadline=None, max_examples=40)
@given(st.integers(min_value=0, max_value=2000))
def test_a_page_cut_anywhere(size: int) -> None:
    page = make_page(markup())
    assert is_whole(read_page(replace(page, body=page.body[:size] or b" ", cut="short"), SITE))


@given(st.lists(words, max_size=10))
def test_lines_are_kept_or_accounted_for(lines: list[str]) -> None:
    pieces = pieces_of_lines(lines)
    cleaned = clean_pieces(pieces)
    assert len(cleaned.blocks) + len(cleaned.removed) == len(pieces)
    assert {removed.position for removed in cleaned.removed} <= set(range(len(pieces)))


@given(fragments)
def test_pieces_are_kept_or_accounted_for(fragment: str) -> None:
    pieces = read_pieces(f"<div>{fragment}</div>")
    cleaned = clean_pieces(pieces)
    assert len(cleaned.blocks) + len(cleaned.removed) == len(pieces)
    assert all(removed.because for removed in cleaned.removed)


def test_nesting_without_bound() -> None:
    deep = "<div>" * 3000 + "".join(PARAGRAPHS) + "</div>" * 3000
    assert is_whole(read_page(make_page(markup(deep)), SITE))
    inline = "<span><b>" * 2000 + "".join(PARAGRAPHS)
    assert is_whole(read_page(make_page(markup(inline)), SITE))


def test_a_page_of_very_many_links_and_lines() -> None:
    many = "".join(
        f"<p><a href='/rus/news/a-17632{n:05}.html'>Рядок {n}</a></p>" for n in range(2000)
    )
    assert is_whole(read_page(make_page(markup(many)), SITE))
