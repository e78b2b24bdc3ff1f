"""Asks for pages within bounds: robots.txt first, so many addresses at most; it judges nothing."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from protego import Protego

from scraper.crawling.inspection.seen import FORBIDDEN, NOT_ASKED, Answer, Ask, host_of

T = TypeVar("T")
Walk = Generator[tuple[Ask, ...], Mapping[str, Answer], T]
"""Yields the addresses of each stage, wants their answers by address, returns what was seen."""

Stage = Walk[None]
Answers = Walk[Mapping[str, Answer]]


@dataclass(slots=True)
class Asking:
    """What is left to ask for, and what the robots files of the hosts allow `agent`."""

    agent: str
    left: int
    rules: dict[str, Protego] = field(default_factory=dict)
    delays: dict[str, float] = field(default_factory=dict)

    def robots(self, hosts: Iterable[str]) -> Answers:
        """The robots file of each host; its rules hold from now on."""
        urls = {host: f"https://{host}/robots.txt" for host in hosts}
        answers = yield from self.ask(Ask(url, is_robots=True) for url in urls.values())
        for host, url in urls.items():
            page = answers[url].page
            if page is not None and answers[url].is_good:
                self.rules[host] = Protego.parse(page.body.decode("utf-8", "replace"))
                self.delays[host] = self.rules[host].crawl_delay(self.agent) or 0.0
        return {host: answers[url] for host, url in urls.items()}

    def ask(self, asks: Iterable[Ask]) -> Answers:
        """The answers to some addresses; those over the bound or forbidden are not asked for."""
        answers = {}
        allowed = []
        for ask in asks:
            if not ask.is_robots and not self.allows(ask.url):
                answers[ask.url] = FORBIDDEN
            else:
                answers[ask.url] = NOT_ASKED
                allowed.append(ask)
        batch = tuple(dict.fromkeys(allowed))[: self.left]
        self.left -= len(batch)
        if batch:
            answers |= yield batch
        return answers

    def allows(self, url: str) -> bool:
        """Whether the host's robots file lets us ask for an address."""
        rules = self.rules.get(host_of(url))
        return rules is None or rules.can_fetch(url, self.agent)
