"""`scrapy explain ID|URL [ID|URL]`: why blocks were removed, a language chosen, stories made.

For a record it tells why its versions were put together, for two articles why they were or were
not matched, and who else might have been.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from scraper.commands.running import (
    in_one_line,
    load_encoder,
    load_sites,
    open_store,
    publishing_of,
)
from scraper.crawling.clock import Clock
from scraper.items import Article, Evidence, Record
from scraper.job import Work, load_knowledge, match_around
from scraper.languages import badge
from scraper.matching.explain import explain_article, explain_pair
from scraper.storage import Store, StoredArticle


class Command(ScrapyCommand):
    """The reasons behind what was stored."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """How it is called."""
        return "ID|URL [ID|URL]"

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Tell why blocks were removed, a language chosen, versions put together"

    @in_one_line
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the reasons for one article, or for a record and its articles."""
        assert self.settings is not None
        if len(args) not in (1, 2):
            raise UsageError("name one article or record, or two articles, by id or URL")
        console = Console(highlight=False, soft_wrap=True)
        with open_store(self.settings) as store:
            if len(args) == 2:
                _explain_pair(store, self.settings, args, console)
            else:
                _explain_one(store, self.settings, args[0], console)


def _explain_pair(
    store: Store, settings: BaseSettings, names: Sequence[str], console: Console
) -> None:
    pair = [_article(store, name) for name in names]
    one, other = (stored.article for stored in pair)
    if one.site != other.site:
        _explain_sites(store, one, other, console)
        return
    work = _work(store, settings, one.site)
    if left_out := [*_left_out(work, pair)]:
        console.print("\n".join(left_out), markup=False)
        return
    matcher = match_around(work, {one.id, other.id})
    console.print("\n".join(explain_pair(matcher, one.id, other.id)), markup=False)


def _explain_sites(store: Store, one: Article, other: Article, console: Console) -> None:
    score = store.same_events(one.id).get(other.id)
    found = "not found to tell" if score is None else f"tell, {score:.2f},"
    console.print(f"{one.id} and {other.id} {found} the same event", markup=False)
    console.print("  articles of two sites are never matched as translations")


def _explain_one(store: Store, settings: BaseSettings, name: str, console: Console) -> None:
    record = store.record(name)
    articles = list(_articles(store, name, record))
    if record is not None:
        _print_evidence(record, console)
    for stored in articles:
        _print_article(stored, console)
    if len(articles) == 1:
        _explain_story(_work(store, settings, articles[0].article.site), articles[0], console)


def _explain_story(work: Work, only: StoredArticle, console: Console) -> None:
    if left_out := [*_left_out(work, [only])]:
        console.print("\n".join(left_out), markup=False)
        return
    matcher = match_around(work, {only.article.id})
    console.print("\n".join(explain_article(matcher, only.article.id)), markup=False)
    for other, score in work.store.same_events(only.article.id).items():
        console.print(f"same event on another site: {other}, {score:.2f}", markup=False)


def _work(store: Store, settings: BaseSettings, site: str) -> Work:
    """What the job would work with on a site."""
    return Work(
        site=load_sites(settings)[site],
        store=store,
        knowledge=load_knowledge(store),
        publishing=publishing_of(settings),
        encoder=load_encoder(settings),
        now=Clock(settings["CLOCK_START"]).now,
    )


def _left_out(work: Work, articles: Sequence[StoredArticle]) -> Iterator[str]:
    """Which of the articles the job does not match at all, and why."""
    for stored in articles:
        article = stored.article
        if stored.withdrawn:
            yield f"{article.id} is not matched: it is withdrawn"
        elif not work.readable(stored):
            says = ", ".join(article.opt_out)
            yield f"{article.id} is not matched: its page says {says} and OPT_OUT is skip"


def _article(store: Store, name: str) -> StoredArticle:
    stored = store.get_article(name) or store.article_by_url(name)
    if stored is None:
        raise UsageError(f"no article in the store is called {name}")
    return stored


def _articles(store: Store, name: str, record: Record | None) -> Iterator[StoredArticle]:
    if record is not None and record.versions:
        yield from store.articles(ids=[version.id for version in record.versions.values()])
    else:
        yield _article(store, name)


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
        console.print(_removed_table(article), soft_wrap=False)


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
