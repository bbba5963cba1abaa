"""Tries out new files of a record before they are written, by loading and checking them in a temporary folder."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from letterbook import rules
from letterbook.citations import CitationCache
from letterbook.ingest import corpus
from letterbook.ingest.loader import POLICY, REGISTERS_FOLDER
from letterbook.rules.diagnostics import Diagnostic
from letterbook.text.confidential_names import NONE, ConfidentialNames


@dataclass(frozen=True, slots=True)
class Trial:
    """Tries out files of the record in the folder `record`. `now` is the real time; `citations` caches those found.
    `confidential` are names that must not be published."""

    record: Path
    now: dt.datetime
    citations: CitationCache
    confidential: ConfidentialNames = NONE

    @contextmanager
    def load(self, files: Mapping[Path, bytes], beside: Sequence[Path] = ()) -> Iterator[tuple[Path, corpus.Loaded]]:
        """Load a record that has the registers and policy of this one, the files `beside`, and new files.

        Yields its folder, which is removed afterwards, and what was loaded.
        """
        with tempfile.TemporaryDirectory() as folder:
            trial = Path(folder)
            shared = [self.record / POLICY, *(self.record / REGISTERS_FOLDER).glob("*.yml"), *beside]
            contents = {each: each.read_bytes() for each in shared if each.is_file()} | dict(files)
            for each, content in contents.items():
                copy = trial / each.relative_to(self.record)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(content)
            yield trial, corpus.load(trial)

    def check(self, path: Path, files: Mapping[Path, bytes], beside: Sequence[Path] = ()) -> tuple[Diagnostic, ...]:
        """Return what the rules report about the new file `path`. Rules about other files see only those `beside`."""
        with self.load(files, beside) as (trial, loaded):
            name = (trial / path.relative_to(self.record)).as_posix()
            there, here = trial.as_posix(), self.record.as_posix()
            return tuple(
                replace(
                    each,
                    path=path.as_posix(),
                    message=each.message.replace(there, here),
                    help=each.help.replace(there, here),
                )
                for each in rules.check_record(loaded, self.now, self.citations, confidential=self.confidential)
                if each.path == name
            )
