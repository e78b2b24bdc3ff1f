"""Bar charts as SVG, drawn without a library: readable on light and dark, and by screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 56, 56
COLOURS = ("#1d6fb8", "#e0a100", "#b8403a", "#4d8f5b")

STYLE = """
text { font: 13px system-ui, sans-serif; fill: #333 }
.title { font-size: 16px; font-weight: 600 }
.grid { stroke: #8886; stroke-width: 1 }
@media (prefers-color-scheme: dark) { text { fill: #ddd } svg { background: #1b1d20 } }
"""


@dataclass(frozen=True, slots=True)
class Series:
    """One colour of a chart: its name and a value for each of the chart's labels."""

    name: str
    values: Sequence[float]


def draw_bars(title: str, labels: Sequence[str], series: Sequence[Series]) -> str:
    """A chart of stacked bars, one for each label; the values are told as text too."""
    totals = [sum(one.values[n] for one in series) for n in range(len(labels))]
    top = nice_top(max(totals, default=0))
    told = "; ".join(f"{label}: {total:g}" for label, total in zip(labels, totals, strict=True))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        f"<title>{escape(title)}</title><desc>{escape(told)}</desc><style>{STYLE}</style>",
        f'<text class="title" x="{LEFT}" y="22">{escape(title)}</text>',
        *_legend(series),
        *_grid(top),
        *_bars(labels, series, top),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def nice_top(highest: float) -> int:
    """The round number at which the scale ends: 1, 2 or 5 times a power of ten."""
    power = 1
    while True:
        for step in (1, 2, 5):
            if highest <= step * power:
                return step * power
        power *= 10


def _legend(series: Sequence[Series]) -> list[str]:
    if len(series) < 2:
        return []
    return [
        f'<rect x="{LEFT + 90 * n}" y="34" width="11" height="11" rx="2" fill="{COLOURS[n]}"/>'
        f'<text x="{LEFT + 90 * n + 17}" y="44">{escape(one.name)}</text>'
        for n, one in enumerate(series)
    ]


def _grid(top: int) -> list[str]:
    lines = []
    for share in (0.0, 0.5, 1.0):
        y = _y(top * share, top)
        lines.append(
            f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
            f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{top * share:g}</text>'
        )
    return lines


def _bars(labels: Sequence[str], series: Sequence[Series], top: int) -> list[str]:
    step = (WIDTH - LEFT - RIGHT) / max(len(labels), 1)
    width = min(step * 0.7, 48)
    every = max(1, round(72 / step)) if step < 72 else 1
    parts = []
    for n, label in enumerate(labels):
        x = LEFT + step * n + (step - width) / 2
        below = 0.0
        for colour, one in zip(COLOURS, series, strict=False):
            value = one.values[n]
            y, height = _y(below + value, top), _y(below, top) - _y(below + value, top)
            parts.append(
                f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
                f'fill="{colour}"><title>{escape(f"{label}, {one.name}: {value:g}")}</title></rect>'
            )
            below += value
        if n % every == 0:
            middle = LEFT + step * (n + 0.5)
            parts.append(
                f'<text x="{middle:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">'
                f"{escape(label)}</text>"
            )
    return parts


def _y(value: float, top: int) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top
