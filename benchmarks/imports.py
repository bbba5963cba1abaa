"""What an import of letters and responses in many layouts finds: which fields are right, wrong, or left to the editor.

./scripts/bench import [--keep FOLDER] [--show] [--turn N] [--held]   --keep: write the files there; --show: print what
    is not right; --turn: give each text of the record another layout and producer; --held: the held half alone

Two halves are measured. The open half is the letters and responses of the shipped record, printed with other
references, headers, footers, footnotes and columns, each by one producer. The held half, `benchmarks/held/`, was
written by somebody who had not read the code; each of its texts is printed by every producer. Producers are
LibreOffice, Chromium and Typst, as far as they are installed, and there are text and Markdown.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from held_letters import make_held_samples
from import_blocks import Sample, describe, find_data, make_samples
from import_files import make_files
from import_times import measure_times
from letterbook.editing.drafts.letter_draft import Given
from letterbook.editing.importing import Import, Importer
from letterbook.editing.originals import UnreadableOriginal
from letterbook.ingest.corpus import load, load_registers
from letterbook.model.record import Corpus, Letter
from letterbook.text.normalize import fold, fold_words
from letterbook.text.salutation_phrases import TITLES

NOW = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
_WORDS = """
left: left out, or left out in part. named: not as the record has it, and the report has a doubt about it.
wrong: not as the record has it, and nothing says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How often each field of some samples was right, left, named and wrong, and what an editor has left to do."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    actions: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def main() -> None:
    """Print a table of the fields for each half."""
    arguments = sys.argv[1:]
    show = "--show" in arguments
    turn = int(arguments[arguments.index("--turn") + 1]) if "--turn" in arguments else 0
    with tempfile.TemporaryDirectory() as work:
        keep = Path(arguments[arguments.index("--keep") + 1]) if "--keep" in arguments else Path(work) / "files"
        keep.mkdir(parents=True, exist_ok=True)
        if "--held" not in arguments:
            data = Path(work) / "open"
            shutil.copytree(find_data(), data)
            corpus = load(data).corpus
            assert corpus is not None
            _measure_half("open half", make_samples(corpus, turn), data, keep, show=show)
            _print_times(corpus, Path(work))
        held = make_held_samples(Path(work) / "held")
        _measure_half("held half", held.samples, held.data, keep, show=show)
    print(_WORDS)


def _print_times(corpus: Corpus, folder: Path) -> None:
    letter = max((each for each in corpus.letters if each.language == "en"), key=lambda each: len(each.body))
    print()
    for line in measure_times(letter, corpus, folder):
        print(line)


def _measure_half(title: str, samples: Sequence[Sample], data: Path, keep: Path, *, show: bool) -> None:
    files, missing = make_files(samples, keep)
    importer = Importer(data, load_registers(data)[0], NOW)
    tally = Tally()
    kinds: Counter[str] = Counter()
    for sample in samples:
        if sample.name in files:
            kinds[f"{sample.producer}, {sample.layout}"] += 1
            began = time.perf_counter()
            imported = _import(importer, sample, files[sample.name])
            tally.seconds.append(time.perf_counter() - began)
            _compare(sample, imported, tally, show=show)
    print(f"\n{title}: {len(files)} files; {sum(tally.seconds) / max(len(files), 1):.2f} s each")
    print(", ".join(f"{name}: {count}" for name, count in sorted(kinds.items())))
    for each in missing:
        print(f"{each} is not installed, so nothing was made with it")
    _print_table(tally)


def _print_table(tally: Tally) -> None:
    columns = ("right", "left", "named", "wrong")
    rows = {name: [tally.counts[name, each] for each in columns] for name in dict.fromkeys(n for n, _ in tally.counts)}
    rows["all"] = [sum(row[at] for row in rows.values()) for at in range(len(columns))]
    print(f"\n{'field':22}" + "".join(f"{each:>8}" for each in columns))
    for name, row in rows.items():
        print(f"{name:22}" + "".join(f"{each:8}" for each in row))
    actions = sorted(tally.actions)
    print(
        f"an editor's actions left in a file: {sum(actions) / len(actions):.1f} on average, "
        f"{actions[len(actions) // 2]} in the middle one, {actions[-1]} at most"
    )


def _import(importer: Importer, sample: Sample, path: Path) -> Import | str:
    own = Path(sample.filed.place.path)
    kept = own.read_bytes()
    own.unlink()
    try:
        if isinstance(sample.filed, Letter):
            return importer.read_letter(path, Given())
        letter = importer.filed.open(str(sample.filed.letter))
        try:
            return importer.read_response(path, letter, Given())
        except UnreadableOriginal:  # the text has no date, so an editor has to give it
            return importer.read_response(path, letter, Given(date=sample.filed.dated))
    except UnreadableOriginal as error:
        return str(error)
    finally:
        own.write_bytes(kept)


def _compare(sample: Sample, imported: Import | str, tally: Tally, *, show: bool) -> None:
    wanted = describe(sample.filed)
    if sample.printed:
        wanted["reference_as_printed"] = sample.printed
    where = f"{sample.name} ({sample.producer}, {sample.layout})"
    if isinstance(imported, str):
        tally.counts["not imported at all", "left"] += 1
        if show:
            print(f"{where}: {imported}")
        return
    draft = imported.draft
    found = _read_draft(draft.values)
    if sample.questions is not None:
        wanted["questions"], found["questions"] = sample.questions, draft.questions
    words = " ".join([*(each.text for each in draft.doubts), *(f"{each.field} {each.why}" for each in draft.left)])
    verdicts: Counter[str] = Counter()
    for name, value in wanted.items():
        got = found.get(name)
        verdict = _judge(name, value, got, words, proposed=name in draft.proposed)
        tally.counts[name, verdict] += 1
        verdicts[verdict] += 1
        if show and verdict != "right":
            print(f"{where}: {name} {verdict}\n    should be {value}\n    is        {got}")
    verdict = _judge_text(sample, imported)
    tally.counts["words of the text", verdict] += 1
    verdicts[verdict] += 1
    if show and verdict != "right":
        print(f"{where}: text {verdict}: {_find_difference(sample, imported)}")
    doubts = len(draft.doubts) + len(imported.mended.doubts) + len(imported.original.doubts)
    tally.actions.append(doubts + len(draft.proposed) + verdicts.total() - verdicts["right"])


def _read_draft(values: dict[str, Any]) -> dict[str, Any]:
    found = dict(values)
    mandates, recipients = values.get("mandates", ()), values.get("recipients", ())
    found["resolutions"] = [each.get("resolution") for each in mandates]
    found["signatories"] = [each.get("signed_by") for each in mandates]
    found["mandates"] = [each["mandate"] for each in mandates]
    found["recipients"] = [each["recipient"] for each in recipients]
    found["addressee"] = [each.get("addressee") for each in recipients]
    found["named_as"] = [each.get("named_as") for each in recipients]
    found["via"] = [each.get("via") for each in recipients]
    found["also_sent_to"] = [each for each in values.get("also_sent_to", ()) if isinstance(each, str)]
    found["follows"] = [each if isinstance(each, str) else str(each["sent"]) for each in values.get("follows", ())]
    found["annex"] = sorted(each.get("instrument") or each["document"] for each in values.get("annex", ()))
    found["provisions"] = sorted(
        f"{each['instrument']} {provision}"
        for each in values.get("annex", ())
        if "instrument" in each
        for provision in each.get("provisions", ())
    )
    return found


def _judge(field: str, wanted: Any, got: Any, words: str, *, proposed: bool) -> str:
    if (wanted or None) == (got or None) or _fold(wanted) == _fold(got):
        return "right"
    if field == "addressee" and got and _is_part(got, wanted):
        return "left"
    if isinstance(wanted, list) and isinstance(got or [], list):
        if len(got or []) == len(wanted) and all(own in (None, other) for own, other in zip(got, wanted, strict=True)):
            return "left"
        if len(got or []) != len(wanted) and all(each in wanted for each in got or [] if each is not None):
            return "left"
    elif not got:
        return "left"
    name = {"resolutions": "resolution", "signatories": "signed", "provisions": "annex"}.get(field, field)
    return "named" if proposed or name in words or (field == "follows" and "recalled" in words) else "wrong"


def _fold(value: Any) -> str:
    """Return a value as text with all apostrophes in one form."""
    return fold(" ".join(map(str, value)) if isinstance(value, list) else str(value))


def _is_part(got: list[Any], wanted: list[Any]) -> bool:
    """Whether what was found has a part of each name, as where a text has no first names."""
    pairs = zip(got, wanted, strict=False)
    return all(
        set(fold(str(own)).replace(".", "").split()) - TITLES <= set(fold(str(other)).split()) for own, other in pairs
    )


def _list_words(text: str) -> list[str]:
    return fold_words(re.sub(r"</?sup>|\]\([^)]*\)|^[ ]*(?:[0-9]+\.|[-#]+) ", " ", text, flags=re.MULTILINE)).split()


def _judge_text(sample: Sample, imported: Import) -> str:
    if not _find_difference(sample, imported):
        return "right"
    doubts = (*imported.mended.doubts, *imported.original.doubts)
    return "named" if doubts else "wrong"


def _find_difference(sample: Sample, imported: Import) -> str:
    """Return the words of the letter that the text lacks or has too often; nothing if it has them all in order."""
    whole = "\n\n".join(each.text for each in sample.blocks if each.kind != "note")
    text = re.sub(r"^\[\^[^\]]+\]: .*$", "", imported.mended.text, flags=re.MULTILINE)
    before, after = _list_words(whole), _list_words(text)
    if "".join(before) == "".join(after):
        return ""
    lost, added = Counter(before) - Counter(after), Counter(after) - Counter(before)
    return (
        f"without {' '.join(list(lost)[:8])}; with {' '.join(list(added)[:8])}" if lost or added else "in another order"
    )


if __name__ == "__main__":
    main()
