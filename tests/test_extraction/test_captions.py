"""Caption and credit, glued together in the ways that sites print them."""

from __future__ import annotations

import pytest

from scraper.extraction.captions import after_words, has_credit_mark, split_caption

WHAT = "Новий міст через річку Стрижна"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Фото: {WHAT} (Getty Images)", (WHAT, "Getty Images")),
        (f"{WHAT} (Фото: пресслужба міськради)", (WHAT, "пресслужба міськради")),
        ("New bridge (photo: city press office)", ("New bridge", "city press office")),
        ("A new bridge [Photo: Olena Tkach]", ("A new bridge", "Olena Tkach")),
        (f"{WHAT}. Фото: Олена Ткач", (WHAT, "Олена Ткач")),
        (f"{WHAT} / Фото: Олена Ткач", (WHAT, "Олена Ткач")),
        (f"{WHAT} / Фото з архіву", (WHAT, "з архіву")),
        (f"{WHAT} | Фото: ДСНС", (WHAT, "ДСНС")),
        ("Новый мост. Фото: пресс-служба горсовета", ("Новый мост", "пресс-служба горсовета")),
        ("(Фото: пресслужба міськради)", (None, "пресслужба міськради")),
        ("Фото: Getty Images", (None, "Getty Images")),
        ("Фото: Олена Ткачівська", (None, "Олена Ткачівська")),
        ("Фото: t.me/lubomyr_rada", (None, "t.me/lubomyr_rada")),
        ("Джерело: facebook.com/rada", (None, "facebook.com/rada")),
        ("Getty Images", (None, "Getty Images")),
        ("© Олена Ткач", (None, "Олена Ткач")),
        (f"{WHAT} © Reuters", (WHAT, "Reuters")),
        ("Photo by Olena Tkach", (None, "Olena Tkach")),
        ("Колаж: Марко Лис", (None, "Марко Лис")),
        ("Ілюстративне фото: Getty", (None, "Getty")),
        (f"{WHAT} (Reuters)", (WHAT, "Reuters")),
        ("Фото: наслідки буревію в області", ("наслідки буревію в області", None)),
        ("Село Вишневе (Волинь)", ("Село Вишневе (Волинь)", None)),
        (WHAT, (WHAT, None)),
        ("", (None, None)),
        (f"{WHAT} - Copyright Anna Tkach/AP", (WHAT, "Anna Tkach/AP")),
        (f"{WHAT} (Фото:Анна Ткач)", (WHAT, "Анна Ткач")),
        ("hospital press office", (None, "hospital press office")),
        ("Nurses at the hospital press office", ("Nurses at the hospital press office", None)),
    ],
)  # fmt: skip
def test_split(text: str, expected: tuple[str | None, str | None]) -> None:
    assert split_caption(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Мер показав фото: на ньому видно тріщини в опорі, яку збудували ще минулого століття.",
        "Село Вишневе (Волинь) відновлюють після буревію.",
        "За словами експерта, знімок зроблено влітку.",
        WHAT,
    ],
)
def test_text_has_no_credit_mark(text: str) -> None:
    assert not has_credit_mark(text)


def test_what_follows_the_headline() -> None:
    headline = "Міст відкрили: що відомо?"
    assert (
        after_words("МІСТ відкрили - що відомо Фото: Міст (ДСНС)", headline) == "Фото: Міст (ДСНС)"
    )
    assert after_words("Міст відкрили: що відомо? (Фото: ДСНС)", headline) == "(Фото: ДСНС)"
    assert after_words("Міст відкрили: що відомо", headline) == ""
    assert after_words("Міст відкрили", headline) is None
    assert after_words("Інший міст відкрили: що відомо", headline) is None
    assert after_words("Будь-що", "") is None
