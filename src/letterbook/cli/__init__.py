"""The command line, `letterbook build` and the others. An edge: it reads the clock, prints and exits."""

from __future__ import annotations

import click

from letterbook import __version__
from letterbook.cli.build import audit, build
from letterbook.cli.check import check, explain
from letterbook.cli.cite import cite
from letterbook.cli.init import init
from letterbook.cli.new import new
from letterbook.cli.watch import watch


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="letterbook")
def main() -> None:
    """A directory of letters becomes a public site, each letter released on its day."""


for command in (build, audit, check, explain, cite, watch, new, init):
    main.add_command(command)
