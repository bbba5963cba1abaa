"""Files and sites that are too large for GitHub."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from letterbook.ingest import sizes
from letterbook.ingest.corpus import load
from letterbook.site.swap import measure_site
from workspaces import Workspace

PDF = "al-oth-1-2021/a.pdf"


@pytest.fixture
def pdf(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A declared PDF of 2,000 bytes, in a record for a site that may have 2,000 bytes."""
    monkeypatch.setattr(sizes, "SITE_LIMIT", 2_000)
    more = "attachments:\n  - file: a.pdf\n    title: A\n    language: en\n    sha256: {}\n    public_copy: true\n"
    workspace.letter("AL OTH 1/2021", "2021-03-12", more=more.format("0" * 64))
    path = workspace.data / "attachments" / PDF
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x" * 2_000)
    return path


def _find(workspace: Workspace) -> list[tuple[str, str]]:
    return [(path, each.rule) for path, each in load(workspace.data).other_problems]


def test_the_public_copies_make_a_site_large(workspace: Workspace, pdf: Path) -> None:
    assert _find(workspace) == [(str(workspace.data / "attachments"), "large-site")]
    pdf.write_bytes(b"x" * 1_601)
    assert _find(workspace) == [(str(workspace.data / "attachments"), "large-site")]
    pdf.write_bytes(b"x" * 1_600)
    assert _find(workspace) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda letter: letter.replace("public_copy: true", "public_copy: false"),
        lambda letter: letter.replace("file: a.pdf", "file: b.pdf"),
        lambda letter: letter.replace("title: A", "titel: A"),
    ],
    ids=["kept private", "not declared", "not readable"],
)
def test_what_is_not_published_does_not(workspace: Workspace, pdf: Path, change: Callable[[str], str]) -> None:
    assert pdf.exists()
    letter = workspace.data / "letters/2021/al-oth-1-2021.md"
    letter.write_text(change(letter.read_text(encoding="utf-8")), encoding="utf-8")
    assert _find(workspace) == []


def test_a_build_reports_a_site_above_four_fifths_of_the_limit(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021")
    assert "GitHub" not in workspace.build().output
    size = measure_site(workspace.site)
    monkeypatch.setattr(sizes, "SITE_LIMIT", round(size / 0.75))
    assert "GitHub" not in workspace.build().output
    monkeypatch.setattr(sizes, "SITE_LIMIT", round(size / 0.85))
    assert "GitHub Pages accepts at most 1 GB" in workspace.build().output
