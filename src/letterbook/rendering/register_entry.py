"""An entry of a register with its letters, as the register's list and the entry's own page show it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from letterbook.derived.response_status import StatusKind
from letterbook.derived.statistics import Figures, Pair, make_figures
from letterbook.derived.titles import Passage
from letterbook.i18n import Interface
from letterbook.rendering.answers import ResponseAnswers
from letterbook.rendering.entry_table import Column, ColumnKind, EntryCell, EntryRow, write_amount, write_day
from letterbook.rendering.headline import LetterRow
from letterbook.rendering.views import Linked


@dataclass(slots=True, kw_only=True)
class RegisterEntry:
    """A register entry with the letters that name it, by their relation to it.

    `identity` says what it is, in a line of text or by another name, and `notes` what else is known of it. `forms` has
    the forms of its name for headings; `pairs` are those that its figures count, `answers` what its responses are
    recorded to answer, and `comparisons` the pages that show two letters of a group side by side.
    """

    name: Passage
    address: str
    kind: str
    identity: Passage | None = None
    notes: tuple[Passage, ...] = ()
    example: bool = False
    tag: str = ""
    provisions: tuple[tuple[Linked, str], ...] = ()
    official: str = ""
    forms: Mapping[str, str] = field(default_factory=dict)
    letters: dict[str, list[LetterRow]] = field(default_factory=dict)
    pairs: list[Pair] = field(default_factory=list)
    answers: tuple[ResponseAnswers, ...] = ()
    comparisons: tuple[Linked, ...] = ()

    def add(self, relation: str, row: LetterRow, pairs: Iterable[Pair] = ()) -> None:
        """Add a letter and its pairs once, even if it names the entry twice."""
        found = self.letters.setdefault(relation, [])
        if row not in found[-1:]:
            found.append(row)
            self.pairs.extend(pairs)

    def count(self, relation: str) -> int:
        """Count the letters that have a relation to it."""
        return len(self.letters.get(relation, ()))

    @property
    def latest(self) -> dt.date | None:
        """The day on which the latest of its letters was released."""
        return max((row.released for rows in self.letters.values() for row in rows), default=None)

    @property
    def figures(self) -> Figures:
        """The figures of its pairs. Fictional examples are not counted with a real recipient."""
        return make_figures(each for each in self.pairs if self.example or not each.letter.example)


def _write_identity(entry: RegisterEntry, _: Interface) -> EntryCell:
    name = entry.identity
    return EntryCell(name.text, language=name.language) if name else EntryCell("", empty=True)


def _write_replied(entry: RegisterEntry, interface: Interface) -> EntryCell:
    figures = entry.figures
    if not figures.counted:
        return EntryCell("", empty=True)
    counted = interface.number(len(figures.counted))
    text = interface.text("key-of", number=interface.number(figures.replied), counted=counted)
    return write_amount(figures.replied, interface, text)


FULL_NAME = Column("column-full-name")
SHORT_TITLE = Column("column-short-title")
TO_IT = Column("column-to-it", ColumnKind.AMOUNT)
ABOUT_IT = Column("column-about-it", ColumnKind.AMOUNT)
REPLIED = Column("column-replied", ColumnKind.AMOUNT)
NONE_SO_FAR = Column("column-none-so-far", ColumnKind.AMOUNT)
LETTERS = Column("column-letters", ColumnKind.AMOUNT)
LATEST = Column("column-latest", ColumnKind.DAY)

_WRITE_CELL: Mapping[Column, Callable[[RegisterEntry, Interface], EntryCell]] = {
    FULL_NAME: _write_identity,
    SHORT_TITLE: _write_identity,
    TO_IT: lambda entry, interface: write_amount(entry.count("sent-to-it"), interface),
    ABOUT_IT: lambda entry, interface: write_amount(entry.count("concerning-it"), interface),
    REPLIED: _write_replied,
    NONE_SO_FAR: lambda entry, interface: write_amount(entry.figures.by_status[StatusKind.NONE_SO_FAR], interface),
    LETTERS: lambda entry, interface: write_amount(sum(map(len, entry.letters.values())), interface),
    LATEST: lambda entry, interface: write_day(entry.latest, interface),
}


def write_row(entry: RegisterEntry, columns: Iterable[Column], interface: Interface) -> EntryRow:
    """Write an entry as a row of its register's list."""
    return EntryRow(
        link=Linked(entry.name.text, entry.address, entry.name.language),
        tag=entry.tag,
        cells=tuple(_WRITE_CELL[each](entry, interface) for each in columns),
    )
