"""Matching: articles in, stories out; pure, and the same for any order of arrival."""

from scraper.matching.stories import match_stories

__all__ = ["match_stories"]
