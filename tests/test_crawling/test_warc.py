"""Pages out of WARC files: what the server meant, whatever it was packed in."""

from __future__ import annotations

import gzip
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scraper.crawling.warc import WarcError, read_pages

URL = "https://www.visnyk.example/rus/news/novyi-mist-1763280000.html"
BODY = "<html><p>Міст відкрили.</p></html>".encode()


def record(kind: str, block: bytes, url: str = URL, *, extra: str = "") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2026-11-20T10:00:00Z\r\n{extra}Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def response(body: bytes = BODY, headers: str = "", status: str = "200 OK") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{headers}\r\n"
    return head.encode() + body


def chunked(body: bytes) -> bytes:
    parts = (body[at : at + 7] for at in range(0, len(body), 7))
    return b"".join(b"%x;x=1\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def write(path: Path, *records: bytes, packed: bool = False) -> Path:
    path.write_bytes(b"".join(map(gzip.compress, records)) if packed else b"".join(records))
    return path


@pytest.mark.parametrize("packed", [True, False])
def test_responses_in_order(tmp_path: Path, packed: bool) -> None:
    path = write(
        tmp_path / "a.warc",
        record("warcinfo", b"software: x\r\n"),
        record("request", b"GET / HTTP/1.1\r\n\r\n"),
        record("response", response()),
        record("response", response(b"", status="404 Not Found"), "<https://a.example/>"),
        packed=packed,
    )
    first, second = read_pages(path, "visnyk")
    assert (first.site, first.url, first.final_url, first.status) == ("visnyk", URL, URL, 200)
    assert first.body == BODY
    assert first.header("content-type") == "text/html; charset=utf-8"
    assert first.fetched_at == datetime(2026, 11, 20, 10, tzinfo=UTC)
    assert (second.url, second.status, second.body) == ("https://a.example/", 404, b"")


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(BODY), "Transfer-Encoding: chunked\r\n"),
        (gzip.compress(BODY), "Content-Encoding: gzip\r\nContent-Length: 9\r\n"),
        (zlib.compress(BODY), "Content-Encoding: deflate\r\n"),
        (chunked(gzip.compress(BODY)), "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
        (BODY, "Transfer-Encoding: chunked\r\n"),
        (BODY, "Content-Encoding: gzip\r\n"),
    ],
)
def test_bodies_as_the_server_meant_them(tmp_path: Path, body: bytes, headers: str) -> None:
    path = write(tmp_path / "a.warc", record("response", response(body, headers)))
    (page,) = read_pages(path, "visnyk")
    assert page.body == BODY
    assert {name for name, _ in page.headers} == {"content-type"}


def test_an_encoding_nobody_knows_stays(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.warc", record("response", response(b"\x01\x02", "Content-Encoding: zz\r\n"))
    )
    (page,) = read_pages(path, "visnyk")
    assert (page.body, page.header("content-encoding")) == (b"\x01\x02", "zz")


def test_a_body_that_was_cut_says_so(tmp_path: Path) -> None:
    cut = record("response", response(), extra="WARC-Truncated: length\r\n")
    (page,) = read_pages(write(tmp_path / "a.warc", cut), "visnyk")
    assert page.cut == "size"


@pytest.mark.parametrize(
    "content",
    [
        b"<html>no archive</html>",
        record("response", response())[:-20],
        gzip.compress(record("response", response()))[:-12],
        record("response", b"HTTP/1.1\r\n\r\n"),
        b"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
    ],
)
def test_a_broken_file_names_itself(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.warc"
    path.write_bytes(content)
    with pytest.raises(WarcError, match=r"broken\.warc"):
        list(read_pages(path, "visnyk"))
