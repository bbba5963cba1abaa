"""The PDFs of a site are read whole, those that released letters declare too."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from pathlib import Path

import pikepdf
import pytest

from hidden_in_pdfs import PLACES, hide, make_document
from letterbook.audit import Leak, Sources, audit
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
OTHER = (
    "The ferry at the lower landing was tied up by order of the harbour master for nine weeks, and the villagers who "
    "had asked for it to sail were told to walk to the bridge."
)
FORMULAS = {
    "en": (
        (
            "The Permanent Mission of Sudland to the United Nations Office and other international organizations "
            "in Geneva presents its compliments to the Office of the United Nations High Commissioner for Human "
            "Rights and has the honour to transmit herewith the reply of the Government to the joint "
            "communication."
        ),
        (
            "The Permanent Mission of Sudland avails itself of this opportunity to renew to the Office of the "
            "United Nations High Commissioner for Human Rights the assurances of its highest consideration."
        ),
    ),
    "fr": (
        (
            "La Mission permanente du Sudland auprès de l'Office des Nations Unies et des autres organisations "
            "internationales à Genève présente ses compliments au Haut-Commissariat des Nations Unies aux droits "
            "de l'homme et a l'honneur de lui faire parvenir ci-joint la réponse du Gouvernement à la "
            "communication conjointe."
        ),
        (
            "La Mission permanente saisit cette occasion pour renouveler au Haut-Commissariat des Nations Unies "
            "aux droits de l'homme les assurances de sa haute considération."
        ),
    ),
    "es": (
        (
            "La Misión Permanente de Sudland ante la Oficina de las Naciones Unidas y otros organismos "
            "internacionales con sede en Ginebra saluda atentamente a la Oficina del Alto Comisionado de las "
            "Naciones Unidas para los Derechos Humanos y tiene el honor de remitir adjunta la respuesta del "
            "Estado a la comunicación conjunta."
        ),
        (
            "La Misión Permanente aprovecha la oportunidad para reiterar a la Oficina del Alto Comisionado de las "
            "Naciones Unidas para los Derechos Humanos las seguridades de su más alta consideración."
        ),
    ),
}
"""How notes verbales begin and end."""


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
    """Return the rules that the PDFs of the site break."""
    leaks = find_leaks(record)
    assert all(each.path.endswith(".pdf") for each in leaks)
    return {each.rule for each in leaks}


def find_leaks(record: Workspace) -> tuple[Leak, ...]:
    loaded = corpus.load(record.data).corpus
    assert loaded is not None
    record.site.mkdir(exist_ok=True)
    return audit(record.site, loaded, release(loaded, AS_OF), Sources((), (), ()))


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


def hold_pdf(record: Workspace, content: bytes, slug: str = "al-oth-7-2026", more: str = "") -> None:
    """Write a withheld letter of which the record has only the PDF."""
    reference = slug.upper().replace("-", " ", 2).replace("-", "/")
    record.letter(reference, "2026-11-01", "", f"text: none\n{more}")
    attach(record, content, slug)
    shutil.rmtree(record.site / "communications" / slug)


@pytest.mark.parametrize("where", ["letter.pdf", "index.html"])
def test_a_withheld_letter_that_exists_only_as_a_pdf_is_found(record: Workspace, where: str) -> None:
    """In the PDF of another letter, saved anew, and on a page."""
    hold_pdf(record, pdf(f"{LETTERHEAD}\n\n{OTHER} {MORE}", title="As sent"))
    if where == "letter.pdf":
        attach(record, pdf(f"An annex.\f{OTHER}"))
        assert find_rules(record) == {"withheld-text"}
    else:
        record.site.mkdir(exist_ok=True)
        (record.site / where).write_text(f"<p>{OTHER}</p>", encoding="utf-8")
        assert {(each.path, each.rule) for each in find_leaks(record)} == {(where, "withheld-text")}


def test_a_pdf_beside_a_withheld_text_may_quote_what_others_quote(record: Workspace) -> None:
    """The text in Markdown is compared; what is attached to it may be a law that other letters attach, too."""
    attach(record, pdf(f"Act of 1994\n\n{OTHER}"), "al-oth-3-2026")
    shutil.rmtree(record.site / "communications/al-oth-3-2026")
    attach(record, pdf(f"The Act of 1994, as amended\n\n{OTHER}"))
    assert find_rules(record) == set()


@pytest.mark.parametrize("language", FORMULAS)
def test_the_formulas_of_notes_verbales_are_not_a_leak(record: Workspace, language: str) -> None:
    """Two PDFs have them, of which one is public, or the text of one is in Markdown."""
    first, second = FORMULAS[language]
    hold_pdf(record, pdf(f"{first}\n\n{OTHER}"))
    record.letter("AL OTH 8/2026", "2026-11-02", f"{first}\n\n{MORE}")
    attach(record, pdf(f"{first}\n\nThe mill was closed.\n\n{second}"))
    assert find_rules(record) == set()


def test_a_response_may_repeat_the_letter_that_it_answers(record: Workspace) -> None:
    """Of which only the PDF is public. But a PDF that has most of a withheld response is its PDF."""
    record.letter("AL OTH 4/2021", "2021-03-12", "", "text: none\n")
    attach(record, pdf(f"AL OTH 4/2021\n\n{OTHER}"), "al-oth-4-2021")
    write_response(record, f"You ask: {OTHER}\n\n{MORE} {SENTENCE.replace('winters', 'summers')} {MORE[::-1]}")
    assert find_rules(record) == set()
    write_response(record, OTHER)
    assert find_rules(record) == {"withheld-text"}


@pytest.mark.parametrize("more", ["follows:\n  - AL OTH 4/2021\n", "group: mills\n"])
def test_a_letter_may_repeat_those_that_it_is_related_to(record: Workspace, more: str) -> None:
    """Even nearly all of it, since the PDF has its own reference; without that it may be the other's."""
    (record.data / "registers/groups.yml").write_text("mills:\n  title: Mills\n", encoding="utf-8")
    record.letter("AL OTH 4/2021", "2021-03-12", "", "text: none\ngroup: mills\n")
    hold_pdf(record, pdf(f"{OTHER} {OTHER[::-1]}"), more=more)
    attach(record, pdf(f"AL OTH 4/2021\n\n{OTHER} {OTHER[::-1]}"), "al-oth-4-2021")
    assert find_rules(record) == set()
    (letter,) = (record.data / "letters").rglob("al-oth-4-2021.md")
    letter.unlink()
    record.letter("AL OTH 4/2021", "2021-03-12", "", "text: none\ngroup: mills\n")
    attach(record, pdf(f"{OTHER} {OTHER[::-1]}"), "al-oth-4-2021")
    assert find_rules(record) == {"withheld-text"}


def test_a_pdf_may_name_a_withheld_letter_if_its_editors_say_so(record: Workspace) -> None:
    attach(record, pdf("We refer to our letter AL OTH 3/2026."))
    assert find_rules(record) == {"withheld-reference"}
    (letter,) = (record.data / "letters").rglob("al-oth-1-2021.md")
    allowed = "allow:\n  - rule: withheld-letter-mention\n    reason: It was published by its recipient.\nmandates:"
    letter.write_text(letter.read_text(encoding="utf-8").replace("mandates:", allowed), encoding="utf-8")
    assert find_rules(record) == set()


def write_response(record: Workspace, text: str) -> None:
    """Write a response to a public letter that is withheld itself."""
    path = record.data / "responses/al-oth-4-2021/2021-05-03-northwind.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "---\nletter: AL OTH 4/2021\nrecipient: northwind\ndated: 2021-05-03\nlanguage: en\nkind: reply\n"
        f"release:\n  hold: true\n  review: 2027-01-01\n  reason: safety\n---\n{text}\n",
        encoding="utf-8",
    )
