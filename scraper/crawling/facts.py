"""Turns the attributes of a site's class into a checked `Site`; a wrong fact names its place."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from scraper.crawling.checks import CHECKS, SELECTORS
from scraper.sites import Edition, SameKey, SamePath, Site, SiteError

REQUIRED = ("name", "title", "timezone", "editions", "article_url", "translations", "expects")
OPTIONAL = (*SELECTORS, "boilerplate", "usual_delay", "verified", "schedule")


def read_facts(cls: type) -> Site:
    """The checked facts of a site's class.

    Raises SiteError naming file, class and attribute of the first fact that is missing, wrong or
    unknown.
    """
    _refuse_unknown(cls)
    facts = {name: getattr(cls, name) for name in (*REQUIRED, *OPTIONAL) if hasattr(cls, name)}
    for name in REQUIRED:
        if facts.get(name) in (None, "", {}):
            raise _error(cls, name, "is missing")
    for name, value in facts.items():
        try:
            CHECKS.get(name, _accept)(value)
        except ValueError as error:
            raise _error(cls, name, str(error)) from None
    facts["article_url"] = _compile(cls, facts["article_url"], "article_url")
    facts["verified"] = _read_day(cls, facts.get("verified"))
    facts["translations"] = tuple(facts["translations"])
    for name in SELECTORS:
        if name in facts:
            given = facts[name]
            facts[name] = (given,) if isinstance(given, str) else tuple(given)
    _check_editions_together(cls, facts)
    return Site(**facts)


def _refuse_unknown(cls: type) -> None:
    """A misspelled attribute would be a fact that nobody reads."""
    known = (*REQUIRED, *OPTIONAL)
    for name in vars(cls):
        if not name.startswith("_") and name not in known and not hasattr(super(cls, cls), name):
            near = get_close_matches(name, known, 1)
            meant = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
            raise _error(cls, name, f"is no fact of a site; {meant}")


def _accept(_: object) -> None:
    """What is checked while it is read."""


def _error(cls: type, attribute: str, what: str) -> SiteError:
    try:
        file = inspect.getsourcefile(cls) or cls.__module__
    except (OSError, TypeError):
        file = cls.__module__
    return SiteError(f"{file}: {cls.__name__}.{attribute} {what}")


def _check_editions_together(cls: type, facts: Mapping[str, Any]) -> None:
    """Facts that only make sense beside others: what names editions, and what needs a key."""
    editions: Mapping[str, Edition] = facts["editions"]
    named = {"expects": facts["expects"].langs, "boilerplate": facts.get("boilerplate", {})}
    for name, langs in named.items():
        for lang in langs:
            if lang not in editions:
                raise _error(cls, name, f"names {lang!r}, which is no edition")
    for rule in facts["translations"]:
        for lang in rule.langs if isinstance(rule, SameKey | SamePath) else ():
            if lang not in editions:
                raise _error(cls, "translations", f"holds {rule!r}; {lang!r} is no edition")
        if isinstance(rule, SameKey) and "key" not in facts["article_url"].groupindex:
            raise _error(cls, "translations", "holds SameKey(); article_url has no (?P<key>...)")
    for edition in editions.values():
        _compile(cls, edition.path or "", "editions")


def _compile(cls: type, pattern: str | re.Pattern[str], attribute: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except (re.error, TypeError) as error:
        raise _error(cls, attribute, f"has no regular expression: {error}") from None


def _read_day(cls: type, day: str | None) -> date | None:
    try:
        return date.fromisoformat(day) if day is not None else None
    except (TypeError, ValueError):
        raise _error(cls, "verified", f"is no day such as 2026-11-23: {day!r}") from None
