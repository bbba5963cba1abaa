"""What copies of a process promise: the values of one process, whatever happens to the copy."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pytest

from letterbook import processes
from letterbook.processes import is_running, pause_during_fork, run_beside

MANY = 70_000
"""More values than there is room for in a pipe."""


def run(make: Callable[[], Iterable[object]]) -> list[object]:
    with run_beside(make) as values:
        return list(values)


def identify() -> Iterator[int]:
    yield os.getpid()


@pytest.mark.usefixtures("copies")
def test_values_come_from_a_copy_in_their_order() -> None:
    local = {"text": "of this process"}

    assert run(lambda: [local, None, *range(3)]) == [local, None, 0, 1, 2]
    assert run(identify) != [os.getpid()]


@pytest.mark.usefixtures("copies")
@pytest.mark.parametrize("size", [0, 1, 100_000_000])
def test_a_value_may_be_of_any_size(size: int) -> None:
    assert run(lambda: [b"x" * size, "last"]) == [b"x" * size, "last"]


@pytest.mark.usefixtures("copies")
def test_a_copy_does_not_wait_until_its_values_are_asked_for(tmp_path: Path) -> None:
    def make() -> Iterator[int]:
        yield from range(MANY)
        (tmp_path / "done").touch()

    with run_beside(make) as values:
        wait_for((tmp_path / "done").exists)
        assert list(values) == list(range(MANY))


@pytest.mark.usefixtures("copies")
def test_two_copies_work_at_once(tmp_path: Path) -> None:
    def make(own: str, other: str) -> Iterator[str]:
        (tmp_path / own).touch()
        wait_for((tmp_path / other).exists)
        yield own

    with run_beside(lambda: make("a", "b")) as first, run_beside(lambda: make("b", "a")) as second:
        assert [*first, *second] == ["a", "b"]


@pytest.mark.usefixtures("copies")
def test_the_values_that_a_dead_copy_owes_are_computed_here() -> None:
    own = os.getpid()

    def make() -> Iterator[int]:
        for each in range(10):
            if each == 7 and os.getpid() != own:
                os.kill(os.getpid(), signal.SIGKILL)
            yield each

    assert run(make) == list(range(10))


@pytest.mark.usefixtures("copies")
def test_an_error_in_a_copy_is_raised_here() -> None:
    def make() -> Iterator[int]:
        yield 1
        raise ValueError("two is missing")

    with run_beside(make) as values:
        assert next(values) == 1
        with pytest.raises(ValueError, match="two is missing"):
            next(values)


@pytest.mark.usefixtures("copies")
def test_a_value_that_cannot_be_sent_is_computed_here() -> None:
    (value,) = run(lambda: [lambda: "here"])

    assert callable(value)
    assert value() == "here"


@pytest.mark.usefixtures("copies")
def test_what_a_copy_begins_with_is_not_done_here() -> None:
    began: list[int] = []
    with run_beside(lambda: list(began), lambda: began.append(os.getpid())) as values:
        assert list(values) != [os.getpid()]
    assert began == []


@pytest.mark.usefixtures("copies")
def test_a_copy_ends_with_its_block() -> None:
    def make() -> Iterator[int]:
        yield os.getpid()
        time.sleep(60)

    with run_beside(make) as values:
        copy = next(values)
        assert is_running(copy)
    assert not is_running(copy)


@pytest.mark.usefixtures("copies")
def test_a_copy_of_a_copy_leaves_the_others_alone() -> None:
    with (
        run_beside(lambda: islice(iter(int, 1), MANY)) as first,
        run_beside(lambda: run(lambda: run(identify))) as second,
    ):
        assert len(list(second)) == 1
        assert len(list(first)) == MANY


def test_nothing_is_copied_beside_another_thread() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert run(identify) == [os.getpid()]
    finally:
        stop.set()
        thread.join()


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_nothing_is_copied_on_other_systems(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", system)

    assert run(identify) == [os.getpid()]


@pytest.mark.usefixtures("copies")
def test_values_are_computed_here_if_there_is_no_room_for_a_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> int:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(os, "fork", fail)

    assert run(identify) == [os.getpid()]


@pytest.mark.usefixtures("copies")
def test_a_thread_that_can_pause_does_so_during_the_fork() -> None:
    events: list[str] = []

    @contextmanager
    def pause() -> Iterator[None]:
        events.append("paused")
        yield
        events.append("resumed")

    with pause_during_fork(pause):
        assert run(lambda: events[:]) == ["paused"]
    assert events == ["paused", "resumed"]
    run(identify)
    assert events == ["paused", "resumed"]


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_copy_ends_with_the_program(how: signal.Signals) -> None:
    """Even if the program is killed while the copy computes, and nothing is printed twice."""
    code = (
        "import os, sys, time; from letterbook import cli; from letterbook.processes import run_beside\n"
        "def make(): yield os.getpid(); time.sleep(60)\n"
        "cli._end_in_order()\n"
        "sys.stdout.write('once ')\n"
        "with run_beside(make) as values: print(next(values), flush=True); list(values)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        once, number = process.stdout.readline().split()
        assert once == "once"
        assert int(number) != process.pid
        process.send_signal(how)
        process.wait()
    wait_for(lambda: not is_running(int(number)))


@pytest.mark.usefixtures("copies")
def test_the_processor_time_of_a_copy_counts_once_its_values_are_taken() -> None:
    def work() -> Iterator[str]:
        start = time.process_time()
        while time.process_time() < start + 0.5:
            pass
        yield "half a second"

    before = processes.read_processor_time()
    with run_beside(work) as values:
        next(values)
        taken = processes.read_processor_time() - before
        assert taken > 0.4
    assert processes.read_processor_time() - before < taken + 0.4, "and only once"


@pytest.mark.usefixtures("copies")
def test_the_peak_memory_is_that_of_the_largest_process_a_copy_or_this_one() -> None:
    def fill(size: int) -> Iterator[int]:
        yield len(b"x" * size)

    for use in (lambda size: run(lambda: fill(size)), lambda size: list(fill(size))):
        size = processes.read_peak_memory() + 100_000_000
        assert use(size) == [size]
        assert size < processes.read_peak_memory() < 2 * size


def test_macos_counts_memory_in_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    kilobytes = processes.read_peak_memory() / 1024
    monkeypatch.setattr(sys, "platform", "darwin")
    assert processes.read_peak_memory() == pytest.approx(kilobytes, rel=0.1)


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until a condition holds; 30 seconds at most."""
    for _ in range(3000):
        if condition():
            return
        time.sleep(0.01)
    pytest.fail("nothing happened for 30 seconds")


def test_processors_are_counted() -> None:
    assert 1 <= processes.count_processors() <= 8
