"""Adds to a wheel, in letterbook/project/, the project's files that `letterbook init` copies; to an sdist, in place."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ProjectFiles(BuildHookInterface[Any]):
    """hatchling's hook. An editable install reads the files in place; a record's own files are never archived."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the files to hatchling; `version` is the kind of wheel."""
        root = Path(self.root)
        if version == "editable" or not (root / "own-record").is_dir():
            return
        named = runpy.run_path(str(root / "src" / "letterbook" / "package_files.py"))
        files = named["find_files"](root, (*named["PROGRAM"], *named["BEGINNINGS"]))
        prefix = "letterbook/project/" if self.target_name == "wheel" else ""
        build_data["force_include"] |= {
            str(path): prefix + name for name, path in files.items() if not name.startswith("src/")
        }
