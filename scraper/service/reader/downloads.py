"""One story as a file for other programs: its record as JSON, its sentences as TMX 1.4b."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

import msgspec

from scraper.items import Record, SentenceBead

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_json(record: Record) -> bytes:
    """The record as the feed has it, on lines people can read."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2)


def write_tmx(record: Record) -> bytes:
    """Every bead of sentences with at least two languages as a translation unit."""
    source = record.langs[0] if record.langs else "*all*"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<tmx version="1.4">',
        '<header creationtool="tlumach" creationtoolversion="0.1" segtype="sentence"'
        f' o-tmf="tlumach" adminlang="en" srclang={quoteattr(source)} datatype="plaintext">',
        f'<prop type="story">{_clean(record.id)}</prop>',
        *(
            f'<prop type="source-{lang}">{_clean(version.url)}</prop>'
            for lang, version in record.versions.items()
        ),
        "</header>",
        "<body>",
        *_units(record),
        "</body>",
        "</tmx>",
        "",
    ]
    return "\n".join(lines).encode()


def _units(record: Record) -> Iterator[str]:
    for place, bead in enumerate(record.beads):
        for number, sentences in enumerate(bead.sentences):
            if sum(bool(texts) for texts in sentences.sentences.values()) > 1:
                yield from _unit(f"{place}.{number}", bead.kind, sentences)


def _unit(number: str, kind: str, sentences: SentenceBead) -> Iterator[str]:
    yield f'<tu tuid="{number}">'
    yield f'<prop type="kind">{kind}</prop>'
    yield f'<prop type="score">{sentences.score:.3f}</prop>'
    for lang, texts in sentences.sentences.items():
        if texts:
            yield f"<tuv xml:lang={quoteattr(lang)}><seg>{_clean(' '.join(texts))}</seg></tuv>"
    yield "</tu>"


def _clean(text: str) -> str:
    """The text escaped, without what XML cannot hold."""
    return escape(_NO_XML.sub("", text))
