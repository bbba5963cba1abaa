"""The examples of the CommonMark specification, which nobody here wrote."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SPECIFICATION = Path(__file__).parent / "tools" / "node_modules" / "commonmark-spec" / "spec.txt"
_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.DOTALL | re.MULTILINE)

needs_specification = pytest.mark.skipif(
    not SPECIFICATION.exists(), reason="no CommonMark specification: ./scripts/test installs it where npm is"
)


def list_examples() -> list[str]:
    """Return the Markdown of each example, or an empty list if the specification is not installed."""
    if not SPECIFICATION.exists():
        return []
    return [each.replace("→", "\t") for each in _EXAMPLE.findall(SPECIFICATION.read_text(encoding="utf-8"))]
