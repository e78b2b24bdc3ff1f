"""What the replica's pages say around the news, by language: labels, calls, names of days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from scraper.demo.articles import KYIV


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The page's own words in one language."""

    outlet: str
    badge: str
    photo: str
    author: str
    read_also: tuple[str, str, str]
    telegram: str
    telegram_channel: str
    subscribe_channel: str
    google: str
    share: str
    advertising: str
    copyright: str
    cookies: str
    navigation: tuple[str, ...]
    more_news: str
    minutes: str
    subscribe: str
    teaser: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]


def _split(names: str) -> tuple[str, ...]:
    return tuple(names.split())


WORDS = {
    "uk": Words(
        outlet="РБК-Україна",
        badge="ua",
        photo="Фото",
        author="Автор",
        read_also=("Читайте також", "Читайте також:", "Більше за темою:"),
        telegram="Оперативні новини читайте в нашому",
        telegram_channel="Telegram-каналі",
        subscribe_channel="Підписуйтесь на наш канал і дізнавайтеся про головне першими:",
        google="Читати нас у Google News",
        share="Поділитися",
        advertising="Реклама",
        copyright="© 2026 РБК-Україна. Передрук дозволено лише з посиланням на першоджерело.",
        cookies="Сайт використовує файли cookie. Продовжуючи перегляд, ви погоджуєтеся з цим.",
        navigation=("Політика", "Економіка", "Суспільство", "Світ", "Styler"),
        more_news="Новини",
        minutes="хв",
        subscribe="Щоб читати далі, оформіть передплату.",
        teaser="Повний текст доступний передплатникам",
        weekdays=("Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Нд"),
        months=_split(
            "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"
        ),
    ),
    "ru": Words(
        outlet="РБК-Украина",
        badge="ru",
        photo="Фото",
        author="Автор",
        read_also=("Читайте также", "Читайте также:", "Больше по теме:"),
        telegram="Оперативные новости читайте в нашем",
        telegram_channel="Telegram-канале",
        subscribe_channel="Подписывайтесь на наш канал и узнавайте о главном первыми:",
        google="Читать нас в Google News",
        share="Поделиться",
        advertising="Реклама",
        copyright="© 2026 РБК-Украина. Перепечатка разрешена только со ссылкой на первоисточник.",
        cookies="Сайт использует файлы cookie. Продолжая просмотр, вы соглашаетесь с этим.",
        navigation=("Политика", "Экономика", "Общество", "Мир", "Styler"),
        more_news="Новости",
        minutes="мин",
        subscribe="Чтобы читать дальше, оформите подписку.",
        teaser="Полный текст доступен подписчикам",
        weekdays=("Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс"),
        months=_split(
            "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
        ),
    ),
    "en": Words(
        outlet="RBC-Ukraine",
        badge="en",
        photo="Photo",
        author="Author",
        read_also=("Read also", "Read also:", "More on this topic:"),
        telegram="For breaking news, follow our",
        telegram_channel="Telegram channel",
        subscribe_channel="Subscribe to our channel and be the first to know:",
        google="Follow us on Google News",
        share="Share",
        advertising="Advertisement",
        copyright="© 2026 RBC-Ukraine. Reprinting is permitted only with a link to the source.",
        cookies="This website uses cookies. By continuing to browse you agree to this.",
        navigation=("War in Ukraine", "Life", "World", "Politics", "Business"),
        more_news="NEWS",
        minutes="min",
        subscribe="To keep reading, please subscribe.",
        teaser="The full text is available to subscribers",
        weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        months=_split(
            "January February March April May June July August September October November December"
        ),
    ),
}


def local_iso(time: datetime) -> str:
    """The time in Kyiv as machines read it, to the second."""
    return time.astimezone(KYIV).isoformat(timespec="seconds")


def long_date(time: datetime, lang: str) -> str:
    """The date as an article's page shows it, Kyiv time."""
    local = time.astimezone(KYIV)
    words = WORDS[lang]
    day, month = words.weekdays[local.weekday()], words.months[local.month - 1]
    if lang == "en":
        return f"{day}, {month} {local.day}, {local.year} - {local:%H:%M}"
    return f"{day}, {local.day} {month} {local.year}, {local:%H:%M}"


def short_date(time: datetime, lang: str) -> str:
    """The date as it hangs at the end of some titles in lists, Kyiv time."""
    local = time.astimezone(KYIV)
    return f"{WORDS[lang].weekdays[local.weekday()]} {local:%d.%m.%Y, %H:%M}"
