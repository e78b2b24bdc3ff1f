"""Notes in the store that an inspection found a site's facts right on the live site, and when.

The note holds for the facts that were looked at: a file that states others is unverified again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from scraper.crawling.inspection.findings import Report, Verdict
from scraper.languages import badge
from scraper.sites import Expect, Site
from scraper.storage import Store


def is_verified(site: Site, report: Report, connect_to: Mapping[str, str]) -> bool:
    """Whether a report proves the facts: nothing is wrong, each edition's articles were read, and
    the pages came from the site.

    A replica that stands for one of its hosts (`connect_to`) is not the site.
    """
    right = {each.fact for each in report.findings if each.verdict is Verdict.OK}
    doubted = {each.fact for each in report.findings} - right
    were_read = right >= {f"{badge(lang)} articles" for lang in site.langs}
    is_right = report.exit_code == 0 and were_read and "selectors" not in doubted
    return is_right and not site.hosts & set(connect_to)


def note_verified(store: Store, site: Site, now: datetime) -> None:
    """Keep that the site's facts were found right on the live site."""
    note = json.dumps({"at": now.isoformat(), "facts": _digest(site)})
    store.save_snapshot(_name(site), note.encode(), now)


def verified_at(store: Store, site: Site) -> datetime | None:
    """When an inspection last found the facts that the site's file states right."""
    found = store.snapshot(_name(site))
    note = json.loads(found[1]) if found is not None else {}
    return datetime.fromisoformat(note["at"]) if note.get("facts") == _digest(site) else None


def _name(site: Site) -> str:
    return f"verified/{site.name}"


def _digest(site: Site) -> str:
    """What tells the facts about pages from other ones; when and how much is no such fact."""
    facts = replace(site, verified=None, schedule="", expects=Expect(), title="")
    return sha256(repr(facts).encode()).hexdigest()[:16]
