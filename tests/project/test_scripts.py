"""The scripts: one command sets everything up, and says plainly what is in its way."""

import os
import re
import shutil
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from .small_project import TOP, SmallProject, Wheels, program

SCRIPTS = sorted([*(TOP / "scripts").iterdir(), TOP / ".ci/run"])


@pytest.fixture(scope="module")
def index_down() -> dict[str, str]:
    """Settings of pip with an index at a port of this machine where nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    index = f"http://127.0.0.1:{port}/simple"
    return {"PIP_NO_INDEX": "", "PIP_FIND_LINKS": "", "PIP_RETRIES": "0", "PIP_INDEX_URL": index}


def works(project: SmallProject) -> bool:
    done = subprocess.run([project.venv / "bin/letterbook", "here"], capture_output=True, text=True, check=False)
    return done.stdout == "letterbook here\n"


def list_installed(project: SmallProject) -> set[str]:
    return {info.name.split("-")[0] for info in project.venv.glob("lib/python*/site-packages/*.dist-info")}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_is_an_executable_bash_file_that_stops_at_the_first_fault(script: Path) -> None:
    """Each runs as `./scripts/name`, with bash's strict settings."""
    lines = script.read_text(encoding="utf-8").splitlines()
    assert os.access(script, os.X_OK)
    assert lines[0] == "#!/usr/bin/env bash"
    assert "set -euo pipefail" in lines


def test_setup_installs_what_a_build_needs_and_then_what_the_tests_need(new_project: SmallProject) -> None:
    """On a fresh clone `setup` makes .venv and says so in a line; `setup --test` later adds to it."""
    done = new_project.run("scripts/setup", env={"LETTERBOOK_PYTHON": sys.executable})
    assert (done.returncode, done.stdout) == (0, "")
    assert "Setting up .venv with Python 3." in done.stderr
    assert works(new_project)
    assert {"letterbook", "hatchling"} <= list_installed(new_project)
    assert "pebble" not in list_installed(new_project)

    (new_project.venv / "mark").touch()
    done = new_project.run("scripts/setup", "--test")
    assert (done.returncode, "Updating .venv" in done.stderr) == (0, True)
    assert {"letterbook", "hatchling", "pebble"} <= list_installed(new_project)
    assert (new_project.venv / "mark").exists()


@pytest.mark.parametrize("arguments", [(), ("--test",)], ids=["plain", "test"])
def test_setup_that_is_up_to_date_does_nothing(
    project: SmallProject, index_down: dict[str, str], arguments: tuple[str, ...]
) -> None:
    """No word, no change and no network, also where only the plain setup is asked for after one for tests."""
    before = {path: path.stat().st_mtime_ns for path in project.venv.rglob("*")}
    done = project.run("scripts/setup", *arguments, env=index_down)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert {path: path.stat().st_mtime_ns for path in project.venv.rglob("*")} == before


def test_setup_finds_its_house_from_anywhere_and_through_a_link(project: SmallProject, tmp_path: Path) -> None:
    """The folder that a script stands in counts, neither the current one nor that of a link to it."""
    link = tmp_path / "setup"
    link.symlink_to(project.folder / "scripts/setup")
    for script in (project.folder / "scripts/setup", link):
        done = project.run(str(script), cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")


def test_setup_remakes_a_half_made_venv(project: SmallProject) -> None:
    """A setup that was interrupted has left no stamp: .venv is made from nothing."""
    (project.venv / "letterbook-stamp").unlink()
    (project.venv / "rest").touch()
    done = project.run("scripts/setup", "--test")
    assert (done.returncode, "Setting up .venv" in done.stderr) == (0, True)
    assert works(project)
    assert not (project.venv / "rest").exists()


def test_setup_remakes_a_venv_whose_python_has_gone(project: SmallProject) -> None:
    """After the system's Python went or changed, the venv's no longer starts."""
    python = project.venv / "bin/python"
    python.unlink()
    python.symlink_to("/nowhere/python3")
    done = project.run("scripts/setup", "--test")
    assert (done.returncode, "Setting up .venv" in done.stderr) == (0, True)
    assert works(project)


def test_setup_remakes_the_venv_of_a_moved_checkout(project: SmallProject, tmp_path: Path) -> None:
    """A venv knows its folder by its full path, so that a moved or copied one would run the other project's code."""
    moved = SmallProject(folder=tmp_path / "moved", env=project.env)
    shutil.copytree(project.folder, moved.folder, symlinks=True)
    done = moved.run("scripts/setup")
    assert (done.returncode, "Setting up .venv" in done.stderr) == (0, True)
    assert works(moved)
    assert str(project.folder) not in (moved.venv / "bin/letterbook").read_text(encoding="utf-8")


def test_a_changed_lock_is_installed_into_the_same_venv(project: SmallProject, wheels: Wheels) -> None:
    """What a lock newly names is added; the rest is not fetched again."""
    (project.venv / "mark").touch()
    project.lock("build", *wheels.backend, wheels.feather)
    done = project.run("scripts/setup")
    assert (done.returncode, "Updating .venv" in done.stderr) == (0, True)
    assert "feather" in list_installed(project)
    assert (project.venv / "mark").exists()


def test_a_changed_pyproject_is_installed_without_a_network(project: SmallProject, index_down: dict[str, str]) -> None:
    """Only the project itself is installed anew: every package that the lock names is there already."""
    pyproject = project.folder / "pyproject.toml"
    pyproject.write_text(pyproject.read_text().replace("[project.scripts]", '[project.scripts]\nl = "letterbook:main"'))
    done = project.run("scripts/setup", "--test", env=index_down)
    assert (done.returncode, done.stderr) == (0, "setup: Updating .venv …\nsetup: Done.\n")
    assert (project.venv / "bin/l").exists()


def test_a_setting_of_a_tool_in_pyproject_asks_for_no_setup(project: SmallProject) -> None:
    """Of pyproject.toml only what an installed project takes from it counts."""
    with (project.folder / "pyproject.toml").open("a") as pyproject:
        pyproject.write("[tool.ruff]\nline-length = 100\n")
    assert project.run("scripts/setup", "--test").stderr == ""


def test_a_package_with_another_hash_is_refused(project: SmallProject, wheels: Wheels) -> None:
    """What is installed is what was locked, byte for byte; what there is now does not pass for up to date."""
    project.lock("build", *wheels.backend, wheels.granite)
    lock = project.folder / "requirements/build.txt"
    lock.write_text(re.sub(r"(granite.*sha256:)\w{4}", r"\g<1>0000", lock.read_text()))
    for _ in range(2):
        done = project.run("scripts/setup")
        assert (done.returncode, "setup: A downloaded package does not match its hash in" in done.stderr) == (1, True)
        assert "granite" not in list_installed(project)


def test_without_a_network_the_old_venv_stays(
    project: SmallProject, wheels: Wheels, index_down: dict[str, str]
) -> None:
    """A lock that cannot be installed now leaves .venv as it was, fit for the lock of before."""
    project.lock("build", *wheels.backend, wheels.granite)
    done = project.run("scripts/setup", env=index_down)
    assert (done.returncode, "index did not answer" in done.stderr) == (1, True)
    project.lock("build", *wheels.backend)
    done = project.run("scripts/setup", env=index_down)
    assert (done.returncode, done.stderr) == (0, "")


def test_without_a_network_a_first_setup_says_so(new_project: SmallProject, index_down: dict[str, str]) -> None:
    """pip's own last lines, then what is wrong and what to do, exit 1; the next run begins anew."""
    done = new_project.run("scripts/setup", env=index_down)
    said = done.stderr.splitlines()
    assert done.returncode == 1
    assert any(line.startswith("  | ERROR: No matching distribution found") for line in said)
    assert said[-2].startswith("setup: The package index did not answer, so nothing was installed.")
    assert "pip config" in said[-1]
    assert not (new_project.venv / "letterbook-stamp").exists()


def test_two_setups_at_once_do_the_work_once(new_project: SmallProject) -> None:
    """The second waits for the first, then finds everything done."""
    setups = [new_project.start("scripts/setup") for _ in range(2)]
    said = sorted(setup.communicate(timeout=120)[1] for setup in setups)
    assert [setup.returncode for setup in setups] == [0, 0]
    assert [line.count("Setting up .venv") for line in said] == [0, 1]
    assert said[0] in ("", "setup: Another setup is running in this folder; waiting for it to finish …\n")
    assert works(new_project)


OLD = 'case "$*" in *print*) echo 3.9.2;; *) exit 1;; esac'
BARE = 'case "$*" in *print*) echo 3.11.2;; *ensurepip*) exit 1;; esac'


@pytest.mark.parametrize(
    ("python", "said"),
    [
        (None, "setup: Letterbook needs Python 3.11 or newer; found no Python.\n"),
        ("echo 'no such command' >&2; exit 127", "setup: Letterbook needs Python 3.11 or newer; found no Python.\n"),
        (OLD, "setup: Letterbook needs Python 3.11 or newer; found Python 3.9.2 (python3).\n"),
        (BARE, "setup: Python 3.11.2 is installed, but its modules for virtual environments"),
    ],
    ids=["none", "a shim with nothing behind it", "too old", "no venv"],
)
def test_setup_says_which_python_is_missing(
    new_project: SmallProject, toolbox: Path, tmp_path: Path, python: str | None, said: str
) -> None:
    """Two lines: what is wrong, with the version that was found, and what to install."""
    if python:
        program(tmp_path / "python3", python)
    done = new_project.run("scripts/setup", env={"PATH": f"{tmp_path}:{toolbox}", "LETTERBOOK_PYTHON": ""})
    assert done.returncode == 1
    assert done.stderr.startswith(said)
    advice = r"\nsetup: Install (it|them) \(on Debian.*apt-get install python3.*run this again\.\n\Z"
    assert re.search(advice, done.stderr)
    assert not new_project.venv.exists()


@pytest.mark.parametrize(("script", "found"), [(OLD, "Python 3.9.2 ({})"), ("exit 127", "no Python at {}")])
def test_letterbook_python_names_the_one_python_to_take(
    new_project: SmallProject, tmp_path: Path, script: str, found: str
) -> None:
    """It is not passed over in silence for another one when it will not do."""
    python = program(tmp_path / "python of mine", script)
    done = new_project.run("scripts/setup", env={"PATH": os.environ["PATH"], "LETTERBOOK_PYTHON": str(python)})
    assert done.returncode == 1
    assert f"found {found.format(python)}.\n" in done.stderr


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("OSError: [Errno 28] No space left on device", "setup: The disk is full. Make room, then run this again."),
        ("Error: [Errno 13] Permission denied: '.venv'", "setup: Permission denied."),
        ("Something else", "setup: Failed (see above)."),
    ],
)
def test_setup_says_what_keeps_it_from_writing(
    new_project: SmallProject, tmp_path: Path, fault: str, said: str
) -> None:
    """The words of the program that failed, then what to do."""
    python = program(tmp_path / "python", f'case "$*" in *print*) echo 3.11.2;; -m*) echo "{fault}"; exit 1;; esac')
    done = new_project.run("scripts/setup", env={"LETTERBOOK_PYTHON": str(python)})
    assert done.returncode == 1
    assert f"  | {fault}\n" in done.stderr
    assert done.stderr.splitlines()[-1].startswith(said)


def test_setup_refuses_an_option_it_does_not_know(project: SmallProject) -> None:
    """A slip of the pen (`--tests`) must not pass for a plain setup."""
    done = project.run("scripts/setup", "--tests")
    assert (done.returncode, done.stderr) == (1, "setup: usage: scripts/setup [--test]\n")


def test_build_hands_its_arguments_to_letterbook(project: SmallProject, tmp_path: Path) -> None:
    """`scripts/build --as-of "11 May 2021"` reaches the command word for word, from any folder."""
    done = project.run("scripts/build", "--as-of", "11 May 2021", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "letterbook build --as-of 11 May 2021\n")


def test_serve_hands_its_arguments_to_letterbook_in_the_top_folder(project: SmallProject, tmp_path: Path) -> None:
    """mkdocs.yml is found from any folder."""
    program(project.venv / "bin/letterbook", 'echo "$PWD: letterbook $*"')
    done = project.run("scripts/serve", "--port", "8080", cwd=tmp_path)
    assert done.stdout == f"{project.folder}: letterbook serve --port 8080\n"


@pytest.fixture
def checks(project: SmallProject, tmp_path: Path) -> SmallProject:
    """A project whose tools only tell that they were called; a name in $FAULTY makes that tool fail."""
    tools = project.folder / "tests/tools"
    (tools / "node_modules").mkdir(parents=True, exist_ok=True)
    for lock in (tools / "package-lock.json", tools / "node_modules/installed-lock.json"):
        lock.write_text("{}", encoding="utf-8")
    (tmp_path / "java").mkdir()
    program(tmp_path / "java/java", "")
    (tools / "node_modules/.bin").mkdir(exist_ok=True)
    programs = [project.venv / "bin" / name for name in ("ruff", "mypy", "lint-imports", "pytest")]
    for path in [*programs, tools / "node_modules/.bin/eslint", tools / "node_modules/.bin/tsc"]:
        call = f'echo "{path.name} $*"; case "{path.name} $*" in "${{FAULTY:-none}}"*) exit 1;; esac'
        program(path, call)
    return replace(project, env=project.env | {"PATH": f"{project.env['PATH']}:{tmp_path / 'java'}"})


def browser(folder: Path) -> dict[str, str]:
    return {"LETTERBOOK_CHROMIUM": str(program(folder / "browser", ""))}


PYTHON_CHECKS = ["ruff check", "ruff format --check", "mypy", "lint-imports"]
JAVASCRIPT_CHECKS = [
    "eslint --config tests/tools/eslint.config.js docs/assets tests/tools",
    "tsc --project tests/tools",
]
CHECKS = [*PYTHON_CHECKS, *JAVASCRIPT_CHECKS]
ALL_TESTS = "pytest --numprocesses auto --dist worksteal"
ALL_CALLS = [*CHECKS, ALL_TESTS]


def calls(said: str) -> list[str]:
    return [line.strip() for line in said.splitlines() if not line.startswith("==")]


@pytest.mark.parametrize("script", ["scripts/test", ".ci/run"])
def test_test_runs_every_check_then_pytest(checks: SmallProject, tmp_path: Path, script: str) -> None:
    """Style, types, walls, JavaScript, tests, in this order; what CI runs is the same."""
    done = checks.run(script, env=browser(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert calls(done.stdout) == ALL_CALLS


@pytest.mark.parametrize("faulty", ALL_CALLS)
def test_test_stops_at_the_first_fault_and_names_it(checks: SmallProject, tmp_path: Path, faulty: str) -> None:
    """Exit 1, and no check after the one that failed."""
    done = checks.run("scripts/test", env={"FAULTY": faulty} | browser(tmp_path))
    assert done.returncode == 1
    assert calls(done.stdout) == ALL_CALLS[: ALL_CALLS.index(faulty) + 1]
    if faulty in CHECKS:
        name = faulty.split(maxsplit=1)[0] if faulty in JAVASCRIPT_CHECKS else faulty
        assert done.stderr == f"test: Stopped: {name} failed (see above). The remaining checks were not run.\n"


def test_test_with_arguments_runs_pytest_alone(checks: SmallProject, tmp_path: Path) -> None:
    """`scripts/test tests/project -k setup` is for work on one thing."""
    done = checks.run("scripts/test", "tests/project", "-k", "setup", env=browser(tmp_path))
    assert done.stdout == "pytest tests/project -k setup\n"


def test_test_without_a_browser_says_what_is_not_checked_and_goes_on(checks: SmallProject) -> None:
    """Where none can be installed: which package to install, and what its absence means."""
    done = checks.run("scripts/test")
    assert (done.returncode, calls(done.stdout)) == (0, ALL_CALLS)
    assert "test: No browser found. Install chromium" in done.stderr
    assert "what they cover is not checked" in done.stderr


def test_the_tools_of_the_tests_are_installed_once_for_each_lock(checks: SmallProject, tmp_path: Path) -> None:
    """By npm; if npm is missing or fails, the script says which checks it skips, and goes on."""
    (checks.folder / "tests/tools/package-lock.json").write_text('{"new": 1}', encoding="utf-8")
    skipped = "skipping the checks of JavaScript and those by axe and the Nu HTML checker."
    done = checks.run("scripts/test", env=browser(tmp_path))
    assert done.stderr == f"test: npm not found: {skipped}\n"
    assert calls(done.stdout) == [*PYTHON_CHECKS, ALL_TESTS]
    (tmp_path / "npm").mkdir()
    path = {"PATH": f"{checks.env['PATH']}:{tmp_path / 'npm'}"}
    program(tmp_path / "npm/npm", "exit 1")
    done = checks.run("scripts/test", env=browser(tmp_path) | path)
    assert done.stderr == f"test: npm could not install the tools: {skipped}\n"
    assert calls(done.stdout) == [*PYTHON_CHECKS, ALL_TESTS]
    program(tmp_path / "npm/npm", 'echo "npm $1"')
    assert checks.run("scripts/test", "-q", env=browser(tmp_path) | path).stderr == "npm ci\n"
    assert checks.run("scripts/test", "-q", env=browser(tmp_path) | path).stderr == ""


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_test_finds_a_browser_by_any_of_its_names(checks: SmallProject, tmp_path: Path, name: str) -> None:
    """The tests are told where it is."""
    found = program(tmp_path / name, "")
    program(checks.venv / "bin/pytest", 'echo "$LETTERBOOK_CHROMIUM"')
    done = checks.run("scripts/test", "-q", env={"PATH": f"{tmp_path}:{checks.env['PATH']}"})
    assert (done.stdout, done.stderr) == (f"{found}\n", "")
