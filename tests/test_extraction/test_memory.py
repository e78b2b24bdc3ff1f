"""Lines that come out of several pages of a site."""

from __future__ import annotations

import pytest

from scraper.extraction.cleaning import clean_pieces
from scraper.extraction.memory import LineMemory, fingerprint, learn_lines
from scraper.extraction.pieces import pieces_of_lines, read_pieces
from scraper.extraction.scene import Known
from scraper.items import Article, Block, Removed

CALL = "Карта області з усіма громадами доступна у нашому розділі"
LONG = (
    "Нагадаємо, торік у громаді почали будувати новий водогін завдовжки дев’ять кілометрів, "
    "який має забезпечити водою чотири села та школу в Заріччі."
)


def article(number: int, *lines: str, removed: str | None = None) -> Article:
    own = f"Староста села {number}-Зоряне повідомив, що криниць там уже {number * 3}. " * 3
    return Article(
        id=f"visnyk:uk:{number}",
        site="visnyk",
        edition="uk",
        lang="uk",
        url=f"https://www.visnyk.example/{number}",
        headline=f"Новина {number}",
        blocks=tuple(Block(kind="paragraph", text=text) for text in (own.strip(), *lines)),
        removed=(Removed(position=1, text=removed, rule="memory", because=""),) if removed else (),
    )


def test_a_short_line_of_two_pages_is_doubted() -> None:
    memory = learn_lines([article(1, CALL), article(2, CALL.upper()), article(3), article(4)])
    assert memory.doubts(CALL + ".") == 2
    assert memory.doubts("Староста села") == 0


def test_background_and_headings_need_more_pages() -> None:
    pages = [article(number, LONG, "Що відомо") for number in (1, 2)]
    memory = learn_lines([*pages, article(3, "Що відомо"), article(4)])
    assert memory.doubts(LONG) == 0
    assert memory.doubts("Що відомо", is_heading=True) == 0
    more = learn_lines([*pages, article(3, LONG), article(4)])
    assert more.doubts(LONG) == 3


def test_few_pages_prove_nothing() -> None:
    assert learn_lines([article(number, CALL) for number in (1, 2, 3)]).doubts(CALL) == 0


def test_what_the_memory_removed_is_counted_on() -> None:
    memory = learn_lines([article(number, removed=CALL) for number in range(5)])
    assert memory.doubts(CALL) == 5


def test_two_addresses_of_one_article_are_no_evidence() -> None:
    text = [LONG, LONG.replace("водогін", "газогін"), LONG.replace("торік", "навесні")]
    one, two = article(1, *text), article(2, *text)
    same = Article(**{name: getattr(one, name) for name in one.__slots__} | {"id": "visnyk:uk:9"})
    memory = learn_lines([one, same, article(3), article(4)])
    assert all(memory.doubts(block.text) == 0 for block in one.blocks)
    assert two.blocks[0] != one.blocks[0]


def test_a_line_is_removed_with_its_count() -> None:
    memory = LineMemory(9, {fingerprint(CALL): 7})
    lines = pieces_of_lines([LONG, CALL, LONG.replace("торік", "навесні")])
    cleaned = clean_pieces(lines, Known(headline="Водогін", memory=memory))
    assert [(each.rule, each.because) for each in cleaned.removed] == [
        ("memory", "came out of 7 pages of the site")
    ]
    assert CALL not in [block.text for block in cleaned.blocks]


STOCK = (
    "Постраждалих немає.",
    "Про це повідомили в обласній прокуратурі.",
    "На місці працюють усі служби.",
    "«Усі живі», – додав він у коментарі.",
)


@pytest.mark.parametrize("sentence", STOCK)
@pytest.mark.parametrize("place", [1, 2])
def test_stock_sentences_of_a_newsroom_are_text(sentence: str, place: int) -> None:
    memory = learn_lines(article(number, *[sentence] * (number < 2)) for number in range(20))
    text = [LONG, LONG.replace("торік", "навесні")]
    text.insert(place, sentence)
    cleaned = clean_pieces(pieces_of_lines(text), Known(headline="Водогін", memory=memory))
    assert memory.doubts(sentence) == 2
    assert [block.text for block in cleaned.blocks] == text


@pytest.mark.parametrize(
    ("seen", "pages", "doubted"), [(2, 20, 0), (3, 20, 3), (29, 600, 0), (30, 600, 30)]
)
def test_a_sentence_is_doubted_by_its_share_of_the_pages(
    seen: int, pages: int, doubted: int
) -> None:
    for text in (STOCK[0], LONG):
        memory = LineMemory(pages, {fingerprint(text): seen})
        assert memory.doubts(text, is_sentence=True) == doubted


def test_a_sentence_with_a_link_is_doubted_sooner() -> None:
    linked = '<p>Більше новин громади – <a href="/all">у нашому розділі</a>.</p>'
    pieces = read_pieces(
        f"<div><p>{LONG}</p>{linked}<p>{LONG.replace('торік', 'навесні')}</p></div>"
    )
    memory = LineMemory(20, {fingerprint(pieces[1].text): 2})
    cleaned = clean_pieces(pieces, Known(headline="Водогін", memory=memory))
    assert [each.text for each in cleaned.removed if each.rule == "memory"] == [pieces[1].text]


def test_a_copy_of_another_page_keeps_its_text() -> None:
    memory = LineMemory(9, {fingerprint(LONG): 3, fingerprint(CALL): 3})
    cleaned = clean_pieces(pieces_of_lines([LONG, CALL]), Known(headline="Водогін", memory=memory))
    assert not [each for each in cleaned.removed if each.rule == "memory"]


def test_old_counts_fade() -> None:
    memory = LineMemory(9, {fingerprint(CALL): 2.0, fingerprint(LONG): 40.0})
    for _ in range(20):
        memory = memory.after(LineMemory(9, {}))
    assert memory.doubts(CALL) == 0
    assert memory.doubts(LONG) > 20


def test_bytes_and_back() -> None:
    memory = learn_lines([article(number, CALL) for number in range(5)])
    assert LineMemory.from_bytes(memory.to_bytes()) == memory
    with pytest.raises(ValueError, match="not a memory"):
        LineMemory.from_bytes(b"[]")
