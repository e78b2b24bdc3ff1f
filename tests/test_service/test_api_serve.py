"""`scrapy serve` in a process of its own: where it listens, what it shows, how it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from scraper.commands.serve import choose_address
from scraper.feed import write_output
from scraper.service.server import listen
from scraper.storage import PublishChange, Store
from tests.test_feed.records import make_record
from tests.test_service.serving import Client
from tests.test_storage.samples import NOW

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "scrapy", "serve"]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Settings that lead to a store with one story and its files."""
    folder = tmp_path_factory.mktemp("serve")
    url = f"sqlite:///{folder}/store.db"
    with Store.open(url) as store:
        assert store.acquire("publish", "me", NOW + timedelta(hours=1), NOW)
        store.publish([PublishChange(record=make_record(1))], NOW, holder="me")
        write_output(
            store.records(),
            folder / "output",
            title="Вісник",
            public_url="http://127.0.0.1:8000/",
            langs=("uk",),
            sites={},
        )
    return os.environ | {"TLUMACH_STORE": url, "TLUMACH_OUTPUT": str(folder / "output")}


@contextmanager
def running(environment: dict[str, str]) -> Iterator[tuple[subprocess.Popen[str], Client]]:
    """The command, once it says where it serves."""
    command = [*COMMAND, "--port", "0"]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            found = re.fullmatch(r"Serving at http://127\.0\.0\.1:(\d+)/\n", line)
            assert found, line
            yield process, Client(int(found[1]))
        finally:
            process.kill()


def test_everything_is_served_and_a_signal_ends_it_well(environment: dict[str, str]) -> None:
    with running(environment) as (process, client):
        assert client.get("/feed.json").json()["items"][0]["id"] == "visnyk:uk:1"
        assert client.get("/changes").lines()[0]["id"] == "visnyk:uk:1"
        page = client.get("/", accept="text/html")
        assert page.headers["content-type"].startswith("text/html")
        assert "unsafe" not in page.headers["content-security-policy"]
        with closing(socket.create_connection(("127.0.0.1", client.port))) as waiting:
            waiting.sendall(b"GET /changes?after=1&wait=50 HTTP/1.1\r\nHost: x\r\n\r\n")
            time.sleep(0.3)
            began = time.monotonic()
            process.send_signal(signal.SIGTERM)
            assert process.wait(10) == 0
            assert time.monotonic() - began < 6
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()


def test_the_feeds_lead_to_the_port_that_is_served(environment: dict[str, str]) -> None:
    with running(environment) as (_, client):
        for name in ("feed.json", "feed.uk.json", "sites/visnyk/feed.json"):
            assert client.get(f"/{name}").json()["feed_url"] == f"{client.address}/{name}"
        assert f'href="{client.address}/feed.xml"' in client.get("/feed.xml").body.decode()
        (server,) = client.get("/openapi.json").json()["servers"]
        assert server["url"] == client.address


@pytest.mark.parametrize(
    ("public", "address", "chosen"),
    [
        ("http://127.0.0.1:8000/", "http://127.0.0.1:9000/", "http://127.0.0.1:9000/"),
        ("http://localhost:8000/", "http://[::1]:8000/", "http://[::1]:8000/"),
        ("https://news.example/t/", "http://127.0.0.1:9000/", "https://news.example/t/"),
        ("http://127.0.0.1:8000/", "http://0.0.0.0:8000/", "http://127.0.0.1:8000/"),
    ],
)
def test_a_public_address_stands_unless_all_is_on_this_machine(
    public: str, address: str, chosen: str
) -> None:
    assert choose_address(public, address) == chosen


def test_what_cannot_be_is_told_in_one_line(environment: dict[str, str]) -> None:
    command = [*COMMAND, "--host", "192.0.2.1", "--port", "0"]
    ended = subprocess.run(command, cwd=ROOT, env=environment, text=True, capture_output=True)
    assert ended.returncode == 2
    assert ended.stderr.startswith("scrapy serve: cannot listen at 192.0.2.1:0")
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.parametrize("port", [-1, 65_536, 99_999])
def test_a_port_that_is_none(port: int) -> None:
    with pytest.raises(OSError, match="from 0 to 65535"):
        listen("127.0.0.1", port)
