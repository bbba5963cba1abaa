"""Plain `mkdocs build` and `mkdocs serve` do everything that `letterbook build` does."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from letterbook.mkdocs_hooks import frame_tables
from workspaces import Workspace

MKDOCS = [sys.executable, "-m", "mkdocs"]


def test_plain_mkdocs_build_makes_the_whole_site(workspace: Workspace) -> None:
    """Letters, listings and all, as `letterbook build` does, into site/."""
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    workspace.letter("AL OTH 2/2021", "2021-03-12")
    result = _mkdocs(workspace, "build")
    assert result.returncode == 0, result.stderr
    by_engine = _tree(workspace.site)
    workspace.build("--site-dir", str(workspace.folder / "ours"))
    ours = _tree(workspace.folder / "ours")
    assert by_engine.keys() == ours.keys()
    differing = [path for path in ours if _drop_time(ours[path]) != _drop_time(by_engine[path])]
    assert not differing


def test_plain_mkdocs_build_stops_at_a_fault_and_leaves_the_old_site(workspace: Workspace) -> None:
    """With file and line, and exit code 1."""
    path = workspace.letter("AL OTH 1/2021", "2021-03-12")
    assert _mkdocs(workspace, "build").returncode == 0
    before = _tree(workspace.site)
    path.write_text(path.read_text(encoding="utf-8").replace("recipients", "recipents"), encoding="utf-8")
    result = _mkdocs(workspace, "build")
    assert result.returncode == 1
    assert "al-oth-1-2021.md:7: error[unknown-field]" in result.stdout
    assert _tree(workspace.site) == before


def test_in_ci_plain_mkdocs_names_no_letter(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The log of a publishing run may be public where the record is not."""
    monkeypatch.setenv("CI", "true")
    workspace.letter("AL OTH 1/2021", "2021-03-12", more="subjct: A secret\n")
    result = _mkdocs(workspace, "build")
    assert result.returncode == 1
    assert "1 error" in result.stdout
    for told in ("oth-1", "subjct", "secret"):
        assert told not in result.stdout + result.stderr


def test_a_template_that_fails_while_rendering_leaves_the_old_site(workspace: Workspace) -> None:
    """MkDocs empties its folder before it renders; that folder is not the site."""
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    assert _mkdocs(workspace, "build").returncode == 0
    before = _tree(workspace.site)
    (workspace.folder / "overrides" / "main.html").write_text("{% broken", encoding="utf-8")
    assert _mkdocs(workspace, "build").returncode != 0
    assert _tree(workspace.site) == before


def test_the_engine_may_not_render_into_the_site(workspace: Workspace) -> None:
    """It would empty it first."""
    result = _mkdocs(workspace, "build", "--site-dir", "site")
    assert result.returncode == 1
    assert "the plugin's option `site`" in result.stdout


@pytest.mark.parametrize("folder", ["data", "notes"])
def test_the_engine_never_empties_a_folder_that_is_not_its_own(workspace: Workspace, folder: str) -> None:
    (workspace.folder / folder).mkdir(exist_ok=True)
    (workspace.folder / folder / "notes.txt").write_text("my work", encoding="utf-8")
    settings = workspace.folder / "mkdocs.yml"
    settings.write_text(
        re.sub(r"(?m)^site_dir: .*$", f"site_dir: {folder}", settings.read_text(encoding="utf-8")), encoding="utf-8"
    )
    before = _tree(workspace.folder / folder)
    result = _mkdocs(workspace, "build")
    assert (result.returncode, "whose files would be deleted" in result.stderr + result.stdout) == (1, True)
    assert _tree(workspace.folder / folder) == before


def test_the_work_folder_may_not_be_deployed(workspace: Workspace) -> None:
    """It has pages with tokens and no letter."""
    result = _mkdocs(workspace, "gh-deploy")
    assert result.returncode == 1
    assert "publish.yml publishes the site" in result.stdout + result.stderr


def test_a_dirty_build_is_refused(workspace: Workspace) -> None:
    """It would leave pages that are no longer public."""
    result = _mkdocs(workspace, "build", "--dirty")
    assert result.returncode == 1
    assert "build without --dirty" in result.stdout + result.stderr


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("mkdocs.yml", "language: en", "language: de"),
        ("overrides/partials/letterbook/letter.html", "{{ letter.reference }}", "{{ letter.nobody }}"),
        ("overrides/partials/letterbook/row.html", "{{ row.type }}", "{{ 1 / 0 }}"),
        ("overrides/partials/letterbook/macros.html", "{% macro", "{{ nobody }}{% macro"),
        ("docs/index.md", "{{", "{{ nobody }}{{"),
    ],
)
def test_wrong_settings_and_partials_are_reported_in_one_line(
    workspace: Workspace, file: str, old: str, new: str
) -> None:
    """As by `letterbook build`."""
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    path = workspace.folder / file
    sound = path.read_text(encoding="utf-8")
    assert old in sound
    path.write_text(sound.replace(old, new, 1), encoding="utf-8")
    result = _mkdocs(workspace, "build")
    assert result.returncode == 1
    assert "Traceback" not in result.stdout + result.stderr
    assert path.name in result.stdout + result.stderr


def test_a_site_that_cannot_be_written_is_reported_in_one_line(workspace: Workspace) -> None:
    """As when a disk is full."""
    (workspace.folder / "file").touch()
    settings = workspace.folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("      site: site", "      site: file/site"), encoding="utf-8")
    result = _mkdocs(workspace, "build")
    assert result.returncode == 1
    assert "File exists" in result.stdout + result.stderr
    assert "Traceback" not in result.stdout + result.stderr


def test_serving_with_clean_is_refused(workspace: Workspace) -> None:
    """`--clean` builds as if there were no server: the letters would be in site/, not where it serves."""
    result = _mkdocs(workspace, "serve", "--livereload", "--clean", "--dev-addr", f"127.0.0.1:{_free_port()}")
    assert result.returncode == 1
    assert "serve without --clean" in result.stdout + result.stderr


@pytest.mark.parametrize("address", ["192.0.2.1:8000", "127.0.0.1:70000"])
def test_an_address_of_another_machine_is_not_reported_as_in_use(workspace: Workspace, address: str) -> None:
    """This machine simply has no such address."""
    result = _mkdocs(workspace, "serve", "--dev-addr", address)
    assert result.returncode == 1
    assert f"cannot serve at {address}" in result.stdout + result.stderr
    for untrue in ("is in use", "Traceback"):
        assert untrue not in result.stdout + result.stderr


@pytest.mark.parametrize("live", ["--livereload", "--no-livereload"])
def test_a_port_in_use_is_reported_in_one_line(workspace: Workspace, live: str) -> None:
    """As when an earlier server is still running."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = _mkdocs(workspace, "serve", live, "--dev-addr", f"127.0.0.1:{taken.getsockname()[1]}")
    assert result.returncode == 1
    assert "is in use" in result.stdout + result.stderr
    assert "Traceback" not in result.stdout + result.stderr


def test_mkdocs_serve_shows_a_change_and_survives_a_fault(workspace: Workspace) -> None:
    """A changed letter is on its page in seconds; a fault is told and the last sound site stays."""
    path = workspace.letter("AL OTH 1/2021", "2021-03-12", "The first words.")
    with _serve(workspace) as (url, log):
        page = f"{url}communications/al-oth-1-2021/"
        assert "The first words." in _get(page)
        assert "specimen" not in _get(url)
        assert "Content-Security-Policy" not in _get(page), "it would block the script that loads a page again"
        sound = path.read_text(encoding="utf-8")
        path.write_text(sound.replace("The first words.", "Other words."), encoding="utf-8")
        _until(lambda: "Other words." in _get(page))
        path.write_text(sound.replace("recipients", "recipents"), encoding="utf-8")
        _until(lambda: "error[unknown-field]" in log.read_text(encoding="utf-8"))
        assert "Other words." in _get(page)
        path.write_text(sound.replace("The first words.", "Sound again."), encoding="utf-8")
        _until(lambda: "Sound again." in _get(page))


def test_a_quiet_server_prints_its_address_and_nothing_else(workspace: Workspace) -> None:
    """As `scripts/serve` runs it: one line, then one for each change."""
    letter = workspace.letter("AL OTH 1/2021", "2021-03-12")
    with _serve(workspace, "--quiet") as (url, log):
        assert log.read_text(encoding="utf-8").splitlines() == [
            f"Serving {url} (every saved change is rebuilt; stop with Ctrl+C)"
        ]
        letter.write_text(letter.read_text(encoding="utf-8") + "\nAnother paragraph.\n", encoding="utf-8")
        _until(lambda: "Rebuilt." in log.read_text(encoding="utf-8"))
        assert len(log.read_text(encoding="utf-8").splitlines()) == 2


def test_a_server_survives_a_fault_of_a_partial(workspace: Workspace) -> None:
    """Also of one that a hand-written page needs."""
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    partial = workspace.folder / "overrides/partials/letterbook/row.html"
    sound = partial.read_text(encoding="utf-8")
    with _serve(workspace) as (url, log):
        partial.write_text("{{ nobody }}", encoding="utf-8")
        _until(lambda: "'nobody' is undefined" in log.read_text(encoding="utf-8"))
        partial.write_text(f"<!-- mended -->{sound}", encoding="utf-8")
        _until(lambda: "<!-- mended -->" in _get(url))
        assert "Traceback" not in log.read_text(encoding="utf-8")


def test_the_work_folder_of_a_killed_server_is_removed_by_the_next_build(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All folders that a server or a build makes have the mark by which the next one knows them."""
    temporary = workspace.folder / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    with _serve(workspace, end=signal.SIGKILL):
        left = list(temporary.glob("*letterbook*"))
    assert left
    assert all(each.is_dir() for each in left)
    assert _mkdocs(workspace, "build").returncode == 0
    assert list(temporary.glob("*letterbook*")) == []


def _mkdocs(workspace: Workspace, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*MKDOCS, *arguments], cwd=workspace.folder, capture_output=True, text=True, check=False, timeout=120
    )


@contextmanager
def _serve(workspace: Workspace, *options: str, end: signal.Signals = signal.SIGTERM) -> Iterator[tuple[str, Path]]:
    log = workspace.folder / "serve.log"
    with log.open("w", encoding="utf-8") as output:
        server = subprocess.Popen(
            [*MKDOCS, "serve", *options, "--livereload", "--dev-addr", f"127.0.0.1:{_free_port()}"],
            cwd=workspace.folder,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "NO_MKDOCS_2_WARNING": "1"},
        )
        try:
            _until(lambda: "Serving" in log.read_text(encoding="utf-8"))
            found = re.search(r"Serving (?:on )?(http://\S+)", log.read_text(encoding="utf-8"))
            assert found
            yield found[1], log
        finally:
            server.send_signal(end)
            server.wait(timeout=20)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _until(condition: Callable[[], bool]) -> None:
    """Wait for something that has to come, up to half a minute."""
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.2)


def _get(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 - a server of our own on 127.0.0.1
            body: bytes = answer.read()
    except urllib.error.HTTPError as error:
        body = error.read()
    return body.decode()


def _tree(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def _drop_time(content: bytes) -> bytes:
    """Both builds show the moment of their own: on the home page, in release.json and in datapackage.json."""
    text = re.sub(rb'"(?:as_of|created)": "[^"]+"', b"", content)
    return re.sub(rb'<time datetime="[^"]+">[^<]+</time>, \d\d:\d\d \(Europe/Zurich\)', b"", text)


def test_a_table_in_markdown_has_a_name_and_the_keyboard_can_scroll_it() -> None:
    """Its name is the heading before it. A table of a template, which has a class, is left as it is."""
    made = '<table class="lb-rows"><tr><th scope="row">1</th></tr></table>'
    html = f'<h2 id="costs">Costs</h2>{made}<table><tr><th>Letters</th></tr></table>{made}'
    framed = (
        '<div class="lb-scroll" tabindex="0" role="group" aria-labelledby="costs">'
        '<table class="lb-table" aria-labelledby="costs"><tr><th scope="col">Letters</th></tr></table></div>'
    )
    assert frame_tables(html) == f'<h2 id="costs">Costs</h2>{made}{framed}{made}'
