"""Articles on several pages: which page comes next, which is no first one, and the joined text."""

from __future__ import annotations

import pytest

from scraper.extraction import read_page
from scraper.extraction.paging import MOST_PAGES, continues, gather_pages, split_number
from scraper.items import Page
from tests.test_extraction.newspage import (
    EN,
    FIRST,
    RU,
    SECOND,
    SITE,
    THIRD,
    UK,
    make_page,
    markup,
    read,
)  # fmt: skip

TEXTS = {
    "uk": (UK, (FIRST, SECOND, THIRD)),
    "en": (
        EN,
        (
            "The first cars crossed the bridge at half past ten, an hour later than planned.",
            "The bridge has four lanes and shortens the way to the old market by forty minutes.",
            "Work began in April 2024 and cost 1.27 billion hryvnias, the road office said.",
        ),
    ),
    "ru": (
        RU,
        (
            "Первые автомобили проехали по мосту в половине одиннадцатого, на час позже плана.",
            "У моста четыре полосы, и дорога до старого рынка стала короче на сорок минут.",
            "Работы начались в апреле 2024 года и обошлись в 1,27 млрд гривен, сообщили дорожники.",
        ),
    ),
}


def pager(url: str, count: int = 3) -> str:
    links = "".join(f'<a href="{url}?page={n}">{n}</a>' for n in range(1, count + 1))
    return f'<div class="pagination">{links}</div>'


def pages(lang: str) -> list[Page]:
    url, texts = TEXTS[lang]
    return [
        make_page(
            markup(f"<p>{text}</p><p>{text[::-1]}.</p>", after=pager(url), lang=lang),
            url=url if n == 1 else f"{url}?page={n}",
        )
        for n, text in enumerate(texts, 1)
    ]


def by_address(all_pages: list[Page]) -> dict[str, Page]:
    return {page.url: page for page in all_pages}


@pytest.mark.parametrize("lang", TEXTS)
def test_the_pages_are_joined_in_order(lang: str) -> None:
    first, *_ = all_pages = pages(lang)
    more = gather_pages(first, by_address(all_pages).get)
    assert list(more) == all_pages[1:]
    article = read_page(first, SITE, more=more).article
    assert article is not None
    texts = [block.text for block in article.blocks]
    assert [text for text in texts if text in TEXTS[lang][1]] == list(TEXTS[lang][1])


@pytest.mark.parametrize("lang", TEXTS)
def test_a_first_page_says_that_it_goes_on(lang: str) -> None:
    first, second, _ = pages(lang)
    assert read_page(first, SITE).continues == second.url
    assert read_page(first, SITE, more=(second,)).continues is None


def test_a_later_page_is_no_article_and_leads_to_the_first() -> None:
    first, second, _ = pages("uk")
    reading = read_page(second, SITE)
    assert reading.article is None
    assert (reading.continues_from, reading.links) == (first.url, (first.url,))


def test_addresses_of_further_pages_lead_to_the_article() -> None:
    first, *more = pages("uk")
    assert set(read_page(first, SITE, more=more).aliases) >= {page.url for page in more}


def test_what_repeats_on_every_page_is_there_once() -> None:
    lead = "Міст відкривали тричі, і щоразу стрічку перерізав хтось інший, кажуть у міській раді."
    first, second = (
        make_page(markup(f"<p>{lead}</p><p>{text}</p>", after=pager(UK, 2)), url=url)
        for text, url in ((FIRST, UK), (SECOND, f"{UK}?page=2"))
    )
    article = read_page(first, SITE, more=(second,)).article
    assert article is not None
    assert [block.text for block in article.blocks].count(lead) + (article.lead == lead) == 1


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="next" href="{}?page=2">',
        '<a rel="next" href="{}?page=2">Далі</a>',
        '<div class="page-links"><a href="{}?page=2">2</a></div>',
        '<div class="preview-block"><div class="pager"><a href="{}?page=2">2</a></div></div>',
    ],
)
def test_a_next_page_is_named_in_several_ways(link: str) -> None:
    assert read(markup(after=link.format(UK))).continues == f"{UK}?page=2"


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="next" href="/rus/news/inshyi-mist-1763289999.html">',
        '<link rel="next" href="https://other.example/novyi-mist-1763280000.html?page=2">',
        '<div class="pagination"><a href="/rus/news/?page=2">2</a></div>',
        '<div class="pagination"><a href="{}?page=3">3</a></div>',
        '<p><a href="{}?page=2">2</a></p>',
        '<div class="comments pagination"><a href="{}?page=2">2</a></div>',
        '<div id="reviews"><div class="pager"><a href="{}?page=2">2</a></div></div>',
    ],
)
def test_another_article_host_list_or_number_is_no_next_page(link: str) -> None:
    assert read(markup(after=link.format(UK))).continues is None


def test_a_circle_of_pages_ends() -> None:
    first = make_page(markup(after=f'<link rel="next" href="{UK}?page=2">'))
    second = make_page(markup(after=f'<link rel="next" href="{UK}?page=3">'), url=f"{UK}?page=2")
    third = Page(
        site=second.site, url=f"{UK}?page=3", final_url=UK, status=200, headers=second.headers,
        body=first.body, fetched_at=second.fetched_at,
    )  # fmt: skip
    pages = {second.url: second, third.url: third}
    assert list(gather_pages(first, pages.get)) == [second]
    assert continues(third, (first, second)) is None


def test_pages_without_end_are_bounded() -> None:
    def page_at(url: str) -> Page:
        number = split_number(url)[1]
        return make_page(markup(after=f'<link rel="next" href="{UK}?page={number + 1}">'), url=url)

    assert len(gather_pages(page_at(UK), page_at)) == MOST_PAGES - 1


@pytest.mark.parametrize(
    ("url", "base", "number"),
    [
        ("https://v.example/a?page=3", "https://v.example/a", 3),
        ("https://v.example/a/page/2/", "https://v.example/a/", 2),
        ("https://v.example/a/2", "https://v.example/a", 2),
        ("https://v.example/a_2.html", "https://v.example/a.html", 2),
        ("https://v.example/a-page-4.html", "https://v.example/a.html", 4),
        ("https://v.example/news/1204-shkola", "https://v.example/news/1204-shkola", 1),
        ("https://v.example/a?page=2026", "https://v.example/a?page=2026", 1),
    ],
)
def test_a_page_number_is_taken_off_an_address(url: str, base: str, number: int) -> None:
    assert split_number(url) == (base, number)
