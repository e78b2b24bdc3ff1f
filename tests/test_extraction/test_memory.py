"""Lines that come out of several pages of a site."""

from __future__ import annotations

import pytest

from scraper.extraction.cleaning import clean_pieces
from scraper.extraction.memory import LineMemory, fingerprint, learn_lines
from scraper.extraction.pieces import pieces_of_lines
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
