"""The table of outputs is complete, and true of what each of them makes."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

import pytest

from letterbook import outputs
from letterbook.cache import Cache
from letterbook.ingest.corpus import load
from letterbook.outputs import table
from letterbook.outputs.table import (
    CSV,
    DOCX,
    GZIP,
    HTML,
    JSON,
    MARKDOWN,
    OUTPUTS,
    PDF,
    SQLITE,
    STREAM_OUTPUTS,
    TEXT,
    XML,
    Output,
    StreamOutput,
    Turn,
)
from letterbook.release import release
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile, Page
from sites import site_of
from workspaces import PROJECT

MEDIA_TYPES = {
    ".html": HTML,
    ".pdf": PDF,
    ".json": JSON,
    ".csv": CSV,
    ".xml": XML,
    ".txt": TEXT,
    ".md": MARKDOWN,
    ".gz": GZIP,
    ".sqlite": SQLITE,
    ".docx": DOCX,
}
ROWS: tuple[Output | StreamOutput, ...] = (*OUTPUTS, *STREAM_OUTPUTS)


@pytest.fixture(scope="module")
def site() -> Site:
    """The shipped record, on a day on which it has something for every output."""
    record = load(PROJECT / "data").corpus
    assert record is not None
    return site_of(release(record, dt.datetime(2026, 11, 20, tzinfo=dt.UTC)))


def function_of(row: Output | StreamOutput) -> str:
    return (row.render if isinstance(row, Output) else row.append).__module__


def media_types(made: Iterable[Page | OutputFile]) -> Iterator[str]:
    for each in made:
        yield HTML if isinstance(each, Page) else MEDIA_TYPES[PurePosixPath(each.path).suffix]


OF_THE_TABLE = ("__init__", "table")


def test_every_module_has_one_row() -> None:
    folder = Path(str(outputs.__file__)).parent
    modules = {f"letterbook.outputs.{each.stem}" for each in folder.glob("*.py") if each.stem not in OF_THE_TABLE}
    assert sorted(map(function_of, ROWS)) == sorted(modules)
    assert len({each.name for each in ROWS}) == len(ROWS)


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda each: each.name)
def test_an_output_makes_files_of_its_media_types(output: Output, site: Site) -> None:
    assert set(media_types(output.render(site))) == set(output.media_types)


@pytest.mark.parametrize("output", STREAM_OUTPUTS, ids=lambda each: each.name)
def test_a_stream_output_passes_everything_on_and_adds_its_own_files(output: StreamOutput, site: Site) -> None:
    given: list[Page | OutputFile] = [Page("a/", "page-1", {}), OutputFile("b.txt", b"")]
    passed = list(output.append(site, given))
    assert passed[: len(given)] == given
    assert set(media_types(passed[len(given) :])) == set(output.media_types)


@pytest.mark.usefixtures("copies")
def test_outputs_are_made_in_turn_and_in_several_processes(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def report(name: str, _: object = None) -> Iterator[OutputFile]:
        yield OutputFile(name, str(os.getpid()).encode())

    rows = [replace(each, render=partial(report, each.name)) for each in OUTPUTS]
    monkeypatch.setattr(table, "OUTPUTS", rows)
    monkeypatch.setattr(table, "STREAM_OUTPUTS", ())
    steps: list[str] = []
    several = replace(site, cache=Cache(processes=2))
    files = list(table.render_outputs(several, report("search"), steps.append))
    processes = {each.path: each.content for each in files if isinstance(each, OutputFile)}
    beside = {processes[each.name] for each in OUTPUTS if each.turn is Turn.BESIDE}

    assert list(processes) == [*(each.name for each in OUTPUTS), "search"]
    assert steps[: len(files)] == [f"writing {each}" for each in processes]
    assert {processes[each.name] for each in OUTPUTS if each.turn is not Turn.BESIDE} == {str(os.getpid()).encode()}
    assert len(beside | {processes["search"], processes["letters"]}) == 3


def test_each_path_is_made_by_one_output(site: Site) -> None:
    paths = [
        each.address if isinstance(each, Page) else each.path for output in OUTPUTS for each in output.render(site)
    ]
    assert len(paths) == len(set(paths))
