"""The job after a crawl: match, align, publish and write what changed since it last committed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from scraper.alignment import align_story
from scraper.feed import Manifest, cut_record, write_output
from scraper.items import Record, Story
from scraper.job.arrival import can_arrive, match_arrived
from scraper.job.edits import find_edits
from scraper.job.features import find_features
from scraper.job.learning import is_due, learn, load_knowledge
from scraper.job.lease import hold_lease
from scraper.job.meanings import find_meanings
from scraper.job.naming import keep_evidence, name_stories
from scraper.job.publishing import Publishing
from scraper.job.reread import reread_learned
from scraper.job.scope import Scope, choose_scopes, current_manifest, remember_limits
from scraper.matching import longest_delay, match_stories
from scraper.sites import Site
from scraper.storage import PublishChange, Published, Store, StoredArticle
from scraper.text.encoder import Encoder

logger = logging.getLogger(__name__)

MARK = "job"

Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class JobReport:
    """What a job did: how many stories it looked at, and what of them was published.

    `stories` and `complete` count the live records of the store when the job was through.
    `learned_from` is the number of declared pairs when a new snapshot was counted, else None.
    """

    looked_at: int = 0
    published: int = 0
    removed: int = 0
    learned_from: int | None = None
    stories: int = 0
    complete: int = 0
    versions: Mapping[str, int] | None = None
    manifest: Manifest | None = None


def run_job(
    store: Store,
    sites: Mapping[str, Site],
    publishing: Publishing,
    now: Now,
    *,
    scope: Scope = "changes",
    relearn: bool = False,
    encoder: Encoder | None = None,
) -> JobReport:
    """Bring stories, records and files up to date with the articles in the store.

    What the store teaches is counted anew when it has grown enough, or when `relearn` asks for it.
    `encoder` is one more witness of what translates what; its vectors are kept in the store.

    Limits that are other than at the last job are applied to everything. The files are left alone
    when they show the store already. Holds the publishing lease; StoreError when another job does
    not give it up in time.
    """
    with hold_lease(store, now) as holder:
        for _ in reread_learned(store, sites, now):
            pass  # what was read again is among the changes
        scopes = choose_scopes(store, publishing, scope)
        learned = learn(store, sites, now(), encoder) if relearn or is_due(store) else None
        changes = _Changes(store, now, holder, publishing, encoder)
        for site in sites.values():
            for each in scopes:
                changes.work_on(site, each)
        published = changes.publish()
        remember_limits(store, publishing, now())
        manifest = current_manifest(store, publishing) if scopes == ("changes",) else None
        manifest = manifest or write_output(
            store.records(),
            publishing.folder,
            title=publishing.title,
            public_url=publishing.public_url,
            langs=publishing.langs,
            sites=sites,
        )
    report = _report(changes, published, manifest)
    return replace(report, learned_from=learned.pairs_learned_from if learned else None)


class _Changes:
    """Collects what one job has to publish, site by site."""

    def __init__(
        self,
        store: Store,
        now: Now,
        holder: str,
        publishing: Publishing,
        encoder: Encoder | None,
    ) -> None:
        self._publishing = publishing
        self._encoder = encoder
        self._store = store
        self._knowledge = load_knowledge(store)
        self._now = now
        self._holder = holder
        self._last = store.last_change()
        self._since = store.mark(MARK)
        self.looked_at = 0
        self.pending: list[PublishChange] = []

    def work_on(self, site: Site, scope: Scope) -> None:
        """Match and align what changed on one site, or all of it."""
        changed = set(self._store.changed_articles(self._since, site=site.name))
        if scope == "changes":
            articles = self._widen(site, changed) if changed else {}
        else:
            articles = {
                stored.article.id: stored for stored in self._store.articles(site=site.name)
            }
        if not articles:
            return
        if scope == "story":
            stories = before = self._known(articles)
        else:
            stories, before = self._match(site, articles, self._arrived(changed, articles, scope))
        self.looked_at += len(stories)
        for story in stories:
            # a story nothing happened to is as it was published, whatever was learned since
            if scope != "changes" or story not in before or changed & {*story.articles.values()}:
                self.pending.append(PublishChange(record=self._align(site, story, articles)))

    def publish(self) -> tuple[Published, ...]:
        """Publish everything pending and remember how far the job has come, in one transaction."""
        mark = (MARK, self._last)
        return self._store.publish(self.pending, self._now(), holder=self._holder, mark=mark)

    def _widen(self, site: Site, changed: set[str]) -> dict[str, StoredArticle]:
        """The articles that may share a story with the given ones.

        Linked ones, those in their stories, and those published within twice the site's longest
        delay: an article's score depends on its competitors, and they on theirs.
        """
        loaded = self._load(self._joined(changed))
        times = [one.article.published_at for one in loaded.values()]
        dated = [time for time in times if time is not None]
        if not dated:
            return loaded
        reach = 2 * timedelta(minutes=longest_delay(site, self._knowledge))
        first, last = min(dated) - reach, max(dated) + reach
        near = self._store.articles(site=site.name, since=first, until=last)
        loaded |= {stored.article.id: stored for stored in near}
        return loaded | self._load(self._joined({*loaded}) - loaded.keys())

    def _joined(self, ids: set[str]) -> set[str]:
        """The articles with all that are linked to them or in one story with them."""
        while True:
            more = self._store.linked_articles(ids) | self._companions(ids)
            if more <= ids:
                return ids
            ids = ids | more

    def _companions(self, ids: Iterable[str]) -> set[str]:
        """The articles with all that are in one story with them."""
        given = set(ids)
        return given.union(*(one.story.articles.values() for one in self._store.stories_of(given)))

    def _load(self, ids: set[str]) -> dict[str, StoredArticle]:
        return {stored.article.id: stored for stored in self._store.articles(ids=sorted(ids))}

    def _arrived(
        self, changed: set[str], articles: Mapping[str, StoredArticle], scope: Scope
    ) -> set[str]:
        """The changed articles if all of them are new ones; what an old one did is not known."""
        readable = {stored.article.id for stored in self._readable(articles)}
        new = changed <= readable and not self._store.stories_of(changed)
        return changed if scope == "changes" and new else set()

    def _match(
        self, site: Site, articles: Mapping[str, StoredArticle], arrived: set[str]
    ) -> tuple[tuple[Story, ...], tuple[Story, ...]]:
        """The stories of the articles as they are now and as they were.

        When some just `arrived` and nothing else happened, only the stories they touch.
        """
        found = self._find(site, articles, arrived)
        touched = {id_ for story in found for id_ in story.articles.values()}
        known = self._store.stories_of(touched if arrived else articles)
        named = name_stories(found, known, self._has_ended)
        stories = keep_evidence(named.stories, known)
        self._store.save_stories(stories, self._now(), ended=named.ended)
        self.pending += [
            PublishChange(removed=id_, replaced_by=heir)
            for id_, heir in sorted(named.ended.items())
        ]
        return stories, tuple(stored.story for stored in known if not stored.ended)

    def _find(
        self, site: Site, articles: Mapping[str, StoredArticle], arrived: set[str]
    ) -> tuple[Story, ...]:
        readable = self._readable(articles)
        texts = {stored.article.id: stored.article for stored in readable}
        meanings = find_meanings(self._store, self._encoder, readable)
        features = find_features(self._store, self._knowledge, readable)
        if arrived and can_arrive(site, self._knowledge):
            return match_arrived(
                texts,
                arrived,
                self._companions,
                site=site,
                knowledge=self._knowledge,
                encoder=meanings,
                features=features,
            )
        return match_stories(
            texts.values(),
            sites={site.name: site},
            knowledge=self._knowledge,
            encoder=meanings,
            features=features,
        )

    def _has_ended(self, id_: str) -> bool:
        stored = self._store.story(id_)
        return stored is not None and stored.ended

    def _known(self, articles: Mapping[str, StoredArticle]) -> tuple[Story, ...]:
        known = self._store.stories_of(articles)
        return tuple(stored.story for stored in known if not stored.ended)

    def _align(self, site: Site, story: Story, articles: Mapping[str, StoredArticle]) -> Record:
        stored = {lang: articles[id_] for lang, id_ in story.articles.items()}
        texts = {lang: one.article for lang, one in stored.items()}
        record = align_story(
            story,
            texts,
            editions=site.langs,
            updated_at=self._now(),
            knowledge=self._knowledge,
            revisions={lang: one.revision for lang, one in stored.items()},
            gone={lang for lang, one in stored.items() if one.gone},
            edits={lang: find_edits(self._store, one) for lang, one in stored.items()},
        )
        return cut_record(record, self._publishing.limits(texts))

    def _readable(self, articles: Mapping[str, StoredArticle]) -> list[StoredArticle]:
        return [
            stored
            for stored in articles.values()
            if not stored.withdrawn and not self._publishing.leaves_out(stored.article)
        ]


def _report(changes: _Changes, published: Sequence[Published], manifest: Manifest) -> JobReport:
    removals = {change.removed for change in changes.pending if change.removed}
    done = [entry for entry in published if entry.changed]
    return JobReport(
        looked_at=changes.looked_at,
        published=sum(entry.id not in removals for entry in done),
        removed=sum(entry.id in removals for entry in done),
        stories=manifest.records,
        complete=manifest.complete,
        versions=manifest.langs,
        manifest=manifest,
    )
