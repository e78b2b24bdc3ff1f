"""Divergences: the places where the versions of a story do not say the same."""

from scraper.alignment.divergences.finding import find_divergences

__all__ = ["find_divergences"]
