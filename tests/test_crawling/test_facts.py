"""A site that lacks a fact, or states a wrong one, fails when its class is defined."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from scraper.crawling import NewsSpider
from scraper.sites import (
    DayArchive,
    Edition,
    Expect,
    Hreflang,
    Listing,
    Rss,
    SameKey,
    SamePath,
    SiteError,
    Switcher,
)

HOME = "https://ranok.example/"
FACTS: dict[str, Any] = {
    "name": "ranok",
    "title": "Ranok",
    "timezone": "Europe/Kyiv",
    "editions": {"uk": Edition("https://ranok.example/", Listing("/news"))},
    "article_url": r"/(?P<key>\d+)$",
    "translations": (Hreflang(),),
    "expects": Expect(),
}


def edition(*sources: Any) -> dict[str, Edition]:  # noqa: ANN401
    return {"uk": Edition(HOME, *sources)}


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
        ("name", "vis-nyk", "letters, digits and `_`"),
        ("title", 5, "is no text: 5"),
        ("timezone", 3, "no known time zone: 3"),
        ("body", "div..text", "not a CSS selector: 'div..text'"),
        ("body", 5, "neither a text nor a tuple of texts: 5"),
        ("strip", (".ads", None), "neither a text nor a tuple"),
        ("article_url", 5, "no regular expression"),
        ("translations", Hreflang(), "is no tuple, such as `(Hreflang(),)`"),
        ("translations", (Switcher("div[langs"),), "not a CSS selector: 'div[langs'"),
        ("translations", (SamePath(("uk", "pl")),), "'pl' is no edition"),
        ("translations", (SamePath("uk"),), "languages are no tuple"),  # type: ignore[arg-type]
        ("usual_delay", 24, "is no timedelta, such as timedelta(hours=24): 24"),
        ("expects", Expect(lead=90), "lead is a share, 0 to 1, not 90"),
        ("expects", Expect(articles_per_day=-1), "articles_per_day is no number from 0"),
        ("expects", Expect(langs={"ua": 0.5}), "'ua', which is no BCP 47"),
        ("expects", Expect(langs={"pl": 0.5}), "'pl', which is no edition"),
        ("expects", Expect(langs={"uk": 50}), "langs['uk'] is a share"),
        ("expects", Expect(reasons={"nobody": 0.1}), "'nobody', which is none of"),
        ("boilerplate", {"ua": ("Читайте",)}, "'ua', which is no BCP 47"),
        ("boilerplate", {"uk": "Читайте"}, "is no tuple of texts"),
        ("boilerplate", ("Читайте",), "must map a language"),
        ("editions", edition("/rss"), "'/rss', which is no source such as Rss(...)"),
        ("editions", edition(Rss("rss.xml")), "does not begin with `/`"),
        ("editions", edition(DayArchive("/a/%Y/%m")), "is the same for every day"),
        ("editions", edition(DayArchive("/a/{:%Y/%m}")), "is the same for every day"),
        ("editions", edition(DayArchive("/a/{:%Y")), "is no format"),
        ("editions", edition(DayArchive("/a/{day}")), "is no format"),
        (
            "editions",
            {**edition(Listing("/")), "en": Edition(HOME, Rss("/en.rss"))},
            "['en'] has the home of ['uk'], https://ranok.example/, and no `path`",
        ),
    ],
)
def test_a_wrong_fact_is_named(name: str, value: object, told: str) -> None:
    with pytest.raises(SiteError) as caught:
        _define(**{name: value})
    assert f"Ranok.{name}" in str(caught.value)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("hedline", "is no fact of a site; did you mean headline?"),
        ("captions", "is no fact of a site; did you mean caption?"),
        ("colour", "is no fact of a site; there are name, title, timezone"),
    ],
)
def test_an_unknown_attribute_is_named_with_what_is_near_it(name: str, told: str) -> None:
    with pytest.raises(SiteError) as caught:
        _define(**{name: ("h1",)})
    assert f"test_facts.py: Ranok.{name} {told}" in str(caught.value)


def test_what_scrapy_reads_may_be_stated() -> None:
    assert _define(custom_settings={"DOWNLOAD_DELAY": 5}).custom_settings == {"DOWNLOAD_DELAY": 5}


def test_a_shared_key_needs_a_key_in_the_address() -> None:
    with pytest.raises(SiteError, match=r"Ranok\.translations .* has no \(\?P<key>"):
        _define(article_url=r"/\d+$", translations=(SameKey(),))


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
