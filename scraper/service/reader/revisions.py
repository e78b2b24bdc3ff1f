"""The revisions of a story: what each of its versions said before, and how its record changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from scraper.items import Record, RevisionCause
from scraper.service.reader.context import Context
from scraper.service.reader.difference import ChangedPart, Difference, Stretch, compare
from scraper.service.reader.texts import host_of, plain, web_address
from scraper.storage import ArticleRevision, Store
from scraper.storage.browsing import RecordState

SHOWN_MAX = 20  # revisions of one version on the page


@dataclass(frozen=True, slots=True)
class ArticleState:
    """One revision of a version; the first known has no difference."""

    revision: int
    cause: RevisionCause
    stored_at: datetime
    difference: Difference | None


@dataclass(frozen=True, slots=True)
class VersionHistory:
    """The revisions of one version, newest first; `cut` says that there are older ones."""

    lang: str
    headline: str
    url: str | None
    host: str
    states: tuple[ArticleState, ...]
    cut: bool


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One revision of the record: what came and went with it."""

    state: RecordState
    came: tuple[str, ...]
    went: tuple[str, ...]
    edited: tuple[str, ...]


def make_histories(context: Context, store: Store, record: Record) -> list[VersionHistory]:
    """The history of every version of a record, in the order of its columns."""
    histories = []
    for lang in context.order(record.site, tuple(record.versions)):
        version = record.versions[lang]
        known = store.article_states(version.id, SHOWN_MAX + 1)
        histories.append(
            VersionHistory(
                lang,
                plain(version.headline).strip() or "…",
                web_address(version.url),
                host_of(version.url),
                make_states(known, texts=not version.excerpt)[:SHOWN_MAX],
                cut=len(known) > SHOWN_MAX,
            )
        )
    return histories


def make_states(
    known: Sequence[ArticleRevision], *, texts: bool = True
) -> tuple[ArticleState, ...]:
    """Revisions, newest first, each with its difference from the one before.

    Without `texts` none has a difference: of an excerpt no more is shown than the excerpt.
    """
    states = []
    for place, one in enumerate(known):
        older = known[place + 1] if texts and place + 1 < len(known) else None
        difference = None if older is None else _clean(compare(older.article, one.article))
        states.append(ArticleState(one.revision, one.cause, one.stored_at, difference))
    return tuple(states)


def make_changes(context: Context, site: str, states: Sequence[RecordState]) -> list[RecordChange]:
    """What each revision of a record changed against the one before, newest first."""
    changes = []
    for place, state in enumerate(states):
        before = states[place + 1].versions if place + 1 < len(states) else {}
        edited = [
            lang
            for lang, version in state.versions.items()
            if lang in before and before[lang].revision != version.revision
        ]
        changes.append(
            RecordChange(
                state,
                came=context.order(site, [lang for lang in state.versions if lang not in before]),
                went=context.order(site, [lang for lang in before if lang not in state.versions]),
                edited=context.order(site, edited),
            )
        )
    return changes


def _clean(difference: Difference) -> Difference:
    changed = tuple(
        ChangedPart(
            part.kind, tuple(Stretch(one.change, plain(one.text)) for one in part.stretches)
        )
        for part in difference.changed
    )
    return Difference(changed, difference.same)
