"""One spelling for one address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extraction.addresses import join_address, normalise_url, same_address

PLAIN = "https://www.visnyk.example/rus/news/mist-1763280000.html"


@pytest.mark.parametrize(
    "spelling",
    [
        "http://www.visnyk.example/rus/news/mist-1763280000.html",
        "HTTPS://WWW.Visnyk.Example/rus/news/mist-1763280000.html",
        "https://www.visnyk.example:443/rus/news/mist-1763280000.html",
        "http://www.visnyk.example:80/rus/news/mist-1763280000.html",
        "https://www.visnyk.example/rus/news/mist-1763280000.html#comments",
        "https://www.visnyk.example/rus/news/mist-1763280000.html?utm_source=tg&utm_medium=social",
        "https://www.visnyk.example/rus/news/mist-1763280000.html?fbclid=IwAR0&amp=1",
        "https://www.visnyk.example//rus//news/mist-1763280000.html",
        "https://www.visnyk.example/rus/news/mist-1763280000.html/",
        "https://www.visnyk.example/rus/news/mist-1763280000.html/amp",
        "https://www.visnyk.example/rus/news/mist-1763280000.html/amp/",
        "https://www.visnyk.example/amp/rus/news/mist-1763280000.html",
        "https://www.visnyk.example/rus/news/mist-1763280000.html?outputType=amp",
        "  https://www.visnyk.example/rus/news/mist-1763280000.html\n",
        "https://user:word@www.visnyk.example/rus/news/mist-1763280000.html",
    ],
)
def test_spellings_of_one_article(spelling: str) -> None:
    assert normalise_url(spelling) == PLAIN


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example", "https://a.example/"),
        ("https://a.example/index.html", "https://a.example/"),
        ("https://a.example/news/1/index.amp", "https://a.example/news/1/"),
        ("https://a.example/news/index.php?id=5", "https://a.example/news/?id=5"),
        ("https://a.example/n?b=2&a=1&utm_term=x", "https://a.example/n?a=1&b=2"),
        ("https://a.example/новини/міст", normalise_url("https://a.example/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8/%D0%BC%D1%96%D1%81%D1%82")),
        ("https://a.example/n?q=a%20b", "https://a.example/n?q=a+b"),
        ("https://a.example/n?outputtype=pdf", "https://a.example/n?outputtype=pdf"),
        ("https://a.example:8080/n", "https://a.example:8080/n"),
        ("https://a.example/campaign/amplifier", "https://a.example/campaign/amplifier"),
    ],
)  # fmt: skip
def test_other_forms(url: str, expected: str) -> None:
    assert normalise_url(url) == expected


def test_a_final_slash_is_kept_but_does_not_count() -> None:
    assert normalise_url("https://a.example/news/1/") == "https://a.example/news/1/"
    assert same_address("https://a.example/news/1/", "http://www.a.example/news/1?utm_id=3")
    assert not same_address("https://a.example/news/1", "https://a.example/news/2")
    assert not same_address("https://a.example/news/1", "not an address")


@pytest.mark.parametrize(
    "wrong",
    ["", "news/1.html", "mailto:a@b.example", "javascript:void(0)", "ftp://a.example/", "http://", "https://[::1"],
)  # fmt: skip
def test_what_is_no_web_address_names_itself(wrong: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        normalise_url(wrong)
    assert join_address("about:blank", wrong) is None


def test_links_are_joined_to_the_page() -> None:
    assert (
        join_address(PLAIN, "/ukr/x.html?utm_source=a") == "https://www.visnyk.example/ukr/x.html"
    )
    assert join_address(PLAIN, "//en.visnyk.example/x") == "https://en.visnyk.example/x"
    assert join_address(PLAIN, "next.html") == "https://www.visnyk.example/rus/news/next.html"
    assert join_address(PLAIN, "https://[broken") is None


paths = st.from_regex(r"/[a-z0-9/._-]{0,30}", fullmatch=True)
queries = st.from_regex(
    r"(\?[a-z_]{1,8}=[a-z0-9%]{0,8}(&[a-z_]{1,8}=[a-z0-9]{0,4}){0,3})?", fullmatch=True
)


@given(paths, queries)
def test_normalising_twice_changes_nothing(path: str, query: str) -> None:
    once = normalise_url(f"http://a.example{path}{query}")
    assert normalise_url(once) == once
    assert same_address(once, f"https://www.a.example{path}{query}#x")


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_is_not(text: str) -> None:
    joined = join_address("https://a.example/b/", text)
    assert joined is None or joined.startswith("https://")
