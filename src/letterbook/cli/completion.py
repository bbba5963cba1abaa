"""Completion of rule names, register ids and letters in the shell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from letterbook import rules
from letterbook.ingest import corpus

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def complete_rules(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the name of a rule, with its first line as help."""
    return [
        CompletionItem(rule.slug, help=rule.summary)
        for rule in rules.list_rules()
        if rule.slug.startswith(incomplete.lower())
    ]


def complete_letters(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete a letter by the name of its file, `al-xaa-3-2024`, or by that name without the type."""
    folder = (context.params.get("data") or Path("data")) / "letters"
    slugs = sorted(path.stem for path in folder.rglob("*.md") if "." not in path.stem)
    wanted = incomplete.lower()
    return [
        CompletionItem(name)
        for slug in slugs
        for name in (slug, slug.partition("-")[2])
        if name.startswith(wanted) and (name == slug or wanted)
    ]


def complete_ids(register: str) -> Completer:
    """Return a completer of the ids in a register (`recipients`, `mandates`) of the record that --data names."""

    def complete(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
        try:
            registers, _ = corpus.load_registers(context.params.get("data") or Path("data"))
        except OSError:  # a shell that completes has nowhere to report it
            return []
        entries = getattr(registers, register)
        return [
            CompletionItem(id_, help=next((text for _, text in entry.name), ""))
            for id_, entry in sorted(entries.items())
            if id_.startswith(incomplete.lower())
        ]

    return complete
