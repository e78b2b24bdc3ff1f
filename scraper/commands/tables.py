"""What the commands print for people: summaries as tables, one article as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.table import Table

from scraper.commands.running import Crawled
from scraper.crawling.tally import group
from scraper.items import Article
from scraper.job import JobReport
from scraper.languages import badge


def print_crawl(crawled: Crawled, console: Console) -> None:
    """The counts of a crawl and the verdict on it."""
    table = Table(title=f"{crawled.site.title}: {crawled.judgement.verdict}", title_justify="left")
    table.add_column("what")
    table.add_column("count", justify="right")
    table.add_column("of which")
    for what, counts in _sections(crawled):
        table.add_row(what, str(sum(counts.values())), _list(counts))
    console.print(table)
    for sentence in crawled.judgement.because:
        console.print(f"- {sentence}", highlight=False)


def _sections(crawled: Crawled) -> Iterator[tuple[str, dict[str, int]]]:
    stats = crawled.stats
    langs = {badge(lang): count for lang, count in group(stats, "lang/").items()}
    kinds = group(stats, "article/")
    kept = {kind: n for kind, n in kinds.items() if not kind.startswith("rejected/")}
    yield "pages", group(stats, "page/")
    yield "articles read", langs
    yield "in the store", kept
    yield "rejected", group(stats, "article/rejected/")
    if unfinished := group(stats, "unfinished/"):
        yield "lacking a further page", unfinished


def print_job(report: JobReport, console: Console) -> None:
    """What the job made of the articles."""
    versions = {badge(lang): count for lang, count in (report.versions or {}).items()}
    table = Table(title="Stories", title_justify="left")
    table.add_column("what")
    table.add_column("count", justify="right")
    table.add_column("of which")
    table.add_row("stories", str(report.stories), f"{report.complete} complete")
    table.add_row("versions", str(sum(versions.values())), _list(versions))
    table.add_row("records published now", str(report.published), f"{report.removed} removed")
    console.print(table)
    if report.learned_from is not None:
        told = f"{report.learned_from} declared pairs"
        console.print(f"Words, delays and frequencies learned anew from {told}", highlight=False)


def _list(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items())


def print_article(article: Article, console: Console) -> None:
    """One article as text, with the source of each field."""
    console.print(f"[bold]{article.headline}[/bold]  ({badge(article.lang)})", highlight=False)
    for name, value in _fields(article):
        console.print(f"{name:>10}: {value}", highlight=False, markup=False)
    for block in article.blocks:
        console.print(f"\n[{block.kind}] {block.text}", highlight=False, markup=False)


def _fields(article: Article) -> Iterable[tuple[str, object]]:
    image = article.image
    yield "id", article.id
    yield "url", article.url
    yield "published", f"{article.published_at} (from {article.published_raw!r})"
    yield "authors", ", ".join(author.name for author in article.authors)
    yield "lead", article.lead
    if image:
        yield "image", f"{image.url} | {image.caption} | {image.credit}"
    yield (
        "languages",
        ", ".join(f"{t.lang} {t.url} ({t.declared_by})" for t in article.translations),
    )
    yield "read from", ", ".join(f"{name}: {source}" for name, source in article.read_from.items())
