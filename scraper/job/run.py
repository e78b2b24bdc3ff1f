"""The job after a crawl: match, align, publish and write what changed since it last committed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from scraper.feed import Manifest, write_output
from scraper.job.changes import Changes
from scraper.job.learning import is_due, learn, load_knowledge
from scraper.job.lease import hold_lease
from scraper.job.publishing import Publishing
from scraper.job.reread import reread_learned
from scraper.job.same_event import relate_sites
from scraper.job.scope import Scope, choose_scopes, current_manifest, remember_limits
from scraper.job.work import Work
from scraper.sites import Site
from scraper.storage import Published, Store
from scraper.text.encoder import Encoder

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
    same_event: bool = False,
) -> JobReport:
    """Bring stories, records and files up to date with the articles in the store.

    What the store teaches is counted anew when it has grown enough, or when `relearn` asks for it.
    `encoder` is one more witness of what translates what; its vectors are kept in the store. With
    `same_event` articles of different sites are related that tell the same event.

    Limits that are other than at the last job are applied to everything. The files are left alone
    when they show the store already. Holds the publishing lease; StoreError when another job does
    not give it up in time.
    """
    with hold_lease(store, now) as holder:
        for _ in reread_learned(store, sites, now):
            pass  # what was read again is among the changes
        scopes = choose_scopes(store, publishing, scope)
        learned = learn(store, sites, now(), encoder) if relearn or is_due(store) else None
        changes, last = Changes(), store.last_change()
        for work in _share_out(store, sites, publishing, now, encoder):
            for each in scopes:
                changes.find(work, each, store.mark(MARK))
        published = store.publish(changes.pending, now(), holder=holder, mark=(MARK, last))
        for keep in changes.keep:
            keep(last)
        if same_event:
            relate_sites(store, sites, load_knowledge(store), publishing)
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


def _share_out(
    store: Store,
    sites: Mapping[str, Site],
    publishing: Publishing,
    now: Now,
    encoder: Encoder | None,
) -> Iterable[Work]:
    """The work on each site, with the latest snapshot."""
    knowledge = load_knowledge(store)
    for site in sites.values():
        yield Work(
            site=site,
            store=store,
            knowledge=knowledge,
            publishing=publishing,
            encoder=encoder,
            now=now,
        )


def _report(changes: Changes, published: Sequence[Published], manifest: Manifest) -> JobReport:
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
