"""`letterbook explain`: what each rule of the record checks, and why."""

from __future__ import annotations

import click

from letterbook import rules
from letterbook.cli.completion import complete_rules
from letterbook.cli.options import use_colour
from letterbook.model.schema.known_ids import find_nearest
from letterbook.rules.diagnostics import as_styled


@click.command()
@click.argument("slug", metavar="[RULE]", required=False, shell_complete=complete_rules)
def explain(slug: str | None) -> None:
    """Explain a rule: what it checks, why, an example and the fix. Without RULE, list all rules."""
    found = {rule.slug: rule for rule in rules.list_rules()}
    if slug is None:
        width = max(map(len, found))
        for rule in found.values():
            click.echo(f"{rule.slug:{width}}  {rule.severity:7}  {rule.summary}")
        return
    rule_found = found.get(slug.lower().replace("_", "-"))
    if rule_found is None:
        meant = find_nearest(slug, {name: name for name in found})
        hint = f"did you mean {meant}? " if meant else ""
        raise click.UsageError(f"there is no rule {slug!r}; {hint}`letterbook explain` lists them all")
    styled = as_styled(rule_found.slug, rule_found.severity, colour=use_colour())
    click.echo(f"{styled} ({rule_found.severity})\n\n{rule_found.text}")
