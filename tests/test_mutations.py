"""Breaks the program in many places, one at a time: the leak audit or a comparison of two builds catches every break.

Each break replaces a piece of the source; the test fails where the source no longer has that piece. A break is caught
by the `proof` (the leak audit, see `letterbook.audit`), by the `comparison` of builds with and without what is
withheld, or because the build is `stopped` and leaves the old site. The leak audit itself asks the release rule, so
only the comparison catches a break of that rule; only the leak audit catches what both builds have.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from shared_folder import prepare_once
from withheld_fixture import add_withheld, remove_withheld
from workspaces import PROJECT, Workspace

AT = dt.datetime(2026, 10, 1, 15, tzinfo=dt.UTC)
SOURCE = PROJECT / "src/letterbook"
PROOF, COMPARISON, BOTH, STOPPED = "proof", "comparison", "proof, comparison", "stopped"
RELEASING = "public = release(record.corpus, as_of, record.citations)\n"
EVERYTHING = "    global EVERYTHING\n    EVERYTHING = release(record.corpus, as_of + dt.timedelta(days=4000))\n"
WHOLE_SITE = f"{EVERYTHING}    EVERYTHING = assemble_site(EVERYTHING, theme_engine.settings, preview=preview)\n"
RECORD = "    global RECORD; RECORD = record.corpus\n"


@dataclass(frozen=True)
class Break:
    """What is broken, in which file, which text is replaced by which, and what catches it. `given` hands `build` what
    it must not know: the record, or all that will ever be public, or the site of that."""

    name: str
    file: str
    old: str
    new: str
    caught: str = BOTH
    given: str = ""

    def apply(self, folder: Path) -> None:
        """Break a copy of the program."""
        path = folder / self.file
        source = path.read_text(encoding="utf-8")
        assert self.old in source, f"{self.file} no longer has {self.old!r}; break it where that is now"
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
    return Break(name, "outputs/table.py", "each.render(site)", f"each.render({everything})", BOTH, WHOLE_SITE)


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
        "an allegation letter is due after fifty-nine days",
        "embargo.py",
        "day.toordinal() + days",
        "day.toordinal() + days - 1",
        COMPARISON,
    ),
    Break(
        "a hold is ignored",
        "embargo.py",
        "filed.release is not None and filed.release.hold",
        "False",
        COMPARISON,
    ),
    Break(
        "the withdrawal of a letter is ignored",
        "embargo.py",
        "withdrawal=letter.withdrawn",
        "withdrawal=None",
        COMPARISON,
    ),
    Break(
        "the withdrawal of a response is ignored",
        "embargo.py",
        "withdrawal=response.withdrawn",
        "withdrawal=None",
        COMPARISON,
    ),
    Break(
        "a response is released with its letter, whatever its own date",
        "embargo.py",
        "max(of_letter, own_day)",
        "of_letter",
        COMPARISON,
    ),
    Break(
        "a response is released on its own date, received or not",
        "embargo.py",
        "max(of_letter, own_day)",
        "max(of_letter, response.dated or own_day)",
        COMPARISON,
    ),
    Break(
        "a response is released before its own later date",
        "embargo.py",
        "max(by_rule, own_day)",
        "min(by_rule, own_day)",
        COMPARISON,
    ),
    Break(
        "the rule of an earlier period is used",
        "model/policy.py",
        "max(found, key=",
        "min(found, key=",
        COMPARISON,
    ),
    Break(
        "a correction by a withheld letter is shown",
        "release/gate.py",
        "each.letter is None or each.letter.key in released",
        "True",
        COMPARISON,
    ),
    Break(
        "a withdrawal before release leaves a notice",
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
        "a public attachment has the content of another",
        "outputs/attachments.py",
        "attachment.origin)",
        'attachment.origin.with_name("internal.pdf") if "annex" in attachment.file else attachment.origin)',
        PROOF,
    ),
    Break(
        "a public attachment has a byte more",
        "outputs/attachments.py",
        "attachment.origin)",
        "attachment.origin.read_bytes() + bytes(1))",
        PROOF,
    ),
    Break(
        "a group is shown with one public member",
        "release/gate.py",
        "registers=used.pick(corpus.registers)",
        "registers=corpus.registers",
        BOTH,
    ),
    Break(
        "the editors' note is published",
        "release/conversion.py",
        "else filed.body\n",
        'else f"{filed.body}\\n\\n{filed.note_internal}"\n',
        PROOF,
    ),
    output_of_everything("letter pages are made from the whole record", "letters"),
    output_of_everything("response pages are made from the whole record", "responses"),
    output_of_everything("a listing counts the whole record", "communications"),
    output_of_everything("register entries count the whole record", "registers"),
    output_of_everything("statistics count the whole record", "statistics"),
    output_of_everything("the report lists withheld letters", "reports"),
    Break(
        "only the report's Word document lists withheld letters",
        "outputs/report_pages.py",
        "write_document(own, site_url, report.changed)",
        (
            "write_document(view_report(next(each for each in letterbook.build.EVERYTHING.reports.all if each.period.id"
            " == report.period.id), site.public.publisher, each), site_url, report.changed)"
        ),
        BOTH,
        WHOLE_SITE,
    ),
    output_of_everything("release.json is made from the whole record", "release"),
    output_of_everything("redirects lead to withheld letters", "redirects"),
    output_of_everything("the tables of data are made from the whole record", "tables"),
    output_of_everything("copies are made of withheld letters", "copies"),
    output_of_everything("the texts by year are those of the whole record", "texts"),
    output_of_everything("the database holds the whole record", "database"),
    output_of_everything("the list of changes names withheld letters", "changes"),
    output_of_everything("feeds announce withheld letters", "feeds"),
    Break(
        "the home page counts the whole record",
        "build.py",
        "write_theme_context(site, work)",
        "write_theme_context(EVERYTHING, work)",
        BOTH,
        WHOLE_SITE,
    ),
    Break(
        "a letter names a withheld letter that follows it",
        "derived/relations.py",
        "for each in public.communications:\n            recalled = {",
        "import letterbook.build\n"
        "        for each in letterbook.build.EVERYTHING.communications:\n            recalled = {",
        BOTH,
        EVERYTHING,
    ),
    Break(
        "every register entry has a page",
        "release/gate.py",
        "    released = {each.reference.key for each in communications}",
        (
            "    convert = PublicConverter(corpus).registers.convert_recipient\n"
            "    everybody = tuple(map(convert, corpus.registers.recipients))\n"
            "    communications = [replace(each, concerning=everybody) for each in communications]\n"
            "    released = {each.reference.key for each in communications}"
        ),
        BOTH,
    ),
    Break(
        "a group is public with a single letter",
        "release/used_entries.py",
        "if count >= LEAST_GROUP_MEMBERS",
        "if count",
        COMPARISON,
    ),
    Break(
        "a schema lists the ids of the registers",
        "outputs/json_schemas.py",
        "render_json_schema(each.cls, each.title, address=address)",
        (
            "render_json_schema(each.cls, each.title, address=address)"
            ' | {"enum": list(letterbook.build.RECORD.registers.recipients)}'
        ),
        BOTH,
        RECORD,
    ),
    Break(
        "the sitemap lists withheld letters",
        "build.py",
        "hand_written=theme.addresses",
        'hand_written=(*theme.addresses, *(f"communications/{each.reference.slug}/" for each in RECORD.letters))',
        BOTH,
        RECORD,
    ),
    Break(
        "a text file lists withheld letters",
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
        "the log counts the whole record",
        "build.py",
        "communications=len(public.communications),",
        "communications=len(record.corpus.letters),",
        COMPARISON,
    ),
    Break(
        "a file of an earlier build stays",
        "site/swap.py",
        "check(staging)",
        ('shutil.copytree(site.parents[1] / "workspace/all/letters", staging / "old")\n        check(staging)'),
    ),
    Break(
        "a script contains withheld texts",
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
        "the search index is made from the whole record",
        "build.py",
        "search.render_search(site)",
        "search.render_search(EVERYTHING)",
        BOTH,
        WHOLE_SITE,
    ),
    Break(
        "only the words of the index are made from the whole record",
        "search/build.py",
        "    index = build_word_index(documents, store)\n",
        (
            "    from dataclasses import replace\n"
            "    every = letterbook.build.EVERYTHING\n"
            "    every = list_documents(every.public, every.relations, every.citation_index, interface)\n"
            "    known = {each.address for each in documents}\n"
            "    documents = list(documents)\n"
            "    for number, fields in enumerate(each.fields for each in every if each.address not in known):\n"
            "        own = documents[number % len(documents)]\n"
            "        merged = {name: (*own.fields[name], *fields[name]) for name in own.fields}\n"
            "        documents[number % len(documents)] = replace(own, fields=merged)\n"
            "    index = build_word_index(documents, store)\n"
        ),
        BOTH,
        WHOLE_SITE,
    ),
    Break(
        "the positions of the index have a withheld text made of public words",
        "search/build.py",
        "    index = build_word_index(documents, store)\n",
        (
            "    from dataclasses import replace\n"
            "    public = set(build_word_index(documents, store).families)\n"
            "    every = [each.body for each in letterbook.build.RECORD.letters]\n"
            "    from letterbook.search.tokenize import tokenize\n"
            "    from letterbook.search.documents import FieldText\n"
            '    known = " ".join(word for body in every for word in tokenize(body) if word in public)\n'
            "    first, *others = documents\n"
            '    text = (*first.fields["text"], FieldText(known, "en"))\n'
            '    documents = [replace(first, fields={**first.fields, "text": text}), *others]\n'
            "    index = build_word_index(documents, store)\n"
        ),
        BOTH,
        RECORD,
    ),
    Break(
        "a part of the index that nothing lists has the whole record",
        "search/build.py",
        "    yield from render_scripts(site.assets)\n",
        (
            "    yield from render_scripts(site.assets)\n"
            "    from letterbook.search.parts import Part, pack_part\n"
            '    texts = "".join(each.body for each in letterbook.build.RECORD.letters)\n'
            '    yield OutputFile("search/words/abcdefgh.bin", pack_part(Part(texts)))\n'
        ),
        BOTH,
        RECORD,
    ),
    Break(
        "the text of a PDF in the index has the whole record behind it",
        "search/data_files.py",
        "        pages = texts.read_pages(pdf)\n",
        (
            "        texts_of_all = (each.body for each in letterbook.build.RECORD.letters)\n"
            "        pages = (*texts.read_pages(pdf), *texts_of_all)\n"
        ),
        BOTH,
        RECORD,
    ),
    Break(
        "the words of a PDF in the index are those of the whole record",
        "search/groups.py",
        "return store.read_pdf(text.pdf)",
        'return store.read_name("\\n\\n".join(each.body for each in letterbook.build.RECORD.letters))',
        BOTH,
        RECORD,
    ),
    Break(
        "the cards of the search are made from the whole record",
        "search/build.py",
        "list(list_cards(site))",
        "list(list_cards(letterbook.build.EVERYTHING))",
        BOTH,
        WHOLE_SITE,
    ),
    Break(
        "the filters of the search have the values of the whole record",
        "search/build.py",
        "render_filters(documents, interface)",
        (
            "render_filters(list_documents((every := letterbook.build.EVERYTHING).public, every.relations, "
            "every.citation_index, interface), interface)"
        ),
        BOTH,
        WHOLE_SITE,
    ),
    Break(
        "the table of citations is made from the whole record",
        "build.py",
        "citation_index=citation_index,",
        "citation_index=CitationIndex(EVERYTHING),",
        BOTH,
        EVERYTHING,
    ),
    Break(
        "a search file lists the register",
        "search/build.py",
        "    yield from render_scripts(site.assets)\n",
        (
            "    names = repr([each.name for each in letterbook.build.RECORD.registers.recipients.values()])\n"
            '    yield OutputFile("search/registers.json", names.encode())\n'
            "    yield from render_scripts(site.assets)\n"
        ),
        BOTH,
        RECORD,
    ),
)


@pytest.fixture(scope="session")
def mutations(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a `workspace` that has two records: `all`, with withheld things, and `public`, without them."""
    return prepare_once(tmp_path_factory, "mutations", prepare_records)


def prepare_records(folder: Path) -> None:
    """Make both records from part of the shipped letters, since each break is built twice."""
    workspace = Workspace.create_shipped(folder / "workspace")
    keep_years(workspace, {"2023", "2024", "2026"})
    add_withheld(workspace, AT)
    shutil.copytree(workspace.data, workspace.folder / "all")
    remove_withheld(workspace, AT)
    workspace.data.rename(workspace.folder / "public")


def keep_years(workspace: Workspace, years: set[str]) -> None:
    """Remove the letters filed under other years, and what belongs to them."""
    for letter in workspace.data.glob("letters/*/*.md"):
        if letter.parent.name not in years:
            letter.unlink()
            for folder in ("responses", "attachments", "earlier"):
                shutil.rmtree(workspace.data / folder / letter.stem, ignore_errors=True)


def find_what_catches(broken: Break | None, folder: Path) -> str:
    """Build both records with a copy of the program, broken or not, and say which check notices."""
    copy = Path(tempfile.mkdtemp(dir=folder))
    shutil.copytree(SOURCE, copy / "letterbook")  # with its bytecode, so that only the broken file is compiled
    if broken:
        broken.apply(copy / "letterbook")
    process = subprocess.run(
        [sys.executable, PROJECT / "tests/compare_builds.py", folder / "workspace", copy / "site", AT.isoformat()],
        env=os.environ | {"PYTHONPATH": str(copy), "SITE_URL": "https://letters.example/", "CI": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    shutil.rmtree(copy)
    assert process.returncode == 0, process.stderr
    report = json.loads(process.stdout)
    if not report["printed"].startswith("0 "):
        assert "Traceback" not in report["printed"]
        return STOPPED if "letterbook: " in report["printed"] else report["printed"]
    caught = [PROOF] * bool(report["proof"]) + [COMPARISON] * bool(report["comparison"])
    return ", ".join(caught)


@pytest.mark.parametrize("broken", BREAKS, ids=lambda each: each.name)
def test_a_break_is_of_a_text_that_its_file_has_once(broken: Break) -> None:
    """So that a change of the program that a break no longer fits is found without a build."""
    assert (SOURCE / broken.file).read_text(encoding="utf-8").count(broken.old) == 1


def test_a_break_can_tell_the_program_what_it_must_not_know() -> None:
    assert (SOURCE / "build.py").read_text(encoding="utf-8").count(RELEASING) == 1


def test_nothing_is_caught_where_nothing_is_broken(mutations: Path) -> None:
    assert find_what_catches(None, mutations) == ""


@pytest.mark.parametrize("broken", BREAKS, ids=lambda each: each.name)
def test_a_break_is_caught(broken: Break, mutations: Path) -> None:
    """By the check that its row names, and by no other."""
    assert find_what_catches(broken, mutations) == broken.caught
