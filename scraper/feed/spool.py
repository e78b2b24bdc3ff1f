"""Sorts lines into files by way of the disk, so that memory holds one file's lines at a time."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import msgspec

SortKey = tuple[str, str]


class Spool:
    """Lines handed in in any order, handed out by file and sorted within it.

    A spooled line takes two rows: its sort key as JSON, then the line. Rows gather in memory up to
    `buffer` bytes and are then appended to one spool file for each name, few open at a time.
    """

    def __init__(self, folder: Path, buffer: int = 1 << 20) -> None:
        self._folder = folder
        self._buffer = buffer
        self._held = 0
        self._rows: defaultdict[str, list[bytes]] = defaultdict(list)
        self._numbers: dict[str, int] = {}

    def __enter__(self) -> Spool:
        shutil.rmtree(self._folder, ignore_errors=True)  # what a killed run left
        self._folder.mkdir(parents=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def add(self, name: str, key: SortKey, line: bytes) -> None:
        """Keep a line (no line end inside) for the file `name`, to stand where `key` puts it."""
        row = msgspec.json.encode(key) + b"\n" + line + b"\n"
        self._rows[name].append(row)
        self._held += len(row)
        if self._held >= self._buffer:
            self._flush()

    def files(self) -> Iterator[tuple[str, list[bytes]]]:
        """Each file's name and its sorted lines without line ends, names in order."""
        self._flush()
        for name in sorted(self._numbers):
            yield name, self._sorted_lines(self._path(name))

    def _flush(self) -> None:
        for name, rows in self._rows.items():
            self._numbers.setdefault(name, len(self._numbers))
            with self._path(name).open("ab") as file:
                file.writelines(rows)
        self._rows.clear()
        self._held = 0

    def _path(self, name: str) -> Path:
        return self._folder / str(self._numbers[name])

    @staticmethod
    def _sorted_lines(path: Path) -> list[bytes]:
        rows = path.read_bytes().split(b"\n")[:-1]
        keyed = zip(rows[::2], rows[1::2], strict=True)
        order = sorted((msgspec.json.decode(key, type=SortKey), line) for key, line in keyed)
        return [line for _, line in order]
