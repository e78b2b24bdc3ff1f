"""The optional sentence encoder: texts to vectors by an exported multilingual model.

It gets the bytes of a model (ONNX) and of a tokenizer (tokenizer.json); who reads them from a
folder, and where vectors are kept, is not its business. It is one more witness, never the only one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from hashlib import sha256
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

EXTRA = ("onnxruntime", "tokenizers", "numpy")
BATCH = 16  # texts that are encoded at once
LONGEST = 256  # pieces of a text that the model reads; headline and lead decide anyway

Meaning = tuple[float, ...]


class EncoderError(RuntimeError):
    """The encoder cannot be used; the message says what is missing."""


class Encodes(Protocol):
    """Anything that brings texts to vectors of length 1."""

    def encode(self, texts: Sequence[str]) -> list[Meaning]:
        """One vector per text, in order."""


class Encoder:
    """An exported model: its sentence output, or the mean of its last layer's words."""

    def __init__(self, model: bytes, tokenizer: bytes) -> None:
        """Raises EncoderError without the extra `neural`, or when the bytes are no model."""
        require_extra()
        self.digest = sha256(model + tokenizer).hexdigest()
        self._session = _open_model(model)
        self._tokenizer = _open_tokenizer(tokenizer)
        self._inputs = [one.name for one in self._session.get_inputs()]

    def encode(self, texts: Sequence[str]) -> list[Meaning]:
        """One vector of length 1 per text, in order; longer texts are cut at LONGEST pieces."""
        vectors: list[Meaning] = []
        for start in range(0, len(texts), BATCH):
            vectors.extend(self._encode_batch(list(texts[start : start + BATCH])))
        return vectors

    def _encode_batch(self, texts: list[str]) -> list[Meaning]:
        import numpy as np

        pieces = self._tokenizer.encode_batch(texts)
        columns = {
            "input_ids": [one.ids for one in pieces],
            "attention_mask": [one.attention_mask for one in pieces],
            "token_type_ids": [one.type_ids for one in pieces],
        }
        feed = {name: np.array(columns[name], dtype=np.int64) for name in self._inputs}
        output: Any = self._session.run(None, feed)[0]
        if output.ndim == 3:  # words: their mean, without what pads a shorter text
            mask = np.array(columns["attention_mask"], dtype=output.dtype)[:, :, None]
            output = (output * mask).sum(axis=1) / np.maximum(mask.sum(axis=1), 1)
        length = np.maximum(np.linalg.norm(output, axis=1, keepdims=True), 1e-12)
        return [tuple(row) for row in (output / length).round(6).tolist()]


def require_extra() -> None:
    """Raises EncoderError when a package of the extra `neural` is missing."""
    if missing := [name for name in EXTRA if find_spec(name) is None]:
        needs = ", ".join(missing)
        raise EncoderError(
            f"the encoder needs {needs}: install the extra `neural` (requirements/neural.txt)"
        )


def agreement(one: Meaning | None, other: Meaning | None) -> float | None:
    """The cosine of two vectors of length 1, None where either is missing."""
    if one is None or other is None:
        return None
    return math.fsum(a * b for a, b in zip(one, other, strict=True))


def _open_model(model: bytes) -> InferenceSession:
    import onnxruntime
    from onnxruntime.capi import onnxruntime_pybind11_state as states

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # the same sums in the same order on any machine
    providers = ["CPUExecutionProvider"]
    refused = (states.InvalidProtobuf, states.InvalidArgument, states.InvalidGraph, states.Fail)
    try:
        return onnxruntime.InferenceSession(model, options, providers=providers)
    except refused as error:
        raise EncoderError(f"the model is not readable as ONNX: {error}") from error


def _open_tokenizer(tokenizer: bytes) -> Tokenizer:
    import tokenizers

    try:
        opened = tokenizers.Tokenizer.from_buffer(tokenizer)
    except ValueError as error:
        raise EncoderError(f"the tokenizer is not readable: {error}") from error
    opened.enable_truncation(LONGEST)
    opened.enable_padding()
    return opened
