"""Finds the letter or response of a record that an editor names, and opens it with the files that belong to it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from letterbook.editing.refusal import Refusal
from letterbook.editing.trial import Trial
from letterbook.model.record import Letter, Response
from letterbook.model.reference import Reference

_NEAR = 0.8
_MOST_NEAR = 3


class NotInRecord(Refusal):
    """The record has no such letter or response, or it cannot be used as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A letter or response of a record, the letter that it is or answers, and all the responses to that letter.

    `path` is its file, `letter_path` that of the letter, and `beside` all files that it is checked together with.
    """

    path: Path
    filed: Letter | Response
    letter_path: Path
    letter: Letter
    responses: tuple[Response, ...]
    beside: tuple[Path, ...]

    @property
    def slug(self) -> str:
        """The slug of the letter."""
        return self.letter_path.stem


@dataclass(frozen=True, slots=True)
class FiledTexts:
    """The letters and responses of a record."""

    trial: Trial

    @property
    def record(self) -> Path:
        """The folder of the record."""
        return self.trial.record

    def find_letters(self, reference: Reference) -> tuple[Path, ...]:
        """Return the files of the record whose letter has the key of a reference, whatever their type."""
        return tuple(sorted((self.record / "letters").rglob(f"??-{reference.key_slug}.md")))

    def open(self, name: str, response: str = "") -> Filed:
        """Open the letter that an editor names, or a `response` to it.

        `name` is a reference in any form, with or without its type, or the path of the letter, a response or a
        translation; `response` is the name of the file, the day or the sender of a response. Raises NotInRecord.
        """
        path = self._find(name)
        if path.parent.parent.name == "responses":
            response, path = path.stem, self._find(path.parent.name)
        texts = (*self._list_beside(path), *sorted((self.record / "responses" / path.stem).glob("*.md")))
        with self.trial.load({}, texts) as (folder, loaded):
            letters = loaded.corpus.letters if loaded.corpus else ()
            responses = loaded.corpus.responses if loaded.corpus else ()
            if not letters or not letters[0].has_read("reference", "recipients", "sent", "language", "attachments"):
                raise NotInRecord(f"{path.as_posix()} has errors; run check on it first")
            if letters[0].reference.slug != path.stem:
                raise NotInRecord(f"{path.as_posix()} is not named after its reference, {letters[0].reference}")
            of_path = {self.record / Path(each.place.path).relative_to(folder): each for each in responses}
        own, filed = path, letters[0]
        if response:
            own = _choose_response(of_path, response, filed)
            if not of_path[own].has_read("letter", "recipient", "language", "attachments", "confidential"):
                raise NotInRecord(f"{own.as_posix()} has errors; run check on it first")
        return Filed(
            path=own,
            filed=of_path[own] if response else filed,
            letter_path=path,
            letter=filed,
            responses=tuple(responses),
            beside=texts,
        )

    def _list_beside(self, path: Path) -> Iterable[Path]:
        """Return the files of a letter or response and of its translations."""
        return [path, *sorted(path.parent.glob(f"{path.stem}.*.md"))]

    def _find(self, name: str) -> Path:
        named = Path(name)
        if named.suffix == ".md" and named.is_file():
            original = named.with_name(f"{named.stem.partition('.')[0]}.md")
            if not original.resolve().is_relative_to(self.record.resolve()):
                raise NotInRecord(f"{name} is outside the record, {self.record}")
            return self._require_file(self.record / original.resolve().relative_to(self.record.resolve()))
        reference = read_reference(named.stem if named.suffix == ".md" else name)
        found = self.find_letters(reference)
        exact = [each for each in found if each.stem == reference.slug]
        if not found:
            raise NotInRecord(f"the record has no letter {name.strip()}{self._suggest(reference)}")
        if len(found) > 1 and len(exact) != 1:
            raise NotInRecord(f"{name} can be {' or '.join(each.as_posix() for each in found)}; give the path of one")
        return self._require_file(exact[0] if exact else found[0])

    def _require_file(self, path: Path) -> Path:
        link = next((each for each in (path, *path.parents) if each != self.record and each.is_symlink()), None)
        if link is not None and link.is_relative_to(self.record):
            raise NotInRecord(f"{link.as_posix()} is a symbolic link; put the file itself there")
        return path

    def _suggest(self, reference: Reference) -> str:
        keys: dict[str, str] = {}
        for path in (self.record / "letters").rglob("*.md"):
            try:
                known = Reference.from_slug(path.stem)
            except ValueError:
                continue
            keys[known.key] = str(known)
        near = difflib.get_close_matches(reference.key, keys, n=_MOST_NEAR, cutoff=_NEAR)
        meant = " or ".join(keys[each] for each in near)
        return f"; did you mean {meant}?" if meant else "; import the letter first, or start it with new"


def read_reference(text: str) -> Reference:
    """Read a reference in any form, with or without its type: `AL XAA 3/2024`, `al-xaa-3-2024`, `XAA 3/2024`.

    Raises NotInRecord if the text is no reference.
    """
    for each in (text, f"AL {text}"):
        try:
            return Reference.parse(each.strip())
        except ValueError:
            continue
    raise NotInRecord(f"{text!r} is neither a reference, such as AL XAA 3/2024, nor the path of a letter's file")


def _choose_response(of_path: dict[Path, Response], name: str, letter: Letter) -> Path:
    """Return the path of the response that an editor names by its file, its day or its sender."""
    wanted = name.removesuffix(".md")
    for matches in (
        [path for path in of_path if path.stem == wanted],
        [path for path, each in of_path.items() if each.has_read("recipient") and each.recipient == wanted],
        [path for path in of_path if path.stem.startswith(f"{wanted}-")],
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise NotInRecord(f"{name} can be {_join(matches)}; give the name of one with --response")
    if not of_path:
        raise NotInRecord(f"the record has no response to {letter.reference}; add it with respond")
    raise NotInRecord(f"{letter.reference} has no response {name}, but {_join(list(of_path))}")


def _join(paths: Sequence[Path]) -> str:
    return " or ".join(each.stem for each in paths)
