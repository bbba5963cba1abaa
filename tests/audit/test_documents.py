"""The PDFs of a site are read whole, those that released letters declare too."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from pathlib import Path

import pikepdf
import pytest

from hidden_in_pdfs import PLACES, hide, make_document
from letterbook.audit import Sources, audit
from letterbook.ingest import corpus
from letterbook.release import release
from pdf import pdf
from workspaces import Workspace

AS_OF = dt.datetime(2026, 11, 10, tzinfo=dt.UTC)
SENTENCE = "The overseer of the northern quarry kept forty passports in a locked iron chest for three winters."
MORE = " ".join(
    f"In the {year} year the {year} wagon left the yard with salt for the {year} tannery." for year in "abcdefgh"
)
LETTERHEAD = (
    "Palais des Nations, 1211 Geneva 10, Switzerland. It is our duty to seek to clarify all cases brought to us."
)
PUBLIC = "The text of a letter that is public."


@pytest.fixture
def record(workspace: Workspace) -> Workspace:
    """A released letter, and a withheld one to a company."""
    with (workspace.data / "registers/recipients.yml").open("a", encoding="utf-8") as file:
        file.write("hidden:\n  name: Hidden Holdings\n  kind: company\n  aliases:\n    - Obscura Mining\n")
        file.write("xbb:\n  name: Sudland\n  kind: state\n  code: XBB\n")
    workspace.letter("AL OTH 1/2021", "2021-03-12", PUBLIC)
    withheld = workspace.letter(
        "AL OTH 3/2026",
        "2026-11-01",
        f"{LETTERHEAD}\n\n{SENTENCE}\n\n{MORE}",
        more="subject: On the passports in the iron chest\n",
    )
    text = withheld.read_text(encoding="utf-8").replace("recipient: northwind", "recipient: hidden")
    withheld.write_text(text, encoding="utf-8")
    return workspace


def attach(record: Workspace, content: bytes, slug: str = "al-oth-1-2021", name: str = "letter.pdf") -> None:
    """Attach a PDF to a letter, with its right sum, and put it where the site has it."""
    declared = record.data / "attachments" / slug / name
    published = record.site / "communications" / slug / "files" / name
    for path in (declared, published):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (letter,) = (record.data / "letters").rglob(f"{slug}.md")
    lines = f"attachments:\n  - file: {name}\n    title: The letter as sent\n    language: en\n"
    lines += f"    sha256: {hashlib.sha256(content).hexdigest()}\n    public_copy: true\n"
    text = letter.read_text(encoding="utf-8")
    letter.write_text(text.replace("mandates:", f"{lines}mandates:", 1), encoding="utf-8")


def find_rules(record: Workspace) -> set[str]:
    """Return the rules that the site breaks."""
    loaded = corpus.load(record.data).corpus
    assert loaded is not None
    record.site.mkdir(exist_ok=True)
    leaks = audit(record.site, loaded, release(loaded, AS_OF), Sources((), (), ()))
    assert all(each.path.endswith(".pdf") for each in leaks)
    return {each.rule for each in leaks}


@pytest.mark.parametrize("more", [b"", b"\n"], ids=["the very file", "a byte more"])
def test_the_pdf_of_a_withheld_letter_attached_to_a_released_one_is_found(record: Workspace, more: bytes) -> None:
    content = pdf(f"REFERENCE: AL OTH 3/2026\n\n{SENTENCE}\n\n{LETTERHEAD}")
    attach(record, content, "al-oth-3-2026")
    shutil.rmtree(record.site / "communications/al-oth-3-2026")
    attach(record, content + more)
    assert find_rules(record) == {"withheld-text", "withheld-reference"}


@pytest.mark.parametrize("place", PLACES)
def test_a_withheld_text_is_found_wherever_a_pdf_has_it(record: Workspace, place: str) -> None:
    attach(record, hide(place, SENTENCE))
    assert find_rules(record) == {"withheld-text"}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("see AL OTH 3/2026", "withheld-reference"),
        ("Obscura Mining", "withheld-name"),
        ("On the passports in the iron chest", "withheld-title"),
    ],
)
def test_what_identifies_a_withheld_letter_is_found(record: Workspace, text: str, rule: str) -> None:
    attach(record, pdf(f"We write, {text}, to you."))
    assert find_rules(record) == {rule}


def test_the_pdf_of_a_released_letter_is_no_leak(record: Workspace) -> None:
    """It says what its letter says, and names States and offices that a withheld letter names, too."""
    attach(record, pdf(f"AL OTH 1/2021\n\n{PUBLIC}\n\nSudland, Working Group on business, the Permanent Mission"))
    assert find_rules(record) == set()


def test_what_the_pdfs_of_three_letters_say_is_what_all_letters_say(record: Workspace) -> None:
    """Their texts are not in the record, so that the letterhead of the withheld letter is nowhere else."""
    for number in (4, 5, 6):
        record.letter(f"AL OTH {number}/2021", "2021-03-12", "", "text: none\n")
        attach(record, pdf(f"{LETTERHEAD}\n\nLetter number {number} is about a mill."), f"al-oth-{number}-2021")
    assert find_rules(record) == set()
    attach(record, pdf(f"{LETTERHEAD}\n\n{SENTENCE}"))
    assert find_rules(record) == {"withheld-text"}


def test_three_copies_of_a_withheld_letter_are_not_what_all_letters_say(record: Workspace) -> None:
    for number in (4, 5, 6):
        record.letter(f"AL OTH {number}/2021", "2021-03-12", "", "text: none\n")
        attach(record, pdf(f"{LETTERHEAD}\n\n{SENTENCE}\n\n{MORE}\n\n{number}"), f"al-oth-{number}-2021")
    assert find_rules(record) == {"withheld-text"}


def test_a_pdf_that_cannot_be_read_whole_is_named(record: Workspace, tmp_path: Path) -> None:
    document = make_document()
    locked = tmp_path / "locked.pdf"

    document.save(locked, encryption=pikepdf.Encryption(owner="owner", user="user"))
    attach(record, locked.read_bytes())
    assert find_rules(record) == {"unreadable-file"}
