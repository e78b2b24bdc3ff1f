"""A site nobody stated facts about is looked at and drafted, offline: two outlets, and troubles."""

from __future__ import annotations

from datetime import date
from functools import cache
from urllib.parse import urlsplit

import pytest

from scraper.crawling import NewsSpider
from scraper.crawling.drafting import (
    MOST_REQUESTS,
    Draft,
    Survey,
    draft_site,
    explore,
    tell_survey,
    write_file,
)
from scraper.crawling.drafting.facts import name_of
from scraper.crawling.drafting.survey import home_of, like_an_article
from scraper.crawling.inspection import Answer, Ask, Verdict, judge_site, walk_site
from scraper.crawling.inspection.walk import fetch_all
from scraper.demo.articles import FIRST_VISIT
from scraper.extraction import read_page
from scraper.sites import Hreflang, Listing, Rss, SameKey, SamePath, Site, Sitemap, Switcher
from scraper.text.normalisation import fold
from tests.test_crawling.inspected import AGENT, Fetch
from tests.test_crawling.inspected import fetch as fetch_replica
from tests.test_crawling.outlet import HOST, STORIES, Outlet, path_of

START = f"https://{HOST}/"
REPLICA = "https://www.rbc.ua/rus/"
TODAY = date(2026, 11, 19)


def survey(fetch: Fetch, start: str = START) -> Survey:
    return fetch_all(explore(start, FIRST_VISIT, AGENT), fetch)


def load(text: str) -> Site:
    """The site that a drafted file defines."""
    names: dict[str, object] = {"__name__": __name__}
    exec(text, names)
    (site,) = (
        value.site
        for value in names.values()
        if isinstance(value, type) and issubclass(value, NewsSpider) and value is not NewsSpider
    )
    return site


@cache
def drafted(start: str = START) -> Draft:
    return draft_site(survey(fetch_replica if start == REPLICA else Outlet().fetch, start))


@cache
def loaded(start: str = START) -> Site:
    return load(write_file(drafted(start), TODAY))


# --- the replica: swapped prefixes, two hosts, structured data ------------------------------------


def test_languages_come_from_the_texts_and_not_from_the_prefixes() -> None:
    homes = {lang: edition.home for lang, edition in loaded(REPLICA).editions.items()}
    assert homes == {
        "uk": "https://www.rbc.ua/rus/",
        "en": "https://newsukraine.rbc.ua/",
        "ru": "https://www.rbc.ua/ukr/",
    }


def test_every_way_of_linking_that_was_seen_is_drafted() -> None:
    assert loaded(REPLICA).translations == (
        Hreflang(),
        Switcher("span.lang-publication a"),
        SamePath(("uk", "ru")),
    )


def test_a_feed_and_the_index_of_sitemaps_are_the_sources() -> None:
    assert loaded(REPLICA).editions["uk"].sources == (
        Rss("/static/rss/all.ukr.rss.xml"),
        Sitemap("/sitemap.xml"),
    )


@pytest.mark.parametrize("start", [START, REPLICA])
def test_an_inspection_finds_nothing_wrong_in_the_draft(start: str) -> None:
    fetch = fetch_replica if start == REPLICA else Outlet().fetch
    seen = fetch_all(walk_site(loaded(start), FIRST_VISIT, AGENT), fetch)
    report = judge_site(seen, blocked_share=0.5)
    wrong = [each for each in report.findings if each.verdict is Verdict.WRONG]
    assert wrong == []
    assert report.count(Verdict.OK) > 15


# --- an outlet without structured data ------------------------------------------------------------


def test_one_number_in_all_editions_is_seen() -> None:
    assert loaded().translations == (Switcher("div.langs a"), SameKey())


def test_an_edition_without_a_feed_is_listed_by_its_front_page_and_doubted() -> None:
    assert loaded().editions["en"].sources == (Listing("/en/"),)
    assert "# [?] no feed or sitemap of this edition was found" in write_file(drafted(), TODAY)


@pytest.mark.parametrize("lang", ["uk", "en", "ru"])
def test_the_pattern_matches_articles_of_every_edition_and_no_other_page(lang: str) -> None:
    site = loaded()
    for story in STORIES:
        url = f"https://{HOST}{path_of(story, lang)}"
        match = site.match_article(url)
        assert match is not None
        assert match["key"] == str(1200 + story.number)
        assert site.edition_of(url) == lang
    assert site.match_article(site.editions[lang].home) is None
    assert site.match_article(f"https://{HOST}/about") is None


@pytest.mark.parametrize("lang", ["uk", "en", "ru"])
def test_pages_are_read_by_the_drafted_selectors(lang: str) -> None:
    story = STORIES[3]
    page = Outlet().fetch(Ask(f"https://{HOST}{path_of(story, lang)}")).page
    assert page is not None
    article = read_page(page, loaded()).article
    assert article is not None
    version = story.versions[lang]
    assert article.read_from["blocks"] == "site"
    assert article.lang == lang
    assert fold(article.headline) == fold(version.headline)
    assert fold(article.lead or "") == fold(version.lead)
    assert article.published_at == version.published_at
    assert len(article.blocks) == sum(bool(block.text) for block in version.blocks)


def test_the_same_is_drafted_from_an_article_as_from_the_front_page() -> None:
    start = f"https://{HOST}{path_of(STORIES[0], 'ru')}"
    again = load(write_file(draft_site(survey(Outlet().fetch, start)), TODAY))
    assert again.editions == loaded().editions
    assert again.article_url == loaded().article_url
    assert again.body == loaded().body


def test_no_link_between_versions_is_said_to_be_none() -> None:
    draft = draft_site(survey(Outlet(has_switcher=False).fetch))
    assert draft.ways == ()
    assert "matched by content" in draft.doubts["translations"]
    assert load(write_file(draft, TODAY)).translations == ()


def test_a_site_without_lists_is_drafted_from_its_front_pages() -> None:
    seen = survey(Outlet(has_feed=False).fetch)
    site = load(write_file(draft_site(seen), TODAY))
    assert all(edition.sources == (Listing(edition.prefix),) for edition in site.editions.values())
    rows = dict(tell_survey(seen, draft_site(seen)))
    assert rows["feeds and sitemaps"].startswith("none; asked for https://visnyk.example/rss.xml")


def test_one_language_is_a_doubt_and_not_an_error() -> None:
    draft = draft_site(survey(Outlet(langs=("uk",)).fetch))
    assert draft.doubts["editions"] == "only one language was found"
    assert load(write_file(draft, TODAY)).langs == ("uk",)


# --- what is told ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("languages", "texts 3 en, 3 ru, 3 ua; html[lang] 3 en, 3 ru, 3 ua"),
        ("structured data", "no JSON-LD; Open Graph on 9 of 9"),
        ("hreflang", "none"),
        ("feed", "https://visnyk.example/rss.xml (a page): 9 addresses, titles ua"),
        ("  date", "9 generic"),
    ],
)
def test_a_row_tells_what_can_be_read(what: str, told: str) -> None:
    rows = dict(tell_survey(survey(Outlet().fetch), drafted()))
    assert rows[what] == told


def test_the_requests_are_bounded_and_none_is_made_twice() -> None:
    asked: list[str] = []

    def fetch(ask: Ask) -> Answer:
        asked.append(ask.url)
        return fetch_replica(ask)

    seen = survey(fetch, REPLICA)
    assert len(asked) == len(set(asked)) == seen.asked <= MOST_REQUESTS
    assert {urlsplit(url).hostname for url in asked} == {"www.rbc.ua", "newsukraine.rbc.ua"}


# --- troubles -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outlet", "start", "trouble"),
    [
        (Outlet(status=404), START, "HTTP 404"),
        (Outlet(status=403), START, "refuses us (HTTP 403)"),
        (Outlet(robots="User-agent: *\nDisallow: /\n"), START, "robots.txt forbids it"),
        (Outlet(), "https://elsewhere.example/", "no answer: host-not-found"),
    ],
)
def test_a_site_that_cannot_be_seen_is_told_in_words(
    outlet: Outlet, start: str, trouble: str
) -> None:
    seen = survey(outlet.fetch, start)
    assert seen.trouble == trouble
    assert seen.asked <= 2


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.ranok.ua/", "ranok"),
        ("https://news.ranok.com.ua/en/", "ranok"),
        ("https://visnyk.example/", "visnyk"),
        ("https://24ranok.co.uk/", "site_24ranok"),
        ("https://dobryi-ranok.org/", "dobryi_ranok"),
    ],
)
def test_a_site_is_named_after_its_domain(url: str, name: str) -> None:
    assert name_of(url) == name


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("https://ranok.ua/en/news/1", "https://ranok.ua/en/"),
        ("https://ranok.ua/rus/2026/1/x", "https://ranok.ua/rus/"),
        ("https://ranok.ua/economics/1", "https://ranok.ua/"),
        ("https://ranok.ua/en", "https://ranok.ua/"),
    ],
)
def test_a_home_is_the_host_and_a_first_part_that_names_a_language(url: str, home: str) -> None:
    assert home_of(url) == home


def test_sections_are_not_taken_for_articles() -> None:
    assert like_an_article("https://ranok.ua/news/new-bridge-opens-in-town")
    assert like_an_article("https://ranok.ua/a/778214")
    assert not like_an_article("https://ranok.ua/economics/")
    assert not like_an_article("https://ranok.ua/about-us")
