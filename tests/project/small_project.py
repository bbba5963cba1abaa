"""A small project: the project's real scripts around a package of three lines, set up from wheels on disk, offline."""

import hashlib
import importlib.metadata
import os
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]

PYPROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "letterbook"
version = "1"
description = "A small project"
[project.scripts]
letterbook = "letterbook:main"
[tool.hatch.build.targets.wheel]
packages = ["src/letterbook"]
dev-mode-dirs = ["src"]
"""
BACKEND = ("hatchling", "packaging", "pathspec", "pluggy", "tomlkit", "trove-classifiers")
"""The build backend and what it needs."""
PACKAGE = """\
import sys
def main() -> None: print("letterbook", *sys.argv[1:])
"""
# Every program that a script calls, Python aside: a PATH of these alone has no Python, no browser and no apt-get.
# fmt: off
PROGRAMS = (
    "awk", "bash", "cat", "cut", "dirname", "env", "flock", "grep", "head", "mv", "readlink", "rm", "sed",
    "sha256sum", "tail",
)
# fmt: on


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallProject:
    """A folder laid out as the project is, and the environment that its scripts run in."""

    folder: Path
    env: dict[str, str]

    @property
    def venv(self) -> Path:
        return self.folder / ".venv"

    def start(
        self, script: str, *arguments: str, cwd: Path | None = None, env: dict[str, str] | None = None
    ) -> subprocess.Popen[str]:
        """Start a script by its path from the top folder. `env` overrides the environment; "" removes a name."""
        return subprocess.Popen(
            [self.folder / script, *arguments],
            cwd=cwd or self.folder,
            env={name: value for name, value in (self.env | (env or {})).items() if value},
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(
        self, script: str, *arguments: str, cwd: Path | None = None, env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """As `start`, and wait for its end."""
        process = self.start(script, *arguments, cwd=cwd, env=env)
        stdout, stderr = process.communicate(timeout=120)
        return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)

    def lock(self, name: str, *wheels: Path) -> None:
        """Write requirements/`name`.txt so that it names these wheels and their hashes."""
        lines = []
        for wheel in wheels:
            project, version, *_ = wheel.name.split("-")
            digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
            lines.append(f"{project}=={version} --hash=sha256:{digest}\n")
        (self.folder / "requirements" / f"{name}.txt").write_text("".join(lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wheels:
    """Wheels on disk: those of the build backend, a package for the tests, and two that a lock may come to name."""

    folder: Path
    backend: tuple[Path, ...]
    pebble: Path
    feather: Path
    granite: Path


def program(path: Path, script: str) -> Path:
    """Write an executable shell script."""
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def wheel_of_installed(project: str, folder: Path) -> Path:
    """Pack an installed pure Python project into a wheel again."""
    distribution = importlib.metadata.distribution(project)
    path = folder / f"{project.replace('-', '_')}-{distribution.version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for file in distribution.files or ():
            if ".." not in file.parts and file.suffix != ".pyc":
                wheel.write(str(file.locate()), str(file))
    return path


def empty_wheel(project: str, folder: Path) -> Path:
    """Make a wheel that holds nothing but its own description."""
    path = folder / f"{project}-1.0-py3-none-any.whl"
    info = f"{project}-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {project}\nVersion: 1.0\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")
    return path


def make_project(folder: Path, wheels: Wheels, toolbox: Path, python: Path) -> SmallProject:
    """Lay out a small project in `folder`, with nothing set up, that makes its .venv with `python`."""
    shutil.copytree(TOP / "scripts", folder / "scripts")
    shutil.copytree(TOP / ".ci", folder / ".ci")
    (folder / "src/letterbook").mkdir(parents=True)
    (folder / "src/letterbook/__init__.py").write_text(PACKAGE)
    (folder / "pyproject.toml").write_text(PYPROJECT)
    (folder / "requirements").mkdir()
    env = {
        "PATH": str(toolbox),
        "HOME": str(folder),
        "LETTERBOOK_PYTHON": str(python),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_CACHE_DIR": "1",
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(wheels.folder),
    }
    project = SmallProject(folder=folder, env=env)
    project.lock("build", *wheels.backend)
    project.lock("test", *wheels.backend, wheels.pebble)
    return project
