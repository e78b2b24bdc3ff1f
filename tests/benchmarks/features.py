"""`python -m tests.benchmarks.features`: milliseconds of the processor to read features off a text.

As in production: the process has read some other articles, and each article is read once, so that
nothing of it is in a cache. TLUMACH_EVAL adds the evaluation data to the demo's articles.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Sequence

from scraper.items import Article
from scraper.matching.features import extract_features
from tests.benchmarks.match_report import read_sets

WARM = 50  # articles that are read before
ASKED = 5.0  # milliseconds per article version


def measure(articles: Sequence[Article]) -> list[float]:
    """What each article after the first WARM takes."""
    spent = []
    for article in articles:
        begun = time.process_time()
        extract_features(article)
        spent.append((time.process_time() - begun) * 1000)
    return spent[WARM:]


def main() -> None:
    """Print a line per set; a set that has the texts of one before, cut, is left out."""
    print(f"{'':20} articles  words   mean median slowest   (asked: mean <= {ASKED:.0f} ms)")
    for name, articles, _ in read_sets():
        if name in ("docs_dev", "docs_brief_dev", "demo"):
            order = random.Random(3).sample(articles, len(articles))
            words = statistics.mean(len(one.text.split()) for one in order[WARM:])
            spent = measure(order)
            print(
                f"{name:20} {len(spent):8} {words:6.0f} {statistics.mean(spent):6.1f}"
                f" {statistics.median(spent):6.1f} {max(spent):7.1f}"
            )


if __name__ == "__main__":
    main()
