"""The checks of JavaScript: `scripts/test` runs them, and they fail where they should."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from .small_project import TOP

TOOLS = Path("tests/tools/node_modules")
SCRIPT = (TOP / "scripts/test").read_text(encoding="utf-8")
CHECKS = dict(re.findall(r"^  check '(eslint|tsc)' \$tools/(.+)$", SCRIPT, re.MULTILINE))
"""The command of each check, as the script has it."""
FAULTS = """\
import { isOpen } from "./query.js";
var late = 1;
let fixed = 2;
export const twice = (value) => value == late ? fixed : undefined;
/** @type {number} */
export const count = "three";
"""

pytestmark = pytest.mark.skipif(
    not (TOP / TOOLS / ".bin/tsc").exists(), reason="no ESLint or TypeScript: ./scripts/test installs them where npm is"
)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The project's scripts and the tools that check them, with a faulty script beside them."""
    shutil.copytree(TOP / "docs/assets", tmp_path / "docs/assets")
    shutil.copytree(TOP / "tests/tools", tmp_path / "tests/tools", ignore=shutil.ignore_patterns("node_modules"))
    (tmp_path / TOOLS).symlink_to(TOP / TOOLS, target_is_directory=True)
    faulty = f"{FAULTS}// {'A long line. ' * 10}\n"
    (tmp_path / "docs/assets/search/faulty.js").write_text(faulty, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("check", "faults"),
    [
        ("eslint", {"eqeqeq", "max-len", "no-unused-vars", "no-var", "prefer-const"}),
        ("tsc", {"TS2322", "TS6133", "TS7006"}),
    ],
)
def test_a_faulty_script_fails_the_check(copied: Path, check: str, faults: set[str]) -> None:
    """Every fault is reported, and nothing else: the other scripts have none."""
    program, *arguments = CHECKS[check].split()
    done = subprocess.run([TOOLS / program, *arguments], cwd=copied, capture_output=True, text=True, check=False)
    assert done.returncode
    assert set(re.findall(r"(?<=  )[a-z-]+$|\bTS\d+\b", done.stdout, re.MULTILINE)) == faults, done.stdout
    assert set(re.findall(r"[\w-]+\.js\b", done.stdout)) == {"faulty.js"}
