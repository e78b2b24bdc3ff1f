"""Where exports are written: aside first, then renamed, so that a file or folder appears whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path


class TargetError(Exception):
    """A path cannot be written to without losing what no export wrote."""


def check_target(path: Path, files: Collection[str]) -> None:
    """TargetError unless `path` is free, or holds what an export of the same form wrote.

    `files` are glob patterns, below the folder, of what the form writes; none for a single file.
    """
    if path.name in ("", ".."):
        raise TargetError(f"{path} has no name of its own: name a file or folder")
    if not files and path.is_dir():
        raise TargetError(f"{path} is a folder: name a file")
    if files and path.is_file():
        raise TargetError(f"{path} is a file: name a folder")
    if path.is_dir():
        own = {found for pattern in files for found in path.glob(pattern)}
        for found in sorted(path.rglob("*")):
            if found.is_symlink() or (found not in own and not found.is_dir()):
                raise TargetError(f"{path} holds {found.relative_to(path)}: name a new folder")


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
