"""Page to article: every field, and the traps that the first sites set."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from scraper.extraction import read_page
from scraper.items import Author
from tests.test_extraction.newspage import (
    EN,
    FIRST,
    HEADLINE,
    LEAD,
    NOW,
    PARAGRAPHS,
    RU,
    SITE,
    UK,
    article_of,
    body_of,
    make_page,
    markup,
    read,
    removed_by,
    texts,
)

RUSSIAN = (
    "Первые автомобили проехали по мосту в 10:30. Ленту перерезали городской голова Ирина Соломаха "
    "и водитель автобуса Степан Лесков, который ездит этим маршрутом уже тридцать лет.",
    "Мост имеет четыре полосы движения, тротуары и велодорожку. Он соединяет улицу Набережную с "
    "районом Старый Рынок, где живут около 14 тысяч человек.",
)
ENGLISH = (
    "The first cars crossed the bridge at half past ten in the morning. The ribbon was cut by the "
    "mayor, Iryna Solomakha, and by a bus driver who has worked on this route for thirty years.",
    "The bridge has four lanes, pavements and a cycle path, and it shortens the way to the other "
    "bank by forty minutes, according to the road service.",
)


def json_ld(**fields: object) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(node, ensure_ascii=False)}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


# --- the plain page -------------------------------------------------------------------------------


def test_a_plain_page() -> None:
    article = article_of()
    assert article.id == "visnyk:uk:1763280000"
    assert (article.site, article.edition, article.lang) == ("visnyk", "uk", "uk")
    assert article.url == UK
    assert article.key == "1763280000"
    assert article.headline == HEADLINE
    assert texts(article) == PARAGRAPHS
    assert article.fetched_at == NOW
    assert article.read_from["headline"] == "site"
    assert article.read_from["blocks"] == "site"
    assert (article.kind, article.access) == ("article", "free")


def test_all_fields_from_structured_data() -> None:
    head = json_ld(
        headline=HEADLINE,
        description=LEAD,
        datePublished="2026-11-17T10:05:00+02:00",
        dateModified="2026-11-17T12:00:00+02:00",
        author=[{"@type": "Person", "name": "Олена Ткачівська", "url": "/author/1"}],
        articleSection="Суспільство",
        keywords="міст, Любомир",
        image={"@type": "ImageObject", "url": "/img/mist.jpg", "caption": "Міст (Фото: ДСНС)"},
        inLanguage="uk",
    )
    article = article_of(markup(head=head))
    assert article.lead == LEAD
    assert article.published_at == datetime(2026, 11, 17, 8, 5, tzinfo=UTC)
    assert article.published_raw == "2026-11-17T10:05:00+02:00"
    assert article.modified_at == datetime(2026, 11, 17, 10, 0, tzinfo=UTC)
    assert article.authors == (Author(name="Олена Ткачівська", url="/author/1"),)
    assert (article.section, article.tags) == ("Суспільство", ("міст", "Любомир"))
    assert article.image is not None
    assert article.image.url == "https://www.visnyk.example/img/mist.jpg"
    assert (article.image.caption, article.image.credit) == ("Міст", "ДСНС")
    fields = ("headline", "published_at", "modified_at", "authors", "section", "tags", "image")
    assert {article.read_from[field] for field in (*fields, "lead")} == {"json-ld"}


def test_open_graph_and_meta_where_there_is_no_json_ld() -> None:
    head = (
        meta("og:description", LEAD)
        + meta("og:image", "https://cdn.example/mist.jpg")
        + meta("article:published_time", "2026-11-17T10:05:00+02:00")
        + meta("article:section", "Суспільство")
        + meta("article:tag", "міст")
        + meta("article:tag", "Любомир")
        + '<meta name="author" content="Олена Ткачівська">'
    )
    article = article_of(markup(head=head))
    assert article.lead == LEAD
    assert article.read_from["lead"] == "og"
    assert article.tags == ("міст", "Любомир")
    assert article.authors == (Author(name="Олена Ткачівська"),)
    assert article.image is not None
    assert article.image.url == "https://cdn.example/mist.jpg"
    assert article.published_at == datetime(2026, 11, 17, 8, 5, tzinfo=UTC)
    assert article.read_from["published_at"] == "meta"


def test_the_sites_selectors() -> None:
    before = (
        '<div class="info"><time>Вт, 17 листопада 2026, 10:05</time></div>'
        '<div class="author"><span>Автор:</span> <a href="/rus/author/1">Олена Ткачівська</a></div>'
    )
    after = '<div class="intext-tags"><a href="#">міст</a> <a href="#">дороги</a></div>'
    article = article_of(markup(before=before, after=after))
    assert article.published_at == datetime(2026, 11, 17, 8, 5, tzinfo=UTC)
    assert article.published_raw == "Вт, 17 листопада 2026, 10:05"
    assert article.authors == (
        Author(name="Олена Ткачівська", url="https://www.visnyk.example/rus/author/1"),
    )
    assert article.tags == ("міст", "дороги")
    assert {article.read_from[field] for field in ("published_at", "authors", "tags")} == {"site"}


def test_a_date_in_the_address_is_the_last_resort() -> None:
    site = replace(SITE, article_url=re.compile(r"/\d{4}/.+"))
    url = "https://www.visnyk.example/rus/2026/11/17/mist"
    article = article_of(site=site, url=url)
    assert article.published_at == datetime(2026, 11, 16, 22, 0, tzinfo=UTC)
    assert article.read_from["published_at"] == "url"
    assert article.id == f"visnyk:uk:{url}"


def test_a_date_in_the_future_is_not_believed() -> None:
    head = json_ld(datePublished="2031-01-01T00:00:00Z") + meta(
        "article:published_time", "2026-11-17T10:05:00+02:00"
    )
    article = article_of(markup(head=head))
    assert article.published_at == datetime(2026, 11, 17, 8, 5, tzinfo=UTC)


# --- traps ----------------------------------------------------------------------------------------


def test_language_comes_from_the_text_not_from_the_prefix() -> None:
    assert article_of(url=UK).lang == "uk"
    russian = markup(body_of(*RUSSIAN), headline="В Любомире открыли новый мост", lang="uk")
    article = article_of(russian, url=UK)
    assert (article.edition, article.lang) == ("uk", "ru")
    assert {vote.voter: vote.lang for vote in article.votes}["html-lang"] == "uk"


def test_the_id_carries_the_edition() -> None:
    russian = markup(body_of(*RUSSIAN), headline="В Любомире открыли новый мост", lang="ru")
    assert article_of(russian, url=RU).id == "visnyk:ru:1763280000"
    assert article_of(url=UK).id == "visnyk:uk:1763280000"


def test_the_head_title_differs_from_the_headline() -> None:
    head = meta("og:title", "Новий міст у Любомирі - скільки він коштував")
    article = article_of(markup(head=head, title="Новий міст у Любомирі - ціна"))
    assert article.headline == HEADLINE


def test_without_a_headline_on_the_page_the_title_loses_the_sites_name() -> None:
    page = markup(title="Міст відкрили після ремонту").replace(f"<h1>{HEADLINE}</h1>", "")
    article = article_of(page)
    assert article.headline == "Міст відкрили після ремонту"
    assert article.read_from["headline"] == "meta"


def test_a_section_name_in_h1_is_not_the_headline() -> None:
    site = replace(SITE, headline=("h1",))
    page = markup().replace("<article>", "<h1>Здоров'я</h1><article>")
    assert article_of(page, site=site).headline == HEADLINE
    alone = markup(headline="Здоров'я", head=meta("og:title", HEADLINE), title=HEADLINE)
    assert article_of(alone, site=site).headline == HEADLINE


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("Фото: Новий міст (Getty Images)", ("Новий міст", "Getty Images")),
        ("Новий міст (Фото: пресслужба міськради)", ("Новий міст", "пресслужба міськради")),
        ("(photo: city council press office)", (None, "city council press office")),
        (f"{HEADLINE} Фото: Новий міст (Getty Images)", ("Новий міст", "Getty Images")),
        ("Новий міст", ("Новий міст", None)),
    ],
)
@pytest.mark.parametrize("inside", [True, False])
def test_caption_and_credit(caption: str, expected: tuple[str | None, str], inside: bool) -> None:
    picture = (
        f'<figure><img src="/i.jpg" alt="{HEADLINE}"><figcaption>{caption}</figcaption></figure>'
    )
    head = meta("og:image", "/i.jpg")
    if inside:
        article = article_of(markup(body_of(picture, *PARAGRAPHS), head=head))
    else:
        article = article_of(markup(before=picture, head=head))
    assert article.image is not None
    assert (article.image.caption, article.image.credit) == expected
    assert texts(article) == PARAGRAPHS


def test_a_caption_without_a_box_after_its_picture() -> None:
    picture = '<p><img src="/i.jpg"></p>'
    page = markup(
        body_of(picture, "Новий міст (Фото: ДСНС)", *PARAGRAPHS), head=meta("og:image", "/i.jpg")
    )
    article = article_of(page)
    assert article.image is not None
    assert (article.image.caption, article.image.credit) == ("Новий міст", "ДСНС")


def test_pictures_inside_the_text_keep_their_own_captions() -> None:
    first = '<figure><img src="/1.jpg"><figcaption>Перший (Фото: ДСНС)</figcaption></figure>'
    later = (
        '<div class="image-box"><img src="/2.jpg"><div>Другий</div><div>Джерело: ДСНС</div></div>'
    )
    page = markup(body_of(first, FIRST, later, *PARAGRAPHS[1:]), head=meta("og:image", "/main.jpg"))
    article = article_of(page)
    assert texts(article) == PARAGRAPHS
    assert [(image.url[-5:], image.caption, image.credit) for image in article.images] == [
        ("n.jpg", "Перший", "ДСНС"),
        ("1.jpg"[-5:], "Перший", "ДСНС"),
        ("2.jpg"[-5:], "Другий", "ДСНС"),
    ]


@pytest.mark.parametrize(
    "lead",
    [
        f"<p><strong>{LEAD}</strong></p>",
        f'<p class="lead">{LEAD}</p>',
        f"<p>{LEAD}</p><h2>Скільки коштував міст</h2>",
    ],
)
def test_the_lead_that_the_page_shows(lead: str) -> None:
    article = article_of(markup(body_of(lead, *PARAGRAPHS)))
    assert article.lead == LEAD
    assert article.read_from["lead"] == "generic"
    assert LEAD not in texts(article)


def test_a_lead_cut_by_a_machine_is_shown_whole() -> None:
    head = meta("og:description", LEAD[:80] + "...")
    article = article_of(markup(body_of(LEAD, *PARAGRAPHS), head=head))
    assert article.lead == LEAD
    assert texts(article) == PARAGRAPHS
    assert article_of(markup(head=head)).lead is None


def test_a_lead_outside_the_container() -> None:
    before = f'<div class="post-lead">{LEAD}</div>'
    assert article_of(markup(before=before)).lead == LEAD


def test_a_slogan_is_no_lead() -> None:
    head = (
        '<meta name="description" content="Вісник Любомира - усі новини міста та області за день">'
    )
    assert article_of(markup(head=head)).lead is None


def test_bold_lines_become_headings() -> None:
    heading = "<p><b>Скільки коштував міст</b></p>"
    article = article_of(markup(body_of(*PARAGRAPHS[:2], heading, PARAGRAPHS[2])))
    kinds = [block.kind for block in article.blocks]
    assert kinds == ["paragraph", "paragraph", "heading", "paragraph"]
    assert article.blocks[2].level == 3


def test_kinds_of_blocks() -> None:
    page = markup(
        body_of(
            *PARAGRAPHS[:2],
            "<h2>Цифри</h2>",
            "<ul><li>Довжина - 412 метрів</li><li>Ширина - 24 метри</li></ul>",
            "<blockquote><p>«Ми чекали на це три роки», - сказала Соломаха.</p></blockquote>",
            "<table><tr><th>Рік</th><th>Сума</th></tr><tr><td>2025</td><td>310</td></tr></table>",
            PARAGRAPHS[2],
        )
    )
    article = article_of(page)
    kinds = ["paragraph", "paragraph", "heading", "list_item", "list_item", "quote", "table"]
    assert [block.kind for block in article.blocks] == [*kinds, "paragraph"]
    assert article.blocks[2].level == 2
    assert article.blocks[6].text == "Рік\tСума\n2025\t310"


def test_line_breaks_part_paragraphs_after_whole_sentences_only() -> None:
    last = "Рядок без крапки<br>і далі."
    text = f"<div>{FIRST}<br><br>{PARAGRAPHS[1]}<br>{PARAGRAPHS[2]}<br>{last}</div>"
    assert texts(article_of(markup(text))) == (*PARAGRAPHS, "Рядок без крапки і далі.")


def test_a_switcher_in_the_text_says_what_is_offered() -> None:
    article = article_of(markup(body_of("<p>ua en ru</p>", *PARAGRAPHS)))
    assert article.offers == ("uk", "en", "ru")
    assert removed_by(article, "switcher") == ("ua en ru",)


def test_a_switcher_outside_the_text_says_what_is_offered() -> None:
    before = f'<span class="lang"><a>ua</a> <a href="{EN}">en</a> <a href="/ukr/">ru</a></span>'
    assert article_of(markup(before=before)).offers == ("uk", "en", "ru")


def test_text_is_normalised() -> None:
    page = markup(
        body_of(
            "Об\u00adлас\u00adна рада: п'ять\u00a0млн грн\u200b на мости, каже «голова».",
            *PARAGRAPHS,
        )
    )
    assert texts(article_of(page))[0] == "Обласна рада: п’ять млн грн на мости, каже «голова»."


def test_windows_1251_is_read_by_header_meta_and_guess() -> None:
    page = markup().replace('<meta charset="utf-8">', "")
    body = page.encode("cp1251")
    by_header = make_page(body, content_type="text/html; charset=windows-1251")
    with_meta = page.replace("<head>", '<head><meta charset="windows-1251">')
    by_meta = make_page(with_meta.encode("cp1251"), content_type="text/html")
    guessed = make_page(body, content_type="text/html")
    wrong = make_page(body, content_type="text/html; charset=utf-8")
    for one in (by_header, by_meta, guessed, wrong):
        article = read_page(one, SITE).article
        assert article is not None
        assert texts(article) == PARAGRAPHS


# --- addresses ------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["", "?utm_source=tg", "#a", "/amp", "/"])
def test_one_article_has_one_id_whatever_its_spelling(suffix: str) -> None:
    reading = read(url=f"{UK}{suffix}".replace("https", "http"))
    assert reading.article is not None
    assert (reading.article.id, reading.article.url) == ("visnyk:uk:1763280000", UK)


def test_redirects_and_canonical_addresses_are_aliases() -> None:
    old = UK.replace("novyi-mist", "mist")
    canonical = '<link rel="canonical" href="/rus/news/novyi-mist-1763280000.html">'
    reading = read_page(make_page(markup(head=canonical), url=old, final_url=old), SITE)
    assert reading.article is not None
    assert reading.article.url == UK
    assert reading.aliases == (old,)


@pytest.mark.parametrize(
    "target", ["/", RU, UK.replace("1763280000", "1763280999"), "https://other.example/x"]
)
def test_a_canonical_address_of_something_else_is_not_believed(target: str) -> None:
    article = article_of(markup(head=f'<link rel="canonical" href="{target}">'))
    assert article.url == UK


def test_a_page_that_redirects_to_the_front_page_is_no_article() -> None:
    reading = read_page(make_page(final_url="https://www.visnyk.example/rus/"), SITE)
    assert reading.rejected is not None
    assert reading.rejected.reason == "not-article"


# --- access and kind ------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [False, "False", "https://schema.org/False"])
def test_a_teaser_by_its_data_is_partial(value: object) -> None:
    assert article_of(markup(head=json_ld(isAccessibleForFree=value))).access == "partial"


def test_a_teaser_by_its_words_is_partial() -> None:
    wall = (
        '<div class="paywall"><h3>Повний текст доступний передплатникам</h3>'
        "<p>Щоб читати далі, оформіть передплату.</p></div>"
    )
    article = article_of(markup(body_of(*PARAGRAPHS, wall)))
    assert article.access == "partial"
    assert texts(article) == PARAGRAPHS


def test_a_free_article_says_so() -> None:
    assert article_of(markup(head=json_ld(isAccessibleForFree=True))).access == "free"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("LiveBlogPosting", "live_blog"),
        ("ImageGallery", "gallery"),
        ("NewsArticle", "article"),
        (["Article", "LiveBlogPosting"], "live_blog"),
    ],
)
def test_kind_is_what_the_data_says(kind: object, expected: str) -> None:
    head = json_ld(headline=HEADLINE, **{"@type": kind})
    assert article_of(markup(head=head)).kind == expected


def test_a_video_page() -> None:
    assert article_of(markup(head=meta("og:type", "video.other"))).kind == "video"


# --- sources that disagree ------------------------------------------------------------------------


def test_json_ld_text_is_the_last_resort() -> None:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    page = (
        f"<html><head><title>{HEADLINE}</title>{json_ld(headline=HEADLINE, articleBody=body)}"
        "</head><body><div id='app'></div></body></html>"
    )
    article = article_of(page)
    assert article.read_from["blocks"] == "json-ld"
    assert texts(article) == PARAGRAPHS


def test_the_first_of_several_articles_on_one_page() -> None:
    other = body_of(*(f"{text} Інше." for text in PARAGRAPHS))
    second = f"<article><h1>Інша новина</h1><div class='txt'>{other}</div></article>"
    page = markup().replace("</article>", f"</article>{second}", 1)
    assert texts(article_of(page)) == PARAGRAPHS


def test_generic_container_where_no_selector_matches() -> None:
    site = replace(SITE, body=("div.nothing",))
    article = article_of(site=site)
    assert article.read_from["blocks"] == "generic"
    assert texts(article) == PARAGRAPHS


def test_english_page() -> None:
    page = markup(body_of(*ENGLISH), headline="New bridge opens in Lubomyr", lang="en")
    article = article_of(page, url=EN)
    assert (article.lang, article.edition, article.id) == ("en", "en", "visnyk:en:1763283600")


def test_reading_twice_gives_the_same() -> None:
    page = make_page(markup(head=json_ld(headline=HEADLINE)))
    assert read_page(page, SITE) == read_page(page, SITE)
