"""What `/openapi.json` says about an endpoint; each endpoint's module holds its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Content:
    """One kind of answer: its media type, and its shape where that is JSON of ours."""

    says: str
    media_type: str = "application/json"
    shape: Any = None


@dataclass(frozen=True, slots=True)
class Nothing:
    """A dataclass without fields: an endpoint without parameters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """An endpoint that is read with GET and HEAD.

    `query` is the dataclass of its parameters; `path` maps the names in braces of its address to
    what they mean; `answers` maps a status to what comes with it.
    """

    address: str
    name: str
    summary: str
    says: str = ""
    query: type[Any] = Nothing
    path: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[int, Content]
