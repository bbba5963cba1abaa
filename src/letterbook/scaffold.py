"""A record of one's own: the program and an empty record, in a folder that is to become a private repository.

Its files are of two sorts. Those of the *program* are replaced by every update, and `program.sha256` lists them. Its
*own* are written once and never again. The same checkout and the same wishes give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from letterbook.embargo import day_begins
from letterbook.ingest import corpus

PROGRAM = (
    "src/letterbook/**/*.py",
    "src/letterbook/**/*.yml",
    "src/letterbook/py.typed",
    "macros/*.py",
    "overrides/**/*.html",
    "docs/assets/**/*",
    "docs/specimens.md",
    "docs/specimens/**/*.md",
    "scripts/build",
    "scripts/serve",
    "scripts/setup",
    "requirements/build.txt",
    "pyproject.toml",
    "LICENSE",
    ".github/workflows/check.yml",
    ".github/workflows/clock.yml",
    ".github/workflows/publish.yml",
)
"""The files of the program, as patterns below the checkout."""

ENGLISH_PAGES = ("editors.md", "where-the-record-may-live.md", "published-by-mistake.md")
"""The hand-written pages for editors, in English always."""
PAGES = ("index.md", "about.md", "words.md", "contact.md", "this-site.md", *ENGLISH_PAGES)
"""The hand-written pages: own-record/<language>/ has the others in other languages than docs/."""

REGISTERS = ("mandates", "recipients", "instruments", "groups")
LEAST = (".editorconfig", ".gitattributes", ".gitignore", ".github/pull_request_template.md")
SUMS = "program.sha256"
_BEGINNING = "own-record"
_CLOCK = ".github/workflows/clock.yml"
_POLICY = "data/policy.yml"
_SHIPPED_ZONE = "Europe/Zurich"


class Refused(Exception):
    """What was asked for is not done, and nothing has changed; the words say why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What its publisher says of a new record; without a word it is as shipped, and names no contact."""

    publisher: str | None = None
    contact: str | None = None
    time_zone: str = _SHIPPED_ZONE
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Updated:
    """The files of the program that an update wrote, and those that it removed."""

    written: tuple[str, ...]
    removed: tuple[str, ...]


def checkout() -> Path:
    """The checkout that this program runs from. Raises Refused where there is none."""
    root = Path(__file__).resolve().parents[2]
    if not (root / _BEGINNING).is_dir():
        raise Refused(
            "an own record is made from a checkout of Letterbook, and this program runs without one; "
            "clone Letterbook, run ./scripts/setup in the clone, then its .venv/bin/letterbook"
        )
    return root


def make(root: Path, folder: Path, wishes: Wishes, today: dt.date) -> None:
    """Make an own record in `folder`, which is absent or empty, from the checkout `root`. Raises Refused, OSError.

    `today` says which year's changes of the clock the workflow that publishes has to know.
    """
    _require_outside(root, folder)
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise Refused(f"{folder} is no folder")
    if folder.is_dir() and any(folder.iterdir()):
        raise Refused(f"{folder} is not empty; name a new folder, or renew the program of an own record with --update")
    program = _program(root, wishes.time_zone, today)
    files = _own(root, wishes) | program | {SUMS: _sums(program)}
    new = not folder.exists()
    folder.mkdir(exist_ok=True)
    try:
        _write(files, folder)
    except BaseException:
        shutil.rmtree(folder) if new else _empty(folder)
        raise


def update(root: Path, folder: Path, today: dt.date) -> Updated:
    """Bring the program of the own record in `folder` to that of the checkout `root`. Raises Refused, OSError."""
    _require_outside(root, folder)
    if not (folder / SUMS).is_file():
        raise Refused(f"{folder} is no own record: it has no {SUMS}")
    read = corpus.load(folder / "data").corpus if (folder / "data").is_dir() else None
    if read is None:
        raise Refused(f"{folder / _POLICY} cannot be read, and the time zone stands there; letterbook check tells why")
    program = _program(root, read.policy.time_zone, today)
    old = _read_sums((folder / SUMS).read_text(encoding="utf-8"))
    new = _read_sums(_sums(program).decode())
    now = {path: _sum((folder / path).read_bytes()) for path in old | new if (folder / path).is_file()}
    changed = [path for path in now if now[path] not in (old.get(path), new.get(path))]
    if changed:
        raise Refused(
            f"these files are the program's, and were changed in {folder}:\n  " + "\n  ".join(sorted(changed)) + "\n"
            "Keep what you changed elsewhere and delete them there; then update, and put it back where it is needed."
        )
    written = tuple(path for path in program if now.get(path) != new[path])
    removed = tuple(path for path in now if path not in new)
    _write({path: program[path] for path in written} | {SUMS: _sums(program)}, folder)
    for path in removed:
        (folder / path).unlink()
    return Updated(written, removed)


def _program(root: Path, time_zone: str, today: dt.date) -> dict[str, bytes]:
    found = {path.relative_to(root).as_posix(): path for pattern in PROGRAM for path in root.glob(pattern)}
    program = {name: path.read_bytes() for name, path in sorted(found.items()) if _is_taken(path)}
    program[_CLOCK] = _scheduled(program[_CLOCK].decode(), time_zone, today).encode()
    return program


def _is_taken(path: Path) -> bool:
    """An editor's backup of a file is no file of the program."""
    return path.is_file() and not path.is_symlink() and not path.name.startswith(".")


def _scheduled(workflow: str, time_zone: str, today: dt.date) -> str:
    """The workflow that looks at the clock, some minutes after each midnight of the zone, too: a schedule knows UTC
    only."""
    try:
        ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refused(f"there is no time zone {time_zone!r}; it is like Europe/Zurich") from error
    days = (day_begins(today + dt.timedelta(days=number), time_zone) for number in range(366))
    moments = sorted({(day + dt.timedelta(minutes=7)).strftime("%H:%M") for day in days})
    lines = "".join(f'    - cron: "{int(each[3:])} {int(each[:2])} * * *"\n' for each in moments)
    return _once(r'(?m)(?:^    - cron: "\d+ \d+ .*\n)+', lines, workflow).replace(_SHIPPED_ZONE, time_zone)


def _own(root: Path, wishes: Wishes) -> dict[str, bytes]:
    beginning = root / _BEGINNING
    translated = beginning / wishes.language
    own = {name: (root / name).read_text(encoding="utf-8") for name in LEAST}
    own["README.md"] = (beginning / "README.md").read_text(encoding="utf-8")
    for page in PAGES:
        source = translated / page if (translated / page).is_file() else root / "docs" / page
        own[f"docs/{page}"] = source.read_text(encoding="utf-8")
    own["mkdocs.yml"] = _settings((root / "mkdocs.yml").read_text(encoding="utf-8"), wishes, translated)
    own[_POLICY] = _policy((root / _POLICY).read_text(encoding="utf-8"), wishes)
    for name in REGISTERS:
        path = f"data/registers/{name}.yml"
        own[path] = _without_examples((root / path).read_text(encoding="utf-8"), states_only=name == "recipients")
    own |= {f"data/{name}/.gitkeep": "" for name in ("letters", "responses", "attachments")}
    return {path: text.encode() for path, text in own.items()}


def _settings(text: str, wishes: Wishes, translated: Path) -> str:
    """mkdocs.yml without the page about own records, in the record's language, under its publisher's name."""
    text = _once(r"    - title: .*\n      address: your-own-record/\n", "", text)
    text = _once(r"  your-own-record\.md\n", "", text)
    words = translated / "settings.yml"
    if words.is_file():
        for english, other in yaml.safe_load(words.read_text(encoding="utf-8")).items():
            text, count = re.subn(rf"(?m)(?<=: ){re.escape(english)}$|(?<=- ){re.escape(english)}(?=: )", other, text)
            assert count, f"mkdocs.yml does not say: {english}"
    text = _once(r"(?m)^  language: .*$", f"  language: {wishes.language}", text)
    if wishes.publisher is not None:
        text = _once(r"(?m)^site_name: .*$", f"site_name: {_quoted(wishes.publisher)}", text)
    return text


def _policy(text: str, wishes: Wishes) -> str:
    if wishes.publisher is not None:
        text = _once(r"(?m)^publisher: .*$", f"publisher: {_quoted(wishes.publisher)}", text)
    contact = "# contact:" if wishes.contact is None else f"contact: {_quoted(wishes.contact)}"
    text = _once(r"(?m)^contact: .*$", contact, text)
    return _once(r"(?m)^time_zone: .*$", f"time_zone: {wishes.time_zone}", text)


def _quoted(text: str) -> str:
    if not text.strip():
        raise Refused("the publisher and the contact are names or addresses, and not empty")
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _without_examples(text: str, *, states_only: bool) -> str:
    """A register without what is fictional, nor any recipient that is no State: those come with their letters."""
    header, entries = text.split("\n\n", 1)
    blocks = re.findall(r"(?m)(?:^#.*\n)*^[a-z0-9-]+:\n(?:^ .*\n|^\n)*", entries)
    assert "".join(blocks) == entries, "an entry that is not written as the others are"
    kept = [
        block
        for block in blocks
        if "\n  example: true\n" not in block and (not states_only or "\n  kind: state\n" in block)
    ]
    return header + "\n" + ("\n" + "".join(kept).rstrip("\n") + "\n" if kept else "")


def _once(pattern: str, instead: str, text: str) -> str:
    """Replace the one place that matches; a file that has none, or several, has outgrown this module."""
    text, count = re.subn(pattern, lambda _: instead, text)
    assert count == 1, f"{pattern}: {count} times"
    return text


def _require_outside(root: Path, folder: Path) -> None:
    if folder.resolve().is_relative_to(root):
        raise Refused(f"{folder} is inside this checkout; name a folder outside of it, like ../our-letters")


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _sums(program: Mapping[str, bytes]) -> bytes:
    """As `sha256sum --check` reads them."""
    return "".join(f"{_sum(content)}  {path}\n" for path, content in sorted(program.items())).encode()


def _read_sums(text: str) -> dict[str, str]:
    return {path: sum_ for sum_, _, path in (line.partition("  ") for line in text.splitlines())}


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    """Write everything aside first, so that a full disk changes nothing; the sums come last."""
    staging = folder / f".letterbook.next-{os.getpid()}"
    try:
        for path, content in files.items():
            target = staging / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            if path.startswith("scripts/"):
                target.chmod(0o755)
        for path in files:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (staging / path).replace(folder / path)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
