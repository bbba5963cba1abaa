"""The git hooks stop a commit of a faulty letter, and a push of withheld letters to a public repository."""

from __future__ import annotations

import base64
import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from workspaces import PROJECT, Workspace

HOOKS = PROJECT / ".githooks"
HELD = "release:\n  hold: true\n  review: 2999-01-01\n  reason: safety\nallow:\n"
HELD += "  - rule: hold-after-release\n    reason: In time.\n"


@dataclass(frozen=True)
class Clone:
    """A repository with a record in it and the hooks enabled. `home` is the folder of the user's own settings."""

    record: Workspace
    home: Path

    def git(self, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
        return self._run("git", *arguments, text=text)

    def commit(self, *options: str) -> subprocess.CompletedProcess[str]:
        self.git("add", "--all")
        return self.git("commit", "-q", "-m", "Add a letter", *options)

    def push(self, address: str) -> subprocess.CompletedProcess[str]:
        """Run the hook as git does before it pushes to an address."""
        commit = self.git("rev-parse", "HEAD").stdout.strip()
        line = f"refs/heads/main {commit} refs/heads/main {'0' * 40}\n"
        return self._run(".githooks/pre-push", "origin", address, text=line)

    def _run(self, *command: str, text: str) -> subprocess.CompletedProcess[str]:
        named = {
            f"GIT_{who}_{what}": "editor@body.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
        }
        env = os.environ | named | {"HOME": str(self.home), "GIT_CONFIG_GLOBAL": str(self.home / ".gitconfig")}
        return subprocess.run(
            command, cwd=self.record.folder, input=text, capture_output=True, text=True, check=False, env=env
        )


@pytest.fixture
def clone(workspace: Workspace, tmp_path: Path) -> Clone:
    record = workspace
    made = Clone(record, tmp_path / "home")
    made.home.mkdir()
    shutil.copytree(HOOKS, record.folder / ".githooks")
    shutil.copy(PROJECT / ".gitignore", record.folder)
    program = record.folder / ".venv/bin/letterbook"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m letterbook "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    assert made.git("init", "-q", "-b", "main").returncode == 0
    assert made.git("config", "core.hooksPath", ".githooks").returncode == 0
    assert made.commit("--no-verify").returncode == 0
    return made


def add_letter(clone: Clone, reference: str = "AL OTH 1/2021", more: str = "") -> Path:
    return clone.record.letter(reference, "2021-03-12", "12 March 2021", more=more)


@pytest.mark.parametrize("path", sorted(HOOKS.iterdir()), ids=lambda path: path.name)
def test_a_hook_is_an_executable_file_for_any_shell(path: Path) -> None:
    assert os.access(path, os.X_OK)
    assert path.read_text(encoding="utf-8").startswith("#!/bin/sh\n")
    assert subprocess.run(["sh", "-n", path], check=False).returncode == 0


def test_a_letter_without_a_fault_is_committed(clone: Clone) -> None:
    add_letter(clone)
    done = clone.commit()
    assert (done.returncode, clone.git("status", "--porcelain").stdout) == (0, "")


def test_a_letter_with_a_fault_is_not_committed(clone: Clone) -> None:
    """The message names its file, line and rule."""
    path = add_letter(clone, more="subjct: A\n")
    done = clone.commit()
    assert done.returncode != 0
    assert f"{path.relative_to(clone.record.folder).as_posix()}:9: error[unknown-field]" in done.stdout + done.stderr
    assert clone.commit("--no-verify").returncode == 0


def test_a_fault_in_another_letter_does_not_keep_one_from_being_committed(clone: Clone) -> None:
    add_letter(clone, "AL OTH 2/2021", more="subjct: A\n")
    good = add_letter(clone)
    clone.git("add", str(good))
    assert clone.git("commit", "-q", "-m", "Add a letter").returncode == 0


def test_a_file_with_blanks_and_accents_in_its_name_is_checked(clone: Clone) -> None:
    path = clone.record.data / "letters/2021/Lettre à envoyer.md"
    path.parent.mkdir(parents=True)
    path.write_text("---\nreference: AL OTH 1/2021\n---\n", encoding="utf-8")
    done = clone.commit()
    assert done.returncode != 0
    assert "Lettre à envoyer.md" in done.stdout + done.stderr


def test_a_change_of_a_register_checks_the_letters_that_use_it(clone: Clone) -> None:
    add_letter(clone)
    assert clone.commit().returncode == 0
    register = clone.record.data / "registers/recipients.yml"
    register.write_text(register.read_text(encoding="utf-8").replace("northwind:", "southwind:"), encoding="utf-8")
    done = clone.commit()
    assert done.returncode != 0
    assert "unknown-recipient" in done.stdout + done.stderr


def test_a_commit_that_removes_a_letter_checks_its_responses(clone: Clone) -> None:
    path = add_letter(clone)
    response = clone.record.data / "responses/al-oth-1-2021/2021-06-02-northwind.md"
    response.parent.mkdir(parents=True)
    response.write_text(
        "---\nletter: AL OTH 1/2021\nrecipient: northwind\ndated: 2021-06-02\nlanguage: en\nkind: reply\n---\nYes.\n",
        encoding="utf-8",
    )
    assert clone.commit().returncode == 0
    path.unlink()
    done = clone.commit()
    assert done.returncode != 0
    assert "2021-06-02-northwind.md" in done.stdout + done.stderr


def test_a_commit_outside_the_record_is_not_checked(clone: Clone) -> None:
    shutil.rmtree(clone.record.folder / ".venv")
    (clone.record.folder / "notes.txt").touch()
    assert clone.commit().returncode == 0


def test_without_the_program_a_letter_is_not_committed(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(clone.record.folder / ".venv")
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    add_letter(clone)
    done = clone.commit()
    assert done.returncode != 0
    assert "Run ./scripts/setup" in done.stderr


@contextmanager
def serve_repository(clone: Clone, folder: Path, password: str = "") -> Iterator[str]:
    """Serve a copy of the repository over HTTP; with a password, only to those who give it. Yields its address."""
    clone.git("clone", "-q", "--bare", ".", str(folder / "letters.git"))
    subprocess.run(["git", "update-server-info"], cwd=folder / "letters.git", check=True)

    class Handler(http.server.SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            given = base64.b64encode(f"editor:{password}".encode()).decode()
            if not password or self.headers["Authorization"] == f"Basic {given}":
                return super().do_GET()
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="letters"')
            self.end_headers()
            return None

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
            """Print nothing."""

    handler = functools.partial(Handler, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/letters.git"
        server.shutdown()


def test_a_withheld_letter_is_not_pushed_to_a_public_repository(clone: Clone, tmp_path: Path) -> None:
    add_letter(clone, more=HELD)
    assert clone.commit().returncode == 0
    with serve_repository(clone, tmp_path / "host") as address:
        done = clone.push(address)
    assert done.returncode == 1
    assert "1 withheld letter would be public in this repository’s history" in done.stderr
    assert f"stopped: anyone can read {address}" in done.stderr


def test_what_is_pushed_counts_and_not_what_is_in_the_folder(clone: Clone, tmp_path: Path) -> None:
    path = add_letter(clone, more=HELD)
    with serve_repository(clone, tmp_path / "host") as address:
        assert clone.push(address).returncode == 0
        assert clone.commit().returncode == 0
        path.unlink()
        assert clone.push(address).returncode == 1


def test_released_letters_are_pushed_to_a_public_repository(clone: Clone, tmp_path: Path) -> None:
    add_letter(clone)
    assert clone.commit().returncode == 0
    with serve_repository(clone, tmp_path / "host") as address:
        done = clone.push(address)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_withheld_letter_is_pushed_to_a_private_repository(clone: Clone, tmp_path: Path) -> None:
    """Even where the user's own settings, or the address, have the password: without it nobody can read it."""
    add_letter(clone, more=HELD)
    assert clone.commit().returncode == 0
    with serve_repository(clone, tmp_path / "host", password="secret") as address:  # noqa: S106 - of this test
        (clone.home / ".netrc").write_text("machine 127.0.0.1 login editor password secret\n", encoding="utf-8")
        helper = "!f() { echo username=editor; echo password=secret; }; f"
        clone.git("config", "--global", "credential.helper", helper)
        clone.git("config", "credential.helper", helper)
        reads = clone.git("ls-remote", address)
        pushes = [clone.push(each) for each in (address, address.replace("://", "://editor:secret@"))]
    assert reads.returncode == 0
    assert [(each.returncode, each.stderr) for each in pushes] == [(0, ""), (0, "")]


@pytest.mark.parametrize("address", ["/srv/letters.git", "../letters.git"])
def test_a_push_to_a_folder_is_not_checked(clone: Clone, address: str) -> None:
    done = clone.push(address)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_push_to_a_host_that_does_not_answer_goes_on_with_a_word(clone: Clone) -> None:
    done = clone.push("http://127.0.0.1:9/letters.git")
    assert (done.returncode, "cannot tell whether anyone can read http://127.0.0.1:9" in done.stderr) == (0, True)


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("git@host.example:body/letters.git", "https://host.example/body/letters.git"),
        ("ssh://git@host.example/body/letters.git", "https://host.example/body/letters.git"),
        ("ssh://git@host.example:2222/body/letters.git", "https://host.example/body/letters.git"),
        ("https://editor:secret@host.example/body/letters.git", "https://host.example/body/letters.git"),
        ("https://host.example/body/a@b.git", "https://host.example/body/a@b.git"),
    ],
)
def test_the_host_is_asked_at_the_address_that_anyone_could_read(
    clone: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, asked: str
) -> None:
    """A git that only writes down what it is asked."""
    program = tmp_path / "bin/git"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nfor last; do :; done\necho "$last" >{tmp_path}/asked\nexit 1\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
    clone.push(given)
    assert (tmp_path / "asked").read_text(encoding="utf-8") == f"{asked}\n"
