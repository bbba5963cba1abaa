"""Why a build cannot go on."""

from __future__ import annotations


class BuildFailure(Exception):
    """Something beside the record is wrong: settings, a template, a folder. The message tells the user what, and where;
    the old site is whole."""
