"""Live blogs in three languages: entries become sections, a heading with its time for each."""

from __future__ import annotations

import json

import pytest

from scraper.items import Article
from tests.test_extraction.newspage import EN, PARAGRAPHS, RU, UK, article_of, markup

Blog = tuple[str, str, tuple[tuple[str, str, str], ...]]

BLOGS: dict[str, Blog] = {
    "uk": (
        UK,
        "Повінь на Стрижній: онлайн-трансляція із затоплених сіл",
        (
            ("18:40", "Міст відкрили", "Рух мостом у Любомирі відновили для автобусів і машин "
             "швидкої допомоги, легковики поки що пускають групами по двадцять."),
            ("16:05", "", "У селі Вільхівка вода відступила з трьох вулиць. Рятувальники викачують "
             "підвали й просять людей не вмикати світло до огляду мереж."),
            ("14:20", "Школи закрито", "До п’ятниці не працюватимуть одинадцять шкіл громади, "
             "повідомили в управлінні освіти. Уроки проведуть дистанційно."),
        ),
    ),
    "en": (
        EN,
        "Live: flood on the Stryzhna, villages cut off",
        (
            ("18:40", "Bridge reopens", "Traffic has resumed on the bridge in Lubomyr for buses "
             "and ambulances, while cars are let through in groups of twenty at a time."),
            ("16:05", "", "In the village of Vilkhivka the water has left three streets. Rescuers "
             "are pumping out cellars and ask people to keep the power off for now."),
            ("14:20", "Schools closed", "Eleven schools of the district will stay shut until "
             "Friday, the education office said, and lessons will be held online instead."),
        ),
    ),
    "ru": (
        RU,
        "Паводок на Стрижной: текстовая трансляция",
        (
            ("18:40", "Мост открыли", "Движение по мосту в Любомире возобновили для автобусов и "
             "скорой помощи, легковые машины пока пропускают группами по двадцать."),
            ("16:05", "", "В селе Ольховка вода ушла с трех улиц. Спасатели откачивают подвалы и "
             "просят людей не включать свет, пока не осмотрят сети."),
            ("14:20", "Школы закрыты", "До пятницы не будут работать одиннадцать школ общины, "
             "сообщили в управлении образования. Уроки проведут дистанционно."),
        ),
    ),
}  # fmt: skip


def entry(clock: str, title: str, text: str) -> str:
    head = f"<h4>{title}</h4>" if title else ""
    return (
        f'<div class="post"><time datetime="2026-11-18T{clock}:00+02:00">{clock}</time>{head}'
        f"<p>{text}</p></div>"
    )


def read(lang: str, entries: str | None = None, head: str = "", **values: str) -> Article:
    url, headline, written = BLOGS[lang]
    text = "".join(entry(*each) for each in written) if entries is None else entries
    page = markup(text, headline=values.get("headline", headline), head=head, lang=lang)
    return article_of(page, url=url)


@pytest.mark.parametrize("lang", BLOGS)
def test_it_is_labelled(lang: str) -> None:
    assert read(lang).kind == "live_blog"


@pytest.mark.parametrize("lang", BLOGS)
def test_each_entry_is_a_heading_with_its_time_and_its_text(lang: str) -> None:
    blocks = read(lang).blocks
    entries = BLOGS[lang][2]
    assert [(block.kind, block.text) for block in blocks] == [
        each
        for clock, title, text in entries
        for each in (("heading", f"{clock} {title}".strip()), ("paragraph", text))
    ]
    assert {block.level for block in blocks if block.kind == "heading"} == {3}


def test_a_clock_in_a_class_is_a_time_too() -> None:
    entries = "".join(
        f'<li class="item"><span class="event-time">{clock}</span><p>{text}</p></li>'
        for clock, _, text in BLOGS["uk"][2]
    )
    headings = [b.text for b in read("uk", f"<ul>{entries}</ul>").blocks if b.kind == "heading"]
    assert headings == ["18:40", "16:05", "14:20"]


def test_a_time_that_only_its_attribute_states_is_told_in_the_zone_of_the_site() -> None:
    entries = "".join(
        f'<div class="post"><time datetime="2026-11-18T0{n}:30:00Z">щойно</time><p>{text}</p></div>'
        for n, (_, _, text) in enumerate(BLOGS["uk"][2], 5)
    )
    headings = [b.text for b in read("uk", entries).blocks if b.kind == "heading"]
    assert headings == ["07:30", "08:30", "09:30"]


def test_entries_that_only_the_data_has_are_read_from_it() -> None:
    updates = [
        {"@type": "BlogPosting", "headline": title, "datePublished": f"2026-11-18T{clock}:00+02:00",
         "articleBody": text}
        for clock, title, text in BLOGS["en"][2]
    ]  # fmt: skip
    data = {"@type": "LiveBlogPosting", "headline": BLOGS["en"][1], "liveBlogUpdate": updates}
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    article = read("en", "<p>The page shows its entries by a script.</p>", head)
    assert article.kind == "live_blog"
    assert [b.text for b in article.blocks if b.kind == "heading"] == [
        "18:40 Bridge reopens", "16:05", "14:20 Schools closed",
    ]  # fmt: skip
    assert article.read_from["blocks"] == "json-ld"


def test_a_list_of_news_with_times_is_no_live_blog() -> None:
    news = "".join(
        f'<div class="post"><time>1{n}:00</time><a href="/rus/news/a-176328000{n}.html">У місті '
        "відкрили ще одну школу після ремонту, який тривав два роки</a></div>"
        for n in range(6)
    )
    article = read("uk", f"<p>{BLOGS['uk'][2][0][2]}</p><p>{BLOGS['uk'][2][1][2]}</p>{news}")
    assert article.kind == "article"


CARDS = "".join(
    entry(c, f'<a href="/rus/news/a-{n}.html">{t or c}</a>', x)
    for n, (c, t, x) in enumerate(BLOGS["uk"][2] + BLOGS["uk"][2][:1], 1763280000)
)


@pytest.mark.parametrize("headline", [BLOGS["uk"][1], "Хроніка однієї повені", "Матч наживо"])
def test_cards_of_other_articles_around_the_text_do_not_replace_it(headline: str) -> None:
    page = markup(headline=headline, after=f'<div class="cards">{CARDS}</div>')
    article = article_of(page)
    assert (article.kind, article.read_from["blocks"]) == ("article", "site")
    assert [block.text for block in article.blocks] == list(PARAGRAPHS)


@pytest.mark.parametrize(
    ("url", "kind"), [(UK, "article"), (UK.replace("/news/", "/live/"), "live_blog")]
)
def test_without_the_sites_selector_a_word_of_the_headline_is_not_enough(
    url: str, kind: str
) -> None:
    entries = "".join(entry(*each) for each in BLOGS["uk"][2])
    page = markup(entries, headline=BLOGS["uk"][1]).replace('class="txt"', 'class="other"')
    assert article_of(page, url=url).kind == kind


def test_what_is_only_done_online_is_no_live_blog() -> None:
    entries = "".join(entry(*each) for each in BLOGS["uk"][2])
    assert read("uk", entries, headline="Довідки видаватимуть онлайн").kind == "article"


def test_an_article_that_tells_times_is_no_live_blog() -> None:
    entries = "".join(entry(*each) for each in BLOGS["uk"][2])
    article = read("uk", entries, headline="Як рятували Вільхівку від повені")
    assert article.kind == "article"
