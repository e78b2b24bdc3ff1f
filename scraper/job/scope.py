"""How much a job has to do: only what changed, or more because the limits are other ones."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from scraper.feed import Manifest, read_manifest
from scraper.job.publishing import Publishing
from scraper.storage import Store

Scope = Literal["changes", "article", "story"]
"""What a job looks at: what changed; every article, matched anew; every story, aligned anew."""

LIMITS = "publishing-limits"
"""The snapshot of the store that holds the limits of the last job."""


def choose_scopes(store: Store, publishing: Publishing, scope: Scope) -> tuple[Scope, ...]:
    """What a job looks at in turn: more than it was asked to when the limits are other ones.

    Otherwise records published before would keep text that is not to be published any more.
    """
    kept = store.snapshot(LIMITS)
    before = msgspec.json.decode(kept[1]) if kept else _limits(None)
    now = _limits(publishing)
    changed = now != before and store.last_sequence() > 0
    skips = now["opt_out"] == "skip" or (changed and before["opt_out"] == "skip")
    if scope == "changes":
        if not changed:
            return ("changes",)
        return ("article",) if skips else ("changes", "story")
    # a story known from before may hold an article that is left out by now: match again
    if skips:
        return ("article",)
    # known stories are taken as they are, so what changed since the last job is matched before
    return ("changes", "story") if scope == "story" else (scope,)


def remember_limits(store: Store, publishing: Publishing, now: datetime) -> None:
    """Notes the limits under which everything is published now."""
    store.save_snapshot(LIMITS, msgspec.json.encode(_limits(publishing)), now)


def current_manifest(store: Store, publishing: Publishing) -> Manifest | None:
    """The manifest of the output folder, if its files are there and show the store as it is."""
    try:
        manifest = read_manifest(publishing.folder)
    except (FileNotFoundError, msgspec.DecodeError):
        return None
    base = publishing.public_url.rstrip("/") + "/"
    same_head = (manifest.title, manifest.public_url) == (publishing.title, base)
    if not same_head or manifest.sequence != store.last_sequence():
        return None
    whole = all(
        path.is_file() and path.stat().st_size == file.bytes
        for file in manifest.files
        for path in (publishing.folder / file.path,)
    )
    return manifest if whole else None


def _limits(publishing: Publishing | None) -> dict[str, object]:
    if publishing is None:
        return {"excerpt": 0, "opt_out": "ignore", "opt_out_excerpt": None}
    # the length for opt-outs says nothing unless it is used
    length = publishing.opt_out_excerpt if publishing.opt_out == "excerpt" else None
    return {
        "excerpt": publishing.excerpt,
        "opt_out": publishing.opt_out,
        "opt_out_excerpt": length,
    }
