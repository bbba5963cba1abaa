"""The command line, `letterbook build` and the others. An edge: it reads the clock, prints and exits."""

from __future__ import annotations

import click

from letterbook import __version__
from letterbook.cli.building import audit, build
from letterbook.cli.checking import check, explain
from letterbook.cli.citations import cite
from letterbook.cli.letters import new
from letterbook.cli.own_record import init
from letterbook.cli.watching import watch


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="letterbook")
def main() -> None:
    """A directory of letters becomes a public site, each letter released on its day."""


for command in (build, audit, check, explain, cite, watch, new, init):
    main.add_command(command)
