"""The scripts of the search are joined into one, and lose nothing but comments."""

from __future__ import annotations

from pathlib import Path

from letterbook.search.assets import join_modules, strip_comments


def test_only_comments_with_lines_of_their_own_are_left_out() -> None:
    script = """\
/*! Copyright of somebody */
/**
 * What it does.
 */
function f() { // why
  // how
  const url = "https://letters.example/"; /** @type {string} */ (url);
  /** @type {string} */ (url).trim();
  return /[/*]x/;
}
"""
    assert strip_comments(script).splitlines() == [
        "/*! Copyright of somebody */",
        "function f() { // why",
        '  const url = "https://letters.example/"; /** @type {string} */ (url);',
        "  /** @type {string} */ (url).trim();",
        "  return /[/*]x/;",
        "}",
    ]


def test_modules_are_joined_each_after_those_that_it_imports(tmp_path: Path) -> None:
    """With names of their own, although two have the same."""
    (tmp_path / "one.js").write_text('import { two } from "./two-b.js";\nconst read = 1;\nconsole.log(read + two);\n')
    (tmp_path / "two-b.js").write_text("const read = 2;\nexport const two = read;\nexport async function f() {}\n")
    assert join_modules(tmp_path, "one.js") == (
        "const two_b_js = (() => {\n"
        "const read = 2;\nconst two = read;\nasync function f() {}\nreturn { two, f };\n})();\n"
        "const one_js = (() => {\n"
        "const { two } = two_b_js;\nconst read = 1;\nconsole.log(read + two);\nreturn {  };\n})();\n"
    )
