"""A text that was read off a page is found on it again."""

from __future__ import annotations

from lxml import html

from scraper.extraction.placing import key_of, place_text

FIRST = "Човновий прокат на озері Світле працюватиме до першого морозу, пообіцяв його власник."
SECOND = "За літо човнами покаталися одинадцять тисяч людей, і лише двоє з них упали у воду."
THIRD = "Наступного сезону прокат придбає ще чотири човни, два з них для батьків з немовлятами."
OTHER = "Тим часом на сусідньому озері рибалки зловили сома завдовжки два метри й тридцять."
TEXT = " ".join((FIRST, SECOND, THIRD))


def place(body: str, text: str = TEXT) -> list[tuple[str, bool]] | None:
    """Each piece with whether it is part of the text."""
    pieces = place_text(html.document_fromstring(f"<html><body>{body}</body></html>"), text)
    return None if pieces is None else [(each.text, not each.is_outside) for each in pieces]


def test_only_letters_and_figures_count() -> None:
    assert key_of("Озеро «Світле»,  4 км!") == key_of("озеро Світле 4\nкм")


def test_the_smallest_element_that_holds_the_text() -> None:
    inner = f"<div class='text'><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>"
    assert place(f"<main>{inner}<p>{OTHER}</p></main>") == [
        (text, True) for text in (FIRST, SECOND, THIRD)
    ]


def test_what_stands_among_it_is_marked() -> None:
    insert = f"<aside><a href='/2'>{OTHER}</a></aside>"
    found = place(f"<div><p>{FIRST}</p>{insert}<p>{SECOND}</p><p>{THIRD}</p></div>")
    assert found == [(FIRST, True), (OTHER, False), (SECOND, True), (THIRD, True)]


def test_a_paragraph_left_out_between_its_like_is_part_of_it() -> None:
    body = "".join(f"<p>{text}</p>" for text in (FIRST, SECOND, THIRD))
    assert place(f"<div>{body}</div>", f"{FIRST} {THIRD}") == [
        (text, True) for text in (FIRST, SECOND, THIRD)
    ]


def test_a_body_in_two_parts_around_an_insert() -> None:
    long = f"{SECOND} {THIRD}"
    parts = (
        f"<section class='part'><p>{FIRST}</p><p>{OTHER}</p></section><div>Реклама</div>"
        f"<section class='part'><p>{long}</p></section>"
    )
    found = place(f"<article>{parts}</article>", f"{FIRST} {OTHER}")
    assert found is not None
    assert (FIRST, True) in found
    assert (long, True) in found


def test_a_text_that_is_not_on_the_page() -> None:
    assert place(f"<div><p>{OTHER}</p></div>") is None
