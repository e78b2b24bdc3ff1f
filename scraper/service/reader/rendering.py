"""Fills the templates and sends pages; every page has the same strict headers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from scraper.service.reader.context import Context
from scraper.service.reader.texts import host_of, plain, web_address

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Content-Security-Policy: nothing inline, nothing from elsewhere."""

SAFETY = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file that pages link to, in memory; `digest` makes its address new when it changes."""

    body: bytes
    media_type: str
    digest: str


def load_static() -> dict[str, StaticFile]:
    """Every file of `static/`, by name."""
    found = {}
    for file in files("scraper.service.reader").joinpath("static").iterdir():
        suffix = "." + file.name.rpartition(".")[2]
        if file.is_file() and suffix in TYPES:
            body = file.read_bytes()
            found[file.name] = StaticFile(
                body, TYPES[suffix], hashlib.sha256(body).hexdigest()[:12]
            )
    return found


def _in_language(request: Request, lang: str) -> str:
    """The address of the page that is shown, in another language."""
    query = {**request.query_params, "ui": lang}
    query.pop("part", None)
    return f"{quote(request.url.path, safe='/:')}?{urlencode(query)}"


class Pages:
    """The templates, ready to be filled."""

    def __init__(self, title: str) -> None:
        """`title` names the whole, as in the feeds."""
        self.static = load_static()
        self._templates = Environment(
            loader=PackageLoader("scraper.service.reader"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters |= {"plain": plain, "web": web_address, "host": host_of}
        self._templates.globals["title"] = title

    def show(
        self,
        request: Request,
        context: Context,
        template: str,
        values: Mapping[str, Any],
        status: int = 200,
    ) -> Response:
        """A filled template as a page."""
        html = self._templates.get_template(template).render(
            context=context,
            t=context.words,
            times=context.times,
            link=context.link,
            about=context.about,
            static=lambda name: context.root + f"/static/{name}?v={self.static[name].digest}",
            switch=lambda lang: _in_language(request, lang),
            here=request.url.path.removeprefix(context.root),
            **values,
        )
        headers = {
            **SAFETY,
            "Content-Language": context.words.lang,
            "Vary": "Accept-Language",
            "Cache-Control": "no-cache",
        }
        return HTMLResponse(html, status, headers)

    def send_static(self, name: str) -> Response | None:
        """A file of `static/`; None when there is none of that name."""
        file = self.static.get(name)
        if file is None:
            return None
        headers = {**SAFETY, "Cache-Control": "public, max-age=31536000, immutable"}
        return Response(file.body, headers=headers, media_type=file.media_type)
