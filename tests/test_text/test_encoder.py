"""The optional encoder: loaded from bytes, batched, cached."""

from __future__ import annotations

import math

import pytest

from scraper.text import encoder as encoders
from scraper.text.encoder import (
    BATCH,
    Encoder,
    EncoderError,
    agreement,
)
from tests.test_text.tiny_model import tiny_model, tiny_tokenizer

WORDS = ("[unk]", "міст", "bridge", "лікарня", "hospital")
TABLE = ((0.1, 0.1, 0.1), (1.0, 0.0, 0.0), (0.9, 0.1, 0.0), (0.0, 1.0, 0.0), (0.0, 0.9, 0.1))


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(tiny_model(TABLE), tiny_tokenizer(WORDS))


def test_translations_agree_and_strangers_do_not(encoder: Encoder) -> None:
    bridge_uk, bridge, hospital = encoder.encode(["міст", "bridge", "hospital"])
    assert agreement(bridge_uk, bridge) == pytest.approx(1, abs=0.01)
    assert agreement(bridge_uk, hospital) == pytest.approx(0, abs=0.2)


def test_vectors_have_length_one_and_shorter_texts_are_not_diluted(encoder: Encoder) -> None:
    alone = encoder.encode(["міст"])
    padded = encoder.encode(["міст", "bridge bridge bridge hospital"])
    assert padded[0] == pytest.approx(alone[0], abs=1e-5)
    for vector in padded:
        assert math.fsum(value * value for value in vector) == pytest.approx(1, abs=1e-4)


def test_more_texts_than_a_batch_come_in_order(encoder: Encoder) -> None:
    texts = ["міст", "hospital", "bridge"] * BATCH
    assert encoder.encode(texts) == [encoder.encode([text])[0] for text in texts]


def test_nothing_in_nothing_out(encoder: Encoder) -> None:
    assert encoder.encode([]) == []


def test_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoders, "find_spec", lambda name: None)
    with pytest.raises(EncoderError, match="extra `neural`"):
        Encoder(b"", b"")


@pytest.mark.parametrize(
    ("model", "tokenizer", "says"),
    [
        (b"no model", tiny_tokenizer(WORDS), "not readable as ONNX"),
        (tiny_model(TABLE), b"{}", "tokenizer is not readable"),
    ],
)
def test_what_is_no_model_is_refused(model: bytes, tokenizer: bytes, says: str) -> None:
    with pytest.raises(EncoderError, match=says):
        Encoder(model, tokenizer)


def test_agreement_needs_both() -> None:
    assert agreement(None, (1.0,)) is None
    assert agreement((0.6, 0.8), (0.6, 0.8)) == pytest.approx(1)
