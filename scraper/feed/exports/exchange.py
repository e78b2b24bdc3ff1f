"""Formats of translation tools: TMX 1.4b and XLIFF 2.1, written as a stream with lxml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from scraper.feed.segments import Segment

XML = "{http://www.w3.org/XML/1998/namespace}"
XLIFF = "urn:oasis:names:tc:xliff:document:2.0"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_tmx(segments: Iterable[Segment], path: Path, _langs: Sequence[str]) -> int:
    """TMX 1.4b: a `tu` for each segment, with score, record and addresses as properties."""
    count = 0
    with etree.xmlfile(str(path), encoding="utf-8") as file:
        file.write_declaration()
        file.write_doctype('<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
        with file.element("tmx", version="1.4"):
            file.write(_tmx_header(), pretty_print=True)
            with file.element("body"):
                for segment in segments:
                    file.write(_unit(segment), pretty_print=True)
                    count += 1
    return count


def _tmx_header() -> Any:  # noqa: ANN401
    attributes = {
        "creationtool": "Tlumach",
        "creationtoolversion": "0.1",
        "segtype": "sentence",
        "o-tmf": "tlumach",
        "adminlang": "en",
        "srclang": "*all*",  # any language may be a unit's source, and some lack the first
        "datatype": "plaintext",
    }
    return etree.Element("header", attributes)


def _unit(segment: Segment) -> Any:  # noqa: ANN401
    unit = etree.Element("tu", tuid=clean(segment.id))
    if segment.level == "block":
        unit.set("segtype", "paragraph")
    for name, value in (
        ("score", f"{segment.score:.4f}"),
        ("kind", segment.kind),
        ("site", segment.site),
        ("record", segment.record),
    ):
        _property(unit, name, value)
    for lang, text in segment.texts.items():
        variant = etree.SubElement(unit, "tuv", {f"{XML}lang": lang})
        _property(variant, "url", segment.urls[lang])
        etree.SubElement(variant, "seg").text = clean(text)
    return unit


def _property(parent: Any, name: str, value: str) -> None:  # noqa: ANN401
    etree.SubElement(parent, "prop", type=name).text = clean(value)


def write_xliff(segments: Iterable[Segment], path: Path, langs: Sequence[str]) -> int:
    """XLIFF 2.1 from the first to the second language; every segment must have both."""
    source, target = langs[:2]
    count = 0
    root = {"xmlns": XLIFF, "version": "2.1", "srcLang": source, "trgLang": target}
    with etree.xmlfile(str(path), encoding="utf-8") as file:
        file.write_declaration()
        with file.element("xliff", root), file.element("file", id="f1"):
            for segment in segments:
                count += 1
                file.write(_xliff_unit(segment, source, target, count), pretty_print=True)
    return count


def _xliff_unit(segment: Segment, source: str, target: str, number: int) -> Any:  # noqa: ANN401
    unit = etree.Element("unit", id=f"u{number}", name=clean(segment.id))
    notes = etree.SubElement(unit, "notes")
    for lang in (source, target):
        etree.SubElement(notes, "note", category=f"url-{lang}").text = clean(segment.urls[lang])
    etree.SubElement(notes, "note", category="score").text = f"{segment.score:.4f}"
    inner = etree.SubElement(unit, "segment")
    for name, lang in (("source", source), ("target", target)):
        etree.SubElement(inner, name).text = clean(segment.texts[lang])
    return unit


def clean(text: str) -> str:
    """A text without the characters that XML 1.0 has no way to write."""
    return _FORBIDDEN.sub("", text)
