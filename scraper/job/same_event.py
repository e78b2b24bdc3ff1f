"""What sites take over from one another, found around the articles that changed.

A relation of its own between articles of one language, asked for by a setting; it touches no story.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from scraper.job.features import find_features
from scraper.job.publishing import Publishing
from scraper.job.window import find_spans
from scraper.matching.same_event import WINDOW, find_same_events
from scraper.sites import Site
from scraper.storage import Store, StoredArticle
from scraper.text.knowledge import Knowledge

MARK = "same-event"
REACH = 2
"""Windows that are looked at around an article: its competitors' competitors."""


def relate_sites(
    store: Store, sites: Mapping[str, Site], knowledge: Knowledge, publishing: Publishing
) -> int:
    """Relate the articles that changed since it was last asked for; the number of their pairs."""
    last = store.last_change()
    changed = set(store.changed_articles(store.mark(MARK)))
    loaded = {one.article.id: one for one in store.articles(ids=sorted(changed))}
    times = [one.article.placed_at for one in loaded.values()]
    near: dict[str, StoredArticle] = {}
    for since, until in find_spans(times, REACH * timedelta(minutes=WINDOW)):
        for site in sites:
            some = store.articles(site=site, since=since, until=until)
            near |= {one.article.id: one for one in some}
    readable = [
        one for one in near.values() if not one.withdrawn and not publishing.leaves_out(one.article)
    ]
    features = find_features(store, knowledge, readable)
    found = {
        (event.first, event.second): event.score
        for event in find_same_events(features.values(), knowledge)
        if event.first in changed or event.second in changed
    }
    store.save_same_events(changed, found)
    store.set_mark(MARK, last)
    return len(found)
