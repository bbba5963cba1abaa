"""The `letterbook` command line. An edge: it reads the clock, prints and exits."""

from __future__ import annotations

import signal
import sys
import threading
from typing import Any

import click

from letterbook import __version__
from letterbook.cli.lazy_group import LazyGroup
from letterbook.output_encoding import escape_unencodable_output

_COMMANDS = {
    "attach": ("letterbook.cli.attach:attach", "Attach a PDF to a letter or response."),
    "audit": (
        "letterbook.cli.audit:audit",
        "Search a finished site for anything the record withholds, and for the names on the confidential list.",
    ),
    "build": ("letterbook.cli.build:build", "Check the record and build a site of everything that is public."),
    "check": ("letterbook.cli.check:check", "Report every problem in the record."),
    "cite": (
        "letterbook.cli.cite:cite",
        "Find the citations of international law in each FILE, or in standard input, and say what each one means.",
    ),
    "correct": (
        "letterbook.cli.correct:correct",
        "Record a correction of a public letter or response, before you correct its text.",
    ),
    "explain": ("letterbook.cli.explain:explain", "Explain a rule: what it checks, why, an example and the fix."),
    "find": ("letterbook.cli.find:find", "Find register ids, letters and responses by their names."),
    "import": (
        "letterbook.cli.import_:import_",
        "Import letters or responses: turn each FILE into a file of the record.",
    ),
    "init": ("letterbook.cli.init:init", "Create a record of your own in the new folder DIR."),
    "new": ("letterbook.cli.new:new", "Start a letter: write a file with every field."),
    "report": (
        "letterbook.cli.report:report",
        "Write the report to the Human Rights Council for a PERIOD in policy.yml, or for other periods.",
    ),
    "respond": ("letterbook.cli.respond:respond", "Add a response to a letter."),
    "schemas": (
        "letterbook.cli.schemas:schemas",
        "Write schemas and snippets that let a text editor complete fields and register ids.",
    ),
    "serve": (
        "letterbook.cli.serve:serve",
        "Build the site, serve it on this machine only, and rebuild it after every change.",
    ),
    "status": (
        "letterbook.cli.status:status",
        "Show what is due or missing: releases, responses, reviews of holds, and gaps.",
    ),
    "translate": ("letterbook.cli.translate:translate", "Add a translation of a letter or response."),
    "watch": ("letterbook.cli.watch:watch", "Check that the live site at URL is up to date."),
}
"""Each command's place and the first sentence of its help, so that help and completion import none of them."""
_COMPLETION = """
\b
Completion of commands, options, rules, register ids and letters in your shell:
  bash  eval "$(_LETTERBOOK_COMPLETE=bash_source letterbook)"
  zsh   eval "$(_LETTERBOOK_COMPLETE=zsh_source letterbook)"
  fish  _LETTERBOOK_COMPLETE=fish_source letterbook | source
"""


class _Program(LazyGroup):
    """The whole command line. It prepares the output before anything, such as help, is printed."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        escape_unencodable_output()
        _end_in_order()
        return super().main(*args, **kwargs)


def _end_in_order() -> None:
    """Let the program remove its temporary folders when it is asked to end, as it does when interrupted."""

    def end(number: int, _: object) -> None:
        sys.exit(128 + number)

    if threading.current_thread() is threading.main_thread():
        for each in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
            signal.signal(each, end)


@click.group(
    cls=_Program,
    lazy_commands=_COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_COMPLETION,
)
@click.version_option(__version__, "-V", "--version", prog_name="letterbook")
def main() -> None:
    """Build a public, searchable site from a directory of letters, each published on its release date."""


@main.command("help")
@click.argument("name", metavar="[COMMAND]", required=False)
@click.pass_context
def help_(context: click.Context, name: str | None) -> None:
    """Show this help, or that of a command."""
    parent = context.parent
    assert parent is not None
    if name is None:
        click.echo(parent.get_help())
        return
    if name not in main.commands:
        raise click.UsageError(f"no such command {name!r}; there are: {', '.join(main.list_commands(context))}")
    command = main.load_command(name)
    with click.Context(command, info_name=name, parent=parent) as of_command:
        click.echo(command.get_help(of_command))
