"""Builds a record with a pile of withheld things, and what is public of it alone, by whatever program is on the path.

Run by `test_mutations`, in a process of its own for each broken program. Prints, as JSON, which rules of the proof were
broken, and what differs between the two builds.
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
from letterbook.cli import main


def run(workspace: Path, record: str, site: Path, at: str) -> tuple[dict[str, bytes], set[str]]:
    """The files of a build, by what it would have printed, too; and the rules that its proof found broken."""
    broken: set[str] = set()
    scan = build.scan_for_leaks

    def note_leaks(*arguments: Any) -> None:
        try:
            scan(*arguments)
        except LeaksFound as leaking:
            broken.update(each.rule for each in leaking.leaks)

    options = ["--config-file", str(workspace / "mkdocs.yml"), "--site-dir", str(site), "--as-of", at]
    with patch.object(build, "scan_for_leaks", note_leaks):  # the build goes on, so that both can be asked
        done = CliRunner().invoke(main, ["build", "--data", str(workspace / record), *options])
    files = {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    return files | {"(printed)": f"{done.exit_code} {done.output}".encode()}, broken


if __name__ == "__main__":
    folder, place, moment = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    of_all, found = run(folder, "all", place, moment)
    of_the_public, _ = run(folder, "public", place, moment)
    differing = sorted({path for path, _ in of_all.items() ^ of_the_public.items()})
    told = {"proof": sorted(found), "comparison": differing, "printed": of_all["(printed)"].decode()}
    sys.stdout.write(json.dumps(told))
