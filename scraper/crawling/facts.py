"""Turns the attributes of a site's class into a checked `Site`; a wrong fact names its place."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cronsim import CronSim, CronSimError

from scraper.languages import parse_lang
from scraper.sites import Edition, Expect, Site, SiteError, TranslationRule

REQUIRED = ("name", "title", "timezone", "editions", "article_url", "translations", "expects")
SELECTORS = ("headline", "lead", "body", "caption", "authors", "date", "tags", "strip")
OPTIONAL = (*SELECTORS, "boilerplate", "usual_delay", "verified", "schedule")

SHORTEST_INTERVAL = timedelta(minutes=1)


def read_facts(cls: type) -> Site:
    """The checked facts of a site's class.

    Raises SiteError naming file, class and attribute of the first fact that is missing or wrong.
    """
    facts = {name: getattr(cls, name) for name in (*REQUIRED, *OPTIONAL) if hasattr(cls, name)}
    for name in REQUIRED:
        if facts.get(name) in (None, "", {}):
            raise _error(cls, name, "is missing")
    _check_zone(cls, facts["timezone"])
    _check_editions(cls, facts["editions"])
    _check_types(cls, facts)
    if "schedule" in facts:
        _check_schedule(cls, facts["schedule"])
    facts["article_url"] = _compile(cls, facts["article_url"], "article_url")
    facts["verified"] = _read_day(cls, facts.get("verified"))
    for name in SELECTORS:
        if isinstance(facts.get(name), str):
            facts[name] = (facts[name],)
    return Site(**facts)


def _error(cls: type, attribute: str, what: str) -> SiteError:
    try:
        file = inspect.getsourcefile(cls) or cls.__module__
    except (OSError, TypeError):
        file = cls.__module__
    return SiteError(f"{file}: {cls.__name__}.{attribute} {what}")


def _check_zone(cls: type, zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise _error(cls, "timezone", f"is no known time zone: {zone!r}") from None


def _check_editions(cls: type, editions: Any) -> None:  # noqa: ANN401
    if not isinstance(editions, Mapping):
        raise _error(cls, "editions", "must map a language to an Edition")
    for lang, edition in editions.items():
        if not isinstance(edition, Edition):
            raise _error(cls, "editions", f"[{lang!r}] is not an Edition")
        try:
            known = parse_lang(lang)
        except ValueError:
            known = ""
        if known != lang:
            raise _error(cls, "editions", f"has the key {lang!r}, which is no BCP 47 language tag")
        for home in edition.homes:
            parts = urlsplit(home)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                raise _error(cls, "editions", f"[{lang!r}] has no absolute home: {home!r}")
        if not edition.sources:
            raise _error(cls, "editions", f"[{lang!r}] names no source of articles")
        _compile(cls, edition.path or "", "editions")


def _check_types(cls: type, facts: Mapping[str, Any]) -> None:
    if not isinstance(facts["expects"], Expect):
        raise _error(cls, "expects", "is not an Expect")
    for rule in facts["translations"]:
        if not isinstance(rule, TranslationRule):
            raise _error(cls, "translations", f"holds {rule!r}, which is no way to link versions")


def _check_schedule(cls: type, schedule: Any) -> None:  # noqa: ANN401
    if isinstance(schedule, timedelta):
        if schedule < SHORTEST_INTERVAL:
            raise _error(cls, "schedule", f"is under a minute: {schedule}")
        return
    if not isinstance(schedule, str) or len(schedule.split()) != 5:
        raise _error(cls, "schedule", f"is no cron text of five fields or timedelta: {schedule!r}")
    try:
        next(CronSim(schedule, datetime(2026, 1, 1, tzinfo=UTC)))
    except (CronSimError, StopIteration) as error:
        raise _error(cls, "schedule", f"never comes: {schedule!r} ({error})") from None


def _compile(cls: type, pattern: str | re.Pattern[str], attribute: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise _error(cls, attribute, f"has no regular expression: {error}") from None


def _read_day(cls: type, day: str | None) -> date | None:
    try:
        return date.fromisoformat(day) if day is not None else None
    except (TypeError, ValueError):
        raise _error(cls, "verified", f"is no day such as 2026-11-23: {day!r}") from None
