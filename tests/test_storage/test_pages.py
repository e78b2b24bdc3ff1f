"""Pages: the same bytes come back, once per state, the latest first."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import func, select

from scraper.storage import Outcome, Store
from scraper.storage.schema import PAGES
from tests.test_storage.samples import (
    MINUTE,
    NOW,
    SITE,
    address,
    make_article,
    make_link,
    make_outcome,
    make_page,
)

ID = f"{SITE}:uk:1"
FEED = "https://visnyk.example/rss.xml"


def count(store: Store) -> int:
    """How many states of pages are stored."""
    with store.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(PAGES)).scalar_one())


def test_a_page_comes_back_as_it_was(store: Store) -> None:
    page = replace(
        make_page(address(1), bytes(range(256)) * 500),
        final_url="https://visnyk.example/final",
        headers=(("set-cookie", "a=1"), ("set-cookie", "b=2"), ("x-title", "Ñ\u0085")),
        status=203,
        cut="short",
    )
    store.commit([replace(make_outcome(make_article(1)), page=page)], NOW)
    assert store.page_of(ID) == page
    assert list(store.pages(SITE)) == [page]


def test_the_address_of_a_page_is_the_frontiers(store: Store) -> None:
    page = make_page("https://visnyk.example/uk/novyna-1.html?utm_source=x")
    store.commit([replace(make_outcome(make_article(1)), page=page)], NOW)
    assert [page.url for page in store.pages()] == [address(1)]


def test_the_same_body_again_is_kept_once_with_the_new_time(store: Store) -> None:
    for at in (NOW, NOW + MINUTE):
        store.commit([make_outcome(make_article(1), page=b"same", at=at)], at)
    assert count(store) == 1
    assert store.page_of(ID) == make_page(address(1), b"same", NOW + MINUTE)


def test_another_body_is_another_state_and_the_latest_counts(store: Store) -> None:
    for body in (b"one", b"two", b"one"):
        store.commit([make_outcome(make_article(1), page=body)], NOW)
    assert count(store) == 3
    assert [page.body for page in store.pages()] == [b"one"]


def test_a_cut_download_is_kept_without_body(store: Store) -> None:
    outcome = Outcome(
        site=SITE,
        url=address(1),
        state="done",
        page=make_page(address(1), b""),
        rejected="too-large",
    )
    store.commit([outcome], NOW)
    (page,) = store.pages()
    assert (page.body, page.header("Content-Type")) == (b"", "text/html; charset=utf-8")


def test_pages_come_in_the_order_of_their_addresses(store: Store) -> None:
    for number in (3, 1, 2):
        store.commit([make_outcome(make_article(number), page=b"x")], NOW)
    assert [page.url for page in store.pages()] == [address(number) for number in (1, 2, 3)]
    assert list(store.pages("inshyi")) == []


def test_a_source_is_kept_in_its_latest_state_and_apart(store: Store) -> None:
    store.add_links([make_link(FEED, kind="source")], NOW)
    for body in (b"<rss>1</rss>", b"<rss>2</rss>"):
        store.commit([Outcome(site=SITE, url=FEED, state="done", page=make_page(FEED, body))], NOW)
    assert count(store) == 1
    assert list(store.pages()) == []
    assert [page.body for page in store.pages(kind="source")] == [b"<rss>2</rss>"]


def test_an_unknown_article_has_no_page(store: Store) -> None:
    assert store.page_of(ID) is None


def test_pruning_leaves_the_latest_state(store: Store) -> None:
    for minute, body in enumerate((b"one", b"two", b"three")):
        at = NOW + minute * MINUTE
        store.commit([make_outcome(make_article(1), page=body, at=at)], at)
    assert store.prune_pages(NOW + MINUTE) == 1
    assert store.prune_pages(NOW + 60 * MINUTE) == 1
    assert [page.body for page in store.pages()] == [b"three"]


def test_pages_may_be_committed_again_while_they_stream(store: Store) -> None:
    store.commit([make_outcome(make_article(number), page=b"x") for number in range(50)], NOW)
    for page in store.pages(SITE):
        article = make_article(int(page.url.rpartition("-")[2].removesuffix(".html")), text="Інше.")
        store.commit([replace(make_outcome(article), cause="rules")], NOW)
    assert {stored.revision for stored in store.articles()} == {2}
