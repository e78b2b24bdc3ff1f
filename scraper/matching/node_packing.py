"""Nodes as bytes to be kept, and the name of what they were made with."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from functools import cache
from importlib import resources
from operator import attrgetter

import msgspec

from scraper.matching.node import Node, Spot
from scraper.matching.packing import name_rules
from scraper.matching.score import Score
from scraper.text.knowledge import Knowledge

_MEASURES = attrgetter(*(field.name for field in fields(Score)))
_Measures = tuple[float, float, float, float, float, float, float, bool, float, float | None]


class _Packed(msgspec.Struct, array_like=True):
    time: int
    lang: str
    keys: dict[int, float]
    found: dict[str, list[tuple[float, str]]]
    near: dict[str, dict[str, float]]
    scores: dict[str, _Measures]


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Packed)


def pack_node(node: Node) -> bytes:
    """The node as bytes, without its vector, which comes from the features."""
    scores = {other: _MEASURES(score) for other, score in node.scores.items()}
    keys = dict(node.keys)
    return _ENCODER.encode(_Packed(node.time, node.lang, keys, node.found, node.near, scores))


def unpack_node(identity: str, packed: bytes) -> Node:
    """The node that `pack_node` packed; msgspec.DecodeError for other bytes."""
    read = _DECODER.decode(packed)
    return Node(
        Spot(read.time, identity, read.lang),
        keys=read.keys,
        found=read.found,
        near=read.near,
        scores={other: Score(*measures) for other, measures in read.scores.items()},
    )


def name_reader(knowledge: Knowledge, window: int, threshold: float, encoder: str) -> str:
    """The digest of all that a site's nodes depend on beyond its articles.

    That is the code, the snapshot, what the site is known for, and the encoder by its digest.
    """
    told = (name_rules(knowledge), knowledge.number, window, threshold, encoder)
    return hashlib.sha256(repr(told).encode() + _written_code()).hexdigest()[:32]


@cache
def _written_code() -> bytes:
    """A digest of the code and tables that nodes are made by."""
    digest = hashlib.sha256()
    for file in sorted(resources.files("scraper.matching").iterdir(), key=lambda one: one.name):
        if file.name.endswith((".py", ".tsv")):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.digest()
