"""Changed articles among those on the shelf: only the stories that they may have changed.

New, edited, withdrawn: each is taken off the shelf as it was and put there as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from functools import partial

from scraper.items import Story
from scraper.job.matched import Matched
from scraper.job.shelf import SURE, StoreShelf, keep_changes
from scraper.job.work import Loaded
from scraper.matching import SiteMatcher
from scraper.matching.features import published_minute

MOST = 200
"""Changed articles up to which the shelf is quicker than matching all the days around them."""


class NotKnownError(Exception):
    """The answer hangs on articles from before the days that the shelf knows all of."""


def match_arrived(shelf: StoreShelf, changed: Set[str]) -> Matched | None:
    """The stories that these articles have changed, as matching everything makes them.

    None when the shelf does not reach back far enough, or they are too many for it.
    """
    if len(changed) > MOST:
        return None
    try:
        return _Arrival(shelf, changed).match()
    except NotKnownError:
        return None


class _Arrival:
    """Some changed articles on their way to the shelf, and all that are looked at for them."""

    def __init__(self, shelf: StoreShelf, changed: Set[str]) -> None:
        self._shelf = shelf
        self._work = shelf.work
        self._changed = changed
        self._articles = self._work.load(changed)
        self._new = self._readable(self._articles)
        self._features, meanings = self._work.read(self._new)
        self._matcher = SiteMatcher(
            self._work.site, self._work.knowledge, encoder=meanings, shelf=shelf
        )

    def match(self) -> Matched:
        """Exchange the articles, and follow what hangs on them until nothing more does."""
        stories = self._follow(self._exchange())
        neighbours = self._matcher.matcher.neighbours
        return Matched(stories, self._articles, partial(keep_changes, self._shelf, neighbours))

    def _exchange(self) -> set[str]:
        """Take the articles off the shelf and put them back as they are; whose story may change."""
        for node in self._shelf.nodes(self._changed):
            self._demand(node.time, SURE)
        for stored in self._new.values():
            self._demand(published_minute(stored.article), SURE)
        left = self._matcher.remove(self._changed)
        texts = (stored.article for stored in self._new.values())
        return {*left, *self._matcher.add(texts, self._features), *self._changed}

    def _follow(self, wanted: set[str]) -> tuple[Story, ...]:
        """The stories of these articles and of all that are, or were, in one with them."""
        matcher = self._matcher.matcher
        while True:
            hanging = matcher.connected(wanted & self._matcher.articles.keys())
            around = self._work.companions(hanging | wanted)
            if not self._recall(around | self._declared(around)):
                for identity in hanging:
                    self._demand(published_minute(self._matcher.articles[identity]), SURE // 2)
                return self._matcher.stories(around & self._matcher.articles.keys())
            wanted |= around

    def _declared(self, ids: Iterable[str]) -> set[str]:
        known = (self._matcher.articles[one] for one in ids if one in self._matcher.articles)
        return self._work.linked(known)

    def _recall(self, ids: set[str]) -> bool:
        """Learn what articles declare that were not looked at yet; whether there were any."""
        loaded = self._work.load(ids - self._articles.keys())
        self._articles |= loaded
        readable = self._readable(loaded)
        features, _ = self._work.read(readable)
        self._matcher.recall((stored.article for stored in readable.values()), features)
        return bool(loaded)

    def _readable(self, articles: Loaded) -> Loaded:
        return {id_: one for id_, one in articles.items() if self._work.readable(one)}

    def _demand(self, time: int | None, delays: int) -> None:
        if time is not None and not self._shelf.knows_all_of(time, delays):
            raise NotKnownError
