"""Which cells of the table between two texts are looked at: a band round what is surely aligned.

Short texts get the whole table. In long ones the band follows a chain of terms that both texts hold
once or a few times, and is as wide as the distance to the chain's next link makes it uncertain.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from scraper.alignment.order import longest_rise

Band = Sequence[tuple[int, int]]
"""Per row, 0 to n, the first and the last column; both only rise from row to row."""

Cell = tuple[int, int]

WHOLE_TABLE = 4000
"""Tables of up to so many cells are looked at as a whole."""

NARROWEST = 6
"""Least half width of a band, in segments."""


def whole_band(n: int, m: int) -> Band:
    """Every cell."""
    return [(0, m)] * (n + 1)


def band_around(anchors: Sequence[Cell], n: int, m: int) -> Band:
    """A band that follows anchors which rise in both coordinates.

    Half as wide to each side as the distance between the two anchors around a row.
    """
    chain = [(0, 0), *((i, j) for i, j in anchors if 0 < i < n and 0 < j < m), (n, m)]
    rows = [i for i, _ in chain]
    band: list[tuple[int, int]] = []
    for i in range(n + 1):
        after = min(bisect_right(rows, i), len(chain) - 1)
        before = max(0, after - 1)
        reach = NARROWEST + max(
            chain[after][0] - chain[before][0], chain[after][1] - chain[before][1]
        )
        low, high = _column(chain, rows, i - reach), _column(chain, rows, i + reach)
        low, high = max(0, low - NARROWEST), min(m, high + NARROWEST)
        if band:
            low, high = max(low, band[-1][0]), max(high, band[-1][1])
        band.append((low, high))
    return _reach_end(band, m)


def _column(chain: Sequence[Cell], rows: Sequence[int], i: int) -> int:
    """The column where the line through the chain crosses a row."""
    if i <= 0:
        return 0
    if i >= rows[-1]:
        return chain[-1][1]
    after = bisect_left(rows, i)
    (i0, j0), (i1, j1) = chain[after - 1], chain[after]
    return j0 + (j1 - j0) * (i - i0) // (i1 - i0)


def _reach_end(band: list[tuple[int, int]], m: int) -> Band:
    band[0] = (0, band[0][1])
    band[-1] = (band[-1][0], m)
    return band


def columns_of(band: Band, m: int) -> Band:
    """The same band seen from the other text: per column, the first and the last row."""
    first = [len(band)] * (m + 1)
    last = [0] * (m + 1)
    for i, (low, high) in enumerate(band):
        for j in range(low, high + 1):
            first[j] = min(first[j], i)
            last[j] = i
    return list(zip(first, last, strict=True))


def longest_chain(cells: Sequence[Cell]) -> list[Cell]:
    """The longest series of cells that rises in both coordinates."""
    ordered = sorted(set(cells), key=lambda cell: (cell[0], -cell[1]))
    return [ordered[k] for k in sorted(longest_rise([j for _, j in ordered]))]
