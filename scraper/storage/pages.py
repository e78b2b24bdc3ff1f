"""Keeps the bytes of every page, packed, so that any later stage can run again without network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from scraper.items import Page
from scraper.storage.compression import pack, unpack
from scraper.storage.database import AnyRow, Database
from scraper.storage.schema import ARTICLES, PAGES
from scraper.storage.values import RowKind

P = PAGES.c
PART: Literal["part"] = "part"
"""The kind of a page that continues an article: it is read with the first one, never alone."""
PageKind = RowKind | Literal["part"]
STREAM = 20  # pages fetched from the database at a time


@dataclass(frozen=True, slots=True)
class PackedPage:
    """A page with its body compressed and hashed, ready for its row; `url` is the frontier's."""

    url: str
    page: Page
    digest: bytes
    body: bytes


class Pages(Database):
    """The part of the store that gives back pages."""

    def pages(self, site: str | None = None, kind: RowKind = "article") -> Iterator[Page]:
        """The latest page of every address that holds articles, in the order of site and URL.

        `Page.url` is the address as the frontier has it. Pages of withdrawn articles come too:
        `commit` refuses what is read from them.
        """
        query = select(PAGES).where(P.latest, P.kind == kind).order_by(P.site, P.url)
        if site is not None:
            query = query.where(P.site == site)
        with self.reading() as connection:
            for row in connection.execution_options(yield_per=STREAM).execute(query):
                yield _read(row)

    def page_of(self, article_id: str) -> Page | None:
        """The latest page that an article was read from."""
        of_article = (P.site == ARTICLES.c.site) & (P.url == ARTICLES.c.page_url)
        query = select(PAGES).join(ARTICLES, of_article)
        query = query.where(ARTICLES.c.id == article_id, P.latest)
        with self.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _read(row)

    def page_at(self, site: str, url: str) -> Page | None:
        """The latest page of an article's or a source's address, spelt as in the frontier."""
        query = select(PAGES).where(P.site == site, P.url == url, P.latest)
        with self.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _read(row)

    def prune_pages(self, before: datetime) -> int:
        """Deletes older states of pages, last fetched before a time; the latest always stays."""
        with self.writing("change") as connection:
            old = delete(PAGES).where(P.latest.is_(False), P.fetched_at < before)
            return connection.execute(old).rowcount


def pack_page(page: Page, url: str) -> PackedPage:
    """The page, compressed and hashed; the costly part, done before the transaction begins."""
    return PackedPage(url, page, sha256(page.body).digest(), pack(page.body))


def find_latest(connection: Connection, packed: PackedPage) -> AnyRow | None:
    """The row of the page that the address gave last, with its digest."""
    latest = (P.site == packed.page.site) & (P.url == packed.url) & P.latest
    return connection.execute(select(P.id, P.digest).where(latest)).one_or_none()


def put_page(
    connection: Connection, packed: PackedPage, before: AnyRow | None, kind: PageKind
) -> None:
    """Stores a page, or only its new headers and time when the one before had the same body.

    A source is kept in its latest state only: it changes all the time.
    """
    if before is None:
        connection.execute(insert(PAGES).values(page_row(packed, kind)))
        return
    earlier = update(PAGES).where(P.id == before.id)
    if before.digest == packed.digest:
        connection.execute(earlier.values(_answer(packed.page)))
    elif kind == "source":
        connection.execute(earlier.values(page_row(packed, kind)))
    else:
        connection.execute(earlier.values(latest=False))
        connection.execute(insert(PAGES).values(page_row(packed, kind)))


def _answer(page: Page) -> dict[str, object]:
    return {
        "final_url": page.final_url,
        "status": page.status,
        "headers": msgspec.json.encode(page.headers).decode(),
        "cut": page.cut,
        "fetched_at": page.fetched_at,
    }


def page_row(packed: PackedPage, kind: PageKind) -> dict[str, object]:
    """The row of a page that is now the latest of its address."""
    return {
        **_answer(packed.page),
        "site": packed.page.site,
        "url": packed.url,
        "kind": kind,
        "latest": True,
        "digest": packed.digest,
        "body": packed.body,
        "first_fetched_at": packed.page.fetched_at,
    }


def _read(row: AnyRow) -> Page:
    return Page(
        site=row.site,
        url=row.url,
        final_url=row.final_url,
        status=row.status,
        headers=msgspec.json.decode(row.headers, type=tuple[tuple[str, str], ...]),
        body=unpack(row.body),
        fetched_at=row.fetched_at,
        cut=row.cut,
    )
