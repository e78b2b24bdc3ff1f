"""Leases, marks and snapshots: who may do a thing, how far a reader came, what was learned."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from scraper.storage.compression import pack, unpack
from scraper.storage.database import Database
from scraper.storage.schema import LEASES, MARKS, SNAPSHOTS

L = LEASES.c
S = SNAPSHOTS.c


class Progress(Database):
    """The part of the store by which processes agree on who does what, and where they are."""

    def acquire(self, name: str, holder: str, until: datetime, now: datetime) -> bool:
        """Takes a lease that is free, ran out or is one's own; False when another holds it."""
        free = or_(L.holder == holder, L.until <= now)
        with self.writing("sequence") as connection:
            taken = update(LEASES).where(L.name == name, free).values(holder=holder, until=until)
            if connection.execute(taken).rowcount:
                return True
            if connection.execute(select(L.name).where(L.name == name)).one_or_none():
                return False
            connection.execute(insert(LEASES).values(name=name, holder=holder, until=until))
            return True

    def renew(self, name: str, holder: str, until: datetime, now: datetime) -> bool:
        """Moves the end of a lease that one holds; False when it ran out or another has it."""
        held = update(LEASES).where(L.name == name, L.holder == holder, L.until > now)
        with self.writing("sequence") as connection:
            return connection.execute(held.values(until=until)).rowcount == 1

    def release(self, name: str, holder: str) -> bool:
        """Gives a lease back; False when one did not have it."""
        held = delete(LEASES).where(L.name == name, L.holder == holder)
        with self.writing("sequence") as connection:
            return connection.execute(held).rowcount == 1

    def holder_of(self, name: str) -> str | None:
        """Who took a lease last and did not give it back."""
        with self.reading() as connection:
            found = connection.execute(select(L.holder).where(L.name == name)).scalar()
        return None if found is None else str(found)

    def mark(self, name: str) -> int:
        """How far a reader of changes has come; 0 when it never said."""
        with self.reading() as connection:
            value = connection.execute(select(MARKS.c.value).where(MARKS.c.name == name)).scalar()
        return value or 0

    def set_mark(self, name: str, value: int) -> None:
        """Remembers how far a reader of changes has come."""
        with self.writing("sequence") as connection:
            write_mark(connection, name, value)

    def save_snapshot(self, name: str, payload: bytes, now: datetime) -> int:
        """Keeps a value under the next number of its name; the same again keeps its number."""
        with self.writing("sequence") as connection:
            newest = select(func.max(S.number)).where(S.name == name).scalar_subquery()
            last = connection.execute(
                select(S.number, S.payload).where(S.name == name, S.number == newest)
            ).one_or_none()
            if last is not None and unpack(last.payload) == payload:
                return int(last.number)
            number = 1 if last is None else last.number + 1
            row = {"name": name, "number": number, "payload": pack(payload), "created_at": now}
            connection.execute(insert(SNAPSHOTS).values(row))
            return int(number)

    def snapshot(self, name: str, number: int | None = None) -> tuple[int, bytes] | None:
        """A kept value with its number, the newest when none is asked for; None when absent."""
        query = select(S.number, S.payload).where(S.name == name).order_by(S.number.desc()).limit(1)
        if number is not None:
            query = query.where(S.number == number)
        with self.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else (row.number, unpack(row.payload))


def holds_lease(connection: Connection, name: str, holder: str, now: datetime) -> bool:
    """Whether a lease is somebody's now."""
    held = select(L.name).where(L.name == name, L.holder == holder, L.until > now)
    return connection.execute(held).one_or_none() is not None


def write_mark(connection: Connection, name: str, value: int) -> None:
    """Remembers how far a reader of changes has come, in the caller's transaction."""
    known = update(MARKS).where(MARKS.c.name == name).values(value=value)
    if not connection.execute(known).rowcount:
        connection.execute(insert(MARKS).values(name=name, value=value))
