"""What matching reads off texts, kept in the store: each state of an article is read once."""

from __future__ import annotations

from collections.abc import Iterable

from scraper.matching.features import Features, extract_features
from scraper.matching.packing import name_rules, pack_features, unpack_features
from scraper.storage import Store, StoredArticle
from scraper.text.knowledge import Knowledge


def find_features(
    store: Store, knowledge: Knowledge, articles: Iterable[StoredArticle]
) -> dict[str, Features]:
    """The features of articles by id: as kept, or else read off their texts and kept."""
    rules = name_rules(knowledge)
    wanted = {(one.article.id, one.revision): one.article for one in articles}
    kept = store.features(rules, wanted)
    found = {
        revision: unpack_features(kept[revision], article)
        if revision in kept
        else extract_features(article, knowledge)
        for revision, article in wanted.items()
    }
    new = {revision: pack_features(found[revision]) for revision in wanted.keys() - kept.keys()}
    store.save_features(rules, new)
    return {id_: features for (id_, _), features in found.items()}
