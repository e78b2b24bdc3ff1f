"""Reads what a visitor asks for out of an address, with limits on all of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta
from typing import Any, Literal, get_args
from zoneinfo import ZoneInfo

from scraper.items import DivergenceKind, Severity
from scraper.languages import parse_lang
from scraper.sites import Site
from scraper.storage.browsing import Order, Place, Wanted

WORDS_MAX = 200  # characters of a question for words
ID_MAX = 2200  # characters of a record's id; an address may be part of it
LANG_MAX = 20  # characters of a language tag
KINDS: tuple[DivergenceKind, ...] = get_args(DivergenceKind)
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
FIELDS = ("q", "site", "lang", "missing", "kind", "severity", "since", "until")

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Part = Literal["whole", "part"]


class BadQuestionError(ValueError):
    """What was asked is no question of ours: the parameter, and what is wrong as the words say."""

    def __init__(self, parameter: str, wrong: str, **values: object) -> None:
        super().__init__(f"{parameter}: {wrong}")
        self.parameter = parameter
        self.wrong = wrong
        self.values = values


@dataclass(frozen=True, slots=True)
class Question:
    """What a list is asked for; `given` are the parameters as they came, for forms and links."""

    wanted: Wanted
    given: Mapping[str, str]
    before: Place | None = None
    order: Order = "severity"
    part: bool = False


def read_question(query: Mapping[str, str], sites: Mapping[str, Site], zone: ZoneInfo) -> Question:
    """The question in an address's query; days are those of the zone, both included."""
    given = {name: query[name].strip() for name in FIELDS if query.get(name, "").strip()}
    if "q" in given and len(given["q"]) > WORDS_MAX:
        raise BadQuestionError("q", "long", most=WORDS_MAX)
    lang, missing = _lang(given, "lang", sites), _lang(given, "missing", sites)
    given |= {name: tag for name, tag in (("lang", lang), ("missing", missing)) if tag}
    return Question(
        wanted=Wanted(
            sites=_sites(given, sites, missing),
            lang=lang,
            missing=missing,
            kind=_one_of(given, "kind", KINDS),
            severity=_one_of(given, "severity", SEVERITIES),
            since=_day(given, "since", zone, 0),
            until=_day(given, "until", zone, 1),
            words=given.get("q", ""),
        ),
        given=given,
        before=read_place(query["before"]) if query.get("before") else None,
        order=_one_of(query, "sort", get_args(Order)) or "severity",
        part=query.get("part") == "1",
    )


def write_place(place: Place) -> str:
    """A place in a list as a parameter of an address."""
    number = f"{place.severity}.{-place.place}"
    return f"{place.shown_at:%Y%m%dT%H%M%S.%f}~{number}~{place.record_id}"


def read_place(text: str) -> Place:
    """The place that `write_place` wrote; BadQuestionError for anything else."""
    match = re.fullmatch(r"(\d{8}T\d{6}\.\d{6})~(\d)\.(\d{1,6})~(.+)", text, re.DOTALL)
    if match is None or len(match[4]) > ID_MAX:
        raise BadQuestionError("before", "place")
    try:
        shown_at = datetime.strptime(match[1], "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC)
        if not MINYEAR < shown_at.year < MAXYEAR:  # where a zone would leave the calendar
            raise ValueError(match[1])
    except ValueError:
        raise BadQuestionError("before", "place") from None
    return Place(shown_at, match[4].replace("\0", ""), -int(match[3]), int(match[2]))


def _sites(
    given: Mapping[str, str], sites: Mapping[str, Site], missing: str | None
) -> tuple[str, ...]:
    """The sites in question: a version can only be missing where its edition exists."""
    if "site" in given:
        if given["site"] not in sites:
            raise BadQuestionError("site", "site")
        return (given["site"],)
    if missing is None:
        return ()
    having = tuple(name for name, site in sites.items() if missing in site.langs)
    return having if len(having) < len(sites) else ()


def _lang(given: Mapping[str, str], name: str, sites: Mapping[str, Site]) -> str | None:
    """The tag of a language that some site has an edition in."""
    if name not in given:
        return None
    try:
        lang = parse_lang(given[name] if len(given[name]) <= LANG_MAX else "")
    except ValueError:
        raise BadQuestionError(name, "lang") from None
    if not any(lang in site.langs for site in sites.values()):
        raise BadQuestionError(name, "no-edition")
    return lang


def _one_of(given: Mapping[str, str], name: str, choices: tuple[Any, ...]) -> Any:  # noqa: ANN401
    value = given.get(name)
    if not value:
        return None
    if value not in choices:
        raise BadQuestionError(name, "choice")
    return value


def _day(given: Mapping[str, str], name: str, zone: ZoneInfo, days: int) -> datetime | None:
    """The start of the day, or of the day after it, as the zone has it."""
    value = given.get(name)
    if value is None:
        return None
    try:
        day = date.fromisoformat(value if _DAY.fullmatch(value) else "")
        if not 1990 <= day.year <= 2999:
            raise ValueError(value)
    except ValueError:
        raise BadQuestionError(name, "day") from None
    return datetime.combine(day + timedelta(days=days), time(), zone).astimezone(UTC)
