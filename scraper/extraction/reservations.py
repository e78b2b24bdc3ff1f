"""Reads `/.well-known/tdmrep.json`, by which a whole host reserves the mining of its texts.

Source: the TDM Reservation Protocol of the W3C community group, its section on the file on the
origin server: an array of rules, of which the first that fits an address counts; locations are
patterns as in robots.txt.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

TDM_FILE = "/.well-known/tdmrep.json"
RULES_MAX = 500
LOCATION_MAX = 2000  # characters


@dataclass(frozen=True, slots=True)
class Reservation:
    """What one rule says of the addresses whose path its pattern fits."""

    location: re.Pattern[str]
    reserved: bool


def parse_reservations(body: bytes) -> tuple[Reservation, ...]:
    """The rules of a file in their order; what is no rule is left out."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return ()
    return tuple(_rules(told))[:RULES_MAX] if isinstance(told, list) else ()


def is_reserved(rules: Sequence[Reservation], url: str) -> bool:
    """Whether the first rule that fits an address reserves it."""
    parts = urlsplit(url)
    path = unquote(parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    fitting = (rule.reserved for rule in rules if rule.location.match(path))
    return next(fitting, False)


def _rules(told: list[object]) -> Iterator[Reservation]:
    for one in told:
        if not isinstance(one, dict):
            continue
        location, value = one.get("location"), one.get("tdm-reservation")
        if (
            isinstance(location, str)
            and location.startswith(("/", "*"))
            and str(value) in ("0", "1")
        ):
            yield Reservation(_pattern(location[:LOCATION_MAX]), str(value) == "1")


def _pattern(location: str) -> re.Pattern[str]:
    """A location as robots.txt has them: `*` is anything, `$` the end, and what follows is free."""
    ends = location.endswith("$")
    first, *others = map(re.escape, re.split(r"\*+", unquote(location.removesuffix("$"))))
    last = f".*{others.pop()}" if ends and others else ""
    # what stands between two stars is found at its first place, so that no rule takes long
    between = "".join(f"(?>.*?{part})" for part in others)
    return re.compile(first + between + last + (r"\Z" if ends else ""), re.DOTALL)
