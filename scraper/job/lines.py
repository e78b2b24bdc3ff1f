"""Learns which lines a site's pages have in common, and finds the pages that hold such lines.

The memory is a numbered snapshot in the store, one a site; how it judges is up to `extraction`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from scraper.extraction import LineMemory, learn_lines
from scraper.items import Article, Page
from scraper.sites import Site
from scraper.storage import Store

FIRST = 20
"""New articles of a site after which its first memory is made."""
AGAIN = 200
"""New or changed articles after which a memory is brought up to date."""
MOST = 600
"""Articles that one look takes in, the newest."""


def load_lines(store: Store, site: str) -> LineMemory:
    """The memory of a site's repeated lines; one that knows nothing where none was made yet."""
    found = store.snapshot(_name(site))
    return LineMemory() if found is None else LineMemory.from_bytes(found[1])


def learn_site(store: Store, site: Site, now: datetime) -> LineMemory | None:
    """A newer memory of a site, kept as the store's next snapshot; None while little is new."""
    name = _name(site.name)
    last = store.last_change()
    changed = store.changed_articles(store.mark(name), site=site.name)
    known = store.snapshot(name)
    if len(changed) < (FIRST if known is None else AGAIN):
        return None
    articles = (stored.article for stored in store.articles(ids=changed[-MOST:]))
    memory = load_lines(store, site.name).after(learn_lines(articles))
    store.save_snapshot(name, memory.to_bytes(), now)
    store.set_mark(name, last)
    return memory


def affected_pages(store: Store, site: Site, memory: LineMemory) -> Iterator[Page]:
    """The stored pages whose articles still hold lines that the memory doubts."""
    ids = [one.article.id for one in store.articles(site=site.name) if _holds(one.article, memory)]
    for id_ in ids:
        page = store.page_of(id_)
        if page is not None:
            yield page


def _holds(article: Article, memory: LineMemory) -> bool:
    return any(
        memory.doubts(block.text, is_heading=block.kind == "heading") for block in article.blocks
    )


def _name(site: str) -> str:
    return f"lines/{site}"
