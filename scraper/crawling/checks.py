"""Checks each fact of a site by itself; what is wrong with it is a ValueError in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cronsim import CronSim, CronSimError

from scraper.extraction.readings import Reason
from scraper.extraction.selectors import compile_selector
from scraper.languages import parse_lang
from scraper.sites import DayArchive, Edition, Expect, Source, Switcher, TranslationRule

SELECTORS = ("headline", "lead", "body", "caption", "authors", "date", "tags", "strip")
SHORTEST_INTERVAL = timedelta(minutes=1)
HTTP = re.compile(r"http-\d{3}")
COUNTS = ("articles_per_day", "at_least")
"""What `Expect` says in numbers of any size; all else are shares."""


def check_name(name: Any) -> None:  # noqa: ANN401
    """A site's name is a part of ids, addresses and file names."""
    if not isinstance(name, str) or not (name.isascii() and name.isidentifier()):
        raise ValueError(f"must be letters, digits and `_`, as a module's name: {name!r}")


def check_title(title: Any) -> None:  # noqa: ANN401
    """A title is for people."""
    if not isinstance(title, str):
        raise ValueError(f"is no text: {title!r}")


def check_zone(zone: Any) -> None:  # noqa: ANN401
    """A name of the time zone database."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError, AttributeError):
        raise ValueError(f"is no known time zone: {zone!r}") from None


def check_editions(editions: Any) -> None:  # noqa: ANN401
    """Languages to editions, each at a place of its own."""
    if not isinstance(editions, Mapping):
        raise ValueError("must map a language to an Edition")
    places: dict[tuple[str, str | None], str] = {}
    for lang, edition in editions.items():
        if not isinstance(edition, Edition):
            raise ValueError(f"[{lang!r}] is not an Edition")
        _check_lang(lang)
        for home in edition.homes:
            _check_home(home, lang)
            other = places.setdefault((home, edition.path), lang)
            if other != lang:
                raise ValueError(f"[{lang!r}] has the home of [{other!r}], {home}, and no `path`")
        if not edition.sources:
            raise ValueError(f"[{lang!r}] names no source of articles")
        for source in edition.sources:
            _check_source(source, lang)


def _check_lang(lang: Any) -> None:  # noqa: ANN401
    try:
        known = parse_lang(lang)
    except (ValueError, AttributeError, TypeError):
        known = ""
    if known != lang:
        raise ValueError(f"has the key {lang!r}, which is no BCP 47 language tag")


def _check_home(home: Any, lang: str) -> None:  # noqa: ANN401
    parts = urlsplit(home if isinstance(home, str) else "")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"[{lang!r}] has no absolute home: {home!r}")


def _check_source(source: Any, lang: str) -> None:  # noqa: ANN401
    if not isinstance(source, Source):
        raise ValueError(f"[{lang!r}] holds {source!r}, which is no source such as Rss(...)")
    if not isinstance(source.path, str) or not source.path.startswith(("/", "http")):
        raise ValueError(f"[{lang!r}] holds {source!r}, whose path does not begin with `/`")
    if isinstance(source, DayArchive):
        try:
            days = {source.path.format(date(2026, 1, day)) for day in (1, 2)}
        except (ValueError, LookupError, AttributeError) as error:
            raise ValueError(f"[{lang!r}] holds {source!r}, which is no format: {error}") from None
        if len(days) == 1:
            raise ValueError(f"[{lang!r}] holds {source!r}, whose path is the same for every day")


def check_translations(rules: Any) -> None:  # noqa: ANN401
    """A tuple of rules; switchers' selectors can be read, languages are a tuple."""
    if not isinstance(rules, tuple | list):
        raise ValueError(f"is no tuple, such as `({rules!r},)`: {rules!r}")
    for rule in rules:
        if not isinstance(rule, TranslationRule):
            raise ValueError(f"holds {rule!r}, which is no way to link versions")
        if isinstance(rule, Switcher):
            compile_selector(rule.css)
        elif not isinstance(getattr(rule, "langs", ()), tuple):
            raise ValueError(f"holds {rule!r}, whose languages are no tuple")


def check_selectors(selectors: Any) -> None:  # noqa: ANN401
    """One CSS selector or a tuple of them."""
    _check_texts([selectors] if isinstance(selectors, str) else selectors)
    for css in [selectors] if isinstance(selectors, str) else selectors:
        compile_selector(css)


def _check_texts(texts: Any) -> None:  # noqa: ANN401
    if not isinstance(texts, tuple | list) or not all(isinstance(each, str) for each in texts):
        raise ValueError(f"is neither a text nor a tuple of texts: {texts!r}")


def check_boilerplate(phrases: Any) -> None:  # noqa: ANN401
    """Languages to tuples of phrases."""
    if not isinstance(phrases, Mapping):
        raise ValueError(f"must map a language to phrases: {phrases!r}")
    for lang, texts in phrases.items():
        _check_lang(lang)
        if isinstance(texts, str):
            raise ValueError(f"[{lang!r}] is no tuple of texts: {texts!r}")
        _check_texts(texts)


def check_expects(expects: Any) -> None:  # noqa: ANN401
    """Counts are no less than 0, all else are shares from 0 to 1, of languages and of reasons."""
    if not isinstance(expects, Expect):
        raise ValueError("is not an Expect")
    for each in fields(expects):
        value = getattr(expects, each.name)
        parts = value if isinstance(value, Mapping) else {None: value}
        for key, number in parts.items():
            name = each.name if key is None else f"{each.name}[{key!r}]"
            _check_number(name, number, most=None if each.name in COUNTS else 1)
    for lang in expects.langs:
        _check_lang(lang)
    for reason in expects.reasons:
        if reason not in set(Reason) and not HTTP.fullmatch(reason):
            known = ", ".join(sorted(Reason))
            raise ValueError(f"reasons has the key {reason!r}, which is none of {known}, http-404")


def _check_number(name: str, number: Any, most: int | None) -> None:  # noqa: ANN401
    if isinstance(number, bool) or not isinstance(number, int | float) or not number >= 0:
        raise ValueError(f"{name} is no number from 0: {number!r}")
    if most is not None and number > most:
        raise ValueError(f"{name} is a share, 0 to 1, not {number!r}")


def check_delay(delay: Any) -> None:  # noqa: ANN401
    """A time between versions."""
    if not isinstance(delay, timedelta) or delay <= timedelta(0):
        raise ValueError(f"is no timedelta, such as timedelta(hours=24): {delay!r}")


def check_schedule(schedule: Any) -> None:  # noqa: ANN401
    """A cron text that comes at all, or a timedelta."""
    if isinstance(schedule, timedelta):
        if schedule < SHORTEST_INTERVAL:
            raise ValueError(f"is under a minute: {schedule}")
        return
    if not isinstance(schedule, str) or len(schedule.split()) != 5:
        raise ValueError(f"is no cron text of five fields or timedelta: {schedule!r}")
    try:
        next(CronSim(schedule, datetime(2026, 1, 1, tzinfo=UTC)))
    except (CronSimError, StopIteration) as error:
        raise ValueError(f"never comes: {schedule!r} ({error})") from None


CHECKS: Mapping[str, Callable[[Any], None]] = {
    "name": check_name,
    "title": check_title,
    "timezone": check_zone,
    "editions": check_editions,
    "translations": check_translations,
    "expects": check_expects,
    **dict.fromkeys(SELECTORS, check_selectors),
    "boilerplate": check_boilerplate,
    "usual_delay": check_delay,
    "schedule": check_schedule,
}
"""Attribute of a site's class to what checks it."""
