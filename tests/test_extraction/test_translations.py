"""How a page declares its versions in other languages, and what is no declaration."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scraper.extraction.translations import read_offers
from scraper.items import Translation
from scraper.sites import Edition, Hreflang, SameKey, SamePath, Site, Switcher
from tests.test_extraction.newspage import EN, RU, SITE, UK, article_of, markup, read

HOME = "https://english.visnyk.example/"


def links(
    head: str = "", before: str = "", *, site: Site = SITE, url: str = UK
) -> set[tuple[str, str, str]]:
    article = article_of(markup(head=head, before=before), site=site, url=url)
    return {(each.lang, each.url, each.declared_by) for each in article.translations}


def alternate(lang: str, href: str) -> str:
    return f'<link rel="alternate" hreflang="{lang}" href="{href}">'


ONLY_HREFLANG = replace(SITE, translations=(Hreflang(),))
ONLY_SWITCHER = replace(SITE, translations=(Switcher("span.lang a"),))


@pytest.mark.parametrize(
    "href",
    [
        RU,
        RU.removeprefix("https:"),
        RU.removeprefix("https://www.visnyk.example"),
        f"{RU}?utm_source=a#b",
        f"{RU}/amp",
    ],
)
@pytest.mark.parametrize("lang", ["ru", "ru-UA", "RU", "ru_RU"])
def test_hreflang_in_its_forms(href: str, lang: str) -> None:
    assert links(alternate(lang, href), site=ONLY_HREFLANG) == {("ru", RU, "hreflang")}


@pytest.mark.parametrize(
    "link",
    [
        alternate("en", HOME),
        alternate("en", "https://english.visnyk.example"),
        alternate("ru", "/ukr/"),
        alternate("uk", UK),
        alternate("uk-UA", f"{UK}#top"),
        alternate("x-default", RU),
        alternate("uk", UK.replace("1763280000", "1763280001")),
        alternate("de", "https://de.visnyk.example/news/x-1763280000.html"),
        alternate("ru", "https://elsewhere.example/ukr/news/x-1763280000.html"),
        alternate("en", "https://english.visnyk.example/news/"),
        alternate("", RU),
        alternate("ru", ""),
        alternate("ru", "https://[broken"),
        f'<link rel="alternate" type="application/rss+xml" href="{RU}">',
        f'<link rel="canonical" hreflang="ru" href="{RU}">',
    ],
)
def test_what_is_no_translation(link: str) -> None:
    assert links(link, site=ONLY_HREFLANG) == set()


def test_partial_sets_give_what_they_have() -> None:
    head = alternate("x-default", UK) + alternate("uk", UK) + alternate("en", EN)
    assert links(head, site=ONLY_HREFLANG) == {("en", EN, "hreflang")}


def test_links_are_relative_to_the_base_element() -> None:
    head = '<base href="https://english.visnyk.example/news/">' + alternate(
        "en", "new-1763283600.html"
    )
    wanted = "https://english.visnyk.example/news/new-1763283600.html"
    assert links(head, site=ONLY_HREFLANG) == {("en", wanted, "hreflang")}


def test_switcher_links() -> None:
    names = f'<a class="on">ua</a> <a href="{EN}">en</a> <a href="{RU}">ru</a>'
    before = f'<span class="lang">{names}</span>'
    expected = {("en", EN, "switcher"), ("ru", RU, "switcher")}
    assert links(before=before, site=ONLY_SWITCHER) == expected


def test_switcher_of_a_further_article_on_the_page_is_not_its_own() -> None:
    own = f'<span class="lang"><a href="{EN}">en</a></span>'
    further = f'<article><h1>Інше</h1><span class="lang"><a href="{RU}">ru</a></span></article>'
    page = markup(before=own).replace("<footer>", f"{further}<footer>")
    article = article_of(page, site=ONLY_SWITCHER)
    assert {each.url for each in article.translations} == {EN}
    assert article.offers == ("uk", "en")


def test_switcher_that_leads_to_a_front_page_only_offers() -> None:
    before = f'<span class="lang"><a href="{UK}">ua</a> <a href="{HOME}">en</a></span>'
    article = article_of(markup(before=before), site=ONLY_SWITCHER)
    assert article.translations == ()
    assert article.offers == ("uk", "en")


@pytest.mark.parametrize(
    "anchor",
    [
        f'<a href="{EN}" hreflang="en">EN</a>',
        f'<a href="{EN}" lang="en">»</a>',
        f'<a href="{EN}">English</a>',
        f'<a href="{EN}"><img src="x.png"></a>',
        f'<a href="{EN}">Read</a>',
    ],
)
def test_the_language_of_a_switcher_link(anchor: str) -> None:
    before = f'<span class="lang">{anchor}</span>'
    assert links(before=before, site=ONLY_SWITCHER) == {("en", EN, "switcher")}


def test_same_path_under_another_prefix() -> None:
    site = replace(SITE, translations=(SamePath(("uk", "ru")),))
    assert links(site=site, url=UK) == {("ru", RU, "path")}
    assert links(site=site, url=RU) == {("uk", UK, "path")}
    assert links(site=site, url=EN) == set()


def test_same_path_on_another_host_or_at_the_root() -> None:
    editions = {
        "uk": Edition("https://a.example/"),
        "ru": Edition("https://a.example/rus/"),
        "en": Edition("https://en.a.example/"),
    }
    site = replace(SITE, editions=editions, translations=(SamePath(),))
    url = "https://a.example/news/x-1763280000.html"
    assert links(site=site, url=url) == {
        ("ru", "https://a.example/rus/news/x-1763280000.html", "path"),
        ("en", "https://en.a.example/news/x-1763280000.html", "path"),
    }


def test_a_shared_key_declares_nothing_here() -> None:
    assert links(site=replace(SITE, translations=(SameKey(),))) == set()


def test_each_kind_of_declaration_is_kept() -> None:
    before = f'<span class="lang"><a href="{RU}">ru</a></span>'
    assert links(alternate("ru", RU), before) == {
        ("ru", RU, "hreflang"),
        ("ru", RU, "switcher"),
        ("ru", RU, "path"),
    }


def test_declared_links_are_worth_following_once_each() -> None:
    before = f'<span class="lang"><a href="{RU}">ru</a> <a href="{EN}">en</a></span>'
    reading = read(markup(head=alternate("ru", RU), before=before))
    assert reading.links == (RU, EN)


def test_a_rejected_page_still_names_its_versions() -> None:
    page = markup("<p>Мало.</p>", head=alternate("ru", RU))
    reading = read(page)
    assert reading.article is None
    assert reading.links == (RU,)


def test_a_translation_says_the_language_that_the_page_says() -> None:
    """On a site with swapped prefixes the tag may be wrong; that is for matching to find out."""
    article = article_of(markup(head=alternate("en", RU)), site=ONLY_HREFLANG)
    assert article.translations == (Translation(lang="en", url=RU, declared_by="hreflang"),)


@pytest.mark.parametrize(
    ("text", "langs"),
    [
        ("ua en ru", ("uk", "en", "ru")),
        ("УКР | РУС | ENG", ("uk", "ru", "en")),
        ("Українська / English", ("uk", "en")),
        ("Укр Рос", ("uk", "ru")),
        ("UA", ()),
        ("it is no", ()),
        ("Про це", ()),
        ("", ()),
        ("ua ua", ()),
        ("Ukraine and Russia", ()),
    ],
)
def test_offers(text: str, langs: tuple[str, ...]) -> None:
    assert read_offers(text) == langs
