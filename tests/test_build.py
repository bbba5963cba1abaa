"""From a record to a site, whole."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from importlib.resources import files
from pathlib import Path

import pytest

from letterbook.site.work_folder import open_work_folder
from workspaces import Workspace

HOSTILE = (
    "@@body@@",
    "@@title@@ @@nothing@@",
    "{{ 7*7 }}",
    "{% raw %}",
    "{% include 'letter.html' %}",
    "</article><script>alert(1)</script>",
    "<img src=https://evil.example/x.png>",
    "![a picture](https://evil.example/x.png)",
    "<!-- a comment never closed\n\nand what follows it",
    "\n".join("  " * depth + "- deeper" for depth in range(200)),
)


def test_a_site_without_any_released_letter_works(workspace: Workspace) -> None:
    """Home and listing say so plainly."""
    workspace.build()
    assert "No letters have been released yet." in workspace.page("")
    assert "No letters have been released yet." in workspace.page("communications")


def test_a_letter_before_its_day_is_nowhere(workspace: Workspace) -> None:
    """The site with a withheld letter is the site without it, byte for byte, and so is what the build prints."""
    without = workspace.build("--as-of", "2024-05-01T00:00Z")
    files = _bytes(workspace.site)
    workspace.letter("AL OTH 1/2024", "2024-03-20", "A secret.", "subject: Something nobody may know\n")
    with_it = workspace.build("--as-of", "2024-05-01T00:00Z")
    assert _bytes(workspace.site) == files
    assert _drop_duration(with_it.output) == _drop_duration(without.output)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_prints_harmlessly(workspace: Workspace, text: str) -> None:
    """What looks like a token, a template or HTML is printed as the text that it is, and nothing else moves."""
    workspace.letter("AL OTH 1/2021", "2021-03-12", "Before.")
    workspace.build()
    plain = workspace.page("communications/al-oth-1-2021")
    workspace.letter("AL OTH 1/2021", "2021-03-12", f"Before.\n\n{text}\n")
    workspace.build()
    page = workspace.page("communications/al-oth-1-2021")
    assert "<script>alert" not in page
    assert 'evil.example/x.png"' not in page
    assert not re.search(r"<img[^>]+evil", page)
    for tag in ("script", "/article", "/main", "/body", "/html", "footer"):
        assert page.count(f"<{tag}") == plain.count(f"<{tag}")
    if text.startswith(("@@", "{")):
        assert text in _text_of(page)
    if "never closed" in text:
        assert "and what follows it" in _text_of(page)


def test_hostile_facts_print_harmlessly(workspace: Workspace) -> None:
    """Neither does a field of the front matter forge a token or HTML, in any page."""
    workspace.letter("AL OTH 1/2021", "2021-03-12", "x", 'subject: "@@body@@ {{ 7*7 }} <script>alert(1)</script>"\n')
    workspace.build()
    for address in ("", "communications", "communications/al-oth-1-2021"):
        page = workspace.page(address)
        assert "<script>alert" not in page
        assert "@@body@@ {{ 7*7 }} &lt;script&gt;" in page


def test_a_fault_stops_the_build_and_leaves_the_old_site(workspace: Workspace) -> None:
    """File, line and what to do are told; the site is still the last one."""
    path = workspace.letter("AL OTH 1/2021", "2021-03-12")
    workspace.build()
    before = _bytes(workspace.site)
    path.write_text(path.read_text(encoding="utf-8").replace("2021-03-12", "12/03/2021"), encoding="utf-8")
    result = workspace.run("build")
    assert result.exit_code == 1
    assert f"{path.as_posix()}:3: error[invalid-date]" in result.output
    assert "a date like 2021-03-12" in result.output
    assert _bytes(workspace.site) == before


def test_in_ci_a_failing_build_names_no_letter(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The log of a publishing run may be public where the record is not."""
    monkeypatch.setenv("CI", "true")
    workspace.letter("AL OTH 1/2021", "2021-03-12", more="subjct: x\n")
    result = workspace.run("build")
    assert result.exit_code == 1
    assert "oth-1" not in result.output
    assert "subjct" not in result.output
    assert "1 error" in result.output


def test_a_theme_that_loses_a_token_is_a_clear_error(workspace: Workspace) -> None:
    """The page and the token are named, exit code 2, and the old site stays."""
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    workspace.build()
    before = _bytes(workspace.site)
    specimen = workspace.folder / "overrides" / "specimen.html"
    specimen.write_text(specimen.read_text(encoding="utf-8").replace("@@contents@@", ""), encoding="utf-8")
    result = workspace.run("build")
    assert result.exit_code == 2
    assert "has lost the token @@contents@@" in result.output
    assert _bytes(workspace.site) == before


def test_the_word_specimen_is_nowhere(workspace: Workspace) -> None:
    """Neither in a name nor in a byte of the finished site."""
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    workspace.build()
    for path in workspace.site.rglob("*"):
        assert "specimen" not in path.relative_to(workspace.site).as_posix()
        assert not path.is_file() or b"specimen" not in path.read_bytes().lower(), path


def test_two_builds_of_one_record_are_identical(workspace: Workspace) -> None:
    """Nothing on the site knows when it was built; only the moment that it shows."""
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    workspace.build("--as-of", "2024-01-01")
    first = _bytes(workspace.site)
    workspace.build("--as-of", "2024-01-01")
    assert _bytes(workspace.site) == first


def test_a_moment_that_has_not_come_needs_a_preview(workspace: Workspace) -> None:
    """And a preview has a folder of its own and says on every page what it is."""
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    refused = workspace.run("build", "--as-of", "2999-01-01")
    assert refused.exit_code == 2
    assert "--preview" in refused.output
    assert not workspace.site.exists()
    preview = workspace.folder / "ahead"
    workspace.build("--as-of", "2999-01-01", "--preview", "--site-dir", str(preview))
    for page in preview.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "Preview as of 1 January 2999" in text or 'http-equiv="refresh"' in text, page
    assert json.loads((preview / "data/release.json").read_text(encoding="utf-8"))["preview"] is True


def test_a_moment_needs_its_zone(workspace: Workspace) -> None:
    """What has none is refused rather than guessed."""
    result = workspace.run("build", "--as-of", "2021-05-11T00:00")
    assert result.exit_code == 2
    assert "needs its zone" in result.output


def test_a_folder_with_something_else_in_it_is_not_replaced(workspace: Workspace) -> None:
    """`--site-dir` pointed at the wrong place does no harm."""
    precious = workspace.folder / "precious"
    precious.mkdir()
    (precious / "thesis.txt").write_text("years of work", encoding="utf-8")
    result = workspace.run("build", "--site-dir", str(precious))
    assert result.exit_code == 2
    assert "that Letterbook did not build" in result.output
    assert (precious / "thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_every_link_of_the_site_leads_somewhere(workspace: Workspace) -> None:
    """Relative links of every page, hand-written ones and the theme's included, are files of the site."""
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    workspace.letter("AL OTH 2/2021", "2021-03-13", more="follows:\n  - AL OTH 1/2021\n")
    workspace.build()
    broken = []
    for page in workspace.site.rglob("*.html"):
        if page.name == "404.html":
            continue  # its links are absolute, since it is sent for any address
        html = re.sub(r"(?s)<script.*?</script>", "", page.read_text(encoding="utf-8"))
        for link in re.findall(r'\s(?:href|src)="([^"#?]+)[^"]*"', html):
            if re.match(r"[a-z]+:", link):
                continue
            target = (page.parent / link).resolve()
            if not (target.is_file() or (target / "index.html").is_file()):
                broken.append(f"{page.relative_to(workspace.site)} -> {link}")
        anchors = set(re.findall(r'\shref="#([^"]+)"', html)) - set(re.findall(r'\sid="([^"]+)"', html))
        broken += [f"{page.relative_to(workspace.site)} -> #{anchor}" for anchor in anchors]
    assert not broken


def _bytes(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def _drop_duration(output: str) -> str:
    return re.sub(r"in [\d.]+ s", "in x s", output)


def _text_of(page: str) -> str:
    body = page[page.index('class="lb-body"') : page.index("</article>")]
    return re.sub(r"<[^>]+>", "", body).replace("&quot;", '"').replace("&#39;", "'").replace("&#x27;", "'")


@pytest.mark.parametrize("folder", ["docs/site", "overrides", "."])
def test_a_site_among_the_files_from_which_it_is_built_is_refused(workspace: Workspace, folder: str) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    result = workspace.run("build", "--site-dir", str(workspace.folder / folder))
    assert (result.exit_code, "the site needs a folder of its own" in result.output) == (2, True)


@pytest.mark.parametrize("name", ["<script>x</script>", 'x" onmouseover="y'])
def test_the_name_of_the_site_is_no_html(workspace: Workspace, name: str) -> None:
    settings = workspace.folder / "mkdocs.yml"
    text = re.sub(r"(?m)^site_name: .*$", f"site_name: '{name}'", settings.read_text(encoding="utf-8"))
    settings.write_text(text, encoding="utf-8")
    result = workspace.run("build")
    assert (result.exit_code, "mkdocs.yml says site_name" in result.output) == (2, True)


def test_days_begin_as_the_locked_package_of_time_zones_says(tmp_path: Path) -> None:
    """Whatever the machine, or PYTHONTZPATH, has in place of Zurich."""
    false = tmp_path / "Europe/Zurich"
    false.parent.mkdir()
    false.write_bytes((files("tzdata") / "zoneinfo/Pacific/Kiritimati").read_bytes())
    code = "import datetime as d, letterbook.embargo as e; print(e.day_begins(d.date(2026, 3, 2), 'Europe/Zurich'))"
    environment = os.environ | {"PYTHONTZPATH": str(tmp_path)}
    shown = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert shown.stdout == "2026-03-01 23:00:00+00:00\n"


def test_a_killed_build_leaves_no_folder_to_find(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that was asked to end removes its folder; the folder of one that was killed is removed by the next."""
    code = (
        "import time; from letterbook import cli; from letterbook.site.work_folder import open_work_folder\n"
        "cli._end_in_order()\n"
        "with open_work_folder() as folder: print(folder, flush=True); time.sleep(60)"
    )
    for how in (signal.SIGTERM, signal.SIGKILL):
        environment = os.environ | {"TMPDIR": str(tmp_path)}
        command = [sys.executable, "-c", code]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            folder = Path(process.stdout.readline().strip())
            assert folder.is_dir()
            process.send_signal(how)
            process.wait()
        assert folder.is_dir() == (how == signal.SIGKILL)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with open_work_folder() as own:
        assert list(tmp_path.iterdir()) == [own]


def test_a_work_folder_that_vanishes_meanwhile_is_no_hindrance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another build may end, and remove its folder, while this one looks for abandoned ones."""
    monkeypatch.setattr(Path, "glob", lambda *_: iter([tmp_path / "letterbook-work-1-gone"]))
    with open_work_folder() as own:
        assert own.is_dir()


_WITH_FULL_DISK = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
from letterbook.cli import main
main(sys.argv[2:])
"""


@pytest.mark.parametrize("least", [True, False])
def test_a_disk_that_takes_no_more_leaves_the_old_site(workspace: Workspace, *, least: bool) -> None:
    """Files can grow to a size and no further: either the theme cannot be rendered, or, with room for every file of the
    old site, the page of a longer letter cannot be written."""
    workspace.letter("AL OTH 1/2021", "2021-03-12", "Before.")
    workspace.build()
    before = _bytes(workspace.site)
    size = 300 if least else max(len(each) for each in before.values())
    workspace.letter("AL OTH 2/2021", "2021-03-12", "After.\n\n" + "Words. " * (size // 6))
    command = [sys.executable, "-c", _WITH_FULL_DISK, str(size), "build"]
    result = subprocess.run(command, cwd=workspace.folder, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (2, "")
    assert re.fullmatch(r"letterbook: nothing was built: (.*: )?File too large\n", result.stderr)
    assert _bytes(workspace.site) == before
    assert not list(workspace.folder.glob(".site.next-*"))
