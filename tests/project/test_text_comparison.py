r"""Texts are folded in one module; nowhere else does code about texts take digits or case as Python does.

`\d` and `isdigit` take the digits of every script, `lower` leaves accents and full width, `unicodedata` invites another
normal form. Elsewhere a text is folded first, and digits are `[0-9]`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "letterbook"
FOLDERS = ("audit", "citations", "rules", "search", "text")
METHODS = frozenset(["casefold", "isdecimal", "isdigit", "isnumeric", "lower"])
EXCEPTIONS = {
    "audit/decode.py": {"lower"},  # the suffix of a file name
    "rules/register_names.py": {"lower", "unicodedata"},  # the names of characters, for a message
    "cache/checksums.py": {"unicodedata"},  # the version of Unicode, on which what is kept depends
    "search/documents.py": {"lower"},  # a language tag
    "search/folding.py": {"casefold", "lower", "unicodedata"},  # writes the same folding in JavaScript
    "search/parts.py": {"lower"},  # the name of a file
    "search/text_words.py": {"lower"},  # stemmers take words in lower case with their accents
}
"""What a module uses for something else than folding a text."""


def list_modules() -> list[str]:
    own = (path.relative_to(PACKAGE).as_posix() for folder in FOLDERS for path in (PACKAGE / folder).rglob("*.py"))
    return sorted(each for each in own if each != "text/normalize.py")


def find_comparisons(tree: ast.AST) -> Iterator[str]:
    """Find the names of methods and modules that fold a text, and classes of digits in patterns."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in METHODS:
            yield node.func.attr
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name == "unicodedata")
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and r"\d" in node.value:
            yield r"\d"


@pytest.mark.parametrize("module", list_modules())
def test_texts_are_folded_in_one_module_only(module: str) -> None:
    found = set(find_comparisons(ast.parse((PACKAGE / module).read_text(encoding="utf-8"))))
    assert found == EXCEPTIONS.get(module, set())


def test_a_comparison_of_its_own_is_found() -> None:
    code = "import unicodedata\nif text.lower().isdigit() or re.match(r'\\d', text): pass\n"
    assert set(find_comparisons(ast.parse(code))) == {"unicodedata", "lower", "isdigit", r"\d"}
