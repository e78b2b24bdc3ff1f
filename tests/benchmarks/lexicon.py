"""`python -m tests.benchmarks.lexicon [FILE ...]`: names every fault of the lexicon files."""

from __future__ import annotations

import sys
from pathlib import Path

from scraper.text.lexicon import Entry, check_entry, parse_entries, read_entries


def main(files: list[str]) -> int:
    """Print the faults of the files, or of all shipped ones; the number of faults ends the run."""
    entries: list[Entry] = []
    for name in files:
        entries.extend(parse_entries(name, Path(name).read_text("utf-8")))
    faults = [fault for entry in entries or read_entries() for fault in check_entry(entry)]
    for fault in faults:
        print(fault)
    print(f"{len(entries or read_entries())} entries, {len(faults)} faults")
    return min(len(faults), 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
