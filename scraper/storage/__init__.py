"""One store for all nouns: SQLite by default, PostgreSQL by URL; it is told the time, never asks.

`with Store.open("sqlite:///data/tlumach.db") as store:` creates or upgrades the tables first.
Methods may be called from any thread; each is one transaction, and generators hold one open until
they end. Every `now` is an aware datetime.

Crawling
    start_run(site, host, pid, now, arguments) -> run_id;  finish_run(run_id, outcome, stats, now)
    runs(site=None, limit=20) -> tuple[Run, ...], newest first
    add_links(links, now) -> number of new ones
    claim(site, run_id, limit, now, lease, *, kinds=None, editions=None, since=None, until=None,
          urls=None) -> tuple[Claimed, ...]
    extend_lease(run_id, now, lease) -> rows;  release_dead(site, host, alive) -> rows
    counts(site) -> Counter by state;  leased_by(run_id) -> int;  next_due(site) -> datetime | None
    commit(outcomes, now) -> tuple[Stored, ...]
The job and the commands
    newest_article(site) -> datetime | None
    last_change() -> int;  changed_articles(after, site=None) -> tuple of ids in order of change
    get_article(id, revision=None) -> StoredArticle | None;  revisions(id)
    articles(ids=None, site=None, since=None, until=None) -> Iterator[StoredArticle]
    article_by_url(url) -> StoredArticle | None;  article_ids_by_url(urls) -> dict url -> id
    linked_articles(ids) -> frozenset of other ids
    pages(site=None) -> Iterator[Page];  page_of(article_id) -> Page | None
    save_stories(stories, now, ended={id: replaced_by}) ; stories_of(article_ids);  story(id)
    publish(changes, now, *, holder, mark=None) -> tuple[Published, ...]
    records(site=None, after=0, limit=None, include_removed=True) -> Iterator[Record]
    count_live(site=None) -> int
    record(id) -> Record | None;  record_revisions(id) -> tuple[Record, ...];  last_sequence()
    published_at(sequence) -> datetime | None
    record_lines(after, limit, *, site=None, langs=(), complete=False) -> tuple[RecordLine, ...]
    has_records(site) -> bool;  has_lang(lang) -> bool
    search(question, *, site=None, before=None, limit=20) -> tuple[Record, ...];  search_lines(...)
People who look
    browse(wanted, *, before=None, limit=30) -> tuple[Placed, ...], newest first
    browse_divergences(wanted, *, order="severity", before=None, limit=50)
    record_states(id, limit=50) -> tuple[RecordState, ...], newest first
    run_lines(site, since);  article_times(site, since);  completeness(site, since)
    count_articles(site, borders);  count_complete(site, borders)
    failures(site, limit=10)
And
    withdraw(what, now, *, record=False) -> Withdrawn
    acquire(name, holder, until, now) -> bool;  renew(...) -> bool;  release(name, holder) -> bool
    schedule_site(site, rule, due_at, first=) ; schedule() -> dict site -> Scheduled
    forget_pages(before=None, keep_bytes=None);  forget_runs(before);  shrink()
    begin_crawl(site, holder, until, now);  renew_crawl(...);  end_crawl(site, holder, end, now)
    vectors(encoder, revisions) -> dict;  save_vectors(encoder, vectors)
    features(rules, revisions) -> dict;  save_features(rules, packed)
    kept_days(site) -> KeptDays | None;  neighbours(ids) -> dict;  key_holders(site, terms, since,
        until) -> rows;  keep_neighbours(site, days, new, changed, gone);  replace_neighbours(...)
    same_events(article_id) -> dict id -> score;  save_same_events(ids, found)
    mark(name) -> int;  set_mark(name, value)
    save_snapshot(name, payload, now) -> number;  snapshot(name) -> (number, payload) | None
"""

from scraper.storage.changes import RecordLine
from scraper.storage.neighbours import KeptDays, KeptNode
from scraper.storage.retention import Forgotten
from scraper.storage.schedule import CrawlEnd, Scheduled
from scraper.storage.search import QuestionError
from scraper.storage.store import Store
from scraper.storage.values import (
    ArticleRevision,
    Claimed,
    LeaseLostError,
    NewLink,
    Outcome,
    PublishChange,
    Published,
    Run,
    Stored,
    StoredArticle,
    StoredStory,
    StoreError,
    Withdrawn,
)

__all__ = [
    "ArticleRevision",
    "Claimed",
    "CrawlEnd",
    "Forgotten",
    "KeptDays",
    "KeptNode",
    "LeaseLostError",
    "NewLink",
    "Outcome",
    "PublishChange",
    "Published",
    "QuestionError",
    "RecordLine",
    "Run",
    "Scheduled",
    "Store",
    "StoreError",
    "Stored",
    "StoredArticle",
    "StoredStory",
    "Withdrawn",
]
