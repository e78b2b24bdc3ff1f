"""Full text over the published records: `publish` fills it, `search` asks it; newest first.

Words are compared folded (case, apostrophes and stress marks do not count), in any language; there
is no stemming, so that a prefix (`міст*`) finds the forms of a word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Integer,
    TextClause,
    any_,
    column,
    func,
    literal,
    select,
    table,
    text,
)

from scraper.items import Record, Version
from scraper.storage.database import Database
from scraper.storage.schema import RECORD_REVISIONS, RECORDS
from scraper.text.normalisation import fold

WORDS_MAX = 16  # words of one question
WORD_LENGTH = 64  # characters of a word that count
PREFIX_LENGTH = 3  # letters before a `*`; fewer would match half of all words
STREAM = 100  # records fetched from the database at a time

COMMON = 20_000
"""Records with certain words from which SQLite looks them up one by one, as needed."""

FEW = 2_000
"""Revisions with certain words up to which PostgreSQL lists them; with more, it looks from the
newest on and soon has enough."""

_WORDS = table(
    "record_words", column("words"), column("rowid", Integer), column("sequence", Integer)
)

_PART = re.compile(r'"([^"]*)"|(\S+)')


class QuestionError(ValueError):
    """A question that cannot be asked; the message says why, `wrong` and `values` to programs."""

    def __init__(self, says: str, wrong: str, **values: object) -> None:
        super().__init__(says)
        self.wrong = wrong
        self.values = values


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must follow one another; with `prefix` the last may go on."""

    words: tuple[str, ...]
    prefix: bool = False


class Search(Database):
    """The part of the store that finds records by their words."""

    def search(
        self, question: str, *, site: str | None = None, before: int | None = None, limit: int = 20
    ) -> tuple[Record, ...]:
        """Live records with every word of the question, in any version; last published first.

        `"..."` asks for words in a row, `word*` for words that begin so. `before` is the sequence
        number where an earlier answer ended. QuestionError when nothing is asked or too much.
        """
        lines = self.search_lines(question, site=site, before=before, limit=limit)
        return tuple(msgspec.json.decode(line, type=Record) for line in lines)

    def search_lines(
        self, question: str, *, site: str | None = None, before: int | None = None, limit: int = 20
    ) -> tuple[str, ...]:
        """The same as `search`, each record as it was written, in JSON: what needs little of it."""
        phrases = parse_question(question)
        asked: dict[str, object] = {"site": site, "before": before, "limit": limit}
        with self.reading() as connection:
            way: str = connection.dialect.name
            if way == "sqlite":
                asked["question"] = _for_sqlite(phrases)
            elif (few := _few_numbers(connection, phrases)) is not None:
                way, asked["few"] = "few", few
            else:
                asked["question"] = _for_postgresql(phrases)
            given = {name: value for name, value in asked.items() if value is not None}
            return tuple(connection.execute(_query(way, given), given).scalars())


def has_words(
    connection: Connection, question: str, sequence: ColumnElement[int]
) -> ColumnElement[bool]:
    """The condition that the record of a sequence number has the words of a question.

    Raises QuestionError as `search` does.
    """
    phrases = parse_question(question)
    if connection.dialect.name != "sqlite":
        return _has_words_in_postgresql(connection, phrases, sequence)
    matching = _WORDS.c.words.op("MATCH")(_for_sqlite(phrases))
    few = select(_WORDS.c.rowid).where(matching)
    counted = select(func.count()).select_from(few.limit(COMMON).subquery())
    if connection.execute(counted).scalar_one() < COMMON:
        return sequence.in_(few)
    # too many to be listed for a page of them: each record of the list is looked up instead
    return select(_WORDS.c.rowid).where(matching, _WORDS.c.rowid == sequence).exists()


def _has_words_in_postgresql(
    connection: Connection, phrases: Sequence[Phrase], sequence: ColumnElement[int]
) -> ColumnElement[bool]:
    few = _few_numbers(connection, phrases)
    if few is not None:
        return sequence == any_(literal(few, ARRAY(Integer)))
    return select(_WORDS.c.sequence).where(_match(phrases), _WORDS.c.sequence == sequence).exists()


def _match(phrases: Sequence[Phrase]) -> ColumnElement[bool]:
    asked = text("CAST(:question AS tsquery)").bindparams(question=_for_postgresql(phrases))
    return _WORDS.c.words.op("@@")(asked)


def _few_numbers(connection: Connection, phrases: Sequence[Phrase]) -> list[int] | None:
    """The numbers of all revisions with certain words in PostgreSQL; None when they are many.

    PostgreSQL guesses how rare a word is, and what it costs to look into a text, too low: to find
    the newest records with a word that hardly any has, it would read them all.
    """
    _allow(connection, seqscan=False, indexscan=False)  # the words' own index is left
    few = select(_WORDS.c.sequence).where(_match(phrases)).limit(FEW + 1)
    numbers = list(connection.execute(few).scalars())
    _allow(connection, indexscan=True)
    return numbers if len(numbers) <= FEW else None


def _allow(connection: Connection, **ways: bool) -> None:
    """Which ways PostgreSQL's planner may take until the transaction ends."""
    for way, allowed in ways.items():
        connection.execute(text(f"SET LOCAL enable_{way} = {'on' if allowed else 'off'}"))


def parse_question(question: str) -> tuple[Phrase, ...]:
    """The phrases of a question; QuestionError when there is none, too many or too short ones."""
    phrases = tuple(_parse(question))
    if not phrases:
        raise QuestionError("there is no word in it", "no-word")
    if sum(len(phrase.words) for phrase in phrases) > WORDS_MAX:
        raise QuestionError(f"at most {WORDS_MAX} words", "many-words", most=WORDS_MAX)
    short = [one for one in phrases if one.prefix and len(one.words[-1]) < PREFIX_LENGTH]
    if short:
        says = f"at least {PREFIX_LENGTH} letters before *"
        raise QuestionError(says, "short-beginning", least=PREFIX_LENGTH)
    return phrases


def _parse(question: str) -> Iterator[Phrase]:
    for quoted, bare in _PART.findall(question):
        words = split_words(quoted or bare)
        if words:
            yield Phrase(words, prefix=bool(bare) and bare.endswith("*"))


def split_words(words: str) -> tuple[str, ...]:
    """The words of a text as they are compared."""
    return tuple(word[:WORD_LENGTH] for word in fold(words).split())


def _for_sqlite(phrases: Sequence[Phrase]) -> str:
    return " ".join(f'"{" ".join(one.words)}"{"*" if one.prefix else ""}' for one in phrases)


def _for_postgresql(phrases: Sequence[Phrase]) -> str:
    return " & ".join(
        "({}{})".format(" <-> ".join(f"'{word}'" for word in one.words), ":*" if one.prefix else "")
        for one in phrases
    )


_FOUND = {
    "sqlite": (
        "record_words w CROSS JOIN records p CROSS JOIN record_revisions r",  # in this order
        "w.words MATCH :question",
        "w.rowid",
    ),
    "postgresql": (
        "record_words w, records p, record_revisions r",
        "w.words @@ CAST(:question AS tsquery)",
        "w.sequence",
    ),
    "few": ("records p, record_revisions r", "p.sequence = ANY(:few)", "p.sequence"),
}
"""How records are found: from what, which, and the number by which they are sorted and joined."""


def _query(way: str, given: Collection[str]) -> TextClause:
    """The question in the engine's words; an old revision's words belong to no record any more."""
    tables, which, number = _FOUND[way]
    before = f" AND {number} < :before" if "before" in given else ""
    site = " AND p.site = :site" if "site" in given else ""
    return text(
        f"SELECT r.record FROM {tables} WHERE {which}{before}{site} AND p.sequence = {number}"
        f" AND NOT p.removed AND r.sequence = {number} ORDER BY {number} DESC LIMIT :limit"
    )


# --- filling the index ---------------------------------------------------------------------------

_INSERT_SQLITE = text("INSERT INTO record_words (rowid, words) VALUES (:sequence, :words)")
_INSERT_POSTGRESQL = text(
    "INSERT INTO record_words (sequence, words) VALUES (:sequence, CAST(:words AS tsvector))"
)


def index_words(connection: Connection, record: Record) -> None:
    """Makes a revision findable, in the transaction that publishes it; a removed one is not.

    The words of earlier revisions stay in the index and lead to no record: SQLite could only
    delete them word by word.
    """
    words = [word for part in _texts(record) for word in split_words(part)]
    if not words:
        return
    sqlite = connection.dialect.name == "sqlite"
    statement = _INSERT_SQLITE if sqlite else _INSERT_POSTGRESQL
    given = " ".join(words) if sqlite else _vector(words)
    connection.execute(statement, {"sequence": record.sequence, "words": given})


def index_stored_words(connection: Connection) -> None:
    """Makes every published record findable; for a store that had no index."""
    join = RECORD_REVISIONS.c.sequence == RECORDS.c.sequence
    query = select(RECORD_REVISIONS.c.record).join(RECORDS, join).order_by(RECORDS.c.sequence)
    for row in connection.execute(query.execution_options(yield_per=STREAM)).scalars():
        index_words(connection, msgspec.json.decode(row, type=Record))


def _texts(record: Record) -> Iterator[str]:
    for version in record.versions.values():
        yield from _version_texts(version)


def _version_texts(version: Version) -> Iterator[str]:
    yield version.headline
    yield version.lead or ""
    yield from (block.text for block in version.blocks)
    if version.image is not None:
        yield version.image.caption or ""
    yield from (author.name for author in version.authors)
    yield from version.tags


def _vector(words: Sequence[str]) -> str:
    """The words with their places as PostgreSQL writes a tsvector; far places become the last."""
    return " ".join(f"'{word}':{place}" for place, word in enumerate(words, start=1))
