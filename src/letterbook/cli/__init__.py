"""The `letterbook` command line. An edge: it reads the clock, prints and exits."""

from __future__ import annotations

import signal
import sys
import threading
from typing import Any

import click

from letterbook import __version__
from letterbook.cli.audit import audit
from letterbook.cli.build import build
from letterbook.cli.check import check
from letterbook.cli.cite import cite
from letterbook.cli.explain import explain
from letterbook.cli.import_ import import_
from letterbook.cli.init import init
from letterbook.cli.new import new
from letterbook.cli.watch import watch
from letterbook.output_encoding import escape_unencodable_output

_COMPLETION = """
\b
Completion of commands, options, rules and register ids in your shell:
  bash  eval "$(_LETTERBOOK_COMPLETE=bash_source letterbook)"
  zsh   eval "$(_LETTERBOOK_COMPLETE=zsh_source letterbook)"
  fish  _LETTERBOOK_COMPLETE=fish_source letterbook | source
"""


class _Program(click.Group):
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


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"]}, epilog=_COMPLETION)
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
    command = main.get_command(context, name)
    if command is None:
        raise click.UsageError(f"no such command {name!r}; there are: {', '.join(main.list_commands(context))}")
    with click.Context(command, info_name=name, parent=parent) as of_command:
        click.echo(command.get_help(of_command))


for command in (build, audit, check, explain, cite, watch, new, import_, init):
    main.add_command(command)
