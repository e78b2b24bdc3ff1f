"""`scrapy serve`: the feeds, the API and the pages over HTTP, for reading only."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scraper.commands.running import in_one_line, load_sites, open_store
from scraper.crawling.clock import Clock

HOST = "127.0.0.1"
PORT = 8000
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Command(ScrapyCommand):
    """What others read from."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """How it is called."""
        return "[--host HOST] [--port PORT]"

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Serve the feeds, the API and the pages over HTTP"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Where to listen."""
        super().add_options(parser)
        parser.add_argument("--host", default=HOST, help=f"address to listen at (default {HOST})")
        parser.add_argument(
            "--port", type=int, default=PORT, help=f"port, 0 for a free one (default {PORT})"
        )

    @in_one_line
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Serve until a signal comes."""
        # other commands need not wait for the web server to load
        from scraper.service.app import create_app
        from scraper.service.memory import spare_memory
        from scraper.service.reader import routes
        from scraper.service.server import listen, make_server

        assert self.settings is not None
        spare_memory()
        if args:
            raise UsageError(f"takes no arguments: {' '.join(args)}")
        try:
            listener = listen(opts.host, opts.port)
        except OSError as error:
            raise UsageError(f"cannot listen at {opts.host}:{opts.port}: {error}") from None
        logging.getLogger("uvicorn").setLevel(logging.WARNING)
        with listener, open_store(self.settings) as store:
            sites, title = load_sites(self.settings), self.settings["TITLE"]
            now = Clock(self.settings["CLOCK_START"]).now
            host, port = listener.getsockname()[:2]
            address = f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
            app = create_app(
                store,
                Path(self.settings["OUTPUT_DIR"]),
                sites=sites,
                title=title,
                public_url=choose_address(self.settings["PUBLIC_URL"], address),
                files_url=self.settings["PUBLIC_URL"],
                now=now,
                make_pages=lambda watch: routes(store, sites, watch, title=title, now=now),
            )
            print(f"Serving at {address}", flush=True)  # noqa: T201
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, _end)
            make_server(app).run(sockets=[listener])


def choose_address(public: str, address: str) -> str:
    """The address that the feeds are told to be at: the public one, unless both are on loopback.

    Then nobody but this machine reads them, and the port is what `--port` says.
    """
    both = (urlsplit(public).hostname, urlsplit(address).hostname)
    return address if all(host in LOOPBACK for host in both) else public


def _end(_number: int, _frame: FrameType | None) -> None:
    """End well: uvicorn raises the signal again once it has stopped."""
    sys.exit(0)
