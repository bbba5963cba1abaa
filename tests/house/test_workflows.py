"""The workflows: what runs on the host, with no more rights than it needs, and that it really runs."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from letterbook import own_record

from .small_house import TOP

FILES = sorted((TOP / ".github/workflows").glob("*.yml"))
SITE = "https://example.org/letters"
# What the host would put in the place of an expression.
VALUES = {"steps.pages.outputs.base_url": SITE, "steps.python.outputs.python-path": sys.executable}
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
        for step in job["steps"]:
            if "run" in step:
                env = whole.get("env", {}) | job.get("env", {}) | step.get("env", {})
                yield Command(job=name, script=step["run"], env=env)


def test_there_is_a_workflow_for_proposals_one_for_publishing_and_one_for_the_tests() -> None:
    """The tests below speak of all."""
    assert [file.name for file in FILES] == ["check.yml", "publish.yml", "tests.yml"]


@EACH_FILE
def test_a_job_has_only_the_rights_it_names(file: Path) -> None:
    """None by default; reading, where a job needs it; writing, in the job that deploys alone."""
    whole = workflow(file)
    assert whole["permissions"] == {}
    for name, job in whole["jobs"].items():
        if name == "deploy":
            assert job["permissions"] == {"pages": "write", "id-token": "write"}
        else:
            assert job["permissions"].get("contents") == "read"
            assert set(job["permissions"].values()) == {"read"}


def test_the_job_that_may_publish_runs_no_code_of_the_project() -> None:
    """It takes the finished site and deploys it; so a fault in a build cannot use its rights."""
    steps = workflow(TOP / ".github/workflows/publish.yml")["jobs"]["deploy"]["steps"]
    assert [step["uses"].split("@")[0] for step in steps] == ["actions/deploy-pages"]


@EACH_FILE
def test_every_action_is_pinned_by_commit_with_its_version(file: Path) -> None:
    """A tag can be moved to other code, a commit can't; the comment tells a reader which release it is."""
    text = file.read_text(encoding="utf-8")
    uses = re.findall(r"^ *-? *uses: (.*)$", text, re.MULTILINE)
    assert len(uses) == text.count("uses:") > 0
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
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"] == {"persist-credentials": "false"}


def test_strangers_start_nothing_that_has_rights() -> None:
    """`pull_request` runs a proposal with a token that can only read; its relatives run it with more."""
    triggers = {file.stem: set(workflow(file)["on"]) for file in FILES}
    publishing = {"push", "schedule", "workflow_dispatch"}
    assert triggers == {"check": {"pull_request"}, "publish": publishing, "tests": {"pull_request"}}
    assert workflow(TOP / ".github/workflows/publish.yml")["on"]["push"] == {"branches": ["main"]}


@EACH_FILE
def test_no_expression_is_expanded_inside_a_script(file: Path) -> None:
    """A title with `$(…)` in it would be run as part of the script. Values come by the environment."""
    assert [command for command in commands(file) if "${{" in command.script] == []


@EACH_FILE
def test_no_run_goes_on_for_ever_or_beside_its_like(file: Path) -> None:
    """Each job has a time limit; a newer look at a proposal ends the older, but a publication is never cut off."""
    whole = workflow(file)
    assert all(int(job["timeout-minutes"]) <= 60 for job in whole["jobs"].values())
    assert whole["concurrency"]["group"]
    assert whole["concurrency"]["cancel-in-progress"] == ("false" if file.stem == "publish" else "true")


@pytest.mark.parametrize("day", [(2026, 1, 15), (2026, 7, 15), (2026, 3, 29), (2026, 10, 25)], ids=str)
def test_letters_come_out_soon_after_midnight_in_geneva(day: tuple[int, int, int]) -> None:
    """In winter, in summer and on the days when the clock changes, within a quarter of an hour."""
    schedule = workflow(TOP / ".github/workflows/publish.yml")["on"]["schedule"]
    midnight = datetime(*day, tzinfo=ZoneInfo("Europe/Zurich"))
    delays = []
    for entry in schedule:
        minute, hour, *rest = entry["cron"].split()
        assert rest == ["*", "*", "*"]
        run = midnight.astimezone(UTC).replace(hour=int(hour), minute=int(minute))
        delays.append((run - midnight).total_seconds() / 60)
    assert [delay for delay in delays if 0 < delay <= 15] != []


def test_what_is_tested_elsewhere_is_tested_there() -> None:
    """All checks, by the one script that also a person runs."""
    assert [each.script for each in commands(TOP / ".github/workflows/tests.yml")] == ["./scripts/test"]


@pytest.fixture(scope="module", params=["the project", "an own record"])
def clone(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """What a checkout action gives: the last commit, and nothing that only this machine has."""
    folder = tmp_path_factory.mktemp("clone") / "letterbook"
    if request.param == "the project":
        subprocess.run(["git", "clone", "--quiet", "--no-local", TOP, folder], check=True)
    else:
        own_record.make(TOP, folder, own_record.Wishes(), date(2026, 11, 23))
        subprocess.run(["git", "init", "--quiet", folder], check=True)
        subprocess.run(["git", "add", "."], cwd=folder, check=True)
    return folder


@pytest.mark.parametrize("name", ["check.yml", "publish.yml"])
def test_the_steps_of_a_workflow_run_in_a_clean_clone(name: str, clone: Path, tmp_path: Path) -> None:
    """One after another, as the host runs them; only the tests, which this is one of, are not run again."""
    before = subprocess.check_output(["git", "status", "--porcelain"], cwd=clone, text=True)
    host = {f"GITHUB_{name}": str(tmp_path / name) for name in ("ENV", "OUTPUT", "PATH", "STEP_SUMMARY")}
    own = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "SITE_URL")}
    for command in commands(clone / ".github/workflows" / name):
        script = tmp_path / "step.sh"
        script.write_text(command.script, encoding="utf-8")
        env = {
            name: re.sub(r"\$\{\{ *(.*?) *\}\}", lambda found: VALUES[found[1]], value)
            for name, value in command.env.items()
        }
        done = subprocess.run(
            [shutil.which("bash") or "bash", "-e", script],
            cwd=clone,
            env=own | host | {"CI": "true", "GITHUB_ACTIONS": "true"} | env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if "package index did not answer" in done.stderr and "CI" not in os.environ:
            pytest.skip("no network: the workflows' steps were not checked")
        assert done.returncode == 0, f"{command.script}\n{done.stdout}{done.stderr}"
    changed = subprocess.check_output(["git", "status", "--porcelain"], cwd=clone, text=True)
    assert changed == before
    if name == "publish.yml":
        home = (clone / "site/index.html").read_text(encoding="utf-8")
        assert f'<link rel="canonical" href="{SITE}/">' in home
