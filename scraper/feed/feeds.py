"""Collects the newest items of every feed: all sites together, each alone; it writes no file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial

from scraper.feed.atom import atom_pages
from scraper.feed.jsonfeed import (
    FeedPage,
    Item,
    Newest,
    describe_record,
    encode_item,
    feed_pages,
    story_item,
    version_item,
)
from scraper.items import Record
from scraper.languages import badge
from scraper.sites import Site

SITE_NEWEST = 200  # items of a site's own feeds: there are many sites, and all are held at once

ItemMaker = Callable[[Record, str, Item], Item]


class Feeds:
    """The feed of stories and that of each language, of all sites and of each, filled bit by bit.

    `base` is the public address with a slash at its end, `record_path` gives the place of a
    record's line below it.
    """

    def __init__(
        self,
        langs: Sequence[str],
        sites: Mapping[str, Site],
        base: str,
        newest: int,
        record_path: Callable[[Record], str],
    ) -> None:
        self._langs = tuple(langs)
        self._sites = sites
        self._base = base
        self._record_path = record_path
        self._site_newest = min(newest, SITE_NEWEST)
        self._all = _Scope("", self._langs, newest)
        self._of_site: dict[str, _Scope] = {}

    def add(self, record: Record) -> None:
        """Offer a record to every feed it belongs to; one without a version belongs to none.

        A site has feeds from its first record on, and keeps them when all of them were taken out.
        """
        scopes = (self._all, self._scope_of(record.site))
        if not record.versions:
            return
        lang = self._choose(record)
        time = record.published_at or record.updated_at
        make = self._maker(story_item, record, lang)
        for scope in scopes:
            scope.stories.offer(time, record.id, make)
        for lang, version in record.versions.items():
            make = self._maker(version_item, record, lang)
            for scope in scopes:
                scope.feed_of(lang).offer(version.published_at or time, version.id, make)

    def pages(self, title: str) -> Iterator[FeedPage]:
        """Every page, the last of a feed first: who reads meanwhile sees twice, and not less."""
        yield from self._all.pages(title, self._base)
        for name, scope in sorted(self._of_site.items()):
            yield from scope.pages(f"{title}: {self._title_of(name)}", self._base)

    def _scope_of(self, name: str) -> _Scope:
        if name not in self._of_site:
            langs = self._sites[name].langs if name in self._sites else ()
            self._of_site[name] = _Scope(f"sites/{name}/", langs, self._site_newest)
        return self._of_site[name]

    def _choose(self, record: Record) -> str:
        wanted = (*self._langs, *record.langs, *sorted(record.versions))
        return next(lang for lang in wanted if lang in record.versions)

    def _maker(self, make: ItemMaker, record: Record, lang: str) -> Callable[[], bytes]:
        """Builds an item when a feed takes it; feeds that share it share its bytes."""
        return cache(partial(self._encode, make, record, lang))

    def _encode(self, make: ItemMaker, record: Record, lang: str) -> bytes:
        extension = describe_record(
            record,
            about=self._base + "schema.json",
            record_url=self._base + self._record_path(record),
            site_title=self._title_of(record.site),
        )
        return encode_item(make(record, lang, extension))

    def _title_of(self, name: str) -> str:
        return self._sites[name].title if name in self._sites else name


class _Scope:
    """The feeds of one folder."""

    def __init__(self, prefix: str, langs: Sequence[str], newest: int) -> None:
        self._prefix = prefix
        self._newest = newest
        self.stories = Newest(newest)
        self._versions = {lang: Newest(newest) for lang in langs}

    def feed_of(self, lang: str) -> Newest:
        """The feed of one language; it begins with the language's first version."""
        return self._versions.setdefault(lang, Newest(self._newest))

    def pages(self, title: str, base: str) -> Iterator[FeedPage]:
        """Every page of every feed."""
        home = {"home_page_url": base}
        head, stem = {"title": title, **home}, f"{self._prefix}feed"
        items = self.stories.items()
        yield from reversed(feed_pages(stem, head, items, public_url=base))
        yield from reversed(atom_pages(stem, head, items, public_url=base))
        for lang, feed in sorted(self._versions.items()):
            head = {"title": f"{title}: {badge(lang)}", "language": lang, **home}
            stem = f"{self._prefix}feed.{lang}"
            yield from reversed(feed_pages(stem, head, feed.items(), public_url=base))
