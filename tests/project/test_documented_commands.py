"""Every command is in the documentation, and so is every option of those that write to the record."""

from __future__ import annotations

import re

import click
import pytest

from letterbook.cli import main
from workspaces import PROJECT

PAGES = [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md"))]
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in PAGES)
EDITORS = (PROJECT / "docs/editors.md").read_text(encoding="utf-8")
COMMANDS = sorted(set(main.commands) - {"help"})
WRITERS = ("attach", "correct", "import", "new", "respond", "translate")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_documentation(name: str) -> None:
    assert re.search(rf"letterbook {name}\b", TEXT)


@pytest.mark.parametrize("name", WRITERS)
def test_every_option_of_a_command_that_writes_is_on_the_page_for_editors(name: str) -> None:
    options = [each.opts[-1] for each in main.load_command(name).params if isinstance(each, click.Option)]
    assert options
    assert [each for each in options if not re.search(rf"{re.escape(each)}\b", EDITORS)] == []


@pytest.mark.parametrize("name", WRITERS)
def test_every_example_of_a_command_that_writes_has_options_that_it_knows(name: str) -> None:
    known = {each for parameter in main.load_command(name).params for each in parameter.opts}
    for line in re.findall(rf"letterbook {name} [^\n`]*", EDITORS):
        assert set(re.findall(r"(?<= )--[a-z-]+", line.partition("#")[0])) <= known
