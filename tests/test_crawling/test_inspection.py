"""An inspection names the facts that are wrong and no others, and looks at few pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest

from scraper.crawling.inspection import MOST_REQUESTS, Answer, Ask, Report, Verdict, walk_site
from scraper.crawling.inspection.findings import is_below, tell, tell_parts
from scraper.crawling.inspection.walk import fetch_all
from scraper.demo.articles import FIRST_VISIT
from scraper.items import Page
from scraper.sites import (
    DayArchive,
    Edition,
    Expect,
    Hreflang,
    Listing,
    Rss,
    SameKey,
    SamePath,
    Site,
    Sitemap,
    Switcher,
)
from tests.test_crawling.inspected import (
    AGENT,
    SITE,
    changed,
    fetch,
    fetch_page,
    finding,
    inspect,
    replaced,
    with_sources,
)

UK, RU, EN = (SITE.editions[lang] for lang in ("uk", "ru", "en"))


@cache
def unspoiled() -> Report:
    return inspect()


SPARE = {"body div.publication-body", "strip .adsens-wrap", "expects articles_per_day 150"}
"""What the replica can neither confirm nor refute: spares, and how much a real newsroom writes."""


def test_every_fact_of_the_unspoiled_site_is_right() -> None:
    report = unspoiled()
    assert report.wrong == ()
    assert {each.fact for each in report.findings if each.verdict is Verdict.UNSURE} == SPARE
    assert report.exit_code == 0
    assert len(report.findings) >= 45


# --- one fact spoiled at a time -------------------------------------------------------------------


def _swapped_feeds() -> Site:
    uk = Edition(UK.home, RU.sources[0], *UK.sources[1:])
    ru = Edition(RU.home, UK.sources[0], *RU.sources[1:])
    return replace(SITE, editions={"uk": uk, "en": EN, "ru": ru})


def _naive_prefixes() -> Site:
    """Ukrainian at /ukr/, Russian at /rus/, as one would think."""
    uk = Edition(RU.home, UK.sources[0], *RU.sources[1:])
    ru = Edition(UK.home, RU.sources[0], *UK.sources[1:])
    return replace(SITE, editions={"uk": uk, "en": EN, "ru": ru})


SPOILED: dict[str, tuple[Site, tuple[str, ...]]] = {
    "the feeds' languages": (
        _swapped_feeds(),
        ("ua Rss /static/rss/all.rus.rss.xml", "ru Rss /static/rss/all.ukr.rss.xml"),
    ),
    "a feed's path": (
        with_sources("uk", Rss("/static/rss/all.xml"), *UK.sources[1:]),
        ("ua Rss /static/rss/all.xml",),
    ),
    "a feed that is a page": (
        with_sources("en", Rss("/news"), EN.sources[1]),
        ("en Rss /news",),
    ),
    "an archive's path": (
        with_sources("ru", *RU.sources[:2], DayArchive("/ukr/arkhiv/{:%Y/%m/%d}")),
        ("ru DayArchive /ukr/arkhiv/{:%Y/%m/%d}",),
    ),
    "an archive that does not know days": (
        with_sources("ru", *RU.sources[:2], DayArchive("/ukr/news?day={:%d}")),
        ("ru DayArchive /ukr/news?day={:%d}",),
    ),
    "a listing's path": (
        with_sources("en", EN.sources[0], Listing("/all-news/")),
        ("en Listing /all-news/",),
    ),
    "a listing of another edition": (
        with_sources("en", EN.sources[0], Listing("https://www.rbc.ua/rus/news/")),
        ("en Listing https://www.rbc.ua/rus/news/",),
    ),
    "a listing that robots.txt forbids": (
        with_sources("uk", *UK.sources, Listing("/rus/search/")),
        ("ua Listing /rus/search/",),
    ),
    "homes the naive way round": (
        _naive_prefixes(),
        ("ua home https://www.rbc.ua/ukr/", "ru home https://www.rbc.ua/rus/"),
    ),
    "a home that is not the edition's": (
        with_sources(
            "en",
            Rss("https://newsukraine.rbc.ua/rss.xml"),
            home="https://newsukraine.rbc.ua/eng/",
        ),
        ("en home https://newsukraine.rbc.ua/eng/", "en Rss https://newsukraine.rbc.ua/rss.xml"),
    ),
    "the pattern of addresses": (
        replace(SITE, article_url=re.compile(r"/news/\d{4}/(?P<key>\d+)/$")),
        (r"article_url /news/\d{4}/(?P<key>\d+)/$",),
    ),
    "the headline": (
        replace(SITE, headline=("h1.article__title",)),
        ("headline h1.article__title",),
    ),
    "a headline that is the logo": (
        replace(SITE, headline=("a.logo",)),
        ("headline a.logo",),
    ),
    "the body": (
        replace(SITE, body=("div.article__text",)),
        ("body div.article__text",),
    ),
    "the body, with a box too small to be one": (
        replace(SITE, body=("div.post", "div.navi-share")),
        ("body", "body div.post"),
    ),
    "the authors": (
        replace(SITE, authors=("span.author a",)),
        ("authors span.author a",),
    ),
    "the tags": (
        replace(SITE, tags=("div.tags a",)),
        ("tags div.tags a",),
    ),
    "the lead": (
        replace(SITE, lead=("div.standfirst",)),
        ("lead div.standfirst",),
    ),
    "the caption": (
        replace(SITE, caption=("figcaption",)),
        ("caption figcaption",),
    ),
    "a selector that strips the article": (
        replace(SITE, strip=(*SITE.strip, "div.txt p")),
        ("strip div.txt p",),
    ),
    "the switcher": (
        replace(SITE, translations=(Hreflang(), Switcher("div.lang_menu a"))),
        ("Switcher div.lang_menu a",),
    ),
    "a switcher that leads home": (
        replace(SITE, translations=(Hreflang(), Switcher("header nav a"))),
        ("Switcher header nav a",),
    ),
    "a path that is not shared": (
        replace(SITE, translations=(Hreflang(), SamePath(("uk", "en")))),
        ("SamePath ua en",),
    ),
    "a path that only two of three share": (
        replace(SITE, translations=(Hreflang(), SamePath())),
        ("SamePath ua en ru",),
    ),
    "a key that is not shared": (
        replace(SITE, translations=(Hreflang(), SameKey(("uk", "en")))),
        ("SameKey ua en",),
    ),
    "the time zone": (
        replace(SITE, timezone="Europe/London"),
        ("timezone Europe/London",),
    ),
}


@pytest.mark.parametrize(("site", "wrong"), SPOILED.values(), ids=SPOILED)
def test_a_spoiled_fact_is_named(site: Site, wrong: tuple[str, ...]) -> None:
    report = inspect(site)
    assert report.wrong == wrong
    assert report.exit_code == 5


def test_a_wrong_home_explains_its_sources() -> None:
    report = inspect(SPOILED["homes the naive way round"][0])
    listing = finding(report, "ua Listing")
    assert listing.verdict is Verdict.UNSURE
    assert listing.seen.endswith("titles 20 ru; see ua home")
    assert finding(report, "ua home").seen == "40 articles lie below it, in 3 ru"


def test_a_wrong_pattern_explains_empty_sources() -> None:
    report = inspect(SPOILED["the pattern of addresses"][0])
    assert finding(report, "ua Rss").seen.endswith("as every source: see article_url")
    assert finding(report, "selectors").seen == "no article page could be looked at"


def test_shared_keys_are_right() -> None:
    report = inspect(replace(SITE, translations=(SameKey(("uk", "ru")),)))
    shared = finding(report, "SameKey ua ru")
    assert shared.verdict is Verdict.OK
    assert re.fullmatch(r"ua-ru \d\d of \d\d keys shared", shared.seen)


def test_a_sitemap_of_two_editions_is_right_for_each() -> None:
    site = with_sources("ru", *RU.sources, Sitemap("/sitemap.xml"))
    sitemap = finding(inspect(site), "ru Sitemap /sitemap.xml")
    assert sitemap.verdict is Verdict.OK
    assert "below the homes of 7 ru, titles 7 ru" in sitemap.seen


# --- pages that are not as expected ---------------------------------------------------------------


def test_one_edition_with_markup_of_its_own_is_told() -> None:
    site = replace(SITE, body=("div.txt",))
    report = inspect(site, replaced('class="txt"', 'class="story"', host="newsukraine"))
    body = finding(report, "body div.txt")
    assert body.verdict is Verdict.WRONG
    assert body.seen.startswith("ua 3 of 3, en 0 of 4, ru 3 of 3; read from: 6 site, 4 generic")


def test_hreflang_that_leads_home_is_wrong() -> None:
    home = '<link rel="alternate" hreflang="en" href="https://newsukraine.rbc.ua/">'

    def lead_home(page: Page) -> Page:
        body = re.sub(rb'<link rel="alternate" hreflang[^>]*>', b"", page.body)
        return replace(page, body=body.replace(b"</title>", b"</title>" + home.encode()))

    hreflang = finding(inspect(SITE, changed(lead_home)), "Hreflang")
    assert hreflang.verdict is Verdict.WRONG
    assert re.search(r"leads to: \d+ home page; followed 0", hreflang.seen)


def test_a_link_to_another_language_than_it_says_is_wrong() -> None:
    site = replace(SITE, translations=(Switcher("span.lang-publication a"),))
    swap = {b">ua</a>": b">ru</a>", b">ru</a>": b">ua</a>"}

    def mislabel(page: Page) -> Page:
        body = re.sub(rb">(?:ua|ru)</a>", lambda match: swap[match[0]], page.body)
        return replace(page, body=body)

    switcher = finding(inspect(site, changed(mislabel)), "Switcher")
    assert switcher.verdict is Verdict.WRONG
    assert "instead of" in switcher.seen


def test_translations_that_are_not_there_are_told() -> None:
    def hide_english(ask: Ask) -> Answer:
        page = fetch_page(ask.url)
        is_english = "newsukraine.rbc.ua/news/" in ask.url and page.status == 200
        return Answer(replace(page, status=404) if is_english else page)

    english = finding(inspect(SITE, hide_english), "en articles")
    assert english.verdict is Verdict.WRONG
    assert english.seen == "0 of 4 read, not: 4 HTTP 404"


def test_a_line_of_every_page_is_told() -> None:
    call = "Дивіться наш новий випуск про головне за тиждень уже на каналі редакції сьогодні."
    report = inspect(SITE, replaced('<div class="txt">', f'<div class="txt"><p>{call}</p>'))
    repeats = finding(report, "strip, boilerplate")
    assert repeats.verdict is Verdict.UNSURE
    assert call[:60] in repeats.seen


def test_a_share_below_what_is_expected_is_wrong() -> None:
    def without_pictures(page: Page) -> Page:
        body = re.sub(
            rb'<script type="application/ld\+json">.*?</script>', b"", page.body, flags=16
        )
        return replace(page, body=body.replace(b"og:image", b"og:picture"))

    report = inspect(SITE, changed(without_pictures))
    assert report.wrong == ("expects image 90%",)
    assert finding(report, "expects image").seen == "0 of 10 articles; read from: 10 nowhere"


def test_a_share_that_chance_explains_is_unsure() -> None:
    unsigned = replaced("publication-wrapper-author", "byline", host="newsukraine")
    report = inspect(replace(SITE, expects=Expect(author=1.0, lead=0.95)), unsigned)
    assert finding(report, "authors").verdict is Verdict.UNSURE
    assert "en 0 of 4" in finding(report, "authors").seen


# --- answers that are none ------------------------------------------------------------------------


def test_a_site_that_refuses_us() -> None:
    report = inspect(SITE, changed(lambda page: replace(page, status=403, body=b"no")))
    assert report.is_refused
    assert report.exit_code == 4
    assert report.wrong == ()
    assert finding(report, "ua Rss").seen == "refuses us (HTTP 403)"


def test_challenge_pages_are_refusals() -> None:
    mark = b"<html><title>Just a moment...</title><script>window._cf_chl_opt={}</script></html>"
    report = inspect(SITE, changed(lambda page: replace(page, status=200, body=mark)))
    assert report.exit_code == 4


def test_a_captcha_in_a_form_is_no_refusal() -> None:
    form = '<form><div class="g-recaptcha"></div></form></body>'
    assert inspect(SITE, replaced("</body>", form)).refused == 1  # the replica's own challenge


@pytest.mark.parametrize("reason", ["timeout", "host-not-found", "connection-refused", "network"])
def test_no_answer_proves_nothing(reason: str) -> None:
    report = inspect(SITE, lambda ask: Answer(reason=reason))
    assert {each.verdict for each in report.findings} == {Verdict.UNSURE}
    assert report.exit_code == 3
    assert finding(report, "ua DayArchive").seen == f"no answer: {reason}"


def test_a_host_that_does_not_exist_while_others_do_is_a_wrong_fact() -> None:
    def only_main(ask: Ask) -> Answer:
        is_english = ask.url.startswith("https://newsukraine.")
        return Answer(reason="host-not-found") if is_english else fetch(ask)

    report = inspect(SITE, only_main)
    assert "en Rss /rss.xml" in report.wrong
    assert "ua Listing /rus/news/" not in report.wrong


@pytest.mark.parametrize(
    ("status", "verdict"), [(500, Verdict.UNSURE), (404, Verdict.WRONG), (410, Verdict.WRONG)]
)
def test_status_of_a_source(status: int, verdict: Verdict) -> None:
    def fail(page: Page) -> Page:
        return replace(page, status=status) if page.url.endswith("/rus/news/") else page

    assert finding(inspect(SITE, changed(fail)), "ua Listing").verdict is verdict


def test_a_source_that_moved_is_told() -> None:
    def move(page: Page) -> Page:
        there = "https://www.rbc.ua/rus/all/"
        return replace(page, final_url=there) if page.url.endswith("/rus/news/") else page

    listing = finding(inspect(SITE, changed(move)), "ua Listing")
    assert listing.verdict is Verdict.UNSURE
    assert listing.seen.endswith("leads to https://www.rbc.ua/rus/all/")


def test_an_archive_without_today_is_no_fault() -> None:
    def empty(page: Page) -> Page:
        is_today = page.url.endswith("/rus/archive/2026/11/19")
        return replace(page, status=404, body=b"") if is_today else page

    archive = finding(inspect(SITE, changed(empty)), "ua DayArchive")
    assert archive.verdict is Verdict.UNSURE
    assert archive.seen == "0 articles of 2026-11-19, 14 articles of 2026-11-18 (HTTP 404)"


def test_a_feed_of_addresses_that_the_pattern_leaves_out() -> None:
    site = replace(
        SITE, article_url=re.compile(r"/news/(?P<slug>[a-d][\w-]*)-(?P<key>\d{10})\.html$")
    )
    feed = finding(inspect(site), "ua Rss")
    assert feed.verdict is Verdict.UNSURE
    assert re.search(r"article_url leaves out \d+ of 30, such as https://www", feed.seen)


@pytest.mark.parametrize(
    ("answer", "verdict", "told"),
    [
        (b"User-agent: *\nCrawl-delay: 7\n", Verdict.OK, "readable, asks for 7 s between requests"),
        (b"User-agent: *\nDisallow:\n", Verdict.OK, "readable, asks for no delay"),
        (b"<html><p>Home</p></html>", Verdict.UNSURE, "answers with a page, not with rules"),
    ],
)
def test_robots(answer: bytes, verdict: Verdict, told: str) -> None:
    def change(page: Page) -> Page:
        return replace(page, body=answer) if page.url.endswith("/robots.txt") else page

    robots = finding(inspect(SITE, changed(change)), "robots.txt of www.rbc.ua")
    assert (robots.verdict, robots.seen) == (verdict, told)


def test_no_robots_file_allows_all() -> None:
    def change(page: Page) -> Page:
        return replace(page, status=404) if page.url.endswith("/robots.txt") else page

    robots = finding(inspect(SITE, changed(change)), "robots.txt of www.rbc.ua")
    assert robots.seen == "there is none (HTTP 404): all is allowed"


# --- what is asked for ----------------------------------------------------------------------------


def _asked(site: Site, answer: Callable[[Ask], Answer] = fetch) -> list[str]:
    asked: list[str] = []

    def note(ask: Ask) -> Answer:
        asked.append(ask.url)
        return answer(ask)

    fetch_all(walk_site(site, FIRST_VISIT, AGENT), note)
    return asked


def test_no_address_is_asked_for_twice() -> None:
    asked = _asked(SITE)
    assert len(asked) == len(set(asked)) == unspoiled().asked < 40


def test_requests_are_bounded() -> None:
    listings = (Listing(f"/rus/news/?page={number}") for number in range(100))
    site = with_sources("uk", *UK.sources, *listings)
    assert len(_asked(site)) == MOST_REQUESTS
    late = finding(inspect(site), "ua Listing /rus/news/?page=99")
    assert (late.verdict, late.seen) == (Verdict.UNSURE, "no answer: not asked, enough was")


def test_what_robots_forbid_is_not_asked_for() -> None:
    asked = _asked(with_sources("uk", *UK.sources, Listing("/rus/search/")))
    assert not any("/rus/search" in url or "/rus/promo/" in url for url in asked)


def test_the_same_pages_are_asked_for_each_time() -> None:
    assert _asked(SITE) == _asked(SITE)


def test_archives_are_asked_for_in_the_days_of_the_site() -> None:
    walk = walk_site(SITE, FIRST_VISIT + timedelta(hours=3), AGENT)
    asks = next(walk)
    urls = [ask.url for ask in walk.send({ask.url: fetch(ask) for ask in asks})]
    assert "https://www.rbc.ua/rus/archive/2026/11/20" in urls  # 01:00 in Kyiv
    assert "https://www.rbc.ua/rus/archive/2026/11/18" not in urls


# --- words and figures ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "total", "share", "is_low"),
    [(0, 0, 0.9, False), (10, 12, 0.9, False), (8, 12, 0.9, True), (0, 10, 0.1, False),
     (0, 12, 0.5, True), (12, 12, 1.0, False), (11, 12, 1.0, True)],
)  # fmt: skip
def test_a_share_is_low_when_chance_cannot_explain_it(
    count: int, total: int, share: float, is_low: bool
) -> None:
    assert is_below(count, total, share) is is_low


def test_counts_in_words() -> None:
    assert tell({"og": 3, "json-ld": 9, "site": 3}) == "9 json-ld, 3 og, 3 site"
    assert tell({}) == "none"
    assert tell_parts([("uk", 1, 4), ("en", 0, 2)]) == "ua 1 of 4, en 0 of 2"
