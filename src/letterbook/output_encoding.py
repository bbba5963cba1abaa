"""Lets output escape the characters that its stream cannot encode, such as Chinese on a terminal in Latin-1."""

from __future__ import annotations

import codecs
import io
import json
import sys

_ESCAPE = "letterbook-escape"


def escape_unencodable_output() -> None:
    """Make standard output and standard error escape what they cannot encode.

    Nothing needs escaping in UTF-8, except the bytes of a file name that is not valid UTF-8.
    """
    codecs.register_error(_ESCAPE, _escape)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_ESCAPE)


def _escape(error: UnicodeError) -> tuple[str, int]:
    """Handle an encoding error: escape the characters as JSON does, so that JSON output stays JSON."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end
