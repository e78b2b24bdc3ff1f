"""Articles on several pages: what was fetched so far, and which page comes next."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scraper.extraction.paging import MOST_PAGES, continues, is_part
from scraper.items import Page
from scraper.storage import Claimed


@dataclass(frozen=True, slots=True)
class Further:
    """An article whose pages `pages` were fetched and whose next one is at `url`.

    `came_from` are addresses that redirected to the first page.
    """

    claimed: Claimed
    pages: tuple[Page, ...]
    came_from: tuple[str, ...]
    url: str


class Parts:
    """Follows articles from page to page in one run; a page that came before is not asked again."""

    def __init__(self) -> None:
        self._fetched: dict[str, Page] = {}

    def keep(self, page: Page) -> None:
        """Remember a later page of an article that was fetched for itself."""
        self._fetched[page.url] = page

    def go_on(self, further: Further) -> Further | tuple[Page, ...]:
        """The same article at the first page that is to be fetched, or all its pages."""
        while (page := self._fetched.get(further.url)) is not None:
            after = self.add(further, page)
            if not isinstance(after, Further):
                return after
            further = after
        return further

    def add(self, further: Further, page: Page) -> Further | tuple[Page, ...]:
        """The article with one more page: with its next address, or whole.

        A page that redirects, or that is the one before it again, adds nothing.
        """
        if not is_part(page) or page.body == further.pages[-1].body:
            return further.pages
        pages = (*further.pages, page)
        url = continues(page, pages) if len(pages) < MOST_PAGES else None
        return replace(further, pages=pages, url=url) if url else pages
