"""The frontier: which addresses wait, which run holds a lease on them; it stores no outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    and_,
    case,
    func,
    or_,
    select,
    update,
)

from scraper.storage.database import Database
from scraper.storage.links import insert_links
from scraper.storage.schema import (
    ALIASES,
    ARTICLE_REVISIONS,
    ARTICLES,
    FRONTIER,
    RUNS,
    WITHDRAWN,
)
from scraper.storage.values import Claimed, NewLink, RowKind

F = FRONTIER.c
R = ARTICLE_REVISIONS.c


class Frontier(Database):
    """The part of the store that gives out addresses to fetch."""

    def add_links(self, links: Iterable[NewLink], now: datetime) -> int:
        """Adds the addresses that are not known yet and returns their number.

        An address is also known when it is another spelling of an article's. A source that is
        added again is due at once, unless its next fetch lies ahead.
        """
        with self.writing("change") as connection:
            return len(insert_links(connection, links, now))

    def claim(
        self,
        site: str,
        run_id: int,
        limit: int,
        now: datetime,
        lease: timedelta,
        *,
        kinds: Sequence[RowKind] | None = None,
        editions: Sequence[str] | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        urls: Sequence[str] | None = None,
    ) -> tuple[Claimed, ...]:
        """Leases up to `limit` due rows to a run until `now + lease`, sources first, newest first.

        Due are rows that are new, whose next fetch has come, or whose lease ran out. `since` and
        `until` bound the hinted publication time, `since <= t < until`; rows without a hint and
        sources pass. Rows named by `urls`, in any spelling of an article's address, need not be
        due: this run gets each of them once.
        No two claimants are given the same row.
        """
        wanted = [F.site == site, _ready(run_id, now, urls), *_narrowed(kinds, editions)]
        wanted += _in_window(since, until)
        due = (
            select(F.id)
            .where(*wanted)
            .order_by(*_order())
            .limit(limit)
            .with_for_update(skip_locked=True)
            .cte("due")
        )
        claimed = (
            update(FRONTIER)
            .where(F.id.in_(select(due.c.id)))
            .values(
                state="leased",
                leased_by=run_id,
                leased_until=now + lease,
                state_before=case((F.state == "leased", F.state_before), else_=F.state),
            )
            .returning(*FRONTIER.c)
        )
        with self.writing() as connection:
            rows = connection.execute(claimed).mappings().all()
            edits = _count_edits(connection, rows)
        return tuple(
            _read_claimed(row, edits.get(row["article_id"], 0)) for row in sorted(rows, key=_place)
        )

    def extend_lease(self, run_id: int, now: datetime, lease: timedelta) -> int:
        """Moves the end of every lease of a run to `now + lease`; returns their number."""
        with self.writing("change") as connection:
            held = update(FRONTIER).where(F.leased_by == run_id)
            return connection.execute(held.values(leased_until=now + lease)).rowcount

    def release_dead(self, site: str, host: str, alive: Callable[[int], bool]) -> int:
        """Gives back the rows that ended runs, or runs of dead processes on `host`, still hold.

        `alive` tells whether a process of that number runs on `host`. Of runs with the same
        process number only the newest can be alive. Returns the number of rows.
        """
        with self.writing("change") as connection:
            holders = _holders(connection, site, host)
            return sum(
                release_rows(connection, run_id)
                for run_id, pid, ended in holders
                if ended or not alive(pid)
            )

    def counts(self, site: str) -> Counter[str]:
        """How many rows of a site are in each state."""
        query = select(F.state, func.count().label("rows")).where(F.site == site).group_by(F.state)
        with self.reading() as connection:
            return Counter({row.state: row.rows for row in connection.execute(query)})

    def leased_by(self, run_id: int) -> int:
        """How many rows a run holds a lease on."""
        query = select(func.count()).where(F.leased_by == run_id)
        with self.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def next_due(self, site: str) -> datetime | None:
        """When the next row of a site is due: in the past if one waits, None if none will be."""
        due_at = case(
            (F.state == "new", F.found_at),
            (F.state == "leased", F.leased_until),
            (F.state.in_(("done", "failed")), F.next_fetch_at),
        )
        with self.reading() as connection:
            return connection.execute(select(func.min(due_at)).where(F.site == site)).scalar()


def release_rows(connection: Connection, run_id: int) -> int:
    """Puts every row that a run still holds back to where it was before; returns their number."""
    back = update(FRONTIER).where(F.leased_by == run_id)
    back = back.values(state=F.state_before, leased_by=None, leased_until=None, state_before=None)
    return connection.execute(back).rowcount


def _ready(run_id: int, now: datetime, urls: Sequence[str] | None) -> ColumnElement[bool]:
    due = or_(
        F.state == "new",
        and_(F.state.in_(("done", "failed")), F.next_fetch_at <= now),
        and_(F.state == "leased", F.leased_until < now),
    )
    if urls is None:
        return due
    asked_for = and_(
        F.state != "leased",
        func.coalesce(F.reason, "") != WITHDRAWN,
        func.coalesce(F.last_run, 0) != run_id,
    )
    # an address may be another spelling of an article's, which is fetched under one address only
    spelled = and_(ALIASES.c.site == F.site, ALIASES.c.url.in_(urls))
    fetched_as = select(ARTICLES.c.page_url).join(ALIASES, ALIASES.c.article_id == ARTICLES.c.id)
    named = or_(F.url.in_(urls), F.url.in_(fetched_as.where(spelled)))
    return and_(named, or_(due, asked_for))


def _narrowed(
    kinds: Sequence[RowKind] | None, editions: Sequence[str] | None
) -> list[ColumnElement[bool]]:
    chosen = ((F.kind, kinds), (F.edition, editions))
    return [column.in_(values) for column, values in chosen if values is not None]


def _in_window(since: datetime | None, until: datetime | None) -> list[ColumnElement[bool]]:
    exempt = or_(F.kind == "source", F.published_at.is_(None))
    bounds = []
    if since is not None:
        bounds.append(or_(exempt, F.published_at >= since))
    if until is not None:
        bounds.append(or_(exempt, F.published_at < until))
    return bounds


def _order() -> tuple[ColumnElement[object], ...]:
    newest = func.coalesce(F.published_at, F.found_at)
    return (F.kind.desc(), F.priority.desc(), newest.desc(), F.url)  # "source" > "article"


def _place(row: RowMapping) -> tuple[bool, int, float, str]:
    """The place of a row in the order of `_order`; RETURNING keeps none."""
    newest = row["published_at"] or row["found_at"]
    return (row["kind"] != "source", -row["priority"], -newest.timestamp(), row["url"])


def _count_edits(connection: Connection, rows: Sequence[RowMapping]) -> dict[str, int]:
    """How many revisions by the newsroom the rows' articles have beside their first."""
    ids = {row["article_id"] for row in rows if row["visits"] > 1 and row["article_id"]}
    if not ids:
        return {}
    query = select(R.article_id, func.count().label("edits")).group_by(R.article_id)
    query = query.where(R.article_id.in_(ids), R.revision > 1, R.cause == "newsroom")
    return {row.article_id: row.edits for row in connection.execute(query)}


def _read_claimed(row: RowMapping, edits: int) -> Claimed:
    own = {name: row[name] for name in Claimed.__dataclass_fields__ if name != "edits"}
    return Claimed(**own, edits=edits)


def _holders(connection: Connection, site: str, host: str) -> list[tuple[int, int, bool]]:
    """The runs that hold rows of a site: number, process, and whether the run must be over."""
    newer = RUNS.alias("newer")
    same_process = and_(
        newer.c.host == RUNS.c.host, newer.c.pid == RUNS.c.pid, newer.c.id > RUNS.c.id
    )
    superseded = select(newer.c.id).where(same_process).exists()
    over = or_(RUNS.c.finished_at.is_not(None), superseded)
    query = (
        select(RUNS.c.id, RUNS.c.pid, over)
        .where(RUNS.c.id.in_(select(F.leased_by).where(F.site == site)))
        .where(or_(RUNS.c.host == host, over))
    )
    return [(run_id, pid, bool(ended)) for run_id, pid, ended in connection.execute(query)]
