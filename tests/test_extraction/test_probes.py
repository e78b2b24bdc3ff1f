"""What declared facts find on a page: counted, and links told apart by where they aim."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from scraper.extraction.probes import Match, probe_page, probe_source
from scraper.items import Page
from scraper.sites import (
    Edition,
    Hreflang,
    Listing,
    Rss,
    SamePath,
    Site,
    Sitemap,
    Switcher,
)

HREFLANG, SWITCHER, SAME_PATH = Hreflang(), Switcher("nav.langs a"), SamePath()
SITE = Site(
    name="ranok",
    title="Ranok",
    timezone="Europe/Kyiv",
    editions={
        "uk": Edition("https://ranok.example/", Listing("/news")),
        "en": Edition("https://ranok.example/en/", Listing("/en/news")),
    },
    article_url=re.compile(r"/news/(?P<key>\d+)$"),
    translations=(HREFLANG, SWITCHER, SAME_PATH),
    headline=("h1", "h2"),
    body=("div.text",),
    authors=("a.author",),
    strip=("div.box", "div.never"),
)
TEXT = "Міська рада Любомира ухвалила план ремонту мосту, на який підуть два роки. " * 3
MARKUP = f"""<!DOCTYPE html><html><head><title>Ремонт мосту</title>
<link rel="alternate" hreflang="uk" href="https://ranok.example/news/7">
<link rel="alternate" hreflang="en" href="/en/news/7">
<link rel="alternate" hreflang="pl" href="https://ranok.example/en/">
<link rel="alternate" hreflang="de" href="https://morgen.example/news/7">
<link rel="alternate" type="application/rss+xml" href="/rss.xml">
</head><body>
<nav class="langs"><a href="/news/7">ua</a> <a href="/en/news/7">en</a> <a href="/en/">en</a>
<a href="/news/8">ua</a> <a href="/en/about">en</a> <a href="mailto:desk@ranok.example">@</a></nav>
<article><h1> Ремонт  мосту </h1><a class="author">Олена Ткач</a><a class="author">Іван Рудь</a>
<div class="text"><p>{TEXT}</p><div class="box"><p>{TEXT}</p></div></div>
</article></body></html>"""


def page(text: str, url: str = "https://ranok.example/news/7", kind: str = "text/html") -> Page:
    return Page(
        site="ranok",
        url=url,
        final_url=url,
        status=200,
        headers=(("content-type", f"{kind}; charset=utf-8"),),
        body=text.encode(),
        fetched_at=datetime(2026, 11, 20, tzinfo=UTC),
    )


def test_selectors_are_counted() -> None:
    probe = probe_page(page(MARKUP), SITE)
    assert probe is not None
    assert probe.matches["headline", "h1"] == Match(1, "Ремонт мосту", 0.0)
    assert probe.matches["headline", "h2"] == Match()
    assert probe.matches["authors", "a.author"].count == 2
    assert probe.matches["strip", "div.never"].count == 0
    assert len(probe.matches) == 6


def test_the_share_of_the_body_is_measured() -> None:
    probe = probe_page(page(MARKUP), SITE)
    assert probe is not None
    assert probe.matches["body", "div.text"].share == 1.0
    assert probe.matches["strip", "div.box"].share == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize(
    ("rule", "aims"),
    [
        (
            HREFLANG,
            {
                "https://ranok.example/news/7": "itself",
                "https://ranok.example/en/news/7": "translation",
                "https://ranok.example/en/": "home page",
                "https://morgen.example/news/7": "elsewhere",
            },
        ),
        (
            SWITCHER,
            {
                "https://ranok.example/news/7": "itself",
                "https://ranok.example/en/news/7": "translation",
                "https://ranok.example/en/": "home page",
                "https://ranok.example/news/8": "same edition",
                "https://ranok.example/en/about": "no article",
            },
        ),
        (SAME_PATH, {}),
    ],
)
def test_links_are_told_apart_by_their_aim(rule: object, aims: dict[str, str]) -> None:
    probe = probe_page(page(MARKUP), SITE)
    assert probe is not None
    assert {link.url: link.aim for link in probe.links if link.rule == rule} == aims


def test_translations_come_with_the_rule_that_found_them() -> None:
    probe = probe_page(page(MARKUP), SITE)
    assert probe is not None
    assert [(rule, link.lang, link.url) for rule, link in probe.translations] == [
        (rule, "en", "https://ranok.example/en/news/7") for rule in (HREFLANG, SWITCHER, SAME_PATH)
    ]


def test_a_page_without_markup_has_no_probe() -> None:
    assert probe_page(page(""), SITE) is None


def test_a_page_without_a_body_still_has_its_links() -> None:
    probe = probe_page(page(re.sub(r"<article>.*</article>", "", MARKUP, flags=re.S)), SITE)
    assert probe is not None
    assert probe.matches["body", "div.text"] == Match()
    assert probe.links


def test_a_listing_names_every_address_of_the_site() -> None:
    named = probe_source(page(MARKUP), Listing("/news"), SITE)
    assert named == (
        "https://ranok.example/news/7",
        "https://ranok.example/en/news/7",
        "https://ranok.example/en/",
        "https://ranok.example/news/8",
        "https://ranok.example/en/about",
    )


def test_a_feed_names_its_entries() -> None:
    items = "".join(
        f"<item><title>n</title><link>https://{place}</link></item>"
        for place in ("ranok.example/news/1", "ranok.example/video/2", "morgen.example/news/3")
    )
    feed = page(f"<rss><channel>{items}</channel></rss>", kind="text/xml")
    named = probe_source(feed, Rss("/rss.xml"), SITE)
    assert named == ("https://ranok.example/news/1", "https://ranok.example/video/2")


def test_a_sitemap_names_its_entries() -> None:
    urls = "<url><loc>https://ranok.example/news/1</loc></url><url><loc>/news/2</loc></url>"
    sitemap = page(f"<urlset>{urls}</urlset>", kind="text/xml")
    named = probe_source(sitemap, Sitemap("/sitemap.xml"), SITE)
    assert named == ("https://ranok.example/news/1", "https://ranok.example/news/2")


@pytest.mark.parametrize("source", [Rss("/x"), Sitemap("/x"), Listing("/x")])
def test_an_empty_source_names_nothing(source: Rss | Sitemap | Listing) -> None:
    assert probe_source(page(""), source, SITE) == ()
