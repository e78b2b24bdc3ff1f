"""The published files over HTTP: names, validators, compression, and real feed readers."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from email.utils import formatdate
from pathlib import Path

import brotli
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from scraper.feed import write_output
from scraper.service.app import create_app
from scraper.service.bell import Bell
from scraper.service.files import KEPT_BYTES, SERVED, SMALL, Moved, OutputFiles
from scraper.storage import Store
from tests.test_feed.records import SITE, make_record, make_removed
from tests.test_service.serving import Answer, Client, serve

PUBLIC = "http://127.0.0.1:8000/"
ClientOf = Callable[[Path], Client]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with 120 stories and one removed."""
    folder = tmp_path_factory.mktemp("output")
    records = [*(make_record(number) for number in range(1, 121)), make_removed(121, "visnyk:uk:1")]
    write_output(
        records,
        folder,
        title="Вісник",
        public_url=PUBLIC,
        langs=("uk", "en", "ru"),
        sites={"visnyk": SITE},
    )
    return folder


@pytest.fixture(scope="module")
def client(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A service over these files."""
    with Store.open(f"sqlite:///{tmp_path_factory.mktemp('store')}/store.db") as store:
        app = create_app(store, folder, sites={}, title="Вісник", public_url=PUBLIC)
        with serve(app) as client:
            yield client


@pytest.fixture
def client_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClientOf]:
    """Serves the folder that it is given."""
    with ExitStack() as stack:
        url = f"sqlite:///{tmp_path_factory.mktemp('store')}/store.db"
        store = stack.enter_context(Store.open(url))

        def start(folder: Path) -> Client:
            app = create_app(store, folder, sites={}, title="Вісник", public_url=PUBLIC)
            return stack.enter_context(serve(app))

        yield start


def every_file(folder: Path) -> list[str]:
    """The paths of all files below a folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


def test_every_published_file_is_served_as_it_is(folder: Path, client: Client) -> None:
    names = every_file(folder)
    assert len(names) > 8
    for name in names:
        answer = client.get(f"/{name}")
        assert (answer.status, answer.body) == (200, (folder / name).read_bytes()), name
        assert answer.headers["content-length"] == str(len(answer.body))


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("feed.json", "application/feed+json"),
        ("feed.uk.json", "application/feed+json"),
        ("feed.xml", "application/atom+xml"),
        ("sites/visnyk/feed.json", "application/feed+json"),
        ("manifest.json", "application/json"),
        ("schema.json", "application/schema+json"),
        ("records/removed.jsonl", "application/jsonl"),
        ("records/visnyk/2026-11-17.jsonl", "application/jsonl"),
    ],
)
def test_media_types(client: Client, name: str, media_type: str) -> None:
    assert client.get(f"/{name}").headers["content-type"] == media_type


@pytest.mark.parametrize(
    "path",
    [
        "/feed.txt", "/feed.json.tmp", "/feed%2e%2e.json", "/feed../../etc/passwd", "/feed-x.json",
        "/feed.%D1%83%D0%BA.json", "/sites/visnyk/feed.php", "/sites/..%2fvisnyk/feed.json",
        "/records/visnyk/2026-11-17.jsonl.tmp", "/records/../manifest.json", "/.feed.json.tmp",
        "/records/visnyk/..%2f..%2fmanifest.jsonl", "/feed.json%00", "/feed.json%0a", "/feed",
        "/feed.uk.xml.json", "/sites//feed.json", "/records/%D0%B2/undated.jsonl",
    ],
)  # fmt: skip
def test_no_other_file_is_served(client: Client, path: str) -> None:
    assert client.get(path).status in (404, 410)


def test_ukrainian_is_also_called_ua(client: Client) -> None:
    assert client.get("/feed.ua.json").body == client.get("/feed.uk.json").body
    assert client.get("/sites/visnyk/feed.ua.json").status == 200


def test_names_end_where_they_end() -> None:
    assert SERVED.fullmatch("feed.json\n") is None
    assert SERVED.fullmatch("records/removed.jsonl")


# --- asking again --------------------------------------------------------------------------------


def test_a_reader_that_has_it_gets_no_body(client: Client) -> None:
    first = client.get("/feed.json")
    tag, date = first.headers["etag"], first.headers["last-modified"]
    assert tag.startswith('W/"')
    for asked in ({"if_none_match": tag}, {"if_modified_since": date}):
        again = client.get("/feed.json", **asked)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["etag"] == tag
        assert again.headers["last-modified"] == date
        assert again.headers["cache-control"] == first.headers["cache-control"]
        assert again.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("{tag}", 304),
        ("{strong}", 304),
        ('"x", {tag}', 304),
        ('W/"y",{strong} , "z"', 304),
        ("*", 304),
        ('"x"', 200),
        ("", 200),
        ("{bare}", 200),
    ],
)
def test_tags_are_compared_weakly(client: Client, asked: str, status: int) -> None:
    tag = client.get("/feed.json").headers["etag"]
    strong = tag.removeprefix("W/")
    named = asked.format(tag=tag, strong=strong, bare=strong.strip('"'))
    assert client.get("/feed.json", if_none_match=named).status == status


def test_the_date_counts_only_without_a_tag(client: Client) -> None:
    later = formatdate(2_000_000_000, usegmt=True)
    assert client.get("/feed.json", if_modified_since=later).status == 304
    asked = {"if_modified_since": later, "if_none_match": '"other"'}
    assert client.get("/feed.json", **asked).status == 200


@pytest.mark.parametrize("date", ["yesterday", "", "Thu, 99 Foo 2026 00:00:00 GMT", "0", "\xff"])
def test_a_date_that_is_none_is_ignored(client: Client, date: str) -> None:
    assert client.get("/feed.json", if_modified_since=date).status == 200


def test_the_tag_follows_the_content_and_nothing_else(tmp_path: Path, client_of: ClientOf) -> None:
    path = tmp_path / "feed.json"
    path.write_bytes(b'{"a": 1}')
    client = client_of(tmp_path)
    tags = [client.get("/feed.json").headers["etag"]]
    os.utime(path, (1_900_000_000, 1_900_000_000))
    tags.append(client.get("/feed.json").headers["etag"])
    path.write_bytes(b'{"a": 2}')
    changed = client.get("/feed.json")
    assert tags[0] == tags[1] != changed.headers["etag"]
    assert changed.body == b'{"a": 2}'


def test_head_is_the_same_without_the_body(client: Client) -> None:
    for name in ("feed.json", "openapi.json", "healthz", "schema.json"):
        head, got = client.get(f"/{name}", method="HEAD"), client.get(f"/{name}")
        assert head.body == b""
        assert stable(head) == stable(got)


def stable(answer: Answer) -> dict[str, str]:
    """The headers without the clock's."""
    return {name: value for name, value in answer.headers.items() if name != "date"}


# --- compression ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br", "br"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br;q=0, *;q=0.1", "gzip"),
        ("*", "br"),
        ("identity", None),
        ("gzip;q=0", None),
        ("zstd", None),
        ("", None),
        ("gzip;q=x", None),
        (",;=gzip", None),
    ],
)
def test_what_the_reader_takes(client: Client, accepted: str, encoding: str | None) -> None:
    plain = client.get("/feed.json")
    answer = client.get("/feed.json", accept_encoding=accepted)
    assert answer.headers.get("content-encoding") == encoding
    assert answer.headers["etag"] == plain.headers["etag"]
    assert answer.headers["vary"] == "Accept-Encoding"
    assert unpack(answer) == plain.body


def unpack(answer: Answer) -> bytes:
    """The content of an answer."""
    match answer.headers.get("content-encoding"):
        case "gzip":
            return gzip.decompress(answer.body)
        case "br":
            return bytes(brotli.decompress(answer.body))
        case _:
            return answer.body


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_streams_and_made_answers_are_compressed_too(
    tmp_path: Path, client_of: ClientOf, encoding: str
) -> None:
    large = tmp_path / "records/visnyk/2026-11-17.jsonl"
    large.parent.mkdir(parents=True)
    large.write_bytes(os.urandom(SMALL // 2).hex().encode() + b"\n")
    client = client_of(tmp_path)
    for path in ("/records/visnyk/2026-11-17.jsonl", "/openapi.json", "/metrics"):
        answer = client.get(path, accept_encoding=encoding)
        assert answer.headers["content-encoding"] == encoding, path
        assert len(unpack(answer)) > len(answer.body)
    assert unpack(client.get("/records/visnyk/2026-11-17.jsonl", accept_encoding=encoding)) == (
        large.read_bytes()
    )


def test_tiny_answers_are_not_compressed(client: Client) -> None:
    answer = client.get("/healthz", accept_encoding="gzip")
    assert "content-encoding" not in answer.headers


# --- large files, and many -----------------------------------------------------------------------


def test_a_large_file_is_streamed_with_validators(tmp_path: Path, client_of: ClientOf) -> None:
    path = tmp_path / "records/visnyk/2026-11-17.jsonl"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"".join(b'{"n": %d}\n' % number for number in range(200_000)))
    client = client_of(tmp_path)
    answer = client.get("/records/visnyk/2026-11-17.jsonl")
    assert answer.body == path.read_bytes()
    tag = answer.headers["etag"]
    assert client.get("/records/visnyk/2026-11-17.jsonl", if_none_match=tag).status == 304
    head = client.get("/records/visnyk/2026-11-17.jsonl", method="HEAD")
    assert (head.status, head.headers["etag"]) == (200, tag)
    assert head.headers["content-length"] == str(path.stat().st_size)


def test_memory_for_files_is_bounded(tmp_path: Path) -> None:
    files = OutputFiles(tmp_path)
    app = Starlette(routes=[Route("/feed{rest}", files.serve)])
    app.state.bell = Bell(lambda: 0)
    for number in range(2, 40):
        (tmp_path / f"feed-{number}.json").write_bytes(os.urandom(SMALL // 2).hex().encode())
    with serve(app) as client:
        for number in range(2, 40):
            assert client.get(f"/feed-{number}.json", accept_encoding="gzip").status == 200
    kept = files._kept.values()
    assert 0 < sum(one.size for one in kept) <= KEPT_BYTES


def test_before_the_first_publication(tmp_path: Path, client_of: ClientOf) -> None:
    answer = client_of(tmp_path).get("/feed.json")
    assert answer.status == 404
    assert "feed.json appears when" in answer.json()["detail"]


def test_only_the_own_addresses_of_a_feed_are_moved() -> None:
    moved = Moved("http://127.0.0.1:8000", "http://127.0.0.1:9000/")
    text = (
        b'{"next_url":"http://127.0.0.1:8000/feed-2.json","title":"\\":\\"http://127.0.0.1:8000/"}'
    )
    assert moved.apply("feed.json", text) == text.replace(b"8000/feed", b"9000/feed")
    atom = b'<id>http://127.0.0.1:8000/feed.xml</id><link href="http://127.0.0.1:8000/feed.xml"/>'
    assert moved.apply("sites/visnyk/feed.xml", atom).count(b"9000") == 1
    assert moved.apply("records/visnyk/undated.jsonl", text) == text
    assert moved.apply("manifest.json", text) == text
