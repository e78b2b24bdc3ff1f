"""A writer in a process of its own: it publishes, edits, withdraws and brings back stories."""

from __future__ import annotations

import os
import random
import time
from dataclasses import replace
from datetime import timedelta

from scraper.items import Record
from scraper.storage import PublishChange, Store
from tests.test_storage.samples import NOW, SITE, make_record

STORIES = 25  # that all writers share, so that they edit each other's


def make_state(number: int, state: int) -> Record:
    """A story in one of its states; the languages it has change, and its length does a lot."""
    langs = (("uk",), ("uk", "en"), ("uk", "en", "ru"))[state % 3]
    record = make_record(number, f"Стан {state}. " * (1 + state % 5 * 100))
    version = record.versions["uk"]
    return replace(
        record,
        langs=langs,
        complete=len(langs) == 3,
        versions={lang: replace(version, id=f"{SITE}:{lang}:{number}") for lang in langs},
    )


def make_change(chance: random.Random) -> PublishChange:
    """A new or edited story, or one taken out, with or without an heir."""
    number = chance.randrange(STORIES)
    if chance.random() < 0.2:
        heir = f"{SITE}:uk:{number + 1}" if chance.random() < 0.5 else None
        return PublishChange(removed=f"{SITE}:uk:{number}", replaced_by=heir)
    return PublishChange(record=make_state(number, chance.randrange(1000)))


def write(url: str, seed: int, count: int) -> int:
    """Publishes in batches of several sizes, in turns with the other writers; how many changed."""
    chance = random.Random(seed)
    name = f"writer:{os.getpid()}"
    changed = 0
    with Store.open(url) as store:
        for batch in range(count):
            while not store.acquire("publish", name, NOW + timedelta(minutes=1), NOW):
                time.sleep(0.01)
            changes = [make_change(chance) for _ in range(chance.choice((1, 1, 2, 12)))]
            published = store.publish(changes, NOW + timedelta(seconds=batch), holder=name)
            store.release("publish", name)
            changed += sum(one.changed for one in published)
            if chance.random() < 0.1:
                store.withdraw(f"{SITE}:uk:{chance.randrange(STORIES)}", NOW, record=True)
    return changed
