"""Small pictures of what benchmarks measured, as SVG that reads in light and dark."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, LEFT, TOP, GAP = 250, 190, 44, 30, 24
LOW = 0.8  # where the vertical axis begins
ODDS = 8.0  # log-odds that the horizontal axis reaches on both sides
COLOURS = ("#3b6ea8", "#c2703d", "#4f8f5b", "#8a63a6", "#9a8b3c")


@dataclass(frozen=True)
class Curve:
    """One set's points: acceptance, precision, recall."""

    name: str
    points: tuple[tuple[float, float, float], ...]


def draw_curves(curves: Sequence[Curve]) -> str:
    """Precision on the left and recall on the right, over the probability asked for."""
    panels = "".join(_panel(curves, at, title) for at, title in ((1, "precision"), (2, "recall")))
    legend = "".join(
        f'<text x="{LEFT + 118 * at}" y="{TOP + HEIGHT + 52}" fill="{COLOURS[at]}">'
        f"{curve.name}</text>"
        for at, curve in enumerate(curves)
    )
    width, height = 2 * (WIDTH + LEFT) + GAP, TOP + HEIGHT + 62
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'font-family="sans-serif" font-size="11" fill="#777">\n'
        f"<title>Matching: precision and recall over the probability asked for</title>\n"
        f"{panels}{legend}\n</svg>\n"
    )


def _panel(curves: Sequence[Curve], at: int, title: str) -> str:
    left = LEFT + (at - 1) * (WIDTH + LEFT)
    lines = [f'<text x="{left}" y="{TOP - 12}" font-size="13">{title}</text>']
    for share in (0.8, 0.85, 0.9, 0.95, 1.0):
        y = _y(share)
        lines.append(f'<path d="M{left} {y}h{WIDTH}" stroke="#8884" fill="none"/>')
        lines.append(f'<text x="{left - 6}" y="{y + 4}" text-anchor="end">{share:.2f}</text>')
    for accept in (0.001, 0.05, 0.5, 0.95, 0.999):
        x = left + _x(accept)
        lines.append(
            f'<text x="{x:.1f}" y="{TOP + HEIGHT + 16}" text-anchor="middle">{accept:g}</text>'
        )
    middle = left + _x(0.5)
    lines.append(
        f'<path d="M{middle:.1f} {TOP}v{HEIGHT}" stroke="#8888" stroke-dasharray="3" fill="none"/>'
    )
    for curve, colour in zip(curves, COLOURS, strict=False):
        path = " ".join(
            f"{left + _x(point[0]):.1f},{_y(max(point[at], LOW)):.1f}" for point in curve.points
        )
        lines.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
        )
    return "\n".join(lines) + "\n"


def _x(accept: float) -> float:
    odds = math.log(accept / (1 - accept))
    return (odds + ODDS) / (2 * ODDS) * WIDTH


def _y(share: float) -> float:
    return round(TOP + (1 - share) / (1 - LOW) * HEIGHT, 1)
