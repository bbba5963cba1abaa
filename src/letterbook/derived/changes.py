"""The date on which something public last changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from letterbook.model.public import Communication, Response


def find_last_change(published: Communication | Response, responses: Iterable[Response] = ()) -> dt.date:
    """Return the date of its release, its last correction or redaction, or the release of a response to it, whichever
    is latest."""
    changes = (each.date for each in published.corrections)
    return max((published.released, *changes, *published.redacted, *(each.released for each in responses)))
