"""Rules about front matter: it must be there, and must be YAML of the plain kind that the record uses."""

from __future__ import annotations

from letterbook.ingest import yaml_errors
from letterbook.ingest.front_matter import Problem
from letterbook.rules import fixes
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Wording, explains


@explains()
def missing_front_matter(_: Problem) -> Wording:
    """A file does not begin with front matter.

    Why: without its fields a letter has no date, and so no release date.

    Example: a file that begins with the letter's heading, or with a blank line above `---`

    How to fix: make the first line `---`, followed by the fields, `---` again, and the text.
    """
    return (
        "the file does not begin with front matter",
        "The first line must be ---, followed by the fields, --- again, and the text.",
    )


@explains()
def unterminated_front_matter(_: Problem) -> Wording:
    """The front matter has no closing `---`.

    Why: the whole letter would be read as fields.

    Example: the second `---` is missing or indented

    How to fix: put `---` on a line of its own below the last field.
    """
    return "the front matter is not closed", "Put --- on a line of its own below the last field."


@explains()
def invalid_front_matter(_: Problem) -> Wording:
    """The front matter, or a register, is not a series of fields with values.

    Why: every value needs a name.

    Example: `- AL XAA 3/2024` for `reference: AL XAA 3/2024`

    How to fix: write each line as `field: value`.
    """
    return "expected fields with values", "Write each line as field: value."


@explains()
def misplaced_field(problem: Problem) -> Wording:
    """A field is below the front matter.

    Why: everything below the front matter is the text of the letter. A `release` with a hold would be printed, not
    obeyed.

    Example: `release:` on the first line below the closing `---`, or a second block between `---` and `---`

    How to fix: move the field above the closing `---`. If the text itself begins like this, put a backslash before
    the colon: `reference\\: …`.
    """
    return (
        f"`{problem.subject}` is below the front matter, so it would be printed as the beginning of the text",
        "Move it above the closing ---.",
    )


@explains(find_fix=fixes.replace_line)
def invalid_yaml(problem: Problem) -> Wording:
    """The front matter is not valid YAML.

    Why: Letterbook does not guess at what it cannot read. Usually a value contains a colon, or begins with a
    character that has a meaning in YAML, or a line is indented with a tab.

    Example: `subject: Cotton mills: forced labour`

    How to fix: put the value in double quotes: `subject: "Cotton mills: forced labour"`. Indent with
    spaces.
    """
    plainly, help_ = _PLAINLY.get(problem.subject, (problem.subject, _LOOK))
    return f"this is not valid YAML: {plainly}", f"Write: {problem.detail}" if problem.detail else help_


@explains()
def duplicate_field(problem: Problem) -> Wording:
    """A field, or the id of a register entry, is given twice.

    Why: most YAML parsers silently take the last one, so a letter could have two dates.

    Example: two lines that begin with `sent:`

    How to fix: keep the one that is right.
    """
    return f"`{problem.subject}` is already given on line {problem.detail}", "Keep the one that is right."


@explains()
def yaml_alias(problem: Problem) -> Wording:
    """The front matter uses a YAML anchor or alias.

    Why: a few lines of them can expand to gigabytes, and no letter needs one.

    Example: `subject: &title Cotton mills`

    How to fix: write the value out. If it really begins with `&` or `*`, put it in double quotes.
    """
    return (
        f"YAML anchors and aliases are not allowed (`{problem.subject}`)",
        "Write the value out. If it really begins with & or *, put it in double quotes.",
    )


@explains()
def yaml_tag(problem: Problem) -> Wording:
    """The front matter uses a YAML tag.

    Why: a tag can make the program that reads it run another. The field reference already
    says what type of value each field takes.

    Example: `sent: !!python/object:os.system`

    How to fix: remove the tag. If the value really begins with `!`, put it in double quotes.
    """
    return (
        f"YAML tags are not allowed (`{problem.subject}`)",
        "Remove the tag. If the value really begins with !, put it in double quotes.",
    )


@explains()
def excessive_nesting(_: Problem) -> Wording:
    """The front matter is nested more deeply than any field.

    Why: a file full of brackets can crash the program that reads it.

    Example: `[[[[[[[[[[[[[[`

    How to fix: if the value really begins with `[` or `{`, put it in double quotes.
    """
    return (
        "this is nested more deeply than any field",
        "If the value really begins with [ or {, put it in double quotes.",
    )


@explains(Severity.WARNING)
def truncated_value(problem: Problem) -> Wording:
    """A value without quotes contains ` #`, which begins a comment in YAML.

    Why: the rest of a title would be lost silently.

    Example: `subject: Case #12 of the mill`, which is read as "Case"

    How to fix: put the value in double quotes: `subject: "Case #12 of the mill"`.
    """
    field = problem.subject.rsplit(".", maxsplit=1)[-1]
    return (
        f"`{problem.subject}` ends before ` #`, which begins a comment",
        f'If the rest is part of the value, write: {field}: "{problem.detail}"',
    )


_LOOK = "Check this line and the one above it."
_PLAINLY = {
    yaml_errors.OPEN_QUOTE: (yaml_errors.OPEN_QUOTE, "Close it on this line."),
    yaml_errors.OPEN_BRACKET: (
        yaml_errors.OPEN_BRACKET,
        "Close it. If the value is text that begins with a bracket or brace, put it in double quotes.",
    ),
    yaml_errors.TAB: (yaml_errors.TAB, "Use spaces."),
    yaml_errors.NO_BREAK_SPACE: (yaml_errors.NO_BREAK_SPACE, "Replace it with an ordinary space."),
    "mapping values are not allowed in this context": (
        "the value contains a colon, or the line is indented too far",
        _LOOK,
    ),
    "found character that cannot start any token": (
        "the value begins with a character that has a meaning in YAML",
        "Put the value in double quotes.",
    ),
    "did not find expected key": ("text follows a bracket or quotation mark, or the line is wrongly indented", _LOOK),
    "did not find expected '-' indicator": ("a list item has no dash, or the line is wrongly indented", _LOOK),
    "could not find expected ':'": ("a field has no colon after its name", _LOOK),
    "did not find expected ',' or ']'": ("a bracket is never closed", _LOOK),
    "did not find expected ',' or '}'": ("a brace is never closed", _LOOK),
    "found unknown escape character": (
        "a backslash in double quotes begins an escape that YAML does not have",
        "Double the backslash, or put the value in single quotes.",
    ),
}
"""The parser's messages in plain words, each with a help line in case no corrected line can be offered."""
