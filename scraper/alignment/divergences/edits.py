"""The detector of edits: a version that its newsroom changed after the others were published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from itertools import pairwise

from scraper.alignment.divergences.versions import begin, name_version, name_versions, quote
from scraper.items import Article, Divergence, Severity


def find_edits(
    articles: Mapping[str, Article], earlier: Mapping[str, Sequence[Article]]
) -> Iterator[Divergence]:
    """What each newsroom changed, state by state, where other versions were out by then."""
    for lang, article in articles.items():
        states = [*earlier.get(lang, ()), article]
        for before, after in pairwise(states):
            changes = list(describe_changes(before, after))
            at = after.modified_at or after.fetched_at
            others = _out_by(articles, lang, at)
            if changes and others:
                yield _divergence(lang, others, at, changes)


def _out_by(articles: Mapping[str, Article], lang: str, at: datetime | None) -> list[str]:
    """The other versions that were published before a time."""
    return [
        other
        for other, article in articles.items()
        if other != lang and (at is None or not article.published_at or article.published_at <= at)
    ]


def _divergence(
    lang: str, others: Sequence[str], at: datetime | None, changes: Sequence[tuple[str, str]]
) -> Divergence:
    when = f" at {at:%Y-%m-%d %H:%M} UTC" if at else ""
    what = ", ".join(place for place, _ in changes)
    severity: Severity = "medium" if any(place == "headline" for place, _ in changes) else "low"
    return Divergence(
        kind="edited",
        langs=tuple(others),
        severity=severity,
        says=begin(
            f"{name_version(lang)} was changed{when}, after {name_versions(others)} came out: "
            f"{what}."
        ),
        quotes={lang: quote(" … ".join(text for _, text in changes if text))},
        because=tuple(place for place, _ in changes),
    )


def describe_changes(before: Article, after: Article) -> Iterator[tuple[str, str]]:
    """Each changed place with its new text: headline, lead, caption, blocks by their number."""
    for place, old, new in (
        ("headline", before.headline, after.headline),
        ("lead", before.lead, after.lead),
        ("caption", _caption(before), _caption(after)),
    ):
        if old != new:
            yield place, new or ""
    yield from _changed_blocks(before, after)


def _caption(article: Article) -> str | None:
    return article.image.caption if article.image else None


def _changed_blocks(before: Article, after: Article) -> Iterator[tuple[str, str]]:
    old = [block.text for block in before.blocks]
    new = [block.text for block in after.blocks]
    for how, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "delete":
            yield f"{_blocks(i1, i2)} removed", " ".join(old[i1:i2])
        elif how == "insert":
            yield f"{_blocks(j1, j2)} added", " ".join(new[j1:j2])
        elif how == "replace":
            yield f"{_blocks(j1, j2)} rewritten", " ".join(new[j1:j2])


def _blocks(first: int, last: int) -> str:
    if last - first == 1:
        return f"block {last}"
    return f"blocks {first + 1} to {last}"
