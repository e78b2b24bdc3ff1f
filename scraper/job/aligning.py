"""A story's articles to its record, as far as it may be published."""

from __future__ import annotations

from scraper.alignment import align_story
from scraper.feed import cut_record
from scraper.items import Record, Story
from scraper.job.edits import find_edits
from scraper.job.work import Loaded, Work


def align_stored(work: Work, story: Story, articles: Loaded) -> Record:
    """The record of a story whose stored articles are among these."""
    stored = {lang: articles[id_] for lang, id_ in story.articles.items()}
    texts = {lang: one.article for lang, one in stored.items()}
    record = align_story(
        story,
        texts,
        editions=work.site.langs,
        updated_at=work.now(),
        knowledge=work.knowledge,
        revisions={lang: one.revision for lang, one in stored.items()},
        gone={lang for lang, one in stored.items() if one.gone},
        edits={lang: find_edits(work.store, one) for lang, one in stored.items()},
    )
    return cut_record(record, work.publishing.limits(texts))
