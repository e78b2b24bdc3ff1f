"""What makes one state of an article differ from another; it compares values and stores none.

Values are compared, not fingerprints of their JSON: a field that a later version of this program
adds must not make every stored article look edited.
"""

from __future__ import annotations

from dataclasses import replace

from scraper.items import Article


def is_edited(old: Article, new: Article) -> bool:
    """Whether people read something else: that makes a revision."""
    return _text(old) != _text(new)


def has_other_facts(old: Article, new: Article) -> bool:
    """Whether anything differs that matching or a record may show, such as links and times."""
    return _without_notes(old) != _without_notes(new)


def _text(article: Article) -> tuple[object, ...]:
    image = article.image
    return (
        article.lang,
        article.access,
        article.headline,
        article.lead,
        [(block.kind, block.text, block.level) for block in article.blocks],
        (image.caption, image.credit) if image else (None, None),
        [author.name for author in article.authors],
        article.section,
        article.tags,
    )


def _without_notes(article: Article) -> Article:
    """The article without notes on how it was read, which nobody sees who reads the output."""
    return replace(
        article, votes=(), removed=(), fetched_at=None, published_raw=None, modified_raw=None
    )
