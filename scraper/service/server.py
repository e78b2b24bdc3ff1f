"""Runs the service with uvicorn; a client that is too slow in asking or taking is cut off."""

from __future__ import annotations

import asyncio
import logging
import socket

import h11
from starlette.applications import Starlette
from uvicorn import Config, Server
from uvicorn.protocols.http.h11_impl import H11Protocol

logger = logging.getLogger(__name__)

ASK_WITHIN = 10.0  # seconds from the first byte, or the connection, until the request is whole
TAKE_WITHIN = 20.0  # seconds in which a reader must take what fills its buffer, some 50 KB
KEEP_ALIVE = 15  # seconds that a connection may rest between two requests
REQUEST_MAX = 16 * 1024  # bytes of a request's head
CONNECTIONS_MAX = 256
BACKLOG = 128  # connections that wait to be accepted
STOP_WITHIN = 5  # seconds for answers under way when the service stops


class ImpatientProtocol(H11Protocol):
    """HTTP/1.1 with an end to waiting for the client, which uvicorn has only between requests."""

    ask_within = ASK_WITHIN
    take_within = TAKE_WITHIN

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start waiting for the first request."""
        super().connection_made(transport)
        self._asking = _Patience(self.loop, transport, "asks")
        self._taking = _Patience(self.loop, transport, "takes")
        self._asking.begin(self.ask_within)

    def data_received(self, data: bytes) -> None:
        """Go on waiting as long as a request has begun and is not whole."""
        super().data_received(data)
        if self.conn.their_state is h11.SEND_BODY or self._has_begun_to_ask():
            self._asking.begin(self.ask_within)
        else:
            self._asking.end()

    def pause_writing(self) -> None:
        """The client's buffer is full: it has some time to take from it."""
        super().pause_writing()
        self._taking.begin(self.take_within)

    def resume_writing(self) -> None:
        """The client took enough."""
        super().resume_writing()
        self._taking.end()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        super().connection_lost(exc)
        self._asking.end()
        self._taking.end()

    def _has_begun_to_ask(self) -> bool:
        return self.conn.their_state is h11.IDLE and bool(self.conn.trailing_data[0])


class _Patience:
    """Waits a while for a client to do something, then cuts it off."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, transport: asyncio.Transport, what: str
    ) -> None:
        self._loop = loop
        self._transport = transport
        self._what = what
        self._timer: asyncio.TimerHandle | None = None

    def begin(self, seconds: float) -> None:
        """Wait this long, unless it waits already."""
        if self._timer is None:
            self._timer = self._loop.call_later(seconds, self._cut_off)

    def end(self) -> None:
        """Wait no longer."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _cut_off(self) -> None:
        logger.info("cut off a client that %s too slowly", self._what)
        self._transport.abort()  # closing would wait for it to take what is left


class ReadServer(Server):
    """uvicorn's server; when it stops, readers that wait for a publication are let go first."""

    def __init__(self, config: Config, app: Starlette) -> None:
        super().__init__(config)
        self._app = app

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let waiting readers go, then finish what is under way."""
        self._app.state.bell.close()
        await super().shutdown(sockets)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; `port` 0 takes a free one. OSError when it cannot."""
    if not 0 <= port <= 65_535:
        raise OSError("a port is a number from 0 to 65535")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # named as TCP, or asyncio does not switch Nagle's algorithm off and answers wait 40 ms
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def make_server(app: Starlette) -> ReadServer:
    """A server that is ready to run on a listening socket: `run(sockets=[socket])`."""
    config = Config(
        app,
        http=ImpatientProtocol,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=STOP_WITHIN,
        limit_concurrency=CONNECTIONS_MAX,
        h11_max_incomplete_event_size=REQUEST_MAX,
    )
    return ReadServer(config, app)
