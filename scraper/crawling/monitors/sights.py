"""What one run saw: features of article pages by edition, what its sources listed, examples.

It only collects; whether that is as it should be is judged when the crawl is over.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scraper.crawling.monitors.features import features_of, markup_of
from scraper.extraction import Listing, Reading
from scraper.items import Article, Page
from scraper.sites import Site

PROBED = 25
"""Pages of an edition whose markup is looked at; each costs some milliseconds."""

KEPT = 400
"""Pages of an edition that are remembered for examples."""

EXAMPLES = 3
OFTEN = 3
"""So many other pages with the same text before it is no coincidence."""


@dataclass(frozen=True, slots=True)
class Sight:
    """One article page: its features, and whether its markup was looked at."""

    url: str
    features: frozenset[str]
    is_read: bool
    is_probed: bool


@dataclass(slots=True)
class ListSight:
    """What a source did in this run: its addresses and what they listed, by day (None: undated)."""

    urls: list[str] = field(default_factory=list)
    by_day: dict[date | None, str] = field(default_factory=dict)
    listed: dict[date | None, frozenset[str]] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    failed: int = 0

    @property
    def found(self) -> frozenset[str]:
        """The addresses it listed, of all days."""
        return frozenset().union(*self.listed.values())


class Sights:
    """The collection of one run; `counts` and `lists` go into the run's stats for later ones."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.lists: defaultdict[tuple[str, str], ListSight] = defaultdict(ListSight)
        self.new: defaultdict[str, set[str]] = defaultdict(set)
        self.days: defaultdict[str, set[date]] = defaultdict(set)
        self.last_seen: datetime | None = None
        self._kept: defaultdict[str, deque[Sight]] = defaultdict(lambda: deque(maxlen=KEPT))
        self._met: Counter[tuple[str, str, int]] = Counter()
        self._zone = ZoneInfo(site.timezone)

    def see_page(
        self,
        edition: str,
        page: Page,
        reading: Reading,
        listed_at: datetime | None,
        *,
        is_new: bool = True,
    ) -> None:
        """Note an article page that was fetched; it is new on the first visit that read it."""
        self.last_seen = max(self.last_seen or page.fetched_at, page.fetched_at)
        if reading.article is None:
            self.see_reject(edition, page.url, reading.rejected.reason if reading.rejected else "")
            return
        article = reading.article
        if is_new:
            self.new[edition].add(page.url)
        features = {*features_of(article, listed_at), *self._repeats(edition, article)}
        is_probed = self.counts[edition]["probed"] < max(PROBED, self.site.expects.at_least)
        if is_probed:
            features |= markup_of(page, self.site)
        if article.published_at:
            self.days[edition].add(article.published_at.astimezone(self._zone).date())
        self._note(edition, Sight(page.url, frozenset(features), True, is_probed))

    def see_reject(self, edition: str, url: str, reason: str) -> None:
        """Note an address that gave no article, and why."""
        self._note(edition, Sight(url, frozenset({f"rejected/{reason}"}), False, False))

    def see_list(
        self, edition: str, path: str, url: str, day: date | None, listing: Listing
    ) -> None:
        """Note what a source answered; `day` is the day that the address is the archive of."""
        seen = self.lists[edition, path]
        seen.urls.append(url)
        seen.by_day[day] = url
        if listing.rejected:
            seen.refused[listing.rejected.reason] += 1
            return
        found = (*(each.url for each in listing.found), *(each.url for each in listing.sources))
        seen.listed[day] = frozenset(found)

    def see_no_list(self, edition: str, path: str, url: str, reason: str) -> None:
        """Note a source that gave no list: `unchanged`, `failed`, or refused with a reason."""
        seen = self.lists[edition, path]
        seen.urls.append(url)
        if reason == "unchanged":
            seen.unchanged += 1
        elif reason == "failed":
            seen.failed += 1
        else:
            seen.refused[reason] += 1

    def examples(self, feature: str, editions: Iterable[str], *, lacking: bool) -> tuple[str, ...]:
        """A few addresses of pages that have the feature, or that lack it."""
        kind = feature.partition("/")[0]
        wanted: Callable[[Sight], bool] = {
            "markup": lambda sight: sight.is_probed,
            "rejected": lambda sight: True,
        }.get(kind, lambda sight: sight.is_read)
        found = [
            sight.url
            for edition in editions
            for sight in self._kept[edition]
            if wanted(sight) and (feature in sight.features) != lacking
        ]
        return tuple(found[:: max(1, len(found) // EXAMPLES)][:EXAMPLES])

    def examples_of_edition(self, edition: str, lacking: str) -> tuple[str, ...]:
        """Pages of an edition that lack a feature; its sources when there are none."""
        sources = [
            url for (lang, _), seen in self.lists.items() if lang == edition for url in seen.urls
        ]
        return self.examples(lacking, (edition,), lacking=True) or tuple(sources[:EXAMPLES])

    def rejects(self) -> tuple[str, ...]:
        """A few addresses of pages that gave no article."""
        kept = (sight for sights in self._kept.values() for sight in sights)
        return tuple(sight.url for sight in kept if not sight.is_read)[:EXAMPLES]

    def stats(self) -> dict[str, object]:
        """The counts as plain values, for the run's stats."""
        lists = {
            f"{edition} {path}": len(seen.found)
            for (edition, path), seen in self.lists.items()
            if seen.listed
        }
        return {"seen": {edition: dict(each) for edition, each in self.counts.items()},
                "listed": lists, "carried": self.carried(),
                "unchanged": self.unchanged()}  # fmt: skip

    def carried(self) -> dict[str, dict[str, int]]:
        """For each source that was sent: of the new articles that any lists, how many it does."""
        return {
            f"{edition} {path}": {"pages": len(new), "listed": len(new & seen.found)}
            for (edition, path), seen in self.lists.items()
            if seen.listed and (new := self._new_on_lists(edition))
        }

    def unchanged(self) -> dict[str, dict[str, int]]:
        """For each source that was not sent again: how many new articles others list."""
        return {
            f"{edition} {path}": {"pages": len(new)}
            for (edition, path), seen in self.lists.items()
            if seen.unchanged and not seen.listed and (new := self._new_on_lists(edition))
        }

    def new_elsewhere(self, edition: str, path: str) -> set[str]:
        """The new articles that other sources of an edition list and this one does not."""
        return self._new_on_lists(edition) - self.lists[edition, path].found

    def _new_on_lists(self, edition: str) -> set[str]:
        found = (seen.found for (each, _), seen in self.lists.items() if each == edition)
        return self.new[edition].intersection(frozenset().union(*found))

    def _note(self, edition: str, sight: Sight) -> None:
        counts = self.counts[edition]
        counts["pages"] += 1
        counts["read"] += sight.is_read
        counts["probed"] += sight.is_probed
        counts.update(sight.features)
        self._kept[edition].append(sight)

    def _repeats(self, edition: str, article: Article) -> Iterator[str]:
        """What this page shares with several others, which says nothing about its own article."""
        shown: dict[str, Iterable[object]] = {
            "headline": [article.headline],
            "lead": [article.lead],
            "image": [article.image and article.image.url],
            "date": [article.published_at],
            "text": {block.text for block in article.blocks},
        }
        for name, values in shown.items():
            keys = [(edition, name, hash(value)) for value in values if value]
            if any(self._met[key] >= OFTEN for key in keys):
                yield f"too/same {name} as other pages"
            self._met.update(keys)
