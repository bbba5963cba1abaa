"""The engine that draws: MkDocs, or the fork that goes on when MkDocs does not."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from workspaces import Workspace


def test_the_fork_of_mkdocs_draws_the_same_letters(workspace: Workspace) -> None:
    """Pages of letters are equal to the byte; those drawn by the engine differ in its name alone.

    In a process of its own, since the fork takes the place of MkDocs in the whole process.
    """
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    workspace.build("--as-of", "2024-01-01")
    fork = workspace.folder / "fork"
    options = [
        "--data",
        str(workspace.data),
        "--config-file",
        str(workspace.folder / "mkdocs.yml"),
        "--as-of",
        "2024-01-01",
    ]
    program = [sys.executable, "-m", "letterbook", "build", *options, "--site-dir", str(fork)]
    done = subprocess.run(
        [*program, "--engine", "properdocs"],
        capture_output=True,
        text=True,
        check=False,
        cwd=workspace.folder,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    ours, theirs = _tree(workspace.site), _tree(fork)
    assert ours.keys() == theirs.keys()
    letters = [path for path in ours if path.startswith("communications/")]
    assert letters
    for path in ours:
        assert _drop_generator(ours[path]) == _drop_generator(theirs[path]), path


def test_a_page_has_at_most_nine_kilobytes_beside_what_it_tells(shipped_workspace: Workspace) -> None:
    """Around the page itself, the list of its contents and the metadata about it."""
    pages = list((shipped_workspace.site / "communications").glob("al-*/**/index.html"))
    assert pages
    for page in pages:
        html = page.read_text(encoding="utf-8")
        frame = re.sub(
            r"<article.*</article>|<nav class=\"md-nav md-nav--secondary.*?</ul>\n</nav>"
            r"|<meta (?:name=\"(?:dc|dcterms|z)\b|property)[^>]*>|<script type=\"application/ld\+json\">.*?</script>",
            "",
            html,
            flags=re.DOTALL,
        )
        assert 5_000 < len(frame.encode()) <= 9_000, page


def test_settings_that_are_wrong_are_told(workspace: Workspace) -> None:
    """With the engine's own words, and exit code 2."""
    with (workspace.folder / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("\nplugins: [no-such-plugin]\n")
    result = workspace.run("build")
    assert result.exit_code == 2
    assert "no-such-plugin" in result.output


def test_a_failing_macro_fails_the_build(workspace: Workspace) -> None:
    """A page with a hole in it is not published."""
    index = workspace.folder / "docs/index.md"
    index.write_text(index.read_text(encoding="utf-8") + "\n{{ nobody() }}\n", encoding="utf-8")
    result = workspace.run("build")
    assert result.exit_code == 2
    assert "nobody" in result.output
    assert not workspace.site.exists()


@pytest.mark.parametrize("words", ["git.message", "environment.system", "now()", "config.site_dir", "plugin.x"])
def test_a_page_can_ask_for_nothing_but_the_public_manifest(workspace: Workspace, words: str) -> None:
    """Neither the last commit, nor the machine, nor the clock."""
    index = workspace.folder / "docs/index.md"
    index.write_text(f"{index.read_text(encoding='utf-8')}\n{{{{ {words} }}}}\n", encoding="utf-8")
    result = workspace.run("build")
    assert result.exit_code == 2
    assert "undefined" in result.output


def test_a_language_without_words_is_told(workspace: Workspace) -> None:
    """With those that there are."""
    settings = workspace.folder / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("language: en", "language: de"), encoding="utf-8")
    result = workspace.run("build")
    assert result.exit_code == 2
    assert "letterbook: mkdocs.yml says theme: language: de; the interface exists in en, es, fr" in result.output


@pytest.mark.parametrize(
    ("partial", "content", "line"),
    [
        ("letter.html", "{{ t('print') }}\n{{ nobody }}\n", 2),
        ("letter.html", "\n{% for each in 3 %}{% endfor %}\n", 2),
        ("row.html", "\n\n{% broken\n", 3),
        ("row.html", "{{ nobody }}", 1),
        ("find.html", "\n{{ 1 / 0 }}", 2),
        ("macros.html", "{%", 1),
        ("macros.html", "\n\n\n{{ nobody }}", 4),
    ],
)
def test_a_broken_partial_is_told_with_its_line(workspace: Workspace, partial: str, content: str, line: int) -> None:
    """And the old site stays."""
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    path = workspace.folder / "overrides/partials/letterbook" / partial
    path.write_text(content, encoding="utf-8")
    result = workspace.run("build")
    assert result.exit_code == 2
    assert f"{path}:{line}: " in result.output
    assert "Traceback" not in result.output
    assert not workspace.site.exists()


def test_a_fault_of_a_page_is_told_with_the_page_and_once(workspace: Workspace) -> None:
    """And with no traceback of the plugin's."""
    index = workspace.folder / "docs/index.md"
    index.write_text(f"{index.read_text(encoding='utf-8')}\n{{{{ nobody }}}}\n", encoding="utf-8")
    result = workspace.run("build")
    assert result.exit_code == 2
    assert result.output.count("'nobody' is undefined") == 1
    assert "index.md" in result.output
    assert "Traceback" not in result.output


def test_a_page_in_docs_cannot_stand_at_an_address_of_the_record(workspace: Workspace) -> None:
    """Which of the two would be shown?"""
    (workspace.folder / "docs/communications.md").write_text("# Ours\n", encoding="utf-8")
    result = workspace.run("build")
    assert result.exit_code == 2
    assert "two files of the site have the path communications/index.html" in result.output


@pytest.mark.parametrize("words", ["{{ 7*7 }}", "{{ git.message }}", "{% include 'main.html' %}"])
def test_a_page_that_does_not_ask_for_macros_has_none_run(workspace: Workspace, words: str) -> None:
    """`render_macros: true` stands at the head of a page that does."""
    about = workspace.folder / "docs/plain.md"
    about.write_text(f"# Plain\n\n`{words}`\n", encoding="utf-8")
    workspace.build()
    assert f"<code>{words}</code>" in workspace.page("plain").replace("&#39;", "'")


def _tree(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def _drop_generator(content: bytes) -> bytes:
    return re.sub(rb'<meta name="generator"[^>]*>', b"", content)
