"""A site's invented articles with features that need no text, and what a job makes of them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

from scraper.items import Article, Block, Story
from scraper.job import Publishing, changes
from scraper.job.arrival import match_arrived
from scraper.job.changes import Changes
from scraper.job.features import find_features
from scraper.job.shelf import SURE
from scraper.job.work import Work
from scraper.matching import match_site, match_stories
from scraper.matching.features import Features
from scraper.matching.frequencies import count_frequencies
from scraper.matching.node import Node
from scraper.matching.node_packing import unpack_node
from scraper.matching.packing import name_rules, pack_features
from scraper.storage import Outcome, Store
from scraper.text.knowledge import Knowledge, pack_knowledge
from tests.test_matching.newsroom import NOON, SITE, link, url
from tests.test_matching.outlet import invent_story, make_features

DELAY = 90
OUTLET = replace(SITE, usual_delay=timedelta(minutes=DELAY))
BEGIN = datetime(2026, 11, 20, tzinfo=UTC)
Partition = set[frozenset[str]]


class Newsroom:
    """Versions, follow-ups and near-copies of invented stories, some undated, and edits of them."""

    def __init__(self, chance: random.Random, stories: int, every: int) -> None:
        self.chance = chance
        self.texts: dict[str, Features] = {}
        self.articles: dict[str, Article] = {}
        self._edits = 0
        for number in range(stories):
            self._tell(number, number * every)

    def edit(self, name: str) -> Article:
        """The article with some of its terms exchanged, or another time, or a link that is new."""
        self._edits += 1
        old, before = self.articles[name], self.texts[name]
        words = self._reword([*before.terms], 0.7) if self.chance.random() < 0.6 else before.terms
        minutes = self.chance.choice((0, 0, 20, -40))
        self._write(name, old.lang, before.time or 0, [*words], minutes)
        if self.chance.random() < 0.3:
            self._link(name)
        return self.articles[name]

    def _tell(self, number: int, minute: int) -> None:
        for version in invent_story(number, minute, keep=self.chance.choice((0.55, 0.7, 0.9))):
            told = [*version.terms]
            self.chance.shuffle(told)
            at = version.time or 0
            self._write(f"{number}", version.lang, at, told)
            if self.chance.random() < 0.2:  # a copy on the same site, hardly changed
                self._write(f"{number}-copy", version.lang, at + 5, self._reword(told, 0.97))
            if self.chance.random() < 0.3:  # the same event some time later
                later = at + self.chance.randrange(10, 2 * DELAY)
                self._write(f"{number}-more", version.lang, later, self._reword(told, 0.6))
        for name in [one for one in self.articles if one.split(":")[1] == f"{number}"]:
            if self.chance.random() < 0.15:
                self._link(name)

    def _reword(self, terms: list[int], keep: float) -> list[int]:
        other = invent_story(self.chance.randrange(10**6), 0)[0].terms
        return [one if self.chance.random() < keep else self.chance.choice(other) for one in terms]

    def _write(self, name: str, lang: str, minute: int, terms: list[int], moved: int = 0) -> None:
        key = name if name in self.articles else f"{lang}:{name}"
        slug = key.partition(":")[2]
        self.texts[key] = make_features(f"visnyk:{key}", lang, minute, terms)
        before = self.articles.get(key)
        undated = self.chance.random() < 0.2
        at = NOON + timedelta(minutes=minute + moved)
        self.articles[key] = Article(
            id=f"visnyk:{key}",
            site="visnyk",
            edition=lang,
            lang=lang,
            url=url(lang, slug),
            headline=f"{slug} {self._edits}",
            blocks=(Block(kind="paragraph", text=f"Текст {slug} {self._edits}"),),
            published_at=None if undated else at,
            fetched_at=at,
            translations=before.translations if before else (),
        )

    def _link(self, name: str) -> None:
        """Let a page declare another article, mostly the right one."""
        lang, _, slug = name.partition(":")
        others = [one for one in self.articles if one.split(":")[0] != lang]
        right = [one for one in others if one.split(":")[1] == slug]
        chosen = self.chance.choice(right if right and self.chance.random() < 0.8 else others)
        other, _, target = chosen.partition(":")
        links = (*self.articles[name].translations, link(other, target))
        self.articles[name] = replace(self.articles[name], translations=links)


class Desk:
    """A store with a snapshot that knows the newsroom's words, and jobs without alignment."""

    def __init__(self, store: Store, newsroom: Newsroom, folder: Path) -> None:
        counted = count_frequencies(newsroom.texts.values(), Knowledge(number=1))
        self.knowledge = replace(counted, thresholds={OUTLET.name: -0.5})
        self.store = store
        self.by_shelf = 0
        self._newsroom = newsroom
        self._work = Work(
            site=OUTLET,
            store=store,
            knowledge=self.knowledge,
            publishing=Publishing(
                folder=folder, title="T", public_url="http://t.example/", langs=OUTLET.langs
            ),
            encoder=None,
            now=lambda: BEGIN,
        )
        store.save_snapshot("knowledge", pack_knowledge(self.knowledge), BEGIN)

    def commit(self, *articles: Article) -> None:
        """Store articles as a crawl does, with features as reading their texts would give them."""
        outcomes = [
            Outcome(site=OUTLET.name, url=one.url, state="done", article=one) for one in articles
        ]
        for stored in self.store.commit(outcomes, BEGIN):
            if stored.article_id is not None and stored.revision is not None:
                text = self._newsroom.texts[stored.article_id.removeprefix("visnyk:")]
                revision = (stored.article_id, stored.revision)
                self.store.save_features(
                    name_rules(self.knowledge), {revision: pack_features(text)}
                )

    def job(self) -> Changes:
        """Match what changed, and count it if that was done by the shelf."""
        found, last = Changes(), self.store.last_change()
        with self._watch():
            found.find(self._work, "changes", self.store.mark("job"))
        self.store.set_mark("job", last)
        for keep in found.keep:
            keep(last)
        return found

    def kept(self) -> Partition:
        """The stories in the store."""
        stories = [self.store.story(id_) for id_ in self.store.story_ids()]
        return partition([stored.story for stored in stories if stored])

    def whole(self) -> Partition:
        """The stories that matching everything in the store at once gives."""
        stored = [one for one in self.store.articles() if not one.withdrawn]
        features = find_features(self.store, self.knowledge, stored)
        sites = {OUTLET.name: OUTLET}
        articles = [one.article for one in stored]
        return partition(
            match_stories(articles, sites=sites, knowledge=self.knowledge, features=features)
        )

    def strays(self) -> list[str]:
        """The nodes, of days all known, that matching everything makes otherwise."""
        days = self.store.kept_days(OUTLET.name)
        if days is None:
            return []
        stored = [one for one in self.store.articles() if not one.withdrawn]
        features = find_features(self.store, self.knowledge, stored)
        articles = [one.article for one in stored]
        whole = match_site(articles, OUTLET, self.knowledge, features=features)
        nodes = [*whole.matcher.neighbours.nodes.values()]
        sure = [one for one in nodes if one.time >= days.since + SURE // 2 * DELAY]
        kept = self.store.neighbours(one.id for one in sure)
        return [
            one.id
            for one in sure
            if one.id not in kept or _told(unpack_node(one.id, kept[one.id])) != _told(one)
        ]

    @contextmanager
    def _watch(self) -> Iterator[None]:
        def watched(*told: object) -> object:
            matched = match_arrived(*told)  # type: ignore[arg-type]
            self.by_shelf += matched is not None
            return matched

        with (
            mock.patch.object(changes, "match_arrived", watched),
            mock.patch.object(Changes, "align"),
        ):
            yield


def partition(stories: list[Story] | tuple[Story, ...]) -> Partition:
    """Which articles stand together."""
    return {frozenset(story.articles.values()) for story in stories}


def _told(node: Node) -> tuple[object, ...]:
    """What a node knows of its neighbours, whether it ever had some in a language or not."""
    found = {lang: each for lang, each in node.found.items() if each}
    near = {lang: each for lang, each in node.near.items() if each}
    return found, near, node.scores
