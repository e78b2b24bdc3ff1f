"""Why a page is no article: each reason, and pages that only look like it."""

from __future__ import annotations

import json

import pytest

from scraper.extraction.readings import Reason
from tests.test_extraction.newspage import (
    EN,
    HEADLINE,
    PARAGRAPHS,
    UK,
    article_of,
    body_of,
    make_page,
    markup,
    read,
    read_reason,
)

CHALLENGE = (
    "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>"
    '<h1>www.visnyk.example</h1><form id="challenge-form" action="/x"></form>'
    '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script></body></html>'
)


@pytest.mark.parametrize("status", [403, 404, 410, 429, 500, 502, 304, 301])
def test_status(status: int) -> None:
    rejected = read(status=status).rejected
    assert rejected is not None
    assert (rejected.reason, rejected.detail) == (Reason.HTTP_STATUS, str(status))


@pytest.mark.parametrize("content", [b" ", b"\n\n\t"])
def test_empty(content: bytes) -> None:
    assert read_reason(content) == Reason.EMPTY


def test_cut_for_its_size() -> None:
    reading = read(body=b"", cut="size", headers=(("content-length", "9000000"),))
    assert reading.rejected is not None
    assert (reading.rejected.reason, reading.rejected.detail) == (Reason.TOO_LARGE, "9000000")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 ...", "application/pdf"),
        (b"{}", "application/json"),
        (b'{"a": 1}', "text/html"),
        (b"\x89PNG\r\n", "image/png"),
        (b"just words", "text/html"),
    ],
)
def test_not_html(content: bytes, kind: str) -> None:
    assert read_reason(content, headers=(("content-type", kind),)) == Reason.NOT_HTML


def test_html_without_a_type_or_with_a_loose_one_is_read() -> None:
    assert read(markup(), headers=()).article is not None
    assert read(markup(), headers=(("content-type", "text/plain"),)).article is not None


@pytest.mark.parametrize(
    "content",
    [
        CHALLENGE,
        "<html><body><script src='/.well-known/ddos-guard/js-challenge'></script></body></html>",
        "<html><body><iframe src='/_Incapsula_Resource?x=1'></iframe></body></html>",
        "<html><body><script src='https://ct.captcha-delivery.com/c.js'></script></body></html>",
        "<html><head><title>Перевірка браузера</title></head><body><p>Зачекайте</p></body></html>",
        "<html><head><title>Access Denied</title></head><body><h1>Access Denied</h1></body></html>",
        "<html><body><h1>Are you a robot?</h1><div class='g-recaptcha'></div></body></html>",
    ],
)
def test_challenge_answered_with_200(content: str) -> None:
    assert read_reason(content) == Reason.CHALLENGE


@pytest.mark.parametrize("status", [403, 429, 503])
def test_challenge_answered_with_an_error(status: int) -> None:
    assert read_reason(CHALLENGE, status=status) == Reason.CHALLENGE


def test_challenge_by_its_header() -> None:
    assert read_reason(markup(), headers=(("cf-mitigated", "challenge"),)) == Reason.CHALLENGE


def test_an_article_behind_the_same_services_is_read() -> None:
    scripts = (
        '<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>'
        '<script>var _cf_chl_opt = 1</script><div class="g-recaptcha"></div>'
    )
    long = body_of(*PARAGRAPHS, *(f"{text} Ще раз {n}." for n in range(4) for text in PARAGRAPHS))
    assert len(article_of(markup(long, after=scripts)).blocks) == 15


def test_a_short_article_with_a_captcha_in_its_comment_form_is_read() -> None:
    assert article_of(markup(after='<form><div class="g-recaptcha"></div></form>')).headline


def test_consent_wall_answered_with_200() -> None:
    wall = (
        '<html><head><title>Вісник</title></head><body><div id="consent" class="consent-wall">'
        "<h1>Ваша приватність</h1><p>Сайт використовує файли cookie. Продовжуючи перегляд, ви "
        "погоджуєтеся з цим.</p><button>Так</button></div></body></html>"
    )
    assert read_reason(wall) == Reason.CONSENT


def test_consent_host() -> None:
    reading = read(markup(), final_url="https://consent.visnyk.example/?back=1")
    assert reading.rejected is not None
    assert reading.rejected.reason == Reason.CONSENT


def test_a_consent_bar_on_an_article_does_no_harm() -> None:
    bar = '<div class="cookie-bar"><p>Ми використовуємо файли cookie, щоб сайт працював.</p></div>'
    page = markup().replace("<article>", f"{bar}<article>")
    assert len(article_of(page).blocks) == 3


def test_shorter_than_announced_and_not_closed() -> None:
    whole = markup()
    assert read_reason(whole[: len(whole) // 2], cut="short") == Reason.TRUNCATED


def test_closed_markup_is_believed_over_a_wrong_length() -> None:
    assert read(markup(), cut="short").article is not None


@pytest.mark.parametrize("end", ['<p class="te', '<a href="https://www.visnyk.example/rus/new'])
def test_broken_off_inside_a_tag(end: str) -> None:
    page = markup()
    page = page[: page.index("</div></article>")] + end
    assert read_reason(page) == Reason.TRUNCATED


def test_a_page_that_only_lacks_its_closing_tags_is_read() -> None:
    page = markup().replace("</body></html>", "")
    assert len(article_of(page).blocks) == 3


def test_less_text_than_the_data_holds_and_not_closed() -> None:
    node = {"@type": "NewsArticle", "headline": HEADLINE, "articleBody": " ".join(PARAGRAPHS * 3)}
    head = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    page = markup(body_of(PARAGRAPHS[0]), head=head)
    cut = page[: page.index("</div></article>")]
    assert read_reason(cut) == Reason.TRUNCATED
    assert read_reason(page) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://www.visnyk.example/rus/",
        "https://www.visnyk.example/rus/news/",
        "https://other.example/x-1763280000.html",
    ],
)
def test_not_the_address_of_an_article(url: str) -> None:
    reading = read(markup(), url=url)
    assert reading.rejected is not None
    assert reading.rejected.reason == Reason.NOT_ARTICLE


@pytest.mark.parametrize(
    "headline", ["404", "Сторінку не знайдено", "Page not found", "Страница не найдена"]
)
def test_not_found_answered_with_200(headline: str) -> None:
    assert read_reason(markup(headline=headline)) == Reason.NOT_ARTICLE


def test_a_headline_about_something_not_found_is_read() -> None:
    page = markup(headline="Page not found in the archive: what happened to the bridge's plans")
    assert article_of(page).headline


def test_no_headline() -> None:
    page = (
        markup()
        .replace(f"<h1>{HEADLINE}</h1>", "")
        .replace(f"<title>{HEADLINE} | Вісник Любомира</title>", "")
    )
    assert read_reason(page) == Reason.NO_HEADLINE


@pytest.mark.parametrize("text", ["<iframe src='x'></iframe>", "<p>Відео</p>", "<p>Скоро.</p>"])
def test_no_body(text: str) -> None:
    assert read_reason(markup(text)) == Reason.NO_BODY


@pytest.mark.parametrize(
    "paragraph",
    [
        "Rada miasta przeznaczyła pieniądze na remont szkoły, więc uczniowie wrócą zimą do klas.",
        "Гарадскі савет вылучыў грошы на рамонт школы, і вучні вернуцца ў свае класы ўжо зімой.",
    ],
)
def test_wrong_language(paragraph: str) -> None:
    page = markup(body_of(paragraph), headline=paragraph[:40])
    reading = read(page)
    assert reading.rejected is not None
    assert reading.rejected.reason == Reason.WRONG_LANGUAGE
    assert "alphabet other" in reading.rejected.detail


def test_a_rejected_page_keeps_the_spellings_of_its_address() -> None:
    reading = read(status=404, final_url=EN)
    assert reading.article is None
    assert reading.aliases == (UK, EN)


@pytest.mark.parametrize("url", ["", "dns:visnyk.example", "https://[broken", "/rus/news/x.html"])
def test_an_address_that_is_none(url: str) -> None:
    reading = read(final_url=url)
    assert reading.rejected is not None
    assert reading.rejected.reason == Reason.NOT_ARTICLE


def test_reasons_are_slugs() -> None:
    assert all(reason.value == reason.value.lower().replace("_", "-") for reason in Reason)
    assert f"article/rejected/{Reason.NO_BODY}" == "article/rejected/no-body"


def test_the_page_helper_makes_what_it_says() -> None:
    assert make_page().header("Content-Type") == "text/html; charset=utf-8"
