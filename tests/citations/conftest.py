"""A fixture that the tests of citations share."""

from __future__ import annotations

import pytest

from gold import load_lexicon
from letterbook.citations import Lexicon


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The lexicon for the shipped instruments."""
    return load_lexicon()
