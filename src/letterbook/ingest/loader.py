"""Reads the files of a record one by one, and collects the problems in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from letterbook.ingest.attached_files import find_sum
from letterbook.ingest.fields import FieldFault, is_fault, read_fields
from letterbook.ingest.folder_entries import SYMBOLIC_LINK, find_reserved_names, find_special_files, is_special
from letterbook.ingest.front_matter import MAX_BYTES, Document, MappingNode, Problem, read_letter, read_register
from letterbook.ingest.misplaced import find_misnamed_translation, find_misplaced_field, find_misplaced_file
from letterbook.ingest.register_entries import KnownOrLost, read_entries
from letterbook.interruption import allow_interruption, interruptible
from letterbook.model.partial import Place, make_record
from letterbook.model.policy import Policy
from letterbook.model.record import EarlierText, Letter, Response, Translation
from letterbook.model.registers import REGISTERS, Registers
from letterbook.model.schema.known_ids import Known

_Filed = TypeVar("_Filed", Letter, Response, Translation, EarlierText)
_Original = TypeVar("_Original", Letter, Response)

POLICY = "policy.yml"
EARLIER = "earlier"
REGISTERS_FOLDER = "registers"
_RECORD_NAMES = frozenset({"letters", "responses", "attachments", EARLIER, REGISTERS_FOLDER, POLICY})
"""The names that the folder of a record may have in it."""
_REGISTER_FILES = frozenset(f"{name}.yml" for name in REGISTERS)
_DEPTHS_OF_EARLIER = (3, 4)
"""How many parts the path of an earlier text has within the record: of a letter's, and of a response's."""
_NOTHING: Mapping[str, Any] = MappingProxyType({})

_SUM = re.compile(r"attachments\[([0-9]+)\]\.sha256")
_MISSING = (FieldFault.MISSING_FIELD, FieldFault.EMPTY_FIELD)


class Loader:
    """Reads files of the record in `folder`, and collects the problems in them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read_filed: Callable[[bytes], Document] = read_letter
        self.problems: list[tuple[str, Problem]] = []
        self.strays: list[str] = []
        self.homeless: list[Translation] = []
        self.earlier: dict[str, list[EarlierText]] = {}  # by the slug of a letter, or that and the name of a response
        self.unread: dict[str, frozenset[str]] = {}
        self.lost: set[str] = set()

    def find_unusable_entries(self, entries: Iterable[Path]) -> None:
        """Report what is no plain file, and the names that a clone on another system cannot have."""
        self.problems += find_special_files(entries)
        self.problems += find_reserved_names(entries)

    def find_strays(self) -> None:
        """Report what is in no folder of a record and would be overlooked, such as a letter outside `letters/`."""
        folder = self.folder / REGISTERS_FOLDER
        for path in sorted(self.folder.iterdir()):
            is_of_other_kind = not path.is_symlink() and path.is_dir() == (path.name == POLICY)
            if path.name not in _RECORD_NAMES or is_of_other_kind:
                self._report_stray(path)
        if folder.is_dir() and not folder.is_symlink():
            for path in sorted(folder.iterdir()):
                if path.name not in _REGISTER_FILES or (path.is_dir() and not path.is_symlink()):
                    self._report_stray(path)

    def _report_stray(self, path: Path) -> None:
        if not path.name.startswith(".") and not is_special(path):
            self.strays.append(path.as_posix())

    def read_registers(self) -> Registers:
        folder = self.folder / REGISTERS_FOLDER
        if folder.is_symlink():
            self._read_document(folder, read_register)
            self.lost |= REGISTERS.keys()
            return Registers(**dict.fromkeys(REGISTERS, _NOTHING))
        return Registers(**{name: self._read_register(name, cls) for name, cls in REGISTERS.items()})

    def _read_register(self, name: str, cls: type) -> dict[str, Any]:
        # Ids inside a register (`formerly`) need not exist any more, so nothing is looked up here.
        path = self.folder / REGISTERS_FOLDER / f"{name}.yml"
        if not _has_content(path):
            return {}
        content = self._read_content(path)
        entries, unread, problems = read_entries(cls, content) if content is not None else (None, frozenset(), ())
        self._report(path, problems)
        self.unread[name] = unread
        if entries is None:
            self.lost.add(name)
        return dict(entries or {})

    def find_known_ids(self, registers: Registers, policy: Policy | None) -> Known:
        """Return the ids that a letter may use.

        An entry or a whole register that could not be read counts as known: its fault is reported where it is, not
        wherever the id is used.
        """
        names = registers.find_known_ids({each.id: each.text for each in policy.reasons} if policy else {}).names
        return KnownOrLost(
            {name: {**ids, **{id_: id_ for id_ in self.unread.get(name, ())}} for name, ids in names.items()},
            frozenset(self.lost if policy else {*self.lost, "reasons"}),
        )

    def read_policy(self) -> Policy | None:
        path = self.folder / POLICY
        document = self._read_document(path, read_register) if _has_content(path) else Document()
        if not _has_content(path):
            self.problems.append((path.as_posix(), Problem(rule="missing-policy", line=0)))
        if document.fields is None:
            return None
        reading = read_fields(Policy, document.fields)
        self._report(path, reading.problems)
        return None if any(is_fault(each) for each in reading.problems) else Policy(**reading.values)

    def list_files(self, name: str) -> Iterable[Path]:
        """List everything below a folder of the record, in order."""
        root = self.folder / name
        return sorted([root] if root.is_symlink() else interruptible(root.rglob("*")))

    def read_originals(self, cls: type[_Original], paths: Iterable[Path], known: Known) -> Iterator[_Original]:
        """Read the letters or the responses among `paths`, in that order, each with its translations."""
        originals: dict[str, dict[str, Any]] = {}
        translations: dict[str, list[Translation]] = {}
        names: set[str] = set()  # includes originals that could not be read: their translations are not homeless
        for path in paths:
            if any(part.startswith(".") for part in path.relative_to(self.folder).parts) or (
                path.is_dir() and not path.is_symlink()
            ):
                continue
            if path.is_dir():
                self._read_document(path, read_letter)
            elif path.suffix != ".md":
                self._report_stray(path)
            elif "." in path.stem:
                original = path.with_name(path.stem.split(".")[0]).as_posix()
                values = self._read_file(Translation, path, known)
                if values is not None:
                    translations.setdefault(original, []).append(_make_filed(Translation, values))
            else:
                names.add(path.with_suffix("").as_posix())
                earlier = self.earlier.pop(path.stem if cls is Letter else f"{path.parent.name}/{path.stem}", [])
                if (values := self._read_file(cls, path, known)) is not None:
                    originals[path.with_suffix("").as_posix()] = {**values, "earlier": tuple(earlier)}
        for key, values in originals.items():
            yield _make_filed(cls, values | {"translations": tuple(translations.pop(key, ()))})
        self.homeless += [each for name, left in translations.items() if name not in names for each in left]

    def read_earlier_texts(self, paths: Iterable[Path], known: Known) -> None:
        """Read the texts before corrections among `paths`, in that order, for the letters and responses read next."""
        for path in paths:
            parts = path.relative_to(self.folder).parts
            if any(part.startswith(".") for part in parts) or (path.is_dir() and not path.is_symlink()):
                continue
            if path.is_symlink():
                self._read_document(path, read_letter)
            elif path.suffix != ".md" or "." in path.stem or len(parts) not in _DEPTHS_OF_EARLIER:
                self._report_stray(path)
            elif (values := self._read_file(EarlierText, path, known)) is not None:
                self.earlier.setdefault("/".join(parts[1:-1]), []).append(_make_filed(EarlierText, values))

    def report_lone_earlier_texts(self) -> None:
        """Report the earlier texts whose letter or response is not in the record."""
        for each in chain.from_iterable(self.earlier.values()):
            self.problems.append((each.place.path, Problem(rule="earlier-text-without-letter", line=0)))

    def _read_file(self, cls: type[_Filed], path: Path, known: Known) -> dict[str, Any] | None:
        """Return the values of a letter, response or translation that could be read; None if its file could not be."""
        document = self._read_document(path, self.read_filed)
        if document.fields is None:
            return None
        if cls in (Letter, Response) and (misnamed := find_misnamed_translation(path, document.fields)):
            self._report(path, [misnamed])
            return None
        if cls in (Letter, Response) and (misplaced := find_misplaced_file(cls, path, document.fields)):
            self._report(path, [misplaced])
            return None
        self._report(path, find_misplaced_field(cls, document))
        reading = read_fields(cls, document.fields, known)
        slug = path.stem if cls is Letter else path.parent.name
        self._report(path, _offer_sums(reading.problems, document.fields, self.folder, slug))
        unread = frozenset(each.subject.split(".")[0].split("[")[0] for each in reading.problems if is_fault(each))
        values = {**reading.values, "body": document.body}
        values["place"] = Place(path=path.as_posix(), lines=reading.lines, body_line=document.body_line, unread=unread)
        if cls is Response:
            values["slug"] = path.stem
        return values

    def _read_document(self, path: Path, reader: Any) -> Document:
        allow_interruption()
        content = self._read_content(path)
        document: Document = reader(content) if content is not None else Document()
        self._report(path, document.problems)
        return document

    def _read_content(self, path: Path) -> bytes | None:
        # A link can lead anywhere on the editor's machine, and its target is not in the repository.
        if path.is_symlink():
            self.problems.append((path.as_posix(), Problem(rule=SYMBOLIC_LINK, line=0)))
            return None
        if is_special(path):  # reading from one can wait for ever
            return None
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)

    def _report(self, path: Path, problems: Iterable[Problem]) -> None:
        self.problems += [(path.as_posix(), each) for each in problems]


def _has_content(path: Path) -> bool:
    """Whether something that should be a file is at a path, whatever it is: a link, for example, is reported."""
    return path.is_symlink() or (path.exists() and not path.is_dir())


def _offer_sums(problems: Iterable[Problem], node: MappingNode, record: Path, slug: str) -> Iterator[Problem]:
    """Suggest for each missing SHA-256 sum that of its file, or nothing: an example's sum would help nobody."""
    names: list[str] = []
    for attachments in (entry.value for entry in node.entries if entry.key == "attachments"):
        for item in getattr(attachments, "items", ()):
            given = {entry.key: getattr(entry.value, "text", "") for entry in getattr(item, "entries", ())}
            names.append(given.get("file", ""))
    for problem in problems:
        missing = _SUM.fullmatch(problem.subject) if problem.rule in _MISSING else None
        yield replace(problem, detail=find_sum(record, slug, names[int(missing[1])])) if missing else problem


def _make_filed(cls: type[_Filed], values: dict[str, Any]) -> _Filed:
    return make_record(cls, values, values["place"].unread)
