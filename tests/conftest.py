"""What every test shares: no network but loopback, and the place of the evaluation data."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

_LOOPBACK = ("127.", "::1", "localhost")
_connect = socket.socket.connect


def _guarded_connect(self: socket.socket, address: object) -> None:
    if isinstance(address, tuple) and not str(address[0]).startswith(_LOOPBACK):
        raise PermissionError(f"tests may only connect to loopback, not to {address[0]}")
    _connect(self, address)  # type: ignore[arg-type]


@pytest.fixture(autouse=True, scope="session")
def only_loopback() -> Iterator[None]:
    """Refuse every connection that leaves the machine."""
    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", _guarded_connect)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def evaluation() -> Path:
    """The folder with evaluation data and saved pages; the test is skipped without it."""
    folder = os.environ.get("TLUMACH_EVAL")
    if not folder:
        pytest.skip("TLUMACH_EVAL does not name the evaluation data")
    return Path(folder)
