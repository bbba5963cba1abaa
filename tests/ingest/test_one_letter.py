"""Which letter a file of a record belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest

from letterbook.ingest.one_letter import belongs_to, find_letter_slug

SLUG = "al-xaa-3-2024"


@pytest.mark.parametrize("record", ["data", ".", "/srv/record/data", "../letters"])
@pytest.mark.parametrize(
    ("path", "slug"),
    [
        (f"letters/2024/{SLUG}.md", SLUG),
        (f"letters/2024/{SLUG}.fr.md", SLUG),
        (f"responses/{SLUG}/reply.md", SLUG),
        (f"earlier/{SLUG}/2024-05-01.md", SLUG),
        (f"earlier/{SLUG}/reply/2024-05-01.md", SLUG),
        (f"letters/2024/{SLUG}.pdf", None),
        (f"letters/{SLUG}.md", None),
        (f"attachments/{SLUG}/scan.md", None),
        ("registers/recipients.yml", None),
    ],
)
def test_the_letter_of_a_file_is_found_by_its_path(record: str, path: str, slug: str | None) -> None:
    file = (Path(record) / path).as_posix()

    assert find_letter_slug(file, Path(record)) == slug
    assert belongs_to(file, SLUG, Path(record)) == (slug == SLUG)
    assert not belongs_to(file, "al-xaa-3-202", Path(record))


def test_a_file_outside_the_record_belongs_to_no_letter() -> None:
    assert find_letter_slug(f"data-of-others/letters/2024/{SLUG}.md", Path("data")) is None
