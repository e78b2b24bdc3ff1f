"""Gives stories their lasting ids: the partition is computed anew, the names are history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from scraper.items import Story
from scraper.storage import StoredStory

SCORE_MOVED = 0.05
"""From here a score has changed; less is the noise of other articles coming and going."""


@dataclass(frozen=True, slots=True)
class Named:
    """The stories of a part of the site under their lasting ids, and the ids that came to an end.

    `ended` maps such an id to the story that took over, None when its articles are all gone.
    """

    stories: tuple[Story, ...]
    ended: Mapping[str, str | None]


def name_stories(
    found: Iterable[Story],
    known: Iterable[StoredStory],
    is_taken: Callable[[str], bool] = lambda _: False,
) -> Named:
    """Carry ids over from the stories known before to the ones found now.

    A story keeps the id of the article that opened it. Where known stories became one, the one
    opened first keeps its id and the others end. Where one was split, the part that holds the
    naming article keeps the id. `is_taken` tells of an id whether it belonged to a story that
    ended: it is not given again.
    """
    live = {stored.story.id: stored for stored in known if not stored.ended}
    found = tuple(found)
    claims = _claims(found, live)
    stories = [_name(story, claims.get(story.id, ()), is_taken) for story in found]
    holder = {article: story.id for story in stories for article in story.articles.values()}
    current = {story.id for story in stories}
    ended = {
        id_: holder.get(id_) or _heir(stored.story, holder)
        for id_, stored in live.items()
        if id_ not in current
    }
    return Named(tuple(sorted(stories, key=lambda story: story.id)), ended)


def keep_evidence(stories: Iterable[Story], known: Iterable[StoredStory]) -> tuple[Story, ...]:
    """The stories with the evidence they were published with, where nothing better came.

    Content evidence names competitors and rarity, which shift with every article of the day; a
    reader is told of it again only when members, kinds of proof or a score change.
    """
    before = {stored.story.id: stored.story for stored in known if not stored.ended}
    return tuple(
        replace(story, evidence=before[story.id].evidence)
        if story.id in before and _says_the_same(story, before[story.id])
        else story
        for story in stories
    )


def _says_the_same(story: Story, before: Story) -> bool:
    if story.articles != before.articles or len(story.evidence) != len(before.evidence):
        return False
    return all(
        (new.langs, new.kind, new.both_sides) == (old.langs, old.kind, old.both_sides)
        and abs(new.score - old.score) < SCORE_MOVED
        for new, old in zip(story.evidence, before.evidence, strict=True)
    )


def _claims(
    found: Iterable[Story], live: Mapping[str, StoredStory]
) -> dict[str, list[StoredStory]]:
    """The known stories that each found one may take its id from.

    Those named by one of its articles; where the naming article was withdrawn, the story that
    holds most of the others.
    """
    place = {article: story.id for story in found for article in story.articles.values()}
    claims: dict[str, list[StoredStory]] = {}
    for id_, stored in live.items():
        parts = Counter(place[one] for one in stored.story.articles.values() if one in place)
        heir = place.get(id_) or min(parts, key=lambda part: (-parts[part], part), default=None)
        if heir is not None:
            claims.setdefault(heir, []).append(stored)
    return claims


def _name(story: Story, claims: Iterable[StoredStory], is_taken: Callable[[str], bool]) -> Story:
    first = min(claims, key=lambda stored: (stored.opened_at, stored.story.id), default=None)
    if first is not None:
        return replace(story, id=first.story.id)
    members = [story.id, *sorted(story.articles.values())]
    fresh = next((id_ for id_ in members if not is_taken(id_)), None)
    return replace(story, id=fresh or _numbered(story.id, is_taken))


def _numbered(id_: str, is_taken: Callable[[str], bool]) -> str:
    count = 2
    while is_taken(f"{id_}+{count}"):
        count += 1
    return f"{id_}+{count}"


def _heir(story: Story, holder: Mapping[str, str]) -> str | None:
    return next((holder[id_] for id_ in story.articles.values() if id_ in holder), None)
