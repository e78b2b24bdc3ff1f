"""Where the times of publication and change come from, and which source is believed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from scraper.items import Article
from tests.test_extraction.newspage import SITE, article_of, markup

PLAIN = replace(SITE, date=())
"""The outlet without a selector for its date."""


def read(head: str = "", before: str = "", after: str = "", title: str | None = None) -> Article:
    return article_of(markup(head=head, before=before, after=after, title=title), site=PLAIN)


def json_ld(body: str) -> str:
    return f'<script type="application/ld+json">{body}</script>'


def said(article: Article) -> tuple[str, str | None]:
    """When it was published in UTC, and what said so."""
    assert article.published_at is not None
    return f"{article.published_at:%m-%d %H:%M}", article.read_from["published_at"]


NEWS = '{"@type":"NewsArticle","headline":"Міст","datePublished":"%s"}'
META = '<meta property="article:published_time" content="2026-11-17T09:00:00+02:00">'
TIME = '<time datetime="2026-11-17T11:00:00+02:00">11:00</time>'
WRITTEN = '<span class="date">17 листопада 2026, 12:00</span>'


def test_structured_data_come_first() -> None:
    head = json_ld(NEWS % "2026-11-17T08:00:00+02:00") + META
    assert said(read(head, TIME + WRITTEN)) == ("11-17 06:00", "json-ld")


def test_then_meta() -> None:
    assert said(read(META, TIME + WRITTEN)) == ("11-17 07:00", "meta")


def test_then_a_time_element() -> None:
    assert said(read("", TIME + WRITTEN)) == ("11-17 09:00", "generic")


def test_then_what_is_written() -> None:
    assert said(read("", WRITTEN)) == ("11-17 10:00", "text")


def test_a_date_ahead_gives_way_to_the_next_source() -> None:
    head = json_ld(NEWS % "2027-01-05T08:00:00+02:00") + META
    assert said(read(head)) == ("11-17 07:00", "meta")


def test_what_can_not_be_read_gives_way_to_the_next_source() -> None:
    assert said(read(json_ld(NEWS % "щойно з друку") + META)) == ("11-17 07:00", "meta")


def test_a_written_time_counts_from_the_fetch() -> None:
    article = read("", '<div class="post-date">2 години тому</div>')
    assert article.published_at == datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    assert article.published_raw == "2 години тому"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Сьогодні, 13:35", "11-20 11:35"),
        ("Вчера в 09:10", "11-19 07:10"),
        ("Published 17 November 2026 at 10:05", "11-17 08:05"),
        ("Опубліковано 17.11.2026, 10:05", "11-17 08:05"),
    ],
)
def test_dates_as_newsrooms_write_them(text: str, expected: str) -> None:
    assert said(read("", f'<p class="publishedAt">{text}</p>'))[0] == expected


@pytest.mark.parametrize("name", ["postDate", "meta-time", "info_published", "timestamp"])
def test_an_element_named_as_a_date(name: str) -> None:
    assert said(read("", f'<div class="{name}">17 листопада, 10:05</div>')) == (
        "11-17 08:05",
        "text",
    )


def test_a_date_near_the_headline_needs_no_name() -> None:
    assert said(read("", "<div><span>17.11.2026</span></div>"))[0] == "11-16 22:00"


def test_a_sentence_with_a_date_is_no_date() -> None:
    sentence = "<p>Міст через річку відкриють до 17 листопада 2026</p>"
    assert read("", sentence).published_at is None


def test_other_articles_have_dates_of_their_own() -> None:
    cards = "".join(
        f"<aside><span class='date'>{day} листопада 2026, 10:05</span></aside>"
        f"<div class='card'><span class='date'>{day} листопада 2026, 11:05</span></div>"
        for day in (3, 4, 5)
    )
    page = markup().replace("</article>", f"</article><section>{cards}</section>")
    assert article_of(page, site=PLAIN).published_at is None


def test_a_date_at_the_end_of_the_title() -> None:
    article = read(title="У Любомирі відкрили міст | Вісник | 17.11.2026")
    assert article.published_raw != "17.11.2026"  # the outlet's name stands behind it
    page = markup(title="Міст").replace("Міст | Вісник Любомира", "Міст | Вісник | 17.11.2026")
    assert said(article_of(page, site=PLAIN)) == ("11-16 22:00", "meta")


def test_the_only_date_of_other_data_on_the_page() -> None:
    web_page = '{"@type":"WebPage","datePublished":"2026-11-17 10:05"}'
    assert said(read(json_ld(web_page))) == ("11-17 08:05", "json-ld")


def test_several_dates_of_other_data_prove_nothing() -> None:
    pages = [f'{{"@type":"ListItem","datePublished":"2026-11-{day}"}}' for day in (12, 13)]
    assert read(json_ld(f"[{','.join(pages)}]")).published_at is None


def test_modified_says_its_source_and_keeps_its_text() -> None:
    article = read('<meta property="article:modified_time" content="2026-11-18T09:00:00+02:00">')
    assert article.modified_at == datetime(2026, 11, 18, 7, 0, tzinfo=UTC)
    assert article.modified_raw == "2026-11-18T09:00:00+02:00"
    assert article.read_from["modified_at"] == "meta"


def test_a_change_is_no_publication() -> None:
    head = '<meta property="og:updated_time" content="2026-11-18T09:00:00+02:00">'
    assert read(head).published_at is None


@pytest.mark.parametrize(
    "header",
    [
        '<span class="upd">Оновлено: 18 листопада 2026, 09:00</span>',
        '<p class="date">Обновлено 18.11.2026 в 09:00</p>',
        "<div>Last updated November 18, 2026 at 9 a.m.</div>",
        '<span class="date">17 листопада 2026, 10:05 (оновлено 18 листопада 2026, 09:00)</span>',
        '<div class="date">Оновлено 18.11.2026 09:00 | Опубліковано 17.11.2026 10:05</div>',
        "<div>17.11.2026 10:05<br>Оновлено 18.11.2026 09:00</div>",
        "<div><b>Оновлено:</b> <i>18.11.2026, 09:00</i></div>",
        '<time itemprop="dateModified" datetime="2026-11-18T09:00:00+02:00">18.11</time>',
    ],
)
def test_a_change_is_read_from_the_page(header: str) -> None:
    article = read("", header)
    assert article.modified_at == datetime(2026, 11, 18, 7, 0, tzinfo=UTC)
    assert article.read_from["modified_at"] == ("generic" if "itemprop" in header else "text")


def test_data_know_better_when_it_was_changed() -> None:
    head = '<meta property="article:modified_time" content="2026-11-18T10:00:00+02:00">'
    article = read(head, "<span>Оновлено 18.11.2026 09:00</span>")
    assert article.read_from["modified_at"] == "meta"


@pytest.mark.parametrize(
    "text",
    [
        "Оновлено 18 листопада 2026",
        "Оновлений міст відкриють 18.11.2026 о 09:00",
        "Опубліковано 18.11.2026 09:00",
    ],
)
def test_no_change_is_read_from_a_day_or_from_other_words(text: str) -> None:
    assert read("", f"<p class='date'>{text}</p>").modified_at is None


def test_the_changes_of_other_articles_are_theirs() -> None:
    cards = "".join(f"<div><b>Оновлено {day}.11.2026 09:00</b></div>" for day in (17, 18))
    page = markup().replace("</article>", f"</article><section>{cards}</section>")
    assert article_of(page, site=PLAIN).modified_at is None


def test_a_change_before_the_publication_is_not_taken_for_it() -> None:
    changed = '<span class="date">Оновлено 18.11.2026 09:00</span>'
    article = read("", changed + '<span class="date">17.11.2026 10:05</span>')
    assert said(article) == ("11-17 08:05", "text")
    assert article.modified_at == datetime(2026, 11, 18, 7, 0, tzinfo=UTC)
