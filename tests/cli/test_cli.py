"""The command line, as an editor uses it."""

from __future__ import annotations

import errno
import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from letterbook.cli import main
from letterbook.rules import list_rules
from workspaces import Workspace


def test_check_reports_every_problem_in_every_file(workspace: Workspace) -> None:
    """In one run, each with its file and line, and exit code 1."""
    more = "subjct: x\nsource:\n  url: www.example.org\n"
    one = workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021", more)
    two = workspace.letter("AL OTH 2/2021", "2021-03-12")
    two.write_bytes(two.read_bytes().replace(b"language: en", b"language: english"))
    result = workspace.run("check")
    assert result.exit_code == 1
    for told in (
        f"{one}:9: error[unknown-field]",
        f"{one}:11: error[invalid-url]",
        f"{two}:4: error[unknown-language]",
    ):
        assert told in result.output
    assert "3 errors, 0 warnings." in result.output


def test_check_of_a_sound_path_beside_a_broken_letter_reports_no_release(workspace: Workspace) -> None:
    """Of a record with errors somewhere nothing can be said about release."""
    sound = workspace.letter("AL OTH 1/2021", "2021-03-12")
    workspace.letter("AL OTH 2/2021", "nonsense")

    result = workspace.run("check", str(sound))

    assert (result.exit_code, result.output.splitlines()[-1]) == (0, "0 errors, 1 warning.")


def test_check_of_a_path_reports_the_problems_below_it(workspace: Workspace) -> None:
    """A file or a folder; the whole record is read all the same."""
    one = workspace.letter("AL OTH 1/2021", "2021-03-12", more="subjct: x\n")
    two = workspace.letter("AL OTH 2/2022", "2022-03-12", more="subjct: x\n")
    result = workspace.run("check", str(two.parent))
    assert str(two) in result.output
    assert str(one) not in result.output


def test_check_reports_what_a_merge_would_publish_at_once(workspace: Workspace) -> None:
    """So that an old letter surprises nobody."""
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    result = workspace.run("check")
    assert result.exit_code == 0
    assert "1 letter would be public at once, 0 are still to come." in result.output


def test_in_ci_check_does_not_count_letters_still_to_be_released(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run's log may be public; it reads the same with and without a withheld letter."""
    monkeypatch.setenv("CI", "true")
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021")
    before = [workspace.run("check", "--format", form).output for form in ("text", "github")]
    held = "release:\n  hold: true\n  review: 2999-01-01\n  reason: safety\nallow:\n"
    held += "  - rule: hold-after-release\n    reason: In time.\n"
    workspace.letter("AL OTH 2/2021", "2021-03-12", "12 March 2021", more=held)
    assert [workspace.run("check", "--format", form).output for form in ("text", "github")] == before
    assert "1 letter would be public at once." in before[0]


def test_in_ci_no_format_has_a_letter_s_words(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021", more="subject: The Zebra matter: more\n")
    for form in ("text", "github", "json"):
        result = workspace.run("check", "--format", form)
        assert (result.exit_code, "al-oth-1-2021.md" in result.output, "Zebra" in result.output) == (1, True, False)


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_file_that_cannot_be_read_is_reported_but_not_named_in_ci(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """As when its permissions are wrong."""
    letter = workspace.letter("AL OTH 1/2021", "2021-03-12")
    _cannot_be_read(letter, monkeypatch)
    for ci, named in (("", True), ("true", False)):
        monkeypatch.setenv("CI", ci)
        result = workspace.run(command)
        assert result.exit_code == 2
        assert "the record cannot be read" in result.output
        assert ("oth-1" in result.output) is named


def _cannot_be_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rights do not keep root, as whom tests may run, from reading."""
    opened = Path.open

    def deny(path: Path, *arguments: Any, **options: Any) -> Any:
        if path == file:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return opened(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", deny)


def test_for_github_check_does_not_count_letters_still_to_be_released(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That format is written to a log."""
    monkeypatch.delenv("CI", raising=False)
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021")
    assert "still to come" not in workspace.run("check", "--format", "github").output


def test_check_shows_the_day_of_release_of_a_letter(workspace: Workspace) -> None:
    """Of the letters asked for, and of all still to be released: a wrong `sent` shows in the day."""
    public = workspace.letter("AL OTH 1/2021", "2021-03-12")
    held = "release:\n  hold: true\n  review: 2999-01-01\n  reason: safety\n"
    held += "allow:\n  - rule: hold-after-release\n    reason: Held in time.\n"
    workspace.letter("AL OTH 2/2021", "2021-03-12", more=held)
    everything = workspace.run("check").output
    assert "AL OTH 2/2021: sent 2021-03-12, held until an editor removes the hold" in everything
    assert "AL OTH 1/2021" not in everything
    assert "AL OTH 1/2021: sent 2021-03-12, public since 2021-05-11" in workspace.run("check", str(public)).output


def test_a_path_outside_the_record_is_a_usage_error(workspace: Workspace) -> None:
    """The message says that nothing was checked."""
    result = workspace.run("check", str(workspace.folder / "mkdocs.yml"))
    assert result.exit_code == 2
    assert "is outside the record" in result.output


def test_the_site_cannot_be_inside_the_record(workspace: Workspace) -> None:
    """The next check would find it there, and a mistake could overwrite a letter."""
    result = workspace.run("build", "--site-dir", str(workspace.data / "site"))
    assert result.exit_code == 2
    assert "inside the record" in result.output


def test_a_preview_cannot_be_in_the_site_folder_of_mkdocs_yml(workspace: Workspace) -> None:
    """Whatever it is called."""
    settings = workspace.folder / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("      site: site\n", "      site: public\n"))
    result = workspace.run(
        "build", "--as-of", "2999-01-01", "--preview", "--site-dir", str(workspace.folder / "public")
    )
    assert result.exit_code == 2
    assert "a folder of its own" in result.output


def test_a_preview_asks_not_to_be_indexed(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """On every page, in case it is published after all."""
    monkeypatch.setenv("SITE_URL", "https://preview.example/")
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    ahead = workspace.folder / "ahead"
    workspace.build("--as-of", "2999-01-01", "--preview", "--site-dir", str(ahead))
    pages = list(ahead.rglob("*.html"))
    assert len(pages) > 20
    assert [page for page in pages if '<meta name="robots" content="noindex">' not in page.read_text("utf-8")] == []
    assert (ahead / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nDisallow: /\n"
    assert not (ahead / "sitemap.xml").exists()
    assert [page for page in pages if "preview.example" in page.read_text("utf-8")] == []


@pytest.mark.parametrize("folder", ["site", "docs/../site", "site/preview", "docs/preview", "."])
def test_a_preview_cannot_be_where_it_would_be_published(workspace: Workspace, folder: str) -> None:
    """However the folder is spelt."""
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    result = workspace.run("build", "--as-of", "2999-01-01", "--preview", "--site-dir", str(workspace.folder / folder))
    assert result.exit_code == 2
    assert "a folder of its own" in result.output
    assert not workspace.site.exists()


@pytest.mark.parametrize("command", [["build"], ["audit", "."]])
def test_settings_that_are_a_named_pipe_do_not_keep_a_command_waiting(workspace: Workspace, command: list[str]) -> None:
    pipe = workspace.folder / "pipe.yml"
    os.mkfifo(pipe)
    result = CliRunner().invoke(main, [*command, "--data", str(workspace.data), "--config-file", str(pipe)])
    assert result.exit_code == 2
    assert "pipe.yml is a named pipe" in " ".join(result.output.split())


def test_a_letter_in_a_hidden_folder_is_not_read(workspace: Workspace) -> None:
    """An editor's own bin is not part of the record."""
    path = workspace.letter("AL OTH 1/2021", "2021-03-12")
    bin_ = workspace.data / "letters/.trash"
    bin_.mkdir()
    path.rename(bin_ / path.name)
    assert "0 letters would be public at once, 0 are still to come" in workspace.run("check").output


def test_a_folder_that_cannot_be_written_is_reported_plainly(workspace: Workspace) -> None:
    """Without a traceback."""
    (workspace.folder / "file").write_text("x", encoding="utf-8")
    result = workspace.run("build", "--site-dir", str(workspace.folder / "file" / "site"))
    assert result.exit_code == 2
    assert result.output.startswith("letterbook: ")


def test_check_for_github_names_rule_file_and_line_and_no_words(workspace: Workspace) -> None:
    """A run's log may be public."""
    path = workspace.letter("AL OTH 1/2021", "2021-03-12", more="subjct: A secret\n")
    result = workspace.run("check", "--format", "github")
    assert f"::error file={path},line=9,title=unknown-field::" in result.output
    assert "secret" not in result.output
    assert "subjct" not in result.output


def test_check_as_json_is_json(workspace: Workspace) -> None:
    """A list of objects, empty where all is well."""
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021")
    assert json.loads(workspace.run("check", "--format", "json").output) == []
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021", more="subjct: x\n")
    (told,) = json.loads(workspace.run("check", "--format", "json").output)
    assert (told["rule"], told["severity"], told["line"]) == ("unknown-field", "error", 9)


def test_a_folder_without_a_record_is_a_usage_error(workspace: Workspace) -> None:
    """Exit code 2, and the folder is named."""
    result = CliRunner().invoke(main, ["check", "--data", str(workspace.folder / "nowhere")])
    assert result.exit_code == 2
    assert "there is no record in" in result.output


@pytest.mark.parametrize("command", [["check"], ["check", "2024/al-xaa-3-2024.md"], ["status"], ["find", "xaa"]])
def test_in_a_folder_of_the_record_the_message_says_where_to_go(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    path = workspace.letter("AL XAA 3/2024", "2024-03-03")
    (workspace.data / "registers").mkdir(exist_ok=True)
    monkeypatch.chdir(path.parent.parent)
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 2
    assert f"there is no record in data; go to {Path('..', '..')}, or use --data to name its folder" in result.output


def test_checking_a_letter_by_its_reference_names_its_file(workspace: Workspace) -> None:
    path = workspace.letter("AL XAA 3/2024", "2024-03-03")
    result = workspace.run("check", "AL XAA 3/2024")
    assert result.exit_code == 2
    assert f"there is no file AL XAA 3/2024; the file of that letter is {path.as_posix()}" in result.output
    assert "there is no file nowhere.md\n" in workspace.run("check", "nowhere.md").output


@pytest.mark.parametrize("slug", [rule.slug for rule in list_rules()])
def test_every_rule_can_be_explained(slug: str) -> None:
    """What it checks, why, an example, how to fix."""
    result = CliRunner().invoke(main, ["explain", slug])
    assert result.exit_code == 0
    for part in (slug, "Why:", "Example:", "How to fix:"):
        assert part in result.output


def test_explain_without_a_rule_lists_them_all() -> None:
    result = CliRunner().invoke(main, ["explain"])

    assert result.exit_code == 0
    assert [line.split()[0] for line in result.output.splitlines()] == [rule.slug for rule in list_rules()]


@pytest.mark.parametrize("written", ["unknown_recipient", "Unknown-Recipient"])
def test_explain_takes_the_name_of_a_rule_in_any_case_and_with_underscores(written: str) -> None:
    result = CliRunner().invoke(main, ["explain", written])

    assert (result.exit_code, result.output.split()[0]) == (0, "unknown-recipient")


@pytest.mark.parametrize("written", ["unknown-recipent", "UNKNOWN-RECIPENT"])
def test_explain_suggests_the_rule_that_was_meant(written: str) -> None:
    result = CliRunner().invoke(main, ["explain", written])

    assert result.exit_code == 2
    assert "did you mean unknown-recipient?" in result.output


def test_explain_suggests_nothing_for_what_is_like_no_rule() -> None:
    result = CliRunner().invoke(main, ["explain", "zzz"])

    assert result.exit_code == 2
    assert "did you mean" not in result.output


@pytest.mark.parametrize("command", [name for name in main.commands if name != "help"])
def test_help_shows_the_help_of_a_command(command: str) -> None:
    shown = CliRunner().invoke(main, ["help", command])
    own = CliRunner().invoke(main, [command, "--help"])

    assert (shown.exit_code, shown.output) == (0, own.output)


def test_help_alone_shows_the_commands_and_an_unknown_one_is_wrong_use() -> None:
    assert CliRunner().invoke(main, ["help"]).output == CliRunner().invoke(main, ["--help"]).output
    assert CliRunner().invoke(main, ["help", "publish"]).exit_code == 2


def test_a_capital_v_shows_the_version() -> None:
    assert CliRunner().invoke(main, ["-V"]).output == CliRunner().invoke(main, ["--version"]).output


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("explain unknown-rec", "unknown-recipient", id="a rule"),
        pytest.param("new --recipient nor", "northwind", id="a recipient of the register"),
        pytest.param("new --mandate bus", "business", id="a mandate of the register"),
        pytest.param("new --like al-x", "al-xaa-3-2024", id="a letter"),
        pytest.param("attach XAA", "xaa-3-2024", id="a letter without its type"),
    ],
)
def test_the_shell_completes_rules_register_ids_and_letters(workspace: Workspace, words: str, expected: str) -> None:
    workspace.letter("AL XAA 3/2024", "2024-03-03")
    arguments = words.split()
    arguments[1:1] = ["--data", str(workspace.data)] if arguments[0] != "explain" else []
    completion = ShellComplete(main, {}, "letterbook", "_LETTERBOOK_COMPLETE")

    found = completion.get_completions(arguments[:-1], arguments[-1])

    assert [each.value for each in found] == [expected]


def test_completion_without_a_record_finds_nothing_and_raises_nothing(tmp_path: Path) -> None:
    completion = ShellComplete(main, {}, "letterbook", "_LETTERBOOK_COMPLETE")

    assert completion.get_completions(["new", "--data", str(tmp_path / "none"), "--recipient"], "a") == []


def test_before_names_its_own_option_when_there_is_no_record(workspace: Workspace) -> None:
    result = workspace.run("check", "--before", "/nope")

    assert result.exit_code == 2
    assert "there is no record in /nope; use --before to name its folder" in result.output


@pytest.mark.parametrize(
    ("no_colour", "coloured"), [pytest.param("", True, id="a terminal"), pytest.param("1", False, id="NO_COLOR")]
)
def test_a_terminal_gets_colours_unless_no_color_is_set(
    workspace: Workspace, no_colour: str, coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.letter("AL XAA 3/2024", "2999-03-03")
    monkeypatch.setenv("NO_COLOR", no_colour)
    _, output = _run_on_a_terminal("check", "--data", str(workspace.data))

    assert ("\x1b[1;31merror[future-sent-date]" in output) is coloured
    assert "error[future-sent-date]" in output


def test_a_long_step_shows_a_bar_on_a_terminal_and_leaves_nothing_behind(workspace: Workspace) -> None:
    """A bar with the name of each step; the last thing that is written of it erases its line."""
    config = ["--config-file", str(workspace.folder / "mkdocs.yml"), "--site-dir", str(workspace.site)]
    exit_code, output = _run_on_a_terminal("build", "--data", str(workspace.data), *config)
    bars, _, rest = output.rpartition("\x1b[2K")

    assert exit_code == 0
    assert "━" in bars
    assert "━" not in rest
    assert "Built " in rest


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")
def test_a_process_can_be_copied_while_its_bar_moves() -> None:
    code = (
        "import os, time; from letterbook.cli.progress import show_progress\n"
        "from letterbook.processes import can_copy, run_beside\n"
        "with show_progress('working') as begin, run_beside(lambda: [os.getpid()]) as found:\n"
        "    copied = next(found) != os.getpid(); time.sleep(0.5); can = can_copy()\n"
        "print('copied', copied, can)"
    )
    exit_code, output = _run_on_a_terminal(code, option="-c")

    assert exit_code == 0
    assert "━" in output
    assert "copied True True" in output


def _run_on_a_terminal(*arguments: str, option: str = "-m letterbook") -> tuple[int, str]:
    """Run a command on a terminal of its own; returns its exit code and all that it writes there."""
    leader, follower = pty.openpty()
    command = [sys.executable, *option.split(), *arguments]
    with subprocess.Popen(command, stdout=follower, stderr=follower) as process:
        os.close(follower)
        written = b""
        while part := _read_terminal(leader):
            written += part
        process.wait(timeout=60)
    os.close(leader)
    return process.returncode, written.decode()


def _read_terminal(leader: int) -> bytes:
    try:
        return os.read(leader, 4096)
    except OSError:  # how Linux says that the other end is closed
        return b""


def test_what_is_not_a_terminal_gets_no_colours(workspace: Workspace) -> None:
    workspace.letter("AL XAA 3/2024", "2999-03-03")

    assert "\x1b" not in workspace.run("check").output


def test_a_new_letter_is_sound_once_it_is_filled_in(workspace: Workspace) -> None:
    """The template asks for what is required, and for nothing that the check does not know."""
    result = workspace.run("new", "JAL XAA 3/2024", "--sent", "2024-03-03")
    assert result.exit_code == 0, result.output
    path = workspace.data / "letters/2024/al-xaa-3-2024.md"
    text = path.read_text(encoding="utf-8")
    for line in ("reference: AL XAA 3/2024", "sent: 2024-03-03", "language: en"):
        assert f"\n{line}\n" in text
    missing = workspace.run("check").output
    assert "mandates[0].mandate" in missing
    assert "unknown-field" not in missing
    text = text.replace("  - mandate:", "  - mandate: business").replace("  - recipient:", "  - recipient: xaa", 1)
    path.write_text(text + "The text.\n", encoding="utf-8")
    assert workspace.run("check").exit_code == 0, workspace.run("check").output


def test_a_new_letter_has_the_recipients_and_mandates_that_it_is_given(workspace: Workspace) -> None:
    given = ("--recipient", "xaa", "--recipient", "northwind", "--mandate", "business")
    result = workspace.run("new", "AL XAA 3/2024", "--sent", "2024-03-03", *given)
    assert result.exit_code == 0, result.output
    path = workspace.data / "letters/2024/al-xaa-3-2024.md"
    path.write_text(path.read_text(encoding="utf-8") + "The text.\n", encoding="utf-8")

    assert workspace.run("check").exit_code == 0, workspace.run("check").output


def test_a_new_letter_to_a_fictional_recipient_is_marked_as_fictional(workspace: Workspace) -> None:
    with (workspace.data / "registers/recipients.yml").open("a", encoding="utf-8") as file:
        file.write("belvenor:\n  name: Belvenor\n  kind: state\n  code: XBV\n  example: true\n")
    given = ("--recipient", "belvenor", "--mandate", "business")
    result = workspace.run("new", "AL XBV 3/2024", "--sent", "2024-03-03", *given)
    assert result.exit_code == 0, result.output
    path = workspace.data / "letters/2024/al-xbv-3-2024.md"
    path.write_text(path.read_text(encoding="utf-8") + "The text.\n", encoding="utf-8")

    assert workspace.run("check").exit_code == 0, workspace.run("check").output


def test_a_new_letter_to_an_unknown_recipient_is_not_created(workspace: Workspace) -> None:
    result = workspace.run("new", "AL XAA 3/2024", "--sent", "2024-03-03", "--recipient", "northwnd")

    assert result.exit_code == 2
    assert "northwind" in result.output  # the id that was meant
    assert not (workspace.data / "letters/2024/al-xaa-3-2024.md").exists()


def test_a_new_letter_never_overwrites_another(workspace: Workspace) -> None:
    """The existing file stays."""
    path = workspace.letter("AL XAA 3/2024", "2024-03-03")
    before = path.read_bytes()
    for sent, message in (("2024-03-03", "use --force to replace it"), ("2023-03-03", "already has this letter, as")):
        result = workspace.run("new", "AL XAA 3/2024", "--sent", sent)
        assert (result.exit_code, message in result.output) == (1, True)
        assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("reference", "sent", "language"),
    [
        ("nonsense", "2024-03-03", "en"),
        ("AL XAA 3/2024", "3 March", "en"),
        ("AL XAA 3/2024", "2999-03-03", "en"),
        ("AL XAA 3/2024", "2042-03-03", "en"),
        ("AL QQQ 3/2024", "2024-03-03", "en"),
        ("AL XAA 3/2024", "2024-03-03", "English"),
        ("AL XAA 3/2024", "2024-03-03", ""),
        ("AL XAA 3/2024", "2024-03-03", "en\nindexing: none"),
        ("AL XAA 3/2024", "2024-03-03", "en # and more"),
    ],
)
def test_the_options_of_a_new_letter_have_to_make_sense(
    workspace: Workspace, reference: str, sent: str, language: str
) -> None:
    """The message says what is wrong, and nothing is written."""
    result = workspace.run("new", reference, "--sent", sent, "--language", language)
    assert result.exit_code == 2
    assert not list(workspace.data.glob("letters/*"))


@pytest.mark.parametrize(
    "as_of", ["0001-01-01", "9999-12-31T23:59-12:00", "9999-12-31T23:59Z", "2021-05-11T00:00", "tomorrow"]
)
def test_an_invalid_moment_is_a_usage_error(workspace: Workspace, as_of: str) -> None:
    """With one sentence as its message."""
    result = workspace.run("build", "--as-of", as_of, "--preview", "--site-dir", str(workspace.folder / "ahead"))
    assert result.exit_code == 2
    assert "--as-of" in result.output
