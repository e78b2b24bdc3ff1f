"""Reads the parameters of a request into a dataclass whose annotations say what is allowed.

The same annotations describe the parameters in `/openapi.json`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta
from starlette.requests import Request

from scraper.sites import Site
from scraper.storage import Store

Q = TypeVar("Q")

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
        raise ParameterError(str(error)) from error


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


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "none"
