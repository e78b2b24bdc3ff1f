"""Editions on several hosts: what lies below them, whose number it is, where a path leads."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from scraper.crawling import NewsSpider
from scraper.extraction import read_page
from scraper.sites import Edition, Rss, SamePath, Site, SiteError
from tests.test_extraction.newspage import make_page as page_at
from tests.test_extraction.newspage import markup

SITE = Site(
    name="visnyk",
    title="Вісник Любомира",
    timezone="Europe/Kyiv",
    editions={
        "uk": Edition(
            "https://www.visnyk.example/", Rss("/rss.xml"),
            also=("https://auto.visnyk.example/", "https://life.visnyk.example/ua/"),
        ),
        "ru": Edition(
            "https://www.visnyk.example/ru/", Rss("/ru/rss.xml"),
            also=("https://auto.visnyk.example/ru/",),
        ),
    },
    article_url=re.compile(r"/(?P<key>\d{4})-[\w-]+$"),
    translations=(SamePath(),),
    body=("div.txt",),
)  # fmt: skip
MAIN = "https://www.visnyk.example/1204-novyi-mist"
AUTO = "https://auto.visnyk.example/1204-novi-avtobusy"


@pytest.mark.parametrize(
    ("url", "lang"),
    [
        (MAIN, "uk"),
        ("https://www.visnyk.example/ru/1204-novyi-most", "ru"),
        (AUTO, "uk"),
        ("https://auto.visnyk.example/ru/1204-novye-avtobusy", "ru"),
        ("https://life.visnyk.example/ua/1204-x", "uk"),
        ("https://life.visnyk.example/1204-x", None),
        ("https://sport.visnyk.example/1204-x", None),
    ],
)
def test_the_most_special_home_decides(url: str, lang: str | None) -> None:
    assert SITE.edition_of(url) == lang


def test_every_home_is_a_host_of_the_site() -> None:
    assert SITE.hosts == {"www.visnyk.example", "auto.visnyk.example", "life.visnyk.example"}
    assert SITE.main_hosts == {"www.visnyk.example"}


def test_the_same_number_on_two_hosts_is_two_articles() -> None:
    assert SITE.key_of(MAIN) == "1204"
    assert SITE.key_of(AUTO) == "auto.visnyk.example/1204"
    read = [read_page(page_at(markup(), url=url), SITE).article for url in (MAIN, AUTO)]
    assert {article.id for article in read if article} == {
        "visnyk:uk:1204",
        "visnyk:uk:auto.visnyk.example/1204",
    }


@pytest.mark.parametrize(
    ("url", "twins"),
    [
        (MAIN, ["https://www.visnyk.example/ru/1204-novyi-mist"]),
        (AUTO, ["https://auto.visnyk.example/ru/1204-novi-avtobusy"]),
        ("https://life.visnyk.example/ua/1204-x", []),
    ],
)
def test_the_same_path_stays_on_its_host(url: str, twins: list[str]) -> None:
    article = read_page(page_at(markup(), url=url), SITE).article
    assert article is not None
    assert [each.url for each in article.translations] == twins


def test_a_further_home_must_be_an_address() -> None:
    editions = {"uk": Edition("https://v.example/", Rss("/rss.xml"), also=("auto.v.example",))}
    facts = {
        "name": "v", "title": "V", "timezone": "Europe/Kyiv", "editions": editions,
        "article_url": "x", "translations": (), "expects": SITE.expects,
    }  # fmt: skip
    with pytest.raises(SiteError, match=r"has no absolute home: 'auto\.v\.example'"):
        type("V", (NewsSpider,), facts)


def test_a_kind_of_path_holds_for_every_home() -> None:
    edition = replace(SITE, editions={
        "uk": Edition("https://v.example/", also=("https://a.v.example/",), path="^/news/")
    })  # fmt: skip
    assert edition.edition_of("https://a.v.example/news/1") == "uk"
    assert edition.edition_of("https://a.v.example/video/1") is None
