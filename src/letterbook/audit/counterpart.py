"""Tells coincidences from leaks: what a site shows when nothing withheld was ever written is not a leak.

A page puts public words together, and a withheld letter may happen to have the same sequence: a label and a name, a
file name, the symbol of a resolution. So where the scan finds something, the site is rendered a second time from a
record in which nothing withheld exists. A file that comes out byte for byte the same cannot hold any of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import MISSING, dataclass, fields, replace
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from letterbook.audit.public_text import Released
from letterbook.model.record import Corpus, Letter, Response, TextKept
from letterbook.release.conversion import derive_response_slug
from letterbook.rendering.page import OutputFile

RenderAgain = Callable[[Corpus], Iterable[OutputFile]]
"""Renders every file of the site from another record, as of the same moment."""

_COPIED = frozenset({".pdf"})
"""The suffixes of files that nobody renders, so that having the same bytes in both proves nothing."""
_Filed = TypeVar("_Filed", Letter, Response)
_IN_NOTICES = frozenset({"dated", "received", "release", "withdrawn", "also_answers"})
"""The optional fields on which a notice of withdrawal depends."""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The site of the record without anything withheld, as far as the finished site is the same.

    `paths` are the paths of files and folders that both have; `contents` are the paths of rendered files that have the
    same bytes in both.
    """

    paths: frozenset[str]
    contents: frozenset[str]

    def has_index(self, site: Path, path: str) -> bool:
        """Whether a search index of the `site`, a file or a folder, is the same in both."""
        index = site / path
        files = [index] if index.is_file() else [each for each in index.rglob("*") if each.is_file()]
        return all(each.relative_to(site).as_posix() in self.contents for each in files)


def compare_with_counterpart(site: Path, record: Corpus, render_again: RenderAgain) -> Counterpart:
    """Render `record`, in which nothing is withheld, and compare the result with the finished `site`."""
    paths: set[str] = set()
    contents: set[str] = set()
    for output in render_again(record):
        path = PurePosixPath(output.path)
        paths.update((str(path), *map(str, path.parents)))
        original = site / path
        if path.suffix not in _COPIED and original.is_file():
            content = output.content if isinstance(output.content, bytes) else output.content.read_bytes()
            if content == original.read_bytes():
                contents.add(str(path))
    return Counterpart(frozenset(paths), frozenset(contents))


def drop_withheld(corpus: Corpus, released: Released) -> Corpus:
    """Return `corpus` as it would be if nothing withheld, and nothing for editors only, had ever been written.

    Of a withdrawn letter or response, only what its notice needs is left.
    """
    return replace(
        corpus,
        letters=tuple(_drop_from_letters(corpus.letters, released, released.used.groups)),
        responses=tuple(_drop_from_responses(corpus.responses, released)),
        registers=released.used.pick(corpus.registers),
        policy=replace(corpus.policy, allow=()),
    )


def _drop_from_letters(letters: Iterable[Letter], released: Released, groups: AbstractSet[str]) -> Iterator[Letter]:
    mentioned = {reference.key for reference, _ in released.notices}
    for each in letters:
        if each.reference.key in released.letters:
            public = _keep_public_parts(released.letters[each.reference.key])
            yield replace(public, group=each.group if each.group in groups else None)
        elif each.reference.key in mentioned:
            yield _keep_notice(each)


def _drop_from_responses(responses: Iterable[Response], released: Released) -> Iterator[Response]:
    for each in responses:
        slug = derive_response_slug(each)
        also_answers = tuple(other for other in each.also_answers if other.key in released.letters)
        if (each.letter.key, slug) in released.responses:
            public = _keep_public_parts(released.responses[each.letter.key, slug])
            yield replace(public, also_answers=also_answers)
        elif (each.letter, slug) in released.notices:
            yield replace(_keep_notice(each), also_answers=also_answers)


def _keep_public_parts(filed: _Filed) -> _Filed:
    """Return a released letter or response without what is for editors only."""
    return replace(
        filed,
        body="" if filed.text is TextKept.NONE else filed.body,
        attachments=tuple(each for each in filed.attachments if each.public_copy),
        translations=tuple(replace(each, allow=(), note_internal=None) for each in filed.translations),
        earlier=tuple(replace(each, allow=(), note_internal=None) for each in filed.earlier),
        allow=(),
        note_internal=None,
    )


def _keep_notice(filed: _Filed) -> _Filed:
    """Return a withdrawn letter or response without its text, and without any field that its notice does not need."""
    empty: dict[str, Any] = {"body": ""}
    for each in fields(filed):
        if each.name in ("mandates", "recipients"):
            empty[each.name] = ()
        elif each.name not in _IN_NOTICES and each.default is not MISSING:
            empty[each.name] = each.default
    return replace(filed, **empty)
