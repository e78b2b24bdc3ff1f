"""A site that lacks a fact, or states a wrong one, fails when its class is defined."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from scraper.crawling import NewsSpider
from scraper.sites import Edition, Expect, Hreflang, Listing, Rss, SiteError

FACTS: dict[str, Any] = {
    "name": "ranok",
    "title": "Ranok",
    "timezone": "Europe/Kyiv",
    "editions": {"uk": Edition("https://ranok.example/", Listing("/news"))},
    "article_url": r"/(?P<key>\d+)$",
    "translations": (Hreflang(),),
    "expects": Expect(),
}


def _define(**changes: Any) -> type[NewsSpider]:  # noqa: ANN401
    facts = {name: value for name, value in {**FACTS, **changes}.items() if value is not ...}
    return type("Ranok", (NewsSpider,), facts)


def test_a_site_becomes_checked_facts() -> None:
    spider = _define(body="div.text")
    assert spider.site.langs == ("uk",)
    assert spider.site.body == ("div.text",)
    assert spider.allowed_domains == ["ranok.example"]


@pytest.mark.parametrize(
    "name", ["name", "title", "timezone", "editions", "article_url", "expects"]
)
def test_a_missing_fact_is_named(name: str) -> None:
    with pytest.raises(SiteError, match=rf"test_facts\.py: Ranok\.{name} is missing"):
        _define(**{name: ... if name != "name" else None})


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("timezone", "Europe/Lubomyr", "no known time zone: 'Europe/Lubomyr'"),
        ("editions", {"ua": FACTS["editions"]["uk"]}, "'ua', which is no BCP 47"),
        ("editions", {"uk": Edition("ranok.example", Listing("/"))}, "no absolute home"),
        ("editions", {"uk": Edition("https://ranok.example/")}, "names no source"),
        ("editions", {"uk": "https://ranok.example/"}, "not an Edition"),
        (
            "editions",
            {"uk": Edition("https://ranok.example/", Listing("/"), path="(")},
            "no regular",
        ),
        ("article_url", r"/(?P<key>\d+", "no regular expression"),
        ("translations", ("hreflang",), "'hreflang', which is no way to link"),
        ("expects", {"lead": 0.5}, "not an Expect"),
        ("verified", "January 2026", "no day such as"),
        ("schedule", "every hour", "no cron text of five fields"),
        ("schedule", "*/15 25 * * *", "never comes"),
        ("schedule", "0 0 30 2 *", "never comes"),
        ("schedule", timedelta(seconds=5), "is under a minute"),
        ("schedule", 900, "no cron text of five fields or timedelta: 900"),
    ],
)
def test_a_wrong_fact_is_named(name: str, value: object, told: str) -> None:
    with pytest.raises(SiteError) as caught:
        _define(**{name: value})
    assert f"Ranok.{name}" in str(caught.value)
    assert told in str(caught.value)


def test_a_wrong_site_is_an_import_error() -> None:
    assert issubclass(SiteError, ImportError)


def test_editions_that_share_a_host_are_told_apart_by_their_paths() -> None:
    editions = {
        "ru": Edition("https://ranok.example/", Listing("/")),
        "en": Edition("https://ranok.example/", Listing("/en"), path=r"-en$"),
    }
    site = _define(editions=editions).site
    assert site.edition_of("https://ranok.example/2026/11/20/mist") == "ru"
    assert site.edition_of("https://ranok.example/2026/11/20/bridge-en") == "en"
    assert site.edition_of("https://elsewhere.example/bridge-en") is None


def test_a_site_is_due_by_cron_text_or_interval() -> None:
    assert _define().site.schedule == "*/15 * * * *"
    assert _define(schedule="30 3 * * *").site.schedule == "30 3 * * *"
    assert _define(schedule=timedelta(hours=2)).site.schedule == timedelta(hours=2)


def test_hosts_of_sources_belong_to_the_site() -> None:
    edition = Edition("https://ranok.example/", Rss("https://rss.ranok.example/uk.rss"))
    assert _define(editions={"uk": edition}).allowed_domains == [
        "ranok.example",
        "rss.ranok.example",
    ]
