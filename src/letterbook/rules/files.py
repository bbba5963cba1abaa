"""Rules about files: each must be where the record expects it, and readable, before its content can be checked."""

from __future__ import annotations

from letterbook.ingest.front_matter import MAX_BYTES, Problem
from letterbook.ingest.sizes import FILE_LIMIT
from letterbook.model.registers import REGISTERS
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Wording, explains


@explains()
def missing_policy(_: Problem) -> Wording:
    """The record has no `policy.yml`.

    Why: the policy says after how many days a letter is released, and in which time zone a day begins. Nothing can be
    released without it.

    Example: a `data/` folder that holds letters only

    How to fix: write `data/policy.yml`. The field reference lists its fields.
    """
    return "the record has no policy.yml, so nothing can be released", "Write policy.yml beside letters/."


@explains()
def symbolic_link(_: Problem) -> Wording:
    """A file or folder of the record, or of the site's pages and templates, is a symbolic link.

    Why: a link can lead anywhere on the machine that builds the site, and the file it leads to is not in the
    repository.

    Example: `data/letters/2024/al-xaa-3-2024.md -> /home/editor/draft.md`

    How to fix: replace the link with the file or folder itself.
    """
    return "this is a symbolic link", "Replace it with the file or folder itself."


@explains()
def special_file(_: Problem) -> Wording:
    """Something in the place of a file is neither a file nor a folder: a named pipe, a socket or a device.

    Why: it has no content of its own, and reading it can wait for ever. It is never opened, and Git does not keep it.

    Example: a named pipe `data/letters/2024/al-xaa-4-2024.md`

    How to fix: remove it, or put the file itself in its place.
    """
    return (
        "this is a named pipe, a socket or a device, not a file",
        "Remove it, or put the file itself in its place.",
    )


@explains()
def unexpected_file(_: Problem) -> Wording:
    """A file among the site's pages or templates is not one that sites are made of.

    Why: every file in these folders is published. An editor's backup or the lock file of a word processor holds drafts
    and names that nobody meant to publish.

    Example: `docs/about.md~`, `docs/about.md.orig`, `docs/#about.md#`, `docs/~$notes.docx`

    How to fix: delete the file, or keep it outside `docs/` and `overrides/`. Publish a document as PDF.
    """
    return (
        "this file would be published, but is not one that sites are made of",
        "Delete it, or move it out of this folder. Publish a document as PDF.",
    )


@explains()
def reserved_file_name(problem: Problem) -> Wording:
    """A file or folder has a name that is not possible on Windows.

    Why: Git cannot check out such a file there, so nobody could work with the record on Windows.

    Example: `aux.pdf`, `con.md`, `nul`, `a:b.pdf`, a name that ends in a dot

    How to fix: rename the file or folder, and correct its name wherever it is given.
    """
    return f"this name cannot be used on Windows: {problem.detail}", "Rename it, here and wherever it is named."


@explains()
def stray_file(_: Problem) -> Wording:
    """A file or folder is in a place where the record does not expect one.

    Why: it would be ignored silently. A letter saved as `.markdown` or outside the folder of letters would never be
    published, and a response in `response/` never seen.

    Example: `data/letters/2024/al-xaa-3-2024.pdf`, `data/al-xaa-3-2024.md`, `data/response/`,
    `data/registers/groups.yaml`

    How to fix: move it. Letters belong below `letters/` and responses below `responses/`, both as `.md` files; PDFs
    belong in `attachments/<slug of the letter>/`, and texts from before a correction in
    `earlier/<slug of the letter>/`, named after its date; the registers and `policy.yml` have fixed names. Remove
    anything else.
    """
    help_ = (
        "Letters (.md) belong below letters/, responses (.md) below responses/, PDFs in"
        f" attachments/<slug of the letter>/, texts from before a correction in earlier/<slug of the letter>/<date>.md;"
        f" registers/ holds {', '.join(f'{each}.yml' for each in REGISTERS)}."
    )
    return "the record has no place for this, so it would be ignored", help_


@explains()
def misplaced_file(problem: Problem) -> Wording:
    """A response is among the letters, or a letter among the responses.

    Why: its fields would be read as those of the other, and every one of them reported.

    Example: a file in `data/letters/2024/` with `letter`, `recipient` and `kind`

    How to fix: move the file to where the message says.
    """
    place = "among the letters" if problem.subject == "response" else "among the responses"
    return f"this is a {problem.subject}, but it is {place}", f"Move it to {problem.detail}"


@explains()
def misnamed_translation(problem: Problem) -> Wording:
    """A translation's file has the name of a letter or response.

    Why: a translation is recognised by its file name, which has the language between two dots. Under any other name it
    is taken for a letter in its own right.

    Example: `al-xaa-3-2024-fr.md` for `al-xaa-3-2024.fr.md`

    How to fix: give the file the name of its original, with the language before `.md`.
    """
    return (
        f"this is a translation, but {problem.subject} is the name of an original",
        f"Name the file {problem.detail} and put it beside its original.",
    )


@explains()
def oversized_file(problem: Problem) -> Wording:
    """A file is larger than 5 MB.

    Why: even the longest letters are only a few hundred kilobytes. A larger file is there by mistake.

    Example: a PDF saved as `al-xaa-3-2024.md`

    How to fix: keep only the text in this file, and add the PDF as an attachment.
    """
    return (
        f"the file has at least {int(problem.detail):,} bytes; the limit is {MAX_BYTES:,}",
        "Keep only the text here, and put a PDF in data/attachments/.",
    )


@explains()
def invalid_encoding(problem: Problem) -> Wording:
    """A file is not encoded in UTF-8.

    Why: accented letters would come out wrong, and differently on each machine.

    Example: a file that an old editor saved as Windows-1252; a file that Windows Notepad saved as "Unicode" (UTF-16)

    How to fix: save the file as UTF-8, with or without a byte-order mark.
    """
    if problem.detail:
        return f"the file is encoded in {problem.detail}, not UTF-8", "Save the file as UTF-8."
    return f"the file is not valid UTF-8: unexpected byte {problem.subject}", "Save the file as UTF-8."


@explains()
def nul_character(_: Problem) -> Wording:
    """A file contains a NUL character.

    Why: text never does. The file is damaged, or is not text at all.

    Example: a Word document renamed to `.md`

    How to fix: restore the file, or convert the document to Markdown.
    """
    return (
        "the file contains a NUL character",
        "The file is damaged or is not text. Restore it, or convert it to Markdown.",
    )


@explains()
def invisible_character(problem: Problem) -> Wording:
    """A text contains a character that cannot be seen, but changes how the text reads or is found, or that no page can
    show.

    Why: a character that reverses the direction of writing shows words in an order other than their real one, and an
    invisible character inside a name keeps the name from being found. Control characters are not allowed on a page or
    in a feed. A private-use character has a meaning only in the font that it was copied from; elsewhere it is empty or
    a box. They usually come along with copied text. So do U+FFFC and U+FFFD, which stand for an image or a character
    that was lost.

    Example: U+202E, which reverses the text after it; U+200B, a space of no width; U+000C, the end of a page in a PDF;
    U+F0B7, a bullet in one of Word's fonts

    How to fix: delete the character on the line given, or replace it with what it stood for. Where two directions of
    writing meet, the marks U+200E and U+200F are allowed, and so are the joiners U+200C and U+200D of Persian and
    Indian scripts.
    """
    message = f"this line contains an invisible character: {problem.subject}"
    if problem.subject.endswith("replacement character)"):
        message = f"this line has {problem.subject} in place of what was lost in copying"
        return message, "Compare the line with the original, and put back what is missing."
    if problem.subject.endswith("(private use)"):
        return message, "Replace it with what the original shows: for a bullet, a hyphen and a space. Or delete it."
    return message, "Delete it, or retype the line."


@explains(Severity.WARNING)
def large_file(problem: Problem) -> Wording:
    """A file is larger than GitHub accepts.

    Why: GitHub refuses a push with a file of more than 100 MiB, about 105 MB, and it is hard to remove one from a
    repository's history.

    Example: a scanned letter of 300 MB

    How to fix: scan the document again at a lower resolution, or split it.
    """
    size, most = (f"{each / 1e6:,.1f} MB" for each in (int(problem.detail), FILE_LIMIT))
    return (
        f"the file is {size}; GitHub refuses files of more than {most} (100 MiB)",
        "Scan the document again at a lower resolution, or split it.",
    )


@explains(Severity.WARNING)
def large_site(problem: Problem) -> Wording:
    """The site will be too large, or nearly too large, for GitHub Pages.

    Why: GitHub Pages publishes no site of more than 1 GB. This rule warns from 80 % of that size. The letters' pages
    are small; PDFs take up the space.

    Example: public copies of 1,000 letters scanned in colour, at 1 MB each

    How to fix: scan the documents again at a lower resolution or in black and white, or publish the site elsewhere.
    """
    return (
        f"the site will be {int(problem.detail) / 1e9:,.2f} GB; GitHub Pages accepts at most 1 GB",
        "Scan the largest documents again at a lower resolution, or publish the site elsewhere.",
    )
