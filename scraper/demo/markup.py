"""Escaped markup: elements built in code and pages filled into template files."""

from __future__ import annotations

import html
from functools import cache
from importlib.resources import files
from string import Template

VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})


class Html(str):
    """Text that is markup already; any other string is escaped when it is put into some."""

    __slots__ = ()


def escape(value: str) -> Html:
    """The value as markup: escaped unless it is markup."""
    return value if isinstance(value, Html) else Html(html.escape(value))


def tag(name: str, *children: str, **attributes: str | None) -> Html:
    """An element; an attribute that is None is left out.

    In attribute names a trailing underscore is dropped and others become hyphens (`class_`,
    `data_type`).
    """
    written = "".join(
        f' {attribute.rstrip("_").replace("_", "-")}="{html.escape(value)}"'
        for attribute, value in attributes.items()
        if value is not None
    )
    if name in VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{join(*children)}</{name}>")


def join(*parts: str, between: str = "") -> Html:
    """Parts one after the other, each escaped unless it is markup."""
    return Html(between.join(escape(part) for part in parts))


def fill(template: str, **values: str) -> str:
    """The template file of that name with its `$names` filled in, escaped unless markup."""
    return _template(template).substitute({name: escape(value) for name, value in values.items()})


@cache
def _template(name: str) -> Template:
    return Template((files("scraper.demo") / "templates" / name).read_text("utf-8"))
