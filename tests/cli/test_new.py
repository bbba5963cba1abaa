"""`letterbook new` asks on a terminal for what is not given, and starts a letter like another."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from letterbook.cli import asking, main
from letterbook.model.record import Letter
from letterbook.model.schema import list_rows
from workspaces import Workspace

OLD = """\
---
# Entered by hand.
reference: AL OTH 3/2024
reference_as_printed: JAL OTH 3/2024
sent: 2024-03-03
language: en
subject: The mill of Northwind Textiles
mandates:
  - mandate: business
    resolution: 44/15
    signed_by: Ana Example
recipients:
  - recipient: northwind   # the first
    addressee: Ms. Ida Example
    named_as: Northwind Ltd.
also_sent_to:
  - xaa
  - southwind
concerning: [southwind]
group: mills
alleged_victims: 12
annex:
  - instrument: ungp
    provisions: [13, 2.10]
source:
  url: https://www.example.org/letter
responses_checked: 2024-06-01
release:
  hold: true
  review: 2999-01-01
  reason: safety
redactions:
  - date: 2024-07-01
allow:
  - rule: hold-after-release
    reason: In time.
note_internal: Ask the desk.
---
REFERENCE: AL OTH 3/2024

3 March 2024

Dear Ms. Example,

We write about the mill of Northwind Textiles; see also OTH 3/2024 and al-oth-3-2024.

Document AL OTH 3/2024-b is enclosed.

1. Please explain.
"""
MORE = """\
southwind:
  name:
    en: Southwind Mining
  kind: company
  country: XAA
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = Workspace.create(tmp_path)
    with (workspace.data / "registers/recipients.yml").open("a", encoding="utf-8") as file:
        file.write(MORE)
    (workspace.data / "registers/groups.yml").write_text("mills:\n  title:\n    en: Mills\n", encoding="utf-8")
    (workspace.data / "registers/instruments.yml").write_text(
        "ungp:\n  title:\n    en: Guiding Principles\n  provisions: 31\n", encoding="utf-8"
    )
    old = workspace.data / "letters/2024/al-oth-3-2024.md"
    old.parent.mkdir(parents=True)
    old.write_text(OLD, encoding="utf-8")
    return workspace


def start_like(workspace: Workspace, *arguments: str) -> Result:
    return workspace.run("new", "AL OTH 4/2024", "--like", "oth 3/2024", *arguments)


def read_new(workspace: Workspace, name: str = "al-oth-4-2024") -> str:
    return (workspace.data / f"letters/2024/{name}.md").read_text(encoding="utf-8")


def test_a_letter_like_another_has_its_fields_but_for_what_is_its_own(workspace: Workspace) -> None:
    result = start_like(workspace, "--recipient", "southwind")
    assert result.exit_code == 0, result.output
    assert read_new(workspace).partition("\n---\n")[0] == (
        """\
---
reference: AL OTH 4/2024
sent: 2024-03-03
language: en
subject: The mill of Northwind Textiles
mandates:
  - mandate: business
    resolution: 44/15
    signed_by: Ana Example
# add the addressee, as the salutation names them
recipients:
  - recipient: southwind
also_sent_to:
  - xaa
group: mills
alleged_victims: 12
annex:
  - instrument: ungp
    provisions:
      - 13
      - '2.10'"""
    )


def test_what_was_left_out_is_named(workspace: Workspace) -> None:
    workspace.run("respond", "OTH 3/2024", "--dated", "2024-05-03", "--recipient", "northwind")
    workspace.run("translate", "OTH 3/2024", "fr")
    output = start_like(workspace, "--recipient", "southwind").output
    for name in (
        "reference_as_printed",
        "source",
        "responses_checked",
        "release",
        "redactions",
        "allow",
        "note_internal",
    ):
        assert f"    {name}\n" in output
    for text in ("the hold: decide whether this letter needs one, too", "responses: 1", "translations: fr"):
        assert f"    {text}\n" in output
    assert "Ask the desk" not in read_new(workspace)


def test_the_reference_is_replaced_where_it_is_exact_and_the_rest_is_pointed_out(workspace: Workspace) -> None:
    output = start_like(workspace, "--recipient", "southwind").output
    new = read_new(workspace).splitlines()
    assert "REFERENCE: AL OTH 4/2024" in new
    assert "see also OTH 3/2024 and al-oth-3-2024." in "\n".join(new)
    assert "Document AL OTH 3/2024-b is enclosed." in new

    def find(text: str) -> int:
        return next(number for number, line in enumerate(new, start=1) if text in line)

    assert f"line {find('REFERENCE')}: AL OTH 3/2024 is now AL OTH 4/2024" in output
    assert f"line {find('We write')}: “OTH 3/2024”: the reference of the other letter" in output
    assert f"line {find('We write')}: “al-oth-3-2024”: the reference of the other letter" in output
    assert f"line {find('We write')}: “Northwind Textiles”: a recipient or addressee of the other letter" in output
    assert f"line {find('Dear')}: “Example”: a recipient or addressee of the other letter" in output
    assert f"line {find('subject')}: “northwind textiles”: a recipient or addressee of the other letter" in output
    assert "a date other than" not in output


def test_another_day_and_other_mandates_can_be_given(workspace: Workspace) -> None:
    (workspace.data / "registers/mandates.yml").write_text(
        (workspace.data / "registers/mandates.yml").read_text(encoding="utf-8")
        + "food:\n  name:\n    en: Food\n  label:\n    en: Food\n  kind: thematic\n",
        encoding="utf-8",
    )
    given = ("--recipient", "southwind", "--sent", "2024-04-04", "--mandate", "food", "--mandate", "business")
    output = start_like(workspace, *given).output
    assert "a date other than this letter's, 2024-04-04" in output
    assert (
        "mandates:\n  - mandate: food\n  - mandate: business\n    resolution: 44/15\n    signed_by: Ana Example\n"
        in read_new(workspace)
    )


def test_a_letter_to_a_state_like_one_to_a_company_needs_the_reference_of_the_state(workspace: Workspace) -> None:
    result = workspace.run("new", "UA XAA 9/2024", "--like", "oth 3/2024", "--recipient", "xaa")
    assert result.exit_code == 0, result.output
    assert "also_sent_to:\n  - southwind\n" in read_new(workspace, "ua-xaa-9-2024")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["AL OTH 4/2024", "--like", "oth 3/2024"], 2, "--recipient is missing"),
        (["--like", "oth 3/2024", "--recipient", "southwind"], 2, "REFERENCE is missing"),
        (["AL OTH 4/2024", "--like", "oth 5/2024", "--recipient", "southwind"], 1, "did you mean AL OTH 3/2024?"),
        (["UA OTH 3/2024", "--like", "oth 3/2024", "--recipient", "southwind"], 1, "already has this letter, as"),
        (["AL OTH 3/2024", "--like", "oth 3/2024", "--recipient", "southwind"], 1, "use --force to replace it"),
        (["AL OTH 4/2024", "--like", "oth 3/2024", "--recipient", "southwnd"], 2, "Did you mean `southwind`?"),
        (["AL OTH 4/2024", "--like", "oth 3/2024", "--recipient", "southwind", "--language", "fr"], 2, "see translate"),
        ([], 2, "REFERENCE is missing"),
        (["AL OTH 4/2024"], 2, "--sent is missing"),
    ],
)
def test_wrong_use_is_explained_and_nothing_is_written(
    workspace: Workspace, arguments: list[str], code: int, message: str
) -> None:
    result = workspace.run("new", *arguments)
    assert (result.exit_code, message in result.output) == (code, True), result.output
    assert sorted(path.name for path in (workspace.data / "letters").rglob("*.md")) == ["al-oth-3-2024.md"]


def test_a_response_is_no_letter_to_copy(workspace: Workspace) -> None:
    workspace.run("respond", "OTH 3/2024", "--dated", "2024-05-03", "--recipient", "northwind", "--language", "en")
    path = workspace.data / "responses/al-oth-3-2024/2024-05-03-northwind.md"
    result = workspace.run("new", "AL OTH 4/2024", "--like", str(path), "--recipient", "southwind")
    assert (result.exit_code, "is a response; give the reference of a letter" in result.output) == (1, True)


def test_every_field_of_a_letter_is_either_copied_or_its_own() -> None:
    """A new field has to be put on one of the two lists on purpose."""
    own = {row.name for row in list_rows(Letter) if row.about.own}
    copied = {
        "sent", "language", "subject", "summary", "mandates", "concerning", "also_sent_to", "group", "follows",
        "alleged_victims", "text", "questions", "annex", "press_releases", "reply_days", "indexing", "example",
    }  # fmt: skip
    assert {row.name for row in list_rows(Letter)} - own == copied


def ask(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, answers: list[str], *arguments: str) -> Result:
    monkeypatch.setattr(asking, "is_terminal", lambda: True)
    command = ["new", "--data", str(workspace.data), *arguments]
    return CliRunner().invoke(main, command, input="".join(f"{each}\n" for each in answers))


def test_on_a_terminal_it_asks_for_everything_and_wrong_answers_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [
        *("XAA 3", "AL OTH 3/2024", "AL XAA 5/2024"),
        *("3 March", "2999-01-01", "2024-03-03"),
        *("English", ""),
        *("Norwind", "norland", "Southwind Minning", "Southwind Mining", ""),
        *("Working Group on business", ""),
    ]
    result = ask(workspace, monkeypatch, answers)
    assert result.exit_code == 0, result.output
    for message in (
        "'XAA 3' is not a reference",
        "the record already has this letter, as",
        "the date 3 March: not a date",
        "2999-01-01 is in the future",
        "not a language tag",
        "nothing in the register is called 'Norwind'",
        "did you mean southwind (Southwind Mining)?",
    ):
        assert message in result.output
    new = read_new(workspace, "al-xaa-5-2024")
    assert "reference: AL XAA 5/2024\n" in new
    assert "  - recipient: xaa\n" in new
    assert "  - recipient: southwind\n" in new
    assert "  - mandate: business\n" in new


def test_on_a_terminal_the_state_of_the_reference_is_the_likely_recipient(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = ask(workspace, monkeypatch, ["", "", "", ""], "AL XAA 5/2024", "--sent", "2024-03-03")
    assert result.exit_code == 0, result.output
    assert "[xaa]" in result.output
    assert "  - recipient: xaa\n" in read_new(workspace, "al-xaa-5-2024")


def test_on_a_terminal_what_is_given_is_not_asked_for(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    given = ("--sent", "2024-03-03", "--language", "en", "--recipient", "xaa", "--mandate", "business")
    result = ask(workspace, monkeypatch, [], "AL XAA 5/2024", *given)
    assert result.exit_code == 0, result.output


def test_an_interrupted_conversation_writes_nothing(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    result = ask(workspace, monkeypatch, ["AL XAA 5/2024"])
    assert result.exit_code == 1
    assert "Aborted" in result.output
    assert not (workspace.data / "letters/2024/al-xaa-5-2024.md").exists()


def test_a_real_terminal_is_recognised(workspace: Workspace) -> None:
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "letterbook", "new", "--data", str(workspace.data)]
    with subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower) as process:
        os.close(follower)
        written = b""
        while b"Reference, such as AL XAA 3/2024" not in written:
            written += os.read(leader, 4096)
        os.write(leader, b"\x04")  # the end of the input
        process.wait(timeout=60)
    os.close(leader)
    assert process.returncode
