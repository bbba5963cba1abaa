"""Every rule, with cases that it must find and near misses that it must not.

A case is a folder `cases/<rule>/<case>/` with files that are laid over the small record in `base/`, and `expected.txt`:
everything that `check` then reports. In a case whose name begins with `valid-` it reports nothing. What cannot well be
kept as a file (a NUL, a link, 5 MB) is prepared by a function of this module, see `PREPARE`.

    FIX_CASES=1 ./scripts/test tests/rules

rewrites every `expected.txt`. Read the changes: are they clear to an editor who is not a programmer?
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from letterbook.ingest.corpus import load
from letterbook.ingest.fields import FieldFault
from letterbook.ingest.front_matter import MAX_BYTES, Problem, ReadingFault
from letterbook.ingest.sizes import FILE_LIMIT
from letterbook.rules import Rule, check_changes, list_rules, registry
from letterbook.rules.diagnostics import Diagnostic, as_text

CASES = Path(__file__).parent / "cases"
BASE = Path(__file__).parent / "base"
NOW = dt.datetime(2024, 6, 1, 12, tzinfo=dt.UTC)
NAMES = sorted(path.relative_to(CASES).as_posix() for path in CASES.glob("*/*/"))
EXPECTED = "expected.txt"
CHANGES = "unrecorded-change/"

LETTER = "letters/2024/al-xaa-3-2024.md"
RESPONSE = "responses/al-xaa-3-2024/2024-05-03-xaa.md"
TRANSLATION = "letters/2024/al-xaa-3-2024.fr.md"
EARLIER = "earlier/al-xaa-3-2024/2024-05-03-xaa/2024-05-20.md"
PDF = "attachments/al-xaa-3-2024/letter.pdf"


@pytest.mark.parametrize("name", NAMES)
def test_a_case_reports_what_is_expected(
    name: str, record: Path, checked: Callable[[], tuple[Diagnostic, ...]]
) -> None:
    shutil.copytree(CASES / name, record, dirs_exist_ok=True, ignore=shutil.ignore_patterns(EXPECTED))
    PREPARE.get(name, _prepare_nothing)(record)

    reported = as_text((*checked(), *_check_changes(name, record)))

    if os.environ.get("FIX_CASES"):
        (CASES / name / EXPECTED).write_text(reported, encoding="utf-8")
    assert reported == (CASES / name / EXPECTED).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_case_is_about_its_rule(name: str) -> None:
    """A valid case reports nothing; any other reports the rule in whose folder it is."""
    rule, case = name.split("/")
    expected = (CASES / name / EXPECTED).read_text(encoding="utf-8")

    assert (expected == "") == case.startswith("valid-")
    assert expected == "" or f"[{rule}]" in expected


def test_the_base_record_has_no_faults(checked: Callable[[], tuple[Diagnostic, ...]]) -> None:
    assert as_text(checked()) == ""


def test_every_rule_has_a_case_that_it_finds_and_every_folder_is_a_rule() -> None:
    found = {name.split("/")[0] for name in NAMES if not name.split("/")[1].startswith("valid-")}

    assert found == {rule.slug for rule in list_rules()}
    assert found == {path.name for path in CASES.iterdir()}


def test_every_module_with_rules_is_found() -> None:
    """A new module needs no entry in any list."""
    folder = Path(registry.__file__).parent
    with_rules = {
        path.stem
        for path in folder.glob("*.py")
        if re.search(r"^@(?:checks|explains)\(", path.read_text("utf-8"), re.MULTILINE)
    }

    assert {rule.function.__module__.rpartition(".")[2] for rule in list_rules()} == with_rules


@pytest.mark.parametrize("first", ["registry", "texts", "allowances"])
def test_all_rules_are_found_whatever_is_imported_first(first: str) -> None:
    program = f"from letterbook.rules import {first}, registry; print(*(r.slug for r in registry.list_rules()))"

    found = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)

    assert found.stdout.split() == [rule.slug for rule in list_rules()]


def test_everything_prepared_is_a_case() -> None:
    assert set(PREPARE) <= set(NAMES)


@pytest.mark.parametrize("rule", list_rules(), ids=lambda rule: rule.slug)
def test_the_docstring_of_a_rule_has_the_fixed_order(rule: Rule) -> None:
    """It is also the rule's page: what it checks, why, an example, how to fix it."""
    parts = re.fullmatch(r"(.+)\n\nWhy: (.+)\n\nExample: (.+)\n\nHow to fix: (.+)", rule.text, re.DOTALL)

    assert parts is not None
    assert all(part == part.strip() and "\n\n" not in part for part in parts.groups())
    assert parts[1].endswith(".")
    assert parts[4].endswith(".")


def test_every_fault_of_reading_has_a_rule_that_explains_it() -> None:
    explaining = {rule.slug for rule in list_rules() if rule.subject is Problem}
    others = {"missing-policy", "symbolic-link", "stray-file", "translation-without-original"}
    others |= {"misnamed-translation", "misplaced-field", "misplaced-file", "special-file", "reserved-file-name"}
    others |= {"unexpected-file", "large-file", "large-site", "unused-allowance", "unrecorded-change"}
    others |= {"earlier-text-without-letter"}

    assert explaining == {*ReadingFault, *FieldFault} | others


def test_the_excerpt_is_the_line_reported(checked: Callable[[], tuple[Diagnostic, ...]], record: Path) -> None:
    """The line number and the excerpt are of the same line of the file."""
    _replace(record, "sent: 2024-03-03", "sent: soon")

    (reported,) = checked()

    lines = (record / LETTER).read_text(encoding="utf-8").split("\n")
    assert (reported.rule, lines[reported.line - 1], reported.excerpt) == ("invalid-date", "sent: soon", "sent: soon")


def _check_changes(name: str, record: Path) -> tuple[Diagnostic, ...]:
    """Compare the record of a case about changes with the small record before it was laid over."""
    before, after = load(BASE).corpus, load(record).corpus
    if not name.startswith(CHANGES) or before is None or after is None:
        return ()
    return check_changes(before, after, NOW)


def _prepare_nothing(_: Path) -> None:
    pass


def _replace(record: Path, old: str, new: str, name: str = LETTER) -> None:
    text = (record / name).read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    (record / name).write_text(text.replace(old, new), encoding="utf-8")


def _append(content: bytes) -> Callable[[Path], None]:
    """Append `content` to the letter."""

    def append(record: Path) -> None:
        with (record / LETTER).open("ab") as letter:
            letter.write(content)

    return append


def _cut_to(name: str, size: int) -> Callable[[Path], None]:
    """Cut a file to this many bytes, or pad it with spaces."""

    def cut(record: Path) -> None:
        (record / name).write_bytes((record / name).read_bytes().ljust(size)[:size])

    return cut


def _change_pdf(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """Change the PDF, and declare the sum of what it is then."""

    def change_it(record: Path) -> None:
        content = change((record / PDF).read_bytes())
        (record / PDF).write_bytes(content)
        letter = re.sub(
            "sha256: .*", f"sha256: {hashlib.sha256(content).hexdigest()}", (record / LETTER).read_text("utf-8")
        )
        (record / LETTER).write_text(letter, encoding="utf-8")

    return change_it


_ENCRYPTED = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%b> /U <%b> /P -4 >> /ID [<00> <00>] /Size" % (
    (b"00" * 32,) * 2
)


def _save_like_an_old_editor(record: Path) -> None:
    """With a byte-order mark and Windows line ends."""
    content = (record / LETTER).read_bytes()
    (record / LETTER).write_bytes(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))


def _save_as_utf_16(record: Path) -> None:
    """As Windows Notepad once saved what it called Unicode."""
    (record / LETTER).write_text((record / LETTER).read_text(encoding="utf-8"), encoding="utf-16")


def _remove(name: str) -> Callable[[Path], None]:
    return lambda record: (record / name).unlink()


def _link(name: str) -> Callable[[Path], None]:
    """Replace a file or folder with a symbolic link to it."""

    def link(record: Path) -> None:
        path = record / name
        moved = path.rename(record.parent / f"elsewhere{path.suffix}")
        path.symlink_to(moved.resolve(), target_is_directory=moved.is_dir())

    return link


def _link_to_nothing(name: str) -> Callable[[Path], None]:
    """Replace a file with a symbolic link that leads nowhere."""

    def link(record: Path) -> None:
        (record / name).unlink()
        (record / name).symlink_to("nowhere")

    return link


def _make_pipe(name: str) -> Callable[[Path], None]:
    """Put a named pipe at a path, in place of what is there. Whoever opens it waits for ever."""

    def make(record: Path) -> None:
        if (record / name).is_dir():
            shutil.rmtree(record / name)
        (record / name).unlink(missing_ok=True)
        os.mkfifo(record / name)

    return make


def _make_socket(name: str) -> Callable[[Path], None]:
    def make(record: Path) -> None:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(record / name))

    return make


def _touch(*names: str) -> Callable[[Path], None]:
    """Add empty files, with names that cannot be in this repository."""

    def touch(record: Path) -> None:
        for name in names:
            (record / name).parent.mkdir(parents=True, exist_ok=True)
            (record / name).touch()

    return touch


SETTINGS = "site_url: !ENV [SITE_URL, '']\ntheme:\n  custom_dir: overrides\n"


def _write_pages(pages: dict[str, str]) -> Callable[[Path], None]:
    """Write pages and templates beside the record, by their paths, and settings that name their folders."""

    def write(record: Path) -> None:
        (record.parent / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
        for name, text in pages.items():
            path = record.parent / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    return write


def _link_page(record: Path) -> None:
    _write_pages({"docs/about.md": "# About\n"})(record)
    (record.parent / "docs/hosts.txt").symlink_to("/etc/hosts")


def _pipe_page(record: Path) -> None:
    _write_pages({"docs/about.md": "# About\n"})(record)
    os.mkfifo(record.parent / "docs/new.md")


def _add_film(size: int) -> Callable[[Path], None]:
    """Add a file to the pages that has a size, but takes up no space on the disk."""

    def add(record: Path) -> None:
        _write_pages({"docs/film.mp4": ""})(record)
        os.truncate(record.parent / "docs/film.mp4", size)

    return add


LEFTOVERS = ("about.md~", "about.md.orig", "#about.md#", "~$notes.docx", "~$map.pdf", "notes.docx", "Thumbs.db")
SOUND = ("about.md", "CNAME", "assets/map.PDF", "assets/a.css", "robots.txt", ".about.md.swp", "assets/LICENSE")


def _change(old: str, new: str, name: str = LETTER, more: str = "") -> Callable[[Path], None]:
    """Change words of a text, and add lines to the front matter."""

    def change(record: Path) -> None:
        _replace(record, old, new, name)
        if more:
            _replace(record, "language: en\n" if name == RESPONSE else "redactions:\n", more, name)

    return change


def _correct_translation(record: Path) -> None:
    """Change words of a translation, and add a correction to its original."""
    _replace(record, "l'honneur", "le plaisir", TRANSLATION)
    _replace(record, "redactions:\n", "  - date: 2024-06-01\n    note: The translation.\nredactions:\n", LETTER)


def _say(text: str, name: str = LETTER) -> Callable[[Path], None]:
    """Add a paragraph before the end of the letter, or at the end of another file."""
    if name == LETTER:
        return _change("Please accept", f"{text}\n\nPlease accept")

    def add(record: Path) -> None:
        with (record / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{text}\n")

    return add


def _add_fields(lines: str, name: str = LETTER, more: str = "") -> Callable[[Path], None]:
    """Add lines to the front matter, and a paragraph if there are `more` words."""

    def add(record: Path) -> None:
        _replace(record, "\nlanguage: en\n", f"\nlanguage: en\n{lines}\n", name)
        if more:
            _say(more, name)(record)

    return add


def _add_contacts(*contacts: str, text: str) -> Callable[[Path], None]:
    """Add public contacts to the policy, and a paragraph to the letter."""

    def add(record: Path) -> None:
        lines = "".join(f"  - {each!r}\n" for each in contacts)
        with (record / "policy.yml").open("a", encoding="utf-8") as policy:
            policy.write(f"public_contacts:\n{lines}")
        _say(text)(record)

    return add


def _list_names(*lines: str, text: str = "", name: str = LETTER) -> Callable[[Path], None]:
    """Write a confidential list beside the record, and add a paragraph."""

    def write(record: Path) -> None:
        (record.parent / "confidential.txt").write_text("\n".join(lines), encoding="utf-8")
        if text:
            _say(text, name)(record)

    return write


def _rename_pdf(name: str) -> Callable[[Path], None]:
    def rename(record: Path) -> None:
        (record / PDF).rename((record / PDF).with_name(name))
        _replace(record, "file: letter.pdf", f"file: {name}")

    return rename


_ALLOWED = "allow:\n  - rule: {}\n    reason: The company publishes it."

PREPARE: dict[str, Callable[[Path], None]] = {
    "personal-email/in-the-text": _say("Please write to ana.example@example.org, or to bo@example.org."),
    "personal-email/spelt-out": _say("Please write to ana.example (at) example (dot) org."),
    "personal-email/cut-by-a-page": _say("Please write to ana.example@\n\nexample.org."),
    "personal-email/behind-the-words-of-a-link": _say("Please write to [us](mailto:ana.example%40example.org)."),
    "personal-email/in-the-summary": _add_fields("summary: Contact is ana.example@example.org."),
    "personal-email/in-a-translation": _say("Écrivez à ana.example@example.org.", TRANSLATION),
    "personal-email/in-a-response": _say("Please write to ana.example@example.org.", RESPONSE),
    "personal-email/valid-allowed": _add_fields(_ALLOWED.format("personal-email"), more="ana.example@example.org"),
    "personal-email/valid-offices": _say(
        "Please write to ohchr-business@un.org, registry@ohchr.org, press.office@example.org or info (at) example.org."
    ),
    "personal-email/valid-in-the-policy": _add_contacts("*@norland.example", text="Write to ana@norland.example."),
    "personal-phone/in-the-text": _say("Telephone: +44 20 7946 0958"),
    "personal-phone/digits-of-another-script": _say("هاتف: ٠٢٠٧٩٤٦٠٩٥٨"),
    "personal-phone/in-a-letterhead": _say("Northwind Textiles · 1 Mill Lane · Tel. 020 7946 0958", RESPONSE),
    "personal-phone/in-the-name-of-a-file": _rename_pdf("call-0044-20-7946-0958.pdf"),
    "personal-phone/valid-of-the-un": _say(
        "PALAIS DES NATIONS • 1211 GENEVA 10 • TEL: +41 22 917 9359 / +41 22 928 9407 • FAX: +41 22 917 9008"
    ),
    "personal-phone/valid-in-the-policy": _add_contacts("+44 20 7946*", text="Telephone: +44 (0)20 7946 0958"),
    "personal-phone/valid-other-numbers": _say(
        "See A/HRC/RES/44/15, our file G/SO 217/1, case no. 3456/2019 and ISBN 978-92-1-154001-5; 1 202 555 0143 people"
    ),
    "identity-number/passport": _say("He holds passport no. X1234567."),
    "identity-number/check-digits-alone": _say("El señor (12345678Z) fue detenido."),
    "identity-number/in-a-response": _say("The holder of national ID 29001010112345 was released.", RESPONSE),
    "identity-number/in-the-name-of-a-file": _rename_pdf("passport-x1234567.pdf"),
    "identity-number/valid-no-number": _say("His passport was taken on 12 February 2024, with 12345678A on it."),
    "identity-number/valid-allowed": _add_fields(_ALLOWED.format("identity-number"), more="Passport no. X1234567"),
    "date-of-birth/in-the-text": _say("The worker, born in Millford on 3 March 1990, was detained."),
    "date-of-birth/in-a-translation": _say("Il est né le 3 mars 1990.", TRANSLATION),
    "date-of-birth/valid-other-dates": _say(
        "Children born after 1 January 2020 are covered. He was born in 1990. All human beings are born free."
    ),
    "confidential-name/in-the-text": _list_names("Sample, Idá", text="The witness, IDA M. SAMPLE, is safe."),
    "confidential-name/family-name-first": _list_names("Idá Maria Sample", text="Sample Ida Maria is safe."),
    "confidential-name/over-two-lines": _list_names("Jean-Paul Sample", text="The witness is **Jean**\nPaul Sample."),
    "confidential-name/without-spaces": _list_names("张三丰", text="记者张三丰被拘留。"),
    "confidential-name/in-a-response": _list_names("Ida Sample", text="Ida Sample is free.", name=RESPONSE),
    "confidential-name/in-an-earlier-text": _list_names("Ida Sample", text="Ida Sample is free.", name=EARLIER),
    "confidential-name/in-a-translation": _list_names("Ida Sample", text="Ida Sample est libre.", name=TRANSLATION),
    "confidential-name/behind-the-words-of-a-link": _list_names(
        "Ida Sample", text="See [here](https://www.example.org/ida-sample/)."
    ),
    "confidential-name/of-a-signatory": _list_names("Ana Example"),
    "confidential-name/in-a-register": _list_names("Northwind Textiles"),
    "confidential-name/in-the-policy": _list_names("The Testers"),
    "confidential-name/valid-parts-of-a-name": _list_names(
        *("# People at risk", "", "Sample, Ida", "Bo Cot  # a short one"),
        text="Ida is here, a sample is there, and so is Bo Cotton.",
    ),
    "confidential-name/valid-allowed": lambda record: (
        _list_names("Ida Sample")(record),
        _add_fields(_ALLOWED.format("confidential-name"), more="Ida Sample")(record),
    )[0],
    "bank-number/iban": _say("Send it to GB82 WEST 1234 5698 7654 32."),
    "bank-number/card": _say("It was paid with 4111 1111 1111 1111."),
    "bank-number/valid-sum": _say("The company paid USD 4 111 111 111 111, as note GB82 of 2019 says."),
    "coordinates/in-the-text": _say("The shelter is at 46.2044° N, 6.1432° E."),
    "coordinates/behind-the-words-of-a-link": _say("It is [here](https://maps.example.org/?q=46.20439,6.14316)."),
    "coordinates/valid-other-degrees": _say("It was 45° C in the mill, in the 3rd district, north of the 46th street."),
    "unrecorded-change/word-of-a-letter": _change("We would appreciate", "We would welcome"),
    "unrecorded-change/accent": _change("Please accept", "Pléase accept"),
    "unrecorded-change/end-removed": _change("of use.", "of"),
    "unrecorded-change/of-a-response": _change("thanks you", "thanked you", RESPONSE),
    "unrecorded-change/of-a-translation": _change("Nous avons l'honneur", "Nous avons le plaisir", TRANSLATION),
    "unrecorded-change/valid-translation-with-a-correction": _correct_translation,
    "unrecorded-change/valid-with-a-correction": _change(
        "The workers", "All workers", more="  - date: 2024-06-01\n    note: A word.\nredactions:\n"
    ),
    "unrecorded-change/valid-with-a-redaction": _change(
        "of 3 March", "of [redacted: date]", RESPONSE, more="redactions:\n  - date: 2024-05-20\nlanguage: en\n"
    ),
    "unrecorded-change/valid-layout": _change(
        "Please accept, Excellency, the", "**Please accept**, Excellen\u00adcy –\nthe"
    ),
    "unrecorded-change/valid-allowed": _change(
        "The workers",
        "All workers",
        more="allow:\n  - rule: unrecorded-change\n    reason: Of no matter.\nredactions:\n",
    ),
    "invalid-pdf/half-with-an-end": _change_pdf(lambda pdf: pdf[: len(pdf) // 2] + b"\n%%EOF\n"),
    "invalid-pdf/without-pages": _change_pdf(lambda pdf: pdf.replace(b"[6 0 R] /Count 1", b"[] /Count 0     ")),
    "invalid-pdf/with-a-password": _change_pdf(lambda pdf: pdf.replace(b"/Size", _ENCRYPTED)),
    "invalid-pdf/page-that-is-not-there": _change_pdf(
        lambda pdf: pdf.replace(b"[6 0 R] /Count 1", b"[9 0 R] /Count 1")
    ),
    "invalid-pdf/valid-zeros-behind-it": _change_pdf(lambda pdf: pdf + b"\0" * 3_000),
    "invalid-pdf/empty": _cut_to(PDF, 0),
    "misplaced-attachment/folder-is-a-link": _link("attachments/al-xaa-3-2024"),
    "misplaced-attachment/link": _link(PDF),
    "misplaced-attachment/all-attachments-are-a-link": _link("attachments"),
    "missing-policy/removed": _remove("policy.yml"),
    "invalid-encoding/accent-of-windows": _append("Genève\n".encode("cp1252")),
    "invalid-encoding/utf-16": _save_as_utf_16,
    "invisible-character/control-characters": _append(b"Control \x10 here.\n\nA page ends.\x0cAnother begins.\n"),
    "invisible-character/control-character-as-an-escape": lambda record: _replace(
        record, "subject: ", 'summary: "Case \\x1d of the mill"\nsubject: '
    ),
    "invisible-character/no-characters": _append("A \uffff and a &#xfffe;.\n".encode()),
    "invisible-character/bullet-of-a-font": _append("\uf0b7 The first point\n".encode()),
    "nul-character/damaged": _append(b"The \0 end.\n"),
    "symbolic-link/letter": _link(LETTER),
    "symbolic-link/folder": _link("letters/2024"),
    "symbolic-link/all-letters": _link("letters"),
    "symbolic-link/all-registers": _link("registers"),
    "symbolic-link/register": _link("registers/groups.yml"),
    "symbolic-link/leads-nowhere": _link_to_nothing("registers/groups.yml"),
    "symbolic-link/policy-leads-nowhere": _link_to_nothing("policy.yml"),
    "oversized-file/a-byte-more": _cut_to(LETTER, MAX_BYTES + 1),
    "oversized-file/valid-just-fits": _cut_to(LETTER, MAX_BYTES),
    "special-file/letter": _make_pipe("letters/2024/al-xaa-4-2024.md"),
    "special-file/attachment": _make_pipe(PDF),
    "special-file/undeclared-attachment": _make_socket("attachments/al-xaa-3-2024/map.pdf"),
    "special-file/policy": _make_pipe("policy.yml"),
    "special-file/register": _make_pipe("registers/groups.yml"),
    "special-file/all-letters": _make_pipe("letters"),
    "special-file/without-a-place": _make_pipe("letters/2024/draft"),
    "special-file/valid-hidden": _make_pipe("letters/.pipe"),
    "reserved-file-name/devices": _touch("letters/con.md", "letters/AUX/al-xaa-4-2024.md", "letters/com1.al-xaa-4.md"),
    "reserved-file-name/signs": _touch("letters/a:b.md", "letters/what?.md", "letters/line\n.md"),
    "reserved-file-name/endings": _touch("letters/2024 /al-xaa-4-2024.md", "letters/2024./al-xaa-4-2024.md"),
    "symbolic-link/among-the-pages": _link_page,
    "special-file/among-the-pages": _pipe_page,
    "reserved-file-name/among-the-pages": _write_pages({"docs/nul.md": "# Nothing\n"}),
    "invalid-yaml/page": _write_pages({"docs/new.md": "---\ntitle: a: b\nnote: internal\n---\n# New\n"}),
    "unterminated-front-matter/page": _write_pages({"docs/new.md": "---\nnote: internal\n# New\n"}),
    "invisible-character/page": _write_pages({"docs/new.md": "# New\n\nA\x10\n"}),
    "unexpected-file/leftovers": _write_pages({f"docs/{name}": "Draft" for name in LEFTOVERS}),
    "unexpected-file/template": _write_pages({"overrides/partials/row.html~": "Draft"}),
    "unexpected-file/hook-among-the-pages": _write_pages({"docs/hook.pyc": ""}),
    "unexpected-file/valid-types": _write_pages({f"docs/{name}": "Sound" for name in SOUND}),
    "unexpected-file/valid-front-matter": _write_pages({"docs/new.md": "---\nhide:\n  - toc\n---\n# New\n"}),
    "unexpected-file/valid-hooks": _write_pages({"overrides/__pycache__/hook.pyc": "", "overrides/hook.py": ""}),
    "large-file/a-byte-more": _add_film(FILE_LIMIT + 1),
    "large-file/valid-just-fits": _add_film(FILE_LIMIT),
    "large-site/film": _add_film(801_000_000),
    "undeclared-attachment/valid-hidden": lambda record: (record / PDF).with_name(".keep").touch(),
    "unterminated-front-matter/valid-byte-order-mark": _save_like_an_old_editor,
}
