"""A small project to try the scripts in, and the programs and packages that it needs."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .small_project import (
    BACKEND,
    PROGRAMS,
    SmallProject,
    Wheels,
    empty_wheel,
    make_project,
    program,
    wheel_of_installed,
)


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Wheels:
    folder = tmp_path_factory.mktemp("wheels")
    return Wheels(
        folder=folder,
        backend=tuple(wheel_of_installed(each, folder) for each in BACKEND),
        pebble=empty_wheel("pebble", folder),
        feather=empty_wheel("feather", folder),
        granite=empty_wheel("granite", folder),
    )


@pytest.fixture(scope="session")
def toolbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for PATH with the programs that the scripts call, and nothing else."""
    folder = tmp_path_factory.mktemp("toolbox")
    for name in PROGRAMS:
        found = shutil.which(name)
        assert found, f"{name} is not on this machine"
        (folder / name).symlink_to(found)
    return folder


@pytest.fixture(scope="session")
def quick_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python whose `-m venv` copies a venv made once: unpacking pip for each would be most of the tests' time."""
    folder = tmp_path_factory.mktemp("python")
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    copy = f'exec {shutil.which("cp")} -a "{folder}/venv" "$3"'
    return program(folder / "python", f'[ "$2" = venv ] && {copy}; exec "{sys.executable}" "$@"')


@pytest.fixture
def new_project(tmp_path: Path, wheels: Wheels, toolbox: Path, quick_python: Path) -> SmallProject:
    """A project of one test's own, nothing set up."""
    return make_project(tmp_path / "project", wheels, toolbox, quick_python)


@pytest.fixture(scope="module")
def _shared_project(
    tmp_path_factory: pytest.TempPathFactory, wheels: Wheels, toolbox: Path, quick_python: Path
) -> SmallProject:
    return make_project(tmp_path_factory.mktemp("shared") / "project", wheels, toolbox, quick_python)


@pytest.fixture
def project(_shared_project: SmallProject, wheels: Wheels) -> SmallProject:
    """A project that is set up with --test. The tests share it, so each finds it mended."""
    _shared_project.lock("build", *wheels.backend)
    _shared_project.lock("test", *wheels.backend, wheels.pebble)
    done = _shared_project.run("scripts/setup", "--test")
    assert done.returncode == 0, done.stderr
    return _shared_project
