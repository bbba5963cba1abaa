"""Breaks the program in many places, one at a time: the proof, or the comparison of two builds, catches every one.

Each break is a change of the source; where that no longer stands there, the test says so. What catches it is the
`proof` (see `letterbook.audit`), or the `comparison` of builds with and without what is withheld, or the build itself
is `stopped` and leaves the old site. The proof asks the rule itself, so that a break of the rule is for the comparison;
what a record without its secrets has too is for the proof.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from withheld_fixture import pile, reduce
from workspaces import PROJECT, Workspace

AT = dt.datetime(2026, 10, 1, 15, tzinfo=dt.UTC)
SOURCE = PROJECT / "src/letterbook"
PROOF, COMPARISON, BOTH, STOPPED = "proof", "comparison", "proof, comparison", "stopped"
RELEASING = "public = release(record, as_of)\n"
EVERYTHING = "        global EVERYTHING\n        EVERYTHING = release(record, as_of + dt.timedelta(days=4000))\n"
WHOLE_SITE = f"{EVERYTHING}        EVERYTHING = assemble_site(EVERYTHING, settings, preview=preview)\n"
RECORD = "        global RECORD; RECORD = record\n"


@dataclass(frozen=True)
class Break:
    """What is broken, in which file, what stands there and what instead, and what catches it. With `given`, `build`
    knows what it must not: the record, or all that will ever be public, or the site of that."""

    name: str
    file: str
    old: str
    new: str
    caught: str = BOTH
    given: str = ""

    def made_in(self, folder: Path) -> None:
        """Break a copy of the program."""
        path = folder / self.file
        source = path.read_text(encoding="utf-8")
        assert self.old in source, f"{self.file} no longer says {self.old!r}; break it where that has gone"
        broken = source.replace(self.old, self.new, 1)
        if "letterbook.build." in self.new:
            broken += "\n\nimport letterbook.build\n"
        path.write_text(broken, encoding="utf-8")
        build = folder / "build.py"
        source = build.read_text(encoding="utf-8")
        assert RELEASING in source
        build.write_text(source.replace(RELEASING, RELEASING + self.given), encoding="utf-8")


def output_of_everything(name: str, row: str) -> Break:
    """An output, by its row in the table, is made of all that will ever be public."""
    everything = f'letterbook.build.EVERYTHING if each.name == "{row}" else site'
    return Break(name, "outputs/__init__.py", "each.render(site)", f"each.render({everything})", BOTH, WHOLE_SITE)


BREAKS = (
    Break(
        "the boundary a day early",
        "release/gate.py",
        "has_begun(day, self.policy.time_zone, self.as_of)",
        "has_begun(day, self.policy.time_zone, self.as_of + dt.timedelta(days=1))",
        BOTH,
    ),
    Break(
        "a day begins in another zone",
        "embargo.py",
        "tzinfo=ZoneInfo(time_zone)",
        'tzinfo=ZoneInfo("Etc/GMT-14")',
        COMPARISON,
    ),
    Break(
        "fifty-nine days",
        "embargo.py",
        "day.toordinal() + days",
        "day.toordinal() + days - 1",
        COMPARISON,
    ),
    Break(
        "a hold is not asked for",
        "embargo.py",
        "filed.release is not None and filed.release.hold",
        "False",
        COMPARISON,
    ),
    Break(
        "a letter is not asked whether it is withdrawn",
        "embargo.py",
        "withdrawal=letter.withdrawn",
        "withdrawal=None",
        COMPARISON,
    ),
    Break(
        "nor is a response",
        "embargo.py",
        "withdrawal=response.withdrawn",
        "withdrawal=None",
        COMPARISON,
    ),
    Break(
        "a response comes with its letter, whatever its own date",
        "embargo.py",
        "max(of_letter.due, own_day)",
        "of_letter.due",
        COMPARISON,
    ),
    Break(
        "a response comes on the day it bears, received or not",
        "embargo.py",
        "max(of_letter.due, own_day)",
        "max(of_letter.due, response.dated or own_day)",
        COMPARISON,
    ),
    Break(
        "a notice of what never was public",
        "embargo.py",
        "or withdrawal.date < self.released:",
        "or False:",
        COMPARISON,
    ),
    Break(
        "attachments are copied whole",
        "release/conversion.py",
        "            if each.public_copy\n",
        "",
        PROOF,
    ),
    Break(
        "a group shows with one public member",
        "release/gate.py",
        "members[each.group.id] < 2",
        "members[each.group.id] < 1",
        PROOF,
    ),
    Break(
        "the editors' note is published",
        "release/conversion.py",
        "else filed.body\n",
        'else f"{filed.body}\\n\\n{filed.note_internal}"\n',
        PROOF,
    ),
    output_of_everything("pages of letters are made of the whole record", "letters"),
    output_of_everything("pages of responses are", "responses"),
    output_of_everything("a listing counts everything", "communications"),
    output_of_everything("an entry of a register counts everything", "registers"),
    output_of_everything("release.json is made of the whole record", "release"),
    output_of_everything("redirects lead to what is withheld", "redirects"),
    Break(
        "the home page counts the record",
        "build.py",
        "write_theme_context(site, work)",
        "write_theme_context(EVERYTHING, work)",
        BOTH,
        WHOLE_SITE,
    ),
    Break(
        "a letter that follows it is told",
        "derived/relations.py",
        "def __init__(self, public: Public) -> None:\n",
        (
            "def __init__(self, public: Public) -> None:\n"
            "        import letterbook.build\n"
            "        public = letterbook.build.EVERYTHING\n"
        ),
        BOTH,
        EVERYTHING,
    ),
    Break(
        "a way in for every entry of the registers",
        "release/gate.py",
        "communications = _without_lone_groups(gate.communications())",
        (
            "everybody = tuple(map(gate.publishing.registers.recipient, corpus.registers.recipients))\n"
            "    communications = [replace(each, concerning=everybody) for each in gate.communications()]"
        ),
        BOTH,
    ),
    Break(
        "a schema lists the ids of the registers",
        "outputs/json_schemas.py",
        "json_schema(each.cls, each.title)",
        'json_schema(each.cls, each.title) | {"enum": list(letterbook.build.RECORD.registers.recipients)}',
        BOTH,
        RECORD,
    ),
    Break(
        "the sitemap has an address by number",
        "build.py",
        "hand_written=theme.addresses",
        'hand_written=(*theme.addresses, *(f"communications/{each.reference.slug}/" for each in RECORD.letters))',
        BOTH,
        RECORD,
    ),
    Break(
        "robots.txt forbids what is withheld",
        "outputs/robots_txt.py",
        '    yield OutputFile("robots.txt"',
        (
            "    slugs = [each.reference.slug for each in letterbook.build.RECORD.letters]\n"
            '    yield OutputFile("humans.txt", "\\n'
            '".join(slugs).encode())\n'
            '    yield OutputFile("robots.txt"'
        ),
        BOTH,
        RECORD,
    ),
    Break(
        "a line of the log counts letters",
        "build.py",
        "communications=len(public.communications),",
        "communications=len(record.letters),",
        COMPARISON,
    ),
    Break(
        "a file of an earlier build stays",
        "site/swap.py",
        "check(staging)",
        ('shutil.copytree(site.parents[1] / "workspace/all/letters", staging / "old")\n        check(staging)'),
        PROOF,
    ),
    Break(
        "a withheld text stands in a script",
        "outputs/robots_txt.py",
        '    yield OutputFile("robots.txt"',
        (
            "    texts = [each.body for each in letterbook.build.RECORD.letters]\n"
            '    yield OutputFile("assets/search.js", b"docs=" + repr(texts).encode())\n'
            '    yield OutputFile("robots.txt"'
        ),
        BOTH,
        RECORD,
    ),
    Break(
        "the search index is made of the whole record",
        "build.py",
        "search.render_search(site)",
        "search.render_search(EVERYTHING)",
        BOTH,
        WHOLE_SITE,
    ),
    Break(
        "an index of Pagefind's is",
        "build.py",
        "search.render_search(site)",
        'search.render_search(replace(EVERYTHING, search_engine="pagefind"))',
        BOTH,
        WHOLE_SITE,
    ),
    Break(
        "the table of citations is made of the whole record",
        "build.py",
        "citation_index=CitationIndex(public)",
        "citation_index=CitationIndex(EVERYTHING)",
        BOTH,
        EVERYTHING,
    ),
    Break(
        "a filter of the search lists the register",
        "search/build.py",
        "    yield from component_files()\n",
        (
            "    names = repr([each.name for each in letterbook.build.RECORD.registers.recipients.values()])\n"
            '    yield OutputFile("search/registers.json", names.encode())\n'
            "    yield from component_files()\n"
        ),
        BOTH,
        RECORD,
    ),
)
NOT_BROKEN = "not broken"


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Future[str]]:
    """What catches each break. A few are asked at a time, each in a process of its own."""
    folder = tmp_path_factory.mktemp("broken")
    workspace = Workspace.shipped_in(folder / "workspace")
    pile(workspace, AT)
    shutil.copytree(workspace.data, workspace.folder / "all")
    reduce(workspace, AT)
    workspace.data.rename(workspace.folder / "public")
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        asked = {each.name: pool.submit(verdict, each, workspace, folder / each.name) for each in BREAKS}
        return asked | {NOT_BROKEN: pool.submit(verdict, None, workspace, folder / NOT_BROKEN)}


def verdict(broken: Break | None, workspace: Workspace, folder: Path) -> str:
    """Build twice with a broken copy of the program."""
    shutil.copytree(SOURCE, folder / "letterbook")  # with what is compiled, but for the file that will be broken
    if broken:
        broken.made_in(folder / "letterbook")
    done = subprocess.run(
        [sys.executable, PROJECT / "tests/compare_builds.py", workspace.folder, folder / "site", AT.isoformat()],
        env=os.environ | {"PYTHONPATH": str(folder), "SITE_URL": "https://letters.example/", "CI": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    shutil.rmtree(folder)
    if not told["printed"].startswith("0 "):
        assert "Traceback" not in told["printed"]
        return STOPPED if "letterbook: " in told["printed"] else told["printed"]
    caught = [PROOF] * bool(told["proof"]) + [COMPARISON] * bool(told["comparison"])
    return ", ".join(caught)


def test_what_is_not_broken_is_not_caught(verdicts: Mapping[str, Future[str]]) -> None:
    assert verdicts[NOT_BROKEN].result() == ""


@pytest.mark.parametrize("broken", BREAKS, ids=lambda each: each.name)
def test_a_break_is_caught(broken: Break, verdicts: Mapping[str, Future[str]]) -> None:
    """And by what is said."""
    assert verdicts[broken.name].result() == broken.caught
