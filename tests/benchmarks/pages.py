"""What reading gets out of the saved real pages; to be read against the pages.

usage: TLUMACH_EVAL=DIR python -m tests.benchmarks.pages [WORD ...] [--text]

A line per page: headline, date, blocks, what each rule removed, milliseconds of CPU. With words
only the pages whose names hold one; with `--text` also every block and every removed piece.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from pathlib import Path

from scraper.extraction import Reading, read_page
from scraper.items import Article
from tests.benchmarks.saved_sites import Saved, saved_pages


def main(arguments: list[str]) -> None:
    """Read the pages and print what was got."""
    words = [word for word in arguments if not word.startswith("--")]
    times = []
    for saved in saved_pages(Path(os.environ["TLUMACH_EVAL"])):
        if words and not any(word in saved.name for word in words):
            continue
        read_page(saved.page, saved.site)
        start = time.process_time()
        reading = read_page(saved.page, saved.site)
        times.append(1000 * (time.process_time() - start))
        _show(saved, reading, times[-1])
        if "--text" in arguments and reading.article:
            _show_text(reading.article)
    _say(f"{len(times)} pages, {sum(times) / len(times):.1f} ms each on average")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _show(saved: Saved, reading: Reading, spent: float) -> None:
    if reading.rejected:
        _say(f"{saved.name}\n  REJECTED {reading.rejected.reason}: {reading.rejected.detail}")
        return
    article = reading.article
    assert article is not None
    authors = [author.name for author in article.authors]
    kinds = Counter(block.kind for block in article.blocks)
    rules = Counter(removed.rule for removed in article.removed)
    links = [f"{each.lang} {each.declared_by} {each.url}" for each in article.translations]
    _say(f"{saved.name}  {len(saved.page.body) // 1024} KB, {spent:.1f} ms, {article.lang}")
    _say(f"  headline: {article.headline}")
    _say(f"  published {article.published_at} from {article.published_raw!r}")
    _say(f"  modified {article.modified_at} from {article.modified_raw!r}")
    _say(f"  lead: {(article.lead or '-')[:100]}")
    _say(f"  image: {article.image}"[:300])
    _say(f"  authors {authors}, section {article.section}, tags {list(article.tags)[:6]}")
    _say(f"  {article.kind}, {article.access}, {dict(kinds)}, {len(article.text)} characters")
    _say(f"  removed: {dict(rules)}")
    _say(f"  from: {article.read_from}")
    _say(f"  translations: {links}, offers {article.offers}")


def _show_text(article: Article) -> None:
    shown = [(f"    {block.kind}: ", block.text) for block in article.blocks]
    shown += [(f"    - {r.position} {r.rule} ({r.because}): ", r.text) for r in article.removed]
    for label, text in shown:
        _say(f"{label}{text}"[:240])


if __name__ == "__main__":
    main(sys.argv[1:])
