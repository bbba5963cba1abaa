"""`letterbook serve`, as an editor uses it: real files are saved and a real server is asked."""

from __future__ import annotations

import http.client
import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from workspaces import Workspace

TEXT = "The first words."


class Server:
    """A running server: its address, and what it has printed."""

    def __init__(self, address: str, log: Path) -> None:
        self.address = address
        self._log = log

    def get(self, path: str = "") -> str:
        with urlopen(self.address + path, timeout=10) as answer:  # noqa: S310 - this machine
            return str(answer.read().decode())

    def get_letter(self, slug: str) -> str:
        return self.get(f"communications/{slug}/")

    @property
    def printed(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def read_state(self) -> dict[str, object]:
        """The first state that a browser is sent."""
        with urlopen(f"{self.address}-/events", timeout=10) as answer:  # noqa: S310 - as above
            line = answer.readline().decode()
        state: dict[str, object] = json.loads(line.removeprefix("data: "))
        return state


@contextmanager
def serve(workspace: Workspace, *options: str) -> Iterator[Server]:
    log = workspace.folder / "serve.log"
    command = [sys.executable, "-m", "letterbook", "serve", "--port", "0", *options]
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(command, cwd=workspace.folder, stdout=output, stderr=output)
        try:
            until(lambda: "Serving" in log.read_text(encoding="utf-8") or process.poll() is not None)
            found = re.search(r"Serving (\S+)", log.read_text(encoding="utf-8"))
            assert found, log.read_text(encoding="utf-8")
            yield Server(found[1], log)
        finally:
            process.terminate()  # not an interrupt: a shell in the background lets its children ignore that
            assert process.wait(timeout=60) == 128 + signal.SIGTERM, log.read_text(encoding="utf-8")


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end, "it did not happen within a minute"
        time.sleep(0.05)


def save(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_saved_letter_is_shown_before_the_rest_is_built(workspace: Workspace) -> None:
    letter = workspace.letter("AL OTH 1/2021", "2021-03-12", TEXT, "subject: A first subject\n")
    with serve(workspace) as server:
        assert TEXT in server.get_letter("al-oth-1-2021")
        save(letter, "first", "second")
        until(lambda: "The second words." in server.get_letter("al-oth-1-2021"))
        shown = server.printed
        assert "al-oth-1-2021: shown after" in shown
        assert "Rebuilt" not in shown
        until(lambda: "Rebuilt in" in server.printed)
        assert "A second subject" in server.get("communications/")
    assert not workspace.site.exists()


def test_a_server_that_is_ended_builds_nothing_more(workspace: Workspace) -> None:
    """In a large record that would take minutes."""
    workspace.letter("AL OTH 1/2021", "2021-03-12", TEXT)
    with serve(workspace) as server:
        assert TEXT in server.get_letter("al-oth-1-2021")
    assert "Rebuilt" not in server.printed


def test_a_fault_is_shown_in_the_terminal_and_on_the_page_and_the_server_lives_on(workspace: Workspace) -> None:
    letter = workspace.letter("AL OTH 1/2021", "2021-03-12", TEXT)
    with serve(workspace) as server:
        assert server.read_state()["faults"] == ""
        save(letter, "recipients:", "recipents:")
        until(lambda: "error[unknown-field]" in server.printed)
        assert "al-oth-1-2021.md:7: error[unknown-field]" in str(server.read_state()["faults"])
        assert TEXT in server.get_letter("al-oth-1-2021")
        save(letter, "recipents:", "recipients:")
        until(lambda: server.read_state()["faults"] == "")
        save(letter, "first", "last")
        until(lambda: "The last words." in server.get_letter("al-oth-1-2021"))


def test_a_fault_outside_of_letters_is_shown_too(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12", TEXT)
    partial = workspace.folder / "overrides/partials/letterbook/row.html"
    sound = partial.read_text(encoding="utf-8")
    with serve(workspace) as server:
        partial.write_text("{{ nobody }}", encoding="utf-8")
        until(lambda: "'nobody' is undefined" in str(server.read_state()["faults"]))
        partial.write_text(f"<!-- mended -->{sound}", encoding="utf-8")
        until(lambda: "<!-- mended -->" in server.get())
        assert "Traceback" not in server.printed


def test_a_template_that_fails_for_the_saved_letter_does_not_end_the_server(workspace: Workspace) -> None:
    """The fault is in a branch that only letters with alleged victims reach."""
    letter = workspace.letter("AL OTH 1/2021", "2021-03-12", TEXT)
    template = workspace.folder / "overrides/partials/letterbook/letter.html"
    sound = template.read_text(encoding="utf-8")
    template.write_text(f"{sound}{{% if letter.alleged_victims %}}{{{{ nobody }}}}{{% endif %}}", encoding="utf-8")
    with serve(workspace) as server:
        save(letter, "---\nThe", "alleged_victims: 3\n---\nThe")
        until(lambda: "'nobody' is undefined" in str(server.read_state()["faults"]))
        assert TEXT in server.get_letter("al-oth-1-2021")
        template.write_text(sound, encoding="utf-8")
        until(lambda: "Alleged victims" in server.get_letter("al-oth-1-2021"))


def test_what_is_withheld_is_shown_only_in_a_preview(workspace: Workspace) -> None:
    letter = workspace.letter("AL OTH 2/2021", "2021-03-13", TEXT)
    with serve(workspace, "--as-of", "2021-04-01") as server:
        save(letter, "first", "second")
        until(lambda: "al-oth-2-2021: not public at this moment" in server.printed)
        with pytest.raises(HTTPError, match="404"):
            server.get_letter("al-oth-2-2021")
    with serve(workspace, "--as-of", "2100-01-01", "--preview") as server:
        assert "The second words." in server.get_letter("al-oth-2-2021")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that no test saves anything for."""
    with serve(Workspace.create(tmp_path_factory.mktemp("served") / "workspace")) as running:
        yield running


def test_a_page_is_served_with_its_policy_and_the_script_that_reloads_it(server: Server) -> None:
    page = server.get()
    assert "script-src 'self'" in page
    assert page.endswith('<script src="/-/reload.js" defer></script>')
    assert "EventSource" in server.get("-/reload.js")
    with pytest.raises(HTTPError) as missing:
        server.get("nothing/")
    assert b"/-/reload.js" in missing.value.read()


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
def test_no_other_site_can_read_the_pages_by_giving_its_name_to_this_machine(server: Server, method: str) -> None:
    assert ask(server, "/", "elsewhere.example:8000", method).status == http.client.FORBIDDEN
    assert ask(server, "/nothing/", "elsewhere.example:8000", method).status == http.client.FORBIDDEN


def test_this_machine_can_read_the_pages_by_its_name(server: Server) -> None:
    """Also without a port, as a browser asks for port 80."""
    for name in ("localhost:8000", "localhost", "127.0.0.1"):
        for method in ("GET", "HEAD"):
            assert ask(server, "/", name, method).status == http.client.OK


@pytest.mark.parametrize("path", ["/", "/nothing/", "/assets/letterbook.css", "/-/reload.js"])
def test_no_other_site_can_find_out_which_pages_there_are_by_loading_them(server: Server, path: str) -> None:
    """A browser then gives it the same for a page that is there and for one that is not: nothing."""
    headers = ask(server, path, "localhost:8000").headers

    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize(
    "path",
    [
        *("/assets/", "/communications/%2e%2e/assets/", "/../serve.log", "/%2e%2e/serve.log", "/%252e%252e/serve.log"),
        *("/..%2fserve.log", "//etc/passwd", "/%2fetc/passwd", "/assets/..%2f..%2f..%2fserve.log", "/theme/"),
    ],
)
def test_neither_folders_nor_files_elsewhere_can_be_read(server: Server, path: str) -> None:
    assert ask(server, path, "localhost:8000").status == http.client.NOT_FOUND


def ask(server: Server, path: str, name: str, method: str = "GET") -> http.client.HTTPResponse:
    """Ask for a path exactly as it is written, as a browser that knows this machine by that name."""
    connection = http.client.HTTPConnection(server.address.removeprefix("http://").rstrip("/"), timeout=10)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", name)
    connection.endheaders()
    return connection.getresponse()


def test_a_record_with_faults_is_not_served(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12", TEXT, "nonsense: yes\n")
    result = workspace.run("serve", "--config-file", str(workspace.folder / "mkdocs.yml"), "--port", "0")
    assert result.exit_code == 1
    assert "error[unknown-field]" in result.output


def test_a_port_in_use_is_reported(workspace: Workspace, server: Server) -> None:
    port = server.address.rstrip("/").rpartition(":")[2]
    result = workspace.run("serve", "--config-file", str(workspace.folder / "mkdocs.yml"), "--port", port)
    assert result.exit_code == 2
    assert f"port {port} cannot be used: Address already in use; choose another with --port" in result.output
