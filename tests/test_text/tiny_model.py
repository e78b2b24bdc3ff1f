"""A sentence encoder of a few hundred bytes: an embedding table as ONNX, and its tokenizer.

The ONNX file is written field by field (onnx.proto3), so that no further package is needed.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence

INT64, FLOAT = 7, 1  # TensorProto.DataType


def tiny_model(table: Sequence[Sequence[float]]) -> bytes:
    """A model with one node, Gather(table, input_ids): a row of the table per word."""
    size = len(table[0])
    weights = b"".join(struct.pack("<f", value) for row in table for value in row)
    tensor = (
        _numbers(1, len(table)) + _numbers(1, size) + _numbers(2, FLOAT)
        + _text(8, "table") + _bytes(9, weights)
    )  # fmt: skip
    node = _text(1, "table") + _text(1, "input_ids") + _text(2, "words") + _text(4, "Gather")
    graph = (
        _bytes(1, node)
        + _text(2, "tiny")
        + _bytes(5, tensor)
        + _bytes(11, _value("input_ids", INT64, ("batch", "words")))
        + _bytes(11, _value("attention_mask", INT64, ("batch", "words")))
        + _bytes(12, _value("words", FLOAT, ("batch", "words", size)))
    )
    operators = _text(1, "") + _numbers(2, 13)
    return _numbers(1, 8) + _bytes(7, graph) + _bytes(8, operators)


def tiny_tokenizer(words: Sequence[str]) -> bytes:
    """A tokenizer.json that splits at spaces and knows these words; the first is for all others."""
    return json.dumps(
        {
            "version": "1.0",
            "added_tokens": [],
            "normalizer": {"type": "Lowercase"},
            "pre_tokenizer": {"type": "Whitespace"},
            "model": {
                "type": "WordLevel",
                "vocab": {word: at for at, word in enumerate(words)},
                "unk_token": words[0],
            },
        }
    ).encode()


def _value(name: str, kind: int, shape: Sequence[str | int]) -> bytes:
    sides = b"".join(
        _bytes(1, _text(2, side) if isinstance(side, str) else _numbers(1, side)) for side in shape
    )
    tensor = _numbers(1, kind) + _bytes(2, sides)
    return _text(1, name) + _bytes(2, _bytes(1, tensor))


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


def _numbers(field: int, number: int) -> bytes:
    return _varint(field << 3) + _varint(number)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _text(field: int, value: str) -> bytes:
    return _bytes(field, value.encode())
