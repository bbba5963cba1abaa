"""An installed wheel works with nothing of the checkout that it was built from."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from http_server import serve_folder
from letterbook.cli import main

from .small_project import TOP

PACKAGES = Path(sysconfig.get_path("purelib"))
GUARD = f"""\
import sys
def refuse(event, arguments):
    if event in ("open", "os.listdir", "os.scandir") and isinstance(arguments[0], str):
        path = arguments[0]
        if path.startswith({str(TOP)!r}) and not path.startswith({str(PACKAGES)!r}):
            raise AssertionError("the checkout is read: " + path)
sys.addaudithook(refuse)
"""
"""A module that lets nothing of the checkout be opened, save the packages that the tests are run with."""

AUDIT = """\
import datetime, pathlib
from letterbook import build
from letterbook.audit import audit
from letterbook.ingest import corpus
from letterbook.release import release
from letterbook.site.theme_engine import ThemeEngine
here = pathlib.Path()
record = corpus.load(here / "data").corpus
public = release(record, datetime.datetime.now(datetime.UTC))
settings = ThemeEngine(here / "mkdocs.yml", here / "drawn").settings
print(*audit(here / "site", record, public, build.list_sources(settings)), sep="\\n")
"""


@dataclass(frozen=True, slots=True)
class Installed:
    """A virtual environment with the wheel in it, and an empty folder to work in."""

    venv: Path
    folder: Path

    def run(self, *command: str, cwd: Path | None = None, stdin: str = "") -> str:
        """Run a program of the environment, see that it succeeds, and return its output."""
        done = subprocess.run(
            [self.venv / "bin" / command[0], *command[1:]],
            cwd=cwd or self.folder,
            env={"PATH": os.defpath, "HOME": str(self.folder)},
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def build_from(folder: Path, target: str, into: Path) -> Path:
    """Build a wheel or an sdist with the locked backend."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(into)]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    (archive,) = into.iterdir()
    return archive


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_from(TOP, "wheel", tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Installed:
    """The dependencies come from the environment of the tests; its editable install of the project does not count
    there, since Python reads `.pth` files in an environment's own folder only."""
    folder = tmp_path_factory.mktemp("installed")
    venv = folder / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(venv / "bin" / "python")]
    options = ["--quiet", "--no-index", "--no-deps", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", *options, str(wheel)], check=True)
    (packages,) = venv.glob("lib/python*/site-packages")
    (packages / "guard.py").write_text(GUARD, encoding="utf-8")
    (packages / "dependencies.pth").write_text(f"{PACKAGES}\nimport guard\n", encoding="utf-8")
    (folder / "empty").mkdir()
    return Installed(venv, folder / "empty")


@pytest.fixture(scope="module")
def record(installed: Installed) -> Path:
    """A record created from the wheel."""
    installed.run("letterbook", "init", "our-letters", "--publisher", "A Body", "--language", "fr")
    return installed.folder / "our-letters"


def contents(folder: Path) -> dict[str, tuple[bytes, bool]]:
    """Each file by its path: its bytes, and whether it can be run."""
    files = (each for each in folder.rglob("*") if each.is_file())
    return {each.relative_to(folder).as_posix(): (each.read_bytes(), os.access(each, os.X_OK)) for each in files}


def test_an_sdist_gives_the_same_wheel(tmp_path: Path, wheel: Path) -> None:
    """Byte for byte, without the checkout or its history."""
    with tarfile.open(build_from(TOP, "sdist", tmp_path / "dist")) as archive:
        archive.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.glob("letterbook-*")
    assert build_from(unpacked, "wheel", tmp_path / "again").read_bytes() == wheel.read_bytes()


def test_no_letter_is_packed(installed: Installed) -> None:
    """Nor anything else that is in a record and not needed to begin one."""
    (project,) = installed.venv.glob("lib/python*/site-packages/letterbook/project")
    packed = {path.split("/")[1] for path in contents(project) if path.startswith("data/")}
    assert packed == {"policy.yml", "registers"}


def test_the_editable_install_and_the_checkout_are_out_of_reach(installed: Installed) -> None:
    """The program runs from the wheel, and the guard of these tests works."""
    script = "import letterbook, sys; print(letterbook.__file__, *sys.path, sep='\\n')"
    program, *path = installed.run("python", "-c", script).splitlines()
    assert Path(program).is_relative_to(installed.venv)
    assert [each for each in path if each and Path(each).resolve() == TOP / "src"] == []
    with pytest.raises(AssertionError, match="the checkout is read"):
        installed.run("python", "-c", f"open({str(TOP / 'mkdocs.yml')!r})")


def test_init_writes_what_it_writes_from_a_checkout(record: Path, tmp_path: Path) -> None:
    """File by file, before anything else is done in the record."""
    result = CliRunner().invoke(main, ["init", str(tmp_path / "ours"), "--publisher", "A Body", "--language", "fr"])
    assert result.exit_code == 0, result.output
    assert contents(record) == contents(tmp_path / "ours")


def test_what_is_built_from_a_record_holds_none_of_it(record: Path, tmp_path: Path) -> None:
    """A publisher's registers name companies that no letter has named in public."""
    with ZipFile(build_from(record, "wheel", tmp_path / "wheel")) as wheel:
        names = wheel.namelist()
    with tarfile.open(build_from(record, "sdist", tmp_path / "sdist")) as sdist:
        names += sdist.getnames()
    assert sum(each.endswith("letterbook/build.py") for each in names) == 2
    assert [each for each in names if "/data/" in each or "/docs/" in each] == []


def test_cite_knows_the_shipped_instruments(installed: Installed) -> None:
    """Where there is no record."""
    assert "iccpr" in installed.run("letterbook", "cite", stdin="Article 19 of the ICCPR").lower()


def test_a_letter_is_begun_checked_published_and_cited(installed: Installed, record: Path) -> None:
    """In the new record, by the installed program. Then a State that no letter names is written into the site: its
    name is in the package too, which makes it no less a leak."""
    installed.run("letterbook", "new", "AL CHE 3/2024", "--sent", "2024-03-03", cwd=record)
    path = record / "data/letters/2024/al-che-3-2024.md"
    text = path.read_text(encoding="utf-8").replace("- mandate:", "- mandate: business")
    text = text.replace("- recipient:", "- recipient: switzerland", 1) + "We recall article 19 of the ICCPR.\n"
    path.write_text(text, encoding="utf-8")
    assert "0 errors" in installed.run("letterbook", "check", cwd=record)
    assert "1 letter and 0 responses are public" in installed.run("letterbook", "build", cwd=record)
    with serve_folder(record / "site") as address:
        assert "compared with the clock alone" in installed.run("letterbook", "watch", address, "--older-than", "26")
    assert "al-che-3-2024" in (record / "site/recipients/switzerland/index.html").read_text(encoding="utf-8")
    assert "iccpr" in installed.run("letterbook", "cite", str(path), cwd=record).lower()

    assert installed.run("python", "-c", AUDIT, cwd=record).strip() == ""
    with (record / "site/about/index.html").open("a", encoding="utf-8") as page:
        page.write("<p>Tuvalu</p>")
    assert installed.run("python", "-c", AUDIT, cwd=record).strip() == "about/index.html: withheld-name"
