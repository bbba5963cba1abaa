"""A database is read row by row; one that holds anything else is refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from letterbook.audit.decode import Decoder
from letterbook.audit.sqlite_files import read_sqlite

LONG = "the lighthouse keeper of Port Alder " * 400


ADD = "INSERT INTO texts (text) VALUES (?)"
REBUILD = "INSERT INTO texts_search (texts_search) VALUES ('rebuild')"
Fill = Callable[[sqlite3.Connection], None]


def make_database(fill: Fill = lambda _: None) -> bytes:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT)")
        database.execute("CREATE VIRTUAL TABLE texts_search USING fts5(text, content=texts, content_rowid=id)")
        database.execute(ADD, ("a letter",))
        database.execute(REBUILD)
        fill(database)
        database.commit()
        if fill is not delete_text:
            database.execute("VACUUM")
        return database.serialize()


def add_texts(database: sqlite3.Connection, *texts: str) -> None:
    database.executemany(ADD, [(each,) for each in texts])
    database.execute(REBUILD)


def add_long_text(database: sqlite3.Connection) -> None:
    database.execute(ADD, (LONG,))
    database.execute(REBUILD)


def add_word_to_index(database: sqlite3.Connection) -> None:
    database.execute("INSERT INTO texts_search (rowid, text) VALUES (9, 'a secret')")


def delete_text(database: sqlite3.Connection) -> None:
    add_long_text(database)
    database.execute("DELETE FROM texts WHERE id = 2")
    database.execute(REBUILD)


def hide_in_unused_space(content: bytes) -> bytes:
    at = content.rindex(b"\0" * 64)
    return content[:at] + b"a secret" + content[at + 8 :]


def add_view(database: sqlite3.Connection) -> None:
    database.execute("CREATE VIEW hidden AS SELECT 'a secret' AS word")


def add_table_named_like_a_part(database: sqlite3.Connection) -> None:
    database.execute("CREATE TABLE texts_search_more (text TEXT)")
    database.execute("INSERT INTO texts_search_more VALUES ('a secret')")


def test_a_text_that_pages_of_the_file_divide_is_read_whole() -> None:
    content = make_database(add_long_text)
    assert LONG.encode() not in content
    assert any(LONG in each for each in read_sqlite(content))
    assert any("keeper of port alder the lighthouse" in each for each in Decoder().decode("a.sqlite", content))


def test_names_and_definitions_are_read_too() -> None:
    assert any("a secret" in each for each in read_sqlite(make_database(add_view)))
    assert any("a secret" in each for each in read_sqlite(make_database(add_table_named_like_a_part)))


@pytest.mark.parametrize("fill", [add_word_to_index, delete_text])
def test_a_database_with_more_than_its_rows_is_refused(fill: Fill) -> None:
    with pytest.raises(ValueError, match="database"):
        list(read_sqlite(make_database(fill)))


def test_words_between_the_rows_are_refused() -> None:
    content = make_database()
    assert list(read_sqlite(content))
    with pytest.raises(ValueError, match="more than its rows"):
        list(read_sqlite(hide_in_unused_space(content)))


def test_fragments_in_the_index_are_not_taken_for_words() -> None:
    """The index keeps `peru` as what `perugia` and `peruse` have in common, though no text has the word."""
    content = make_database(lambda each: add_texts(each, "perugia peruse"))
    assert b"peru" in content
    assert not any(" peru " in each for each in Decoder().decode("a.sqlite", content))


@pytest.mark.parametrize("spoil", [lambda each: each[:5000], lambda each: each[:4096] + b"\x01" * (len(each) - 4096)])
def test_a_broken_database_is_refused(spoil: Callable[[bytes], bytes]) -> None:
    with pytest.raises(ValueError, match="database"):
        list(read_sqlite(spoil(make_database())))
