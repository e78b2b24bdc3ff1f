"""What comes from outside does no harm: hostile text and requests, other methods, slow clients."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import feedparser
import pytest

from scraper.feed import write_output
from scraper.items import Author, Block, Divergence, Image, Record, Version
from scraper.service.app import create_app
from scraper.service.safety import POLICY
from scraper.service.server import ImpatientProtocol, listen
from scraper.storage import PublishChange, Store
from tests.test_feed.jsonfeed import feed_faults
from tests.test_feed.records import SITE, make_record
from tests.test_service.serving import Client, serve
from tests.test_storage.samples import NOW

ME = "host:1"
PUBLIC = "http://127.0.0.1:8000/"
HOSTILE = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "]]></content><entry>",
    "&lt;b&gt; &amp; &#0; &nosuch;",
    "\u202eлівоправ\u202c \u2066ізоляція\u2069",
    "нуль\x01\x08\x0b\x1f\x7f кінець\ufffe",
    "рядок\nнаступний\r\nще\u2028і\u2029ще\tтаб",
    "{{ 7*7 }} {% raise %} ${7*7} %s %(x)s",
    "'; DROP TABLE records; --",
    "о\u0301\u0301\u0301\u0301\u0301 👩‍👩‍👧 \U0001f1fa\U0001f1e6",
    "а" * 3_000,
)  # fmt: skip


def make_hostile(number: int, text: str) -> Record:
    """A record with the text wherever a page's text may stand."""
    version = Version(
        id=f"visnyk:uk:{number}",
        url=f"https://visnyk.example/{number}?a=%22%3E&b='",
        headline=text,
        lead=text,
        blocks=(Block(kind="paragraph", text=text), Block(kind="table", text=f"{text}\t{text}")),
        image=Image(url="https://visnyk.example/a.jpg?\"'><x", caption=text, credit=text),
        authors=(Author(name=text),),
        section=text,
        tags=(text, "javascript:alert(1)"),
        published_at=NOW,
    )
    says = Divergence(kind="name", langs=("uk",), severity="low", says=text, quotes={"uk": text})
    record = replace(make_record(number, ("uk",)), versions={"uk": version}, divergences=(says,))
    return replace(record, beads=())


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A service over a store and files of hostile records."""
    folder = tmp_path_factory.mktemp("hostile")
    records = [make_hostile(number, text) for number, text in enumerate(HOSTILE)]
    with Store.open(f"sqlite:///{folder}/store.db") as store:
        assert store.acquire("publish", ME, NOW + timedelta(hours=1), NOW)
        store.publish([PublishChange(record=record) for record in records], NOW, holder=ME)
        write_output(
            store.records(),
            folder / "output",
            title="<Вісник>",
            public_url=PUBLIC,
            langs=("uk",),
            sites={"visnyk": SITE},
        )
        app = create_app(store, folder / "output", sites={}, title="<Вісник>", public_url=PUBLIC)
        with serve(app) as client:
            yield client


# --- hostile text --------------------------------------------------------------------------------


def test_hostile_text_comes_back_as_it_was(client: Client) -> None:
    lines = client.get("/changes").body.split(b"\n")
    assert len(lines) == len(HOSTILE) + 1
    for text, line in zip(HOSTILE, lines, strict=False):
        record = json.loads(line)
        assert record["versions"]["uk"]["headline"] == text
        assert client.get(f"/records/{record['id']}").json()["divergences"][0]["says"] == text


def test_feeds_with_hostile_text_are_valid(client: Client) -> None:
    for name in ("feed.json", "feed.uk.json", "sites/visnyk/feed.json"):
        feed = client.get(f"/{name}").json()
        assert feed_faults(feed) == []
        assert "next_url" not in feed
        assert {item["title"] for item in feed["items"]} == set(HOSTILE)
        assert not any("<script" in item["content_html"] for item in feed["items"])
    parsed = feedparser.parse(client.get("/feed.xml").body)
    assert not parsed.bozo
    assert len(parsed.entries) == len(HOSTILE)


def test_nothing_is_sent_that_a_browser_would_run(client: Client) -> None:
    asked = ["/feed.json", "/feed.xml", "/changes", "/search?q=alert", "/records?url=%3Cscript%3E",
             "/%3Cscript%3Ealert(1)%3C/script%3E", "/search?q=%3Cscript%3E&x=%3Cb%3E",
             "/records/%3Csvg%20onload=x%3E", "/metrics", "/openapi.json"]  # fmt: skip
    for path in asked:
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert "html" not in headers["content-type"], path
        assert headers["content-security-policy"] == POLICY
        assert headers["referrer-policy"] == "no-referrer"
    assert "unsafe" not in POLICY
    assert "default-src 'none'" in POLICY


@pytest.mark.parametrize("text", HOSTILE[:10])
def test_hostile_text_can_be_asked_for(client: Client, text: str) -> None:
    for path in ("/search?q=", "/records?url=", "/changes?site=", "/records/", "/"):
        answer = client.get(path + quote(text, safe=""))
        assert answer.status in (200, 400, 404), (path, text)


def test_headers_cannot_be_put_in(client: Client) -> None:
    answer = client.get("/records/a%0d%0aSet-Cookie:%20x=1")
    assert answer.status == 404
    assert "set-cookie" not in answer.headers


# --- methods and other sites' scripts ------------------------------------------------------------


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
@pytest.mark.parametrize("path", ["/changes", "/feed.json", "/records/x", "/metrics"])
def test_nothing_can_be_written(client: Client, method: str, path: str) -> None:
    answer = client.get(path, method=method)
    assert answer.status == 405
    assert answer.headers["allow"] in ("GET, HEAD", "HEAD, GET")


def test_scripts_of_other_sites_may_read(client: Client) -> None:
    answer = client.get("/changes", origin="https://reader.example")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "tlumach-sequence" in answer.headers["access-control-expose-headers"]
    before = client.get(
        "/feed.json",
        method="OPTIONS",
        origin="https://reader.example",
        access_control_request_method="GET",
        access_control_request_headers="if-none-match",
    )
    assert before.status == 204
    assert before.headers["access-control-allow-methods"] == "GET, HEAD"
    assert "if-none-match" in before.headers["access-control-allow-headers"]
    assert "access-control-allow-credentials" not in before.headers


# --- requests that are none ----------------------------------------------------------------------


def ask(client: Client, data: bytes) -> bytes:
    """What the server answers to these bytes until it ends the connection."""
    with closing(socket.create_connection(("127.0.0.1", client.port), timeout=20)) as connection:
        connection.sendall(data)
        got = b""
        while piece := connection.recv(65536):
            got += piece
        return got


@pytest.mark.parametrize(
    "data",
    [
        b"\0\0\0\0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"a" * 100_000,
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused(client: Client, data: bytes) -> None:
    assert ask(client, data).startswith(b"HTTP/1.1 400")


def test_a_long_address_is_refused(client: Client) -> None:
    for path in ("/" + "a" * 9000, "/search?q=" + "a" * 9000):
        assert client.get(path).status == 414


def test_small_pieces_are_sent_at_once() -> None:
    with listen("127.0.0.1", 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP  # what asyncio looks at


# --- slow clients --------------------------------------------------------------------------------


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clients have half a second."""
    monkeypatch.setattr(ImpatientProtocol, "ask_within", 0.5)
    monkeypatch.setattr(ImpatientProtocol, "take_within", 0.5)


def is_cut_off(connection: socket.socket, within: float = 10.0) -> bool:
    """Whether the server ends the connection in time."""
    connection.settimeout(within)
    try:
        while connection.recv(65536):
            pass
    except ConnectionError:
        return True
    except TimeoutError:
        return False
    return True


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    "begin",
    [b"", b"GET /healthz HT", b"POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n"],
)
def test_who_does_not_finish_asking_is_cut_off(client: Client, begin: bytes) -> None:
    with closing(socket.create_connection(("127.0.0.1", client.port))) as connection:
        connection.sendall(begin)
        assert is_cut_off(connection)


@pytest.mark.usefixtures("impatient")
def test_asking_byte_by_byte_does_not_help(client: Client) -> None:
    with closing(socket.create_connection(("127.0.0.1", client.port))) as connection:
        began = time.monotonic()
        with pytest.raises(ConnectionError):  # noqa: PT012
            for _ in range(100):
                connection.sendall(b"G")
                time.sleep(0.05)
        assert time.monotonic() - began < 4


@pytest.mark.usefixtures("impatient")
def test_a_connection_may_be_used_again_at_leisure(client: Client) -> None:
    with closing(HTTPConnection("127.0.0.1", client.port, timeout=10)) as connection:
        connection.connect()
        first = connection.sock
        for _ in range(3):
            connection.request("GET", "/healthz")
            assert connection.getresponse().read()
            assert connection.sock is first
            time.sleep(0.7)


@pytest.mark.usefixtures("impatient")
def test_who_does_not_take_the_answer_is_cut_off(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path}/store.db") as store:
        assert store.acquire("publish", ME, NOW + timedelta(hours=1), NOW)
        records = [make_hostile(number, "слово " * 5000) for number in range(16)]
        store.publish([PublishChange(record=record) for record in records], NOW, holder=ME)
        app = create_app(store, tmp_path, sites={}, title="Вісник", public_url=PUBLIC)
        with serve(app) as client, closing(socket.socket()) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.connect(("127.0.0.1", client.port))
            connection.sendall(b"GET /changes HTTP/1.1\r\nHost: x\r\n\r\n")
            time.sleep(1.2)
            got = b""
            with pytest.raises(ConnectionError):  # noqa: PT012
                while piece := connection.recv(65536):
                    got += piece
                raise ConnectionError("ended")
            assert not got.endswith(b"0\r\n\r\n")
            assert client.get("/healthz").status == 200
