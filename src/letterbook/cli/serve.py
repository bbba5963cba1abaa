"""`letterbook serve`: serves the site on this machine to the editors of the record."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from letterbook.cli.options import (
    FAULTS,
    as_of_option,
    config_file_option,
    data_option,
    exit_on_failure,
    parse_moment,
    read_confidential_names,
)
from letterbook.ingest.corpus import load_policy
from letterbook.serving.serve import FirstBuildFailed
from letterbook.serving.serve import serve as serve_site
from letterbook.serving.server import PortUnavailable
from letterbook.serving.whole_site import BuildOptions


@click.command()
@data_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port of the server; 0 means any free port.",
)
@as_of_option
@click.option("--preview", is_flag=True, help="Allow a WHEN in the future, to see letters that are still withheld.")
@click.option("--engine", type=click.Choice(["mkdocs", "properdocs"]), default="mkdocs", show_default=True)
@config_file_option
def serve(data: Path, port: int, as_of: str | None, preview: bool, engine: str, config_file: Path) -> None:
    """Build the site, serve it on this machine only, and rebuild it after every change.

    A saved letter is shown at once; the rest of the site is rebuilt in the background. Errors are shown in the terminal
    and above the page. Nothing is published, and site/ stays as it is.
    """
    now = dt.datetime.now(dt.UTC)
    if not data.is_dir():
        raise click.UsageError(f"there is no record in {data}; use --data to name its folder")
    policy = load_policy(data)
    moment = parse_moment(as_of, policy.time_zone if policy else "UTC") if as_of else None
    if moment and moment > now and not preview:
        raise click.UsageError("--as-of is in the future; to see what is still withheld, add --preview")
    options = BuildOptions(
        data=data,
        config_file=config_file,
        confidential=read_confidential_names(data),
        engine=engine,
        as_of=moment,
        preview=preview,
        get_time=lambda: dt.datetime.now(dt.UTC),
    )
    with exit_on_failure("cannot serve", PortUnavailable):
        try:
            serve_site(options, port, click.echo)
        except KeyboardInterrupt:
            click.echo("Stopped.")
        except FirstBuildFailed as error:
            click.echo(f"Nothing to serve:\n{error}", err=True)
            sys.exit(FAULTS)
