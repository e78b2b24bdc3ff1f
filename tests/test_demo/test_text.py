"""The clutter between blocks, in each of the forms that real sites use."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scraper.demo.articles import DemoBlock, DemoVersion, ReadAlso, load_articles
from scraper.demo.layout import Layout, choose_layout
from scraper.demo.markup import join
from scraper.demo.text import read_also_box, render_block, render_teaser, render_text
from tests.test_demo.small import FOLDER

STORY = load_articles(FOLDER)[0]
LAYOUT = choose_layout(STORY)
LINKS = ("https://www.rbc.ua/rus/news/inshe-1794700000.html",)


def paragraphs(*texts: str) -> tuple[DemoBlock, ...]:
    return tuple(DemoBlock(kind="paragraph", text=text) for text in texts)


def version(*blocks: DemoBlock, **changes: object) -> DemoVersion:
    plain = replace(STORY.versions["uk"], blocks=blocks, read_also=(), subheading=None)
    return replace(plain, **changes)  # type: ignore[arg-type]


def rendered(shown: DemoVersion, **layout: object) -> str:
    return render_text(shown, "uk", replace(LAYOUT, **layout), LINKS)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("form", "written"),
    [
        (0, "<p><strong>Читайте також:</strong> <a"),
        (1, '<div class="read-also"><span>Читайте також</span><a'),
        (2, "Читайте також: Інша новина</a></p>"),
        (3, "<p>Більше за темою:</p><ul><li><a"),
        (4, '<blockquote class="read-more"><p>Читайте також: <a'),
    ],
)
def test_other_stories_are_named_in_five_forms(form: int, written: str) -> None:
    box = join(*read_also_box("Інша новина", "uk", form, LINKS))
    assert written in box
    assert f'href="{LINKS[0]}"' in box


def test_a_box_stands_after_its_block() -> None:
    boxes = (ReadAlso(after=1, text="Перша"), ReadAlso(after=9, text="Друга"))
    text = rendered(version(*paragraphs("раз", "два", "три"), read_also=boxes))
    places = [text.index(word) for word in ("раз", "Перша", "два", "три", "Друга")]
    assert places == sorted(places)


def test_a_box_within_a_list_waits_for_its_end() -> None:
    items = [DemoBlock(kind="list_item", text=word) for word in ("раз", "два")]
    text = rendered(version(*items, read_also=(ReadAlso(after=1, text="Перша"),)))
    assert "<ul><li>раз</li><li>два</li></ul>" in text
    assert text.index("Перша") > text.index("</ul>")


@pytest.mark.parametrize(
    ("form", "written"),
    [
        (0, "<strong><em>Оперативні новини"),
        (1, '<div class="read-in-socials">'),
        (2, "дізнавайтеся про головне першими: <a"),
    ],
)
def test_the_call_to_telegram_has_three_forms(form: int, written: str) -> None:
    assert written in rendered(version(*paragraphs("раз")), telegram=form)


def test_the_call_to_telegram_may_be_missing() -> None:
    assert "t.me" not in rendered(version(*paragraphs("раз")), telegram=3)


@pytest.mark.parametrize(
    ("form", "written"), [(1, "<p><em>Марта Гулик</em></p>"), (2, "<p>Автор: Марта Гулик</p>")]
)
def test_the_author_may_sign_again_at_the_end(form: int, written: str) -> None:
    assert written in rendered(version(*paragraphs("раз")), signature=form)
    assert "Марта Гулик" not in rendered(version(*paragraphs("раз")), signature=0)
    assert "Автор" not in rendered(version(*paragraphs("раз"), author=""), signature=form)


def block(text: str, place: int = 0, layout: Layout = LAYOUT) -> str:
    return render_block(DemoBlock(kind="paragraph", text=text), place, layout)


def test_marks_inside_a_paragraph_keep_its_words() -> None:
    text = "Перший вагон вийшов на лінію о п’ятій сорок ранку & поїхав"
    assert block(text, 1) == (
        '<p>Перший вагон вийшов <a href="https://www.rbc.ua/rus/tag/1">на лінію</a>'
        " о п’ятій сорок ранку &amp; поїхав</p>"
    )
    assert "<b>на лінію</b>" in block(text, 2)
    assert "<b>" not in block(text, 0)


def test_soft_hyphens_stand_in_long_words_of_some_stories() -> None:
    soft = replace(LAYOUT, has_soft_hyphens=True)
    assert block("електрифікація ліній", 0, soft) == "<p>електри\u00adфікація ліній</p>"


def test_a_hard_space_joins_a_number_and_its_unit_only() -> None:
    assert block("112 млн грн за 3 роки") == "<p>112\u00a0млн грн за 3 роки</p>"


def test_a_teaser_shows_two_blocks() -> None:
    text = render_teaser(version(*paragraphs("раз", "два", "три")), "uk", LAYOUT)
    assert "два" in text
    assert "три" not in text
    assert "передплат" in text
