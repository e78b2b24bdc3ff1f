"""`scrapy explain ID|URL`: why blocks were removed, a language chosen, where fields come from.

For a record it also tells why its versions were put together.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scraper.commands.running import in_one_line, open_store
from scraper.items import Article, Evidence, Record
from scraper.languages import badge
from scraper.storage import Store, StoredArticle


class Command(ScrapyCommand):
    """The reasons behind what was stored."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """How it is called."""
        return "ID|URL"

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Tell why blocks were removed, a language chosen, versions put together"

    @in_one_line
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the reasons for one article, or for a record and its articles."""
        assert self.settings is not None
        if len(args) != 1:
            raise UsageError("name one article or record, by id or URL")
        console = Console(highlight=False)
        with open_store(self.settings) as store:
            record = store.record(args[0])
            articles = list(_articles(store, args[0], record))
        if not articles:
            raise UsageError(f"nothing in the store is called {args[0]}")
        if record is not None:
            _print_evidence(record, console)
        for stored in articles:
            _print_article(stored, console)


def _articles(store: Store, name: str, record: Record | None) -> Iterator[StoredArticle]:
    if record is not None and record.versions:
        yield from store.articles(ids=[version.id for version in record.versions.values()])
        return
    stored = store.get_article(name) or store.article_by_url(name)
    if stored is not None:
        yield stored


def _print_evidence(record: Record, console: Console) -> None:
    console.print(f"record {record.id}, revision {record.revision}", style="bold", markup=False)
    for evidence in record.evidence:
        console.print(f"  {describe_evidence(evidence)}", markup=False)
    if not record.evidence:
        console.print("  one version only: nothing else was found to belong to it")


def describe_evidence(evidence: Evidence) -> str:
    """One line on why two versions belong together."""
    pair = "-".join(badge(lang) for lang in evidence.langs)
    sides = {True: ", both pages say so", False: ", one page says so", None: ""}
    because = f" ({', '.join(evidence.because)})" if evidence.because else ""
    return f"{pair}: {evidence.kind}{sides[evidence.both_sides]}, {evidence.score:.2f}{because}"


def _print_article(stored: StoredArticle, console: Console) -> None:
    article = stored.article
    state = " gone from the site" if stored.gone else ""
    state += " withdrawn" if stored.withdrawn else ""
    console.print(f"\narticle {article.id}{state}", style="bold", markup=False)
    console.print(f"  {article.headline}\n  {article.url}", markup=False)
    console.print(f"  language {badge(article.lang)}: {_votes(article)}", markup=False)
    sources = ", ".join(f"{name} from {source}" for name, source in article.read_from.items())
    console.print(f"  {sources}", markup=False)
    if article.removed:
        console.print(_removed_table(article))


def _votes(article: Article) -> str:
    return ", ".join(
        f"{vote.voter} says {badge(vote.lang)} ({vote.confidence:.2f})" for vote in article.votes
    )


def _removed_table(article: Article) -> Table:
    table = Table(title="removed from the page", title_justify="left")
    for column in ("at", "rule", "because", "text"):
        table.add_column(column)
    for piece in article.removed:
        text = piece.text if len(piece.text) <= 80 else f"{piece.text[:77]}..."
        table.add_row(str(piece.position), piece.rule, piece.because, text)
    return table
