"""Reads the parameters of a request into a dataclass whose annotations say what is allowed.

The same annotations describe the parameters in `/openapi.json`.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta
from starlette.requests import Request

from scraper.sites import Site
from scraper.storage import Store

Q = TypeVar("Q")

_NAMED = re.compile(r"at `\$\.(?P<wrong>\w+)`|required field `(?P<missing>\w+)`")
"""How msgspec names the parameter in its faults."""

SequenceNumber = Annotated[int, Meta(ge=0, le=2**53 - 1)]
SiteName = Annotated[
    str, Meta(pattern=r"^\w{1,64}$", description="name of a site; without it, all sites")
]
LangList = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z-]{0,8}(,[A-Za-z-]{1,8}){0,7}$",
        description="languages parted by commas, such as `uk,en`; `ua` is understood",
    ),
]


class ParameterError(ValueError):
    """A parameter is unknown, given twice or not within its limits; the message names it."""


def parse_query(request: Request, query: type[Q]) -> Q:
    """The request's parameters in an instance of the dataclass; ParameterError for a wrong one."""
    given: dict[str, str] = {}
    known = {field.name for field in dataclasses.fields(query)}  # type: ignore[arg-type]
    for name, value in request.query_params.multi_items():
        if name not in known:
            raise ParameterError(f"unknown parameter {name[:40]!r}; there are {_listed(known)}")
        if name in given:
            raise ParameterError(f"parameter {name!r} is given twice")
        if "\0" in value:
            raise ParameterError(f"parameter {name!r} has a NUL character")  # PostgreSQL has none
        given[name] = value
    try:
        return msgspec.convert(given, query, strict=False)
    except msgspec.ValidationError as error:
        raise ParameterError(_say(query, str(error))) from error


def describe_parameter(query: type[Any], name: str) -> tuple[dict[str, Any], str]:
    """The JSON Schema of one parameter, and what is said of it."""
    whole = msgspec.json.schema(query)["$defs"][query.__name__]
    schema: dict[str, Any] = whole["properties"][name]
    kinds = (schema, *schema.get("anyOf", ()))
    return schema, next((kind["description"] for kind in kinds if "description" in kind), "")


def require_site(store: Store, sites: Mapping[str, Site], site: str | None) -> None:
    """ParameterError for a site with neither a file nor a record: it would give nothing, ever."""
    if site is not None and site not in sites and not store.has_records(site):
        raise ParameterError(f"site: there is no site {site!r}; there are {_listed(sites)}")


def require_langs(store: Store, sites: Mapping[str, Site], langs: Iterable[str]) -> None:
    """ParameterError for a language that no site has an edition in and no record a version."""
    known = {lang for site in sites.values() for lang in site.langs}
    for lang in langs:
        if lang not in known and not store.has_lang(lang):
            raise ParameterError(f"langs: nothing is in {lang!r}; there are {_listed(known)}")


def _say(query: type[Any], fault: str) -> str:
    """What msgspec found wrong, in words for who asked: the parameter and what it may be."""
    found = _NAMED.search(fault)
    if found is None:
        return fault
    if found["missing"]:
        return f"{found['missing']} is needed"
    schema, says = describe_parameter(query, found["wrong"])
    kind = next(iter(schema.get("anyOf", ())), schema)
    return f"{found['wrong']}: {_allowed(kind, says)}"


def _allowed(schema: Mapping[str, Any], says: str) -> str:
    match schema:
        case {"type": "integer" | "number" as kind, "minimum": least, "maximum": most}:
            return f"a {'whole ' * (kind == 'integer')}number from {least:.0f} to {most:.0f}"
        case {"type": "boolean"}:
            return "true or false"
        case {"format": "date-time"}:
            return "a time with its zone, such as 2026-11-24T10:00:00Z"
        case {"minLength": least, "maxLength": most}:
            return f"{least} to {most} characters"
    return says


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "none"
