"""The store as one object: everything its parts can do, on one database."""

from __future__ import annotations

from scraper.storage.articles import Articles
from scraper.storage.browsing import Browsing
from scraper.storage.changes import Changes
from scraper.storage.features import KeptFeatures
from scraper.storage.frontier import Frontier
from scraper.storage.health import Health
from scraper.storage.neighbours import Neighbours
from scraper.storage.outcomes import Outcomes
from scraper.storage.pages import Pages
from scraper.storage.progress import Progress
from scraper.storage.records import Records
from scraper.storage.retention import Retention
from scraper.storage.runs import Runs
from scraper.storage.same_events import SameEvents
from scraper.storage.schedule import Schedule
from scraper.storage.search import Search
from scraper.storage.standing import Standing
from scraper.storage.stories import Stories
from scraper.storage.vectors import Vectors
from scraper.storage.withdrawals import Withdrawals


class Store(
    Runs,
    Frontier,
    Outcomes,
    Pages,
    Articles,
    Stories,
    Records,
    Changes,
    Search,
    Browsing,
    Health,
    Withdrawals,
    Progress,
    Schedule,
    Standing,
    Retention,
    Vectors,
    KeptFeatures,
    Neighbours,
    SameEvents,
):
    """One database with every noun in it; see the package's docstring for the whole of it.

    Any thread may use it. Close it, or open it in a `with`.
    """
