"""Invented records for the feed's tests."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from scraper.items import Author, Bead, Block, Evidence, Image, Record, SentenceBead, Version
from scraper.sites import Edition, Site

START = datetime(2026, 11, 17, 8, 0, tzinfo=UTC)
HEADLINES = {
    "uk": "Міст через Лубень відкрили на два тижні раніше",
    "en": "Luben bridge opens two weeks early",
    "ru": "Мост через Лубень открыли на две недели раньше",
}
SENTENCES = {
    "uk": "Рух мостом дозволили о 10:00, повідомили в міськраді.",
    "en": "Traffic was allowed at 10 a.m., the city council said.",
    "ru": "Движение по мосту разрешили в 10:00, сообщили в горсовете.",
}
SITE = Site(
    name="visnyk",
    title="Вісник",
    timezone="Europe/Kyiv",
    editions={
        "uk": Edition("https://visnyk.example/"),
        "en": Edition("https://visnyk.example/en/"),
        "ru": Edition("https://visnyk.example/ru/"),
    },
    article_url=re.compile(r"/news/(?P<key>\d+)"),
)


def make_version(lang: str, number: int, published_at: datetime | None = START) -> Version:
    """One version with every kind of block, with markup characters in its text."""
    return Version(
        id=f"visnyk:{lang}:{number}",
        url=f"https://visnyk.example/{lang}/news/{number}",
        headline=HEADLINES[lang],
        lead=f"{SENTENCES[lang]} <{number}>",
        blocks=(
            Block(kind="paragraph", text=f"{SENTENCES[lang]} {number} < {number + 1} & «так»"),
            Block(kind="heading", text=HEADLINES[lang], level=2),
            Block(kind="list_item", text="460 м"),
            Block(kind="list_item", text="18 м"),
            Block(kind="table", text="Місто\tТемпература\nКиїв\t+3"),
            Block(kind="quote", text=SENTENCES[lang]),
        ),
        image=Image(url=f"https://visnyk.example/img/{number}.jpg", caption="Міст"),
        authors=(Author(name="Олена Рудик"),),
        tags=("міст", "Лубень"),
        published_at=published_at,
    )


def make_record(
    number: int, langs: tuple[str, ...] = ("uk", "en", "ru"), published_at: datetime | None = None
) -> Record:
    """A story with these versions, published `number` hours after START unless a time is given."""
    time = published_at or START + timedelta(hours=number)
    return Record(
        id=f"visnyk:uk:{number}",
        site="visnyk",
        langs=langs,
        complete=len(langs) == 3,
        published_at=time,
        updated_at=time + timedelta(minutes=30),
        sequence=number,
        versions={lang: make_version(lang, number, time) for lang in langs},
        evidence=(Evidence(langs=("uk", "ru"), kind="hreflang", score=1.0, both_sides=True),),
        beads=(
            Bead(
                kind="paragraph",
                blocks=dict.fromkeys(langs, (0,)),
                score=0.9,
                sentences=(
                    SentenceBead(sentences={lang: (SENTENCES[lang],) for lang in langs}, score=0.8),
                ),
            ),
            Bead(kind="quote", blocks=dict.fromkeys(langs, (5,)), score=0.7),
        ),
    )


def make_removed(number: int, replaced_by: str | None = None) -> Record:
    """A record that was taken out."""
    bare = replace(make_record(number), versions={}, evidence=(), beads=(), langs=())
    return replace(bare, complete=False, removed=True, replaced_by=replaced_by)
