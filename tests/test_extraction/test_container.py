"""Where the article's text stands: the site's selectors, and pages without any."""

from __future__ import annotations

import pytest
from lxml import html

from scraper.extraction.container import Container, cut, find_container
from scraper.extraction.selectors import compile_selector, names_in, select_first, text_of
from tests.test_extraction.newspage import PARAGRAPHS, body_of

TEXT = body_of(*PARAGRAPHS)
NOISE = "".join(
    f"<li><a href='/n/{n}'>Інша новина номер {n} з доволі довгою назвою</a></li>" for n in range(30)
)


def tree(inner: str) -> html.HtmlElement:
    return html.document_fromstring(f"<html><body>{inner}</body></html>")


def found(inner: str, *selectors: str) -> Container:
    container = find_container(tree(inner), selectors)
    assert container is not None
    return container


def words(container: Container) -> str:
    return " ".join(text_of(element) for element in container.elements)


ALL = " ".join(PARAGRAPHS)


def test_the_first_selector_that_holds_text_wins() -> None:
    few = "<div class='a'></div><div class='b'><p>Мало</p></div>"
    page = f"{few}<div class='c'>{TEXT}</div><div class='d'>{TEXT}</div>"
    container = found(page, ".a", ".b", ".c", ".d")
    assert container.found_by == "site"
    assert container.elements[0].get("class") == "c"


def test_a_body_in_several_parts_of_one_article() -> None:
    parts = "".join(
        f"<section data-part='text'><p>{text}</p></section><aside>x</aside>" for text in PARAGRAPHS
    )
    assert words(found(f"<article>{parts}</article>", "[data-part=text]")) == ALL


def test_only_the_first_of_several_articles() -> None:
    articles = [f"<article><div class='t'>{text}</div></article>" for text in (TEXT, body_of(ALL))]
    assert len(found("".join(articles), ".t").elements) == 1


def test_an_element_inside_another_match_is_not_taken_twice() -> None:
    assert (
        words(found(f"<div class='t'><div class='t'>{TEXT}</div></div>", ".t")).split()
        == ALL.split()
    )


def test_a_short_text_is_taken_when_there_is_nothing_else() -> None:
    assert words(found("<div class='t'><p>Коротка новина.</p></div>", ".t")) == "Коротка новина."
    assert find_container(tree("<div class='t'></div>"), (".t",)) is None


@pytest.mark.parametrize(
    "page",
    [
        f"<ul>{NOISE}</ul><div><div itemprop='articleBody'>{TEXT}</div></div>",
        f"<div itemprop='articleBody'>{ALL}</div>",
        f"<article><h1>Х</h1>{TEXT}</article><aside>{NOISE}</aside>",
        f"<main><div class='side'><ul>{NOISE}</ul></div><div class='x'>{TEXT}</div></main>",
        f"<div><ul>{NOISE}</ul></div><div class='x'>{TEXT}</div>",
        f"<div class='page-sidebar-left'>{TEXT}</div><ul>{NOISE}</ul>",
        f"<div>{'<br><br>'.join(PARAGRAPHS)}</div><ul>{NOISE}</ul>",
        "<div>"
        + "".join(f"<div><p>{text}</p></div>" for text in PARAGRAPHS)
        + f"</div><ul>{NOISE}</ul>",
        f"<div id='comments'>{body_of(PARAGRAPHS[0])}</div><div class='x'>{TEXT}</div>",
    ],
)
def test_pages_without_selectors(page: str) -> None:
    container = found(page)
    assert container.found_by == "generic"
    assert all(text in words(container) for text in PARAGRAPHS)
    assert "Інша новина" not in words(container)


def test_a_page_without_text_has_no_container() -> None:
    assert find_container(tree(f"<ul>{NOISE}</ul>"), ()) is None


def test_the_cut_marks_what_the_site_strips_and_loses_controls() -> None:
    container = found(
        f"<div class='t'>{TEXT}<div class='ad'>x</div><form>y</form><!-- z --></div>", ".t"
    )
    markup = str(cut(container, (".ad", ".nothing")))
    assert 'data-tlumach-strip=".ad"' in markup
    assert "<form" not in markup
    assert "<!--" not in markup
    assert all(text in markup for text in PARAGRAPHS)


def test_a_wrong_selector_names_itself() -> None:
    with pytest.raises(ValueError, match=r"div\[\["):
        compile_selector("div[[")


def test_select_first_takes_the_first_selector_that_matches() -> None:
    element = select_first(tree("<p class='b'>б</p><p class='a'>а</p>"), (".no", ".a", ".b"))
    assert element is not None
    assert element.get("class") == "a"
    assert select_first(tree("<p>x</p>"), ()) is None


def test_names_in_are_the_classes_and_ids_of_the_whole_tree() -> None:
    names = names_in(tree("<div class='Text Wide'><p id='Top'>x</p></div>"))
    assert names.split("\n") == ["text wide", "top"]
