"""Alignment: from a story and its articles to the record that says what answers what."""

from scraper.alignment.pairs import align_texts
from scraper.alignment.stories import align_articles, align_story

__all__ = ["align_articles", "align_story", "align_texts"]
