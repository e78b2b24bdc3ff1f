"""Articles: when one becomes another revision, what counts as a change, what leads to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from scraper.items import (
    Access,
    Article,
    Author,
    Block,
    Image,
    Removed,
    Translation,
    Vote,
)
from scraper.storage import Store, Stored, StoredArticle
from tests.test_storage.samples import MINUTE, NOW, SITE, address, make_article, make_outcome

ID = f"{SITE}:uk:1"


def put(store: Store, article: Article, *aliases: str, page: bytes | None = None) -> Stored:
    """Commits one article."""
    outcome = replace(make_outcome(article, page=page), aliases=aliases)
    (stored,) = store.commit([outcome], NOW)
    return stored


def get(store: Store, id: str = ID, revision: int | None = None) -> StoredArticle:
    """An article that must be there."""
    stored = store.get_article(id, revision)
    assert stored is not None
    return stored


def test_a_new_article_is_revision_one(store: Store) -> None:
    article = make_article(1)
    assert put(store, article) == Stored(
        url=article.url, kind="new", article_id=ID, revision=1, changed=True
    )
    assert get(store) == StoredArticle(
        article=article,
        revision=1,
        cause="newsroom",
        gone=False,
        withdrawn=False,
        change=1,
        first_seen_at=NOW,
        changed_at=NOW,
    )


def test_an_unknown_article_is_none(store: Store) -> None:
    assert store.get_article("visnyk:uk:404") is None
    assert store.article_by_url(address(404)) is None
    assert store.revisions("visnyk:uk:404") == ()


def test_everything_an_article_holds_comes_back(store: Store) -> None:
    article = replace(
        make_article(1, translations=(address(1, "en"),), tags=("мости", "Случ")),
        key="1",
        lead="Коротко.",
        blocks=(Block(kind="heading", text="Чому", level=2), Block(kind="table", text="а\tб")),
        images=(Image(url="https://visnyk.example/2.jpg"),),
        authors=(Author(name="О. Редька", url="https://visnyk.example/redka"),),
        modified_at=NOW + MINUTE,
        kind="live_blog",
        access="partial",
        offers=("uk", "en"),
        votes=(Vote(voter="alphabet", lang="uk", confidence=0.9),),
        removed=(Removed(position=3, text="Читайте також", rule="related", because="link list"),),
        fetched_at=NOW,
    )
    put(store, article)
    assert get(store).article == article


EDITS = {
    "headline": {"headline": "Міст відкрили знову"},
    "lead": {"lead": "Уперше за рік."},
    "text": {"blocks": (Block(kind="paragraph", text="Міст закрили."),)},
    "kind of block": {
        "blocks": (Block(kind="quote", text="Міст через Случ відкрили для пішоходів."),)
    },
    "caption": {"image": Image(url="https://visnyk.example/mist.jpg", caption="Новий міст")},
    "authors": {"authors": (Author(name="О. Редька"),)},
    "section": {"section": "Місто"},
    "tags": {"tags": ("мости",)},
    "access": {"access": "partial"},
    "language": {"lang": "ru"},
}


@pytest.mark.parametrize("what", EDITS)
def test_what_people_read_makes_a_revision(store: Store, what: str) -> None:
    put(store, make_article(1))
    edited = replace(make_article(1), **EDITS[what])  # type: ignore[arg-type]
    stored = put(store, edited)
    assert (stored.kind, stored.revision, stored.changed) == ("edited", 2, True)
    assert get(store).article == edited
    assert get(store, revision=1).article == make_article(1)


FACTS = {
    "translations": {"translations": (Translation(lang="en", url="u", declared_by="switcher"),)},
    "offers": {"offers": ("uk", "en")},
    "image address": {
        "image": Image(url="https://visnyk.example/m2.jpg", caption="Міст", credit="Вісник")
    },
    "publication time": {"published_at": NOW - MINUTE},
    "modification time": {"modified_at": NOW},
    "url": {"url": "https://visnyk.example/kanon"},
}


@pytest.mark.parametrize("what", FACTS)
def test_other_facts_are_a_change_without_a_revision(store: Store, what: str) -> None:
    put(store, make_article(1))
    other = replace(make_article(1), **FACTS[what])  # type: ignore[arg-type]
    stored = put(store, other)
    assert (stored.kind, stored.revision, stored.changed) == ("unchanged", 1, True)
    assert get(store).article == other
    assert get(store).change == 2


def test_inner_notes_are_no_change(store: Store) -> None:
    put(store, make_article(1))
    noted = replace(
        make_article(1),
        votes=(Vote(voter="alphabet", lang="uk"),),
        removed=(Removed(position=0, text="Реклама", rule="ad", because="label"),),
        fetched_at=NOW + MINUTE,
        published_raw="24.11.2026",
    )
    stored = put(store, noted)
    assert (stored.kind, stored.revision, stored.changed) == ("unchanged", 1, False)
    assert store.changed_articles(1) == ()


def test_text_that_goes_back_is_a_third_revision(store: Store) -> None:
    for text in ("Міст відкрили.", "Міст закрили.", "Міст відкрили."):
        put(store, make_article(1, text=text))
    texts = [(one.revision, one.article.text) for one in store.revisions(ID)]
    assert texts == [(1, "Міст відкрили."), (2, "Міст закрили."), (3, "Міст відкрили.")]


def test_a_reading_by_better_rules_says_so(store: Store) -> None:
    put(store, make_article(1))
    outcome = replace(make_outcome(make_article(1, text="Міст.")), cause="rules")
    store.commit([outcome], NOW)
    put(store, make_article(1, text="Міст відремонтували."))
    assert [one.cause for one in store.revisions(ID)] == ["newsroom", "rules", "newsroom"]


def test_the_same_bytes_read_otherwise_are_not_the_newsrooms_edit(store: Store) -> None:
    put(store, make_article(1), page=b"<p>bridge</p>")
    put(store, make_article(1, text="Міст."), page=b"<p>bridge</p>")
    put(store, make_article(1, text="Міст!"), page=b"<p>bridge!</p>")
    assert [one.cause for one in store.revisions(ID)] == ["newsroom", "rules", "newsroom"]


def test_a_first_publication_time_stays(store: Store) -> None:
    put(store, make_article(1))
    stored = put(store, make_article(1, published_at=None))
    assert (stored.kind, stored.changed) == ("unchanged", False)
    put(store, make_article(1, published_at=None, text="Нове."))
    article = get(store).article
    assert (article.published_at, article.published_raw) == (NOW, "24 листопада 2026, 12:00")
    assert article.read_from == {"published_at": "json-ld"}


def test_a_later_reading_may_correct_the_publication_time(store: Store) -> None:
    put(store, make_article(1, published_at=None))
    put(store, make_article(1, published_at=NOW - MINUTE))
    assert get(store).article.published_at == NOW - MINUTE


def test_changes_are_numbered_over_all_articles(store: Store) -> None:
    for number in (1, 2, 3):
        put(store, make_article(number))
    put(store, make_article(1, text="Інакше."))
    assert store.last_change() == 4
    assert store.changed_articles(0) == (f"{SITE}:uk:2", f"{SITE}:uk:3", ID)
    assert store.changed_articles(3) == (ID,)
    assert store.changed_articles(4) == ()
    assert store.changed_articles(0, site="inshyi") == ()


def test_articles_by_id_come_in_the_order_asked_for(store: Store) -> None:
    for number in (1, 2, 3):
        put(store, make_article(number))
    ids = [f"{SITE}:uk:{number}" for number in (3, 9, 1, 3)]
    assert [stored.article.id for stored in store.articles(ids=ids)] == [ids[0], ids[2]]


def test_articles_in_a_window_of_publication(store: Store) -> None:
    day = timedelta(days=1)
    for number, at in ((1, NOW), (2, NOW - day), (3, NOW - 2 * day), (4, None)):
        put(store, make_article(number, published_at=at))
    found = store.articles(site=SITE, since=NOW - day, until=NOW)
    assert [stored.article.id for stored in found] == [f"{SITE}:uk:2"]
    assert len(list(store.articles(site=SITE))) == 4
    assert list(store.articles(site="inshyi")) == []


def test_an_article_without_a_publication_time_stands_where_its_text_was_fetched(
    store: Store,
) -> None:
    day = timedelta(days=1)
    undated = replace(make_article(1, published_at=None), fetched_at=NOW)
    put(store, undated)
    put(store, make_article(2, published_at=NOW - day))
    assert store.newest_article(SITE) == NOW

    def found() -> list[str]:
        return [one.article.id for one in store.articles(site=SITE, since=NOW, until=NOW + day)]

    assert found() == [ID]
    linked = make_article(1, published_at=None, translations=(address(1, "en"),))
    put(store, replace(linked, fetched_at=NOW + 3 * day))  # the same text with a new link
    assert found() == [ID]
    (stored,) = store.articles(ids=[ID])
    assert stored.article.placed_at == NOW
    edited = make_article(1, published_at=None, text="Міст через Случ закрили.")
    put(store, replace(edited, fetched_at=NOW + 4 * day))
    assert found() == []
    assert store.newest_article(SITE) == NOW + 4 * day


def test_articles_may_be_written_while_they_stream(store: Store) -> None:
    store.commit([make_outcome(make_article(number)) for number in range(120)], NOW)
    seen = 0
    for stored in store.articles(site=SITE):
        seen += 1
        if seen % 30 == 0:
            put(store, replace(stored.article, lead=f"Лід {seen}"))
    assert seen == 120
    assert store.last_change() == 124


def test_every_spelling_leads_to_the_article(store: Store) -> None:
    amp, short = "https://visnyk.example/amp/1", "https://v.example/1"
    article = make_article(1, url="https://visnyk.example/kanon")
    outcome = replace(make_outcome(article, url=address(1)), aliases=(amp, short))
    store.commit([outcome], NOW)
    urls = (article.url, address(1), amp, short)
    assert store.article_ids_by_url([*urls, address(404)]) == dict.fromkeys(urls, ID)
    assert store.article_by_url(amp) == get(store)


def test_a_new_spelling_is_a_change(store: Store) -> None:
    """Another article may name this one by it."""
    put(store, make_article(1))
    assert put(store, make_article(1), "https://visnyk.example/amp/1").changed
    assert not put(store, make_article(1), "https://visnyk.example/amp/1").changed


def test_a_spelling_is_not_taken_from_another_article(store: Store) -> None:
    put(store, make_article(1), "https://visnyk.example/")
    put(store, make_article(2), "https://visnyk.example/", address(1))
    found = store.article_ids_by_url(["https://visnyk.example/", address(1), address(2)])
    other = f"{SITE}:uk:2"
    assert found == {"https://visnyk.example/": ID, address(1): ID, address(2): other}


def test_an_articles_own_address_is_its_own(store: Store) -> None:
    """A page that named a wrong canonical address had claimed it before."""
    put(store, make_article(1), address(2))
    put(store, make_article(2))
    assert store.article_ids_by_url([address(2)]) == {address(2): f"{SITE}:uk:2"}


def test_linked_articles_are_found_from_both_ends(store: Store) -> None:
    put(store, make_article(1, translations=(address(1, "en"),)))
    assert store.linked_articles([ID]) == frozenset()
    put(store, make_article(1, "en"))
    english = f"{SITE}:en:1"
    assert store.linked_articles([ID]) == {english}
    assert store.linked_articles([english]) == {ID}
    assert store.linked_articles([ID, english]) == frozenset()


def test_linked_articles_are_found_under_any_spelling(store: Store) -> None:
    put(store, make_article(1, translations=("https://visnyk.example/amp/en/1",)))
    put(store, make_article(1, "en"), "https://visnyk.example/amp/en/1")
    assert store.linked_articles([ID]) == {f"{SITE}:en:1"}


def test_a_link_that_is_no_longer_declared_is_forgotten(store: Store) -> None:
    put(store, make_article(1, translations=(address(1, "en"), address(2, "en"))))
    put(store, make_article(1, "en"))
    put(store, make_article(2, "en"))
    put(store, make_article(1, translations=(address(2, "en"),)))
    assert store.linked_articles([ID]) == {f"{SITE}:en:2"}


def test_more_ids_than_one_statement_takes(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scraper.storage.database.CHUNK", 2)
    for number in range(5):
        put(store, make_article(number, translations=(address(number, "en"),)))
        put(store, make_article(number, "en"))
    ids = [f"{SITE}:uk:{number}" for number in range(5)]
    assert store.linked_articles(ids) == {f"{SITE}:en:{number}" for number in range(5)}
    assert [stored.article.id for stored in store.articles(ids=ids)] == ids
    assert len(store.article_ids_by_url(address(number) for number in range(5))) == 5


def test_access_may_be_any_of_three(store: Store) -> None:
    levels: tuple[Access, ...] = ("free", "partial", "blocked")
    for number, access in enumerate(levels, 1):
        stored = put(store, replace(make_article(1), access=access))
        assert stored.revision == number
