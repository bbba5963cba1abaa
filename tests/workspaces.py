"""Workspaces to build in: the project's pages and theme with a record of the test's own."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result

from letterbook.cli import main

PROJECT = Path(__file__).resolve().parents[1]
REGISTERS = """\
xaa:
  name:
    en: Norland
  kind: state
  code: XAA
northwind:
  name:
    en: Northwind Textiles
  kind: company
  country: XAA
"""
MANDATES = """\
business:
  name:
    en: Working Group on business
  label:
    en: Business
  kind: thematic
"""


@dataclass(frozen=True)
class Workspace:
    """A copy of the project in a folder of its own, and a record in it."""

    folder: Path

    @classmethod
    def create(cls, folder: Path) -> Workspace:
        """Copy the project's pages and theme, with a record that has registers and no letter."""
        for name in ("docs", "overrides", "macros"):
            shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(PROJECT / "mkdocs.yml", folder)
        (folder / "data" / "registers").mkdir(parents=True)
        shutil.copy(PROJECT / "data" / "policy.yml", folder / "data")
        (folder / "data" / "registers" / "recipients.yml").write_text(REGISTERS, encoding="utf-8")
        (folder / "data" / "registers" / "mandates.yml").write_text(MANDATES, encoding="utf-8")
        return cls(folder)

    @classmethod
    def create_shipped(cls, folder: Path) -> Workspace:
        """Copy the project's pages and theme with the shipped record."""
        workspace = cls.create(folder)
        shutil.rmtree(workspace.data)
        shutil.copytree(PROJECT / "data", workspace.data)
        return workspace

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def letter(self, reference: str, sent: str, text: str = "The text.", more: str = "") -> Path:
        """Write a letter to Northwind (OTH) or Norland (XAA). `more` are further lines of front matter."""
        slug = reference.lower().replace(" ", "-").replace("/", "-")
        recipient = "xaa" if " XAA " in reference else "northwind"
        path = self.data / "letters" / sent[:4] / f"{slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"---\nreference: {reference}\nsent: {sent}\nlanguage: en\nmandates:\n  - mandate: business\n"
            f"recipients:\n  - recipient: {recipient}\n{more}---\n{text}\n",
            encoding="utf-8",
        )
        return path

    def run(self, *arguments: str) -> Result:
        """Run `letterbook` with the record and settings of this workspace."""
        command, *rest = arguments
        options = ["--data", str(self.data)]
        if command == "build":
            options += ["--config-file", str(self.folder / "mkdocs.yml")]
            if "--site-dir" not in rest:
                options += ["--site-dir", str(self.site)]
        return CliRunner().invoke(main, [command, *options, *rest])

    def build(self, *arguments: str) -> Result:
        """Build, which must succeed."""
        result = self.run("build", *arguments)
        assert result.exit_code == 0, result.output
        return result

    def page(self, address: str) -> str:
        """Read the HTML of a page of the site."""
        return (self.site / address / "index.html").read_text(encoding="utf-8")
