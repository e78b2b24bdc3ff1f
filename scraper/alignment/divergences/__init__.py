"""Divergences: the places where the versions of a story do not say the same."""

from scraper.alignment.divergences.finding import find_divergences
from scraper.alignment.divergences.wording import give_reasons, say

__all__ = ["find_divergences", "give_reasons", "say"]
