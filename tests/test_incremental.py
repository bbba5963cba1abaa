"""A warm build gives byte for byte what a cold one gives, whatever was edited, broken or deleted in between.

Each sequence edits a small record at random, lets days pass, and damages the cache; after each step the site is built
with the cache, and compared with one that is built without. `LETTERBOOK_SEQUENCES=200 ./scripts/test
tests/test_incremental.py` tries more of them than the few that every run of the tests can afford.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from letterbook import rules
from letterbook.build import assemble_site, render_files
from letterbook.cache import Cache
from letterbook.ingest.corpus import load
from letterbook.release import release
from letterbook.rules.diagnostics import as_text, errors
from letterbook.site.theme_engine import RenderedTheme, Settings
from letterbook.text.pdf import PdfReader
from pdf import pdf
from workspaces import Workspace

Theme = tuple[RenderedTheme, Settings]
SEQUENCES = int(os.environ.get("LETTERBOOK_SEQUENCES", "3"))
STEPS = 6
FIRST_DAY = dt.datetime(2021, 5, 1, 12, tzinfo=dt.UTC)
INSTRUMENTS = """\
ungp:
  title: Guiding Principles on Business and Human Rights
  short: UNGP
  provision: Principle
  provisions: 31
iccpr:
  title: International Covenant on Civil and Political Rights
  short: ICCPR
  provision: article
  provisions: 53
"""
SENTENCES = (
    "We refer to article 19 of the ICCPR and to UNGP 13.",
    "The workers of the mill at Quillford were dismissed.",
    "See A/HRC/RES/44/15 and general comment No. 34.",
    "1. Please explain what was done.\n2. Please give the reasons.",
    "A passage[^1] with a note.\n\n[^1]: The note.",
    "Principle 22 applies, and article 99 of the Covenant does not exist.",
)
"""What the texts of the letters are made of."""


class History:
    """A record that somebody edits while time passes, and the folder of its cache."""

    def __init__(self, workspace: Workspace, chance: random.Random) -> None:
        self.workspace = workspace
        self.chance = chance
        self.now = FIRST_DAY
        self.cache = workspace.folder / ".letterbook" / "cache"
        (workspace.data / "registers/instruments.yml").write_text(INSTRUMENTS, encoding="utf-8")
        for _ in range(3):
            self.add_letter()
        self.add_response()
        self.attach_pdf()

    @property
    def letters(self) -> list[Path]:
        return sorted((self.workspace.data / "letters").rglob("*.md"))

    @property
    def edits(self) -> tuple[Callable[[], object], ...]:
        return (
            self.add_letter,
            self.add_response,
            self.change_text,
            self.add_translation,
            self.delete_letter,
            self.rename_letter,
            self.withdraw_letter,
            self.change_register,
            self.rename_recipient,
            self.replace_pdf,
            self.wait,
            self.wait,
            self.delete_cache,
            self.flip_bytes,
            self.cut_cache,
            self.change_nothing,
        )

    def write_text(self, sent: dt.date) -> str:
        return "\n\n".join([f"{sent:%-d %B %Y}", *self.chance.sample(SENTENCES, 3), f"Word{self.chance.random()}."])

    def add_letter(self) -> None:
        number = max((int(re.findall("[0-9]+", each.stem)[0]) for each in self.letters), default=0) + 1
        sent = self.now.date() - dt.timedelta(days=self.chance.choice([1, 40, 58, 61, 100]))
        self.workspace.letter(f"AL OTH {number}/{sent.year}", str(sent), self.write_text(sent))

    def _choose_letter(self) -> Path | None:
        found = [each for each in self.letters if "." not in each.stem]
        return self.chance.choice(found) if found else None

    def add_response(self) -> None:
        letter = self._choose_letter()
        if letter is None or "withdrawn" in letter.read_text("utf-8"):
            return
        reference = re.findall("reference: (.*)", letter.read_text("utf-8"))[0]
        sent = dt.date.fromisoformat(re.findall("sent: (.*)", letter.read_text("utf-8"))[0])
        path = self.workspace.data / "responses" / letter.stem / f"{sent}-northwind.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"---\nletter: {reference}\nrecipient: northwind\ndated: {sent}\nlanguage: en\nkind: reply\n---\n"
            f"{self.write_text(sent)}\n",
            encoding="utf-8",
        )

    def change_text(self) -> None:
        if letter := self._choose_letter():
            letter.write_text(f"{letter.read_text('utf-8')}\n{self.chance.choice(SENTENCES)}\n", encoding="utf-8")

    def add_translation(self) -> None:
        if letter := self._choose_letter():
            letter.with_suffix(".fr.md").write_text(
                f"---\ntranslation_of: {letter.stem}\nlanguage: fr\ntranslated_by: Nous\nofficial: false\n---\n"
                "Nous nous référons à l’article 19 du Pacte.\n",
                encoding="utf-8",
            )

    def delete_letter(self) -> None:
        if (letter := self._choose_letter()) and len(self.letters) > 2:
            for each in letter.parent.glob(f"{letter.stem}.*"):
                each.unlink()
            shutil.rmtree(self.workspace.data / "responses" / letter.stem, ignore_errors=True)
            shutil.rmtree(self.workspace.data / "attachments" / letter.stem, ignore_errors=True)

    def rename_letter(self) -> None:
        """Give a letter without a response another number, as if it had been filed under a wrong one."""
        letter = self._choose_letter()
        if letter is None or (self.workspace.data / "responses" / letter.stem).exists():
            return
        if (self.workspace.data / "attachments" / letter.stem).exists() or letter.with_suffix(".fr.md").exists():
            return
        number = re.findall("[0-9]+", letter.stem)[0]
        text = letter.read_text("utf-8").replace(f"OTH {number}/", f"OTH {number}7/")
        letter.unlink()
        letter.with_name(letter.name.replace(f"-{number}-", f"-{number}7-")).write_text(text, encoding="utf-8")

    def withdraw_letter(self) -> None:
        letter = self._choose_letter()
        if letter and "withdrawn" not in letter.read_text("utf-8"):
            text = letter.read_text("utf-8")
            notice = f"withdrawn:\n  date: {self.now.date()}\n  reason: error\n"
            letter.write_text(text.replace("\nlanguage:", f"\n{notice}language:", 1), encoding="utf-8")

    def change_register(self) -> None:
        path = self.workspace.data / "registers/instruments.yml"
        text = path.read_text("utf-8")
        names = ["  aliases:\n    - the Covenant\n", ""]
        path.write_text(text.replace(names[0], "") + self.chance.choice(names), encoding="utf-8")

    def rename_recipient(self) -> None:
        path = self.workspace.data / "registers/recipients.yml"
        name = self.chance.choice(["Northwind Textiles", "Northwind Fabrics"])
        path.write_text(re.sub("Northwind [A-Z][a-z]+", name, path.read_text("utf-8")), encoding="utf-8")

    def attach_pdf(self) -> None:
        letter = self._choose_letter()
        if letter is None or "attachments" in letter.read_text("utf-8"):
            return
        content = pdf("The mill at Quillford, page one.", title="Letter")
        path = self.workspace.data / "attachments" / letter.stem / "letter.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        fields = (
            "attachments:\n  - file: letter.pdf\n    title: Letter\n    language: en\n    public_copy: true\n"
            f"    sha256: {hashlib.sha256(content).hexdigest()}\n"
        )
        letter.write_text(letter.read_text("utf-8").replace("\nlanguage:", f"\n{fields}language:", 1), encoding="utf-8")

    def replace_pdf(self) -> None:
        """Replace a PDF by one of the same size and the same times, and declare its checksum."""
        for path in (self.workspace.data / "attachments").rglob("*.pdf"):
            old, times = path.read_bytes(), path.stat()
            names = (b"Quillford", b"Quillfard") if b"Quillford" in old else (b"Quillfard", b"Quillford")
            new = old.replace(*names)
            assert new != old
            path.write_bytes(new)
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
            (letter,) = self.workspace.data.rglob(f"letters/*/{path.parent.name}.md")
            before, after = (hashlib.sha256(each).hexdigest() for each in (old, new))
            letter.write_text(letter.read_text("utf-8").replace(before, after), encoding="utf-8")

    def wait(self) -> None:
        """Let days pass, until letters that nobody edits are due."""
        self.now += dt.timedelta(days=self.chance.choice([1, 2, 20, 61]))

    def delete_cache(self) -> None:
        shutil.rmtree(self.cache, ignore_errors=True)

    def flip_bytes(self) -> None:
        for path in self.cache.glob("*"):
            content = bytearray(path.read_bytes())
            for _ in range(self.chance.choice([1, 3, 300])):
                content[self.chance.randrange(len(content))] ^= self.chance.randrange(1, 256)
            path.write_bytes(content)

    def cut_cache(self) -> None:
        for path in self.cache.glob("*"):
            os.truncate(path, self.chance.randrange(path.stat().st_size))

    def change_nothing(self) -> None:
        pass


def build(history: History, theme: Theme, cache: Cache) -> tuple[str, dict[str, bytes]]:
    """Return what a check reports, and every file of the site; none if the record has errors."""
    loaded = load(history.workspace.data)
    citations = rules.cache_citations(loaded, cache)
    pdfs = PdfReader(cache)
    found = rules.check_record(loaded, history.now, citations, pdfs, cache=cache)
    files: dict[str, bytes] = {}
    if not errors(found) and loaded.corpus is not None:
        public = release(loaded.corpus, history.now, citations)
        site = assemble_site(public, theme[1], preview=False, pdfs=pdfs, cache=cache)
        for each in render_files(site, theme[0]):
            files[each.path] = each.content if isinstance(each.content, bytes) else each.content.read_bytes()
    cache.finish()
    return as_text(found), files


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_a_warm_build_is_the_cold_build_after_any_edits(seed: int, workspace: Workspace, theme: Theme) -> None:
    history = History(workspace, random.Random(seed))  # noqa: S311 - not for secrets
    done = ["the first build"]
    built = 0
    for _ in range(STEPS):
        warm = build(history, theme, Cache(history.cache))
        cold = build(history, theme, Cache())

        assert warm[0] == cold[0], done
        assert sorted(warm[1]) == sorted(cold[1]), done
        assert [path for path, content in cold[1].items() if warm[1][path] != content] == [], done
        built += bool(cold[1])
        edit = history.chance.choice(history.edits)
        edit()
        done.append(edit.__name__)

    assert built > STEPS // 2, "most of the records can be built"


def test_every_edit_gives_a_record_that_can_be_built(workspace: Workspace) -> None:
    """Otherwise the sequences would show little."""
    history = History(workspace, random.Random(1))  # noqa: S311 - not for secrets
    for edit in history.edits:
        edit()

        assert as_text(errors(rules.check_record(load(workspace.data), history.now))) == "", edit.__name__


@pytest.mark.usefixtures("copies")
@pytest.mark.parametrize("kept", [True, False])
def test_any_number_of_processes_builds_the_same_site(
    kept: bool, workspace: Workspace, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether values are kept on the disk or not."""
    monkeypatch.setattr("letterbook.cache.cache._FEWEST", 2)
    history = History(workspace, random.Random(1))  # noqa: S311 - not for secrets
    for edit in (history.add_letter, history.add_translation, history.add_response, history.wait):
        edit()
    sites = [build(history, theme, Cache(workspace.folder / str(each) if kept else None, each)) for each in (1, 8)]

    assert len(sites[0][1]) > 50
    assert sites[0] == sites[1]
    assert list(sites[0][1]) == list(sites[1][1]), "the files are in the same order"
