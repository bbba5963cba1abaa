"""The values of a YAML file as the reader takes them, in which every scalar is a text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from letterbook.editing.yaml_text import Value, write_scalar
from letterbook.ingest.front_matter import Node, ScalarNode, SequenceNode
from letterbook.text.normalize import compose


def read_tree(node: Node | None) -> Any:
    """Return the values that were read, as dictionaries, lists and texts."""
    if isinstance(node, ScalarNode):
        return node.text
    if isinstance(node, SequenceNode):
        return [read_tree(each) for each in node.items]
    return {each.key: read_tree(each.value) for each in node.entries} if node is not None else {}


def expect_tree(value: Value) -> Any:
    """Return a value as `read_tree` returns it once it has been written."""
    if isinstance(value, Mapping):
        return {name: expect_tree(inner) for name, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [expect_tree(each) for each in value]
    return compose(value if isinstance(value, str) else write_scalar(value))


def guess_types(tree: Any) -> Any:
    """Return values that were read with numbers, dates and truth values among them, so that they are written without
    quotation marks."""
    if isinstance(tree, Mapping):
        return {name: guess_types(inner) for name, inner in tree.items()}
    if isinstance(tree, list):
        return [guess_types(each) for each in tree]
    if tree in ("true", "false"):
        return tree == "true"
    if re.fullmatch("[1-9][0-9]{0,8}|0", tree):
        return int(tree)
    try:
        return dt.date.fromisoformat(tree) if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", tree) else tree
    except ValueError:
        return tree


def put_value(tree: Any, steps: Sequence[str | int], value: Any) -> None:
    """Set the value at a path of a tree; a number one past the end of a list adds an item."""
    for step in steps[:-1]:
        tree = tree[step]
    if isinstance(tree, list) and steps[-1] == len(tree):
        tree.append(value)
    else:
        tree[steps[-1]] = value
