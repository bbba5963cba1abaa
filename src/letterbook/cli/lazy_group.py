"""A group of commands whose modules are imported only when one of them is run."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """A group that lists its commands by name and short help, and imports the module of the one that is run.

    `lazy_commands` gives, for each command's name, `module:attribute` and the first sentence of its help. Help and
    completion of the group itself need no more than that.
    Source: https://click.palletsprojects.com/en/stable/complex/#lazily-loading-subcommands, whose group imports every
    command to show its help.
    """

    def __init__(self, *args: Any, lazy_commands: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._places = {name: place for name, (place, _) in lazy_commands.items()}
        for name, (_, short_help) in lazy_commands.items():
            self.add_command(click.Command(name, short_help=short_help))

    def load_command(self, name: str) -> click.Command:
        """Return a command ready to run, after importing its module if it has one of its own."""
        if name not in self._places:
            return self.commands[name]
        module, attribute = self._places[name].split(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name, ready to run, and the arguments left for it."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, self.load_command(name) if name is not None else command, rest
