"""Matching: articles in, stories out; pure, and the same for any order of arrival."""

from scraper.matching.site_matcher import SiteMatcher, longest_delay
from scraper.matching.stories import match_site, match_stories

__all__ = ["SiteMatcher", "longest_delay", "match_site", "match_stories"]
