"""A mapping becomes values of a table, and every fault in any field is reported with its line."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from factories import registers
from letterbook.ingest.fields import FieldFault, FieldValues, is_fault, read_fields
from letterbook.ingest.front_matter import Problem, ReadingFault, read_letter
from letterbook.model.record import (
    Addressing,
    AlsoSentTo,
    EarlierLetter,
    Indexing,
    Letter,
    Response,
    ResponseKind,
    TextKept,
)
from letterbook.model.reference import Reference
from letterbook.model.schema import RecipientId, Words
from letterbook.model.schema.known_ids import Known, find_nearest

KNOWN = registers().find_known_ids({"safety": Words.plain("for safety")})

GOOD = """\
reference: AL XAA 3/2024
sent: 2024-03-03
language: en
mandates:
  - mandate: business
recipients:
  - recipient: northwind
"""


def read_values(front_matter: str, cls: type = Letter, known: Known = KNOWN) -> FieldValues:
    """Read this front matter."""
    fields = read_letter(f"---\n{front_matter}---\n".encode()).fields
    assert fields is not None
    return read_fields(cls, fields, known)


def with_line(line: str) -> FieldValues:
    """Read a good letter with one more line, which replaces the same field of the good letter."""
    key = line.split(":", maxsplit=1)[0]
    kept = [each for each in GOOD.splitlines() if not each.startswith(f"{key}:")]
    return read_values("\n".join([*kept, line]) + "\n")


def only(found: FieldValues) -> Problem:
    """Return the only problem."""
    (problem,) = found.problems
    return problem


def test_a_good_letter_is_read_into_values_of_their_types() -> None:
    found = read_values(GOOD)

    assert found.problems == ()
    assert found.values["reference"] == Reference.parse("AL XAA 3/2024")
    assert found.values["sent"] == dt.date(2024, 3, 3)
    assert found.values["recipients"] == (Addressing(recipient=RecipientId("northwind")),)


def test_the_line_of_every_field_is_kept_by_its_path() -> None:
    lines = read_values(GOOD).lines

    assert {path: lines[path] for path in ("reference", "mandates", "mandates[0]", "recipients[0].recipient")} == {
        "reference": 2,
        "mandates": 5,
        "mandates[0]": 6,
        "recipients[0].recipient": 8,
    }


@pytest.mark.parametrize(
    ("line", "rule", "found"),
    [
        ("sent: soon", FieldFault.INVALID_DATE, "soon"),
        ("sent: 2021-03-12T10:00", FieldFault.INVALID_DATE, "2021-03-12T10:00"),
        ("sent: 20210312", FieldFault.INVALID_DATE, "20210312"),
        ("sent: 12/03/2021", FieldFault.INVALID_DATE, "12/03/2021"),
        ("sent: 2021-02-30", FieldFault.INVALID_DATE, "2021-02-30"),
        ("sent: 2021-3-12", FieldFault.INVALID_DATE, "2021-3-12"),
        ("sent: 0021-03-12", FieldFault.INVALID_DATE, "0021-03-12"),
        ("sent:", FieldFault.EMPTY_FIELD, ""),
        ("reference: AL 3/2024", FieldFault.INVALID_REFERENCE, "AL 3/2024"),
        ("language: english", FieldFault.UNKNOWN_LANGUAGE, "english"),
        ("language: xq", FieldFault.UNKNOWN_LANGUAGE, "xq"),
        ("language: EN", FieldFault.UNKNOWN_LANGUAGE, "EN"),
        ("alleged_victims: several", FieldFault.INVALID_VALUE, "several"),
        ("alleged_victims: -1", FieldFault.INVALID_VALUE, "-1"),
        ("alleged_victims: 1.5", FieldFault.INVALID_VALUE, "1.5"),
        ("alleged_victims: \N{ARABIC-INDIC DIGIT ONE}", FieldFault.INVALID_VALUE, "\N{ARABIC-INDIC DIGIT ONE}"),
        ("example: yes", FieldFault.INVALID_VALUE, "yes"),
        ("example: True", FieldFault.INVALID_VALUE, "True"),
        ("text: some", FieldFault.INVALID_VALUE, "some"),
        ("subject:", FieldFault.EMPTY_FIELD, ""),
        ("note_internal: '  '", FieldFault.INVALID_VALUE, "  "),
        ("group: millss", FieldFault.UNKNOWN_GROUP, "millss"),
        ("group: Mills", FieldFault.UNKNOWN_GROUP, "Mills"),
    ],
)
def test_a_value_of_another_kind_is_a_fault_reported_with_the_value(line: str, rule: str, found: str) -> None:
    problem = only(with_line(line))

    assert (problem.rule, problem.subject, problem.found) == (rule, line.split(":", maxsplit=1)[0], found)
    assert is_fault(problem)


@pytest.mark.parametrize(
    "address", ["example.org", "ftp://example.org", "javascript:alert(1)", "https://", "http://a b"]
)
def test_an_address_that_is_not_http_is_a_fault(address: str) -> None:
    problem = only(read_values(f"{GOOD}source:\n  url: {address}\n"))

    assert (problem.rule, problem.subject, problem.line, problem.found) == ("invalid-url", "source.url", 10, address)


@pytest.mark.parametrize("address", ["http://a.org", "https://a.org:8080/b?c=d&e=%2F#f", "https://a.org?x"])
def test_an_address_is_kept_as_it_is(address: str) -> None:
    assert read_values(f"{GOOD}source:\n  url: {address}\n").values["source"].url == address


@pytest.mark.parametrize("provision", ["13", "25-31", "9(2)", "9(2)(a)", "19 (commentary)", "IV", "preamble"])
def test_a_provision_is_read(provision: str) -> None:
    (entry,) = read_values(f"{GOOD}annex:\n  - instrument: ungp\n    provisions:\n      - {provision}\n").values[
        "annex"
    ]

    assert entry.provisions == (provision,)


@pytest.mark.parametrize("provision", ["art. 13", "13, 14", "1234", "thirteen"])
def test_an_invalid_provision_is_a_fault(provision: str) -> None:
    problem = only(read_values(f"{GOOD}annex:\n  - instrument: ungp\n    provisions:\n      - {provision}\n"))

    assert (problem.rule, problem.subject, problem.line) == ("invalid-provision", "annex[0].provisions[0]", 12)


def test_an_unknown_field_is_a_fault_reported_with_the_field_meant() -> None:
    problem = only(with_line("recipents: []"))

    assert (problem.rule, problem.subject, problem.detail, problem.line) == (
        "unknown-field",
        "recipents",
        "recipients",
        9,
    )
    assert only(with_line("colour: red")).detail == ""


def test_an_unknown_field_inside_another_is_reported_by_its_path() -> None:
    problem = only(read_values(GOOD + "    adressee: Ms. Ida Example\n"))

    assert (problem.rule, problem.subject, problem.detail) == (
        "unknown-field",
        "recipients[0].adressee",
        "addressee",
    )


def test_each_required_field_that_is_missing_is_a_fault() -> None:
    problems = read_values("language: en\n").problems

    assert {(each.rule, each.subject) for each in problems} == {
        ("missing-field", name) for name in ("reference", "sent", "mandates", "recipients")
    }
    assert {each.detail for each in problems if each.subject == "sent"} == {"2024-03-03"}


def test_a_required_list_has_items_and_an_optional_one_may_have_none() -> None:
    problem = only(read_values(GOOD.replace("mandates:\n  - mandate: business", "mandates: []")))
    assert (problem.rule, problem.subject, problem.line) == ("missing-field", "mandates", 5)

    found = with_line("concerning: []")
    assert (found.values["concerning"], found.problems) == ((), ())


@pytest.mark.parametrize(
    ("front_matter", "subject"),
    [
        (GOOD.replace("mandates:\n  - mandate: business", "mandates:"), "mandates"),
        (GOOD.replace("business", ""), "mandates[0].mandate"),
        (GOOD + "concerning:\n", "concerning"),
        (GOOD + "concerning:\n  -\n", "concerning[0]"),
        (GOOD + "release:\n", "release"),
        (GOOD + "subject:\n  fr:\n", "subject.fr"),
    ],
)
def test_a_field_without_a_value_is_a_fault_anywhere(front_matter: str, subject: str) -> None:
    problem = only(read_values(front_matter))

    assert problem.subject == subject
    assert is_fault(problem)


@pytest.mark.parametrize(
    ("line", "subject"),
    [
        ("concerning: xaa", "concerning"),
        ("sent: [2021-03-12]", "sent"),
        ("language: {en: en}", "language"),
        ("text: [full]", "text"),
        ("release: early", "release"),
        ("release: [a]", "release"),
        ("subject: [a]", "subject"),
        ("subject: {}", "subject"),
        ("subject: {en: [a]}", "subject.en"),
        ("follows: [[a]]", "follows[0]"),
    ],
)
def test_a_list_mapping_or_text_in_place_of_another_is_a_fault(line: str, subject: str) -> None:
    problem = only(with_line(line))

    assert (problem.rule, problem.subject) == ("invalid-structure", subject)


@pytest.mark.parametrize(
    ("line", "found", "belongs", "form"),
    [
        ("group: [mills]", "a list", "a single value", "group: mills"),
        ("sent: {a: b}", "a group of fields", "a single value", "sent: 2024-03-03"),
        ("concerning: northwind", "`northwind`", "a list", "concerning:\n  - northwind"),
        ("annex: ungp", "`ungp`", "a list", "annex:\n  - instrument: ungp"),
        ("annex: [ungp]", "`ungp`", "a group of fields", "annex:\n  - instrument: ungp"),
        ("source: 'a: b'", "`a: b`", "a group of fields", "source:\n  url: https://www.example.org/letter"),
        ("subject: [Mills]", "a list", "text, or one text for each language", "subject: Mills"),
    ],
)
def test_the_right_form_is_shown_with_the_value_given(line: str, found: str, belongs: str, form: str) -> None:
    problem = only(with_line(line))

    assert (problem.found, problem.detail) == (found, f"{belongs}\n{form}")


@pytest.mark.parametrize(
    ("front_matter", "rule", "meant"),
    [
        (GOOD.replace("northwind", "norhtwind"), "unknown-recipient", "northwind"),
        (GOOD.replace("northwind", "Northwind Textiles"), "unknown-recipient", "northwind"),
        (GOOD.replace("northwind", "zzz"), "unknown-recipient", ""),
        (GOOD.replace("business", "buisness"), "unknown-mandate", "business"),
        (GOOD + "annex:\n  - instrument: UNGP\n", "unknown-instrument", "ungp"),
        (GOOD + "withdrawn:\n  date: 2024-06-01\n  reason: savety\n", "unknown-reason", "safety"),
    ],
)
def test_an_id_in_no_register_is_a_fault_reported_with_the_id_meant(front_matter: str, rule: str, meant: str) -> None:
    problem = only(read_values(front_matter))

    assert (problem.rule, problem.detail) == (rule, meant)


def test_the_language_meant_is_suggested() -> None:
    assert only(with_line("language: French")).detail == "fr"


def test_all_faults_in_all_fields_are_reported_at_once() -> None:
    found = read_values("reference: x\nsent: y\nlanguage: z\nmandates:\n  - mandate: a\nrecipients: []\nextra: b\n")

    assert [each.line for each in found.problems] == [2, 3, 4, 6, 7, 8]
    assert found.values == {"mandates": ()}


def test_an_item_that_cannot_be_read_is_left_out_and_the_others_are_kept() -> None:
    found = read_values(GOOD + "  - recipient: nobody\n  - recipient: xaa\n")

    assert [each.recipient for each in found.values["recipients"]] == ["northwind", "xaa"]
    assert only(found).subject == "recipients[1].recipient"


def test_a_text_by_language_is_read_and_each_of_its_faults_reported() -> None:
    good = with_line("subject: {en: The mills, fr: Les filatures}")
    assert good.values["subject"] == Words((("en", "The mills"), ("fr", "Les filatures")))

    bad = with_line("subject: {english: The mills, fr: ''}")
    assert [(each.rule, each.subject) for each in bad.problems] == [
        ("unknown-language", "subject"),
        ("invalid-value", "subject.fr"),
    ]
    assert "subject" not in bad.values


def test_plain_text_is_short_for_a_group_with_one_field() -> None:
    found = with_line("also_sent_to: [xaa, {others: other companies}]").values["also_sent_to"]
    assert found == (AlsoSentTo(recipient=RecipientId("xaa")), AlsoSentTo(others="other companies"))

    followed = with_line("follows: [AL OTH 1/2020]").values["follows"]
    assert followed == (EarlierLetter(reference=Reference.parse("AL OTH 1/2020")),)


@pytest.mark.parametrize(
    ("line", "right"), [("reference: OLCHN 17/2020", "OL CHN 17/2020"), ("reference: JAL XAA 3/2024", "AL XAA 3/2024")]
)
def test_an_odd_reference_is_read_and_its_regular_form_suggested(line: str, right: str) -> None:
    found = with_line(line)

    assert str(found.values["reference"]) == right
    assert (only(found).rule, only(found).detail, is_fault(only(found))) == ("irregular-reference", right, False)


def test_a_text_cut_by_a_comment_is_read_and_all_of_it_suggested() -> None:
    found = with_line('subject: The "mills" # 3')

    assert (found.values["subject"], only(found).rule) == (Words.plain('The "mills"'), ReadingFault.TRUNCATED_VALUE)
    assert (only(found).detail, is_fault(only(found))) == ('The \\"mills\\" # 3', False)


def test_a_comment_after_a_value_that_is_not_text_is_a_comment() -> None:
    assert with_line("sent: 2024-03-03 # by post").problems == ()


def test_choices_and_booleans_are_read() -> None:
    found = read_values(GOOD + "text: extract\nindexing: none\nexample: true\n").values
    assert (found["text"], found["indexing"], found["example"]) == (TextKept.EXTRACT, Indexing.NONE, True)

    answer: dict[str, Any] = read_values(
        "letter: AL XAA 3/2024\nrecipient: xaa\ndated: 2024-05-03\nlanguage: zh-Hans\nkind: further-reply\n", Response
    ).values
    assert (answer["kind"], answer["language"]) == (ResponseKind.FURTHER_REPLY, "zh-Hans")


def test_no_is_norway_and_a_version_is_not_a_number() -> None:
    found = with_line("subject: NO").values["subject"]
    assert found == Words.plain("NO")
    assert with_line("reference_as_printed: 2.10").values["reference_as_printed"] == "2.10"


@pytest.mark.parametrize(
    ("text", "near"),
    [("recipents", "recipients"), ("SENT", "sent"), ("sentt", "sent"), ("", ""), ("zzzz", ""), ("ent", "sent")],
)
def test_the_nearest_name_is_found_unless_all_are_far(text: str, near: str) -> None:
    assert find_nearest(text, {"recipients": "recipients", "sent": "sent"}) == near


def test_suggestions_are_made_only_for_the_first_unknown_values() -> None:
    """The search is slow, and nobody reads that many suggestions."""
    found = read_values(GOOD + "".join(f"recipent{each}: x\n" for each in range(100)))

    meant = [each.detail for each in found.problems]
    assert (meant[0], meant[19], meant[20], meant[99]) == ("recipients", "recipients", "", "")
