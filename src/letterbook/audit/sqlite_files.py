"""Reads a whole SQLite database row by row, since pages and the full-text index split words in the file itself."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

_HEADER = 100
"""How long the header is, in which SQLite counts changes. Source: https://www.sqlite.org/fileformat.html"""
_INDEX_PARTS = ("data", "idx", "docsize", "config")
"""The tables in which a full-text index keeps its words (https://www.sqlite.org/fts5.html#fts5_data_structures)."""
_MAGIC = b"SQLite format 3\0"


def is_sqlite(content: bytes) -> bool:
    """Whether a file is a SQLite database."""
    return content.startswith(_MAGIC)


def read_sqlite(content: bytes, shorten: Callable[[str], str] = str) -> Iterator[str]:
    """Yield every text of a database: its definitions and each row of each table, its cells as `shorten` returns them.

    A full-text index is not read: SQLite confirms that it is made of the rows of its table and of nothing else. Nor are
    the bytes between the rows: written anew, the database must be the same. Raises ValueError for one that is not, or
    that cannot be read whole.
    """
    with closing(sqlite3.connect(":memory:")) as database:
        database.text_factory = lambda each: each.decode("utf-8", errors="replace")
        try:
            database.deserialize(content)
            database.execute("PRAGMA trusted_schema = OFF")
            if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise ValueError("the database is damaged")
            yield from _read_tables(database, shorten)
            database.commit()
            database.execute("VACUUM")
            if database.serialize()[_HEADER:] != content[_HEADER:]:
                raise ValueError("the database has more than its rows")
        except sqlite3.Error as error:
            raise ValueError("the database cannot be read") from error


def _read_tables(database: sqlite3.Connection, shorten: Callable[[str], str]) -> Iterator[str]:
    found = database.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
    indexes = [name for _, name, sql in found if sql and re.search("fts5", sql, re.IGNORECASE)]
    parts_of_indexes = {f"{index}_{part}" for index in indexes for part in _INDEX_PARTS}
    for type_, name, sql in found:
        yield f"{name}\n{sql or ''}"
        quoted = '"' + name.replace('"', '""') + '"'
        if name in indexes:
            database.execute(f"INSERT INTO {quoted} ({quoted}, rank) VALUES ('integrity-check', 1)")  # noqa: S608 - quoted
        elif type_ == "table" and name not in parts_of_indexes:
            for row in database.execute(f"SELECT * FROM {quoted}"):  # noqa: S608 - quoted
                yield "\n".join(shorten(str(each)) for each in row if each is not None)
