"""The latest days of a site's matching, kept in the store so that a job compares only what is new.

Matching is handed a shelf to look things up on; what it found is written when it is published.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from scraper.job.work import Work
from scraper.matching.candidates import Neighbourhood
from scraper.matching.features import whole_text
from scraper.matching.node import Node, Spot
from scraper.matching.node_packing import name_reader, pack_node, unpack_node
from scraper.matching.shelf import Reading
from scraper.storage import KeptDays, KeptNode

KEPT_DAYS = 7 * 24 * 60
"""Minutes before the newest article for which all that a late one needs is kept; then twice that
is let grow before the older half is dropped."""

SURE = 4
"""Longest delays after the beginning of what is kept from which all is known of an article: it
depends on others that depend on others."""


@dataclass(frozen=True, slots=True)
class StoreShelf:
    """The kept nodes of one site, read when they are asked for."""

    work: Work
    days: KeptDays

    def nodes(self, ids: Collection[str]) -> Iterator[Node]:
        """The kept nodes of these ids."""
        kept = self.work.store.neighbours(ids) if ids else {}
        return (unpack_node(identity, packed) for identity, packed in kept.items())

    def holders(
        self, terms: Collection[int], since: int, until: int
    ) -> Iterator[tuple[int, Spot, float]]:
        """Who has which of these terms among its keys."""
        rows = self.work.store.key_holders(self.work.site.name, terms, since, until)
        return ((term, Spot(time, id_, lang), weight) for term, time, id_, lang, weight in rows)

    def readings(self, ids: Collection[str]) -> Mapping[str, Reading]:
        """What was read off the texts of these articles."""
        stored = self.work.load(ids)
        features, meanings = self.work.read(stored)
        if meanings is None:
            return {id_: (one, None) for id_, one in features.items()}
        vectors = meanings.encode([whole_text(one.article) for one in stored.values()])
        return {id_: (features[id_], vector) for id_, vector in zip(stored, vectors, strict=True)}

    def knows_all_of(self, time: int, delays: int = SURE) -> bool:
        """Whether an article of a minute is late enough after the beginning of what is kept."""
        return time >= self.days.since + delays * self.work.longest_delay


def open_shelf(work: Work) -> StoreShelf | None:
    """What is kept of a site, if it was made with the same snapshot, code, delay and encoder."""
    days = work.store.kept_days(work.site.name)
    if days is None or days.reader != _reader(work):
        return None
    return StoreShelf(work, days)


def keep_changes(shelf: StoreShelf, neighbours: Neighbourhood, change: int) -> None:
    """Write what is other than on the shelf; `change` is the last one that matching has seen."""
    nodes = neighbours.nodes
    newest = max((nodes[one].time for one in neighbours.added), default=0)
    keep = KEPT_DAYS + SURE * neighbours.window
    since = shelf.days.since
    days = KeptDays(
        reader=shelf.days.reader,
        since=newest - keep if since < newest - 2 * keep else since,
        change=change,
    )
    shelf.work.store.keep_neighbours(
        shelf.work.site.name,
        days,
        new=[_as_kept(nodes[one]) for one in sorted(neighbours.added)],
        changed={
            one: pack_node(nodes[one])
            for one in neighbours.changed - neighbours.added
            if one in nodes
        },
        gone=[_as_kept(node) for node in neighbours.removed.values()],
    )


def keep_anew(work: Work, neighbours: Neighbourhood, since: int, change: int) -> None:
    """Put the latest of these articles on a new shelf; all from the minute `since` are there."""
    newest = max((node.time for node in neighbours.nodes.values()), default=since)
    since = max(since, newest - KEPT_DAYS - SURE * neighbours.window)
    days = KeptDays(reader=_reader(work), since=since, change=change)
    latest = (node for node in neighbours.nodes.values() if node.time >= since)
    work.store.replace_neighbours(work.site.name, days, map(_as_kept, latest))


def _as_kept(node: Node) -> KeptNode:
    return KeptNode(node.id, node.lang, node.time, pack_node(node), node.keys)


def _reader(work: Work) -> str:
    knowledge = work.knowledge
    encoder = "" if work.encoder is None else work.encoder.digest
    threshold = knowledge.thresholds.get(work.site.name, 0.0)
    return name_reader(knowledge, work.longest_delay, threshold, encoder)
