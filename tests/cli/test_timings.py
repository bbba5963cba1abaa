"""`letterbook build --timings`."""

from __future__ import annotations

import re

import pytest

from letterbook.outputs.table import OUTPUTS
from letterbook.processes import read_peak_memory
from workspaces import Workspace

_LINE = re.compile(r"(?P<step>.+?) +(?P<seconds>[0-9]+\.[0-9]{2}) +(?P<processor>[0-9]+\.[0-9]{2})")


def read_table(output: str) -> dict[str, float]:
    """The seconds of each step."""
    rows = (_LINE.fullmatch(each) for each in output.splitlines())
    return {row["step"]: float(row["seconds"]) for row in rows if row}


def test_every_step_and_every_output_has_its_line_and_they_add_up(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    seconds = read_table(workspace.build("--timings").output)

    steps = ["reading", "checking", "releasing", "rendering the theme", "writing search", "scanning for leaks"]
    assert {*steps, *(f"writing {each.name}" for each in OUTPUTS)} < seconds.keys()
    total = seconds.pop("total")
    assert sum(seconds.values()) - 0.3 < total < sum(seconds.values()) + 0.3  # each line is rounded


def test_the_table_ends_with_the_peak_memory_of_the_largest_process(workspace: Workspace) -> None:
    workspace.letter("AL XAA 1/2021", "2021-03-12")
    last = workspace.build("--timings").output.splitlines()[-1]

    name, megabytes = last.rsplit(maxsplit=1)
    assert name == "largest process, MB"
    assert int(megabytes) == pytest.approx(read_peak_memory() / 1024**2, abs=1)


def test_without_the_option_nothing_is_timed(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    output = workspace.build().output
    assert read_table(output) == {}
    assert "largest process" not in output
