"""What the tests of citations share."""

from __future__ import annotations

import pytest

from gold import shipped_names
from letterbook.citations import Names


@pytest.fixture(scope="session")
def names() -> Names:
    """The names of the shipped instruments."""
    return shipped_names()
