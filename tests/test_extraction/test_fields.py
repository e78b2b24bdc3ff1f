"""Which source is believed for a field, one field at a time."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.test_extraction.newspage import (
    FIRST,
    HEADLINE,
    LEAD,
    PARAGRAPHS,
    SITE,
    UK,
    article_of,
    body_of,
    markup,
    texts,
)

OTHER = "Міст у Любомирі відкрили: ціна питання"


def json_ld(**fields: object) -> str:
    node = {"@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(node, ensure_ascii=False)}</script>'


def og(name: str, content: str) -> str:
    return f'<meta property="og:{name}" content="{content}">'


@pytest.mark.parametrize(
    ("head", "shown", "headline", "source"),
    [
        (json_ld(headline=HEADLINE), HEADLINE, HEADLINE, "json-ld"),
        (json_ld(headline=HEADLINE.upper()), HEADLINE, HEADLINE.upper(), "json-ld"),
        (json_ld(headline=OTHER), HEADLINE, HEADLINE, "site"),
        (og("title", OTHER), HEADLINE, HEADLINE, "site"),
        (json_ld(headline=HEADLINE), None, HEADLINE, "json-ld"),
        (og("title", HEADLINE), None, HEADLINE, "og"),
        (og("title", f"{HEADLINE} | Вісник Любомира"), None, HEADLINE, "og"),
        (og("title", f"{HEADLINE} - Вісник Любомира"), None, HEADLINE, "og"),
        (og("title", f"{OTHER} - що далі"), None, f"{OTHER} - що далі", "og"),
    ],
)
def test_headline(head: str, shown: str | None, headline: str, source: str) -> None:
    page = markup(head=head, title=OTHER, headline=shown or "")
    article = article_of(page if shown else page.replace("<h1></h1>", ""))
    assert (article.headline, article.read_from["headline"]) == (headline, source)


def test_of_several_headings_the_one_that_the_title_names() -> None:
    site = replace(SITE, headline=("h1",))
    page = markup().replace("<article>", "<h1>Вісник міста: новини дня та аналітика</h1><article>")
    assert article_of(page, site=site).headline == HEADLINE


@pytest.mark.parametrize(
    ("texts_before", "head", "lead", "source"),
    [
        ([], json_ld(description=LEAD), LEAD, "json-ld"),
        ([], og("description", LEAD), LEAD, "og"),
        ([LEAD], json_ld(description=LEAD), LEAD, "json-ld"),
        ([LEAD], og("description", f"{LEAD[:100]}…"), LEAD, "og"),
        ([LEAD], og("description", LEAD.upper()), LEAD, "og"),
        ([LEAD], f'<meta name="description" content="{LEAD}">', LEAD, "meta"),
        ([], f'<meta name="description" content="{LEAD}">', None, None),
        ([], og("description", f"{LEAD[:100]}..."), None, None),
        ([], og("description", HEADLINE), None, None),
        ([], og("description", "Коротко"), None, None),
        ([], "", None, None),
    ],
)
def test_lead(texts_before: list[str], head: str, lead: str | None, source: str | None) -> None:
    article = article_of(markup(body_of(*texts_before, *PARAGRAPHS), head=head))
    assert (article.lead, article.read_from.get("lead")) == (lead, source)
    assert texts(article) == PARAGRAPHS


def test_a_bold_paragraph_among_bold_ones_is_no_lead() -> None:
    bold = [f"<p><b>{text}</b></p>" for text in PARAGRAPHS]
    assert article_of(markup(body_of(*bold))).lead is None


def test_the_sites_selector_for_the_lead() -> None:
    site = replace(SITE, lead=("div.anons-text",))
    article = article_of(markup(before=f'<div class="anons-text">{LEAD}</div>'), site=site)
    assert (article.lead, article.read_from["lead"]) == (LEAD, "site")


TIMES = [
    (json_ld(datePublished="2026-11-17T10:05:00+02:00"), "json-ld"),
    ('<meta property="article:published_time" content="2026-11-17T10:05:00+02:00">', "meta"),
    ('<meta itemprop="datePublished" content="2026-11-17T10:05:00+02:00">', "meta"),
]


@pytest.mark.parametrize(("head", "source"), TIMES)
def test_published_in_the_head(head: str, source: str) -> None:
    article = article_of(markup(head=head))
    assert article.published_at == datetime(2026, 11, 17, 8, 5, tzinfo=UTC)
    assert article.read_from["published_at"] == source


@pytest.mark.parametrize(
    ("before", "source"),
    [
        ('<div class="info"><time datetime="2026-11-17T10:05:00+02:00">вчора</time></div>', "site"),
        ('<div class="info"><time>17 листопада, 10:05</time></div>', "site"),
        ('<p><time datetime="2026-11-17T10:05:00+02:00">вчора</time></p>', "generic"),
        ('<span itemprop="datePublished" content="2026-11-17T10:05:00+02:00"></span>', "generic"),
    ],
)
def test_published_on_the_page(before: str, source: str) -> None:
    article = article_of(markup(before=before))
    assert article.published_at == datetime(2026, 11, 17, 8, 5, tzinfo=UTC)
    assert article.read_from["published_at"] == source


def test_a_source_that_cannot_be_read_gives_way_to_the_next() -> None:
    head = json_ld(datePublished="згодом") + TIMES[1][0]
    assert article_of(markup(head=head)).read_from["published_at"] == "meta"


def test_a_day_gives_way_to_a_time_on_that_day() -> None:
    only_day = json_ld(datePublished="2026-11-17")
    article = article_of(markup(head=only_day + TIMES[1][0]))
    assert article.published_at == datetime(2026, 11, 17, 8, 5, tzinfo=UTC)
    assert article.read_from["published_at"] == "meta"
    another = '<meta property="article:published_time" content="2026-11-19T10:05:00+02:00">'
    article = article_of(markup(head=only_day + another))
    assert article.published_at == datetime(2026, 11, 16, 22, 0, tzinfo=UTC)
    assert article.read_from["published_at"] == "json-ld"


def test_no_time_anywhere_is_no_time() -> None:
    article = article_of()
    assert (article.published_at, article.published_raw) == (None, None)
    assert (article.modified_at, article.modified_raw) == (None, None)
    assert "published_at" not in article.read_from


@pytest.mark.parametrize("label", ["Автор: ", "Авторка ", "By ", "Текст: ", ""])
def test_an_authors_label_is_no_name(label: str) -> None:
    before = f'<div class="author"><a>{label}Олена Ткачівська</a></div>'
    assert [each.name for each in article_of(markup(before=before)).authors] == ["Олена Ткачівська"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (og("image", "/i.jpg"), "https://www.visnyk.example/i.jpg"),
        (json_ld(image="/j.jpg") + og("image", "/i.jpg"), "https://www.visnyk.example/j.jpg"),
        (og("image", "//cdn.example/i.jpg"), "https://cdn.example/i.jpg"),
        (og("image", "data:image/png;base64,AA"), None),
        (og("image", "https://[broken"), None),
        ("", None),
    ],
)
def test_image(head: str, expected: str | None) -> None:
    image = article_of(markup(head=head)).image
    assert (image.url if image else None) == expected


def test_a_stated_caption_that_only_repeats_the_headline_is_none() -> None:
    head = json_ld(image={"url": "/i.jpg", "caption": HEADLINE})
    image = article_of(markup(head=head)).image
    assert image is not None
    assert image.caption is None


def test_what_the_page_shows_under_its_picture_wins_over_what_data_states() -> None:
    head = json_ld(image={"url": "/i.jpg", "caption": "Зображення до новини"})
    picture = '<figure><img src="/i.jpg"><figcaption>Новий міст (Фото: ДСНС)</figcaption></figure>'
    image = article_of(markup(body_of(picture, *PARAGRAPHS), head=head)).image
    assert image is not None
    assert (image.caption, image.credit) == ("Новий міст", "ДСНС")


def test_section_and_tags_from_meta() -> None:
    head = (
        '<meta property="article:section" content="Місто">'
        '<meta property="article:tag" content="міст"><meta property="article:tag" content="міст">'
    )
    article = article_of(markup(head=head))
    assert (article.section, article.tags) == ("Місто", ("міст",))


def test_every_field_that_is_there_says_where_it_was_read() -> None:
    head = json_ld(headline=HEADLINE, description=LEAD, articleSection="Місто", image="/i.jpg")
    article = article_of(markup(head=head + TIMES[1][0]))
    assert set(article.read_from) == {
        "headline", "lead", "blocks", "section", "image", "published_at",
    }  # fmt: skip
    assert set(article.read_from.values()) <= {
        "json-ld",
        "og",
        "meta",
        "site",
        "generic",
        "url",
        "text",
    }


def test_text_property_is_one_block_a_line() -> None:
    assert article_of(url=UK).text.splitlines()[0] == FIRST
