"""What the cache promises: the same values, from the disk, from this process or from others."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath

import pytest

import cached_tasks
from letterbook.cache import Cache, Task, hash_record, pack_value, unpack_value

NUMBERS = range(1000)
MEGABYTE = 1 << 20
MANY_MEGABYTES = 100


SQUARES = Task(name="squares", prepare=partial(cached_tasks.prepare_powers, 2), identity=b"2")
NEVER = Task(name="squares", prepare=partial(cached_tasks.prepare_failure, 2), identity=b"2")


pytestmark = pytest.mark.usefixtures("copies")


@pytest.mark.parametrize("processes", [1, 2, 8])
def test_values_are_in_order_with_any_number_of_processes(processes: int, tmp_path: Path) -> None:
    cache = Cache(tmp_path, processes)

    found = list(cache.compute(SQUARES, ((str(each).encode(), each) for each in NUMBERS)))

    assert found == [str(each**2).encode() for each in NUMBERS]
    assert cache.get("half", "999") == b"half"  # what was put in another process is here


@pytest.mark.parametrize("processes", [1, 2])
def test_nothing_is_computed_twice(processes: int, tmp_path: Path) -> None:
    cache = Cache(tmp_path, processes)
    first = list(cache.compute(SQUARES, ((str(each).encode(), each) for each in NUMBERS)))
    cache.finish()

    again = list(Cache(tmp_path, processes).compute(NEVER, ((str(each).encode(), each) for each in NUMBERS)))

    assert again == first


def test_other_settings_have_other_values(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cubes = Task(name="squares", prepare=partial(cached_tasks.prepare_powers, 3), identity=b"3")

    assert list(cache.compute(SQUARES, [(b"2", 2)])) == [b"4"]
    assert list(cache.compute(cubes, [(b"2", 2)])) == [b"8"]


def test_another_program_has_other_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path)
    cache.put(b"old", "name", "part")
    cache.save()
    monkeypatch.setattr("letterbook.cache.cache.identify_program", lambda: b"another")

    assert Cache(tmp_path).get("name", "part") is None


def test_nothing_is_kept_if_the_program_changes_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path)
    cache.put(b"old", "name", "part")
    monkeypatch.setattr("letterbook.cache.cache.hash_program", lambda: b"changed")
    cache.save()

    assert Cache(tmp_path).get("name", "part") is None


def test_what_a_build_does_not_use_is_removed(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(b"1", "name", "one")
    cache.put(b"2", "name", "two")
    cache.save()

    next_build = Cache(tmp_path)
    assert next_build.get("name", "one") == b"1"
    next_build.finish()

    assert Cache(tmp_path).get("name", "one") == b"1"
    assert Cache(tmp_path).get("name", "two") is None


def test_the_inputs_of_processes_that_die_are_computed_here(tmp_path: Path) -> None:
    task = Task(name="own", prepare=partial(cached_tasks.prepare_in_own_process, os.getpid()), identity=b"")

    found = list(Cache(tmp_path, 2).compute(task, ((str(each).encode(), each) for each in NUMBERS)))

    assert found == [str(each).encode() for each in NUMBERS]


def test_many_values_are_computed_in_other_processes(tmp_path: Path) -> None:
    task = Task(name="who", prepare=partial(cached_tasks.prepare_identity, None), identity=b"")

    found = set(Cache(tmp_path, 2).compute(task, ((str(each).encode(), each) for each in NUMBERS)))

    assert len(found) == 2
    assert str(os.getpid()).encode() not in found


def test_few_values_are_computed_here(tmp_path: Path) -> None:
    task = Task(name="who", prepare=partial(cached_tasks.prepare_identity, None), identity=b"")

    assert list(Cache(tmp_path, 2).compute(task, [(b"1", 1)])) == [str(os.getpid()).encode()]


def test_what_a_copy_of_the_process_computes_is_kept_on_the_disk_and_takes_no_memory(tmp_path: Path) -> None:
    values = [os.urandom(MEGABYTE) for _ in range(8)]
    cache = Cache(tmp_path, 2)

    def put_much() -> Iterator[int]:
        before = read_memory()
        for number in range(MANY_MEGABYTES):
            cache.put(values[number % len(values)] + str(number).encode(), "name", str(number), compress=False)
        yield read_memory() - before

    with cache.run_beside(put_much) as found:
        (taken,) = found
    assert taken < MANY_MEGABYTES * MEGABYTE // 4
    cache.finish()
    cache = Cache(tmp_path)
    for number in range(MANY_MEGABYTES):
        value = cache.get("name", str(number))
        assert value == values[number % len(values)] + str(number).encode()


def read_memory() -> int:
    """Return how many bytes of memory this process has."""
    pages = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def test_an_error_in_another_process_is_raised_here(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="0 was computed"):
        list(Cache(tmp_path, 2).compute(NEVER, ((str(each).encode(), each) for each in NUMBERS)))


def test_values_are_written_as_plain_data() -> None:
    value = ["é\ud800", 1, None, True, {"a": [["b"]]}]

    assert unpack_value(pack_value(value)) == value


@dataclass(frozen=True, slots=True)
class Name:
    first: str
    last: str = field(default="", repr=False, compare=False)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("a", "b"), ("ab",)),
        (("a", ("b", "c")), (("a", "b"), "c")),
        ("1", 1),
        (1, True),
        (None, "None"),
        (dt.date(2024, 1, 1), "2024-01-01"),
        (PurePosixPath("a"), "a"),
        (Name("a", "b"), Name("a", "c")),
        ({"a": "b", "c": "d"}, {"a": "b"}),
        ([], ()),
        (frozenset({"a"}), ("a",)),
    ],
)
def test_different_records_have_different_checksums(one: object, two: object) -> None:
    assert hash_record(one) != hash_record(two)


def test_the_order_of_a_set_does_not_matter() -> None:
    names = [str(each) for each in NUMBERS]

    assert hash_record(frozenset(names)) == hash_record(frozenset(reversed(names)))


def test_a_value_whose_parts_are_not_known_has_no_checksum() -> None:
    with pytest.raises(TypeError, match="object"):
        hash_record(object())


def test_a_value_is_kept_with_the_one_that_was_made_from_it(tmp_path: Path) -> None:
    """The keys that a block used are listed, and count as used where only the other value is asked for."""
    cache = Cache(tmp_path)
    cache.put(b"earlier", "name", "earlier")
    with cache.list_used() as used:
        cache.put(b"part", "name", "part", compress=False)
    assert len(used) == 1
    cache.finish()
    for expected in (b"part", None):
        cache = Cache(tmp_path)
        if expected:
            cache.use(used)
        cache.finish()
        assert Cache(tmp_path).get("name", "part") == expected
    assert Cache(tmp_path).get("name", "earlier") is None
