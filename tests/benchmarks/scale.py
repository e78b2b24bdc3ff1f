"""`python -m tests.benchmarks.scale [N ...]`: time, memory and quality of matching N articles.

Prints a line per size (10,000, 100,000 and 1,000,000 without arguments), each measured in a process
of its own, and the time that one more article takes.
"""

from __future__ import annotations

import itertools
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator

from scraper.matching.features import Features
from scraper.matching.frequencies import Rarity, count_frequencies
from scraper.matching.matcher import Matcher
from scraper.matching.stream import Frame, match_features
from tests.benchmarks.generate import ARTICLES_PER_DAY, LONGEST_DELAY, generate_features

SIZES = (10_000, 100_000, 1_000_000)
COUNTED = 10_000  # articles that the snapshot is counted from
WINDOW = LONGEST_DELAY
DAYS_HELD = 7  # what an incremental matcher loads around a new article


def measure(articles: int) -> dict[str, float]:
    """Match so many generated articles and say what it took, in seconds of one processor."""
    knowledge = count_frequencies(itertools.islice(generate_features(COUNTED, seed=2), COUNTED))
    frame = Frame(knowledge, WINDOW, threshold=-0.5)
    spent, count = 0.0, 0

    def generated() -> Iterator[Features]:
        nonlocal spent, count
        source = generate_features(articles)
        while True:
            begun = time.process_time()
            one = next(source, None)
            spent += time.process_time() - begun
            if one is None:
                return
            count += 1
            yield one

    begun = time.process_time()
    claimed = right = 0
    for group in match_features(generated(), frame):
        for one, other in itertools.combinations(group, 2):
            claimed += 1
            right += one[-7:] == other[-7:]
    matching = time.process_time() - begun - spent
    return {
        "articles": count,
        "generate_s": spent,
        "match_s": matching,
        "per_s": count / matching,
        "us": matching / count * 1e6,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "precision": right / max(claimed, 1),
    }


def measure_one_more() -> float:
    """Milliseconds that a new article takes in a matcher that holds the days around it."""
    held = list(generate_features(ARTICLES_PER_DAY * DAYS_HELD))
    matcher = Matcher(Rarity(count_frequencies(held)), WINDOW, threshold=-0.5)
    *known, last = held
    late = held[len(held) // 2]
    matcher.add(one for one in known if one.id != late.id)
    begun = time.process_time()
    for one in (last, late):
        matcher.groups(matcher.add([one]))
    return (time.process_time() - begun) / 2 * 1000


def main(arguments: list[str]) -> None:
    """Print the curve."""
    if arguments[:1] == ["--measure"]:
        print(json.dumps(measure(int(arguments[1]))))
        return
    print("  articles  generate s   match s  articles/s  us each  peak MB  precision")
    for size in [int(argument) for argument in arguments] or SIZES:
        command = [sys.executable, "-m", __spec__.name, "--measure", str(size)]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
        line = json.loads(done.stdout)
        print(
            f"{line['articles']:10,} {line['generate_s']:11.1f} {line['match_s']:9.1f}"
            f" {line['per_s']:11.0f} {line['us']:8.0f} {line['peak_mb']:8.0f}"
            f" {line['precision']:10.4f}",
            flush=True,
        )
    print(f"one more article: {measure_one_more():.1f} ms")


if __name__ == "__main__":
    main(sys.argv[1:])
