"""What `check` promises for any record: it reports every fault and never crashes."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from letterbook.cache import Cache
from letterbook.ingest.corpus import load
from letterbook.ingest.front_matter import read_letter
from letterbook.model.policy import Policy
from letterbook.model.record import Letter, Response, Translation
from letterbook.model.registers import REGISTERS
from letterbook.model.schema import list_rows
from letterbook.rules import check_changes, check_record
from letterbook.rules.diagnostics import as_text, errors
from letterbook.text import statements
from letterbook.text.pdf import PdfContent, PdfReader, reader
from letterbook.text.visible_text import read_visible_text

NOW = dt.datetime(2024, 6, 1, 12, tzinfo=dt.UTC)
LETTER = "letters/2024/al-xaa-3-2024.md"
TABLES = {
    LETTER: Letter,
    "letters/2024/al-xaa-3-2024.fr.md": Translation,
    "responses/al-xaa-3-2024/2024-05-03-xaa.md": Response,
    "policy.yml": Policy,
    **{f"registers/{name}.yml": cls for name, cls in REGISTERS.items()},
}
CASES = Path(__file__).parent / "cases"
SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "AL-OTH-167-2021.md"
MANDATES = Path(__file__).resolve().parents[2] / "data/registers/mandates.yml"
SEED_MANDATES = {
    "business": "44/15",
    "cultural-rights": "37/12",
    "minority-issues": "43/8",
    "religion-or-belief": "40/10",
    "slavery": "42/10",
    "torture": "43/20",
    "trafficking": "44/4",
}

REVEALING = st.sampled_from(
    [
        "",
        "~",
        "true",
        "0",
        "999999",
        "2024-03-03",
        "9999-12-31",
        "1946-01-01",
        "al-xaa-3-2024",
        "AL XAA 3/2024",
        "UA XAA 3/2024",
        "AL QQQ 1/2999",
        "OTH",
        "xaa",
        "northwind",
        "state",
        "en",
        "..",
        "/",
        "a\\b",
        "letter.pdf",
        "x" * 300 + ".pdf",
        "none",
        "sent-date-mismatch",
        "no-such-rule",
        "\u2028",
        "e\u0301",
    ]
)
VALUES = st.recursive(
    REVEALING | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(REVEALING | st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)
BODIES = st.lists(
    st.sampled_from(
        [
            "REFERENCE:",
            "Ref.: UA XAA 4/2024",
            "12 March 2021",
            "31 February 2021",
            "Excellency,",
            "This communication will be made public in 60 days.",
            "This letter will be made public within 99 hours.",
            "[redacted: name]",
            "[redacted",
            "# Annex",
            "---",
        ]
    )
    | st.text(max_size=60),
    max_size=6,
).map("\n\n".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_check_never_crashes(record: Path, data: st.DataObject) -> None:
    """With fields dropped, replaced and added at random in one file of the record, above any text."""
    name = data.draw(st.sampled_from(sorted(TABLES)))
    path = record / name
    original = path.read_bytes()
    fields, body = _split(original, name)
    _spoil(fields, TABLES[name], data)
    text = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False)
    if name.endswith(".md"):
        text = f"---\n{text}---\n{data.draw(st.just(body) | BODIES)}"
    try:
        path.write_text(text, encoding="utf-8")
        reported = check_record(load(record), NOW)
    finally:
        path.write_bytes(original)

    assert reported == tuple(sorted(set(reported)))
    assert as_text(reported) or not reported


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(TABLES)), at=st.floats(0, 1), junk=st.binary(max_size=12), cut=st.integers(0, 40))
def test_check_never_crashes_on_broken_bytes(record: Path, name: str, at: float, junk: bytes, cut: int) -> None:
    """With some bytes cut out of a file and others inserted."""
    path = record / name
    original = path.read_bytes()
    place = int(at * len(original))
    try:
        path.write_bytes(original[:place] + junk + original[place + cut :])
        as_text(check_record(load(record), NOW))
    finally:
        path.write_bytes(original)


def test_today_is_counted_in_the_time_zone_of_the_policy(record: Path) -> None:
    """Late in the evening in Greenwich it is already tomorrow in Geneva."""
    _rewrite(record / LETTER, ("sent: 2024-03-03", "sent: 2024-06-01"), ("\n3 March 2024\n", "\n1 June 2024\n"))

    before = check_record(load(record), dt.datetime(2024, 5, 31, 21, 59, tzinfo=dt.UTC))
    after = check_record(load(record), dt.datetime(2024, 5, 31, 22, 0, tzinfo=dt.UTC))

    assert "future-sent-date" in {each.rule for each in before}
    assert "future-sent-date" not in {each.rule for each in after}


def test_an_allowance_applies_only_to_its_file_and_rule(record: Path) -> None:
    allow = "allow:\n  - rule: truncated-value\n    reason: A remark.\n"
    _rewrite(record / LETTER, ('"Cotton mills: forced labour"', "Mill #1"), ("group:", f"{allow}group:"))
    response = record / "responses/al-xaa-3-2024/2024-05-03-xaa.md"
    _rewrite(response, ("reference: 12/2024", "reference: No #12"))

    reported = check_record(load(record), NOW)

    assert [(each.rule, each.path) for each in reported] == [("truncated-value", response.as_posix())]


def test_a_rule_that_cannot_be_mistaken_cannot_be_silenced(record: Path) -> None:
    allow = "allow:\n  - rule: invalid-url\n    reason: It is meant.\n"
    _rewrite(record / LETTER, ("url: https://www.example.org/letters/3", "url: x"), ("group:", f"{allow}group:"))

    assert {"invalid-url", "invalid-allowance"} == {each.rule for each in check_record(load(record), NOW)}


@pytest.mark.parametrize(("now", "changes"), [("2024-05-01", 0), ("2024-05-02", 1)])
def test_only_a_change_of_what_is_public_needs_a_note(record: Path, now: str, changes: int) -> None:
    """The letter is public from 2 May 2024. A text that is added to a file without one is no change."""
    before = load(record).corpus
    _rewrite(record / LETTER, ("We would appreciate", "We would welcome"))
    after = load(record).corpus
    assert before is not None
    assert after is not None
    without_text = replace(before, letters=tuple(replace(each, body="") for each in before.letters))
    at = dt.datetime.combine(dt.date.fromisoformat(now), dt.time(12), dt.UTC)

    assert len(check_changes(before, after, at)) == changes
    assert check_changes(without_text, after, at) == ()


def test_all_faults_of_all_files_are_reported_at_once(record: Path) -> None:
    _rewrite(record / LETTER, ("sent: 2024-03-03", "sent: soon"), ("recipients:", "recipents:"))
    _rewrite(record / "responses/al-xaa-3-2024/2024-05-03-xaa.md", ("kind: reply", "kind: rely"))
    _rewrite(record / "policy.yml", ("time_zone: Europe/Zurich", "time_zone: Geneva"))
    _rewrite(record / "registers/groups.yml", ("title:", "titel:"))

    reported = {(Path(each.path).name, each.rule) for each in check_record(load(record), NOW)}

    assert reported == {
        ("al-xaa-3-2024.md", "invalid-date"),
        ("al-xaa-3-2024.md", "unknown-field"),
        ("al-xaa-3-2024.md", "missing-field"),
        ("2024-05-03-xaa.md", "invalid-value"),
        ("policy.yml", "invalid-value"),
        ("groups.yml", "unknown-field"),
        ("groups.yml", "missing-field"),
    }


def test_only_the_first_of_very_many_faults_are_reported_with_a_remark(record: Path) -> None:
    with (record / LETTER).open("a", encoding="utf-8") as letter:
        letter.write("[redacted: name]\n" * 1_000)
    _rewrite(record / LETTER, ("group:", "".join(f"colour{each}: x\n" for each in range(1_000)) + "group:"))

    reported = check_record(load(record), NOW)

    faults = Counter(each.rule for each in reported)
    assert faults == {"unknown-redaction": 100, "unknown-field": 100, "unverified-redaction": 1}
    assert [each.help.endswith("Fix these and check again.") for each in reported].count(True) == 2
    assert reported[99].help.endswith("Fix these and check again.")


def test_a_file_is_read_once_for_all_its_excerpts(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (record / LETTER).write_text("---\n" + "colour: x\n" * 50 + "---\n", encoding="utf-8")
    loaded = load(record)
    opened: list[str] = []
    open_ = Path.open

    def counted(path: Path, *arguments: Any, **options: Any) -> Any:
        opened.append(path.name)
        return open_(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", counted)

    assert len(check_record(loaded, NOW)) > 50
    assert opened.count(Path(LETTER).name) == 1


@pytest.mark.parametrize("hostile", ["<!--" * 100_000, "](" * 200_000, "[^" * 200_000])
def test_hostile_characters_beside_a_redaction_change_nothing(record: Path, hostile: str) -> None:
    """Such as would take hours if the time grew with their length."""
    text = (record / LETTER).read_text(encoding="utf-8")
    (record / LETTER).write_text(text.replace("among them [", f"among them {hostile} ["), encoding="utf-8")

    assert {each.rule for each in check_record(load(record), NOW)} <= {"raw-html"}  # a comment that has no end


def test_the_number_of_a_character_that_does_not_exist_is_text_beside_a_redaction(record: Path) -> None:
    """The page shows it as it is written, and the PDF does not have it."""
    text = (record / LETTER).read_text(encoding="utf-8")
    (record / LETTER).write_text(text.replace("among them [", f"among them &#{'1' * 5000}; ["), encoding="utf-8")

    assert [each.rule for each in check_record(load(record), NOW)] == ["unverified-redaction"]


def test_an_attachment_is_summed_once_and_read_once(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    open_ = Path.open

    def counted(path: Path, *arguments: Any, **options: Any) -> Any:
        opened.append(path.name)
        return open_(path, *arguments, **options)

    pdf = record / "attachments/al-xaa-3-2024/letter.pdf"
    pdf.write_bytes(pdf.read_bytes().replace(b"startxref", b" " * 3_000_000 + b"\nstartxref"))
    declared = hashlib.sha256(pdf.read_bytes()).hexdigest()
    text = (record / LETTER).read_text(encoding="utf-8").replace("[redacted: identity]", "a boy")
    text = re.sub(r"redactions:\n.*\n", "", text)
    (record / LETTER).write_text(re.sub("sha256: .*", f"sha256: {declared}", text), encoding="utf-8")
    monkeypatch.setattr(Path, "open", counted)

    assert check_record(load(record), NOW) == ()
    assert opened.count("letter.pdf") == 2


def test_a_pdf_is_read_once_for_each_content(record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server checks the whole record again after each change, and the next build knows what this one read."""
    read: list[int] = []
    read_versions = reader._PROCESS.read  # noqa: SLF001 - the process is what must not be asked twice

    def counted(what: bytes, content: bytes, unpack: Callable[[bytes], PdfContent]) -> tuple[PdfContent | None, str]:
        read.append(len(content))
        return read_versions(what, content, unpack)

    monkeypatch.setattr(reader._PROCESS, "read", counted)  # noqa: SLF001
    for _ in range(2):
        cache = Cache(tmp_path / "kept")
        for _ in range(2):
            assert check_record(load(record), NOW, None, PdfReader(cache)) == ()
            os.utime(record / "attachments/al-xaa-3-2024/letter.pdf")
        cache.save()

    assert len(read) == 1


@pytest.fixture
def seeded(record: Path) -> Path:
    """The full text of a real letter, with front matter, in the small record."""
    if not SEED.is_file():
        pytest.skip("the seed letter is not beside the project, in ../shared/seed/AL-OTH-167-2021.md")
    shutil.copy(MANDATES, record / "registers")
    mandates = "".join(f"  - mandate: {id_}\n    resolution: {number}\n" for id_, number in SEED_MANDATES.items())
    path = record / "letters/2021/al-oth-167-2021.md"
    path.parent.mkdir()
    path.write_text(
        f"---\nreference: AL OTH 167/2021\nsent: 2021-03-12\nlanguage: en\nmandates:\n{mandates}"
        "recipients:\n  - recipient: northwind\n    named_as: Xiaomi Corporation\n"
        "annex:\n  - instrument: ungp\n  - document: A/HRC/RES/17/4\n    cited_as: A/HRC/RES/17/31\n---\n"
        + SEED.read_text(encoding="utf-8"),
        encoding="utf-8",
    )
    return path


SCARS = [
    ("stray-page-line", 18),
    ("cut-sentence", 34),
    ("cut-sentence", 49),
    ("unshown-text", 58),
    ("cut-sentence", 115),
]
"""The rules that report the seed's scars, each with its line in the seed."""


def test_the_scars_of_the_seed_are_reported_and_nothing_else(seeded: Path, record: Path) -> None:
    """The addressee's name in a sentence, three sentences cut by page breaks, and a link whose target is `#`."""
    reported = check_record(load(record), NOW)

    above = seeded.read_text(encoding="utf-8").count("\n") - SEED.read_text(encoding="utf-8").count("\n")
    assert [(each.rule, each.line - above) for each in reported] == SCARS


def test_the_time_of_publication_is_read_from_the_seed(seeded: Path) -> None:
    said = list(statements.find_publication_times(read_visible_text(read_letter(seeded.read_bytes()).body)))
    assert [each.days for each in said] == [60]


@pytest.mark.parametrize(
    ("right", "wrong", "name", "rules"),
    [
        ("sent: 2021-03-12", "sent: 2021-03-13", "al-oth-167-2021", {"sent-date-mismatch"}),
        (
            "reference: AL OTH 167/2021",
            "reference: OL OTH 167/2021",
            "ol-oth-167-2021",
            {"printed-reference-mismatch", "publication-period-mismatch"},
        ),
        # Where the head is said to print another reference, the sentence about publication still tells.
        (
            "reference: AL OTH 167/2021",
            "reference: OL OTH 167/2021\nreference_as_printed: AL OTH 167/2021",
            "ol-oth-167-2021",
            {"publication-period-mismatch"},
        ),
        (
            "reference: AL OTH 167/2021",
            "reference: AL OTH 168/2021",
            "al-oth-168-2021",
            {"printed-reference-mismatch"},
        ),
        (
            "reference: AL OTH 167/2021",
            "reference: AL OTH 167/2020",
            "al-oth-167-2020",
            {"printed-reference-mismatch"},
        ),
    ],
)
def test_a_typing_error_above_the_seed_is_an_error(
    seeded: Path, record: Path, right: str, wrong: str, name: str, rules: set[str]
) -> None:
    _rewrite(seeded, (right, wrong))
    seeded.rename(seeded.with_name(f"{name}.md"))

    reported = check_record(load(record), NOW)

    assert {each.rule for each in errors(reported)} == rules
    assert {each.rule for each in reported} == rules | {rule for rule, _ in SCARS}
    lines = {each.rule: each.excerpt for each in errors(reported)}
    shown = {
        "sent-date-mismatch": "12 March 2021",
        "printed-reference-mismatch": "AL OTH 167/2021",
        "publication-period-mismatch": "This communication and any response received from your company will be made"
        " public via the communications reporting [website](#) in 60 days. They will also subsequently be made",
    }
    assert all(text.startswith(shown[rule][: len(text)]) for rule, text in lines.items())


@pytest.mark.parametrize(
    ("right", "wrong", "rules"),
    [
        ("resolution: 37/12", "resolution: 37/21", {"resolution-mismatch"}),
        ("mandate: slavery\n    resolution: 42/10", "mandate: slavery", set()),
        ("  - mandate: slavery\n    resolution: 42/10\n", "", {"mandates-mismatch"}),
        ("mandate: slavery\n", "mandate: education\n", {"mandates-mismatch"}),
        ("language: en", "language: fr", {"language-mismatch"}),
        ("recipient: northwind", "recipient: northwind\n    addressee: Mr. Lei Jun, Chief Executive Officer", set()),
        ("recipient: northwind", "recipient: northwind\n    addressee: Ms. Ida Example", {"addressee-mismatch"}),
    ],
)
def test_a_slip_above_the_seed_is_a_warning(
    seeded: Path, record: Path, right: str, wrong: str, rules: set[str]
) -> None:
    _rewrite(seeded, (right, wrong))

    assert {each.rule for each in check_record(load(record), NOW)} - {rule for rule, _ in SCARS} == rules


def _rewrite(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for right, wrong in changes:
        assert text.count(right) == 1, right
        text = text.replace(right, wrong)
    path.write_text(text, encoding="utf-8")


def _split(content: bytes, name: str) -> tuple[dict[str, Any], str]:
    text = content.decode()
    if not name.endswith(".md"):
        return yaml.load(text, yaml.BaseLoader), ""  # noqa: S506 - every value is text
    _, block, body = text.split("---\n", 2)
    return yaml.load(block, yaml.BaseLoader), body  # noqa: S506


def _spoil(fields: dict[str, Any], cls: type, data: st.DataObject) -> None:
    """Drop, replace or add some fields at any depth."""
    names = st.sampled_from([row.name for row in list_rows(cls)])
    for _ in range(data.draw(st.integers(1, 4))):
        at: Any = fields
        while True:
            keys = list(at) if isinstance(at, dict) else list(range(len(at)))
            deeper = [key for key in keys if isinstance(at[key], dict | list) and at[key]]
            if not deeper or data.draw(st.booleans()):
                break
            at = at[data.draw(st.sampled_from(deeper))]
        if isinstance(at, dict) and data.draw(st.booleans()):
            at[data.draw(names)] = data.draw(VALUES)
        elif keys:
            key = data.draw(st.sampled_from(keys))
            if data.draw(st.booleans()):
                del at[key]
            else:
                at[key] = data.draw(VALUES)


@pytest.mark.parametrize("case", ["", "withheld-letter-mention/in-a-response-and-a-translation"])
@pytest.mark.parametrize(
    ("name", "field"),
    [(name, row.name) for name, cls in TABLES.items() if name.endswith(".md") for row in list_rows(cls)],
)
def test_a_field_that_cannot_be_read_does_not_stop_the_check(record: Path, case: str, name: str, field: str) -> None:
    """A rule that uses a field without declaring that it needs it would raise UnreadFieldError."""
    if case:
        shutil.copytree(CASES / case, record, dirs_exist_ok=True)
    path = record / name
    fields, body = _split(path.read_bytes(), name)
    fields[field] = [["no field takes a list in a list"]]
    path.write_text(f"---\n{yaml.safe_dump(fields, allow_unicode=True, sort_keys=False)}---\n{body}", encoding="utf-8")

    reported = check_record(load(record), NOW)

    assert any(each.path == path.as_posix() and field in each.message for each in reported)
