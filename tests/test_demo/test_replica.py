"""What the replica answers: lists, feeds, states over time, and what goes wrong."""

from __future__ import annotations

import gzip
from datetime import datetime
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree, html

from scraper.demo.addresses import ENGLISH_HOST, MAIN_HOST
from scraper.demo.answers import Answer
from scraper.demo.articles import FIRST_VISIT
from scraper.demo.incidents import Incident
from scraper.demo.replica import Replica
from tests.test_demo.small import MONDAY, THURSDAY, TUESDAY, incident, small_newsroom

UK = "/rus/news/pasika-na-dakhu-shkoly-1794810000.html"
RU = "/ukr/news/pasika-na-dakhu-shkoly-1794810000.html"
EN = "/news/pupils-keep-bees-on-the-roof-1794821500.html"
NAMESPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def ask(path: str, now: datetime, *incidents: Incident, host: str = MAIN_HOST) -> Answer:
    return Replica(small_newsroom(*incidents)).answer(host, path, now)


def links(answer: Answer) -> list[str]:
    page = html.document_fromstring(answer.body.decode())
    hrefs = [urlsplit(a.get("href") or "").path for a in page.cssselect("div.newsline a")]
    return [path.rsplit("/", 1)[-1].removesuffix(".html") for path in hrefs]


# --- articles over time --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "now", "status"),
    [
        (UK, MONDAY, 200),
        (RU, TUESDAY, 200),
        (RU, THURSDAY, 410),
        ("/ukr/styler/kit-u-bibliotetsi-1794920000.html", TUESDAY, 404),
        ("/rus/styler/kit-u-bibliotetsi-1794920000.html", MONDAY, 404),
        ("/rus/styler/kit-u-bibliotetsi-1794920000.html", TUESDAY, 200),
        (UK + "/amp", MONDAY, 200),
        (EN, TUESDAY, 404),
        ("/rus/news/no-such-story-1234567890.html", TUESDAY, 404),
        ("/static/img/p/a/pasika-na-dakhu_1200x675.jpg", TUESDAY, 404),
    ],
)
def test_an_address_answers_by_its_time(path: str, now: datetime, status: int) -> None:
    assert ask(path, now).status == status


def test_english_lives_on_its_own_host() -> None:
    assert ask(EN, MONDAY, host=ENGLISH_HOST).status == 404
    assert ask(EN, TUESDAY, host=ENGLISH_HOST).status == 200
    assert ask(UK, TUESDAY, host=ENGLISH_HOST).status == 404
    assert ask(UK, TUESDAY, host="example.org").status == 404


def test_an_edit_and_a_new_link_change_the_page_and_time_alone_does_not() -> None:
    bodies = [ask(UK, now).body for now in (MONDAY, TUESDAY, FIRST_VISIT, THURSDAY)]
    assert bodies[0] != bodies[1]
    assert "51 кг".encode() not in bodies[1]
    assert bodies[2] == bodies[3]
    assert "51 кг".encode() in bodies[3]


# --- lists ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/rus/", "/rus/news/", "/rus/news"])
def test_lists_name_what_is_out_newest_first(path: str) -> None:
    assert links(ask(path, TUESDAY)) == [
        "kit-u-bibliotetsi-1794920000",
        "tramvai-povernuvsia-1794900000",
        "pasika-na-dakhu-shkoly-1794810000",
    ]


def test_the_russian_list_lives_under_the_ukrainian_prefix() -> None:
    page = html.document_fromstring(ask("/ukr/news/", TUESDAY).body.decode())
    first = page.cssselect("div.newsline a")[0]
    assert "".join(str(part) for part in first.itertext()).split() == [
        "09:50",
        "В",
        "Заречье",
        "вернулся",
        "трамвай",
        "№",
        "3",
    ]


def test_a_withdrawn_version_leaves_the_lists() -> None:
    assert links(ask("/ukr/news/", THURSDAY)) == ["tramvai-povernuvsia-1794900000"]


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("/rus/archive/2026/11/16", 1),
        ("/rus/archive/2026/11/17", 2),
        ("/rus/archive/2026/11/17/", 2),
        ("/ukr/archive/2026/11/17", 1),
        ("/rus/archive/2026/11/15", 0),
        ("/rus/styler/", 1),
    ],
)
def test_archives_and_sections_hold_their_own(path: str, count: int) -> None:
    assert len(links(ask(path, TUESDAY))) == count


@pytest.mark.parametrize("path", ["/rus/archive/2026/13/01", "/archive/2026/11/17", "/rus/nothing"])
def test_a_list_that_is_none_is_not_found(path: str) -> None:
    assert ask(path, TUESDAY).status == 404


def test_features_carry_a_date_after_the_title() -> None:
    page = html.document_fromstring(ask("/", TUESDAY).body.decode())
    feature = page.cssselect(".feature a")[0].text
    assert feature == "Кіт оселився в бібліотеці й приваблює читачів Вт 17.11.2026, 15:00"


# --- feeds, sitemaps, robots ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "path", "charset", "first"),
    [
        (MAIN_HOST, "/static/rss/all.ukr.rss.xml", "utf-8", "Кіт оселився в бібліотеці"),
        (MAIN_HOST, "/static/rss/all.rus.rss.xml", "windows-1251", "В Заречье вернулся"),
        (ENGLISH_HOST, "/rss.xml", "utf-8", "Pupils keep bees"),
    ],
)
def test_rss_is_read_by_another_program(host: str, path: str, charset: str, first: str) -> None:
    answer = ask(path, TUESDAY, host=host)
    parsed = feedparser.parse(answer.body)
    assert f"encoding='{charset}'".encode() in answer.body[:60]
    assert parsed.encoding == charset
    assert parsed.entries[0].title.startswith(first)
    assert parsed.entries[0].published.endswith("+0200")


def test_rss_in_windows_1251_is_that() -> None:
    body = ask("/static/rss/all.rus.rss.xml", TUESDAY).body
    assert "Заречье".encode("windows-1251") in body
    with pytest.raises(UnicodeDecodeError):
        body.decode()


def test_the_sitemap_leads_to_compressed_days_with_alternates() -> None:
    index = etree.fromstring(ask("/sitemap.xml", TUESDAY).body)
    children = index.xpath("//s:loc/text()", namespaces=NAMESPACES)
    assert children == [
        "https://www.rbc.ua/sitemap/2026-11-17.xml.gz",
        "https://www.rbc.ua/sitemap/2026-11-16.xml.gz",
    ]
    packed = ask("/sitemap/2026-11-17.xml.gz", TUESDAY).body
    urlset = etree.fromstring(gzip.decompress(packed))
    assert urlset.xpath("count(//s:url)", namespaces=NAMESPACES) == 3.0
    assert urlset.xpath("//n:language/text()", namespaces=NAMESPACES) == ["uk", "ru", "uk"]
    tram = urlset.xpath("//s:url[2]/x:link/@hreflang", namespaces=NAMESPACES)
    assert tram == ["uk", "ru"]


def test_the_english_sitemap_is_plain() -> None:
    body = ask("/sitemap.xml", TUESDAY, host=ENGLISH_HOST).body
    assert etree.fromstring(body).xpath("count(//s:url)", namespaces=NAMESPACES) == 1.0


def test_robots_ask_for_a_delay_and_forbid_a_path() -> None:
    robots = ask("/robots.txt", TUESDAY).body.decode()
    assert "Crawl-delay: 0.02\n" in robots
    assert "Disallow: /rus/promo/\n" in robots
    assert robots.endswith("Sitemap: https://www.rbc.ua/sitemap.xml\n")


# --- what goes wrong -----------------------------------------------------------------------------


def at(one: Incident, now: datetime = FIRST_VISIT) -> Answer:
    parts = urlsplit(one.url)
    return ask(parts.path, now, one, host=parts.netloc)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("not-found", 404),
        ("gone", 410),
        ("challenge", 200),
        ("consent", 200),
        ("video", 200),
        ("polish", 200),
        ("disallowed", 200),
    ],
)
def test_an_incident_is_listed_and_answers(name: str, status: int) -> None:
    one = incident(name)
    assert at(one).status == status
    assert at(one, MONDAY).status == 404
    host, path = (ENGLISH_HOST, "/news") if one.lang == "en" else (MAIN_HOST, "/rus/news/")
    assert f"{one.slug}-{one.key}" in links(ask(path, FIRST_VISIT, one, host=host)) + links(
        ask("/ukr/news/", FIRST_VISIT, one)
    )


def test_a_server_error_recovers() -> None:
    replica = Replica(small_newsroom(incident("recovers", story=1)))
    statuses = [replica.answer(MAIN_HOST, UK, TUESDAY).status for _ in range(3)]
    assert statuses == [500, 200, 200]


def test_an_old_address_redirects() -> None:
    answer = at(incident("redirect", story=1))
    assert answer.status == 301
    assert answer.headers == (("Location", "https://www.rbc.ua" + UK),)


def test_a_list_may_name_the_amp_twin() -> None:
    answer = ask("/rus/news/", TUESDAY, incident("amp-link", story=1))
    assert f"https://www.rbc.ua{UK}/amp".encode() in answer.body


def test_a_truncated_page_announces_more_than_it_has() -> None:
    answer = at(incident("truncated"))
    assert answer.announced is not None
    assert answer.announced > len(answer.body)
    assert b"</html>" not in answer.body


def test_a_large_page_is_larger_than_any_limit() -> None:
    assert at(incident("too-large")).filler == 20 * 1024 * 1024


def test_a_page_may_have_another_charset_that_only_it_declares() -> None:
    answer = ask(RU, TUESDAY, incident("charset", story=1))
    assert answer.content_type == "text/html"
    assert b'<meta charset="windows-1251">' in answer.body
    assert "Ульи на крыше лицея" in answer.body.decode("windows-1251")


@pytest.mark.parametrize(
    ("name", "kind", "size"), [("not-html", "application/pdf", 15), ("empty", "text/html", 0)]
)
def test_some_answers_are_no_pages(name: str, kind: str, size: int) -> None:
    answer = at(incident(name))
    assert answer.content_type.startswith(kind)
    assert len(answer.body) == size
