"""The replica over HTTP on loopback: hosts, validators, compression, connections that end early."""

from __future__ import annotations

import gzip
import http.client
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from scraper.demo.addresses import ENGLISH_HOST, MAIN_HOST
from scraper.demo.articles import FIRST_VISIT
from scraper.demo.server import DemoServer, Served, main, start_server
from tests.test_demo.small import MONDAY, THURSDAY, TUESDAY, incident, small_newsroom

UK = "/rus/news/pasika-na-dakhu-shkoly-1794810000.html"
RU = "/ukr/news/pasika-na-dakhu-shkoly-1794810000.html"
TRUNCATED = incident("truncated")
LARGE = incident("too-large")


class Hands:
    """The hands of the server's clock."""

    def __init__(self) -> None:
        self.time: datetime = FIRST_VISIT

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture(scope="module")
def hands() -> Hands:
    return Hands()


@pytest.fixture(scope="module")
def server(hands: Hands) -> Iterator[DemoServer]:
    with start_server(hands, small_newsroom(TRUNCATED, LARGE)) as running:
        yield running


def get(
    server: DemoServer, path: str, host: str = MAIN_HOST, **headers: str
) -> tuple[http.client.HTTPResponse, bytes]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)) as connection:
        connection.request("GET", path, headers={"Host": host, **named})
        response = connection.getresponse()
        return response, response.read()


def test_hosts_are_told_apart(server: DemoServer) -> None:
    assert get(server, "/news", ENGLISH_HOST)[0].status == 200
    assert get(server, "/news", MAIN_HOST)[0].status == 404
    assert get(server, "/news", f"{ENGLISH_HOST}:443")[0].status == 200


def test_every_host_is_reached_at_the_port(server: DemoServer) -> None:
    assert server.connect_to == {
        MAIN_HOST: f"127.0.0.1:{server.port}",
        ENGLISH_HOST: f"127.0.0.1:{server.port}",
    }


def test_the_clock_moves_the_outlet(server: DemoServer, hands: Hands) -> None:
    statuses = {}
    for now in (MONDAY, TUESDAY, THURSDAY):
        hands.time = now
        statuses[now] = get(server, RU)[0].status
    hands.time = FIRST_VISIT
    assert list(statuses.values()) == [200, 200, 410]


def test_a_known_tag_is_answered_with_304(server: DemoServer) -> None:
    first, body = get(server, UK)
    tag = first.headers["ETag"]
    again, nothing = get(server, UK, If_None_Match=f'"other", {tag}')
    assert tag.startswith('W/"')
    assert body
    assert (again.status, nothing, again.headers["ETag"]) == (304, b"", tag)
    assert get(server, UK, If_None_Match='"other"')[0].status == 200


def test_a_time_counts_only_without_a_tag(server: DemoServer) -> None:
    modified = get(server, UK)[0].headers["Last-Modified"]
    assert modified == "Wed, 18 Nov 2026 07:00:00 GMT"
    assert get(server, UK, If_Modified_Since=modified)[0].status == 304
    assert get(server, UK, If_Modified_Since="Tue, 17 Nov 2026 07:00:00 GMT")[0].status == 200
    assert get(server, UK, If_Modified_Since="yesterday")[0].status == 200
    both = get(server, UK, If_Modified_Since=modified, If_None_Match='"other"')[0]
    assert both.status == 200


def test_an_edited_page_has_another_tag(server: DemoServer, hands: Hands) -> None:
    hands.time = TUESDAY
    tag = get(server, UK)[0].headers["ETag"]
    hands.time = FIRST_VISIT
    assert get(server, UK, If_None_Match=tag)[0].status == 200


def test_text_is_compressed_on_request(server: DemoServer) -> None:
    plain, body = get(server, UK)
    packed, data = get(server, UK, Accept_Encoding="gzip, deflate")
    assert plain.headers["Content-Encoding"] is None
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(data) == body
    assert packed.headers["ETag"] == plain.headers["ETag"]


def test_a_connection_ends_early(server: DemoServer) -> None:
    parts = urlsplit(TRUNCATED.url)
    with pytest.raises(http.client.IncompleteRead):
        get(server, parts.path, parts.netloc)


def test_a_client_may_have_enough_of_a_large_page(server: DemoServer) -> None:
    parts = urlsplit(LARGE.url)
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)) as connection:
        connection.request("GET", parts.path, headers={"Host": parts.netloc})
        response = connection.getresponse()
        assert int(response.headers["Content-Length"]) > 16 * 1024 * 1024
        assert response.read(100).startswith(b"<!DOCTYPE html>")
        response.close()
    assert get(server, "/robots.txt")[0].status == 200


def test_the_server_keeps_a_log(server: DemoServer) -> None:
    get(server, "/rus/nothing")
    assert Served(MAIN_HOST, "/rus/nothing", 404) in server.served


def test_a_taken_port_is_told(server: DemoServer) -> None:
    with pytest.raises(OSError, match="address already in use"):
        start_server(Hands(), small_newsroom(), server.port)


def test_a_closed_server_is_gone() -> None:
    running = start_server(Hands(), small_newsroom())
    port = running.port
    running.close()
    with (
        closing(http.client.HTTPConnection("127.0.0.1", port, timeout=2)) as connection,
        pytest.raises(ConnectionRefusedError),
    ):
        connection.request("GET", "/")


def test_it_serves_from_the_command_line() -> None:
    command = [sys.executable, "-m", "scraper.demo.server", "--port", "0", "--now"]
    with subprocess.Popen([*command, "2026-11-18T10:00"], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        told = process.stdout.readline().decode()
        port = int(told.partition("127.0.0.1:")[2].partition("/")[0])
        with urlopen(f"http://127.0.0.1:{port}/rus/archive/2026/11/18", timeout=10) as response:
            page = response.read().decode()
        process.send_signal(signal.SIGINT)
        try:
            assert process.wait(timeout=10) == 0
        finally:
            process.kill()
    assert "2026-11-18T10:00 in Kyiv" in told
    assert '<span class="time">09:47</span>' in page
    assert '<span class="time">10:15</span>' not in page


def test_a_bad_time_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--now", "tomorrow"])
    assert "invalid parse_local value: 'tomorrow'" in capsys.readouterr().err
