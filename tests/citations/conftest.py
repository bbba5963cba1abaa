"""What the tests of citations share."""

from __future__ import annotations

import pytest

from gold import shipped_lexicon
from letterbook.citations import Lexicon


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The names of the shipped instruments."""
    return shipped_lexicon()
