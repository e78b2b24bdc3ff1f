"""Each cleaning rule: what it removes, and what of the same look it must leave."""

from __future__ import annotations

import pytest

from tests.test_extraction.newspage import (
    FIRST,
    HEADLINE,
    LEAD,
    PARAGRAPHS,
    SECOND,
    THIRD,
    article_of,
    body_of,
    markup,
    removed_by,
    texts,
)

OTHER = '<a href="/rus/news/inshyi-1763270000.html">Тариф на воду в області перерахують</a>'
TELEGRAM = '<a href="https://t.me/visnyk">Telegram</a>'


def clean(*inserted: str, at: int = 1) -> tuple[tuple[str, ...], dict[str, list[str]]]:
    """The blocks and what was removed by rule, with pieces inserted among three paragraphs."""
    parts = [*PARAGRAPHS[:at], *inserted, *PARAGRAPHS[at:]]
    article = article_of(markup(body_of(*parts)))
    removed: dict[str, list[str]] = {}
    for each in article.removed:
        removed.setdefault(each.rule, []).append(each.text)
    return texts(article), removed


@pytest.mark.parametrize(
    "piece",
    [
        f"<p><strong>Читайте також:</strong> {OTHER}</p>",
        f"<p>Читайте також: {OTHER}</p>",
        f"<p>Читайте також {OTHER}</p>",
        "<p><a href='/rus/news/inshyi-1763270000.html'>Читайте також: Тариф на воду</a></p>",
        f"<div class='read-also'><span>Читайте також</span>{OTHER}</div>",
        f"<blockquote class='read-more'><p>Читайте також: {OTHER}</p></blockquote>",
        f"<p>Читайте також:</p><ul><li>{OTHER}</li><li>{OTHER}</li></ul>",
        f"<p>Більше за темою:</p><p>{OTHER}</p>",
        f"<h3>Читайте також</h3><ul><li>{OTHER}</li></ul>",
        f"<p><em>Дивіться також: {OTHER}</em></p>",
        f"<p>Читайте также: {OTHER}</p>",
        f"<p>По теме: {OTHER}</p>",
        f"<p>Подробнее: {OTHER}</p>",
        f"<p>Read also: {OTHER}</p>",
        f"<p><b>Also read:</b> {OTHER}</p>",
        f"<p>READ MORE: {OTHER}</p>",
        f"<p>Related: {OTHER}</p>",
        f"<p>More on this topic:</p><ul><li>{OTHER}</li></ul>",
        f"<p>{OTHER}</p>",
        f"<aside class='related-news'><p>{OTHER}</p><p>{OTHER}</p></aside>",
    ],
)  # fmt: skip
def test_related_links_go(piece: str) -> None:
    blocks, removed = clean(piece)
    assert blocks == PARAGRAPHS
    assert set(removed) == {"related"}


@pytest.mark.parametrize(
    "piece",
    [
        "Читайте також книжки: так мер звернувся до школярів, які прийшли на відкриття моста.",
        f"Раніше повідомлялося, що {OTHER} уже цього місяця, але рішення досі не ухвалили.",
        f"Більше половини мешканців, як свідчить {OTHER}, підтримали будівництво.",
        "Також міст обладнали камерами, а на підходах до нього встановили нові знаки.",
        "Нагадаємо, старий міст закрили у жовтні 2023 року через руйнування двох опор.",
        "Важливо: до грудня рух вантажівок мостом заборонений.",
        "За даними управління, <a href='https://rada.example/report'>звіт оприлюднили</a> торік.",
    ],
)
def test_text_that_looks_like_a_related_link_stays(piece: str) -> None:
    blocks, removed = clean(piece)
    assert len(blocks) == 4
    assert not removed


def test_a_list_of_the_articles_own_links_stays() -> None:
    items = "".join(
        f"<li><a href='/rus/news/a-176327000{number}.html'>Рішення номер {number}</a></li>"
        for number in range(6)
    )
    blocks, removed = clean(f"<ul>{items}</ul>")
    assert len(blocks) == 9
    assert not removed


@pytest.mark.parametrize(
    "piece",
    [
        f"Підписуйтесь на наш {TELEGRAM}-канал",
        f"<p><strong><em>Оперативні новини читайте в нашому {TELEGRAM}</em></strong></p>",
        "Підписуйтесь на наш канал і дізнавайтеся про головне першими: https://t.me/visnyk",
        "Читайте нас у Google News",
        "Стежте за нашими новинами у Facebook та Viber!",
        "Більше новин у нашому телеграм-каналі",
        f"Хочете дізнаватися першими? Долучайтеся до нас у {TELEGRAM}",
        "Подписывайтесь на наш Telegram-канал, чтобы быть в курсе",
        "Следите за новостями в Instagram",
        f"Follow us on {TELEGRAM}",
        "Subscribe to our YouTube channel",
        "For breaking news, follow our Telegram channel",
        f"<p>{TELEGRAM}</p>",
    ],
)
@pytest.mark.parametrize("at", [1, 3])
def test_calls_to_follow_go(piece: str, at: int) -> None:
    blocks, removed = clean(piece, at=at)
    assert blocks == PARAGRAPHS
    assert set(removed) == {"follow"}


@pytest.mark.parametrize(
    "piece",
    [
        "Підписуйтеся на підтримку моста - так мер звернувся до мешканців на відкритті.",
        "«Підписуйтесь на наш Telegram», - жартома сказала міська голова на відкритті моста.",
        "Про це йдеться в повідомленні міської ради у Telegram.",
        "Головні новини дня міська рада оприлюднить увечері після засідання.",
        "Follow-up inspections of the bridge are planned for the spring of next year.",
        "Канал завдовжки два кілометри з’єднає річку з озером.",
    ],
)
def test_text_that_looks_like_a_call_stays(piece: str) -> None:
    blocks, removed = clean(piece)
    assert len(blocks) == 4
    assert not removed


@pytest.mark.parametrize(
    ("piece", "rule"),
    [
        ("Підпишіться на розсилку, щоб не пропустити головне", "newsletter"),
        ("Получайте главное на почту каждое утро", "newsletter"),
        ("Sign up for our newsletter", "newsletter"),
        ("Підтримайте нашу редакцію внеском", "donation"),
        ("Поддержите независимую журналистику", "donation"),
        ("Support us to keep independent journalism alive", "donation"),
        ("© 2026 Вісник Любомира", "copyright"),
        ("Передрук дозволено лише з посиланням на першоджерело.", "copyright"),
        ("При цитировании ссылка на сайт обязательна", "copyright"),
        ("All rights reserved. Copying requires permission.", "copyright"),
        ("Сайт використовує файли cookie. Продовжуючи перегляд, ви погоджуєтеся.", "cookies"),
        ("We use cookies to improve this website.", "cookies"),
        ("Якщо ви помітили помилку, виділіть її та натисніть Ctrl+Enter", "comments"),
        ("Коментарі (3)", "comments"),
        ("Поделиться", "control"),
        ("ADVERTISEMENT", "control"),
        ("Реклама", "control"),
        ("Теги: міст, Любомир, дороги", "tags"),
        ("#міст #Любомир", "tags"),
        ("1 254 перегляди", "counter"),
        ("3 min read", "counter"),
        ("Час читання: 3 хв", "counter"),
        ("* * *", "separator"),
        ("***", "separator"),
        ("———", "separator"),
        ("Оновлено: 17 листопада 2026, 12:30", "timestamp"),
        ("<ul><li>17.11.2026 10:05</li></ul>", "timestamp"),
        ("Page last updated at 13:05 GMT, Tuesday, 17 November 2026", "timestamp"),
        ("Оцініть, будь ласка, статтю. Нам важлива ваша думка", "comments"),
        ("Rate this article", "comments"),
        ("Усі права на матеріали сайту охороняються законом України", "copyright"),
        ("Все права на материалы портала принадлежат редакции", "copyright"),
    ],
)
def test_lines_of_the_page_go(piece: str, rule: str) -> None:
    blocks, removed = clean(piece, at=3)
    assert blocks == PARAGRAPHS
    assert set(removed) == {rule}


@pytest.mark.parametrize(
    "piece",
    [
        "Підтримайте водіїв, які досі чекають на виплати, закликали у профспілці.",
        "Використання матеріалів для опор перевірила комісія, висновок буде за тиждень.",
        "Передрук старих газет показали в музеї міста до річниці.",
        "Ми використовуємо бетон місцевого заводу, розповів підрядник.",
        "Коментарі чиновників щодо строків будівництва різняться.",
        "Реклама на мосту буде заборонена, сказано в рішенні.",
        "12 переглядів кошторису знадобилося, щоб узгодити ціну.",
        "Авторка проєкту Ганна Лис каже, що міст розрахований на сто років.",
        "Теги на опорах залишили невідомі, поліція їх шукає.",
        "2014",
    ],
)
def test_text_that_looks_like_a_line_of_the_page_stays(piece: str) -> None:
    blocks, removed = clean(piece)
    assert len(blocks) == 4
    assert not removed


@pytest.mark.parametrize(
    ("piece", "at"),
    [
        ("<p><em>Олена Ткачівська</em></p>", 3),
        ("Автор: Олена Ткачівська", 3),
        ("Олена Ткачівська, Вісник Любомира", 3),
        ("Автор: Олена Ткачівська", 0),
        ("Підготував Марко Лис", 3),
    ],
)
def test_signature_goes(piece: str, at: int) -> None:
    parts = [*PARAGRAPHS[:at], piece, *PARAGRAPHS[at:]]
    before = '<div class="author"><a href="/author/1">Олена Ткачівська</a></div>'
    article = article_of(markup(body_of(*parts), before=before))
    assert texts(article) == PARAGRAPHS
    assert len(removed_by(article, "author")) == 1
    assert [author.name for author in article.authors] == ["Олена Ткачівська"]


def test_an_author_named_inside_the_text_stays() -> None:
    before = '<div class="author"><a href="/author/1">Олена Ткачівська</a></div>'
    article = article_of(markup(body_of(FIRST, "Олена Ткачівська", SECOND, THIRD), before=before))
    assert len(article.blocks) == 4


@pytest.mark.parametrize(
    "text", ["17 листопада 2026, 10:05", "Вт, 17.11.2026, 10:05", "Mon, March 30, 2026 - 14:00"]
)
def test_times_before_the_text_go(text: str) -> None:
    blocks, removed = clean(text, at=0)
    assert blocks == PARAGRAPHS
    assert set(removed) == {"timestamp"}


def test_a_time_inside_the_text_stays() -> None:
    blocks, _ = clean("<h3>17 листопада, 10:05</h3>", "17 листопада 2026", at=2)
    assert len(blocks) == 5


def test_the_sites_own_selectors_and_phrases() -> None:
    blocks, removed = clean(
        "<div class='share'>Facebook X</div>",
        "<p>Вісник радить: сир.</p>",
        "<div id='bn_1'>x</div>",
    )
    assert blocks == PARAGRAPHS
    assert removed == {"strip": ["Facebook X", "x"], "site-phrase": ["Вісник радить: сир."]}


@pytest.mark.parametrize(
    ("piece", "rule"),
    [
        ("<div class='read-in-socials'>Ми тут: <a href='/s'>усі</a></div>", "share"),
        ("<div class='adsbygoogle'>Купуйте цеглу</div>", "advertisement"),
        ("<div class='c-banner'>Купуйте цеглу</div>", "advertisement"),
        ("<div class='subscribe-form'>Ваша пошта</div>", "follow"),
        ("<div class='post_tags'><a href='/t/1'>міст</a> <a href='/t/2'>дороги</a></div>", "tags"),
        ("<ol class='breadcrumbs'><li>Новини</li><li>Місто</li></ol>", "breadcrumbs"),
        ("<p class='article-date'>Середа</p>", "timestamp"),
        ("<div class='comments'>Ваша думка</div>", "comments"),
    ],
)
def test_boxes_named_as_clutter_go(piece: str, rule: str) -> None:
    blocks, removed = clean(piece, at=2)
    assert blocks == PARAGRAPHS
    assert set(removed) == {rule}


@pytest.mark.parametrize(
    "piece",
    [
        "<div class='lead-paragraph-header'>Коли відкриють другу чергу, поки що не відомо.</div>",
        "<p class='download-text'>Схему руху оприлюднили на сайті міської ради.</p>",
        "<p class='shadow'>Проїзд мостом безкоштовний.</p>",
        "<div class='related-facts'>Довжина моста становить 412 метрів, ширина - 24 метри.</div>",
    ],
)
def test_boxes_that_are_text_stay(piece: str) -> None:
    blocks, removed = clean(piece, at=2)
    assert len(blocks) == 4
    assert not removed


def test_an_inline_element_to_strip_leaves_its_paragraph() -> None:
    blocks, removed = clean("<p>Текст до нього <ins>Реклама</ins> і після.</p>")
    assert "Текст до нього" in blocks[1]
    assert removed == {"strip": ["Реклама"]}


def test_the_headline_repeated_goes_and_a_near_repeat_stays_as_heading() -> None:
    blocks, removed = clean(f"<p>{HEADLINE}</p>", "<h2>У Любомирі відкрили новий міст</h2>", at=0)
    assert blocks == ("У Любомирі відкрили новий міст", *PARAGRAPHS)
    assert removed == {"headline": [HEADLINE]}


def test_a_part_that_stands_twice_is_kept_once() -> None:
    blocks, removed = clean(f"<p class='mobile'>{FIRST}</p>", at=1)
    assert blocks == PARAGRAPHS
    assert removed == {"repeated": [FIRST]}


def test_a_box_named_like_clutter_that_holds_the_article_stays() -> None:
    inside = body_of(*PARAGRAPHS)
    article = article_of(markup(f"<div class='social-share related'>{inside}</div>"))
    assert texts(article) == PARAGRAPHS


def test_every_piece_is_kept_or_accounted_for() -> None:
    article = article_of(
        markup(body_of(LEAD, FIRST, "Реклама", SECOND, f"<p>Читайте також: {OTHER}</p>", THIRD))
    )
    positions = {removed.position for removed in article.removed}
    assert len(article.blocks) + len(positions) == 6
    assert all(removed.because for removed in article.removed)
