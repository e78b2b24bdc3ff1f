"""Pages of a site that nobody stated facts about: body, headline and what several pages share."""

from __future__ import annotations

import json

import pytest

from scraper.extraction import LineMemory, learn_lines, read_unknown, unknown_site
from scraper.items import Article, Page
from tests.test_extraction.newspage import NOW

OUTLET = "Обрій"
SLOGAN = "Новини Стрижавського краю щодня"
CALL = "Карта перекриттів на сьогодні є в розділі «Дороги» нашого сайту"
BIO = "Ганна Левчук пише про дороги й мости, працює в редакції з 2019 року"


def story(number: int) -> list[str]:
    """Three paragraphs of one story, in words of its own."""
    street = ("Вербова", "Ткацька", "Млинна", "Зоряна", "Польова", "Рибна")[number % 6]
    return [
        f"Вулицю {street} у Стрижавці перекрили до {number + 3} грудня: дорожники міняють там "
        f"{number * 40 + 120} метрів бруківки, яку поклали ще за сто років до них.",
        f"Автобуси {number + 4} і {number + 11} їдуть в об’їзд через Ринкову площу, і дорога від "
        f"вулиці {street} до вокзалу триває на {number + 6} хвилин довше, ніж звичайно.",
        f"Роботи на вулиці {street} коштують {number + 2} мільйони гривень, підрядника обрали "
        f"у вересні на торгах, де змагалися {number + 3} компанії, сказали в міській раді.",
    ]


def page(number: int, *, extra: tuple[str, ...] = (), head: str = "", h1: str = "") -> Page:
    """The page of a story; `extra` are the site's own lines, the first two among the text."""
    first, second, third = story(number)
    h1 = h1 or f"У Стрижавці перекрили вулицю номер {number}: як їхати"
    lines = [first, *extra[:1], second, *extra[1:2], third, *extra[2:]]
    body = "".join(f"<p>{line}</p>" for line in lines)
    return fetched(
        f"https://obrii.example/news/{number}",
        f'<!DOCTYPE html><html lang="uk"><head><meta charset="utf-8"><title>{h1} | {OUTLET}</title>'
        f"{head}</head><body><header><a href='/'>{OUTLET}</a></header><main><article><h1>{h1}</h1>"
        f'<div class="entry">{body}</div></article></main></body></html>',
    )


def fetched(url: str, text: str) -> Page:
    headers = (("content-type", "text/html; charset=utf-8"),)
    return Page(
        site="unknown",
        url=url,
        final_url=url,
        status=200,
        headers=headers,
        body=text.encode(),
        fetched_at=NOW,
    )


def read(page: Page, memory: LineMemory | None = None) -> Article:
    reading = read_unknown(page, memory=memory or LineMemory())
    assert reading.article is not None, reading.rejected
    return reading.article


def lines_of(article: Article) -> list[str]:
    return [*(article.lead or "").splitlines(), *(block.text for block in article.blocks)]


def json_ld(**fields: object) -> str:
    data = {"@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def test_a_site_of_one_address() -> None:
    site = unknown_site("https://www.obrii.example/news/1", zone="Europe/Kyiv")
    assert (site.name, site.timezone) == ("obrii_example", "Europe/Kyiv")
    assert site.match_article("https://www.obrii.example/anything")


def test_the_whole_text_and_nothing_else() -> None:
    assert lines_of(read(page(1))) == story(1)


@pytest.mark.parametrize("number", range(6))
def test_several_pages_teach_what_is_the_sites(number: int) -> None:
    pages = [page(each, extra=(CALL, "", BIO)) for each in range(6)]
    memory = learn_lines(read(each) for each in pages)
    assert lines_of(read(pages[number], memory)) == story(number)


def test_without_a_memory_such_a_line_stays() -> None:
    assert CALL in lines_of(read(page(2, extra=(CALL,))))


def test_a_line_of_one_page_is_kept_by_the_memory() -> None:
    own = "Бруківку з вулиці складають на подвір’ї музею, і дещо з неї покажуть на виставці"
    pages = [page(each, extra=(own if each == 3 else CALL,)) for each in range(6)]
    memory = learn_lines(read(each) for each in pages)
    assert own in lines_of(read(pages[3], memory))


# --- what the data states, and where the page disagrees ----------------------------------------


def long_page(stated: list[str]) -> Page:
    body = [*story(1), *story(2), *story(3)]
    text = "".join(f"<p>{line}</p>" for line in body)
    head = json_ld(articleBody="\n".join(stated))
    return fetched(
        "https://obrii.example/news/9",
        f"<html><head><title>Дороги</title>{head}</head><body><article><h1>Дороги Стрижавки</h1>"
        f'<div class="entry">{text}</div></article></body></html>',
    )


def test_a_body_stated_in_full_names_its_source() -> None:
    article = read(long_page([*story(1), *story(2), *story(3)]))
    assert article.read_from["blocks"] == "json-ld"
    assert lines_of(article) == [*story(1), *story(2), *story(3)]


def test_a_stated_beginning_gives_way_to_the_text_of_the_page() -> None:
    article = read(long_page(story(1)[:1]))
    assert article.read_from["blocks"] == "generic"
    assert len(lines_of(article)) == 9


def test_the_body_of_another_article_is_not_believed() -> None:
    article = read(long_page([line for number in (4, 5, 4, 5) for line in story(number)]))
    assert lines_of(article) == [*story(1), *story(2), *story(3)]


# --- headlines -----------------------------------------------------------------------------------


def test_the_sites_slogan_in_the_data_is_no_headline() -> None:
    article = read(page(1, head=json_ld(headline=SLOGAN)))
    assert article.headline == "У Стрижавці перекрили вулицю номер 1: як їхати"
    assert article.read_from["headline"] == "site"


def test_the_sites_slogan_in_open_graph_is_no_headline() -> None:
    head = f'<meta property="og:title" content="{SLOGAN}">'
    assert read(page(1, head=head)).headline == "У Стрижавці перекрили вулицю номер 1: як їхати"


def test_data_and_open_graph_outvote_a_label() -> None:
    headline = "Бруківку з трьох вулиць Стрижавки перекладають до Різдва"
    head = json_ld(headline=headline) + f'<meta property="og:title" content="{headline}">'
    assert read(page(1, head=head, h1="Дороги")).headline == headline


def test_the_name_of_the_site_is_taken_off() -> None:
    text = page(1).body.decode().replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    article = read(fetched("https://obrii.example/news/1", text))
    assert article.headline == "У Стрижавці перекрили вулицю номер 1: як їхати"


STANDFIRST = "Дорожники перекрили ще одну вулицю в центрі Стрижавки, об'їзд триватиме до грудня"


@pytest.mark.parametrize(
    ("stated", "before", "after", "source"),
    [
        (STANDFIRST, "", f'<div class="x1">{STANDFIRST}</div>', "generic"),
        (f"{STANDFIRST} — {OUTLET}", "", f'<div class="x1">{STANDFIRST}</div>', "generic"),
        (STANDFIRST, f'<div class="x1">{STANDFIRST}</div>', "", "og"),
        (STANDFIRST, "", "", "og"),
    ],
    ids=["with the text", "the outlet's name added", "with the headline", "nowhere"],
)
def test_a_stated_lead_is_the_pages_own_where_it_stands_with_the_text(
    stated: str, before: str, after: str, source: str
) -> None:
    head = f'<meta property="og:description" content="{stated}">'
    whole = page(1, head=head)
    text = whole.body.decode().replace("<main><article><h1>", f"<main><article>{before}<h1>")
    entry = '<div class="entry">'
    text = text.replace(entry, f"<div>{after}{entry}").replace("</article>", "</div></article>")
    article = read(fetched(whole.url, text))
    assert article.read_from["lead"] == source
    if source == "generic":
        assert article.lead == STANDFIRST.replace("'", "’")
    assert article.lead is not None
    assert article.lead not in [block.text for block in article.blocks]
