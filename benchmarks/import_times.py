"""Measures how long the program takes to start, and to import one letter: a text of 17 KB, and a PDF of 20 pages."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from import_blocks import Block, Sample
from import_files import make_files
from letterbook.model.record import Corpus, Letter

_BYTES = 17_000
_PAGES = 20
_CHARACTERS_OF_A_PAGE = 2_800
_RUNS = 3


def measure_times(letter: Letter, corpus: Corpus, folder: Path) -> Iterator[str]:
    """Lengthen a letter as needed, import it into copies of a record with the command itself, and yield lines with the
    shortest elapsed and processor time of several runs, in seconds."""
    yield _measure("start: letterbook --version", ["--version"], folder)
    text = folder / "letter.md"
    text.write_text(_lengthen(letter.body, _BYTES), encoding="utf-8")
    arguments = ["import", "--data", str(corpus.folder), "--force"]
    yield _measure("a text of 17 KB", [*arguments, str(text)], folder)
    for producer in ("typst.pdf", "libreoffice.pdf", "chromium.pdf"):
        body = _lengthen(letter.body, _PAGES * _CHARACTERS_OF_A_PAGE)
        blocks = tuple(Block(kind="text", text=each) for each in body.split("\n\n"))
        sample = Sample(
            name="letter", filed=letter, blocks=blocks, foot=(), printed="", layout="header", producer=producer
        )
        files, _ = make_files([sample], folder)
        if files:
            yield _measure(f"a PDF of {_PAGES} pages ({producer})", [*arguments, str(files["letter"])], folder)
            return


def _lengthen(body: str, length: int) -> str:
    """Repeat the long paragraphs of a letter after its head until it has a length."""
    paragraphs = body.strip().split("\n\n")
    long = [each for each in paragraphs[4:] if len(each) > 200 and not each.startswith(("#", "1", "*"))]
    head, tail = paragraphs[:6], paragraphs[6:]
    missing = length - len(body)
    while missing > 0:
        head += long
        missing -= sum(map(len, long))
    return "\n\n".join([*head, *tail])


def _measure(title: str, arguments: list[str], folder: Path) -> str:
    clock, processor = [], []
    for _ in range(_RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.perf_counter()
        command = [sys.executable, "-m", "letterbook", *arguments]
        subprocess.run(command, check=True, capture_output=True, cwd=folder)  # noqa: S603 - this program
        clock.append(time.perf_counter() - began)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        processor.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return f"{title:40}{min(clock):6.2f} s, {min(processor):.2f} s of the processor"
