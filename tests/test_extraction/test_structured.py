"""What the head of a page states, and how values of JSON-LD are read."""

from __future__ import annotations

import json

import pytest

from scraper.extraction.documents import parse_document
from scraper.extraction.structured import (
    Structured,
    authors_of,
    image_of,
    is_free,
    kind_of,
    plain_text,
    read_structured,
    text_lines,
    words_of,
)
from scraper.items import Author
from tests.test_extraction.newspage import make_page, markup


def structured(head: str) -> Structured:
    document = parse_document(make_page(markup(head=head)))
    assert document is not None
    return read_structured(document)


def script(*nodes: object) -> str:
    return "".join(
        f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes
    )


def test_the_fullest_article_is_the_pages_own() -> None:
    teaser = {"@type": "NewsArticle", "headline": "Інша"}
    own = {"@type": "NewsArticle", "headline": "Міст", "datePublished": "2026-11-17", "author": "x"}
    assert structured(script(teaser, own)).said("headline") == "Міст"
    assert structured(script([own, teaser])).said("headline") == "Міст"
    assert structured(script({"@graph": [{"@type": "WebPage"}, own]})).said("headline") == "Міст"


@pytest.mark.parametrize(
    "kind", ["schema:NewsArticle", "https://schema.org/NewsArticle", ["Thing", "NewsArticle"]]
)
def test_types_in_their_spellings(kind: object) -> None:
    assert structured(script({"@type": kind, "headline": "Міст"})).said("headline") == "Міст"


@pytest.mark.parametrize(
    "node", [{"@type": "WebPage", "name": "x"}, {"@type": 5}, {"headline": "x"}, {}]
)
def test_other_objects_are_no_article(node: object) -> None:
    assert structured(script(node)).article is None


def test_meta_by_property_name_and_itemprop() -> None:
    head = (
        '<meta property="og:title" content=" Міст "><meta name="Description" content="Про міст">'
        '<meta itemprop="datePublished" content="2026-11-17">'
        '<meta property="article:tag" content="a">'
        '<meta property="article:tag" content="b"><meta property="og:image" content="">'
        '<meta property="og:image" content="/i.jpg"><meta name="x">'
    )
    got = structured(head)
    assert got.first("og:title") == "Міст"
    assert got.first("nothing", "description") == "Про міст"
    assert got.first("datepublished") == "2026-11-17"
    assert got.meta["article:tag"] == ("a", "b")
    assert got.first("og:image") == "/i.jpg"
    assert got.first("x") is None


def test_links_and_language() -> None:
    head = (
        '<link rel="alternate nofollow" hreflang="ru" href="/ukr/"><link rel="CANONICAL" href="/x">'
        '<link rel="amphtml" href="/x/amp"><link rel="stylesheet" href="/s.css">'
        '<link rel="alternate">'
    )
    got = structured(head)
    assert got.links == (
        ("alternate", "ru", "/ukr/"),
        ("canonical", "", "/x"),
        ("amphtml", "", "/x/amp"),
    )
    assert got.html_lang == "uk"
    assert got.title is not None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (" Міст &quot;Новий&quot; ", 'Міст "Новий"'),
        ("Міст &amp;laquo;Новий&amp;raquo;", "Міст «Новий»"),
        ("<p>Міст</p>", "Міст"),
        (["", "Міст"], "Міст"),
        ({"@value": "Міст"}, "Міст"),
        ({"name": "Міст"}, "Міст"),
        ("2 < 3", "2 < 3"),
        (5, None),
        (None, None),
        ("  ", None),
        ([], None),
    ],
)
def test_plain_text(value: object, expected: str | None) -> None:
    assert plain_text(value) == expected


def test_text_lines() -> None:
    assert text_lines("<p>Один</p><p>Два<br>Три</p>") == ("Один", "Два", "Три")
    assert text_lines("Один\n\nДва") == ("Один", "Два")
    assert text_lines("&lt;p&gt;Один&lt;/p&gt;") == ("Один",)
    assert text_lines(None) == ()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Олена Ткач", ("Олена Ткач",)),
        ({"name": "Олена Ткач"}, ("Олена Ткач",)),
        (
            [{"name": "Олена Ткач"}, "Марко Лис", {"name": "Олена Ткач"}],
            ("Олена Ткач", "Марко Лис"),
        ),
        ({"name": "https://facebook.com/olena"}, ()),
        ({"@id": "#x"}, ()),
        (None, ()),
        (5, ()),
    ],
)
def test_authors(value: object, expected: tuple[str, ...]) -> None:
    assert tuple(author.name for author in authors_of({"author": value})) == expected


def test_an_authors_address() -> None:
    node = {"author": {"name": "Олена Ткач", "url": "https://a.example/olena"}}
    assert authors_of(node) == (Author(name="Олена Ткач", url="https://a.example/olena"),)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("/i.jpg", ("/i.jpg", None)),
        (["/i.jpg", "/j.jpg"], ("/i.jpg", None)),
        ({"url": "/i.jpg", "caption": "Міст"}, ("/i.jpg", "Міст")),
        ([{"contentUrl": "/i.jpg", "description": "Міст"}], ("/i.jpg", "Міст")),
        ({"url": ["/i.jpg"]}, (None, None)),
        ([], (None, None)),
        (None, (None, None)),
    ],
)
def test_image(value: object, expected: tuple[str | None, str | None]) -> None:
    assert image_of({"image": value}) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("міст, дороги ,міст", ("міст", "дороги")),
        (["міст", 5, "дороги"], ("міст", "дороги")),
        (None, ()),
    ],
)
def test_words(value: object, expected: tuple[str, ...]) -> None:
    assert words_of(value) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (script({"@type": "LiveBlogPosting"}), "live_blog"),
        (script({"@type": "NewsArticle"}, {"@type": "LiveBlogPosting", "@id": "x"}), "live_blog"),
        (script({"@type": "PodcastEpisode"}), "podcast"),
        (script({"@type": "NewsArticle"}, {"@type": "VideoObject"}), "article"),
        ('<meta property="og:type" content="video.other">', "video"),
        ('<meta property="og:type" content="article">', "article"),
        ("", "article"),
    ],
)
def test_kind(head: str, expected: str) -> None:
    assert kind_of(structured(head)) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (script({"@type": "Article", "isAccessibleForFree": False}), False),
        (script({"@type": "Article", "isAccessibleForFree": "http://schema.org/False"}), False),
        (script({"@type": "Article", "isAccessibleForFree": "True"}), True),
        (script({"@type": "Article", "isAccessibleForFree": "maybe"}), None),
        ('<meta property="article:content_tier" content="locked">', False),
        ('<meta property="article:content_tier" content="free">', True),
        ("", None),
    ],
)
def test_free_or_not(head: str, expected: bool | None) -> None:
    assert is_free(structured(head)) is expected
