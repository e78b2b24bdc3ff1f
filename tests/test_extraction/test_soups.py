"""A soup made of parsed elements is the one that their markup would give."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag
from lxml import html

from scraper.extraction.soups import make_soup

MARKUP = """<div class="text wide" id="t">Початок <p>Міст <b>відкрили</b> <a href="/a">вчора</a>.
</p>хвіст<!-- примітка --> і ще<table><tr><td>1</td><td>2<br>3</td></tr></table>
<img src="m.jpg"></div>"""


def soup_of(markup: str) -> Tag:
    return make_soup([html.fragment_fromstring(markup)])


def parsed(markup: str) -> Tag:
    body = BeautifulSoup(markup, "lxml", multi_valued_attributes=None).body
    assert body is not None
    return body


def test_it_has_the_same_tags_in_the_same_order() -> None:
    names = [tag.name for tag in soup_of(MARKUP).find_all(True)]
    assert names == [tag.name for tag in parsed(MARKUP).find_all(True)]


def test_it_has_the_same_text() -> None:
    plain = MARKUP.replace("<!-- примітка -->", "")
    assert soup_of(plain).get_text() == parsed(plain).get_text()


def test_attributes_are_plain_strings() -> None:
    (div,) = soup_of(MARKUP).find_all("div")
    assert div.attrs == {"class": "text wide", "id": "t"}


def test_text_behind_a_comment_stays_and_the_comment_goes() -> None:
    text = soup_of("<p>один<!-- два -->три</p>").get_text("|")
    assert text == "один|три"


def test_elements_can_be_looked_for_inside_one_of_them() -> None:
    table = soup_of(MARKUP).find("table")
    assert isinstance(table, Tag)
    assert [cell.get_text(" ") for cell in table.find_all("td")] == ["1", "2 3"]
    assert table.find("img") is None


def test_several_elements_stand_one_after_the_other() -> None:
    first, second = html.fragments_fromstring("<p>а</p><p>б</p>")
    assert str(make_soup([first, second])) == "<body><p>а</p><p>б</p></body>"


def test_text_behind_the_element_is_not_part_of_it() -> None:
    whole = html.fragment_fromstring("<div><p>а</p> після</div>")
    assert make_soup([whole[0]]).get_text() == "а"


def test_depth_does_not_matter() -> None:
    deep = html.fragment_fromstring("<div>" * 200 + "дно" + "</div>" * 200)
    assert len(make_soup([deep]).find_all("div")) == 200
