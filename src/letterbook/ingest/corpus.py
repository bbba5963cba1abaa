"""Reads `data/`: every letter, response and register, the policy, and every fault in every file.

Nothing is judged here. What could be read becomes a `Corpus`; what could not is reported as problems, which `rules`
puts into words. A letter with a field that could not be read is in the corpus without that field (see `PartialRecord`),
so that the rules can still find its other faults. A corpus with any error is never released.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from letterbook.ingest.attached_files import find_sum
from letterbook.ingest.fields import FieldFault, is_fault, read_fields
from letterbook.ingest.file_cache import cache_by_file
from letterbook.ingest.front_matter import MAX_BYTES, Document, MappingNode, Problem, read_letter, read_register
from letterbook.model.partial import Place, make_record
from letterbook.model.policy import Policy
from letterbook.model.record import Corpus, Letter, Response, Translation
from letterbook.model.registers import REGISTERS, Registers
from letterbook.model.schema import list_rows
from letterbook.model.schema.known_ids import Known

_Filed = TypeVar("_Filed", Letter, Response, Translation)
_Original = TypeVar("_Original", Letter, Response)

POLICY = "policy.yml"
REGISTERS_FOLDER = "registers"
_HOUSE = frozenset({"letters", "responses", "attachments", REGISTERS_FOLDER, POLICY})
"""What stands in the folder of a record."""
_REGISTER_FILES = frozenset(f"{name}.yml" for name in REGISTERS)
_NOTHING: Mapping[str, Any] = MappingProxyType({})

_SUM = re.compile(r"attachments\[(\d+)\]\.sha256")
_MISSING = (FieldFault.MISSING_FIELD, FieldFault.EMPTY_FIELD)
_FIELD = re.compile(r"([a-z_]+):(?:\s|$)")
_HEAD = 5_000
"""In how much of a text fields are looked for that belong above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What was read of a record. `corpus` is None where there is no policy to read it by.

    `problems` are pairs of a file's path and what is wrong in it; `strays` are files in the folders of letters
    and responses that are none, and so would be overlooked; `homeless` are translations of nothing.
    """

    corpus: Corpus | None
    problems: tuple[tuple[str, Problem], ...]
    strays: tuple[str, ...] = ()
    homeless: tuple[Translation, ...] = ()


def load(folder: Path) -> Loaded:
    """Read the record in `folder`. Raises FileNotFoundError where there is no such folder."""
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    loader = _Loader(folder)
    loader.look_around()
    registers = loader.registers()
    policy = loader.policy()
    known = loader.known(registers, policy)
    letters = tuple(loader.filed(Letter, "letters", known))
    responses = tuple(loader.filed(Response, "responses", known))
    corpus = None
    if policy is not None:
        corpus = Corpus(folder=folder, letters=letters, responses=responses, registers=registers, policy=policy)
    return Loaded(
        corpus=corpus,
        problems=tuple(loader.problems),
        strays=tuple(loader.strays),
        homeless=tuple(loader.homeless),
    )


def load_registers(folder: Path) -> tuple[Registers, tuple[tuple[str, Problem], ...]]:
    """The registers alone of the record in `folder`, and their problems. Raises FileNotFoundError where it is none."""
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    loader = _Loader(folder)
    return loader.registers(), tuple(loader.problems)


def excerpt(path: str, line: int) -> str:
    """The line of a file of the record as it stands, or nothing where it cannot be shown."""
    if line < 1:
        return ""
    lines = _read_lines(Path(path))
    return lines[line - 1].decode("utf-8", errors="replace").rstrip()[:200] if line <= len(lines) else ""


@cache_by_file(max_files=2)
def _read_lines(path: Path) -> list[bytes]:
    """Return the lines of a file, read once for all the problems reported in it."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES).splitlines()


class _Loader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[tuple[str, Problem]] = []
        self.strays: list[str] = []
        self.homeless: list[Translation] = []
        self.unread: dict[str, set[str]] = {}
        self.lost: set[str] = set()

    def look_around(self) -> None:
        """Whatever stands in no folder of a record would be overlooked: a letter beside the letters, a `response/`."""
        folder = self.folder / REGISTERS_FOLDER
        for path in sorted(self.folder.iterdir()):
            if path.name not in _HOUSE or (path.is_file() and not path.is_symlink() and path.name != POLICY):
                self._stray(path)
        if folder.is_dir() and not folder.is_symlink():
            for path in sorted(folder.iterdir()):
                if path.name not in _REGISTER_FILES:
                    self._stray(path)

    def _stray(self, path: Path) -> None:
        if not path.name.startswith("."):
            self.strays.append(path.as_posix())

    def registers(self) -> Registers:
        folder = self.folder / REGISTERS_FOLDER
        if folder.is_symlink():
            self._document(folder, read_register)
            self.lost |= REGISTERS.keys()
            return Registers(**dict.fromkeys(REGISTERS, _NOTHING))
        return Registers(**{name: self._register(name, cls) for name, cls in REGISTERS.items()})

    def _register(self, name: str, cls: type) -> dict[str, Any]:
        # Ids inside a register (`formerly`) need not exist any more, so that nothing is looked up here.
        path = self.folder / REGISTERS_FOLDER / f"{name}.yml"
        if not path.is_file() and not path.is_symlink():
            return {}
        document = self._document(path, read_register)
        if document.fields is None:
            self.lost.add(name)
            return {}
        entries: dict[str, Any] = {}
        for entry in document.fields.entries:
            node = entry.value if isinstance(entry.value, MappingNode) else MappingNode((), entry.line)
            reading = read_fields(cls, replace(node, line=entry.line), _ANY)
            self._tell(path, reading.problems)
            if not any(is_fault(each) for each in reading.problems):
                entries[entry.key] = cls(**reading.values)
        self.unread[name] = {each.key for each in document.fields.entries} - entries.keys()
        return entries

    def known(self, registers: Registers, policy: Policy | None) -> Known:
        """The ids that a letter may use. An entry, or a whole register, that could not be read is taken for known: its
        fault is told where it stands, not wherever it is used."""
        names = registers.find_known_ids({each.id: each.text for each in policy.reasons} if policy else {}).names
        return _KnownOrLost(
            {name: {**ids, **{id_: id_ for id_ in self.unread.get(name, ())}} for name, ids in names.items()},
            frozenset(self.lost if policy else {*self.lost, "reasons"}),
        )

    def policy(self) -> Policy | None:
        path = self.folder / POLICY
        is_there = path.is_file() or path.is_symlink()
        document = self._document(path, read_register) if is_there else Document()
        if not is_there:
            self.problems.append((path.as_posix(), Problem(rule="missing-policy", line=0)))
        if document.fields is None:
            return None
        reading = read_fields(Policy, document.fields)
        self._tell(path, reading.problems)
        return None if any(is_fault(each) for each in reading.problems) else Policy(**reading.values)

    def filed(self, cls: type[_Original], name: str, known: Known) -> Iterator[_Original]:
        """The letters, or the responses, in the order of their paths, each with its translations."""
        originals: dict[str, dict[str, Any]] = {}
        translations: dict[str, list[Translation]] = {}
        names: set[str] = set()  # of originals that could not be read, too: their translations are not homeless
        root = self.folder / name
        for path in sorted([root] if root.is_symlink() else root.rglob("*")):
            if any(part.startswith(".") for part in path.relative_to(self.folder).parts) or (
                path.is_dir() and not path.is_symlink()
            ):
                continue
            if path.is_dir():
                self._document(path, read_letter)
            elif path.suffix != ".md":
                self.strays.append(path.as_posix())
            elif "." in path.stem:
                original = path.with_name(path.stem.split(".")[0]).as_posix()
                values = self._file(Translation, path, known)
                if values is not None:
                    translations.setdefault(original, []).append(_make(Translation, values))
            else:
                names.add(path.with_suffix("").as_posix())
                if (values := self._file(cls, path, known)) is not None:
                    originals[path.with_suffix("").as_posix()] = values
        for key, values in originals.items():
            yield _make(cls, values | {"translations": tuple(translations.pop(key, ()))})
        self.homeless += [each for name, left in translations.items() if name not in names for each in left]

    def _file(self, cls: type[_Filed], path: Path, known: Known) -> dict[str, Any] | None:
        """The values of a letter, response or translation that could be read; None where its file could not be."""
        document = self._document(path, read_letter)
        if document.fields is None:
            return None
        if cls is not Translation and (misnamed := _translation(path, document.fields)):
            self._tell(path, [misnamed])
            return None
        self._tell(path, _fields_in_text(cls, document))
        reading = read_fields(cls, document.fields, known)
        slug = path.stem if cls is Letter else path.parent.name
        self._tell(path, _offer_sums(reading.problems, document.fields, self.folder, slug))
        unread = frozenset(each.subject.split(".")[0].split("[")[0] for each in reading.problems if is_fault(each))
        values = {**reading.values, "body": document.body}
        values["place"] = Place(path=path.as_posix(), lines=reading.lines, body_line=document.body_line, unread=unread)
        if cls is Response:
            values["slug"] = path.stem
        return values

    def _document(self, path: Path, reader: Any) -> Document:
        # A link could lead anywhere on the editor's machine, and its target is in no commit.
        if path.is_symlink():
            self.problems.append((path.as_posix(), Problem(rule="symbolic-link", line=0)))
            return Document()
        with path.open("rb") as file:
            document: Document = reader(file.read(MAX_BYTES + 1))
        self._tell(path, document.problems)
        return document

    def _tell(self, path: Path, problems: Iterable[Problem]) -> None:
        self.problems += [(path.as_posix(), each) for each in problems]


def _translation(path: Path, node: MappingNode) -> Problem | None:
    """What is wrong with a translation whose file is not named as one, so that it is taken for a letter."""
    given = {entry.key: entry for entry in node.entries}
    if "translation_of" not in given:
        return None
    of, language = (
        getattr(given[key].value, "text", "") if key in given else "" for key in ("translation_of", "language")
    )
    name = f"{of or '<name of the original>'}.{language or '<language>'}.md"
    return Problem(rule="misnamed-translation", line=given["translation_of"].line, subject=path.name, detail=name)


def _fields_in_text(cls: type, document: Document) -> Iterator[Problem]:
    """The first field that stands below the front matter: at the head of the text, or in a second block there."""
    names = {row.name for row in list_rows(cls)}
    in_block = False
    for offset, line in enumerate(document.body[:_HEAD].split("\n")):
        is_end = line.rstrip() == "---"
        if is_end and in_block:
            return
        field = _FIELD.match(line)
        if field and field[1] in names:
            yield Problem(rule="misplaced-field", line=document.body_line + offset, subject=field[1])
            return
        in_block = in_block or is_end
        if line.strip() and not in_block:
            return


def _offer_sums(problems: Iterable[Problem], node: MappingNode, record: Path, slug: str) -> Iterator[Problem]:
    """Give each missing SHA-256 sum the sum of its file, or none: the sum of an example would help nobody."""
    names: list[str] = []
    for attachments in (entry.value for entry in node.entries if entry.key == "attachments"):
        for item in getattr(attachments, "items", ()):
            given = {entry.key: getattr(entry.value, "text", "") for entry in getattr(item, "entries", ())}
            names.append(given.get("file", ""))
    for problem in problems:
        missing = _SUM.fullmatch(problem.subject) if problem.rule in _MISSING else None
        yield replace(problem, detail=find_sum(record, slug, names[int(missing[1])])) if missing else problem


class _Every(frozenset[str]):
    def __contains__(self, each: object) -> bool:
        return True


_EVERY = _Every()


@dataclass(frozen=True, slots=True)
class _KnownOrLost(Known):
    """Takes every id of a register that is `lost`."""

    lost: frozenset[str]

    def ids(self, register: str) -> frozenset[str]:
        return _EVERY if register in self.lost else Known.ids(self, register)


_ANY = _KnownOrLost({}, frozenset(REGISTERS))


def _make(cls: type[_Filed], values: dict[str, Any]) -> _Filed:
    return make_record(cls, values, values["place"].unread)
