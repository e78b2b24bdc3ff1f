"""The second face of `scrapy inspect`: prints what an unknown site shows, and the file drafted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from scrapy.exceptions import UsageError

from scraper.crawling.drafting import (
    MOST_REQUESTS,
    Draft,
    Survey,
    draft_site,
    tell_survey,
    write_file,
)
from scraper.extraction import normalise_url
from scraper.sites import Site

FOLDER = Path("spiders")
REFUSED, NO_ANSWER = 4, 3


def require_unknown(url: str, sites: Mapping[str, Site]) -> None:
    """UsageError when an address is none, or is of a site that has a file."""
    try:
        normalise_url(url)
    except ValueError:
        raise UsageError(f"not a web address: {url}") from None
    owner = next((site.name for site in sites.values() if site.edition_of(url)), None)
    if owner is not None:
        raise UsageError(f"{url} belongs to {owner}; run `scrapy inspect {owner}`")


def finish_draft(
    survey: Survey, sites: Mapping[str, Site], console: Console, *, write: bool
) -> int:
    """Print what was seen and the drafted file, or write it to `spiders/`; the exit code."""
    if survey.trouble is not None:
        console.print(f"{survey.start} {survey.trouble}", markup=False)
        seen = survey.pages.get(survey.start)
        return REFUSED if seen is not None and seen.answer.is_refusal else NO_ANSWER
    draft = draft_site(survey)
    _print_rows(survey, draft, console)
    console.print(_summary(survey, draft), markup=False, soft_wrap=True)
    text = write_file(draft, _day_of(survey))
    if write:
        console.print(f"written: {_write(draft.name, text, sites)}", markup=False)
    else:
        console.print(f"\n# {FOLDER / draft.name}.py\n{text}", markup=False, soft_wrap=True)
    return 0


def _print_rows(survey: Survey, draft: Draft, console: Console) -> None:
    table = Table(title=f"{escape(draft.title)}: what can be read", title_justify="left")
    for column in ("what", "seen"):
        table.add_column(column, overflow="fold")
    for what, seen in tell_survey(survey, draft):
        table.add_row(escape(what), escape(seen))
    console.print(table)


def _summary(survey: Survey, draft: Draft) -> str:
    doubts = ", ".join(draft.doubts) or "none"
    asked = f"{survey.asked} addresses asked for, {MOST_REQUESTS} at most"
    return f"{draft.name}: {len(draft.editions)} editions; in doubt: {doubts}; {asked}"


def _day_of(survey: Survey) -> date:
    """The day on which the pages were fetched."""
    page = survey.pages[survey.start].page
    assert page is not None
    return page.fetched_at.date()


def _write(name: str, text: str, sites: Mapping[str, Site]) -> Path:
    path = FOLDER / f"{name}.py"
    if name in sites or path.exists():
        raise UsageError(f"{path} is there already; remove it, or leave out --write")
    path.write_text(text, "utf-8")
    return path
