"""Single records, search, and the endpoints that describe and watch the service."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import msgspec
import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from sqlalchemy import text

from scraper.feed import record_schema, write_output
from scraper.items import Record, Story
from scraper.service.app import OPERATIONS, create_app
from scraper.storage import Outcome, PublishChange, Store
from tests.test_feed.records import HEADLINES, SITE, make_record
from tests.test_service.serving import Client, serve
from tests.test_storage.samples import NOW, make_article

ME = "host:1"
PUBLIC = "http://127.0.0.1:8000/"


@pytest.fixture
def client(store: Store, tmp_path: Path) -> Iterator[Client]:
    """A service over an empty store."""
    assert store.acquire("publish", ME, NOW + timedelta(hours=1), NOW)
    app = create_app(store, tmp_path, sites={"visnyk": SITE}, title="Вісник", public_url=PUBLIC)
    with serve(app) as client:
        yield client


def publish(store: Store, *records: Record) -> None:
    """Publishes records in this order."""
    store.publish([PublishChange(record=record) for record in records], NOW, holder=ME)


# --- one record ----------------------------------------------------------------------------------


def test_a_record_by_its_id(store: Store, client: Client) -> None:
    publish(store, make_record(1))
    answer = client.get("/records/visnyk:uk:1")
    assert answer.status == 200
    assert msgspec.json.decode(answer.body, type=Record) == store.record("visnyk:uk:1")
    assert answer.headers["content-location"] == "/records/visnyk:uk:1"
    tag, date = answer.headers["etag"], answer.headers["last-modified"]
    assert client.get("/records/visnyk:uk:1", if_none_match=tag).status == 304
    assert client.get("/records/visnyk:uk:1", if_modified_since=date).status == 304


@pytest.mark.parametrize(
    "id", ["visnyk:uk:https://visnyk.example/a/?b=1&c=ї", "visnyk:uk:%2f", "visnyk:uk:a b#c"]
)
def test_any_id_can_be_asked_for(store: Store, client: Client, id: str) -> None:
    publish(store, replace(make_record(1), id=id))
    answer = client.get(f"/records/{quote(id, safe='')}")
    assert answer.status == 200
    assert answer.json()["id"] == id
    assert client.get(answer.headers["content-location"]).body == answer.body


def test_an_edit_changes_the_tag(store: Store, client: Client) -> None:
    publish(store, make_record(1))
    first = client.get("/records/visnyk:uk:1").headers["etag"]
    publish(store, make_record(1, ("uk", "en")))
    assert client.get("/records/visnyk:uk:1", if_none_match=first).status == 200


def test_a_removed_record_is_gone_and_says_who_took_over(store: Store, client: Client) -> None:
    publish(store, make_record(1))
    change = PublishChange(removed="visnyk:uk:1", replaced_by="visnyk:uk:2")
    store.publish([change], NOW, holder=ME)
    answer = client.get("/records/visnyk:uk:1")
    assert answer.status == 410
    assert (answer.json()["removed"], answer.json()["replaced_by"]) == (True, "visnyk:uk:2")


@pytest.mark.parametrize(
    "id", ["nothing", "visnyk:uk:404", "a" * 5000, "%00", "..%2f..%2fetc", "'"]
)
def test_an_unknown_record(client: Client, id: str) -> None:
    answer = client.get(f"/records/{id}")
    assert answer.status == 404
    assert answer.headers["content-type"] == "application/problem+json"


# --- by address ----------------------------------------------------------------------------------


@pytest.fixture
def story(store: Store, client: Client) -> Record:
    """A published story of two articles that the store knows by their addresses."""
    articles = [make_article(1, "uk"), make_article(2, "en")]
    outcomes = [
        Outcome(site="visnyk", url=one.url, state="done", article=one, aliases=(f"{one.url}?amp",))
        for one in articles
    ]
    store.commit(outcomes, NOW)
    ids = {one.lang: one.id for one in articles}
    store.save_stories([Story(id=articles[0].id, site="visnyk", articles=ids)], NOW)
    publish(store, make_record(1))
    record = store.record("visnyk:uk:1")
    assert record is not None
    return record


@pytest.mark.parametrize(
    "url",
    [
        "https://visnyk.example/uk/novyna-1.html",
        "https://visnyk.example/en/novyna-2.html",
        "http://visnyk.example/en/novyna-2.html?utm_source=x#top",
        "https://visnyk.example/en/novyna-2.html?amp",
    ],
)
def test_any_version_leads_to_the_story(client: Client, story: Record, url: str) -> None:
    answer = client.get(f"/records?{urlencode({'url': url})}")
    assert answer.status == 200
    assert answer.json()["id"] == story.id
    assert answer.headers["content-location"] == f"/records/{story.id}"


@pytest.mark.parametrize(
    "url", ["https://visnyk.example/", "no address", "javascript:alert(1)", "\u202e"]
)
def test_an_address_of_no_article(client: Client, story: Record, url: str) -> None:
    assert client.get(f"/records?{urlencode({'url': url})}").status == 404


@pytest.mark.parametrize(
    "query", ["", "url=", "url=%00", "url=a&url=b", "id=1", "url=" + "a" * 2049]
)
def test_an_address_is_asked_for(client: Client, query: str) -> None:
    assert client.get(f"/records?{query}").status == 400


# --- search --------------------------------------------------------------------------------------


def search(client: Client, **query: object) -> dict[str, Any]:
    answer = client.get(f"/search?{urlencode(query)}")
    assert answer.status == 200, answer.body
    found: dict[str, Any] = answer.json()
    return found


def test_what_is_found_is_described(store: Store, client: Client) -> None:
    publish(store, make_record(1), make_record(2, ("en",)))
    found = search(client, q="МОСТОМ дозволили")
    assert found["next"] is None
    (result,) = found["results"]
    assert result["id"] == "visnyk:uk:1"
    assert client.get(result["record"]).json()["id"] == "visnyk:uk:1"
    assert result["versions"]["en"] == {
        "id": "visnyk:en:1",
        "url": "https://visnyk.example/en/news/1",
        "headline": HEADLINES["en"],
        "lead": make_record(1).versions["en"].lead,
        "published_at": "2026-11-17T09:00:00Z",
    }


def test_pages_of_what_is_found_lead_to_the_end(store: Store, client: Client) -> None:
    publish(store, *(make_record(number, ("uk",)) for number in range(1, 8)))
    got: list[int] = []
    address: str | None = "/search?" + urlencode({"q": "міст", "limit": 3, "site": "visnyk"})
    while address:
        page = client.get(address).json()
        got += [result["sequence"] for result in page["results"]]
        address = page["next"]
    assert got == [7, 6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    "query",
    ["", "q=", "q=%20", "q=*", "q=ab*", "q=" + "a" * 201, "q=a&limit=101", "q=a&limit=0", "q=a&x=1",
     "q=a&before=-1", "q=a&site=%2e", "q=" + "a+" * 20, "q=a&q=b"],
)  # fmt: skip
def test_what_cannot_be_searched_is_told(client: Client, query: str) -> None:
    answer = client.get(f"/search?{query}")
    assert answer.status == 400
    assert answer.json()["detail"]


@pytest.mark.parametrize(
    "q", ["'; DROP TABLE records --", '"', "a\0b", "NEAR(a b)", "a:b", "\u202e міст"]
)
def test_any_text_can_be_searched(store: Store, client: Client, q: str) -> None:
    publish(store, make_record(1))
    assert client.get(f"/search?{urlencode({'q': q})}").status in (200, 400)
    assert store.record("visnyk:uk:1") is not None


# --- descriptions --------------------------------------------------------------------------------


def test_the_description_is_valid_and_names_every_endpoint(client: Client) -> None:
    document = client.get("/openapi.json").json()
    validate(document)
    assert set(document["paths"]) == {one.address for one in OPERATIONS}
    for path, described in document["paths"].items():
        asked = path.format(id="x", lang="uk", site="visnyk")
        answer = client.get(asked)
        assert str(answer.status) in described["get"]["responses"], path


def test_answers_fit_their_description(store: Store, client: Client) -> None:
    publish(store, make_record(1))
    document = client.get("/openapi.json").json()
    for path, shape in [
        ("/records/visnyk:uk:1", "Record"),
        ("/search?q=міст", "SearchResult"),
        ("/healthz", "Health"),
    ]:
        schema = {"$ref": f"#/components/schemas/{shape}", "components": document["components"]}
        Draft202012Validator(schema).validate(client.get(quote(path, safe="/?=:")).json())


def test_limits_are_those_that_hold(client: Client) -> None:
    parameters = client.get("/openapi.json").json()["paths"]["/changes"]["get"]["parameters"]
    limit = next(one for one in parameters if one["name"] == "limit")["schema"]
    assert client.get(f"/changes?limit={limit['maximum']}").status == 200
    assert client.get(f"/changes?limit={limit['maximum'] + 1}").status == 400


def test_the_schema_is_that_of_the_files(client: Client, tmp_path: Path) -> None:
    write_output(
        [], tmp_path, title="Вісник", public_url=PUBLIC, langs=("uk",), sites={"visnyk": SITE}
    )
    answer = client.get("/schema.json")
    assert answer.body == (tmp_path / "schema.json").read_bytes()
    assert answer.json() == json.loads(msgspec.json.encode(record_schema(PUBLIC + "schema.json")))


# --- watching ------------------------------------------------------------------------------------


def test_health_tells_how_far_the_files_are(store: Store, client: Client, tmp_path: Path) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "sequence": 0, "files_sequence": None}
    publish(store, make_record(1))
    record = store.record("visnyk:uk:1")
    assert record is not None
    write_output(
        [record], tmp_path, title="Вісник", public_url=PUBLIC, langs=("uk",), sites={"visnyk": SITE}
    )
    publish(store, make_record(2))
    assert client.get("/healthz").json() == {"status": "ok", "sequence": 2, "files_sequence": 1}


def test_a_store_that_fails_is_told(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path}/store.db") as store:
        app = create_app(store, tmp_path, sites={}, title="Вісник", public_url=PUBLIC)
        with serve(app) as client:
            with store.writing() as connection:
                for table in ("record_words", "record_revisions", "counters"):
                    connection.execute(text(f"DROP TABLE {table}"))
            assert client.get("/healthz").status == 503
            for path in ("/changes", "/search?q=a", "/records/x"):
                answer = client.get(path)
                assert answer.status == 503
                assert answer.headers["retry-after"] == "5"
                assert b"TABLE" not in answer.body.upper()


def test_figures_for_prometheus(store: Store, client: Client) -> None:
    run = store.start_run("visnyk", "host", 1, NOW)
    store.finish_run(run, "finished", {}, NOW)
    publish(store, make_record(1))
    client.get("/records/visnyk:uk:1")
    client.get("/records/visnyk:uk:404")
    client.get("/no-such-page")
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    lines = answer.body.decode().splitlines()
    assert "tlumach_sequence 1.0" in lines
    assert 'tlumach_http_requests_total{endpoint="records_serve_by_id",status="200"} 1.0' in lines
    assert 'tlumach_http_requests_total{endpoint="records_serve_by_id",status="404"} 1.0' in lines
    assert 'tlumach_http_requests_total{endpoint="none",status="404"} 1.0' in lines
    assert any(line.startswith("tlumach_run_ended") and "finished" in line for line in lines)
    assert any(line.startswith("process_resident_memory_bytes") for line in lines)


def test_figures_never_name_what_was_asked(client: Client) -> None:
    for number in range(5):
        client.get(f"/secret-{number}")
    assert "secret" not in client.get("/metrics").body.decode()


def test_without_pages_the_first_address_tells_where_to_begin(client: Client) -> None:
    begin = json.loads(client.get("/").body)
    assert client.get(begin["changes"]).status == 200
    assert client.get(begin["description"]).status == 200
