"""Reads the files of one letter again, for a server that shows a saved letter before it has read the whole record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypeVar

from letterbook.ingest.corpus import Loaded
from letterbook.ingest.loader import EARLIER, Loader
from letterbook.model.record import Corpus, Letter, Response

_Original = TypeVar("_Original", Letter, Response)


def load_letter(before: Corpus, slug: str) -> Loaded:
    """Read the files of the letter `slug` again: the letter, its translations, the responses to it, and their
    texts before corrections.

    The rest of the corpus is as it was `before`, and the problems are those of these files alone. Raises OSError if a
    file cannot be read.
    """
    loader = Loader(before.folder)
    known = loader.find_known_ids(before.registers, before.policy)
    loader.read_earlier_texts(sorted((before.folder / EARLIER / slug).rglob("*.md")), known)
    folder = before.folder / "letters"
    letters = sorted([*folder.glob(f"*/{slug}.md"), *folder.glob(f"*/{slug}.*.md")])
    responses = sorted((before.folder / "responses" / slug).glob("*.md"))
    corpus = replace(
        before,
        letters=_replace_files(before, before.letters, slug, loader.read_originals(Letter, letters, known)),
        responses=_replace_files(before, before.responses, slug, loader.read_originals(Response, responses, known)),
    )
    return Loaded(corpus=corpus, problems=tuple(loader.problems), homeless=tuple(loader.homeless))


def find_letter_slug(path: str, record: Path) -> str | None:
    """Return the slug of the letter that a file of the record in the folder `record` belongs to: of the letter itself,
    a translation, a response to it, or an earlier text. Other files have none. The `path` has slashes, as in `Place`.
    """
    folder = _find_start(record)
    match path[len(folder) :].split("/") if path.startswith(folder) else ():
        case ("letters", _, name) if name.endswith(".md"):
            return name.split(".")[0]
        case ("responses", slug, name) | ("earlier", slug, *_, name) if name.endswith(".md"):
            return slug
    return None


def belongs_to(path: str, slug: str, record: Path) -> bool:
    """Whether a file of the record in the folder `record` belongs to the letter `slug` (see `find_letter_slug`)."""
    return slug in path and find_letter_slug(path, record) == slug  # the first is quick, and false for nearly all


@cache
def _find_start(record: Path) -> str:
    """Return what the paths of all files in the folder `record` begin with: nothing in the current folder."""
    return (record / "letters").as_posix().removesuffix("letters")


def _replace_files(
    before: Corpus, filed: Iterable[_Original], slug: str, now: Iterable[_Original]
) -> tuple[_Original, ...]:
    kept: list[_Original] = [each for each in filed if not belongs_to(each.place.path, slug, before.folder)]
    kept.extend(now)
    return tuple(sorted(kept, key=lambda each: each.place.path))
