"""Matching a long time of news: features in order of time in, groups out, memory for days only.

It gives the same groups as `matcher`, whether in one piece or in blocks of time on many workers.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

from scraper.matching.assignment import UNSEEN, Group, assign
from scraper.matching.candidates import Neighbourhood
from scraper.matching.comparing import score_pair
from scraper.matching.features import Features
from scraper.matching.frequencies import Rarity
from scraper.matching.matcher import ENOUGH_WORDS, MOST
from scraper.matching.node import Node, Spot
from scraper.matching.pairs import Pair, pair_key
from scraper.text.knowledge import Knowledge

FOREVER = 1 << 60


@dataclass(frozen=True, slots=True)
class Frame:
    """What a stream is matched with: snapshot, longest delay in minutes, threshold of the odds."""

    knowledge: Knowledge
    window: int
    threshold: float


@dataclass(frozen=True, slots=True)
class Answer:
    """An article in its turn, with its pairs to earlier ones that were not refused outright."""

    id: str
    lang: str
    time: int
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """The features needed to answer for the articles from `since` until before `until`."""

    features: tuple[Features, ...]
    since: int
    until: int


def match_features(
    features: Iterable[Features],
    frame: Frame,
    *,
    executor: Executor | None = None,
    block_minutes: int = 14 * 24 * 60,
) -> Iterator[Group]:
    """The groups of one site's articles, which must come in order of time and id and have a time.

    With an executor, blocks of time are scored as tasks of their own.
    """
    if executor is None:
        yield from group_answers(answer_features(features, frame), frame.window)
        return
    blocks = cut_blocks(features, frame.window, block_minutes)
    answers = executor.map(partial(answer_block, frame=frame), blocks)
    yield from group_answers(chain.from_iterable(answers), frame.window)


def answer_block(block: Block, frame: Frame) -> list[Answer]:
    """The answers of a block's own articles; a task for a worker."""
    return list(answer_features(block.features, frame, block.since, block.until))


def answer_features(
    features: Iterable[Features], frame: Frame, since: int = 0, until: int = FOREVER
) -> Iterator[Answer]:
    """Each article's answer as soon as nothing that is still to come can change it."""
    neighbours = Neighbourhood(Rarity(frame.knowledge), frame.window)
    waiting: deque[Node] = deque()
    for one in features:
        if one.time is None:
            raise ValueError(f"{one.id} has no time")
        while waiting and waiting[0].time + frame.window < one.time:
            yield from _answer(waiting.popleft(), neighbours, frame, since, until)
        neighbours.drop_before(one.time - 2 * frame.window)
        if one.words < ENOUGH_WORDS:
            node = Node(Spot(one.time, one.id, one.lang))
        else:
            node, _ = neighbours.add(one)
        waiting.append(node)
    for node in waiting:
        yield from _answer(node, neighbours, frame, since, until)


def cut_blocks(features: Iterable[Features], window: int, length: int) -> Iterator[Block]:
    """Blocks of `length` minutes, with the margins on both sides that their answers depend on."""
    held: deque[Features] = deque()
    since: int | None = None
    for one in features:
        time = one.time or 0
        since = time if since is None else since
        while time > since + length + window:
            yield _cut(held, since, since + length, window)
            since += length
        held.append(one)
    while since is not None and held and (held[-1].time or 0) >= since:
        yield _cut(held, since, since + length, window)
        since += length


def _cut(held: deque[Features], since: int, until: int, window: int) -> Block:
    block = Block(
        tuple(one for one in held if since - 2 * window <= (one.time or 0) <= until + window),
        since,
        until,
    )
    while held and (held[0].time or 0) < until - 2 * window:
        held.popleft()
    return block


def _answer(
    node: Node, neighbours: Neighbourhood, frame: Frame, since: int, until: int
) -> Iterator[Answer]:
    if since <= node.time < until:
        pairs = []
        for earlier, later in neighbours.pairs_of(node):
            odds = score_pair(earlier, later, neighbours.window).odds - frame.threshold
            if odds > UNSEEN:
                pairs.append(Pair(*pair_key(earlier.id, later.id), min(MOST, odds)))
        yield Answer(node.id, node.lang, node.time, tuple(pairs))


# --- answers to groups ---------------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class _Open:
    """A connected group that later articles may still join."""

    langs: dict[str, str] = field(default_factory=dict)
    pairs: list[Pair] = field(default_factory=list)
    latest: int = 0


def group_answers(answers: Iterable[Answer], window: int) -> Iterator[Group]:
    """Assign connected groups as soon as they are closed, in order of time."""
    open_of: dict[str, _Open] = {}
    queue: deque[tuple[int, _Open]] = deque()
    for answer in answers:
        while queue and queue[0][0] + window < answer.time:
            yield from _close(queue.popleft(), open_of)
        group = _Open({answer.id: answer.lang}, list(answer.pairs), answer.time)
        for pair in answer.pairs:
            other = pair.first if pair.second == answer.id else pair.second
            group = _merge(group, open_of[other], open_of)
        group.latest = answer.time
        open_of[answer.id] = group
        queue.append((answer.time, group))
    for entry in queue:
        yield from _close(entry, open_of)


def _merge(one: _Open, other: _Open, open_of: dict[str, _Open]) -> _Open:
    """Pour the smaller group into the larger."""
    if one is other:
        return one
    small, large = sorted((one, other), key=lambda group: len(group.langs))
    large.langs |= small.langs
    large.pairs += small.pairs
    open_of.update(dict.fromkeys(small.langs, large))
    small.langs = {}
    return large


def _close(entry: tuple[int, _Open], open_of: dict[str, _Open]) -> Iterator[Group]:
    time, group = entry
    if time < group.latest or not group.langs:
        return  # it has grown or was poured into another: a later entry closes it
    for identity in group.langs:
        del open_of[identity]
    yield from assign(group.langs, group.pairs)
    group.langs = {}
