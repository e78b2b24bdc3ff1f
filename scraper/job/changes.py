"""What one job has to publish of a site: what changed is matched, named and aligned."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, field

from scraper.items import Story
from scraper.job.aligning import align_stored
from scraper.job.arrival import match_arrived
from scraper.job.matched import Keep, Matched
from scraper.job.naming import keep_evidence, name_stories
from scraper.job.scope import Scope
from scraper.job.shelf import open_shelf
from scraper.job.window import match_all, match_window
from scraper.job.work import Loaded, Work
from scraper.storage import PublishChange, StoredStory


@dataclass(slots=True)
class Changes:
    """What a job has found so far: how many stories it looked at, and what is to be published.

    `keep` is to be called when it is.
    """

    looked_at: int = 0
    pending: list[PublishChange] = field(default_factory=list)
    keep: list[Keep] = field(default_factory=list)

    def find(self, work: Work, scope: Scope, since: int) -> None:
        """Match and align what changed on one site after the number `since`, or all of it."""
        if scope == "story":
            self._take_known(work)
            return
        changed, matched = _match(work, scope, since)
        if not matched.articles:
            return
        if matched.keep is not None:
            self.keep.append(matched.keep)
        stories, before = self._name(work, matched, changed)
        self.looked_at += len(stories)
        for story in stories:
            # a story nothing happened to is as it was published, whatever was learned since
            if scope != "changes" or story not in before or changed & {*story.articles.values()}:
                self.align(work, story, matched.articles)

    def _take_known(self, work: Work) -> None:
        """Align the stories of a site again as they are."""
        articles = {one.article.id: one for one in work.store.articles(site=work.site.name)}
        stories = _live(work.store.stories_of(articles))
        self.looked_at += len(stories)
        for story in stories:
            self.align(work, story, articles)

    def align(self, work: Work, story: Story, articles: Loaded) -> None:
        self.pending.append(PublishChange(record=align_stored(work, story, articles)))

    def _name(
        self, work: Work, matched: Matched, changed: Set[str]
    ) -> tuple[tuple[Story, ...], tuple[Story, ...]]:
        """Save stories under lasting ids; answers with them and with those known before."""
        members = {id_ for story in matched.stories for id_ in story.articles.values()}
        known = work.store.stories_of(members | changed)
        named = name_stories(matched.stories, known, lambda id_: _has_ended(work, id_))
        stories = keep_evidence(named.stories, known)
        work.store.save_stories(stories, work.now(), ended=named.ended)
        self.pending += [
            PublishChange(removed=id_, replaced_by=heir)
            for id_, heir in sorted(named.ended.items())
        ]
        return stories, _live(known)


def _match(work: Work, scope: Scope, since: int) -> tuple[Set[str], Matched]:
    """What changed, and the stories of all that hangs on it, or of everything."""
    if scope == "article":
        matched = match_all(work)
        return matched.articles.keys(), matched
    shelf = open_shelf(work)
    # a job that was stopped while it published has not written on the shelf what it had seen
    seen = since if shelf is None else min(since, shelf.days.change)
    changed = frozenset(work.store.changed_articles(seen, site=work.site.name))
    if not changed:
        return changed, Matched((), {})
    arrived = None if shelf is None else match_arrived(shelf, changed)
    return changed, arrived or match_window(work, changed)


def _live(known: Iterable[StoredStory]) -> tuple[Story, ...]:
    return tuple(stored.story for stored in known if not stored.ended)


def _has_ended(work: Work, id_: str) -> bool:
    stored = work.store.story(id_)
    return stored is not None and stored.ended
