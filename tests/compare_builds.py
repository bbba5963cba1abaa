"""Builds a record with withheld things, and the public part of it alone, with whatever program is on the path.

`test_mutations` runs it in a process of its own for each broken program. Prints as JSON which rules the leak audit
found broken, and which files differ between the two builds.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

from click.testing import CliRunner

from letterbook import build
from letterbook.audit import LeaksFound
from letterbook.cache import Cache
from letterbook.cli import main
from letterbook.rules import check


def run(workspace: Path, record: str, site: Path, as_of: str) -> tuple[dict[str, bytes], set[str]]:
    """Build, and return the files with what was printed, and the rules that the leak audit found broken."""
    broken: set[str] = set()
    scan = build.scan_for_leaks

    def note_leaks(*arguments: Any) -> None:
        try:
            scan(*arguments)
        except LeaksFound as leaking:
            broken.update(each.rule for each in leaking.leaks)

    options = ["--config-file", str(workspace / "mkdocs.yml"), "--site-dir", str(site), "--as-of", as_of]
    with (
        patch.object(build, "scan_for_leaks", note_leaks),  # the build goes on, so that its files can be compared
        patch.object(check, "open_cache", lambda _: Cache()),  # neither build may know what the other computed
    ):
        result = CliRunner().invoke(main, ["build", "--data", str(workspace / record), *options])
    files = {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    return files | {"(printed)": f"{result.exit_code} {result.output}".encode()}, broken


if __name__ == "__main__":
    folder, site, as_of = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    all_files, found = run(folder, "all", site, as_of)
    public_files, _ = run(folder, "public", site, as_of)
    differing = sorted({path for path, _ in all_files.items() ^ public_files.items()})
    report = {"proof": sorted(found), "comparison": differing, "printed": all_files["(printed)"].decode()}
    sys.stdout.write(json.dumps(report))
