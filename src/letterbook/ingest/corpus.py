"""Reads `data/`: every letter, response and register, the policy, and every fault in any file.

Nothing is judged here. What could be read becomes a `Corpus`; what could not is reported as problems, which `rules`
puts into words. A letter with a field that could not be read is in the corpus without that field (see `PartialRecord`),
so that the rules can still find its other faults. A corpus with any error is never released.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from letterbook.ingest.file_cache import cache_by_file
from letterbook.ingest.folder_entries import walk
from letterbook.ingest.front_matter import (
    MAX_BYTES,
    Document,
    Problem,
    cut_body,
    read_letter,
)
from letterbook.ingest.loader import EARLIER, Loader
from letterbook.ingest.page_folders import find_page_folders, find_page_problems
from letterbook.ingest.sizes import find_size_problems
from letterbook.model.policy import Policy
from letterbook.model.record import Corpus, Letter, Response, Translation
from letterbook.model.registers import Registers


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
