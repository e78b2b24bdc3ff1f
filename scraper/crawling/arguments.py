"""The arguments of a crawl (`-a since=` and others), checked, with one line for each fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from scraper.languages import badge, parse_langs
from scraper.sites import Site


class ArgumentError(ValueError):
    """An argument of a crawl that cannot be used; the message names it and says what it takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlArguments:
    """What one run is asked to do.

    `since` and `until` are days in the site's time zone, both included; `langs` the editions to
    visit; `url` the one page to fetch; `limit` the greatest number of article pages to fetch.
    """

    langs: tuple[str, ...]
    since: date | None = None
    until: date | None = None
    url: str | None = None
    limit: int | None = None

    def days(self, today: date, back: int) -> tuple[date, ...]:
        """The days whose archives to look at, newest first: the given ones or the last `back`."""
        last = self.until or today
        first = self.since or last - timedelta(days=back - 1)
        return tuple(last - timedelta(days=n) for n in range((last - first).days + 1))

    def window(self, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
        """The span of publication times wanted, as [from, to) in the site's zone."""
        start = datetime.combine(self.since, time(), zone) if self.since else None
        end = datetime.combine(self.until, time(), zone) if self.until else None
        return start, end + timedelta(days=1) if end else None


def parse_arguments(site: Site, given: Mapping[str, Any]) -> CrawlArguments:
    """Check the `-a` arguments of a crawl; ArgumentError names the first one that is wrong."""
    known: dict[str, Callable[[str], object]] = {
        "since": _parse_day,
        "until": _parse_day,
        "langs": lambda text: _parse_langs(site, text),
        "url": lambda text: _parse_url(site, text),
        "limit": _parse_limit,
    }
    values: dict[str, Any] = {"langs": site.langs}
    for name, text in given.items():
        if name not in known:
            raise ArgumentError(f"{name}: no such argument; there are {', '.join(known)}")
        try:
            values[name] = known[name](str(text))
        except ValueError as error:
            raise ArgumentError(f"{name}={text}: {error}") from None
    arguments = CrawlArguments(**values)
    if arguments.since and arguments.until and arguments.since > arguments.until:
        raise ArgumentError(f"since={arguments.since} is after until={arguments.until}")
    return arguments


def _parse_day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError("not a day; write it as 2026-11-23") from None


def _parse_langs(site: Site, text: str) -> tuple[str, ...]:
    langs = parse_langs(text)
    for lang in langs:
        if lang not in site.editions:
            editions = ",".join(_badges(site))
            raise ValueError(f"{site.name} has no edition {badge(lang)}; it has {editions}")
    return langs


def _badges(site: Site) -> Iterator[str]:
    return (badge(lang) for lang in site.langs)


def _parse_url(site: Site, text: str) -> str:
    url = text.strip()
    if site.match_article(url) is None:
        raise ValueError(f"not the address of an article of {site.name}")
    return url


def _parse_limit(text: str) -> int:
    if not text.strip().isdigit() or int(text) == 0:
        raise ValueError("not a whole number above 0")
    return int(text)
