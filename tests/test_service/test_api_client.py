"""The small client against servers that fail: answers that break off, faults, an old proxy."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from scraper.service import client
from scraper.service.client import Cursor, RefusedError, follow, read_cursor, save_cursor

REACHED = b"Tlumach-Sequence: 9\r\nTlumach-Updated-At: 2026-11-20T08:09:00Z\r\n"
CHUNKED = b"HTTP/1.1 200 OK\r\n" + REACHED + b"Transfer-Encoding: chunked\r\n\r\n"
PLAIN = b"HTTP/1.0 200 OK\r\n" + REACHED + b"\r\n"
END = b"0\r\n\r\n"


def line(number: int) -> bytes:
    """A record as a line."""
    updated_at = b"2026-11-20T08:%02d:00Z" % number
    return b'{"sequence": %d, "id": "uk:%d", "updated_at": "%b"}\n' % (number, number, updated_at)


def reached(number: int) -> Cursor:
    """The cursor after a record."""
    return Cursor(number, f"2026-11-20T08:{number:02}:00Z")


def chunk(data: bytes) -> bytes:
    """The data as one chunk."""
    return b"%x\r\n%b\r\n" % (len(data), data)


@contextmanager
def answering(*answers: bytes) -> Iterator[tuple[str, list[str]]]:
    """A server that gives these answers, one to a connection; its address and what was asked."""
    asked: list[str] = []
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:

        def work() -> None:
            for data in answers:
                connection, _ = listener.accept()
                with connection:
                    asked.append(connection.recv(65536).split()[1].decode())
                    connection.sendall(data)

        thread = threading.Thread(target=work)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/base/", asked
        thread.join(10)
        assert not thread.is_alive()


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tries follow at once."""
    monkeypatch.setattr(client, "PAUSE_MIN", 0.0)


@pytest.fixture
def cursor(tmp_path: Path) -> Path:
    """The place of a cursor."""
    return tmp_path / "cursor"


def run(address: str, cursor: Path) -> list[int]:
    """The numbers that were handled until there was nothing more."""
    got: list[int] = []
    follow(address, cursor, lambda record: got.append(record["sequence"]), forever=False)
    return got


def after(asked: list[str]) -> list[int]:
    """The cursors that were asked with."""
    return [int(parse_qs(urlsplit(path).query)["after"][0]) for path in asked]


@pytest.mark.parametrize(
    "broken",
    [
        CHUNKED + chunk(line(1) + line(2) + line(3)[:9]),
        CHUNKED + chunk(line(1) + line(2))[:-5],
        CHUNKED + chunk(line(1) + line(2)),
        CHUNKED + chunk(line(1) + line(2)) + b"5\r\n{",
        b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + line(1) + line(2),
        PLAIN + line(1) + line(2) + line(3)[:-1],
    ],
)
def test_an_answer_that_breaks_off_is_asked_for_again(broken: bytes, cursor: Path) -> None:
    whole = CHUNKED + chunk(b"".join(line(number) for number in (3, 9))) + END
    with answering(broken, whole, CHUNKED + END) as (address, asked):
        got = run(address, cursor)
    whole_lines = got[:-2]  # some or none of them, never a part of one
    assert whole_lines == [1, 2][: len(whole_lines)]
    assert got[-2:] == [3, 9]
    assert after(asked) == [0, len(whole_lines), 9]
    assert asked[-1].endswith("after=9&at=2026-11-20T08%3A09%3A00Z")
    assert read_cursor(cursor) == reached(9)


@pytest.mark.parametrize(
    "fault",
    [
        b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n",
        b"",
        b"nonsense\r\n\r\n",
        CHUNKED + chunk(b"<html>a captive portal\n") + END,
    ],
)
def test_a_server_with_a_fault_is_asked_again(fault: bytes, cursor: Path) -> None:
    good = CHUNKED + chunk(line(9)) + END
    with answering(fault, fault, good, CHUNKED + END) as (address, asked):
        assert run(address, cursor) == [9]
    assert after(asked) == [0, 0, 0, 9]
    assert asked[0].startswith("/base/changes?")


def test_a_refusal_is_not_asked_again(cursor: Path) -> None:
    refusal = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 4\r\n\r\nnope"
    with answering(refusal) as (address, _), pytest.raises(RefusedError, match="400: nope"):
        run(address, cursor)


def test_the_end_of_an_answer_moves_the_cursor_only_when_it_is_known(cursor: Path) -> None:
    with answering(CHUNKED + chunk(line(4)) + END, CHUNKED + END) as (address, _):
        run(address, cursor)
    assert read_cursor(cursor) == reached(9)
    save_cursor(cursor, Cursor())
    with answering(PLAIN + line(4), PLAIN) as (address, _):
        run(address, cursor)
    assert read_cursor(cursor) == reached(4)  # nobody says whether this was all


def test_a_cursor_file_is_replaced_in_one_step(cursor: Path) -> None:
    save_cursor(cursor, Cursor(5))
    save_cursor(cursor, reached(12))
    assert cursor.read_text() == "after=12&at=2026-11-20T08:12:00Z\n"
    assert [path.name for path in cursor.parent.iterdir()] == ["cursor"]


def test_a_number_alone_is_a_cursor(cursor: Path) -> None:
    cursor.write_text("12\n")
    assert read_cursor(cursor) == Cursor(12)


def test_a_spoilt_cursor_is_no_beginning(cursor: Path) -> None:
    cursor.write_text("12 apples")
    with pytest.raises(ValueError, match="apples"):
        run("http://127.0.0.1:1", cursor)
