"""Help and completion import no command, and list each with the first sentence of its own help."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from letterbook.cli import main

LAZY = [name for name in main.commands if name != "help"]


@pytest.mark.parametrize("name", LAZY)
def test_the_list_of_commands_has_the_first_sentence_of_each_commands_help(name: str) -> None:
    own = main.load_command(name).help
    assert own is not None

    sentence = own.split("\n\n")[0].replace("\n", " ").split(". ")[0].rstrip(".") + "."
    assert main.commands[name].short_help == sentence


@pytest.mark.parametrize("name", LAZY)
def test_a_command_is_loaded_under_its_name(name: str) -> None:
    assert main.load_command(name).name == name


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (["--help"], {}),
        (["--version"], {}),
        ([], {"_LETTERBOOK_COMPLETE": "bash_complete", "COMP_WORDS": "letterbook i", "COMP_CWORD": "1"}),
    ],
    ids=["help", "version", "completion"],
)
def test_no_command_is_imported_to_list_them(arguments: list[str], environment: dict[str, str]) -> None:
    program = (
        "import sys; from letterbook.cli import main\n"
        "try: main(sys.argv[1:], prog_name='letterbook')\n"
        "finally: print(sorted(each for each in sys.modules if each.startswith('letterbook.')), file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **environment},
    )
    assert run.stdout
    assert run.stderr.strip() == str(["letterbook.cli", "letterbook.cli.lazy_group", "letterbook.output_encoding"])


def test_an_unknown_command_is_wrong_use_and_a_near_miss_is_not_run() -> None:
    result = CliRunner().invoke(main, ["imports"])

    assert result.exit_code == 2
    assert "No such command 'imports'" in result.output
