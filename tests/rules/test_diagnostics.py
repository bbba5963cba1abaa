"""Diagnostics have three formats. None can harm its reader or reveal a letter to the wrong one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.rules.diagnostics import Diagnostic, Severity, as_github, as_json, as_text, errors


def diagnostic(**changes: Any) -> Diagnostic:
    """An unknown recipient on line 7."""
    fields: dict[str, Any] = {
        "path": "data/letters/2024/al-xaa-3-2024.md",
        "line": 7,
        "rule": "unknown-recipient",
        "severity": Severity.ERROR,
        "message": "there is no recipient `norhtwind`",
        "help": "Did you mean `northwind`?",
        "excerpt": "  - recipient: norhtwind",
        "fix": None,
    }
    return Diagnostic(**{**fields, **changes})


def test_text_has_the_file_line_rule_excerpt_and_help() -> None:
    assert as_text([diagnostic()]) == (
        "data/letters/2024/al-xaa-3-2024.md:7: error[unknown-recipient] there is no recipient `norhtwind`\n"
        "    |   - recipient: norhtwind\n"
        "    = help: Did you mean `northwind`?\n"
    )


def test_text_leaves_out_an_empty_line_number_excerpt_and_help() -> None:
    text = as_text([diagnostic(line=0, help="", excerpt="", severity=Severity.WARNING)])

    assert text == (
        "data/letters/2024/al-xaa-3-2024.md: warning[unknown-recipient] there is no recipient `norhtwind`\n"
    )


def test_text_marks_each_line_of_the_help() -> None:
    assert as_text([diagnostic(help="One.\nTwo.")]).endswith("    = help: One.\n    = help: Two.\n")


@pytest.mark.parametrize("field", ["path", "message", "excerpt", "help"])
def test_text_escapes_control_characters(field: str) -> None:
    text = as_text([diagnostic(**{field: "a\x1b[31mred\x07\x9b\N{RIGHT-TO-LEFT OVERRIDE}z"})])

    assert "a\\x1b[31mred\\x07\\x9b\\x202ez" in text


@given(st.text(), st.text(), st.text())
def test_text_never_has_a_character_that_moves_the_cursor(message: str, excerpt: str, advice: str) -> None:
    text = as_text([diagnostic(message=message, excerpt=excerpt, help=advice)])

    assert all(each.isprintable() or each in "\t\n" for each in text)
    assert text.count("\n") == len(text.splitlines())
    assert all(line.startswith(("data/letters/2024/", "    | ", "    = help: ")) for line in text.splitlines())


def test_text_keeps_accents_and_other_scripts() -> None:
    assert "Приложение, ملحق, 附件, à\t" in as_text([diagnostic(message="Приложение, ملحق, 附件, à\t")])


def test_a_workflow_command_names_rule_file_and_line() -> None:
    assert as_github([diagnostic(), diagnostic(line=0, severity=Severity.WARNING)]) == (
        "::error file=data/letters/2024/al-xaa-3-2024.md,line=7,title=unknown-recipient::"
        "see: letterbook explain unknown-recipient\n"
        "::warning file=data/letters/2024/al-xaa-3-2024.md,title=unknown-recipient::"
        "see: letterbook explain unknown-recipient\n"
    )


@given(st.text(min_size=4), st.text(min_size=4), st.text(min_size=4))
def test_a_workflow_command_has_none_of_a_letters_words(message: str, excerpt: str, advice: str) -> None:
    secret = diagnostic(message=message, excerpt=excerpt, help=advice)

    assert as_github([secret]) == as_github([diagnostic(message="", excerpt="", help="")])


def test_a_log_that_only_readers_of_the_record_see_gives_the_problem_its_fix_and_the_rule_s_page() -> None:
    found = diagnostic(message="no such recipient: 100%\nyes", help="use northwind")
    assert as_github([found], words=True, site_url="https://letters.example/").partition("::see")[0] == (
        "::error file=data/letters/2024/al-xaa-3-2024.md,line=7,title=unknown-recipient::"
        "no such recipient: 100%25%0Ayes%0Ahelp: use northwind%0A"
        "see: https://letters.example/reference/rules/unknown-recipient/\n"
    )


@given(st.text(), st.text())
def test_words_cannot_break_out_of_their_workflow_command(message: str, advice: str) -> None:
    text = as_github([diagnostic(message=message, help=advice)], words=True)
    assert text.count("\n") == 1
    assert "\r" not in text


def test_a_path_cannot_break_out_of_its_workflow_command() -> None:
    text = as_github([diagnostic(path="data/letters/a%,b:c\r\n::error::forged.md")])

    assert text.startswith("::error file=data/letters/a%25%2Cb%3Ac%0D%0A%3A%3Aerror%3A%3Aforged.md,line=7,")
    assert text.count("\n") == 1


@given(st.text(), st.text())
def test_a_workflow_command_is_one_line_whatever_the_file_name(path: str, rule: str) -> None:
    text = as_github([diagnostic(path=path, rule=rule)])

    properties, _, message = text.removeprefix("::error ").partition("::")
    assert set(properties).isdisjoint("\r\n:")
    assert properties.count(",") == 2
    assert set(message.removesuffix("\n")).isdisjoint("\r\n")


def test_json_has_every_field_of_every_diagnostic() -> None:
    found = json.loads(as_json([diagnostic(message="à “b”\n"), diagnostic(line=0)]))

    assert [each["line"] for each in found] == [7, 0]
    assert found[0] == {
        "path": "data/letters/2024/al-xaa-3-2024.md",
        "line": 7,
        "rule": "unknown-recipient",
        "severity": "error",
        "message": "à “b”\n",
        "help": "Did you mean `northwind`?",
        "excerpt": "  - recipient: norhtwind",
        "fix": None,
    }


def test_no_diagnostics_give_no_output() -> None:
    assert (as_text([]), as_github([]), json.loads(as_json([]))) == ("", "", [])


def test_errors_stop_a_build_and_warnings_do_not() -> None:
    error, warning = diagnostic(), diagnostic(severity=Severity.WARNING)

    assert errors([warning, error, warning]) == (error,)


def test_diagnostics_sort_by_file_and_line() -> None:
    last, second, first = (
        diagnostic(path="b.md", line=1),
        diagnostic(path="a.md", line=10),
        diagnostic(path="a.md", line=9),
    )

    assert sorted([last, second, first]) == [first, second, last]
