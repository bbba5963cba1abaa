"""What the cache's file promises: a value is right or missing, whatever happened to the file."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letterbook.cache.store import Store

KEYS = [bytes([number]) * 32 for number in range(40)]
VALUES = {key: key[:1] * 40 * (key[0] + 1) for key in KEYS}


def fill(folder: Path) -> Path:
    """Put the values into a store in `folder`, and return its file."""
    store = Store(folder)
    for key, value in VALUES.items():
        store.put(key, value)
    store.flush()
    store.close()
    return folder / "values.sqlite"


def read(folder: Path) -> dict[bytes, bytes]:
    store = Store(folder)
    found = {key: value for key in KEYS if (value := store.get(key)) is not None}
    store.close()
    return found


def test_values_can_be_read_again(tmp_path: Path) -> None:
    fill(tmp_path / "cache")

    assert read(tmp_path / "cache") == VALUES


def test_a_key_that_was_not_put_has_no_value(tmp_path: Path) -> None:
    fill(tmp_path / "cache")

    assert Store(tmp_path / "cache").get(b"\xff" * 32) is None


def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    path = fill(tmp_path / "cache")

    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o602])
def test_a_file_that_others_may_use_is_replaced(tmp_path: Path, mode: int) -> None:
    """Such as one that came with a repository: Git gives files such a mode."""
    path = fill(tmp_path / "cache")
    path.chmod(mode)

    assert read(tmp_path / "cache") == {}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    """What is withheld would be written to wherever it leads."""
    elsewhere = fill(tmp_path / "elsewhere")
    before = elsewhere.read_bytes()
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "values.sqlite").symlink_to(elsewhere)

    assert read(tmp_path / "cache") == {}
    fill(tmp_path / "cache")
    assert not (tmp_path / "cache" / "values.sqlite").is_symlink()
    assert elsewhere.read_bytes() == before


def test_a_folder_that_is_a_link_is_not_used(tmp_path: Path) -> None:
    """It may lead into a folder that is published. Values are then kept in memory."""
    (tmp_path / "published").mkdir()
    for link, folder in (("work", "work/cache"), ("kept/cache", "kept/cache")):
        (tmp_path / link).parent.mkdir(exist_ok=True)
        (tmp_path / link).symlink_to(tmp_path / "published")
        store = Store(tmp_path / folder)
        store.put(KEYS[0], b"value")
        store.flush()

        assert store.get(KEYS[0]) == b"value"
    assert list((tmp_path / "published").iterdir()) == []


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_changed_file_gives_right_values_or_none(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("changed") / "cache"
    path = fill(folder)
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content[: data.draw(st.integers(0, len(content))) if data.draw(st.booleans()) else None])

    assert read(folder).items() <= VALUES.items()

    fill(folder)
    assert read(folder).items() <= VALUES.items()


def test_a_file_that_is_something_else_is_replaced(tmp_path: Path) -> None:
    path = fill(tmp_path / "cache")
    path.write_text("This is a text.", encoding="utf-8")

    read(tmp_path / "cache")
    fill(tmp_path / "cache")

    assert read(tmp_path / "cache") == VALUES


def test_a_file_whose_names_are_no_text_is_replaced(tmp_path: Path) -> None:
    """SQLite quotes the name of a broken table in its message, which Python then cannot decode."""
    path = fill(tmp_path / "cache")
    content = path.read_bytes()
    assert content.count(b"tablekeptkept") == 1
    path.write_bytes(content.replace(b"tablekeptkept", b"tablek\xdbptkept"))

    assert read(tmp_path / "cache") == {}
    fill(tmp_path / "cache")

    assert read(tmp_path / "cache") == VALUES


def test_a_file_of_another_format_is_replaced(tmp_path: Path) -> None:
    path = fill(tmp_path / "cache")
    with sqlite3.connect(path) as database:
        database.execute("DROP TABLE kept")
        database.execute("CREATE TABLE kept (key TEXT, value TEXT, more TEXT)")
        database.execute("PRAGMA user_version = 99")
    database.close()

    fill(tmp_path / "cache")

    assert read(tmp_path / "cache") == VALUES


def test_a_value_under_another_key_is_not_used(tmp_path: Path) -> None:
    path = fill(tmp_path / "cache")
    with sqlite3.connect(path) as database:
        database.execute("UPDATE kept SET value = (SELECT value FROM kept WHERE key = ?)", (KEYS[3],))
    database.close()

    assert read(tmp_path / "cache") == {KEYS[3]: VALUES[KEYS[3]]}


def test_it_can_be_deleted_while_it_is_open(tmp_path: Path) -> None:
    fill(tmp_path / "cache")
    store = Store(tmp_path / "cache")
    shutil.rmtree(tmp_path / "cache")

    store.put(b"a" * 32, b"new")
    store.flush()

    assert store.get(b"a" * 32) == b"new"
    assert store.get(KEYS[0]) in (None, VALUES[KEYS[0]])
    store.close()


def test_it_can_be_moved(tmp_path: Path) -> None:
    fill(tmp_path / "cache")
    (tmp_path / "cache").rename(tmp_path / "elsewhere")

    assert read(tmp_path / "elsewhere") == VALUES


def test_a_folder_that_cannot_be_made_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    store = Store(tmp_path / "file" / "cache")

    store.put(KEYS[0], b"value")
    store.flush()

    assert store.get(KEYS[0]) == b"value"


def test_two_builds_may_write_at_once(tmp_path: Path) -> None:
    stores = [Store(tmp_path / "cache") for _ in range(2)]
    for at, key in enumerate(KEYS):
        stores[at % 2].put(key, VALUES[key])
    for store in stores:
        store.flush()
        store.close()

    assert read(tmp_path / "cache") == VALUES


def test_a_build_goes_on_while_another_keeps_the_file_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letterbook.cache.store._WAIT", 0.01)
    path = fill(tmp_path / "cache")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    store = Store(tmp_path / "cache")
    store.put(b"a" * 32, b"new")
    store.flush()

    assert store.get(b"a" * 32) == b"new"
    assert store.get(KEYS[0]) is None
    other.close()
    assert read(tmp_path / "cache") == VALUES


def test_a_full_disk_costs_only_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "cache")
    store = Store(tmp_path / "cache")

    def fail() -> bool:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(store, "_write", fail)
    store.put(b"a" * 32, b"new")
    store.flush()

    assert store.get(b"a" * 32) == b"new"


def test_what_was_not_used_is_removed_and_overwritten(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    secret = os.urandom(300)
    store.put(b"a" * 32, secret)
    store.put(KEYS[0], VALUES[KEYS[0]])
    store.flush()
    (path,) = (tmp_path / "cache").iterdir()
    assert secret in path.read_bytes()

    store.keep_only({KEYS[0]})
    store.close()

    assert read(tmp_path / "cache") == {KEYS[0]: VALUES[KEYS[0]]}
    assert secret not in path.read_bytes()
