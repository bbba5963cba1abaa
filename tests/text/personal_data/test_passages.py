"""How many invented personal data are found, and how many passages that only look like them.

    FIX_CASES=1 ./scripts/test tests/text/personal_data

rewrites `found.txt`: what is found of each kind, and every passage that is missed or reported wrongly.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from letterbook.text.personal_data.detector import Kind
from letterbook.text.personal_data.find import find_personal_data

FOLDER = Path(__file__).parent
NONE = "none"


def list_passages() -> Iterator[tuple[str, str]]:
    """Yield each passage, after the kind that it should be reported as, or `none`."""
    kind = ""
    for line in (FOLDER / "passages.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            yield kind, line


def describe() -> str:
    total, right = Counter[str](), Counter[str]()
    wrong = []
    for meant, passage in list_passages():
        found = {str(each.kind) for each in find_personal_data(passage)} or {NONE}
        total[meant] += 1
        right[meant] += meant in found
        if found != {meant}:
            wrong.append(f"{meant}, found: {', '.join(sorted(found))}: {passage}")
    lines = [f"{kind}: {right[kind]} of {total[kind]}" for kind in total]
    return "\n".join([*lines, "", *wrong]) + "\n"


def test_what_is_found_is_as_expected() -> None:
    described = describe()
    if os.environ.get("FIX_CASES"):
        (FOLDER / "found.txt").write_text(described, encoding="utf-8")
    assert described == (FOLDER / "found.txt").read_text(encoding="utf-8")


def test_the_passages_are_of_every_kind() -> None:
    passages = list(list_passages())
    assert {kind for kind, _ in passages} == {*map(str, Kind), NONE}
    assert len([kind for kind, _ in passages if kind != NONE]) >= 150
