"""The first site's article as lines without markup; expectations are numbers of its lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from scraper.extraction.cleaning import Cleaned, clean_pieces
from scraper.extraction.pieces import pieces_of_lines
from scraper.text.normalisation import normalise


@pytest.fixture(scope="module")
def lines(evaluation: Path) -> list[str]:
    files = sorted((evaluation / "seed").glob("*.txt"))
    if not files:
        pytest.skip("the evaluation data has no seed article")
    return [line for line in files[0].read_text(encoding="utf-8").splitlines() if line.strip()]


@pytest.fixture(scope="module")
def cleaned(lines: list[str]) -> Cleaned:
    return clean_pieces(pieces_of_lines(lines))


def test_languages_offered(cleaned: Cleaned) -> None:
    assert cleaned.offers == ("uk", "en", "ru")


def test_headline_is_the_second_line(cleaned: Cleaned, lines: list[str]) -> None:
    assert cleaned.headline == normalise(lines[1])


def test_caption_and_credit_come_from_the_third_line(cleaned: Cleaned, lines: list[str]) -> None:
    assert cleaned.caption is not None
    assert len(cleaned.caption) == 58
    assert cleaned.caption in normalise(lines[2])
    assert cleaned.credit == "Getty Images"


def test_lead_is_the_fourth_line(cleaned: Cleaned, lines: list[str]) -> None:
    assert cleaned.lead == normalise(lines[3])


def test_one_heading_and_seven_paragraphs(cleaned: Cleaned, lines: list[str]) -> None:
    assert [block.kind for block in cleaned.blocks] == ["heading"] + 7 * ["paragraph"]
    assert [block.text for block in cleaned.blocks] == [normalise(line) for line in lines[4:]]


def test_every_line_is_accounted_for(cleaned: Cleaned, lines: list[str]) -> None:
    assert len(lines) == 12
    assert [removed.position for removed in cleaned.removed] == [0, 1, 2, 3]
    assert [removed.rule for removed in cleaned.removed] == [
        "switcher",
        "headline",
        "caption",
        "lead",
    ]
