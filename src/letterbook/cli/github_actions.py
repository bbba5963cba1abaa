"""What GitHub Actions tells of the repository that a command runs for. An edge: it reads the environment."""

from __future__ import annotations

import json
import os
from enum import Enum
from pathlib import Path


class Repository(Enum):
    """Who can read the repository: only those who were let in, everybody, or nobody told."""

    CLOSED = "closed"
    PUBLIC = "public"
    UNKNOWN = "unknown"


def repository() -> Repository | None:
    """Who can read the repository of this run by the event that began it; None outside of GitHub Actions.

    `internal` is what all members of an enterprise can read, and so is not public.
    """
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return None
    try:
        event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
        told = event["repository"]
        private, visibility = told.get("private"), told.get("visibility")
    except (KeyError, TypeError, AttributeError, ValueError, OSError, RecursionError):
        return Repository.UNKNOWN
    if visibility == "public" or private is False:
        return Repository.PUBLIC
    return Repository.CLOSED if private is True or visibility in ("private", "internal") else Repository.UNKNOWN


def summarise(text: str) -> None:
    """Put some lines where a run of GitHub Actions shows its summary; elsewhere do nothing."""
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write("\n\n".join(text.splitlines()) + "\n")
