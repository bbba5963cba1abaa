"""A finished site takes the place of the old one at once, and whatever fails leaves the old one whole."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from letterbook import urls
from letterbook.errors import BuildFailure
from letterbook.rendering.page import OutputFile
from letterbook.site import swap
from letterbook.site.swap import NotOurs, replace_site, require_replaceable, write_files


def site_of(text: str, *more: OutputFile) -> list[OutputFile]:
    """A small site that says one thing everywhere."""
    content = text.encode()
    return [
        OutputFile("index.html", content),
        OutputFile("communications/a/index.html", content),
        OutputFile(urls.RELEASE_FILE, content),
        *more,
    ]


def texts(site: Path) -> dict[str, str]:
    """Every file of a site and what it says, but for the list of them."""
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    return {name: path.read_text(encoding="utf-8") for name, path in files.items() if name != urls.FILE_LIST}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A published site that says `old`."""
    replace_site(site_of("old"), tmp_path / "site")
    return tmp_path / "site"


def assert_old_and_alone(site: Path) -> None:
    """The old site is whole, and nothing is left beside it."""
    assert texts(site) == {each.path: "old" for each in site_of("old")}
    assert [each.name for each in site.parent.iterdir()] == [site.name]


def test_a_first_site_is_written_where_nothing_was(tmp_path: Path) -> None:
    site = tmp_path / "public" / "site"

    assert replace_site(site_of("new"), site) == 3
    assert texts(site) == {each.path: "new" for each in site_of("new")}
    assert [each.name for each in site.parent.iterdir()] == ["site"]


def test_the_new_site_takes_the_place_of_the_old_and_nothing_of_it_stays(site: Path) -> None:
    replace_site([OutputFile("index.html", b"new"), OutputFile(urls.RELEASE_FILE, b"new")], site)

    assert texts(site) == {"index.html": "new", urls.RELEASE_FILE: "new"}
    assert [each.name for each in site.parent.iterdir()] == ["site"]


def test_a_file_on_disk_is_copied_as_it_is(tmp_path: Path) -> None:
    origin = tmp_path / "letter.pdf"
    origin.write_bytes(b"%PDF-1.7\0\xff")
    origin.chmod(0o600)

    replace_site([OutputFile("files/letter.pdf", origin)], tmp_path / "site")
    copied = tmp_path / "site" / "files" / "letter.pdf"
    assert (copied.read_bytes(), copied.is_symlink()) == (b"%PDF-1.7\0\xff", False)
    assert copied.stat().st_mode & 0o044 == 0o044 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def fail_halfway(outputs: Iterable[OutputFile]) -> Iterator[OutputFile]:
    """Outputs that break off half-way."""
    yield from outputs
    raise RuntimeError("broken off")


def test_the_old_site_is_whole_when_the_making_fails_half_way(site: Path) -> None:
    with pytest.raises(RuntimeError, match="broken off"):
        replace_site(fail_halfway(site_of("new")), site)

    assert_old_and_alone(site)


def test_the_old_site_is_whole_when_a_file_cannot_be_copied(site: Path) -> None:
    with pytest.raises(FileNotFoundError):
        replace_site(site_of("new", OutputFile("a.pdf", site / "no such file")), site)

    assert_old_and_alone(site)


def test_the_old_site_is_whole_when_the_disk_is_full(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, _: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        replace_site(site_of("new"), site)

    monkeypatch.undo()
    assert_old_and_alone(site)


def test_where_folders_cannot_be_exchanged_at_once_it_is_done_in_two_steps(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "_exchange_at_once", lambda _new, _old: False)
    replace_site(site_of("new"), site)

    assert set(texts(site).values()) == {"new"}
    assert [each.name for each in site.parent.iterdir()] == ["site"]


def test_the_old_site_is_back_when_the_second_step_fails(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def fail_rename(path: Path, target: Path) -> Path:
        if ".next-" in path.name and not path.name.endswith(".old"):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return rename(path, target)

    monkeypatch.setattr(swap, "_exchange_at_once", lambda _new, _old: False)
    monkeypatch.setattr(Path, "rename", fail_rename)
    with pytest.raises(OSError, match="Input/output error"):
        replace_site(site_of("new"), site)

    assert_old_and_alone(site)


def test_a_folder_with_something_else_in_it_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("my work", encoding="utf-8")

    with pytest.raises(NotOurs, match="that Letterbook did not build"):
        replace_site(site_of("new"), tmp_path)
    assert texts(tmp_path) == {"thesis.txt": "my work"}


@pytest.mark.parametrize("name", ["CNAME", ".git/config", "communications/a/notes.txt"])
def test_a_site_with_a_file_of_somebody_else_is_never_replaced(site: Path, name: str) -> None:
    """A checkout of the site, say, or notes left in it."""
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_text("old", encoding="utf-8")

    with pytest.raises(NotOurs, match=f"would be deleted: {name}; choose"):
        replace_site(site_of("new"), site)
    assert set(texts(site).values()) == {"old"}
    assert name in texts(site)


@pytest.mark.parametrize("name", [urls.RELEASE_FILE, urls.FILE_LIST])
def test_a_file_that_only_has_the_name_of_ours_is_no_mark(tmp_path: Path, name: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / name).write_text("thesis.txt", encoding="utf-8")
    (tmp_path / "thesis.txt").write_text("my work", encoding="utf-8")

    with pytest.raises(NotOurs, match="that Letterbook did not build"):
        replace_site(site_of("new"), tmp_path)
    assert texts(tmp_path)["thesis.txt"] == "my work"


def test_the_checksums_of_a_publication_are_replaced_with_the_site(site: Path) -> None:
    (site / urls.CHECKSUMS).write_text("old", encoding="utf-8")
    replace_site(site_of("new"), site)
    assert urls.CHECKSUMS not in texts(site)


def test_windows_is_refused_before_anything_is_touched(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There, asking whether a build still runs would stop it."""
    before = texts(site)
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(BuildFailure, match="Linux and macOS"):
        replace_site(site_of("new"), site)
    assert texts(site) == before


def test_a_file_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("my work", encoding="utf-8")

    with pytest.raises(NotOurs, match="is not a folder"):
        replace_site(site_of("new"), tmp_path / "site")
    assert texts(tmp_path) == {"site": "my work"}


@pytest.mark.parametrize("target", ["real", "nowhere"])
def test_a_symbolic_link_is_never_replaced(tmp_path: Path, target: str) -> None:
    replace_site(site_of("old"), tmp_path / "real")
    (tmp_path / "site").symlink_to(tmp_path / target)

    with pytest.raises(NotOurs, match="is not a folder"):
        replace_site(site_of("new"), tmp_path / "site")
    assert (tmp_path / "site").is_symlink()
    assert set(texts(tmp_path / "real").values()) == {"old"}


def test_an_absent_folder_an_empty_one_and_an_earlier_site_may_be_replaced(site: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    for folder in (site, tmp_path / "empty", tmp_path / "absent"):
        require_replaceable(folder)
        replace_site(site_of("new"), folder)
        assert set(texts(folder).values()) == {"new"}


@pytest.mark.parametrize(
    ("first", "second"), [("a/b.html", "a/b.html"), ("a/b.html", "A/B.html"), ("a/b.html", "a//b.html")]
)
def test_two_files_with_one_path_are_an_error_also_where_only_the_case_differs(
    site: Path, first: str, second: str
) -> None:
    with pytest.raises(BuildFailure, match=rf"two files of the site have the path {second}"):
        replace_site(site_of("new", OutputFile(first, b""), OutputFile(second, b"")), site)

    assert_old_and_alone(site)


@pytest.mark.parametrize("path", ["../escaped", "a/../../escaped", "/escaped"])
def test_a_path_that_leads_out_of_the_site_is_an_error(site: Path, path: str) -> None:
    with pytest.raises(ValueError, match="leads out of the site"):
        replace_site(site_of("new", OutputFile(path, b"")), site)

    assert_old_and_alone(site)
    assert not Path("/escaped").exists()


def test_written_files_are_counted(tmp_path: Path) -> None:
    assert write_files(site_of("new"), tmp_path) == 3
    assert write_files([], tmp_path) == 0


def dead_process() -> int:
    """The number of a process that has ended."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


def test_the_leftover_of_a_killed_build_is_removed(site: Path) -> None:
    leftover = site.with_name(f".site.next-{dead_process()}")
    leftover.mkdir()
    (leftover / "index.html").write_text("half", encoding="utf-8")

    replace_site(site_of("new"), site)
    assert [each.name for each in site.parent.iterdir()] == ["site"]


def test_a_site_put_aside_by_a_killed_build_comes_back(site: Path) -> None:
    """Where folders are exchanged in two steps, a kill between them must not lose the old site."""
    site.rename(site.with_name(f".site.next-{dead_process()}.old"))

    with pytest.raises(RuntimeError, match="broken off"):
        replace_site(fail_halfway(site_of("new")), site)
    assert_old_and_alone(site)


def test_what_a_killed_build_put_aside_is_removed_where_a_site_stands(site: Path) -> None:
    site.with_name(f".site.next-{dead_process()}.old").mkdir()

    replace_site(site_of("new"), site)
    assert [each.name for each in site.parent.iterdir()] == ["site"]


def test_the_folder_of_a_build_that_still_runs_is_kept(site: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as running:
        folder = site.with_name(f".site.next-{running.pid}")
        folder.mkdir()
        replace_site(site_of("new"), site)

        assert folder.is_dir()
        running.communicate()


def test_the_leftover_of_a_killed_build_that_had_our_number_is_no_hindrance(site: Path) -> None:
    """In a container the first process often has the same number every time."""
    site.with_name(f".site.next-{os.getpid()}").mkdir()

    replace_site(site_of("new"), site)
    assert set(texts(site).values()) == {"new"}


@pytest.mark.parametrize("name", [".site.next-notes", ".site.next-²", "site.next-1", ".other.next-999999999"])
def test_what_only_looks_like_a_leftover_is_kept(site: Path, name: str) -> None:
    site.with_name(name).mkdir()

    replace_site(site_of("new"), site)
    assert site.with_name(name).is_dir()


def test_readers_see_the_old_site_or_the_new_one_and_never_half_of_it(tmp_path: Path) -> None:
    """One reads file after file while 200 sites follow each other: each is there and whole, and never an older one
    comes after a newer one."""
    site, paths = tmp_path / "site", [each.path for each in site_of("")]
    replace_site(site_of("0\n" * 1_000), site)
    done, faults, seen = threading.Event(), list[str](), set[int]()

    def read() -> None:
        newest = 0
        while not done.is_set() and not faults:
            for path in paths:
                try:
                    lines = (site / path).read_text(encoding="utf-8").splitlines()
                except OSError as error:
                    faults.append(str(error))
                    return
                numbers = {int(line) for line in lines}
                if len(lines) != 1_000 or len(numbers) != 1 or min(numbers) < newest:
                    faults.append(f"{path}: {len(lines)} lines, {sorted(numbers)} after {newest}")
                    return
                newest = min(numbers)
                seen.add(newest)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for number in range(1, 201):
            replace_site(site_of(f"{number}\n" * 1_000), site)
    finally:
        done.set()
        reader.join()

    assert faults == []
    assert len(seen) > 10


SITE_AFTER_SITE = """
import itertools, pathlib, signal, sys
from letterbook.rendering.page import OutputFile
from letterbook.site.swap import replace_site

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell in the background lets its children ignore it
site = pathlib.Path(sys.argv[1])
for number in itertools.count(int(sys.argv[2])):
    files = [OutputFile(f"{folder}/{name}", f"{number}".encode()) for folder in range(20) for name in range(5)]
    replace_site(files, site)
    print(number, flush=True)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM], ids=lambda each: each.name)
def test_a_build_killed_at_any_moment_leaves_one_whole_site(tmp_path: Path, how: signal.Signals) -> None:
    """Sixty times, at moments spread over several builds; the next build always succeeds."""
    site, chance, first = tmp_path / "site", random.Random(7), 0  # noqa: S311 - not for secrets
    for _ in range(20):
        command = [sys.executable, "-c", SITE_AFTER_SITE, str(site), str(first)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as builder:
            assert builder.stdout is not None
            built = int(builder.stdout.readline())
            time.sleep(chance.uniform(0, 0.03))
            builder.send_signal(how)
            built = max(built, *map(int, builder.stdout.read().split()), built)
        shown = texts(site)
        assert len(shown) == 100
        assert set(shown.values()) <= {str(built), str(built + 1)}
        assert len(set(shown.values())) == 1
        first = built + 2


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is done in two steps")
def test_on_linux_the_exchange_is_one_step(tmp_path: Path) -> None:
    for name in ("new", "old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name, encoding="utf-8")
    exchanged = swap._exchange_at_once(tmp_path / "new", tmp_path / "old")  # noqa: SLF001 - what all rests on

    assert exchanged
    assert ((tmp_path / "old" / "file").read_text(), (tmp_path / "new" / "file").read_text()) == ("new", "old")


def test_an_exchange_that_fails_for_another_reason_is_told(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()

    with pytest.raises(FileNotFoundError):
        swap._exchange_at_once(tmp_path / "absent", tmp_path / "old")  # noqa: SLF001
