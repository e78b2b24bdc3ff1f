"""Keeps which articles make a story; who belongs together is decided elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from scraper.items import Story
from scraper.storage.database import CHUNK, Database, chunks
from scraper.storage.schema import STORIES, STORY_ARTICLES
from scraper.storage.values import StoredStory, StoreError

S = STORIES.c
M = STORY_ARTICLES.c


@dataclass(frozen=True, slots=True)
class _State:
    """What a story is to become; an ended one keeps nothing but its id and its heir."""

    story: Story
    ended: bool = False
    replaced_by: str | None = None


class Stories(Database):
    """The part of the store that remembers stories."""

    def save_stories(
        self,
        stories: Iterable[Story],
        now: datetime,
        ended: Mapping[str, str | None] | None = None,
    ) -> tuple[StoredStory, ...]:
        """Saves stories; returns those that are new, different or ended by it, in order of id.

        `ended` maps the ids of stories that are over to the id that took over, or None. An article
        leaves the story it was in for the one that names it now; a story that lost its last article
        so ends by itself, replaced by the one that took its first article. A story that ended opens
        again when it is saved again. Raises StoreError for an article in two of the stories.
        """
        given = {story.id: story for story in stories}
        owners = _owners(given)
        over = dict(ended or {})
        if both := sorted(given.keys() & over.keys()):
            raise StoreError(f"stories both saved and ended: {', '.join(both)}")
        with self.writing("sequence") as connection:
            touched = set(_holders(connection, owners)) | given.keys() | over.keys()
            before = _load(connection, touched)
            after = {id: _State(story) for id, story in given.items()}
            for id, stored in before.items():
                if id in over:
                    after[id] = _end(stored.story, over[id])
                elif id not in given:
                    after[id] = _reduce(stored, owners)
            changed = [id for id in sorted(after) if _differs(before.get(id), after[id])]
            _write(connection, {id: after[id] for id in changed}, before, now)
            saved = _load(connection, changed)
            return tuple(saved[id] for id in changed)

    def stories_of(self, article_ids: Iterable[str]) -> tuple[StoredStory, ...]:
        """The stories that hold these articles, each once, by opening time and id."""
        with self.reading() as connection:
            found = _load(connection, _holders(connection, article_ids))
        return tuple(sorted(found.values(), key=lambda one: (one.opened_at, one.story.id)))

    def story(self, id: str) -> StoredStory | None:
        """A story by its id, also one that ended; None when there never was one."""
        with self.reading() as connection:
            return _load(connection, (id,)).get(id)

    def story_ids(self, site: str | None = None) -> tuple[str, ...]:
        """The ids of all stories that have not ended, in order."""
        query = select(S.id).where(S.ended.is_(False)).order_by(S.id)
        if site is not None:
            query = query.where(S.site == site)
        with self.reading() as connection:
            return tuple(connection.execute(query).scalars())


def _owners(given: Mapping[str, Story]) -> dict[str, str]:
    """The story that names each article."""
    owners: dict[str, str] = {}
    for story in given.values():
        for article_id in story.articles.values():
            if owners.setdefault(article_id, story.id) != story.id:
                raise StoreError(f"in two stories at once: {article_id}")
    return owners


def _holders(connection: Connection, article_ids: Iterable[str]) -> frozenset[str]:
    held: set[str] = set()
    for some in chunks(dict.fromkeys(article_ids)):
        held.update(connection.execute(select(M.story_id).where(M.article_id.in_(some))).scalars())
    return frozenset(held)


def _load(connection: Connection, ids: Iterable[str]) -> dict[str, StoredStory]:
    found = {}
    for some in chunks(sorted(set(ids))):
        for row in connection.execute(select(STORIES).where(S.id.in_(some))):
            found[row.id] = StoredStory(
                story=msgspec.json.decode(row.story, type=Story),
                opened_at=row.opened_at,
                changed_at=row.changed_at,
                ended=row.ended,
                replaced_by=row.replaced_by,
            )
    return found


def _end(story: Story, heir: str | None) -> _State:
    return _State(replace(story, articles={}, evidence=()), ended=True, replaced_by=heir)


def _reduce(stored: StoredStory, owners: Mapping[str, str]) -> _State:
    """The story without the articles that others took; ended when none is left."""
    story = stored.story
    left = {lang: id for lang, id in story.articles.items() if id not in owners}
    if not left:
        first = story.id if story.id in owners else next(iter(story.articles.values()))
        return _end(story, owners[first])
    evidence = tuple(proof for proof in story.evidence if left.keys() >= set(proof.langs))
    return _State(replace(story, articles=left, evidence=evidence))


def _differs(before: StoredStory | None, after: _State) -> bool:
    if before is None:
        return True
    state = _State(before.story, before.ended, before.replaced_by)
    return state != after


def _write(
    connection: Connection,
    states: Mapping[str, _State],
    before: Mapping[str, StoredStory],
    now: datetime,
) -> None:
    for id, state in states.items():
        values = {
            "story": msgspec.json.encode(state.story).decode(),
            "changed_at": now,
            "ended": state.ended,
            "replaced_by": state.replaced_by,
        }
        if id in before:
            connection.execute(update(STORIES).where(S.id == id).values(values))
        else:
            row = {"id": id, "site": state.story.site, "opened_at": now, **values}
            connection.execute(insert(STORIES).values(row))
    _write_members(connection, states)


def _write_members(connection: Connection, states: Mapping[str, _State]) -> None:
    for some in chunks(states):
        connection.execute(delete(STORY_ARTICLES).where(M.story_id.in_(some)))
    rows = [
        {"article_id": article_id, "story_id": id}
        for id, state in states.items()
        for article_id in state.story.articles.values()
    ]
    for start in range(0, len(rows), CHUNK):
        connection.execute(insert(STORY_ARTICLES), rows[start : start + CHUNK])
