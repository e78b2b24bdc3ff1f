"""A reader in a process of its own, as others would write one: it keeps what it was told on disk.

`python -m tests.test_service.follower ADDRESS FOLDER [langs]` follows until it is killed. Each
record is a file in FOLDER, replaced in one step; the file `log` has a line for every record handled
and one for every beginning.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from scraper.service import client


def name_of(id: str) -> str:
    """The name of a record's file."""
    return hashlib.sha256(id.encode()).hexdigest()[:32] + ".json"


def main(address: str, folder: Path, langs: list[str]) -> None:
    """Follows the service at the address for ever."""
    client.PAGE = 7  # many pages, many places to be killed at
    client.PAUSE_MIN = 0.05

    def handle(record: dict[str, Any]) -> None:
        aside = folder / "aside"
        aside.write_text(json.dumps(record))
        aside.replace(folder / name_of(record["id"]))
        note(f"{record['sequence']} {record['revision']} {record['id']}")

    with (folder / "log").open("a") as log:

        def note(line: str) -> None:
            log.write(line + "\n")
            log.flush()

        note(f"begin {client.read_cursor(folder / 'cursor').after}")
        client.follow(address, folder / "cursor", handle, langs=langs)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
