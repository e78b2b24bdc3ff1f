"""Serves the replica on loopback, in a thread of its own or from the command line.

python -m scraper.demo.server --port 8080 --now 2026-11-19T22:00
curl -H 'Host: www.rbc.ua' http://127.0.0.1:8080/rus/news/
"""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
import threading
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType

from aiohttp import web

from scraper.demo.addresses import HOSTS, MAIN_HOST
from scraper.demo.articles import FIRST_VISIT, KYIV, parse_local
from scraper.demo.newsroom import Newsroom
from scraper.demo.replica import Replica
from scraper.demo.sending import send_answer

Now = Callable[[], datetime]
LOOPBACK = ("127.0.0.1", "localhost")


@dataclass(frozen=True, slots=True)
class Served:
    """One line of the server's log."""

    host: str
    path: str
    status: int


class DemoServer:
    """The replica behind a port of 127.0.0.1, served from a thread; made by `start_server`.

    As a context manager it closes itself. `now` tells the outlet's time, an aware datetime; it is
    asked for every request, so a test can move it. `served` is the log, in the order in which
    answers ended.
    """

    def __init__(self, replica: Replica, now: Now, port: int = 0) -> None:
        self._replica = replica
        self._now = now
        self._asked_port = port
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="demo", daemon=True)
        self._runner: web.AppRunner | None = None
        self.served: list[Served] = []
        self.port = 0

    @property
    def connect_to(self) -> dict[str, str]:
        """Each host of the outlet with the address and port it is served at."""
        return dict.fromkeys(HOSTS, f"127.0.0.1:{self.port}")

    def start(self) -> DemoServer:
        """Begin to serve; OSError when the port is taken."""
        self._thread.start()
        try:
            self._run(self._listen()).result()
        except OSError:
            self.close()
            raise
        return self

    def close(self) -> None:
        """Stop serving and end the thread."""
        if self._runner is not None:
            self._run(self._runner.cleanup()).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def __enter__(self) -> DemoServer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _run(self, work: Coroutine[None, None, None]) -> Future[None]:
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    async def _listen(self) -> None:
        app = web.Application()
        app.router.add_get("/{path:.*}", self._handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._asked_port).start()
        self.port = self._runner.addresses[0][1]

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        host = request.host.partition(":")[0].lower()
        host = MAIN_HOST if host in LOOPBACK else host  # for a look with a browser
        answer = self._replica.answer(host, request.path, self._now())
        response = await send_answer(request, answer)
        self.served.append(Served(host, request.path, response.status))
        return response


def start_server(now: Now, newsroom: Newsroom | None = None, port: int = 0) -> DemoServer:
    """A running server of the replica; port 0 takes a free one. The caller closes it."""
    return DemoServer(Replica(newsroom), now, port).start()


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m scraper.demo.server", description=__doc__)
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument(
        "--now",
        type=parse_local,
        default=FIRST_VISIT,
        metavar="TIME",
        help="the outlet's time in Kyiv at the start, such as 2026-11-19T22:00; it moves on",
    )
    options = parser.parse_args(arguments)
    offset = options.now - datetime.now(UTC)
    with start_server(lambda: datetime.now(UTC) + offset, port=options.port) as server:
        at = f"{options.now.astimezone(KYIV):%Y-%m-%dT%H:%M}"
        told = f"{', '.join(HOSTS)} at http://127.0.0.1:{server.port}/, {at} in Kyiv"
        print(f"{told}; Ctrl-C ends it", flush=True)  # noqa: T201
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):  # a shell's background job ignores Ctrl-C
            signal.signal(number, lambda *_: stop.set())
        stop.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
