"""Matching: articles in, stories out; pure, and the same for any order of arrival."""

from scraper.matching.site_matcher import SiteMatcher
from scraper.matching.stories import match_site, match_stories

__all__ = ["SiteMatcher", "match_site", "match_stories"]
