"""Articles on several pages: what was fetched so far, and which page comes next."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scraper.extraction import Reason, Rejected, open_document, same_address
from scraper.extraction.paging import MOST_PAGES, follow
from scraper.items import Page
from scraper.storage import Claimed

PASSING = frozenset((Reason.CHALLENGE, Reason.EMPTY, Reason.TRUNCATED))
"""Reasons to reject a page that may well be gone at the next visit."""


@dataclass(frozen=True, slots=True)
class Further:
    """An article whose pages `pages` were fetched and whose next one is at `url`.

    `came_from` are addresses that redirected to the first page.
    """

    claimed: Claimed
    pages: tuple[Page, ...]
    came_from: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The pages of an article after which none is fetched.

    `lacks` says why the rest is missing, `is_passing` that it may be there at the next visit.
    """

    pages: tuple[Page, ...]
    lacks: str | None = None
    is_passing: bool = False


class Parts:
    """Follows articles from page to page in one run; a page that came before is not asked again."""

    def __init__(self) -> None:
        self._fetched: dict[str, Page] = {}

    def keep(self, page: Page) -> None:
        """Remember a later page of an article that was fetched for itself."""
        self._fetched[page.url] = page

    def go_on(self, further: Further) -> Further | Ended:
        """The same article at the first page that is to be fetched, or all its pages."""
        while (page := self._fetched.get(further.url)) is not None:
            after = self.add(further, page)
            if isinstance(after, Ended):
                return after
            further = after
        return further

    def add(self, further: Further, page: Page) -> Further | Ended:
        """The article with one more page: with its next address, or to its end.

        A page that is missing, redirects to another or cannot be read is not kept with the others:
        when it can be had later, that is no edit of the newsroom.
        """
        if page.status != 200:
            return Ended(further.pages, f"http-{page.status}")
        if not same_address(page.final_url, page.url):
            return Ended(further.pages, "redirected")
        pages = (*further.pages, page)
        if page.body == further.pages[-1].body:  # the site has no such page and shows the last
            return Ended(pages)
        opened = open_document(page)
        if isinstance(opened, Rejected):
            return Ended(further.pages, opened.reason.value, opened.reason in PASSING)
        url = follow(opened, pages)
        if url is not None and len(pages) == MOST_PAGES:
            return Ended(pages, "too-many")
        return replace(further, pages=pages, url=url) if url else Ended(pages)
