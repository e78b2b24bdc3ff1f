"""Files that appear whole or not at all: written aside, synced, then renamed over the old one."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


def write_file(path: Path, data: bytes) -> bool:
    """Put `data` at `path` in one step; a file that holds these bytes already is left untouched.

    Returns whether anything was written. A crash leaves the old file and at most a `*.tmp` beside
    it, which the next write of the same file replaces.
    """
    if _holds(path, data):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.tmp")
    with aside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    _sync_folder(path.parent)
    return True


def delete_stale(folder: Path, patterns: Iterable[str], keep: Iterable[str]) -> tuple[str, ...]:
    """Delete files below `folder` that match a pattern and are not kept; folders left empty go too.

    `keep` and the result are POSIX paths below `folder`.
    """
    kept = set(keep)
    found = {path for pattern in patterns for path in folder.glob(pattern) if path.is_file()}
    stale = sorted(path for path in found if path.relative_to(folder).as_posix() not in kept)
    for path in stale:
        path.unlink(missing_ok=True)
        _remove_empty(path.parent, folder)
    return tuple(path.relative_to(folder).as_posix() for path in stale)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except FileNotFoundError:
        return False


def _remove_empty(folder: Path, top: Path) -> None:
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _sync_folder(folder: Path) -> None:
    # the rename itself is lost in a power cut until the folder is synced
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
