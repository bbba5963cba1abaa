"""What the server is told of the files that it watches."""

from __future__ import annotations

import ctypes
import shlex
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from letterbook.serving.changes import Changes, Watched, watch_files

MORE_THAN_THE_SYSTEM_KEEPS = 40_000
"""How many events; Linux keeps 16,384 that nobody has taken."""


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    letter = tmp_path / "data" / "2024" / "al-xbv-1-2024.md"
    letter.parent.mkdir(parents=True)
    letter.write_text("A letter.\n", encoding="utf-8")
    return letter


@pytest.fixture
def changes(letter: Path) -> Iterator[Changes]:
    with watch_files(Watched(folders=[letter.parents[1]], files=[])) as changes:
        yield changes


@pytest.mark.skipif(sys.platform != "linux", reason="the queue that would overflow is that of Linux")
def test_a_large_record_can_be_read_without_a_word_from_the_watcher(
    changes: Changes, letter: Path, caplog: pytest.LogCaptureFixture
) -> None:
    _read_while_the_watcher_waits(letter)
    letter.write_text("A letter that was saved.\n", encoding="utf-8")

    assert _wait_for(changes, letter)
    assert caplog.text == ""


@pytest.mark.parametrize("saving", ["in place", "beside", "new", "gone", "moved in", "moved away", "in a new folder"])
def test_every_way_to_save_a_file_is_reported(saving: str, changes: Changes, letter: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text("A text from elsewhere.\n", encoding="utf-8")
    new = letter.with_name("al-xbv-2-2024.md")
    match saving:
        case "in place":
            letter.write_text("A letter that was saved.\n", encoding="utf-8")
        case "beside":  # as text editors do it
            temporary = letter.with_name(".al-xbv-1-2024.md.swp")
            temporary.write_text("A letter that was saved.\n", encoding="utf-8")
            temporary.replace(letter)
        case "new":
            new.write_text("A second letter.\n", encoding="utf-8")
            letter = new
        case "gone":
            letter.unlink()
        case "moved in":
            other.rename(new)
            letter = new
        case "moved away":
            letter.rename(tmp_path / "away.md")
        case _:
            letter = tmp_path / "data" / "2025" / "al-xbv-3-2025.md"
            letter.parent.mkdir()
            letter.write_text("A third letter.\n", encoding="utf-8")

    assert _wait_for(changes, letter)


@pytest.mark.parametrize("what", ["a letter", "a new letter", "a letter that is gone", "the configuration", "nothing"])
def test_what_changed_during_the_first_build_is_reported(what: str, letter: Path, tmp_path: Path) -> None:
    configuration, other = tmp_path / "mkdocs.yml", tmp_path / "README.md"
    for each in (configuration, other):
        each.write_text("As it was.\n", encoding="utf-8")
    watched = Watched(folders=[letter.parents[1]], files=[configuration])
    known = watched.take_stock()
    expected: dict[str, Path] = {
        "a letter": letter,
        "a new letter": letter.with_name("al-xbv-2-2024.md"),
        "a letter that is gone": letter,
        "the configuration": configuration,
        "nothing": other,
    }
    if "gone" in what:
        letter.unlink()
    else:
        expected[what].write_text("As it is now, during the build.\n", encoding="utf-8")

    with watch_files(watched, known) as changes:
        if what == "nothing":
            letter.write_text("A letter that was saved afterwards.\n", encoding="utf-8")
            expected[what] = letter
        assert changes.wait() == {expected[what]}


def _read_while_the_watcher_waits(file: Path) -> None:
    """Open a file so often, in another process, that its events would not all be kept. Meanwhile no thread of this
    process runs, as if it were busy."""
    code = f"for _ in range({MORE_THAN_THE_SYSTEM_KEEPS}): open({str(file)!r}).close()"
    command = shlex.join([sys.executable, "-c", code])
    ctypes.PyDLL(None).system(command.encode())  # a PyDLL keeps the lock of the interpreter


def _wait_for(changes: Changes, file: Path) -> bool:
    """Whether a change of a file is reported within half a minute, perhaps after other changes."""

    def wait() -> None:
        while file not in changes.wait():
            pass

    waiting = threading.Thread(target=wait, daemon=True)
    waiting.start()
    waiting.join(30)
    return not waiting.is_alive()
