"""What browsers may do with our answers: other sites' scripts may read them; pages run only ours.

No page may load anything from elsewhere or run a script that stands in the page itself.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from scraper.service.answers import problem

ADDRESS_MAX = 8192  # bytes of path and parameters
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "access-control-allow-origin": "*",  # there is nothing here that not everybody may read
    "access-control-expose-headers": "etag, last-modified, content-location, tlumach-sequence,"
    " tlumach-updated-at",
}
PREFLIGHT = {
    "access-control-allow-methods": "GET, HEAD",
    "access-control-allow-headers": "if-none-match, if-modified-since",
    "access-control-max-age": "86400",
}


class SafetyMiddleware:
    """Adds the headers to every answer that does not have its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guard(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message.setdefault("headers", []))
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._choose(scope)(scope, receive, guard)

    def _choose(self, scope: Scope) -> ASGIApp:
        if len(scope["raw_path"]) + len(scope["query_string"]) > ADDRESS_MAX:
            return problem(414, "the address is too long")
        return _PREFLIGHT if scope["method"] == "OPTIONS" else self._app


_PREFLIGHT = Response(status_code=204, headers=PREFLIGHT)
