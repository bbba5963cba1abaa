"""Reads `data/`: every letter, response and register, the policy, and every fault in any file.

Nothing is judged here. What could be read becomes a `Corpus`; what could not is reported as problems, which `rules`
puts into words. A letter with a field that could not be read is in the corpus without that field (see `PartialRecord`),
so that the rules can still find its other faults. A corpus with any error is never released.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from letterbook.ingest.attached_files import find_sum
from letterbook.ingest.fields import FieldFault, is_fault, read_fields
from letterbook.ingest.file_cache import cache_by_file
from letterbook.ingest.folder_entries import SYMBOLIC_LINK, find_reserved_names, find_special_files, is_special, walk
from letterbook.ingest.front_matter import (
    MAX_BYTES,
    Document,
    MappingNode,
    Problem,
    cut_body,
    read_letter,
    read_register,
)
from letterbook.ingest.misplaced import find_misnamed_translation, find_misplaced_field, find_misplaced_file
from letterbook.ingest.page_folders import find_page_folders, find_page_problems
from letterbook.ingest.sizes import find_size_problems
from letterbook.model.partial import Place, make_record
from letterbook.model.policy import Policy
from letterbook.model.record import Corpus, EarlierText, Letter, Response, Translation
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """A record without its texts, for commands that need only the front matter. `policy` is None if none could be read;
    letters and responses may be partial, and their bodies are empty."""

    letters: tuple[Letter, ...]
    responses: tuple[Response, ...]
    registers: Registers
    policy: Policy | None
    problems: tuple[tuple[str, Problem], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What was read of a record. `corpus` is None where no policy could be read.

    `problems` are pairs of the path of a file and a problem in it, and `other_problems` are those of sizes, and of
    hand-written pages and templates. `strays` are the paths of files that belong to no
    part of a record and so would be overlooked. `homeless` are translations without an original.
    """

    corpus: Corpus | None
    problems: tuple[tuple[str, Problem], ...]
    other_problems: tuple[tuple[str, Problem], ...] = ()
    strays: tuple[str, ...] = ()
    homeless: tuple[Translation, ...] = ()


def load(folder: Path, settings: Path | None = None) -> Loaded:
    """Read the record in `folder`, and examine the pages and templates that `settings`, an `mkdocs.yml`, names.

    Raises FileNotFoundError where there is no such folder, and OSError where a file cannot be read.
    """
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    loader = Loader(folder)
    entries = tuple(walk(folder))
    loader.find_unusable_entries(entries)
    loader.find_strays()
    registers = loader.read_registers()
    policy = loader.read_policy()
    known = loader.find_known_ids(registers, policy)
    loader.read_earlier_texts(loader.list_files(EARLIER), known)
    letters = tuple(loader.read_originals(Letter, loader.list_files("letters"), known))
    responses = tuple(loader.read_originals(Response, loader.list_files("responses"), known))
    loader.report_lone_earlier_texts()
    corpus = None
    pages = find_page_folders(settings) if settings else ()
    if policy is not None:
        corpus = Corpus(folder=folder, letters=letters, responses=responses, registers=registers, policy=policy)
    return Loaded(
        corpus=corpus,
        problems=tuple(loader.problems),
        other_problems=(*find_page_problems(pages), *find_size_problems(entries, corpus, pages)),
        strays=tuple(loader.strays),
        homeless=tuple(loader.homeless),
    )


def load_heads(folder: Path, choose: Callable[[Registers], Callable[[bytes], bool]] | None = None) -> Heads:
    """Read the front matter of the files in the record in `folder`, its registers and its policy, but no texts.

    `choose` returns, for the registers, a function that says of the bytes of a front matter whether to read it; without
    it, all are read. Raises FileNotFoundError where there is no such folder, and OSError where a file cannot be read.
    """
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    loader = Loader(folder)
    registers = loader.read_registers()
    policy = loader.read_policy()
    known = loader.find_known_ids(registers, policy)
    is_wanted = choose(registers) if choose else None

    def read_head(content: bytes) -> Document:
        head = cut_body(content)
        return read_letter(head) if is_wanted is None or is_wanted(head) else Document()

    loader.read_filed = read_head
    return Heads(
        letters=tuple(loader.read_originals(Letter, loader.list_files("letters"), known)),
        responses=tuple(loader.read_originals(Response, loader.list_files("responses"), known)),
        registers=registers,
        policy=policy,
        problems=tuple(loader.problems),
    )


def load_registers(folder: Path) -> tuple[Registers, tuple[tuple[str, Problem], ...]]:
    """Read only the registers of the record in `folder`, with their problems.

    Raises FileNotFoundError where there is no such folder.
    """
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    loader = Loader(folder)
    return loader.read_registers(), tuple(loader.problems)


def load_policy(folder: Path) -> Policy | None:
    """Read only the policy of the record in `folder`; None if it has none that can be read."""
    return Loader(folder).read_policy()


def read_excerpt(path: str, line: int) -> str:
    """Return the text of a line of a file, counted from 1, or "" where there is no such line.

    At most 200 characters are returned. Raises OSError if the file cannot be read.
    """
    if line < 1:
        return ""
    lines = _read_lines(Path(path))
    return lines[line - 1].decode("utf-8", errors="replace").rstrip()[:200] if line <= len(lines) else ""


@cache_by_file(max_files=2)
def _read_lines(path: Path) -> list[bytes]:
    """Return the lines of a file, read once for all the problems reported in it."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES).splitlines()


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
        entries, unread, problems = _read_entries(cls, content) if content is not None else (None, frozenset(), ())
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
        return _KnownOrLost(
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
        return sorted([root] if root.is_symlink() else root.rglob("*"))

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


@lru_cache(maxsize=2 * len(REGISTERS))
def _read_entries(cls: type, content: bytes) -> tuple[Mapping[str, Any] | None, frozenset[str], tuple[Problem, ...]]:
    """Return the entries of a register, by id, the ids of those that could not be read, and all problems.

    There are no entries if the file could not be read at all. Equal registers are read once, since an import loads them
    again to check what it made.
    """
    document = read_register(content)
    if document.fields is None:
        return None, frozenset(), document.problems
    entries: dict[str, Any] = {}
    problems = [*document.problems]
    for entry in document.fields.entries:
        node = entry.value if isinstance(entry.value, MappingNode) else MappingNode((), entry.line)
        reading = read_fields(cls, replace(node, line=entry.line), _ANY)
        problems += reading.problems
        if not any(is_fault(each) for each in reading.problems):
            entries[entry.key] = cls(**reading.values)
    unread = frozenset(each.key for each in document.fields.entries) - entries.keys()
    return entries, unread, tuple(problems)


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


class _AllIds(frozenset[str]):
    """A set that contains every id."""

    def __contains__(self, each: object) -> bool:
        return True


_ALL_IDS = _AllIds()


@dataclass(frozen=True, slots=True)
class _KnownOrLost(Known):
    """Known ids, where every id of a register that is `lost` counts as known."""

    lost: frozenset[str]

    def ids(self, register: str) -> frozenset[str]:
        return _ALL_IDS if register in self.lost else Known.ids(self, register)


_ANY = _KnownOrLost({}, frozenset(REGISTERS))


def _make_filed(cls: type[_Filed], values: dict[str, Any]) -> _Filed:
    return make_record(cls, values, values["place"].unread)
