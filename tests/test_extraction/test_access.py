"""Free, partial or blocked: what data, boxes and phrases say; a teaser is never called free."""

from __future__ import annotations

import json

import pytest

from tests.test_extraction.newspage import (
    EN,
    FIRST,
    HEADLINE,
    PARAGRAPHS,
    RU,
    SECOND,
    UK,
    article_of,
    body_of,
    markup,
    read,
)  # fmt: skip

WORDS = {
    "uk": ("Щоб читати далі, оформіть передплату", "Передплатити"),
    "en": ("Subscribe to continue reading this article", "Subscribe"),
    "ru": ("Чтобы читать дальше, оформите подписку", "Подписаться"),
}
URLS = {"uk": UK, "en": EN, "ru": RU}
TEXTS = {
    "uk": FIRST,
    "en": "The first cars crossed the bridge at half past ten, and the ribbon was cut by the mayor "
    "and by a bus driver who has worked on this route for thirty years without an accident.",
    "ru": "Первые автомобили проехали по мосту в половине одиннадцатого. Ленту перерезали мэр и "
    "водитель автобуса, который ездит по этому маршруту уже тридцать лет без единой аварии.",
}


def data(**values: object) -> str:
    node = {"@type": "NewsArticle", "headline": HEADLINE, **values}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def wall(lang: str, name: str = "paywall-offer") -> str:
    said, button = WORDS[lang]
    return f'<div class="{name}"><p>{said}</p><button>{button}</button></div>'


def test_a_text_without_any_sign_is_free() -> None:
    assert article_of(markup()).access == "free"


@pytest.mark.parametrize("value", [False, "False", "http://schema.org/False"])
def test_data_that_says_not_free_is_believed(value: object) -> None:
    assert article_of(markup(head=data(isAccessibleForFree=value))).access == "partial"


@pytest.mark.parametrize("lang", URLS)
def test_a_wall_behind_a_short_text_makes_a_teaser(lang: str) -> None:
    page = markup(f"<p>{TEXTS[lang]}</p>", after=wall(lang), lang=lang)
    assert article_of(page, url=URLS[lang]).access == "partial"


@pytest.mark.parametrize("lang", URLS)
def test_a_wall_in_place_of_the_text_blocks_it(lang: str) -> None:
    page = markup(wall(lang), lang=lang)
    article = article_of(page, url=URLS[lang])
    assert (article.access, article.blocks) == ("blocked", ())
    assert article.headline == HEADLINE
    assert article.lang in ("uk", lang)


def test_data_that_says_not_free_without_a_text_blocks_it() -> None:
    article = article_of(markup("<p>…</p>", head=data(isAccessibleForFree=False)))
    assert article.access == "blocked"


def test_no_text_and_no_wall_is_a_reject_as_before() -> None:
    rejected = read(markup("<p>…</p>")).rejected
    assert rejected is not None
    assert rejected.reason == "no-body"


CLOSED = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".closed-part"}


@pytest.mark.parametrize("parts", [CLOSED, [CLOSED]])
def test_a_closed_part_that_is_on_the_page_counts(parts: object) -> None:
    page = markup(f'<p>{FIRST}</p><div class="closed-part"></div>', head=data(hasPart=parts))
    assert article_of(page).access == "partial"


def test_a_closed_part_that_only_the_template_names_does_not_count() -> None:
    assert article_of(markup(head=data(hasPart=CLOSED))).access == "free"


@pytest.mark.parametrize("css", ["", ":::", None, 3])
def test_a_selector_that_cannot_be_read_does_no_harm(css: object) -> None:
    assert article_of(markup(head=data(hasPart={**CLOSED, "cssSelector": css}))).access == "free"


def test_a_box_of_that_name_that_holds_the_text_is_no_wall() -> None:
    page = markup(f'<div class="paywall-content">{body_of(*PARAGRAPHS)}</div>')
    assert article_of(page).access == "free"


def test_an_empty_box_of_that_name_is_no_wall() -> None:
    assert article_of(markup(after='<div class="paywall"></div>')).access == "free"


def test_a_whole_text_with_an_offer_below_it_is_free() -> None:
    paragraphs = [f"{SECOND} ({n})" for n in range(12)]
    assert article_of(markup(body_of(*paragraphs), after=wall("uk"))).access == "free"


def test_a_consent_banner_over_a_whole_text_leaves_it_free() -> None:
    banner = '<div class="cookie-consent"><p>Ми використовуємо cookie</p><button>OK</button></div>'
    assert article_of(markup(after=banner)).access == "free"


def test_a_consent_wall_is_no_article() -> None:
    banner = "<p>Ми використовуємо файли cookie, щоб покращити роботу сайту.</p>"
    rejected = read(markup(banner)).rejected
    assert rejected is not None
    assert rejected.reason in ("consent", "no-body")


NAMES = ["piano-newsletter", "tp-container-inner", "premium-offer"]


@pytest.mark.parametrize("name", NAMES)
def test_a_form_in_a_box_that_is_not_only_a_walls_leaves_a_short_text_free(name: str) -> None:
    form = "<p>Головне за день у вашій пошті</p><form><input><button>Хочу</button></form>"
    page = markup(f"<p>{FIRST}</p>", after=f'<div class="{name}">{form}</div>')
    assert article_of(page).access == "free"


@pytest.mark.parametrize("name", NAMES)
def test_such_a_box_with_a_paywalls_words_is_a_wall(name: str) -> None:
    assert article_of(markup(f"<p>{FIRST}</p>", after=wall("uk", name))).access == "partial"


def test_a_form_in_a_box_that_can_only_be_a_wall_is_one() -> None:
    form = '<div class="paywall"><p>Вже з нами?</p><form><button>Увійти</button></form></div>'
    assert article_of(markup(f"<p>{FIRST}</p>", after=form)).access == "partial"
