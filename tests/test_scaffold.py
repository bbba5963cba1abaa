"""`letterbook init` creates a record that builds, and an update changes only the program in it."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path, PurePath

import pytest
import yaml
from click.testing import CliRunner, Result

from letterbook import scaffold
from letterbook.cli import main
from letterbook.i18n import languages
from workspaces import PROJECT

TODAY = dt.date(2026, 11, 23)
PUBLISHER = 'The "Council" of Letters & Answers'


def init(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["init", str(folder), *options])


def files(folder: Path) -> dict[str, bytes]:
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def inside(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the copied program in its record, with the packages that the tests have."""
    env = {**os.environ, "PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    env = {name: value for name, value in env.items() if name not in ("CI", "SITE_URL")}
    command = [sys.executable, "-m", "letterbook", *arguments]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A newly created record."""
    folder = tmp_path / "our-letters"
    result = init(folder, "--publisher", PUBLISHER, "--contact", "letters@body.example")
    assert result.exit_code == 0, result.output
    return folder


def test_it_has_the_program_and_an_empty_record(record: Path) -> None:
    """No letter, no response, nothing fictional, nothing of the project's own tests and history."""
    made = files(record)
    assert {path.removeprefix("data/") for path in made if path.startswith("data/")} == {
        "policy.yml", "letters/.gitkeep", "responses/.gitkeep", "attachments/.gitkeep",
        *(f"registers/{name}.yml" for name in scaffold.REGISTERS),
    }  # fmt: skip
    assert {path.split("/")[0] for path in made} == {
        ".editorconfig", ".gitattributes", ".githooks", ".github", ".gitignore", ".vscode", "LICENSE", "README.md",
        "data", "docs", "hatch_build.py", "macros", "mkdocs.yml", "overrides", "program.sha256", "pyproject.toml",
        "requirements", "scripts", "src",
    }  # fmt: skip
    assert not {"your-own-record", "large-records"} & set(re.findall(r"[a-z-]+", made["mkdocs.yml"].decode()))
    programs = [
        *(f"scripts/{name}" for name in ("build", "serve", "setup")),
        ".githooks/pre-commit",
        ".githooks/pre-push",
    ]
    assert all(os.access(record / name, os.X_OK) for name in programs)


def test_its_registers_have_all_that_is_real(record: Path) -> None:
    """All States and observers, mandates and instruments as shipped; who is no State comes with the first letter."""
    for name in scaffold.REGISTERS:
        shipped, own = (
            yaml.safe_load((folder / f"data/registers/{name}.yml").read_text(encoding="utf-8")) or {}
            for folder in (PROJECT, record)
        )
        real = {id_: entry for id_, entry in shipped.items() if not entry.get("example")}
        if name == "recipients":
            assert len(own) == 193 + 2
            real = {id_: entry for id_, entry in real.items() if entry["kind"] == "state"}
        assert own == real
        assert (len(own) == 0) == (name == "groups")
    for path, content in files(record / "data/registers").items():
        assert not re.search(rb"(?i)fictional|^  code: X", content, re.MULTILINE), path


def test_its_policy_says_who_publishes(record: Path) -> None:
    """In any signs; what was not asked for is as shipped."""
    own = yaml.safe_load((record / "data/policy.yml").read_text(encoding="utf-8"))
    shipped = yaml.safe_load((PROJECT / "data/policy.yml").read_text(encoding="utf-8"))
    shipped.pop("official_page")  # a list of others need not have its letters
    periods = shipped.pop("reporting_periods")  # those of others need not be its own
    assert own == shipped | {"publisher": PUBLISHER, "contact": "letters@body.example"}
    text = (record / "data/policy.yml").read_text(encoding="utf-8")
    block = text[text.index("# reporting_periods:") :].partition("\n\n")[0]
    proposed = yaml.safe_load(block.replace("# ", "", 1).replace("\n# ", "\n"))
    assert [list(each) for each in proposed["reporting_periods"]] == [list(periods[0])]


def test_without_a_contact_it_has_none(tmp_path: Path) -> None:
    """That of the shipped examples is nobody's."""
    assert init(tmp_path / "record").exit_code == 0
    assert "contact" not in yaml.safe_load((tmp_path / "record/data/policy.yml").read_text(encoding="utf-8"))


def test_it_builds_empty_and_with_its_first_letter(record: Path) -> None:
    """With the copied program, from its own folder: the steps on the page "Set up your own record"."""
    checked = inside(record, "check")
    assert checked.stdout.startswith("0 errors, 0 warnings. 0 letters would be public at once")
    built = inside(record, "build")
    assert built.returncode == 0, built.stderr
    home = (record / "site/index.html").read_text(encoding="utf-8")
    assert "No letters have been released yet." in home
    assert "The &#34;Council&#34; of Letters &#38; Answers" in home

    assert inside(record, "new", "AL CHE 3/2024", "--sent", "2024-03-03").returncode == 0
    letter = record / "data/letters/2024/al-che-3-2024.md"
    text = letter.read_text(encoding="utf-8").replace("- mandate:", "- mandate: business")
    letter.write_text(text.replace("- recipient:", "- recipient: switzerland", 1) + "The text.\n", encoding="utf-8")
    built = inside(record, "build")
    assert built.returncode == 0, built.stderr
    assert "1 letter and 0 responses are public" in built.stdout
    listing = (record / "site/communications/index.html").read_text(encoding="utf-8")
    assert 'communications/al-che-3-2024/"' in listing
    assert (record / "site/recipients/switzerland/index.html").is_file()


@pytest.mark.parametrize("language", languages())
def test_it_speaks_the_language_asked_for(tmp_path: Path, language: str) -> None:
    """The site's own words, and those of mkdocs.yml."""
    folder = tmp_path / "record"
    assert init(folder, "--language", language).exit_code == 0
    built = inside(folder, "build")
    assert built.returncode == 0, built.stderr
    home = (folder / "site/index.html").read_text(encoding="utf-8")
    assert f'<html lang="{language}"' in home
    words = {"en": ">About</a>", "fr": ">À propos</a>", "es": ">Acerca de</a>"}
    assert [name for name, word in words.items() if word in home] == [language]
    assert "Letterbook" not in re.sub(r"<!--.*?-->", "", home, flags=re.DOTALL)


def test_pages_for_the_editors_are_linked_from_their_page_and_not_from_the_foot_of_others(record: Path) -> None:
    footer = yaml.safe_load((record / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV", ""))["extra"]["footer"]
    editors = (record / "docs/editors.md").read_text(encoding="utf-8")

    for page in set(scaffold.ENGLISH_PAGES) - {"editors.md"}:
        assert page.replace(".md", "/") not in [each["address"] for each in footer]
        assert f"]({page})" in editors


@pytest.mark.parametrize("language", [each for each in languages() if each != "en"])
@pytest.mark.parametrize("page", [each for each in scaffold.PAGES if each not in scaffold.ENGLISH_PAGES])
def test_a_page_says_the_same_in_every_language(page: str, language: str) -> None:
    """It calls the same macros (with queries of its own language), links to the same places, and has as many headings,
    rows and items."""
    shipped, other = (
        (PROJECT / folder / page).read_text(encoding="utf-8") for folder in ("docs", f"own-record/{language}")
    )
    shipped, other = (re.sub(r"\{\{ search\(.*?\) \}\}", "{{ search() }}", each) for each in (shipped, other))
    for pattern in (r"\{\{.*?\}\}|\{%.*?%\}", r"\]\(([^)]*)\)", r"(?m)^(?:#+|-|\|)", r"\{ (?:#\w|\.)[\w .-]*\}"):
        own_anchor = "{ #when-a-letter-becomes-public }"  # the English heading makes it by itself
        assert re.findall(pattern, other.replace(own_anchor, "")) == re.findall(pattern, shipped)


@pytest.mark.parametrize(
    ("zone", "lines"),
    [
        ("Europe/Zurich", ["7 22", "7 23"]),
        ("America/St_Johns", ["37 2", "37 3"]),
        ("Asia/Kathmandu", ["22 18"]),
        ("UTC", ["7 0"]),
    ],
)
def test_it_publishes_after_the_midnight_of_its_zone(zone: str, lines: list[str]) -> None:
    """In summer and in winter. The lines of the project are those for its own zone."""
    workflow = (PROJECT / ".github/workflows/clock.yml").read_text(encoding="utf-8")
    scheduled = scaffold._set_schedule(workflow, zone, TODAY)  # noqa: SLF001 - the rest of init is of no matter here
    assert re.findall(r'cron: "(\d+ \d+) \* \* \*"', scheduled) == lines
    assert (scheduled == workflow) == (zone == "Europe/Zurich")


def test_no_file_of_the_program_is_forgotten(record: Path) -> None:
    """A new record has every file that the project tracks in the program's folders, except those named here."""
    git = ["git", "ls-files", "src", "macros", "overrides", "docs", ".github/workflows", "scripts", "requirements"]
    tracked = subprocess.check_output(git, cwd=PROJECT, text=True).splitlines()
    left = {path for path in tracked if not (record / path).exists() and not path.startswith("docs/decisions/")}
    assert left == {
        "docs/large-records.md", "docs/your-own-record.md", ".github/workflows/tests.yml", "requirements/test.txt",
        "scripts/bench", "scripts/examples", "scripts/lock", "scripts/test",
    }  # fmt: skip


Change = Callable[[Path], None]


def test_an_update_renews_the_program_and_nothing_else(record: Path) -> None:
    """What is older, missing or no longer there is put right; the record, its pages and its settings stay."""
    before = files(record)
    program = {line.split("  ")[1] for line in before["program.sha256"].decode().splitlines()}
    own = before.keys() - program - {"program.sha256"}
    for path in own:
        with (record / path).open("ab") as file:
            file.write(b"# ours\n")
    policy = (record / "data/policy.yml").read_text(encoding="utf-8")
    (record / "data/policy.yml").write_text(policy.replace("Europe/Zurich", "UTC"), encoding="utf-8")
    extra = record / ".github/workflows/ours.yml"
    extra.write_text("ours", encoding="utf-8")
    _age(record, "src/letterbook/urls.py", "src/letterbook/gone.py")
    (record / "overrides/main.html").unlink()
    ours = {path: (record / path).read_bytes() for path in (*own, ".github/workflows/ours.yml")}

    result = init(record, "--update")

    assert result.exit_code == 0, result.output
    after = files(record)
    clock = ".github/workflows/clock.yml"
    assert after[clock].count(b'cron: "7 0 * * *"') == 1
    assert {path: after[path] for path in ours} == ours
    assert after.keys() == before.keys() | {".github/workflows/ours.yml"}
    assert {path for path in program - {clock} if after[path] != before[path]} == set()
    told = {f"written {path}" for path in (clock, "overrides/main.html", "src/letterbook/urls.py")}
    assert set(result.output.splitlines()[:-1]) == told | {"removed src/letterbook/gone.py"}
    assert init(record, "--update").output.count("\n") == 1


def _age(record: Path, changed: str, added: str) -> None:
    """Make it an older program's: one file was another, and one is there that is no more."""
    listed = (record / "program.sha256").read_text(encoding="utf-8")
    for path in (changed, added):
        (record / path).write_bytes(b"# older\n")
        listed = re.sub(rf"(?m)^.*  {re.escape(path)}\n", "", listed)
        listed += f"{scaffold._sum(b'# older' + bytes([10]))}  {path}\n"  # noqa: SLF001
    (record / "program.sha256").write_text(listed, encoding="utf-8")


@pytest.mark.parametrize("path", ["overrides/main.html", "src/letterbook/new.py"])
def test_an_update_stops_at_a_file_that_was_changed_there(record: Path, path: str) -> None:
    """It is named, and nothing is written; once it is deleted the update goes on."""
    _age(record, "src/letterbook/urls.py", "src/letterbook/new.py")
    (record / path).write_bytes(b"# ours\n")
    before = files(record)
    result = init(record, "--update")
    assert result.exit_code == 2
    assert f"\n  {path}\n" in result.output
    assert files(record) == before
    (record / path).unlink()
    assert init(record, "--update").exit_code == 0


def _full(folder: Path) -> None:
    folder.mkdir()
    (folder / "something").write_text("mine", encoding="utf-8")


def _file(folder: Path) -> None:
    folder.write_text("mine", encoding="utf-8")


def _nothing(folder: Path) -> None:
    """A folder that is not there."""


@pytest.mark.parametrize(
    ("prepare", "options", "said"),
    [
        (_full, [], "is not empty"),
        (_file, [], "is not a folder"),
        (_full, ["--update"], "was not created by letterbook init"),
        (_nothing, ["--update"], "was not created by letterbook init"),
        (_nothing, ["--time-zone", "Mars/Olympus"], "there is no time zone 'Mars/Olympus'"),
        (_nothing, ["--time-zone", "../etc"], "there is no time zone"),
        (_nothing, ["--publisher", " "], "must not be empty"),
        (_nothing, ["--publisher", "<script>x</script>"], "may not have < or >"),
        (_nothing, ["--contact", " "], "must not be empty"),
        (_nothing, ["--contact", "not a mail"], "'not a mail' is neither an e-mail address nor an https address"),
        (_nothing, ["--contact", "http://body.example/contact"], "nor an https address"),
        (_nothing, ["--contact", "letters@body"], "neither an e-mail address"),
        (_nothing, ["--contact", "letters@body..example"], "neither an e-mail address"),
        (_nothing, ["--update", "--publisher", "X"], "edit data/policy.yml and mkdocs.yml yourself"),
        (_nothing, ["--language", "la"], "'la' is not one of"),
    ],
)
def test_an_impossible_wish_is_refused(tmp_path: Path, prepare: Change, options: list[str], said: str) -> None:
    """With exit code 2, and nothing is changed."""
    folder = tmp_path / "record"
    prepare(folder)
    before = files(tmp_path)
    result = init(folder, *options)
    assert result.exit_code == 2
    assert said in result.output
    assert files(tmp_path) == before
    assert folder.exists() == (prepare is not _nothing)


@pytest.mark.parametrize("place", [".", "data/ours", "docs/ours", "ours"])
def test_it_is_not_created_inside_the_checkout(place: str) -> None:
    """Where the next build would publish it, or the next commit would include it."""
    result = init(PROJECT / place)
    assert result.exit_code == 2
    assert "is inside Letterbook's own folder" in result.output
    assert place == "." or not (PROJECT / place).exists()


@pytest.mark.parametrize("exists", [False, True])
def test_a_failure_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exists: bool) -> None:
    """Even if it happens at the last file."""
    folder = tmp_path / "record"
    if exists:
        folder.mkdir()
    replace = Path.replace

    def fail(self: Path, target: PurePath) -> Path:
        if target.name == scaffold.SUMS:
            raise OSError("No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    result = init(folder)
    assert (result.exit_code, result.output) == (2, f"letterbook: {folder} was not created: No space left on device\n")
    assert list(tmp_path.iterdir()) == ([folder] if exists else [])
    assert not exists or list(folder.iterdir()) == []


def test_an_own_record_cannot_create_another(record: Path, tmp_path: Path) -> None:
    """Its registers and pages are a publisher's own, and nothing to begin another record with."""
    result = inside(record, "init", str(tmp_path / "other"))
    assert result.returncode == 2
    assert "is the copy inside a record" in result.stderr
    assert not (tmp_path / "other").exists()


def test_the_command_lists_the_next_steps(tmp_path: Path) -> None:
    """Three steps, and that the repository is private."""
    said = init(tmp_path / "record").output
    assert re.findall(r"(?m)^(\d)\.", said) == ["1", "2", "3"]
    for words in ("git init", "PRIVATE", "./scripts/build", "letterbook new"):
        assert words in said
