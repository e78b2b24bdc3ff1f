"""A reader over a store with a few invented stories, asked without a server."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote, unquote

from lxml import html
from starlette.applications import Starlette

from scraper.items import (
    Author,
    Bead,
    Block,
    Divergence,
    Evidence,
    Image,
    Record,
    SentenceBead,
    Version,
)
from scraper.service.reader import routes
from scraper.service.watch import Watch
from scraper.sites import Edition, Expect, Site
from scraper.storage import PublishChange, Store
from tests.test_feed.records import SITE as VISNYK

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

CHAS = Site(
    name="chas",
    title="Час <&>",
    timezone="Europe/Kyiv",
    editions={"uk": Edition("https://chas.example/"), "en": Edition("https://chas.example/en/")},
    article_url=VISNYK.article_url,
    expects=Expect(lead=0.9),
)
SITES: Mapping[str, Site] = {"visnyk": VISNYK, "chas": CHAS}

HEADLINES = {
    "uk": "Міст через Лубень відкрили раніше",
    "en": "Luben bridge opens early",
    "ru": "Мост через Лубень открыли раньше",
}
FIRST = {
    "uk": "Комісія обстежила 1 430 будинків.",
    "en": "Inspectors counted 1,340 houses.",
    "ru": "Комиссия обследовала 1 340 домов.",
}
SECOND = {
    "uk": "Рух дозволили о 10:00.",
    "en": "Traffic was allowed at 10 a.m.",
    "ru": "Движение разрешили в 10:00.",
}
NUMBER = Divergence(
    kind="number",
    langs=("uk",),
    severity="high",
    says="The Ukrainian version says 1 430 houses, the others 1 340.",
    bead=2,
    quotes={"uk": "1 430", "en": "1,340", "ru": "1 340"},
    because=("two of three agree",),
    score=0.9,
)
MISSING = Divergence(
    kind="missing",
    langs=("en",),
    severity="medium",
    says="The English version leaves a heading out.",
    bead=3,
)
EDITED = Divergence(
    kind="edited", langs=("en",), severity="low", says="The Ukrainian version was changed later."
)


def make_version(lang: str, number: int, time: datetime, site: str = "visnyk") -> Version:
    """A version with a paragraph of two sentences and, unless English, a heading."""
    blocks = [Block(kind="paragraph", text=f"{FIRST[lang]} {SECOND[lang]}")]
    if lang != "en":
        blocks.append(Block(kind="heading", text=f"Що далі {number}", level=2))
    return Version(
        id=f"{site}:{lang}:{number}",
        url=f"https://{site}.example/{lang}/news/{number}",
        headline=f"{HEADLINES[lang]} {number}",
        lead=f"Лід {number}",
        blocks=tuple(blocks),
        image=Image(url=f"https://{site}.example/{number}.jpg", caption="Міст", credit="Вісник"),
        authors=(Author(name="Олена Рудик"),),
        published_at=time,
    )


def make_story(
    number: int,
    langs: tuple[str, ...] = ("uk", "en", "ru"),
    divergences: tuple[Divergence, ...] = (),
    *,
    site: str = "visnyk",
    published_at: datetime | None = None,
) -> Record:
    """A story whose versions came half an hour apart, `number` hours before NOW."""
    time = published_at or NOW - number * HOUR
    versions = {
        lang: make_version(lang, number, time + place * HOUR / 2, site)
        for place, lang in enumerate(langs)
    }
    return Record(
        id=f"{site}:uk:{number}",
        site=site,
        langs=langs,
        complete=set(langs) == set(SITES[site].langs),
        published_at=time,
        updated_at=time + HOUR,
        versions=versions,
        evidence=_evidence(langs),
        beads=_beads(langs, number),
        divergences=divergences,
    )


Sentences = dict[str, tuple[str, ...]]


def _evidence(langs: tuple[str, ...]) -> tuple[Evidence, ...]:
    if len(langs) < 2:
        return ()
    pair = (langs[0], langs[1])
    return (
        Evidence(langs=pair, kind="content", score=0.61, because=("4 names: Luben", "same image")),
        Evidence(langs=pair, kind="hreflang", score=1.0, both_sides=True),
    )


def _beads(langs: tuple[str, ...], number: int) -> tuple[Bead, ...]:
    heads: Sentences = {lang: (f"{HEADLINES[lang]} {number}",) for lang in langs}
    leads: Sentences = dict.fromkeys(langs, (f"Лід {number}",))
    first: Sentences = {lang: (FIRST[lang],) for lang in langs}
    second: Sentences = {lang: (SECOND[lang],) for lang in langs}
    with_heading = [lang for lang in langs if lang != "en"]
    return (
        Bead(kind="headline", score=0.9, sentences=(SentenceBead(sentences=heads, score=0.9),)),
        Bead(kind="lead", score=0.5, sentences=(SentenceBead(sentences=leads, score=0.5),)),
        Bead(
            kind="paragraph",
            blocks=dict.fromkeys(langs, (0,)),
            score=0.8,
            sentences=(
                SentenceBead(sentences=first, score=0.9),
                SentenceBead(sentences=second, score=0.7),
            ),
        ),
        Bead(kind="heading", blocks=dict.fromkeys(with_heading, (1,)), score=0.3, moved=True),
    )


def publish(store: Store, *records: Record) -> None:
    """Publishes records at NOW."""
    assert store.acquire("publish", "test", NOW + HOUR, NOW)
    store.publish([PublishChange(record=record) for record in records], NOW, holder="test")
    store.release("publish", "test")


def remove(store: Store, id: str, replaced_by: str | None = None) -> None:
    """Takes a record out."""
    assert store.acquire("publish", "test", NOW + HOUR, NOW)
    store.publish([PublishChange(removed=id, replaced_by=replaced_by)], NOW, holder="test")
    store.release("publish", "test")


def with_text(record: Record, lang: str, text: str) -> Record:
    """The record with another text as one version's headline, lead, first block and caption."""
    version = record.versions[lang]
    changed = replace(
        version,
        headline=text,
        lead=text,
        blocks=(Block(kind="paragraph", text=text), *version.blocks[1:]),
        image=Image(url=version.url, caption=text, credit=text),
        authors=(Author(name=text),),
        section=text,
        tags=(text,),
    )
    return replace(record, versions={**record.versions, lang: changed})


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def tree(self) -> Any:  # noqa: ANN401
        """The body as HTML."""
        return html.fromstring(self.text)

    def all(self, css: str) -> list[str]:
        """The texts of every element, with single spaces."""
        return [" ".join(found.text_content().split()) for found in self.tree.cssselect(css)]

    def links(self, css: str = "a") -> list[str]:
        """Where the links lead."""
        return [str(found.get("href")) for found in self.tree.cssselect(css) if found.get("href")]


class Visitor:
    """Asks the pages as a browser would; `root` is where they are mounted."""

    def __init__(self, store: Store, sites: Mapping[str, Site] = SITES, **given: Any) -> None:  # noqa: ANN401
        watch = Watch(store, sites, lambda: NOW, every=0)
        self.app = Starlette(routes=routes(store, sites, watch, now=lambda: NOW, **given))

    def get(self, path: str, *, method: str = "GET", root: str = "", **headers: str) -> Answer:
        """One answer; header names with `_` for `-`."""
        return asyncio.run(self._ask(path, method, root, headers))

    async def _ask(self, path: str, method: str, root: str, headers: Mapping[str, str]) -> Answer:
        target, _, query = path.partition("?")
        sent: list[Any] = []
        asked = iter([{"type": "http.request", "body": b"", "more_body": False}])

        async def receive() -> Any:  # noqa: ANN401
            message = next(asked, None)
            if message is None:
                await asyncio.sleep(3600)
            return message

        async def send(message: Any) -> None:  # noqa: ANN401
            sent.append(message)

        named = {name.replace("_", "-").lower(): value for name, value in headers.items()}
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "server": ("127.0.0.1", 8000),
            "client": ("127.0.0.1", 1),
            "path": root + unquote(target),
            "raw_path": (root + target).encode(),
            "root_path": root,
            "query_string": quote(query, safe="%=&+").encode(),
            "headers": [
                (b"host", b"127.0.0.1:8000"),
                *((name.encode(), value.encode()) for name, value in named.items()),
            ],
        }
        await self.app(scope, receive, send)
        start = sent[0]
        body = b"".join(message.get("body", b"") for message in sent[1:])
        lower = {name.decode().lower(): value.decode() for name, value in start["headers"]}
        return Answer(start["status"], lower, body)
