"""The ids that the registers define, and the id that an editor most likely meant."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """The ids of the registers and the other names an editor may use for them: register -> name -> id."""

    names: Mapping[str, Mapping[str, str]]

    def ids(self, register: str) -> frozenset[str]:
        """Return all ids of a register."""
        return frozenset(self.names.get(register, {}).values())


NOTHING_KNOWN = Known({})


def find_nearest(text: str, names: Mapping[str, str]) -> str:
    """Return the value whose name is most like `text`, or "" where no name is close."""
    folded = {name.casefold(): value for name, value in names.items()}
    found = difflib.get_close_matches(text.casefold(), folded, n=1, cutoff=0.75)
    return folded[found[0]] if found else ""
