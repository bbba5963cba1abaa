"""Creates a record of your own: the program and an empty record, in a folder that is to become a private repository.

Its files are of two kinds. The *program's* are listed in `program.sha256`, and every update replaces them. The
*publisher's own* are written once and never again. The same version of Letterbook and the same wishes give the same
bytes, whether from a checkout or from an installed wheel.
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
from letterbook.model.policy import CONTACT
from letterbook.package_files import PROGRAM, find_files, project_folder

ENGLISH_PAGES = ("editors.md", "where-the-record-may-live.md", "published-by-mistake.md")
"""The hand-written pages for editors, which are always in English."""
PAGES = ("index.md", "about.md", "words.md", "contact.md", "this-site.md", "accessibility.md", *ENGLISH_PAGES)
"""The hand-written pages. Those that are not always in English are translated in own-record/<language>/."""

REGISTERS = ("mandates", "recipients", "instruments", "groups")
LEAST = (
    *(".editorconfig", ".gitattributes", ".gitignore", ".github/pull_request_template.md"),
    *(f".vscode/{name}.json" for name in ("extensions", "settings", "tasks")),
)
SUMS = "program.sha256"
_BEGINNING = "own-record"
_CLOCK = ".github/workflows/clock.yml"
_POLICY = "data/policy.yml"
_SHIPPED_ZONE = "Europe/Zurich"
_UNNAMED = {
    "en": ("UN human rights letters", "the editors of this record"),
    "fr": ("Lettres de l’ONU sur les droits de l’homme", "les éditeurs de ce registre"),
    "es": ("Cartas de la ONU sobre derechos humanos", "los editores de este registro"),
}
"""By language: the name of a site whose publisher is not named, and the words in place of the publisher."""


class Refused(Exception):
    """The request is refused and nothing has changed; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """The publisher's choices for a new record. The defaults are those of the shipped policy, without a contact."""

    publisher: str | None = None
    contact: str | None = None
    time_zone: str = _SHIPPED_ZONE
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Updated:
    """The program's files that an update wrote or removed."""

    written: tuple[str, ...]
    removed: tuple[str, ...]


def find_project() -> Path:
    """Return the folder of project files that came with this program. Raises Refused if it came without any."""
    project = project_folder()
    if not (project / _BEGINNING).is_dir():
        raise Refused(
            "this program is the copy inside a record, which cannot create or update another; "
            "use the letterbook command of an installed Letterbook, or of a checkout after ./scripts/setup"
        )
    return project


def create(project: Path, folder: Path, wishes: Wishes, today: dt.date) -> None:
    """Create a new record in `folder`, which is absent or empty, from the files in `project`.

    `today` sets the year whose clock changes the publishing workflow takes into account. Raises Refused, OSError.
    """
    _require_outside(project, folder)
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise Refused(f"{folder} is not a folder")
    if folder.is_dir() and any(folder.iterdir()):
        raise Refused(
            f"{folder} is not empty; name a new folder, or use --update to update the program in an existing record"
        )
    program = _read_program(project, wishes.time_zone, today)
    files = _write_own_files(project, wishes) | program | {SUMS: _list_sums(program)}
    new = not folder.exists()
    folder.mkdir(exist_ok=True)
    try:
        _write(files, folder)
    except BaseException:
        shutil.rmtree(folder) if new else _empty(folder)
        raise


def update(project: Path, folder: Path, today: dt.date) -> Updated:
    """Replace the program in the record `folder` with the one in `project`. Raises Refused, OSError."""
    _require_outside(project, folder)
    if not (folder / SUMS).is_file():
        raise Refused(f"{folder} was not created by letterbook init: it has no {SUMS}")
    read = corpus.load(folder / "data").corpus if (folder / "data").is_dir() else None
    if read is None:
        raise Refused(f"cannot read the time zone from {folder / _POLICY}; run letterbook check to see why")
    program = _read_program(project, read.policy.time_zone, today)
    old = _read_sums((folder / SUMS).read_text(encoding="utf-8"))
    new = _read_sums(_list_sums(program).decode())
    now = {path: _sum((folder / path).read_bytes()) for path in old | new if (folder / path).is_file()}
    changed = [path for path in now if now[path] not in (old.get(path), new.get(path))]
    if changed:
        raise Refused(
            f"these files belong to the program but have been changed in {folder}:\n  "
            + "\n  ".join(sorted(changed))
            + "\nCopy your changes elsewhere, delete these files and update; then restore the changes you still need."
        )
    written = tuple(path for path in program if now.get(path) != new[path])
    removed = tuple(path for path in now if path not in new)
    _write({path: program[path] for path in written} | {SUMS: _list_sums(program)}, folder)
    for path in removed:
        (folder / path).unlink()
    return Updated(written, removed)


def _read_program(project: Path, time_zone: str, today: dt.date) -> dict[str, bytes]:
    program = {name: path.read_bytes() for name, path in find_files(project, PROGRAM).items()}
    program[_CLOCK] = _set_schedule(program[_CLOCK].decode(), time_zone, today).encode()
    return program


def _set_schedule(workflow: str, time_zone: str, today: dt.date) -> str:
    """Make the workflow also run a few minutes after each midnight in the time zone. Schedules are in UTC only."""
    try:
        ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refused(f"there is no time zone {time_zone!r}; use a name such as Europe/Zurich") from error
    days = (day_begins(today + dt.timedelta(days=number), time_zone) for number in range(366))
    moments = sorted({(day + dt.timedelta(minutes=7)).strftime("%H:%M") for day in days})
    lines = "".join(f'    - cron: "{int(each[3:])} {int(each[:2])} * * *"\n' for each in moments)
    return _replace_once(r'(?m)(?:^    - cron: "[0-9]+ [0-9]+ .*\n)+', lines, workflow).replace(
        _SHIPPED_ZONE, time_zone
    )


def _write_own_files(project: Path, wishes: Wishes) -> dict[str, bytes]:
    beginning = project / _BEGINNING
    translated = beginning / wishes.language
    own = {name: (project / name).read_text(encoding="utf-8") for name in LEAST}
    own["README.md"] = (beginning / "README.md").read_text(encoding="utf-8")
    for page in PAGES:
        source = translated / page if (translated / page).is_file() else project / "docs" / page
        own[f"docs/{page}"] = source.read_text(encoding="utf-8")
    own["mkdocs.yml"] = _write_settings((project / "mkdocs.yml").read_text(encoding="utf-8"), wishes, translated)
    own[_POLICY] = _write_policy((project / _POLICY).read_text(encoding="utf-8"), wishes)
    for name in REGISTERS:
        path = f"data/registers/{name}.yml"
        own[path] = _remove_examples((project / path).read_text(encoding="utf-8"), states_only=name == "recipients")
    own |= {f"data/{name}/.gitkeep": "" for name in ("letters", "responses", "attachments")}
    return {path: text.encode() for path, text in own.items()}


def _write_settings(text: str, wishes: Wishes, translated: Path) -> str:
    """Write mkdocs.yml in the record's language, without the page on setting up a record, named after the publisher."""
    text = _replace_once(r"    - title: .*\n      address: your-own-record/\n", "", text)
    for page in ("your-own-record", "large-records"):
        text = _replace_once(rf"  {page}\.md\n", "", text)
    words = translated / "settings.yml"
    if words.is_file():
        for english, other in yaml.safe_load(words.read_text(encoding="utf-8")).items():
            text, count = re.subn(rf"(?m)(?<=: ){re.escape(english)}$|(?<=- ){re.escape(english)}(?=: )", other, text)
            assert count, f"not in mkdocs.yml: {english}"
    text = _replace_once(r"(?m)^  language: .*$", f"  language: {wishes.language}", text)
    if set("<>") & set(wishes.publisher or ""):
        raise Refused("the publisher may not have < or >: its name is on every page, as plain text")
    site_name = _UNNAMED[wishes.language][0] if wishes.publisher is None else wishes.publisher
    site_name = re.sub(r'"([^"]*)"', r"“\1”", site_name).replace('"', "”")  # the theme puts it in attributes
    return _replace_once(r"(?m)^site_name: .*$", f"site_name: {_quote(site_name)}", text)


def _write_policy(text: str, wishes: Wishes) -> str:
    """Write the policy of a record. A letter's official page is the one it gives: no list need have all letters."""
    publisher = _UNNAMED[wishes.language][1] if wishes.publisher is None else wishes.publisher
    text = _replace_once(r"(?m)^publisher: .*$", f"publisher: {_quote(publisher)}", text)
    text = _replace_once(
        r"(?m)^official_page: .*$",
        "# If all your letters are listed elsewhere, remove the # below and give the pattern of their addresses.\n"
        "# official_page: https://letters.example/list?letter={code}+{number}%2F{year}",
        text,
    )
    if wishes.contact is not None and wishes.contact.strip() and not CONTACT.fullmatch(wishes.contact.strip()):
        raise Refused(
            f"{wishes.contact!r} is neither an e-mail address nor an https address; readers use the contact to ask for"
            " corrections and removals, so give one like letters@body.example or https://body.example/contact"
        )
    text = _replace_once(
        r"(?m)^reporting_periods:\n(?:  .*\n)+",
        "# Remove the # before each line below, and add an item for each report.\n# reporting_periods:\n"
        "#   - id: 2026-05\n#     sent_from: 2025-12-01\n#     sent_to: 2026-05-31\n"
        "#     replies_from: 2026-02-01\n#     replies_to: 2026-07-31\n",
        text,
    )
    contact = "# contact:" if wishes.contact is None else f"contact: {_quote(wishes.contact)}"
    text = _replace_once(r"(?m)^contact: .*$", contact, text)
    return _replace_once(r"(?m)^time_zone: .*$", f"time_zone: {wishes.time_zone}", text)


def _quote(text: str) -> str:
    if not text.strip():
        raise Refused("the publisher and the contact must not be empty")
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _remove_examples(text: str, *, states_only: bool) -> str:
    """Remove a register's fictional entries, and recipients that are not States: those are added with their letters."""
    header, entries = text.split("\n\n", 1)
    blocks = re.findall(r"(?m)(?:^#.*\n)*^[a-z0-9-]+:\n(?:^ .*\n|^\n)*", entries)
    assert "".join(blocks) == entries, "an entry is not written like the others"
    kept = [
        block
        for block in blocks
        if "\n  example: true\n" not in block and (not states_only or "\n  kind: state\n" in block)
    ]
    return header + "\n" + ("\n" + "".join(kept).rstrip("\n") + "\n" if kept else "")


def _replace_once(pattern: str, instead: str, text: str) -> str:
    """Replace the only match. None, or more than one, means that the file has changed and this module must follow."""
    text, count = re.subn(pattern, lambda _: instead, text)
    assert count == 1, f"{pattern}: {count} times"
    return text


def _require_outside(project: Path, folder: Path) -> None:
    if folder.resolve().is_relative_to(project):
        raise Refused(f"{folder} is inside Letterbook's own folder; name a folder outside it, such as ../our-letters")


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _list_sums(program: Mapping[str, bytes]) -> bytes:
    """List checksums in the format that `sha256sum --check` reads."""
    return "".join(f"{_sum(content)}  {path}\n" for path, content in sorted(program.items())).encode()


def _read_sums(text: str) -> dict[str, str]:
    return {path: sum_ for sum_, _, path in (line.partition("  ") for line in text.splitlines())}


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    """Write everything to a staging folder first, so that a full disk changes nothing; the checksums come last."""
    staging = folder / f".letterbook.next-{os.getpid()}"
    try:
        for path, content in files.items():
            target = staging / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            if path.startswith(("scripts/", ".githooks/")):
                target.chmod(0o755)
        for path in files:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (staging / path).replace(folder / path)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
