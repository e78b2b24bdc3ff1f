"""`scrapy explain ID|URL [ID|URL]`: why blocks were removed, a language chosen, stories made.

For a record it tells why its versions were put together, for two articles why they were or were
not matched, and who else might have been.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import timedelta

from rich.console import Console
from rich.table import Table
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from scraper.commands.running import in_one_line, load_encoder, load_sites, open_store
from scraper.items import Article, Evidence, Record
from scraper.job import find_meanings, load_knowledge
from scraper.languages import badge
from scraper.matching import SiteMatcher, longest_delay, match_site
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
        console = Console(highlight=False)
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
    matcher = _matcher(store, settings, pair)
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
    if len(articles) == 1 and not articles[0].withdrawn:
        (only,) = articles
        matcher = _matcher(store, settings, articles)
        console.print("\n".join(explain_article(matcher, only.article.id)), markup=False)
        for other, score in store.same_events(only.article.id).items():
            console.print(f"same event on another site: {other}, {score:.2f}", markup=False)


def _matcher(
    store: Store, settings: BaseSettings, articles: Sequence[StoredArticle]
) -> SiteMatcher:
    """The articles around the given ones of one site, matched as the job would."""
    site = load_sites(settings)[articles[0].article.site]
    knowledge = load_knowledge(store)
    reach = 2 * timedelta(minutes=longest_delay(site, knowledge))
    times = [one.article.published_at for one in articles if one.article.published_at]
    since = min(times) - reach if times else None
    until = max(times) + reach if times else None
    near = {
        one.article.id: one
        for one in (*store.articles(site=site.name, since=since, until=until), *articles)
        if not one.withdrawn or one in articles
    }
    meanings = find_meanings(store, load_encoder(settings), near.values())
    read = (stored.article for stored in near.values())
    return match_site(read, site, knowledge, encoder=meanings)


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
