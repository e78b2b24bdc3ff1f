"""`python -m tests.benchmarks.start_frequencies > scraper/matching/start_frequencies.tsv`.

Counts in how many of the demo's articles a term stands, for the shipped start values; to be run
when the demo's articles or the lexicon have grown.
"""

from __future__ import annotations

from collections import Counter

from scraper.matching.features import find_terms
from tests.test_matching.demo_news import read_demo

SEEN_ONCE = 1  # says nothing: a term that is not in the file is taken for as rare


def main() -> None:
    """Print the number of articles and a line per term that more than one of them holds."""
    articles = read_demo("demo").articles
    counted: Counter[tuple[str, str]] = Counter()
    for article in articles:
        found, _ = find_terms(article)
        counted.update({(term.kind.name, term.key) for term in found})
    print(len(articles))
    for (kind, key), count in sorted(counted.items()):
        if count > SEEN_ONCE:
            print(f"{kind}\t{key}\t{count}")


if __name__ == "__main__":
    main()
