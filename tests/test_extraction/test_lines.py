"""Articles as lines without markup, in the orders that text copies of the first site have them."""

from __future__ import annotations

import pytest

from scraper.extraction.cleaning import Cleaned, Known, clean_pieces
from scraper.extraction.pieces import pieces_of_lines

UK = [
    "ua en ru",
    "У Любомирі відкрили новий міст: скільки він коштував",
    "У Любомирі відкрили новий міст: скільки він коштував Фото: Новий міст (пресслужба міськради)",
    "Автор: Олена Ткачівська",
    "У Любомирі відкрили рух новим мостом через річку. Споруда замінила аварійний міст, який "
    "закрили три роки тому, повідомила міська рада у вівторок.",
    "Скільки коштувало будівництво",
    "Роботи тривали з квітня 2024 року й обійшлися в 1,27 млрд грн. З них 890 млн виділили з "
    "державного бюджету, решту додали область і місто.",
    "Читайте також: Тариф на воду в області перерахують",
    '"Три роки люди об\'їжджали річку через Заставне. Сьогодні дорога займає чотири хвилини", - '
    "сказала міська голова Ірина Соломаха на відкритті.",
    "Нагадаємо, старий міст збудували 1968 року, а в жовтні 2023-го закрили після експертизи.",
    "Підписуйтесь на наш Telegram-канал",
    "Олена Ткачівська",
]
RU = [
    "ua | en | ru",
    "В Любомире открыли новый мост: во сколько он обошелся",
    "Вт, 17 ноября 2026, 10:05",
    "Новый мост (Фото: пресс-служба горсовета)",
    "В Любомире открыли движение по новому мосту через реку. Сооружение заменило аварийный мост, "
    "который закрыли три года назад, сообщил городской совет во вторник.",
    "Во сколько обошлось строительство",
    "Работы продолжались с апреля 2024 года и обошлись в 1,27 млрд грн. Из них 890 млн выделили из "
    "государственного бюджета, остальное добавили область и город.",
    "Читайте также:",
    "Тариф на воду в области пересчитают",
    '"Три года люди объезжали реку через Заставное. Сегодня дорога занимает четыре минуты", - '
    "сказала городской голова Ирина Соломаха на открытии.",
    "Больше новостей в нашем Telegram",
    "Теги: мост, Любомир",
]
EN = [
    "New bridge opens in Lubomyr after three years of detours",
    "Mon, March 30, 2026 - 14:00",
    "3 min",
    "By Olena Tkachivska",
    "The new bridge across the river (photo: city council press office)",
    "Traffic has opened on a new road bridge across the river in Lubomyr. It replaces a bridge "
    "that was closed three years ago, the city council said on Tuesday.",
    "How much the bridge cost",
    "The works lasted from April 2024 and cost UAH 1.27 billion. Of this, 890 million came from "
    "the state budget, and the rest was added by the region and the city.",
    "Read also: Water tariff in the region to be recalculated",
    '"For three years people had to drive around. Today the way takes four minutes," the mayor, '
    "Iryna Solomakha, said at the opening.",
    "For breaking news, follow our Telegram channel",
    "© 2026. Reprinting is permitted only with a link to the source.",
]
KNOWN = {
    "uk": Known(headline=UK[1], authors=("Олена Ткачівська",), outlets=("Вісник",)),
    "ru": Known(headline=RU[1]),
    "en": Known(headline=EN[0], authors=("Olena Tkachivska",)),
}
LINES = {"uk": UK, "ru": RU, "en": EN}
TEXT = {"uk": [5, 6, 8, 9], "ru": [5, 6, 9], "en": [6, 7, 9]}


def clean(lang: str) -> Cleaned:
    return clean_pieces(pieces_of_lines(LINES[lang]), KNOWN[lang])


@pytest.mark.parametrize("lang", LINES)
def test_the_text_is_left(lang: str) -> None:
    cleaned = clean(lang)
    texts = [block.text for block in cleaned.blocks]
    assert texts == [LINES[lang][number].replace("'ї", "’ї") for number in TEXT[lang]]
    assert cleaned.blocks[0].kind == "heading"
    assert {block.kind for block in cleaned.blocks[1:]} == {"paragraph"}


@pytest.mark.parametrize(
    ("lang", "caption", "credit"),
    [
        ("uk", "Новий міст", "пресслужба міськради"),
        ("ru", "Новый мост", "пресс-служба горсовета"),
        ("en", "The new bridge across the river", "city council press office"),
    ],
)
def test_caption_and_credit(lang: str, caption: str, credit: str) -> None:
    cleaned = clean(lang)
    assert (cleaned.caption, cleaned.credit) == (caption, credit)


@pytest.mark.parametrize(("lang", "number"), [("uk", 4), ("ru", 4), ("en", 5)])
def test_lead(lang: str, number: int) -> None:
    assert clean(lang).lead == LINES[lang][number]


@pytest.mark.parametrize(
    ("lang", "offers"), [("uk", ("uk", "en", "ru")), ("ru", ("uk", "en", "ru")), ("en", ())]
)
def test_offers(lang: str, offers: tuple[str, ...]) -> None:
    assert clean(lang).offers == offers


@pytest.mark.parametrize(
    ("lang", "rules"),
    [
        ("uk", "switcher headline caption author lead related follow author"),
        ("ru", "switcher headline timestamp caption lead related related follow tags"),
        ("en", "headline timestamp counter author caption lead related follow copyright"),
    ],
)
def test_what_went_and_why(lang: str, rules: str) -> None:
    cleaned = clean(lang)
    assert " ".join(removed.rule for removed in cleaned.removed) == rules
    left = set(range(len(LINES[lang]))) - {removed.position for removed in cleaned.removed}
    assert sorted(left) == TEXT[lang]


def test_the_first_line_is_the_headline_where_nothing_is_known() -> None:
    cleaned = clean_pieces(pieces_of_lines(UK))
    assert cleaned.headline == UK[1]
    assert clean_pieces(pieces_of_lines([UK[4], UK[6]])).headline is None
    assert clean_pieces(()).headline is None


def test_short_lines_are_no_headings_before_short_lines() -> None:
    lines = [UK[4], "Перелік робіт", "Опори", "Новий настил", UK[6]]
    kinds = [block.kind for block in clean_pieces(pieces_of_lines(lines)).blocks]
    assert kinds == ["paragraph", "paragraph", "paragraph", "heading", "paragraph"]
