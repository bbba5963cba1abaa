"""`/data/letterbook.sqlite`: all tables and texts as one database, with full-text search.

Datasette offers a search box for a table if the definition of an index has its name in quotation marks.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial

from letterbook import urls
from letterbook.cache import hash_values, pack_value
from letterbook.derived.tables import DATA_TABLES, DataTable
from letterbook.derived.tables.columns import describe_columns
from letterbook.derived.text_rows import hash_texts, list_text_rows
from letterbook.model.public import Communication
from letterbook.rendering.cached_files import render_cached
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile

_TYPES = {"integer": "INTEGER", "boolean": "INTEGER"}
_TEXTS = """
CREATE TABLE texts (
  id INTEGER PRIMARY KEY,
  letter TEXT NOT NULL REFERENCES communications(reference),
  response TEXT,
  language TEXT NOT NULL,
  translation INTEGER NOT NULL,
  text TEXT NOT NULL
);
CREATE VIRTUAL TABLE texts_search USING fts5(
  text, content="texts", content_rowid="id", tokenize='unicode61 remove_diacritics 2'
);
"""


def write_sqlite_file(site: Site) -> Iterator[OutputFile]:
    """Yield the database, unless the texts are too large for one file."""
    if not site.has_database:
        return
    letters = site.public.communications
    tables = {each.name: tuple(map(tuple, each.list_cells(site.table_source))) for each in DATA_TABLES}
    checksum = hash_values(pack_value(tables), hash_texts(letters), sqlite3.sqlite_version)
    yield from render_cached(site.cache, "database", checksum, partial(_fill_database, tables, letters))


def _fill_database(
    tables: Mapping[str, Sequence[tuple[object, ...]]], letters: Iterable[Communication]
) -> Iterator[OutputFile]:
    with closing(sqlite3.connect(":memory:")) as database:
        for table in DATA_TABLES:
            database.execute(_write_definition(table))
            marks = ", ".join("?" * len(table.columns))
            database.executemany(f"INSERT INTO {table.name} VALUES ({marks})", tables[table.name])  # noqa: S608 - names of our own
        database.executescript(_TEXTS)
        database.executemany(
            "INSERT INTO texts (letter, response, language, translation, text)"
            " VALUES (:letter, :response, :language, :translation, :text)",
            list_text_rows(letters),
        )
        database.execute("INSERT INTO texts_search (texts_search) VALUES ('rebuild')")
        database.execute("INSERT INTO texts_search (texts_search) VALUES ('optimize')")
        database.commit()
        database.execute("VACUUM")
        yield OutputFile(urls.SQLITE_FILE, database.serialize())


def _write_definition(table: DataTable) -> str:
    """Write the statement that creates a table."""
    parts = [
        f'"{each.name}" {_TYPES.get(each.type, "TEXT")}{" NOT NULL" if each.required else ""}'
        for each in describe_columns(table)
    ]
    if table.key:
        parts.append(f"PRIMARY KEY ({', '.join(table.key)})")
    parts += [f'FOREIGN KEY ("{column}") REFERENCES {other}("{its}")' for column, other, its in table.refers]
    return f"CREATE TABLE {table.name} ({', '.join(parts)})"
