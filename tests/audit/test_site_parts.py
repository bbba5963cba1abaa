"""A site is scanned in parts, in several processes; whatever happens to one, every leak is found, in the same order."""

from __future__ import annotations

import datetime as dt
import gzip
import os
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from letterbook.audit import Sources, audit
from letterbook.audit.leaks import Leak
from letterbook.audit.scanner import Scanner
from letterbook.audit.site_parts import MOST_SEARCHED, PARTS, Entry, Findings, Places, divide_site
from letterbook.audit.walk import list_entries
from letterbook.cache import Cache
from letterbook.errors import BuildFailure
from letterbook.ingest import corpus
from letterbook.release import release
from pdf import pdf
from search_index import make_document, write_index
from workspaces import Workspace

SENTENCE = "The overseer of the northern quarry kept forty passports in a locked iron chest for three winters."
AS_OF = dt.datetime(2026, 11, 10, tzinfo=dt.UTC)
FILLER = "<p>" + " ".join(f"{number:x}" for number in range(10_000)) + "</p>"
"""More than all other files of the site have."""

LEAKS = {
    "b/index.html": f"<p>{SENTENCE}</p>".encode(),
    "c/index.html": f'<p title="{SENTENCE}">A tag</p>'.encode(),
    "d/index.html": f'<p title="{SENTENCE}">that two pages have</p>'.encode(),
    "e/letter.pdf": pdf(SENTENCE),
    "y/index.html": f'<p title="{SENTENCE}">and another, in the second part</p>'.encode(),
    "z/letter.pdf": pdf(SENTENCE),
    "z/packed.json": gzip.compress(SENTENCE.encode()),
}


@pytest.fixture
def leaking(workspace: Workspace) -> Workspace:
    """A withheld letter, and a site that has its sentence in several files of each part, and in its search index."""
    workspace.letter("AL OTH 3/2026", "2026-11-01", f"1 November 2026\n\n{SENTENCE}")
    fillers = dict.fromkeys(("a/index.html", "x/index.html"), FILLER.encode())
    unknown = dict.fromkeys(("a/unknown.bin", "z/unknown.bin"), b"of unknown origin")
    files = {**LEAKS, **fillers, **unknown}
    for name, content in files.items():
        path = workspace.site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    write_index(workspace.site, [make_document(0, {"text": [(SENTENCE, "en")]})])
    return workspace


def find_leaks(workspace: Workspace, processes: int) -> tuple[Leak, ...]:
    loaded = corpus.load(workspace.data).corpus
    assert loaded is not None
    public, cache = release(loaded, AS_OF), Cache(processes=processes)
    return audit(workspace.site, loaded, public, Sources((), (), ()), cache=cache)


@pytest.mark.usefixtures("copies")
def test_one_process_and_eight_find_the_same_leaks(leaking: Workspace) -> None:
    """The words in a tag are reported where a part first has that tag, whoever scans it."""
    alone = find_leaks(leaking, 1)

    assert {each.path for each in alone if each.rule == "withheld-text"} == {*LEAKS, "search/"} - {"d/index.html"}
    assert {Leak("a/unknown.bin", "unknown-file"), Leak("z/unknown.bin", "unknown-file")} <= {*alone}
    assert find_leaks(leaking, 8) == alone


@pytest.mark.usefixtures("copies")
@pytest.mark.parametrize("moment", ["before", "while"])
def test_what_a_dead_copy_had_to_scan_is_scanned_all_the_same(
    leaking: Workspace, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    own, scan_part, died = os.getpid(), Scanner.scan_part, leaking.folder / "died"

    def die(now: str) -> None:
        if os.getpid() != own and now == moment:
            died.touch()
            os.kill(os.getpid(), signal.SIGKILL)

    def fail(self: Scanner, site: Path, entries: Iterable[Entry]) -> Iterator[Findings]:
        die("before")

        def list_half() -> Iterator[Entry]:
            for entry in entries:
                yield entry
                die("while")

        yield from scan_part(self, site, list_half())

    alone = find_leaks(leaking, 1)
    monkeypatch.setattr(Scanner, "scan_part", fail)

    assert find_leaks(leaking, 2) == alone
    assert died.exists()


@pytest.mark.usefixtures("copies")
def test_an_index_whose_reader_dies_is_read_all_the_same(leaking: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    own, read = os.getpid(), audit.__globals__["_read_index"]

    def die(site: Path) -> object:
        if os.getpid() != own:
            os.kill(os.getpid(), signal.SIGKILL)
        return read(site)

    monkeypatch.setattr("letterbook.audit.scan._read_index", die)
    assert Leak("search/", "withheld-text") in find_leaks(leaking, 2)


@pytest.mark.usefixtures("copies")
@pytest.mark.parametrize("processes", [1, 2])
def test_a_part_that_was_lost_is_no_clean_part(
    leaking: Workspace, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    scan_part = Scanner.scan_part

    def lose(self: Scanner, site: Path, entries: Iterable[Entry]) -> Iterator[Findings]:
        found = list(scan_part(self, site, entries))
        yield Findings() if ("z", False) in entries else found[0]

    monkeypatch.setattr(Scanner, "scan_part", lose)
    with pytest.raises(BuildFailure, match="was not scanned"):
        find_leaks(leaking, processes)


def test_parts_have_every_entry_once_and_in_order_and_are_of_one_size(leaking: Workspace) -> None:
    entries = list(list_entries(leaking.site))
    parts = divide_site(leaking.site, entries)

    assert len(parts) == PARTS
    assert [entry for part in parts for entry in part] == entries
    assert ("a/index.html", True) in parts[0]
    assert ("z/unknown.bin", True) in parts[1]


@pytest.mark.parametrize("count", [0, 1])
def test_a_site_with_hardly_a_file_has_parts_too(tmp_path: Path, count: int) -> None:
    for number in range(count):
        (tmp_path / f"{number}.txt").touch()
    entries = list(list_entries(tmp_path))
    assert [entry for part in divide_site(tmp_path, entries) for entry in part] == entries


def test_the_first_places_are_kept_wherever_a_part_begins() -> None:
    names = [f"{number}.html" for number in range(MOST_SEARCHED + 50)]
    whole, found = Places(), Findings()
    for name in names:
        whole.add("a pattern", name)
    for own in (names[:120], names[120:]):
        part = Findings()
        for name in own:
            part.places.add("a pattern", name)
        found.add(part)

    assert list(whole["a pattern"]) == names[:MOST_SEARCHED]
    assert found.places == whole
