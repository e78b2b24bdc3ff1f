"""What matching a part of a site gave: its stories, and what the next job may begin from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scraper.items import Story
from scraper.job.work import Loaded

Keep = Callable[[int], None]
"""To be called when all is published, with the number of the last change that was seen."""


@dataclass(frozen=True, slots=True)
class Matched:
    """The stories that may have changed, not named yet, and the articles that were looked at.

    `keep` writes what was found for the next job; None when nothing is to be written.
    """

    stories: tuple[Story, ...]
    articles: Loaded
    keep: Keep | None = None
