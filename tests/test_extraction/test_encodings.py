"""Forty pages to the byte, as servers really send them: whatever is declared, the text is read, or
the page is rejected with a reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import ftfy.bad_codecs  # noqa: F401  # the sloppy encodings, in which every byte is a character
import pytest

from scraper.extraction import Reason, decoding, read_page
from scraper.items import Page
from tests.test_extraction.newspage import NOW, SITE, UK

HEADLINE = "Їжаки повернулися до «Ґудзикового» саду — і п’ять із них уже сплять"
FIRST = (
    "У Любомирі екологи нарахували в міському саду сорок їжаків, удвічі більше, ніж торік. "
    "Тварин підгодовують діти з трьох шкіл, розповіла зоологиня Євгенія Ґонта."
)
SECOND = (
    "Щоб їжаки пережили зиму, працівники саду лишили під деревами листя та зробили "
    "дванадцять дерев’яних будиночків. Заходити до цієї частини саду до березня не можна."
)
RU_HEADLINE = "Ёжики вернулись в «Пуговичный» сад — и пять из них уже спят"
RU_FIRST = (
    "В Любомире экологи насчитали в городском саду сорок ёжиков, вдвое больше, чем год назад. "
    "Животных подкармливают дети из трёх школ, рассказала зоолог Евгения Гонта."
)
RU_SECOND = (
    "Чтобы ёжики пережили зиму, работники сада оставили под деревьями листья и сделали "
    "двенадцать деревянных домиков. Заходить в эту часть сада до марта нельзя."
)


def page(charset: str | None = None, *, russian: bool = False, extra: str = "") -> str:
    """A page that declares a character set, or none."""
    meta = f'<meta charset="{charset}">' if charset else ""
    parts = (RU_HEADLINE, RU_FIRST, RU_SECOND) if russian else (HEADLINE, FIRST, SECOND)
    headline, first, second = parts
    return (
        f"<!DOCTYPE html><html><head>{meta}<title>{headline}</title></head><body><article>"
        f'<h1>{headline}</h1><div class="txt"><p>{first}</p><p>{second}</p>{extra}</div>'
        "</article></body></html>"
    )


def plain(text: str) -> str:
    """The text without what older tables lack."""
    for sign, plain_sign in (("«", '"'), ("»", '"'), ("—", "-"), ("’", "'")):
        text = text.replace(sign, plain_sign)
    return text


def spoiled(wrong: str, *, russian: bool = False, right: str = "utf-8") -> bytes:
    """A UTF-8 page whose letters were read in a wrong encoding when it was written."""
    return page("utf-8", russian=russian).encode(right).decode(wrong).encode()


@dataclass(frozen=True)
class Case:
    """Bytes with the header that came with them; `russian` names the story."""

    name: str
    body: bytes
    header: str = "text/html"
    russian: bool = False
    plainly: bool = False


PLAIN = plain(page())
RU = page(russian=True)
MIXED = page("utf-8").encode()
INSERT = "<p>Сад відкрито щодня з восьмої ранку, вхід вільний.</p>"
WINDOWS = "text/html; charset=windows-1251"
LATIN = "text/html; charset=iso-8859-1"
READ = (
    Case("utf-8, header", page().encode(), "text/html; charset=utf-8"),
    Case("utf-8, meta", page("utf-8").encode()),
    Case("utf-8, undeclared", page().encode()),
    Case("utf-8, with a mark", page().encode("utf-8-sig")),
    Case("utf-8, a mark and a wrong header", page().encode("utf-8-sig"), WINDOWS),
    Case("utf-8, header says windows-1251", page().encode(), "text/html; charset=windows-1251"),
    Case("utf-8, meta says windows-1251", page("windows-1251").encode()),
    Case("utf-8, header says latin-1", page().encode(), "text/html; charset=iso-8859-1"),
    Case("utf-8, an unknown name", page().encode(), "text/html; charset=utf8mb4-broken"),
    Case("utf-8, one broken byte", page().encode().replace(b"</p>", b"\xd0</p>", 1)),
    Case("windows-1251, header", page().encode("cp1251"), "text/html; charset=windows-1251"),
    Case("windows-1251, meta", page("windows-1251").encode("cp1251")),
    Case("windows-1251, old meta", page().replace("<title>", '<meta http-equiv="Content-Type" '
         'content="text/html; charset=windows-1251"><title>').encode("cp1251")),
    Case("windows-1251, undeclared", page().encode("cp1251")),
    Case("windows-1251, header says utf-8", page().encode("cp1251"), "text/html; charset=utf-8"),
    Case("windows-1251, meta says utf-8", page("utf-8").encode("cp1251")),
    Case("windows-1251, header says latin-1", page().encode("cp1251"), LATIN),
    Case("windows-1251, meta says koi8-r", page("koi8-r").encode("cp1251")),
    Case("windows-1251, in Russian", RU.encode("cp1251"), russian=True),
    Case("windows-1251, in Russian, says latin-1", RU.encode("cp1251"),
         "text/html; charset=windows-1252", russian=True),
    Case("koi8-u, header", PLAIN.encode("koi8-u"), "text/html; charset=koi8-u", plainly=True),
    Case("koi8-u, meta", plain(page("koi8-u")).encode("koi8-u"), plainly=True),
    Case("koi8-u, undeclared", PLAIN.encode("koi8-u"), plainly=True),
    Case("koi8-u, says koi8-r", plain(page("koi8-r")).encode("koi8-u"), plainly=True),
    Case("koi8-u, says windows-1251", plain(page("windows-1251")).encode("koi8-u"), plainly=True),
    Case("koi8-r, in Russian", plain(RU).encode("koi8-r"), russian=True, plainly=True),
    Case("cp866, undeclared", plain(RU).encode("cp866"), russian=True, plainly=True),
    Case("utf-16 with a mark", page().encode("utf-16")),
    Case("utf-16 without a mark", page().encode("utf-16-le")),
    Case("utf-16, the other end first", page().encode("utf-16-be")),
    Case("utf-16, says utf-8", page("utf-8").encode("utf-16"), "text/html; charset=utf-8"),
    Case("mixed: an insert in windows-1251",
         MIXED.replace(b"</div>", INSERT.encode("cp1251") + b"</div>")),
    Case("mixed: a footer in windows-1251", MIXED.replace(b"</article>", "</article><footer>Усі "
         "права застережено, передрук дозволено</footer>".encode("cp1251"))),
    Case("spoiled: utf-8 as windows-1252", spoiled("sloppy-windows-1252")),
    Case("spoiled: utf-8 as latin-1", spoiled("latin-1")),
    Case("spoiled: utf-8 as windows-1251", spoiled("sloppy-windows-1251", russian=True),
         russian=True),
    Case("spoiled: windows-1251 as windows-1252",
         spoiled("sloppy-windows-1252", russian=True, right="cp1251"), russian=True),
)  # fmt: skip
LOST = {
    "question marks": page().encode("ascii", "replace"),
    "replacement characters": page().encode("cp1251").decode("utf-8", "replace").encode(),
    "bytes lost on the way": page()
    .encode()
    .decode("cp1252", "replace")
    .encode("cp1252", "replace")
    .decode("cp1252")
    .encode(),
}


def fetched(body: bytes, header: str) -> Page:
    headers = (("content-type", header),)
    return Page(
        site="visnyk", url=UK, final_url=UK, status=200, headers=headers, body=body, fetched_at=NOW
    )


@pytest.mark.parametrize("case", READ, ids=lambda case: case.name)
def test_the_text_is_read(case: Case) -> None:
    article = read_page(fetched(case.body, case.header), SITE).article
    assert article is not None
    parts = (RU_HEADLINE, RU_FIRST, RU_SECOND) if case.russian else (HEADLINE, FIRST, SECOND)
    texts = [article.headline, *(article.lead or "").splitlines(), *article.text.splitlines()]
    for part in parts:
        expected = plain(part) if case.plainly else part
        assert any(_same(text, expected) for text in texts), texts


def _same(text: str, expected: str) -> bool:
    """Equal but for a character that was broken, and for apostrophes, which have one form."""
    cleaned = re.sub("[\ufffd]", "", text)
    return cleaned.replace("’", "'") == expected.replace("’", "'")


def test_an_insert_in_another_encoding_is_read_too() -> None:
    case = next(each for each in READ if each.name.startswith("mixed: an insert"))
    article = read_page(fetched(case.body, case.header), SITE).article
    assert article is not None
    assert "Сад відкрито щодня з восьмої ранку, вхід вільний." in article.text


@pytest.mark.parametrize("name", LOST)
def test_what_nothing_brings_back_is_rejected(name: str) -> None:
    rejected = read_page(fetched(LOST[name], "text/html; charset=utf-8"), SITE).rejected
    assert rejected is not None
    assert rejected.reason == Reason.UNREADABLE


def test_there_are_forty() -> None:
    assert len({case.name for case in READ}) + len(LOST) >= 40


@pytest.mark.parametrize(
    "text",
    [
        "Café à la carte: déjà vu, naïve, Zürich, Kraków, Łódź, İstanbul",
        "«РФ» та США: СРСР, РПЦ, СНІД, РРФСР",
        "Що далі??? Ніхто не знає",
        "У таблиці абетки стоять поруч РЄ СІ РІ СЇ, далі йдуть СЄ РЇ",
    ],
)
def test_sound_text_is_left_alone(text: str) -> None:
    body = page(extra=f"<p>{text}</p>").encode()
    article = read_page(fetched(body, "text/html; charset=utf-8"), SITE).article
    assert article is not None
    assert text in article.text


@pytest.mark.parametrize("hint", decoding._HINTS)
def test_every_hint_of_spoiled_text_has_a_letter_that_is_looked_for_first(hint: str) -> None:
    assert set(hint) & set(decoding._HINT_LETTERS)


def test_questions_asked_loudly_are_no_lost_words() -> None:
    assert decoding.spoiled_share("Що??? Де??? Коли????") == 0.0


def test_words_of_question_marks_are_lost() -> None:
    assert decoding.spoiled_share("???? ?? ??????? «???????»") > 0.8


def test_real_letters_side_by_side_are_not_spoiled() -> None:
    assert decoding.spoiled_share("РЄСІРІСЇ") == 0.0
    assert decoding.spoiled_share("РЄСІРІСЇСЃ") == 1.0
