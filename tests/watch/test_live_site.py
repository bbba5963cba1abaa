"""The watch command against real servers on 127.0.0.1 that are up to date, behind, down, slow, lying or redirecting."""

from __future__ import annotations

import datetime as dt
import gzip
import http.server
import json
import re
import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from http_server import serve_folder
from letterbook.cli import main
from letterbook.outputs.release_json import write_release_json
from letterbook.release import release
from letterbook.rules import load_checked_record
from letterbook.watch import InvalidUrl, build_release_url, client
from sites import site_of
from workspaces import PROJECT, Workspace

FILE = "/data/release.json"
Answer = Callable[[http.server.BaseHTTPRequestHandler], object]

HELD = "release:\n  hold: true\n  review: 2999-01-01\n  reason: safety\nallow:\n"
HELD += "  - rule: hold-after-release\n    reason: In time.\n"


@pytest.fixture(autouse=True)
def nobody_between(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Use no proxy for 127.0.0.1, and run in a folder without a record."""
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@contextmanager
def serve_answer(answer: Answer) -> Iterator[str]:
    """Run a server that answers each request in this way, and yield its address."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            try:
                answer(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def send_file(content: bytes, status: int = 200, **headers: str) -> Answer:
    """Return an answer that sends a file, whatever the request."""

    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content_Length": str(len(content)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def now() -> dt.datetime:
    """The command compares with the real clock."""
    return dt.datetime.now(dt.UTC)  # noqa: TID251 - see above


def release_json(**changes: Any) -> bytes:
    """Return the release.json of a site with one letter, built now."""
    letter = {
        "reference": "AL OTH 1/2021",
        "address": "communications/al-oth-1-2021/",
        "sent": "2021-03-12",
        "released": "2021-05-11",
        "responses": [],
    }
    content = {"as_of": now().isoformat(), "time_zone": "Europe/Zurich", "communications": [letter], **changes}
    return json.dumps(content).encode()


def hours(number: float) -> str:
    return (now() + dt.timedelta(hours=number)).isoformat()


def run_watch(url: str, *options: str) -> Result:
    return CliRunner().invoke(main, ["watch", url, *options])


# With a record


@pytest.fixture
def live(workspace: Workspace) -> Iterator[tuple[Workspace, str]]:
    """A workspace with one released letter, and the address of a server with its site as built now."""
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021")
    record = load_checked_record(workspace.data, now()).corpus
    (file,) = write_release_json(site_of(release(record, now())))
    (workspace.site / "data").mkdir(parents=True)
    assert isinstance(file.content, bytes)
    (workspace.site / file.path).write_bytes(file.content)
    with serve_folder(workspace.site) as url:
        yield workspace, url


def test_a_site_that_shows_everything_due_is_up_to_date(live: tuple[Workspace, str]) -> None:
    """With and without a slash, and when asked for the file itself."""
    workspace, url = live
    for each in (url, url.rstrip("/"), f"{url}data/release.json"):
        result = workspace.run("watch", each)
        assert result.exit_code == 0, result.output
        assert "is up to date: 1 communications" in result.output


def test_a_site_that_is_behind_is_reported_with_what_is_late_and_since_when(live: tuple[Workspace, str]) -> None:
    """A letter, and a response to one that is there."""
    workspace, url = live
    workspace.letter("AL XAA 2/2021", "2021-03-12", "12 March 2021")
    folder = workspace.data / "responses/al-oth-1-2021"
    folder.mkdir(parents=True)
    (folder / "2021-06-02-northwind.md").write_text(
        "---\nletter: AL OTH 1/2021\nrecipient: northwind\ndated: 2021-06-02\nlanguage: en\nkind: reply\n---\nYes.\n",
        encoding="utf-8",
    )
    result = workspace.run("watch", url)
    assert result.exit_code == 1
    assert "late: AL XAA 2/2021: due since 2021-05-11 00:00 Europe/Zurich" in result.output
    assert "late: AL OTH 1/2021, response northwind-2021-06-02: due since 2021-06-02" in result.output
    assert "not up to date: 2 findings." in result.output


def test_what_must_not_be_public_is_reported_first(live: tuple[Workspace, str]) -> None:
    """Here a letter that was put on hold after publication; it is named as the site names it."""
    workspace, url = live
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021", more=HELD)
    workspace.letter("AL XAA 2/2021", "2021-03-12", "12 March 2021")
    result = workspace.run("watch", url)
    assert result.exit_code == 1
    assert result.output.splitlines()[0].startswith("too-early: AL OTH 1/2021: the site shows it")
    assert "late: AL XAA 2/2021" in result.output


def test_withheld_letters_change_nothing_in_the_report(live: tuple[Workspace, str]) -> None:
    """An outside monitor may see it."""
    workspace, url = live
    options = [url, "--format", "json", "--older-than", "0.000001"]
    before = [workspace.run("watch", url).output, workspace.run("watch", *options).output]
    workspace.letter("AL XAA 9/2021", "2021-03-12", "12 March 2021", more=HELD)
    today = now().date() - dt.timedelta(days=2)
    workspace.letter(f"AL XAA 8/{today.year}", str(today), f"{today.day} {today:%B} {today.year}")
    assert [workspace.run("watch", url).output, workspace.run("watch", *options).output] == before


def test_a_letter_that_became_due_within_the_grace_period_may_be_missing(live: tuple[Workspace, str]) -> None:
    """By default there is no grace period."""
    workspace, url = live
    today = now() - dt.timedelta(hours=2)
    released = f"release:\n  date: {today.date()}\n  reason: press-release\n"
    sent = today.date() - dt.timedelta(days=5)
    workspace.letter(f"AL XAA 8/{sent.year}", str(sent), f"{sent.day} {sent:%B} {sent.year}", more=released)
    assert workspace.run("watch", url).exit_code == 1
    assert workspace.run("watch", url, "--grace", str(60 * 24 * 2)).exit_code == 0


def test_a_record_with_errors_is_reported_without_naming_a_letter(live: tuple[Workspace, str]) -> None:
    """Errors stop what is due from being published."""
    workspace, url = live
    workspace.letter("AL XAA 2/2021", "2021-03-12", "12 March 2021", more="subjct: x\n")
    result = workspace.run("watch", url)
    assert result.exit_code == 1
    assert "1 error in the record" in result.output
    assert "xaa-2" not in result.output


def test_the_site_of_another_publisher_is_recognised(live: tuple[Workspace, str]) -> None:
    workspace, _ = live
    with serve_answer(send_file(release_json(publisher="Somebody else"))) as url:
        result = workspace.run("watch", url)
    assert result.exit_code == 1
    assert "other-publisher" in result.output
    assert "Somebody" not in result.output


def test_a_folder_called_data_is_not_taken_for_a_record(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with serve_answer(send_file(release_json())) as url:
        assert run_watch(url).exit_code == 0
        assert run_watch(url, "--data", "data").exit_code == 1


def test_a_missing_record_is_a_usage_error_and_its_name_is_not_printed() -> None:
    result = run_watch("http://127.0.0.1:9/", "--data", "secret-place")
    assert result.exit_code == 2
    assert "no record" in result.output
    assert "secret-place" not in result.output


# With the clock alone


def test_without_a_record_only_the_age_of_the_site_is_checked() -> None:
    with serve_answer(send_file(release_json())) as url:
        result = run_watch(url)
    assert result.exit_code == 0
    assert "compared with the clock alone" in result.output


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"as_of": hours(-27)}, "old: it was built as of"),
        ({"as_of": hours(2)}, "as-of-in-the-future"),
        ({"preview": True}, "preview: the site is a preview"),
    ],
)
def test_a_site_that_is_old_or_gives_a_wrong_time_is_reported(fields: dict[str, Any], found: str) -> None:
    with serve_answer(send_file(release_json(**fields))) as url:
        result = run_watch(url)
    assert result.exit_code == 1
    assert found in result.output


@pytest.mark.skipif(not all(map(shutil.which, ("bash", "curl", "jq"))), reason="no bash, curl or jq on this machine")
@pytest.mark.parametrize(("age", "is_up_to_date"), [(25.9, True), (26.1, False), (None, False)])
def test_a_monitor_without_the_program_can_tell_the_age_of_a_site(age: float | None, is_up_to_date: bool) -> None:
    """By the command that the documentation gives; a site that is down is not up to date either."""
    text = (PROJECT / "docs/where-the-record-may-live.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"(?ms)^```bash\n(set -o pipefail\ncurl .*?)^```", text)
    built = (now() - dt.timedelta(hours=age or 0)).strftime("%Y-%m-%dT%H:%M:%SZ")  # as a build writes it
    answer = send_file(release_json(as_of=built)) if age else send_file(b"", status=503)
    with serve_answer(answer) as url:
        script = command.replace("https://body.example/letters", url.rstrip("/"))
        done = subprocess.run(["bash", "-c", script], capture_output=True, check=False, timeout=60)
    assert (done.returncode == 0) == is_up_to_date


def test_the_allowed_age_is_an_option() -> None:
    with serve_answer(send_file(release_json(as_of=hours(-27)))) as url:
        assert run_watch(url, "--older-than", "28").exit_code == 0


def test_a_letter_that_the_site_itself_dates_in_the_future_is_reported_first() -> None:
    early = json.loads(release_json())["communications"][0] | {"released": "2999-01-01"}
    with serve_answer(send_file(release_json(communications=[early], as_of=hours(-30)))) as url:
        result = run_watch(url)
    assert result.exit_code == 1
    assert (
        result.output.splitlines()[0]
        == "too-early: AL OTH 1/2021: the site itself gives 2999-01-01 as its release date"
    )
    assert "old: " in result.output


def test_of_very_many_findings_only_the_first_are_reported() -> None:
    many = [{"reference": f"AL OTH {each}/2999", "released": "2999-01-01", "responses": []} for each in range(1, 151)]
    with serve_answer(send_file(release_json(communications=many))) as url:
        result = run_watch(url)
        as_json = json.loads(run_watch(url, "--format", "json").output)
    assert "and 50 more" in result.output
    assert (len(as_json["findings"]), as_json["more"], as_json["in_time"]) == (100, 50, False)


# Servers that send something else


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (send_file(b"<!doctype html><title>A secret</title>"), "not JSON"),
        (send_file(b"[" * 200_000), "not JSON"),
        (send_file(b"\xff\xfe{}"), "not JSON"),
        (send_file(b""), "not JSON"),
        (send_file(b"[]"), "not the release.json"),
        (send_file(b"{}"), "not the release.json"),
        (send_file(release_json(as_of="2021-05-11T00:00")), "not the release.json"),
        (send_file(release_json(as_of=3)), "not the release.json"),
        (send_file(release_json(time_zone="../../etc/passwd")), "not the release.json"),
        (send_file(release_json(time_zone="")), "not the release.json"),
        (send_file(release_json(communications={"secret": 1})), "not the release.json"),
        (
            send_file(release_json(communications=[{"reference": "\x1b[31msecret", "released": "2021-05-11"}])),
            "release.json",
        ),
        (send_file(gzip.compress(release_json()), Content_Encoding="gzip"), "compressed"),
        (send_file(gzip.compress(release_json())), "not JSON"),
        (send_file(b"no", 404), "answered 404"),
        (send_file(b"no", 503), "answered 503"),
        (send_file(release_json(), Content_Length="9999"), "incomplete"),
        (lambda handler: handler.wfile.write(b"secret\r\n\r\n"), "no complete response"),
    ],
)
def test_a_file_that_is_no_release_file_is_reported_without_quoting_it(answer: Answer, message: str) -> None:
    with serve_answer(answer) as url:
        result = run_watch(url)
    assert result.exit_code == 1
    assert message in result.output
    assert "secret" not in result.output
    assert "\x1b" not in result.output


def test_a_huge_answer_is_not_read_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "MOST_BYTES", 100_000)
    with serve_answer(send_file(release_json() + b" " * 200_000)) as url:
        result = run_watch(url)
    assert result.exit_code == 1
    assert "larger than" in result.output


def test_a_server_that_is_down_is_reported() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    result = run_watch(f"http://127.0.0.1:{port}/")
    assert result.exit_code == 1
    assert "unreachable: no connection" in result.output


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_server_that_sends_a_byte_at_a_time_is_given_up(part: str) -> None:
    """Each byte comes in time, but waiting for all of them would take for ever."""
    content = release_json()
    stop = threading.Event()

    def drip(handler: http.server.BaseHTTPRequestHandler) -> None:
        head = f"HTTP/1.0 200 OK\r\nContent-Length: {len(content)}\r\nX-Filling: {'x' * 40}\r\n\r\n".encode()
        quick, slow, rest = (
            (b"", head[:40], head[40:] + content) if part == "head" else (head, content[:40], content[40:])
        )
        handler.wfile.write(quick)
        for each in slow:
            stop.wait(0.1)
            handler.wfile.write(bytes([each]))
        handler.wfile.write(rest)

    with serve_answer(drip) as url:
        result = run_watch(url, "--timeout", "0.5")
        stop.set()
    assert result.exit_code == 1
    assert "no complete response within 0.5 seconds" in result.output


def test_a_server_that_never_answers_is_given_up() -> None:
    stop = threading.Event()
    with serve_answer(lambda _: stop.wait(5)) as url:
        result = run_watch(url, "--timeout", "0.2")
        stop.set()
    assert result.exit_code == 1
    assert "no complete response within 0.2 seconds" in result.output


def redirect_through(*ways: str) -> Answer:
    """Redirect from the site's file to each of `ways` in turn; the last one sends the file."""

    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        steps = [FILE, *ways]
        at = steps.index(handler.path)
        if at == len(steps) - 1:
            send_file(release_json())(handler)
        else:
            send_file(b"", 302, Location=steps[at + 1])(handler)

    return answer


def test_a_redirect_on_the_same_host_is_followed() -> None:
    with serve_answer(redirect_through("/new/release.json")) as url:
        assert run_watch(url).exit_code == 0


def test_a_long_chain_or_a_loop_of_redirects_is_given_up() -> None:
    with serve_answer(redirect_through(*(f"/{each}" for each in range(9)))) as url:
        long = run_watch(url)
    with serve_answer(send_file(b"", 301, Location=FILE)) as url:
        loop = run_watch(url)
    for result in (long, loop):
        assert result.exit_code == 1
        assert "redirects" in result.output


@pytest.mark.parametrize(
    "place", ["https://elsewhere.example/", "//elsewhere.example/", "file:///etc/passwd", "ftp://x/"]
)
def test_a_redirect_to_another_host_is_not_followed(place: str) -> None:
    with serve_answer(send_file(b"", 302, Location=place)) as url:
        result = run_watch(url)
    assert result.exit_code == 1
    assert "redirects to another host" in result.output
    assert "elsewhere" not in result.output


def test_a_redirect_from_http_to_https_stays_on_the_same_host() -> None:
    """It is followed; here to a server without TLS."""
    with (
        serve_answer(send_file(b"")) as other,
        serve_answer(send_file(b"", 301, Location=f"https{other[4:]}x.json")) as url,
    ):
        result = run_watch(url)
    assert result.exit_code == 1
    assert "no connection" in result.output


def test_a_proxy_is_used_where_one_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """As by every other program on the machine."""
    asked: list[str] = []

    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        asked.append(handler.path)
        send_file(release_json())(handler)

    with serve_answer(answer) as url:
        monkeypatch.setenv("http_proxy", url)
        assert run_watch("http://letters.example/").exit_code == 0
    assert asked == ["http://letters.example/data/release.json"]


def test_another_port_is_another_host() -> None:
    with (
        serve_answer(send_file(release_json())) as other,
        serve_answer(send_file(b"", 302, Location=f"{other}data/release.json")) as url,
    ):
        assert run_watch(url).exit_code == 1


# Wrong use


@pytest.mark.parametrize(
    "url",
    [
        "letters.example",
        "ftp://letters.example/",
        "file:///etc/passwd",
        "https://",
        "https://name:word@letters.example/",
        "https://letters.example:port/",
        "https://letters.example/ x",
        "https://letters.example/?q=1",
        "https://[letters/",
        "https://l\x1betters.example/",
    ],
)
def test_something_that_is_no_site_address_is_a_usage_error(url: str) -> None:
    result = run_watch(url)
    assert result.exit_code == 2
    assert "\x1b" not in result.output


@pytest.mark.parametrize(
    "options", [["--older-than", "0"], ["--older-than", "-1"], ["--grace", "-1"], ["--timeout", "0"]]
)
def test_times_that_make_no_sense_are_a_usage_error(options: list[str]) -> None:
    assert run_watch("http://127.0.0.1:9/", *options).exit_code == 2


def test_the_file_of_a_site_is_found_from_any_of_its_addresses() -> None:
    for each in (
        "https://a.example/letters",
        "https://a.example/letters/",
        "https://a.example/letters/data/release.json",
    ):
        assert build_release_url(each) == "https://a.example/letters/data/release.json"
    with pytest.raises(InvalidUrl):
        build_release_url("mailto:a@b.example")


def test_a_redaction_that_is_not_live_yet_is_reported(live: tuple[Workspace, str]) -> None:
    """Otherwise a failed run after the removal of a name would go unnoticed for a day."""
    workspace, url = live
    path = next(workspace.data.rglob("al-oth-1-2021.md"))
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("---\n12 March", f"redactions:\n  - date: {now().date()}\n---\n12 March"), encoding="utf-8"
    )
    result = run_watch(url, "--data", str(workspace.data))
    assert result.exit_code == 1
    assert result.output.startswith("unchanged: AL OTH 1/2021: corrected or redacted on ")


# Before a site takes the place of the live one


def test_an_address_that_the_next_site_would_lose_is_reported(workspace: Workspace) -> None:
    """Of a letter or a response; a withdrawn one has a notice, so its address is not lost."""
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021")
    workspace.build()
    with serve_answer(send_file(release_json())) as url:
        kept = run_watch(url, "--next", str(workspace.site))
        assert (kept.exit_code, f"All addresses of the live site are in {workspace.site}: 1." in kept.output) == (
            0,
            True,
        )
        shutil.rmtree(workspace.site / "communications/al-oth-1-2021")
        result = run_watch(url, "--next", str(workspace.site))
    assert result.exit_code == 1
    assert result.output.startswith("lost: AL OTH 1/2021: ")
    assert "The next site loses addresses: 1 finding." in result.output


def test_the_short_address_of_a_letter_is_not_lost_either(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021")
    workspace.build()
    shutil.rmtree(workspace.site / "communications/oth-1-2021")
    with serve_answer(send_file(release_json())) as url:
        assert run_watch(url, "--next", str(workspace.site)).output.startswith("lost: AL OTH 1/2021: ")


def test_an_address_that_the_record_now_withholds_is_not_lost(workspace: Workspace) -> None:
    """It was public too early and must go; one that the record no longer has is lost."""
    held = "release:\n  hold: true\n  review: 2999-01-01\n  reason: safety\n"
    path = workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021", more=held)
    workspace.build()
    with serve_answer(send_file(release_json())) as url:
        options = [url, "--next", str(workspace.site), "--data", str(workspace.data)]
        withheld = run_watch(*options)
        path.unlink()
        lost = run_watch(*options)
    assert withheld.exit_code == 0
    assert withheld.output.startswith("The live site shows things that the record withholds; publishing removes them.")
    assert "AL OTH" not in withheld.output
    assert (lost.exit_code, "lost: AL OTH 1/2021" in lost.output) == (1, True)


def test_a_site_that_is_down_has_no_known_address_to_lose(tmp_path: Path) -> None:
    """Publishing repairs it."""
    with serve_answer(send_file(b"", 404)) as url:
        result = run_watch(url, "--next", str(tmp_path))
    assert result.exit_code == 0
    assert result.output.startswith("Not compared: the server answered 404.")
