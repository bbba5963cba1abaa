"""What GitHub Actions says about the repository that a command runs in. An edge: it reads the environment."""

from __future__ import annotations

import json
import os
from enum import Enum
from pathlib import Path

import click


class Repository(Enum):
    """Who can read the repository: only people with access, everybody, or unknown."""

    CLOSED = "closed"
    PUBLIC = "public"
    UNKNOWN = "unknown"


def find_visibility() -> Repository | None:
    """Return who can read the repository, according to the event that started this run; None outside GitHub Actions.

    An `internal` repository, which all members of an enterprise can read, is not public.
    """
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return None
    try:
        event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
        repository = event["repository"]
        private, visibility = repository.get("private"), repository.get("visibility")
    except (KeyError, TypeError, AttributeError, ValueError, OSError, RecursionError):
        return Repository.UNKNOWN
    if visibility == "public" or private is False:
        return Repository.PUBLIC
    return Repository.CLOSED if private is True or visibility in ("private", "internal") else Repository.UNKNOWN


def refuse_public_log() -> None:
    """Refuse to run a command whose output includes withheld letters where others may read it.

    That is in CI, except in a repository that GitHub Actions says is private. Raises UsageError.
    """
    host = find_visibility()
    if (host or os.environ.get("CI")) and host is not Repository.CLOSED:
        raise click.UsageError(
            "the output includes letters that are not released yet, and others may be able to read this run's log; in"
            " CI, the command runs only in GitHub Actions, in a private repository"
        )


def summarise(text: str) -> None:
    """Add lines to the run summary in GitHub Actions; elsewhere do nothing."""
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write("\n\n".join(text.splitlines()) + "\n")
