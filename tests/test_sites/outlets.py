"""Every site that has a file in `spiders/`, and the stories saved of it."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path

from scraper.crawling import NewsSpider
from scraper.crawling.fixtures import SavedStory, find_stories
from scraper.sites import Site

ROOT = Path(__file__).parent.parent.parent
SPIDERS = ROOT / "spiders"
FIXTURES = ROOT / "tests" / "fixtures"
NAMES = sorted(path.stem for path in SPIDERS.glob("*.py") if path.stem != "__init__")


@cache
def spiders_in(name: str) -> tuple[type[NewsSpider], ...]:
    """The sites that a file of `spiders/` defines."""
    values = vars(import_module(f"spiders.{name}")).values()
    classes = (value for value in values if isinstance(value, type))
    return tuple(
        each for each in classes if issubclass(each, NewsSpider) and each is not NewsSpider
    )


def site_of(name: str) -> Site:
    """The facts of a site."""
    return spiders_in(name)[0].site


@lru_cache(maxsize=1)
def saved_stories() -> tuple[SavedStory, ...]:
    """Every story in `tests/fixtures/`."""
    return tuple(find_stories(FIXTURES))
