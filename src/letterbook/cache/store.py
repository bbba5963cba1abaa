"""Keeps values on the disk, by checksum, in one file of SQLite.

Nothing here can fail a build. A value is used only if its own checksum is right: if a byte was changed, or the file was
cut short or is of another version, the value is computed again. A full or read-only disk, a folder that is deleted
meanwhile and a second build that writes at the same time only cost time.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import zlib
from collections.abc import Callable, Collection
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

from letterbook.cache.checksums import SIZE, hash_values
from letterbook.interruption import allow_interruption

_Result = TypeVar("_Result")

_NAME = "values.sqlite"
_FORMAT = 1
_WAIT = 2.0
"""How many seconds to wait for another build that is writing."""
_MOST_PENDING = 16 << 20
"""How many bytes are written in one go."""
_MOST_IN_MEMORY = 128 << 20
"""More bytes than this are not kept where the disk cannot be written to."""
_LARGEST = 64 << 20
"""A larger value is not kept."""
_SMALLEST_PACKED = 512
_LARGEST_PACKED = 1 << 20
"""Smaller and larger values are not compressed: the one saves little room, the other takes long."""


class Store:
    """Keeps values by key in `folder`, which only its owner may read, because some come from withheld texts. Without a
    folder, or if it cannot be used, they are kept in memory."""

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / _NAME if folder else None
        self._database: sqlite3.Connection | None = None
        self._inherited: sqlite3.Connection | None = None
        self._pending: dict[bytes, bytes] = {}
        self._pending_size = 0
        self._reads_only = False
        if self._path:
            self._try(partial(self._open, self._path))

    def __del__(self) -> None:
        self.close()

    def begin_copy(self) -> None:
        """Prepare for use in a copy of a process, which only reads: of what is put, a part stays in memory.

        A connection of SQLite may not be used in a copy, nor closed.
        """
        self._inherited, self._database = self._database, None
        if self._inherited is not None and self._path:
            self._database = self._try(partial(_connect_to_read, self._path))
        self._reads_only = True

    def has(self, key: bytes) -> bool:
        """Whether a value was put under a key; it may be one that cannot be trusted."""
        allow_interruption()
        return key in self._pending or (self._database is not None and bool(self._try(partial(self._find, key))))

    def get(self, key: bytes) -> bytes | None:
        """Return the value that was put under a key; None if there is none that can be trusted."""
        allow_interruption()
        packed = self._pending.get(key)
        if packed is None and self._database is not None:
            packed = self._try(partial(self._select, key))
        return _unpack(key, packed) if packed else None

    def put(self, key: bytes, value: bytes, *, compress: bool = True) -> bytes | None:
        """Keep a value under a key. Returns what `put_packed` takes, or None if the value is too large to keep."""
        if len(value) > _LARGEST:
            return None
        packed = _pack(key, value, compress=compress)
        self.put_packed(key, packed)
        return packed

    def put_packed(self, key: bytes, packed: bytes) -> None:
        """Keep what `put` of another store returned."""
        if self._pending_size > _MOST_PENDING and not self._reads_only:
            self.flush()
        if self._pending_size < (_MOST_PENDING if self._reads_only else _MOST_IN_MEMORY):
            self._pending[key] = packed
            self._pending_size += len(packed)

    def flush(self) -> None:
        """Write what was put. It stays in memory if that fails."""
        if self._database is not None and self._try(self._write):
            self._pending, self._pending_size = {}, 0

    def keep_only(self, keys: Collection[bytes]) -> None:
        """Remove all values but those under `keys`: nothing of a text outlives it. Their bytes are overwritten."""
        self.flush()
        if self._database is not None:
            self._try(partial(self._remove_others, keys))

    def close(self) -> None:
        """Close the file. What has not been written is lost."""
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
        self._database = None

    def _try(self, do: Callable[[], _Result]) -> _Result | None:
        """Return what `do` returns. If the disk or the file fails, go on without this store; a file that is broken is
        removed, so that the next build makes a new one."""
        try:
            return do()
        except (sqlite3.Error, OSError, OverflowError) as error:
            self.close()
            if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
                _remove(self._path)
        except UnicodeDecodeError:  # the message of an error that quotes a broken file
            self.close()
            _remove(self._path)
        return None

    def _open(self, path: Path) -> None:
        if path.parent.is_symlink() or path.parent.parent.is_symlink():
            raise PermissionError  # a link may lead into a folder that is published
        path.parent.parent.mkdir(parents=True, exist_ok=True)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        _remove_foreign(path)
        self._database = _connect(path)
        if _read_number(self._database, "user_version") != _FORMAT:
            self._database.close()
            _remove(path)
            self._database = _connect(path)
            self._database.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB)")
            self._database.execute(f"PRAGMA user_version = {_FORMAT}")

    def _select(self, key: bytes) -> bytes | None:
        assert self._database is not None
        row = self._database.execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone()
        return row[0] if row and isinstance(row[0], bytes) else None

    def _find(self, key: bytes) -> bool:
        assert self._database is not None
        return self._database.execute("SELECT 1 FROM kept WHERE key = ?", (key,)).fetchone() is not None

    def _write(self) -> bool:
        assert self._database is not None
        if self._pending:
            self._database.execute("BEGIN IMMEDIATE")
            self._database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", self._pending.items())
            self._database.execute("COMMIT")
        return True

    def _remove_others(self, keys: Collection[bytes]) -> None:
        assert self._database is not None
        others = [row for row in self._database.execute("SELECT key FROM kept") if row[0] not in keys]
        if others:
            self._database.execute("BEGIN IMMEDIATE")
            self._database.executemany("DELETE FROM kept WHERE key = ?", others)
            self._database.execute("COMMIT")
        if 2 * _read_number(self._database, "freelist_count") > _read_number(self._database, "page_count"):
            self._database.execute("VACUUM")


def _remove_foreign(path: Path) -> None:
    """Remove a file that is not this user's alone, such as one that came with a repository or that others may read.

    A value has no other proof of where it comes from. Raises OSError if the file cannot be removed.
    """
    if os.name != "posix" or not os.path.lexists(path):
        return
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode) or found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) & 0o077:
        _remove(path)
        if os.path.lexists(path):
            raise PermissionError


def _connect(path: Path) -> sqlite3.Connection:
    with suppress(OSError):  # a folder that cannot be written to can be read
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    database = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    database.execute("PRAGMA synchronous = OFF")  # a file that a power cut breaks is made anew
    database.execute("PRAGMA secure_delete = ON")
    return database


def _connect_to_read(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_WAIT, isolation_level=None)


def _read_number(database: sqlite3.Connection, pragma: str) -> int:
    found: int = database.execute(f"PRAGMA {pragma}").fetchone()[0]
    return found


def _remove(path: Path | None) -> None:
    for each in (path, path.with_name(f"{_NAME}-journal")) if path else ():
        with suppress(OSError):
            each.unlink(missing_ok=True)


def _pack(key: bytes, value: bytes, *, compress: bool) -> bytes:
    """Return a value with a mark of its form, and the checksum of both and its key."""
    compress = compress and _SMALLEST_PACKED <= len(value) <= _LARGEST_PACKED
    packed = b"z" + zlib.compress(value, 1) if compress else b"=" + value
    return hash_values(key, packed) + packed


def _unpack(key: bytes, packed: bytes) -> bytes | None:
    checksum, content = packed[:SIZE], packed[SIZE:]
    if hash_values(key, content) != checksum:
        return None
    return zlib.decompress(content[1:]) if content[:1] == b"z" else content[1:]
