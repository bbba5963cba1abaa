"""Rules of reading: a file has to be one, before anything in it can be judged."""

from __future__ import annotations

from letterbook.ingest.front_matter import MAX_BYTES, Problem
from letterbook.ingest.yaml_errors import OPEN_BRACKET, OPEN_QUOTE
from letterbook.model.registers import REGISTERS
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Wording, explains


@explains()
def missing_policy(_: Problem) -> Wording:
    """The record has no `policy.yml`.

    Why: the policy says after how many days a letter is released, and in which time zone a day begins. Nothing
    can be released without it.

    Example: a `data/` folder with letters only.

    How to fix: write `data/policy.yml`; its fields are in the reference of fields.
    """
    return (
        "the record has no policy.yml, so that nothing can be released",
        "Write policy.yml beside letters/.",
    )


@explains()
def symbolic_link(_: Problem) -> Wording:
    """A file of the record is a symbolic link.

    Why: a link can lead anywhere on the machine that builds the site, and what it leads to is in no commit.

    Example: `data/letters/2024/al-xaa-3-2024.md -> /home/editor/draft.md`

    How to fix: put the file itself in its place.
    """
    return "this is a symbolic link", "Put the file or folder itself in its place."


@explains()
def stray_file(_: Problem) -> Wording:
    """A file or folder is where no part of a record stands.

    Why: it would be passed over without a word: a letter that is saved as `.markdown` or beside the folder of letters
    would never be published, and a response in `response/` never be seen.

    Example: `data/letters/2024/al-xaa-3-2024.pdf`, `data/al-xaa-3-2024.md`, `data/response/`,
    `data/registers/groups.yaml`

    How to fix: letters stand below `letters/`, responses below `responses/`, both as `.md`; a PDF belongs in
    `attachments/<slug of the letter>/`; the registers and `policy.yml` have their names. Remove anything else.
    """
    help_ = (
        "Letters (.md) stand below letters/, responses below responses/, PDFs in attachments/<slug of the letter>/;"
        f" registers/ has {', '.join(f'{each}.yml' for each in REGISTERS)}."
    )
    return "this is no part of a record, and would be passed over", help_


@explains()
def misnamed_translation(problem: Problem) -> Wording:
    """A translation's file has the name of a letter or response.

    Why: a translation is known by its name, in which the language stands between two dots. Under another name it is
    taken for a letter of its own.

    Example: `al-xaa-3-2024-fr.md` for `al-xaa-3-2024.fr.md`

    How to fix: name the file as its original, with the language before `.md`.
    """
    return (
        f"this is a translation, but {problem.subject} is the name of an original",
        f"Name the file {problem.detail}, beside what it translates.",
    )


@explains()
def misplaced_field(problem: Problem) -> Wording:
    """A field stands below the front matter.

    Why: what stands there is the text of the letter. A `release` with a hold would be printed, not obeyed.

    Example: `release:` on the first line below the closing `---`, or a second block between `---` and `---`

    How to fix: move the field above the closing `---`. If the text itself begins so, put a backslash before the
    colon: `reference\\: …`.
    """
    return (
        f"`{problem.subject}` stands below the front matter, and would be printed as the beginning of the text",
        "Move it above the closing ---.",
    )


@explains()
def oversized_file(problem: Problem) -> Wording:
    """A file is larger than 5 MB.

    Why: the longest letters have some hundred kilobytes. A larger file is something else by mistake.

    Example: a PDF saved as `al-xaa-3-2024.md`.

    How to fix: keep the text in the file, and the PDF as an attachment.
    """
    return (
        f"the file has {int(problem.detail):,} bytes or more; {MAX_BYTES:,} are the limit",
        "Keep the text here and a PDF in data/attachments/.",
    )


@explains()
def invalid_encoding(problem: Problem) -> Wording:
    """A file is not encoded in UTF-8.

    Why: accents would come out wrong, and differently on each machine.

    Example: a file saved by an old editor as Windows-1252.

    How to fix: save it as UTF-8, with or without a byte-order mark.
    """
    return f"the file is not UTF-8: the byte {problem.subject} cannot stand here", "Save the file as UTF-8."


@explains()
def nul_character(_: Problem) -> Wording:
    """A file contains a NUL character.

    Why: no text has one. The file is damaged, or no text at all.

    Example: a Word document renamed to `.md`.

    How to fix: restore the file, or convert the document to Markdown.
    """
    return "the file contains a NUL character", "Restore the file; it is damaged, or no text."


@explains()
def invisible_character(problem: Problem) -> Wording:
    """A text contains a character that nobody sees and that makes it another than it looks.

    Why: one that turns the direction of writing shows words in another order than they have, and an invisible one
    inside a name keeps it from being found. Mostly they came along when the text was copied.

    Example: U+202E, which turns round what follows; U+200B, an invisible space

    How to fix: remove it; it is on the line that is told. Where two directions of writing meet, the marks U+200E and
    U+200F may be used, and the joiners U+200C and U+200D of Persian and Indian scripts.
    """
    return f"an invisible character stands here: {problem.subject}", "Remove it, or type the line anew."


@explains()
def missing_front_matter(_: Problem) -> Wording:
    """A file does not begin with a block of front matter.

    Why: without its facts a letter has no date, and so no day of release.

    Example: a file that begins with the letter's heading, or with an empty line above `---`.

    How to fix: let the first line be `---`, then the fields, then `---` again, then the text.
    """
    return (
        "the file does not begin with front matter",
        "The first line has to be ---, then the fields, then --- again, then the text.",
    )


@explains()
def unterminated_front_matter(_: Problem) -> Wording:
    """The block of front matter has no end.

    Why: the whole letter would be taken for its fields.

    Example: the second `---` is missing, or indented.

    How to fix: put `---` on a line of its own below the last field.
    """
    return "the front matter has no end", "Put --- on a line of its own below the last field."


@explains()
def invalid_front_matter(_: Problem) -> Wording:
    """The front matter is not a list of fields with their values.

    Why: each fact needs its name.

    Example: `- AL XAA 3/2024` where `reference: AL XAA 3/2024` is meant.

    How to fix: write each line as `field: value`.
    """
    return "these are no fields with values", "Write each line as field: value."


@explains()
def invalid_yaml(problem: Problem) -> Wording:
    """The front matter is not YAML.

    Why: what cannot be read is not guessed. Mostly a value contains a colon, or begins with a sign that means
    something in YAML.

    Example: `subject: Cotton mills: forced labour`

    How to fix: put the value into double quotes: `subject: "Cotton mills: forced labour"`.
    """
    otherwise = _CLOSING.get(problem.subject, "Look at this line and the one above it.")
    help_ = f"Write: {problem.detail}" if problem.detail else otherwise
    return f"this cannot be read as YAML: {_PLAINLY.get(problem.subject, problem.subject)}", help_


@explains()
def duplicate_field(problem: Problem) -> Wording:
    """A field is given twice.

    Why: most readers of YAML silently take the last one, so that a letter could bear two dates.

    Example: two lines that begin with `sent:`.

    How to fix: keep the one that is right.
    """
    return (
        f"`{problem.subject}` is given a second time; the first is on line {problem.detail}",
        "Keep the one that is right.",
    )


@explains()
def yaml_alias(problem: Problem) -> Wording:
    """The front matter uses an anchor or an alias of YAML.

    Why: a few lines of them can grow to gigabytes, and no letter needs one.

    Example: `subject: &title Cotton mills`

    How to fix: write the value out; put it into double quotes if it begins with `&` or `*`.
    """
    return (
        f"anchors and aliases of YAML are not read (`{problem.subject}`)",
        "Write the value out; put it into double quotes if it begins with & or *.",
    )


@explains()
def yaml_tag(problem: Problem) -> Wording:
    """The front matter uses a tag of YAML.

    Why: a tag can ask a reader to run a program. What kind of value a field holds is said by the table of fields.

    Example: `sent: !!python/object:os.system`

    How to fix: remove the tag; put the value into double quotes if it begins with `!`.
    """
    return (
        f"tags of YAML are not read (`{problem.subject}`)",
        "Remove the tag; put the value into double quotes if it begins with !.",
    )


@explains()
def excessive_nesting(_: Problem) -> Wording:
    """The front matter is nested more deeply than any field is.

    Why: a file made of brackets can bring a reader down.

    Example: `[[[[[[[[[[[[[[`

    How to fix: put the value into double quotes if it begins with `[` or `{`.
    """
    return (
        "this is nested more deeply than any field",
        "Put a value that begins with [ or { into double quotes.",
    )


@explains(Severity.WARNING)
def truncated_value(problem: Problem) -> Wording:
    """A plain text is cut by ` #`, which begins a comment in YAML.

    Why: the rest of a title would be lost without a word.

    Example: `subject: Case #12 of the mill`, which is read as "Case".

    How to fix: put the value into double quotes: `subject: "Case #12 of the mill"`.
    """
    field = problem.subject.rsplit(".", maxsplit=1)[-1]
    return (
        f"`{problem.subject}` ends before ` #`, which begins a comment",
        f'If it goes on, write: {field}: "{problem.detail}"',
    )


_PLAINLY = {
    "mapping values are not allowed in this context": "the value has a colon, or its line is indented too far",
    "found character that cannot start any token": "it has a tab, or begins with a sign that YAML keeps for itself",
    "did not find expected key": "it goes on behind a bracket, or its line is indented wrongly",
    "did not find expected '-' indicator": "a list goes on without a dash, or its line is indented wrongly",
    "could not find expected ':'": "a field has no colon behind its name",
    "did not find expected ',' or ']'": "a bracket is opened and not closed",
    "did not find expected ',' or '}'": "a brace is opened and not closed",
    "found unknown escape character": "a backslash in double quotation marks begins a sign of YAML's own",
}
"""What the parser says, for an editor who is no programmer."""
_CLOSING = {
    OPEN_QUOTE: "Close it on this line.",
    OPEN_BRACKET: "Close it; a text that begins with one goes into double quotation marks.",
}
