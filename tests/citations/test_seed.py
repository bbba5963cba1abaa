"""All citations in the one real letter."""

from __future__ import annotations

import pytest

from factories import SHARED
from gold import describe_meaning
from letterbook.citations import Lexicon, cite
from letterbook.text.visible_text import read_visible_text

SEED = SHARED / "seed" / "AL-OTH-167-2021.md"

pytestmark = pytest.mark.skipif(
    not SEED.is_file(), reason="the seed letter is not in ../shared/seed/AL-OTH-167-2021.md"
)

BEFORE_THE_ANNEX = [
    ("Human Rights Council resolutions 44/15", "A/HRC/RES/44/15"),
    ("37/12", "A/HRC/RES/37/12"),
    ("43/8", "A/HRC/RES/43/8"),
    ("40/10", "A/HRC/RES/40/10"),
    ("42/10", "A/HRC/RES/42/10"),
    ("43/20", "A/HRC/RES/43/20"),
    ("44/4", "A/HRC/RES/44/4"),
    ("United Nations Guiding Principles on Business and Human Rights", "ungp"),
    ("UN Guiding Principles", "ungp"),
]
ANNEX = [
    ("UN Guiding Principles on Business and Human Rights", "ungp"),
    ("A/HRC/RES/17/31", "A/HRC/17/31"),
    ("Guiding Principle 13", "ungp § 13"),
    ("Guiding Principle 19", "ungp § 19"),
    ("Guiding Principle 15", "ungp § 15"),
    ("Guiding Principle 22", "ungp § 22"),
    ("Guiding Principle 20", "ungp § 20"),
    ("Commentary to Guiding Principle 19", "ungp § 19 (commentary)"),
    ("Guiding Principles 25 to 31", "ungp § 25, 26, 27, 28, 29, 30, 31"),
]


def test_every_citation_of_the_seed_is_found_and_resolved(lexicon: Lexicon) -> None:
    """Resolutions, Principles and the erratum, and nothing else."""
    visible = read_visible_text(SEED.read_text(encoding="utf-8"))
    found = [(citation.text, describe_meaning(citation)) for citation in cite(visible.running, lexicon)]
    assert found == BEFORE_THE_ANNEX + ANNEX


def test_the_erratum_says_what_was_meant_and_what_endorsed_it(lexicon: Lexicon) -> None:
    (erratum,) = (each for each in cite(SEED.read_text(encoding="utf-8"), lexicon) if each.note)
    assert erratum.text == "A/HRC/RES/17/31"
    assert "A/HRC/17/31" in (erratum.note or "")
    assert "A/HRC/RES/17/4" in (erratum.note or "")
