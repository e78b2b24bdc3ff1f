"""Where exports are written: aside first, then renamed, so that a file or folder appears whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A place to write to; it becomes `path` when the block ends, and vanishes when it fails.

    The place may be made a file or a folder. What stood at `path` is replaced.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    _remove(aside)
    try:
        yield aside
        _replace(aside, path)
    finally:
        _remove(aside)


def _replace(aside: Path, path: Path) -> None:
    if path.is_dir():
        old = path.with_name(f".{path.name}.{os.getpid()}.old")
        path.rename(old)
        aside.rename(path)
        shutil.rmtree(old)
    else:
        aside.replace(path)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
