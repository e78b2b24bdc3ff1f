"""The detector of edits: a version that its newsroom changed after the others were published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from typing import NamedTuple

from scraper.alignment.divergences.versions import quote
from scraper.items import Article, Divergence, Severity

SHORT = 8
"""Most words on either side of a change that are told one by one."""


class Change(NamedTuple):
    """A changed place (`headline`, `4 added`), its new text, and what became what in it."""

    place: str
    text: str
    words: str = ""


def find_edits(
    articles: Mapping[str, Article], edits: Mapping[str, Sequence[tuple[Article, Article]]]
) -> Iterator[Divergence]:
    """What each newsroom changed, state before and after, where other versions were out by then."""
    for lang in articles:
        for before, after in edits.get(lang, ()):
            changes = list(describe_changes(before, after))
            at = time_of(before, after)
            others = _out_by(articles, lang, at)
            if changes and others:
                yield _divergence(lang, others, at, changes)


def time_of(before: Article, after: Article) -> datetime | None:
    """When a state was written: as the page says if it says so anew, else when it was fetched."""
    said, seen = after.modified_at, after.fetched_at
    if said and said != before.modified_at and (seen is None or said <= seen):
        return said
    return seen or said


def _out_by(articles: Mapping[str, Article], lang: str, at: datetime | None) -> list[str]:
    """The other versions that were published before a time."""
    return [
        other
        for other, article in articles.items()
        if other != lang and (at is None or not article.published_at or article.published_at <= at)
    ]


def _divergence(
    lang: str, others: Sequence[str], at: datetime | None, changes: Sequence[Change]
) -> Divergence:
    severity: Severity = "medium" if any(one.place == "headline" for one in changes) else "low"
    return Divergence(
        kind="edited",
        langs=tuple(others),
        severity=severity,
        says="",
        facts={
            "of": lang,
            **({"at": f"{at:%Y-%m-%d %H:%M} UTC"} if at else {}),
            **{one.place: one.words for one in changes},
        },
        quotes={lang: quote(" … ".join(one.text for one in changes if one.text))},
    )


def describe_changes(before: Article, after: Article) -> Iterator[Change]:
    """Each changed place: headline, lead, caption, blocks by their number from 1."""
    for place, old, new in (
        ("headline", before.headline, after.headline),
        ("lead", before.lead, after.lead),
        ("caption", _caption(before), _caption(after)),
    ):
        if old != new:
            yield Change(place, new or "", _compare(old or "", new or ""))
    yield from _changed_blocks(before, after)


def _caption(article: Article) -> str | None:
    return article.image.caption if article.image else None


def _changed_blocks(before: Article, after: Article) -> Iterator[Change]:
    old = [block.text for block in before.blocks]
    new = [block.text for block in after.blocks]
    for how, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, now = " ".join(old[i1:i2]), " ".join(new[j1:j2])
        if how == "delete":
            yield Change(f"{_blocks(i1, i2)} removed", was)
        elif how == "insert":
            yield Change(f"{_blocks(j1, j2)} added", now)
        elif how == "replace" and i2 - i1 == j2 - j1:
            for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
                yield Change(f"{_blocks(j, j + 1)} rewritten", new[j], _compare(old[i], new[j]))
        elif how == "replace":
            yield Change(f"{_blocks(j1, j2)} rewritten", now, _compare(was, now))


def _blocks(first: int, last: int) -> str:
    return str(last) if last - first == 1 else f"{first + 1}-{last}"


def _compare(was: str, now: str) -> str:
    """`640 → 655` where one run of few words became another, else nothing."""
    old, new = was.split(), now.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    runs = [run for run in matcher.get_opcodes() if run[0] != "equal"]
    if not runs or not old or not new:
        return ""
    i1, i2, j1, j2 = runs[0][1], runs[-1][2], runs[0][3], runs[-1][4]
    if max(i2 - i1, j2 - j1) > SHORT:
        return ""
    return f"{' '.join(old[i1:i2]) or '–'} → {' '.join(new[j1:j2]) or '–'}"
