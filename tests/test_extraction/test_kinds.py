"""Galleries, videos, podcasts and digests are labelled; articles that have some of it are not."""

from __future__ import annotations

import pytest

from tests.test_extraction.newspage import (
    EN,
    PARAGRAPHS,
    RU,
    SECOND,
    UK,
    article_of,
    body_of,
    markup,
)

SHORT = {
    "uk": "У Любомирі показали, як за три роки змінилася набережна: фотограф знімав її щомісяця.",
    "en": "A photographer has shown how the embankment in Lubomyr changed over three years.",
    "ru": "В Любомире показали, как за три года изменилась набережная: ее снимали каждый месяц.",
}
URLS = {"uk": UK, "en": EN, "ru": RU}
HEADLINES = {
    "gallery": {
        "uk": "Набережна Любомира: фоторепортаж",
        "en": "The embankment of Lubomyr in pictures",
        "ru": "Набережная Любомира: фотогалерея",
    },
    "video": {
        "uk": "Як відкривали міст у Любомирі: відео",
        "en": "Video: how the bridge in Lubomyr was opened",
        "ru": "Как открывали мост в Любомире. Видео",
    },
    "podcast": {
        "uk": "Подкаст «Річка»: розмова про новий міст",
        "en": "The River podcast: a talk about the new bridge",
        "ru": "Подкаст «Река»: разговор о новом мосте",
    },
    "digest": {
        "uk": "Головне за 17 листопада: міст, тарифи і кубок",
        "en": "Morning digest: the bridge, the tariffs and the cup",
        "ru": "Главное за день: мост, тарифы и кубок",
    },
}
PICTURES = "".join(f'<img src="/img/{n}.jpg">' for n in range(6))
PLAYERS = {
    "gallery": PICTURES,
    "video": '<iframe src="https://www.youtube.com/embed/x1"></iframe>',
    "podcast": '<audio src="/a/1.mp3"></audio>',
}


def digest(lang: str) -> str:
    heads = {"uk": "Новина", "en": "Story", "ru": "Новость"}
    return "".join(f"<h2>{heads[lang]} {n}</h2><p>{SHORT[lang]} № {n}.</p>" for n in range(1, 5))


@pytest.mark.parametrize("lang", URLS)
@pytest.mark.parametrize("kind", HEADLINES)
def test_kind(kind: str, lang: str) -> None:
    text = digest(lang) if kind == "digest" else f"{PLAYERS[kind]}<p>{SHORT[lang]}</p>"
    page = markup(text, headline=HEADLINES[kind][lang], lang=lang)
    assert article_of(page, url=URLS[lang]).kind == kind


@pytest.mark.parametrize("kind", ["gallery", "video", "podcast"])
def test_a_full_text_with_pictures_or_a_player_is_an_article(kind: str) -> None:
    text = PLAYERS[kind][: 3 * len('<img src="/img/0.jpg">')] if kind == "gallery" else ""
    text += PLAYERS[kind] if kind == "video" else ""
    page = markup(text + body_of(*PARAGRAPHS) * 2, headline=HEADLINES[kind]["uk"])
    assert article_of(page).kind == "article"


def test_a_headline_alone_makes_no_digest() -> None:
    assert article_of(markup(headline=HEADLINES["digest"]["uk"])).kind == "article"


def test_thumbnails_of_links_are_no_gallery() -> None:
    links = "".join(f'<a href="/rus/{n}/"><img src="/t/{n}.jpg"></a>' for n in range(12))
    page = markup(f"<p>{SHORT['uk']}</p>{links}", headline=HEADLINES["gallery"]["uk"])
    assert article_of(page).kind == "article"


def test_what_the_data_states_is_believed() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "PodcastEpisode", '
        '"headline": "Розмова про міст"}</script>'
    )
    assert article_of(markup(head=head)).kind == "podcast"


@pytest.mark.parametrize(("words", "kind"), [(1986, "article"), (500, "gallery")])
def test_many_pictures_that_nothing_calls_a_gallery_are_one_with_hardly_a_word(
    words: int, kind: str
) -> None:
    pictures = "".join(f'<img src="/img/{n}.jpg">' for n in range(10))
    texts = [f"{n}. {SECOND}" for n in range(20)]
    text = "".join(texts)[:words]
    page = markup(f"{pictures}<p>{text}</p>", headline="Як відбудовували набережну Любомира")
    assert article_of(page).kind == kind
