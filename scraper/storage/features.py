"""Keeps what matching reads off an article's text, so that each state of it is read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scraper.storage.derived import Derived, Revision, derived_table

FEATURES = derived_table("features", "rules", "packed", key=("article_id",))


class KeptFeatures(Derived):
    """The packed features of articles, by the digest of the rules that they were read with."""

    def features(self, rules: str, revisions: Iterable[Revision]) -> dict[Revision, bytes]:
        """The kept features of these states of articles; others are absent."""
        return self._read_derived(FEATURES, rules, revisions)

    def save_features(self, rules: str, packed: Mapping[Revision, bytes]) -> None:
        """Keeps features in place of those of the articles' earlier states and of other rules."""
        self._keep_derived(FEATURES, rules, packed)
