"""Makes the files from which a text editor learns the fields of the record and the ids of its registers.

Both the schemas of front matter and the snippets list ids, some of which only withheld letters use. So git ignores the
files, and no output of a site has them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import PurePosixPath

from letterbook.model.documented_tables import RECORD_TABLES
from letterbook.model.policy import Policy
from letterbook.model.registers import Registers
from letterbook.model.schema import Words
from letterbook.model.schema.render import RegisterIds, render_json_schema, render_register_schema

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The newest dialect that text editors support in full. The schemas use no word that it lacks."""
SCHEMAS = PurePosixPath(".letterbook/schemas")
SNIPPETS = PurePosixPath(".vscode/letterbook.code-snippets")
"""Both are ignored by git, and `.vscode/settings.json` names the former."""


def render_completions(registers: Registers, policy: Policy | None) -> dict[PurePosixPath, bytes]:
    """Return the schema of each kind of file and the snippets, by their paths beside the folder of the record."""
    ids = list_ids(registers, policy)
    files: dict[PurePosixPath, object] = {}
    for each in RECORD_TABLES:
        schema = (
            render_register_schema(each.cls, f"{each.title} register")
            if each.register
            else render_json_schema(each.cls, each.title, ids=ids)
        )
        files[SCHEMAS / f"{each.register or each.name}.schema.json"] = schema | {"$schema": DIALECT}
    files[SNIPPETS] = dict(_list_snippets(registers))
    return {path: (json.dumps(each, ensure_ascii=False, indent=1) + "\n").encode() for path, each in files.items()}


def list_ids(registers: Registers, policy: Policy | None) -> RegisterIds:
    """Return the ids of each register and of the policy's reasons, each with the name that an editor knows it by."""
    ids = {
        register.name: {id_: _find_name(entry) for id_, entry in sorted(getattr(registers, register.name).items())}
        for register in fields(registers)
    }
    reasons = {each.id: each.text.in_language("en") for each in policy.reasons} if policy else {}
    return {**ids, "reasons": reasons}


def _find_name(entry: object) -> str:
    name: Words = getattr(entry, "name", None) or getattr(entry, "title")  # noqa: B009 - groups and instruments
    return name.in_language("en")


def _list_snippets(registers: Registers) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield a snippet for each id, which VS Code offers for the id and for every name of its entry."""
    names: dict[tuple[str, str], list[str]] = {}
    for register, known in registers.find_known_ids({}).names.items():
        for name, id_ in known.items():
            names.setdefault((register, id_), [id_]).append(name)
    ids = list_ids(registers, None)
    for (register, id_), prefixes in names.items():
        kind = register.removesuffix("s")
        yield (
            f"{kind} {id_}",
            {
                "scope": "markdown,yaml",  # VS Code takes front matter for YAML
                "prefix": list(dict.fromkeys(prefixes)),
                "body": id_,
                "description": f"{kind}: {ids[register][id_]}",
            },
        )
