"""Article pages have the real site's structure and its traps."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

import pytest
from lxml import html

from scraper.demo.articles import FIRST_VISIT, load_articles
from scraper.demo.layout import choose_layout
from scraper.demo.pages import render_amp, render_article
from tests.test_demo.small import MONDAY, THURSDAY, TUESDAY, article_page, incident

STORIES = load_articles()


def hreflangs(page: html.HtmlElement) -> dict[str, str]:
    return {
        link.get("hreflang", ""): link.get("href", "") for link in page.cssselect("link[hreflang]")
    }


def switcher(page: html.HtmlElement) -> dict[str, str]:
    return {
        anchor.text_content(): anchor.get("href", "")
        for anchor in page.cssselect("article span.lang-publication a")
    }


def texts(page: html.HtmlElement, css: str) -> list[str]:
    return [element.text_content().strip() for element in page.cssselect(css)]


UK = "https://www.rbc.ua/rus/news/pasika-na-dakhu-shkoly-1794810000.html"
RU = "https://www.rbc.ua/ukr/news/pasika-na-dakhu-shkoly-1794810000.html"
EN = "https://newsukraine.rbc.ua/news/pupils-keep-bees-on-the-roof-1794821500.html"


def test_prefixes_are_swapped_and_the_key_is_shared() -> None:
    page = article_page(1, "uk", TUESDAY)
    assert page.cssselect("link[rel=canonical]")[0].get("href") == UK
    assert article_page(1, "ru", TUESDAY).cssselect("link[rel=canonical]")[0].get("href") == RU


def test_the_head_title_differs_from_the_headline() -> None:
    page = article_page(1, "uk", TUESDAY)
    assert texts(page, "h1") == ["У Вербовому школярі збирають мед на даху ліцею"]
    assert texts(page, "title") == [
        "Пасіка на даху школи - скільки меду зібрали учні | РБК-Україна"
    ]


def test_the_switcher_stands_inside_the_article() -> None:
    page = article_page(1, "uk", TUESDAY)
    assert switcher(page) == {"ua": UK, "en": EN, "ru": RU}
    assert texts(page, "article span.lang-publication") == ["ua en ru"]


def test_links_name_only_the_versions_that_are_out() -> None:
    assert set(hreflangs(article_page(1, "uk", MONDAY))) == {"uk", "ru", "x-default"}
    assert set(hreflangs(article_page(1, "uk", TUESDAY))) == {"uk", "ru", "en", "x-default"}
    assert set(hreflangs(article_page(1, "uk", THURSDAY))) == {"uk", "en", "x-default"}
    assert "ru" not in switcher(article_page(1, "uk", THURSDAY))


def test_a_link_may_leave_its_scheme_out() -> None:
    links = hreflangs(article_page(2, "uk", THURSDAY))
    assert links["en"] == "//newsukraine.rbc.ua/news/tram-returns-1794988000.html"


def test_a_switcher_may_lead_to_a_front_page_only() -> None:
    assert switcher(article_page(2, "uk", THURSDAY))["en"] == "https://newsukraine.rbc.ua/"


def test_a_story_may_have_no_link_at_all() -> None:
    page = article_page(3, "uk", TUESDAY)
    assert hreflangs(page) == {}
    assert list(switcher(page)) == ["ua"]


@pytest.mark.parametrize("way", ["switcher", "hreflang", "both", "none"])
def test_the_data_decide_how_english_is_linked(way: str) -> None:
    stories = [
        story
        for story in STORIES
        if story.english_link == way and story.is_present("en", FIRST_VISIT)
    ]
    assert stories
    for story in stories:
        page = html.document_fromstring(render_article(story, "uk", FIRST_VISIT))
        target = "/news/" + (story.versions["en"].slug or "")
        assert any(target in href for href in switcher(page).values()) == (
            way in ("switcher", "both")
        )
        assert any(target in href for href in hreflangs(page).values()) == (
            way in ("hreflang", "both")
        )


def test_every_style_of_hreflang_and_structured_data_occurs() -> None:
    layouts = [choose_layout(story) for story in STORIES]
    assert {layout.hreflang for layout in layouts} == {
        "absolute", "x-default", "protocol-relative", "partial", "relative", "home-page", "none",
    }  # fmt: skip
    assert {layout.structured for layout in layouts} == {"plain", "graph", "list", "broken", "none"}


def test_the_image_alt_repeats_the_title_next_to_the_caption() -> None:
    page = article_page(1, "uk", TUESDAY)
    assert page.cssselect("article img")[0].get("alt") == texts(page, "h1")[0]
    assert texts(page, "article .caption") == ["Вулики на даху ліцею (Фото: пресслужба ліцею)"]


@pytest.mark.parametrize(
    ("number", "lang", "caption"),
    [
        (1, "en", "Beehives on the roof (photo: school press office)"),
        (2, "uk", "(Фото: Getty Images)"),
        (2, "ru", "Трамвай № 3"),
        (3, "uk", "Фото: Кіт Абзац (Фейсбук бібліотеки)"),
    ],
)
def test_captions_have_several_forms(number: int, lang: str, caption: str) -> None:
    assert texts(article_page(number, lang, TUESDAY), "article .caption") == [caption]


def test_blocks_stand_in_the_text_with_their_kinds() -> None:
    page = article_page(1, "uk", TUESDAY)
    assert texts(page, "div.txt h2") == [
        "У Вербовому школярі збирають мед просто на даху",
        "Що роблять учні",
    ]
    assert texts(page, "div.txt ul li") == ["доглядають вулики", "ведуть щоденник погоди"]
    assert texts(page, "div.txt tr:last-child td") == ["Серпень", "27"]
    assert len(page.cssselect("div.txt blockquote")) == 1


def test_clutter_stands_between_the_blocks() -> None:
    page = article_page(1, "uk", TUESDAY)
    assert texts(page, "div.txt .read-also") == [
        "Читайте такожУ Вербовому відкрили шкільну метеостанцію"
    ]
    assert page.cssselect("div.txt ins")
    assert page.cssselect("div.txt [id^=bn_]")
    assert page.cssselect("div.txt .read-in-socials a[href^='https://t.me/']")
    assert texts(page, "div.txt p")[-2] == "Марта Гулик"
    assert texts(page, "div.txt p")[-1].startswith("©")
    assert texts(page, "article .intext-tags a") == ["Вербове", "школа"]


def test_hard_spaces_stand_between_number_and_unit() -> None:
    assert "38\u00a0тис. грн" in article_page(1, "uk", TUESDAY).text_content()


def test_structured_data_can_be_a_graph() -> None:
    script = article_page(1, "uk", THURSDAY).cssselect("script[type='application/ld+json']")[0]
    article = json.loads(script.text or "")["@graph"][1]
    assert article["datePublished"] == "2026-11-16T08:30:00+02:00"
    assert article["dateModified"] == "2026-11-18T09:00:00+02:00"
    assert article["headline"] == "У Вербовому школярі зібрали на даху ліцею 51 кг меду"


def test_broken_structured_data_is_broken() -> None:
    story = next(story for story in STORIES if choose_layout(story).structured == "broken")
    page = html.document_fromstring(render_article(story, "uk", FIRST_VISIT))
    script = page.cssselect("script[type='application/ld+json']")[0].text or ""
    with pytest.raises(json.JSONDecodeError):
        json.loads(script)


def test_some_pages_show_their_time_in_the_text_only() -> None:
    page = article_page(3, "uk", TUESDAY)
    assert not page.cssselect("meta[property='article:published_time']")
    assert texts(page, "article .info .date") == ["Вт, 17 листопада 2026, 15:00"]


def test_english_dates_are_written_the_english_way() -> None:
    assert texts(article_page(1, "en", TUESDAY), "article .info .date") == [
        "Mon, November 16, 2026 - 11:40"
    ]


def test_the_declared_language_is_sometimes_wrong() -> None:
    wrong = [story for story in STORIES if choose_layout(story).html_lang_is_prefix]
    assert wrong
    for story in wrong:
        page = html.document_fromstring(render_article(story, "uk", FIRST_VISIT))
        assert page.get("lang") == "ru"


def test_the_amp_twin_has_the_text_and_names_the_article() -> None:
    story = STORIES[0]
    page = html.document_fromstring(render_amp(story, "uk", FIRST_VISIT))
    canonical = page.cssselect("link[rel=canonical]")[0].get("href") or ""
    assert story.slug in canonical
    assert not canonical.endswith("amp")
    assert len(page.cssselect("div.txt > *")) == 1 + len(story.versions["uk"].blocks)


def test_a_teaser_holds_the_text_back() -> None:
    page = article_page(1, "en", TUESDAY, incident("paywall", story=1))
    assert "eight hives" not in page.text_content()
    assert page.cssselect("div.txt .paywall")
    script = page.cssselect("script[type='application/ld+json']")[0].text or ""
    assert '"isAccessibleForFree": false' in script


@pytest.mark.parametrize("now", [TUESDAY, THURSDAY])
def test_a_page_is_the_same_every_time(now: datetime) -> None:
    story = replace(STORIES[0])
    assert render_article(story, "uk", now) == render_article(STORIES[0], "uk", now)
