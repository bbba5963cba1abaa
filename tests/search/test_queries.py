"""The queries of `queries.txt`, which is the list of what readers type and of what they get."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from search_index import Ask
from workspaces import Workspace

CASES = Path(__file__).with_name("queries.txt")
SHOWN = 3
INDENT = "    "


def write_answer(answer: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines on what a query finds."""
    for each in answer["cards"]:
        yield f"go to {each}"
    found = [each.removeprefix("communications/").rstrip("/") for each in answer["urls"]]
    first = f": {', '.join(found[:SHOWN])}{', …' if len(found) > SHOWN else ''}" if found else ""
    yield "nothing to search for" if answer["kind"] == "none" else f"{len(found)} found{first}"
    if answer["kind"] == "most" and found:
        yield "most of the words"
    for label, words in (("not found", answer["missing"]), ("also searched", answer["synonyms"])):
        if words:
            yield f"{label}: {', '.join(words)}"
    if answer["meant"]:
        yield f"did you mean {answer['meant']}"


def test_queries_find_what_the_list_says(ask: Ask, shipped_workspace: Workspace) -> None:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    queries = [each for each in lines if each and not each.startswith(("#", INDENT))]
    answers = ask("search", site=str(shipped_workspace.site), queries=queries)["answers"]
    found = dict(zip(queries, answers, strict=True))
    written: list[str] = []
    for line in lines:
        if line.startswith(INDENT):
            continue
        written.append(line)
        if line in found:
            written += [f"{INDENT}{each}" for each in write_answer(found[line])]
    if os.environ.get("FIX_CASES"):
        CASES.write_text("\n".join([*written, ""]), encoding="utf-8")
        pytest.skip("queries.txt is rewritten: review the changes")
    assert written == lines
