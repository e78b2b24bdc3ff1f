"""Of an excerpt the pages show no more than the excerpt."""

from __future__ import annotations

from scraper.service.reader.revisions import make_states
from scraper.storage import ArticleRevision
from tests.test_storage.samples import NOW, make_article


def make_revisions(*texts: str) -> list[ArticleRevision]:
    """Revisions with these texts, newest first."""
    numbered = list(enumerate(texts, 1))
    return [
        ArticleRevision(
            article=make_article(text=text), revision=number, cause="newsroom", stored_at=NOW
        )
        for number, text in reversed(numbered)
    ]


def test_revisions_show_their_differences() -> None:
    newest, first = make_states(make_revisions("Міст.", "Міст відкрили."))
    assert newest.difference is not None
    assert first.difference is None


def test_revisions_of_an_excerpt_show_none() -> None:
    states = make_states(make_revisions("Міст.", "Міст відкрили."), texts=False)
    assert [(state.revision, state.difference) for state in states] == [(2, None), (1, None)]
