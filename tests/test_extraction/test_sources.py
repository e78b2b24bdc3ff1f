"""Feeds, sitemaps and pages of links: addresses in document order, each once, normalised."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extraction import Found, Listing, read_source
from scraper.extraction import sitemaps as reader
from scraper.items import Page
from scraper.sites import DayArchive, Rss, Sitemap, Source
from scraper.sites import Listing as Section
from tests.test_extraction.newspage import EN, RU, SITE, UK, make_page

FEED = "https://www.visnyk.example/static/rss/all.xml"
OTHER = UK.replace("novyi-mist-1763280000", "inshyi-1763280001")


def source_page(content: str | bytes, kind: str = "text/xml") -> Page:
    return make_page(content, url=FEED, content_type=kind)


def listing(content: str | bytes, source: Source | None = None, kind: str = "text/xml") -> Listing:
    return read_source(source_page(content, kind), source or Rss("/rss"), "uk", SITE)


def rss(*items: str, language: str = "<language>uk</language>", declaration: str = "") -> str:
    inside = f"<title>Вісник</title>{language}{''.join(items)}"
    return f"{declaration}<rss version='2.0'><channel>{inside}</channel></rss>"


def item(url: str = UK, title: str = "Міст відкрили", extra: str = "") -> str:
    return f"<item><title>{title}</title><link>{url}</link>{extra}</item>"


# --- feeds ----------------------------------------------------------------------------------------


def test_rss() -> None:
    date = "<pubDate>Tue, 17 Nov 2026 10:05:00 +0200</pubDate>"
    got = listing(rss(item(extra=date), item(OTHER, "Інша &amp; новина")))
    assert got == Listing(
        found=(
            Found(
                url=UK,
                lang="uk",
                published_at=datetime(2026, 11, 17, 8, 5, tzinfo=UTC),
                title="Міст відкрили",
            ),
            Found(url=OTHER, lang="uk", title="Інша & новина"),
        )
    )


def test_atom() -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="uk-UA"><entry><title>Міст</title>'
        f'<link rel="edit" href="{OTHER}"/><link href="{UK}"/><id>tag:1</id>'
        "<published>2026-11-17T10:05:00+02:00</published></entry></feed>"
    )
    (found,) = listing(feed).found
    assert (found.url, found.lang, found.title) == (UK, "uk", "Міст")
    assert found.published_at == datetime(2026, 11, 17, 8, 5, tzinfo=UTC)


def test_rdf() -> None:
    feed = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<channel><title>Вісник</title></channel>"
        f"<item><title>Міст</title><link>{UK}</link><dc:date>2026-11-17T10:05</dc:date></item></rdf:RDF>"
    )
    (found,) = listing(feed).found
    assert found.published_at == datetime(2026, 11, 17, 8, 5, tzinfo=UTC)
    assert found.lang == "uk"


def test_windows_1251_by_its_declaration() -> None:
    feed = rss(item(), declaration='<?xml version="1.0" encoding="windows-1251"?>')
    (found,) = listing(feed.encode("cp1251")).found
    assert found.title == "Міст відкрили"


def test_windows_1251_by_its_header() -> None:
    (found,) = listing(rss(item()).encode("cp1251"), kind="text/xml; charset=windows-1251").found
    assert found.title == "Міст відкрили"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Міст&nbsp;&mdash; відкрито", "Міст — відкрито"),
        ("Кошти & дороги", "Кошти & дороги"),
        ("<![CDATA[Міст <b>відкрили</b>]]>", "Міст <b>відкрили</b>"),
        ("Міст &quot;Новий&quot;", 'Міст "Новий"'),
        ("Мі\x0bст", "Міст"),
        ("Міст &unknown; новий", "Міст &unknown; новий"),
    ],
)
def test_titles_of_broken_feeds(title: str, expected: str) -> None:
    (found,) = listing(rss(item(title=title))).found
    assert found.title == expected


def test_a_feed_that_breaks_off_gives_what_it_had() -> None:
    feed = rss(item(), item(OTHER))
    cut = feed[: feed.index("<item>", feed.index("<item>") + 1) + 20]
    assert [found.url for found in listing(cut).found] == [UK]


def test_the_identifier_where_there_is_no_link() -> None:
    feed = rss(f"<item><title>Міст</title><guid>{UK}</guid></item>", "<item><guid>17</guid></item>")
    assert [found.url for found in listing(feed).found] == [UK]


def test_entries_are_articles_of_the_site_each_once_and_normalised() -> None:
    feed = rss(
        item(f"{UK}?utm_source=rss"),
        item(UK.replace("https", "http")),
        item("https://www.visnyk.example/rus/"),
        item("https://elsewhere.example/rus/news/x-1763280000.html"),
        item(f"{OTHER}#top"),
    )
    assert [found.url for found in listing(feed).found] == [UK, OTHER]


def test_the_edition_is_said_of_entries_that_say_no_language() -> None:
    assert [found.lang for found in listing(rss(item(), language="")).found] == ["uk"]
    assert [
        found.lang for found in listing(rss(item(), language="<language>??</language>")).found
    ] == ["uk"]
    assert [
        found.lang for found in listing(rss(item(), language="<language>ru-RU</language>")).found
    ] == ["ru"]


def test_entities_do_not_grow() -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ха"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/passwd">]>'
    )
    (found,) = listing(bomb + rss(item(title="Міст &c; &d;"))).found
    assert found.title == "Міст &c; &d;"


# --- sitemaps -------------------------------------------------------------------------------------

NAMES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" '
    'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)


def urlset(*entries: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {NAMES}>{"".join(entries)}</urlset>'


def entry(url: str = UK, extra: str = "") -> str:
    return f"<url><loc> {url} </loc>{extra}</url>"


NEWS = (
    "<lastmod>2026-11-17T12:00:00Z</lastmod>"
    "<image:image><image:loc>https://cdn.example/i.jpg</image:loc><image:title>Фото</image:title></image:image>"
    "<news:news><news:publication><news:name>Вісник</news:name><news:language>uk</news:language>"
    "</news:publication><news:publication_date>2026-11-17T10:05:00+02:00</news:publication_date>"
    "<news:title>Міст відкрили</news:title></news:news>"
    f'<xhtml:link rel="alternate" hreflang="ru" href="{RU}"/>'
    f'<xhtml:link rel="alternate" hreflang="en-GB" href="{EN}"/>'
    f'<xhtml:link rel="alternate" hreflang="uk" href="{UK}"/>'
    '<xhtml:link rel="alternate" hreflang="x-default" href="https://www.visnyk.example/"/>'
)


def test_sitemap_with_news_tags_and_alternates() -> None:
    got = listing(urlset(entry(extra=NEWS), entry(OTHER)), Sitemap("/sitemap.xml"))
    assert got.found == (
        Found(
            url=UK,
            lang="uk",
            published_at=datetime(2026, 11, 17, 8, 5, tzinfo=UTC),
            modified_at=datetime(2026, 11, 17, 12, 0, tzinfo=UTC),
            title="Міст відкрили",
            alternates={"ru": RU, "en": EN},
        ),
        Found(url=OTHER, lang="uk"),
    )
    assert not got.cut


def test_gzipped_sitemap() -> None:
    packed = gzip.compress(urlset(entry(extra=NEWS)).encode())
    got = listing(packed, Sitemap("/sitemap.xml.gz"), kind="application/gzip")
    assert [found.url for found in got.found] == [UK]


def test_sitemap_index() -> None:
    index = (
        f"<sitemapindex {NAMES}><sitemap><loc>https://www.visnyk.example/s-1.xml.gz</loc>"
        "<lastmod>2026-11-01</lastmod></sitemap><sitemap><loc>/s-2.xml</loc></sitemap></sitemapindex>"
    )
    got = listing(index, Sitemap("/sitemap.xml"))
    assert got.found == ()
    assert [source.url for source in got.sources] == [
        "https://www.visnyk.example/s-1.xml.gz",
        "https://www.visnyk.example/s-2.xml",
    ]
    assert got.sources[0].modified_at == datetime(2026, 10, 31, 22, 0, tzinfo=UTC)


def test_a_sitemap_that_breaks_off_gives_what_it_had() -> None:
    text = urlset(entry(), entry(OTHER))
    got = listing(text[: text.index(OTHER) + 10], Sitemap("/s.xml"))
    assert [found.url for found in got.found] == [UK]


def test_a_broken_package_gives_what_it_had() -> None:
    packed = gzip.compress(urlset(*(entry(f"{UK}?n={n}") for n in range(3_000))).encode())
    got = listing(packed[: len(packed) // 2], Sitemap("/s.xml.gz"))
    assert got.cut or got.found


def test_more_than_the_bound_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_ENTRIES", 3)
    urls = [UK.replace("1763280000", f"176328000{n}") for n in range(6)]
    got = listing(urlset(*map(entry, urls)), Sitemap("/s.xml"))
    assert [found.url for found in got.found] == urls[:3]
    assert got.cut


def test_a_package_that_grows_without_bound_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_BYTES", 200_000)
    packed = gzip.compress(urlset(entry(), f"<!--{' ' * 5_000_000}-->", entry(OTHER)).encode())
    got = listing(packed, Sitemap("/s.xml.gz"))
    assert [found.url for found in got.found] == [UK]
    assert got.cut


def test_sitemap_entities_do_not_grow() -> None:
    doctype = (
        '<!DOCTYPE urlset [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    )
    text = f"{doctype}<urlset {NAMES}>{entry()}<url><loc>https://www.visnyk.example/&b;</loc></url></urlset>"
    assert [found.url for found in listing(text, Sitemap("/s.xml")).found] == [UK]


def test_thousands_of_entries_are_read_as_a_stream() -> None:
    urls = [UK.replace("1763280000", f"17632{n:05}") for n in range(3_000)]
    got = listing(urlset(*(entry(url, NEWS) for url in urls)), Sitemap("/s.xml"))
    assert [found.url for found in got.found] == urls


# --- pages of links -------------------------------------------------------------------------------

NEWSLINE = f"""
<html><head><title>Новини</title></head><body><nav><a href="/rus/">Головна</a></nav>
<div class="newsline"><div class="item">
  <a href="{UK}"><span class="time">10:05</span>
        Міст   відкрили                 </a></div>
  <div><a href="{UK}"><img src="i.jpg"></a></div>
  <div><a href="/rus/news/inshyi-1763280001.html?utm_source=main">11:20
  Інша новина Вт 17.11.2026, 11:20</a></div>
  <div><a href="https://elsewhere.example/rus/news/x-1763280009.html">Чуже</a></div>
  <div><a href="/rus/news/">Усі новини</a> <a>Без адреси</a> <a href="mailto:a@b.c">Пошта</a></div>
</div></body></html>"""


@pytest.mark.parametrize("source", [Section("/rus/news/"), DayArchive("/rus/archive/{:%Y/%m/%d}")])
def test_anchors_of_a_page(source: Source) -> None:
    got = listing(NEWSLINE, source, kind="text/html; charset=utf-8")
    assert got.found == (
        Found(url=UK, lang="uk", title="Міст відкрили"),
        Found(url=OTHER, lang="uk", title="Інша новина"),
    )


def test_the_edition_of_an_address_is_said_where_a_page_mixes_editions() -> None:
    got = listing(f'<p><a href="{RU}">Мост открыли</a></p>', Section("/rus/"), kind="text/html")
    assert [(found.url, found.lang) for found in got.found] == [(RU, "ru")]


# --- what is no source ----------------------------------------------------------------------------


@pytest.mark.parametrize("source", [Rss("/r"), Sitemap("/s"), Section("/l"), DayArchive("/a")])
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"status": 404}, "http-status"),
        ({"body": b""}, "empty"),
        ({"body": b"", "cut": "size"}, "too-large"),
    ],
)
def test_refused(source: Source, change: dict[str, object], reason: str) -> None:
    page = replace(source_page(NEWSLINE), **change)  # type: ignore[arg-type]
    rejected = read_source(page, source, "uk", SITE).rejected
    assert rejected is not None
    assert rejected.reason == reason


@pytest.mark.parametrize("source", [Rss("/r"), Sitemap("/s")])
@pytest.mark.parametrize("content", ["<html><body>Ні</body></html>", "просто слова", "{}", "<a/>"])
def test_something_else_is_no_feed_and_no_sitemap(source: Source, content: str) -> None:
    rejected = listing(content, source).rejected
    assert rejected is not None
    assert rejected.reason == "unreadable"


@pytest.mark.parametrize("source", [Rss("/r"), Sitemap("/s"), Section("/l")])
def test_a_challenge_instead_of_a_source_is_named(source: Source) -> None:
    head = "<head><title>Just a moment...</title></head>"
    page = f'<html>{head}<body><form id="challenge-form"></form></body></html>'
    rejected = listing(page, source, kind="text/html").rejected
    assert rejected is not None
    assert rejected.reason == "challenge"


@given(st.binary(max_size=300), st.sampled_from([Rss("/r"), Sitemap("/s"), Section("/l")]))
def test_any_bytes_give_a_listing(content: bytes, source: Source) -> None:
    assert isinstance(listing(content, source), Listing)


@given(
    st.text(alphabet="<>/&;!-[]\"'= rsitemloculn\n", max_size=120),
    st.sampled_from([Rss("/r"), Sitemap("/s")]),
)
def test_any_markup_gives_a_listing(text: str, source: Source) -> None:
    assert isinstance(listing(f"<rss><channel><item>{text}", source), Listing)
    assert isinstance(listing(f"<urlset><url>{text}", source), Listing)
