"""From which score on a divergence is reported, and how it weighs; detectors only score.

Set on the demo's articles, untouched and with changes planted by a program, and on untouched
professional translations of the development data, where every alarm is a false one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scraper.items import DivergenceKind

REPORTED: Final[Mapping[DivergenceKind, float]] = {
    "missing": 0.6,
    "number": 0.6,
    "name": 0.6,
    "attribution": 0.6,
    "headline": 0.5,
    "moved": 0.5,
    "edited": 0.0,
}
"""Least score of each kind that is reported."""
