"""`letterbook import` makes files of the record out of letters and responses, whole or not at all."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drawn_docx import docx, paragraph
from drawn_pdf import Box, draw, set_paragraphs
from letterbook.cli import main

SHIPPED = Path(__file__).resolve().parents[2] / "data"
LETTER = """\
**Mandates of the Special Rapporteur on minority issues; and the Working Group on Arbitrary Detention**

REFERENCE: {reference}

{date}

Excellency,

We have the honour to address you in our capacities as Special Rapporteur on minority issues; and Working Group on
Arbitrary Detention, pursuant to Human Rights Council resolutions 43/8 and 42/22.

In this connection, we would like to bring to the attention of your Excellency's Government information we have
received concerning the closure of the schools of the Harrow valley.

On 18 August 2020, we issued a communication on the same schools (AL XBV 1/2020), and thank your Excellency's
Government for its reply of 3 October 2020.

As it is our responsibility to seek to clarify all cases, we would be grateful for your observations on the
following matters:

1. Please provide any additional information.
2. Please explain the closure.

This communication and any response received from your Excellency's Government will be made public via the
communications reporting website within 60 days.

We may publicly express our concerns in the near future. Alleged victims: 12

Please note that letters expressing similar concerns are also sent to the Governments of Hesperane and Dorvalen, as
well as to other companies involved.

Please accept, Excellency, the assurances of our highest consideration.

Ana Varenne
Special Rapporteur on minority issues

Ludo Marchetane
Chair-Rapporteur of the Working Group on Arbitrary Detention

## Annex

Article 27 of the International Covenant on Civil and Political Rights (ICCPR) protects minorities; see also
articles 28 and 29 of the Convention on the Rights of the Child (CRC).
"""


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """The registers and policy of the shipped record, without letters."""
    folder = tmp_path / "data"
    shutil.copytree(SHIPPED / "registers", folder / "registers")
    shutil.copy(SHIPPED / "policy.yml", folder)
    return folder


def write_letter(
    folder: Path, reference: str = "AL XBV 7/2021", date: str = "2 February 2021", name: str = "a.md"
) -> Path:
    path = folder / name
    path.write_text(
        LETTER.format(reference=reference, date=date)
        .replace("\nSpecial Rapporteur on m", "  \nSpecial Rapporteur on m")
        .replace("\nChair", "  \nChair"),
        encoding="utf-8",
    )
    return path


def run(record: Path, *arguments: object) -> Result:
    return CliRunner().invoke(main, ["import", "--data", str(record), *map(str, arguments)])


def list_files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_every_field_that_a_letter_states_is_filled_in(record: Path, tmp_path: Path) -> None:
    result = run(record, write_letter(tmp_path))
    assert result.exit_code == 0, result.output
    written = (record / "letters/2021/al-xbv-7-2021.md").read_text(encoding="utf-8")
    assert written.startswith(
        """\
---
reference: AL XBV 7/2021
sent: 2021-02-02
language: en
# proposed from the text: check
subject: The closure of the schools of the Harrow valley
# proposed from the text: check
summary: Information received concerning the closure of the schools of the Harrow valley.
mandates:
  - mandate: minority-issues
    resolution: 43/8
    signed_by: Ana Varenne
  - mandate: arbitrary-detention
    resolution: 42/22
    signed_by: Ludo Marchetane
recipients:
  - recipient: belvenor
also_sent_to:
  - hesperane
  - dorvalen
  - others: other companies involved
follows:
  - AL XBV 1/2020
alleged_victims: 12
text: full
annex:
  - instrument: iccpr
    provisions:
      - 27
  - instrument: crc
    provisions:
      - 28
      - 29
example: true
---
**Mandates of"""
    )
    assert "questions in the text: 2" in result.output
    assert "press_releases: the letter announces a press release" in result.output


@pytest.mark.parametrize(
    ("printed", "reference", "as_printed"),
    [
        ("AL XBV 7/2021", "AL XBV 7/2021", None),
        ("JAL XBV 7/2021", "AL XBV 7/2021", "JAL XBV 7/2021"),
        ("ALXBV 7/2021", "AL XBV 7/2021", "ALXBV 7/2021"),
        ("AL XBV 7.2021", "AL XBV 7/2021", "AL XBV 7.2021"),
        (
            "UA Housing (2000-9) Food (2000-9) G/SO 214 (53-24) XBV 7/2021",
            "UA XBV 7/2021",
            "UA Housing (2000-9) Food (2000-9) G/SO 214 (53-24) XBV 7/2021",
        ),
    ],
)
def test_a_reference_is_read_in_every_form_and_an_odd_one_is_kept(
    record: Path, tmp_path: Path, printed: str, reference: str, as_printed: str | None
) -> None:
    run(record, write_letter(tmp_path, printed))
    (path,) = (record / "letters").rglob("*.md")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert f"reference: {reference}" in lines
    assert [each for each in lines if each.startswith("reference_as_printed")] == (
        [f"reference_as_printed: {as_printed}"] if as_printed else []
    )


def test_a_date_that_can_mean_two_days_is_left_out_and_named(record: Path, tmp_path: Path) -> None:
    result = run(record, write_letter(tmp_path, date="02/03/2021"))
    written = (record / "letters/2021/al-xbv-7-2021.md").read_text(encoding="utf-8")
    assert "\nsent:" not in written
    assert "sent: the date at the head can mean 2021-02-03 or 2021-03-02; give it with --sent" in result.output


def test_mandates_and_resolutions_of_different_number_are_not_paired(record: Path, tmp_path: Path) -> None:
    path = write_letter(tmp_path)
    path.write_text(
        path.read_text(encoding="utf-8").replace("resolutions 43/8 and 42/22", "resolution 99/9"), encoding="utf-8"
    )
    result = run(record, path)
    assert "2 mandates of the United Nations and 1 resolutions (99/9)" in result.output
    assert "resolution: " not in (record / "letters/2021/al-xbv-7-2021.md").read_text(encoding="utf-8")


def test_no_title_is_proposed_from_a_sentence_that_names_a_person(record: Path, tmp_path: Path) -> None:
    path = write_letter(tmp_path)
    path.write_text(
        path.read_text(encoding="utf-8").replace("the closure of the schools", "Mr. Ivo Example of the schools"),
        encoding="utf-8",
    )
    result = run(record, path)
    assert "subject" not in (record / "letters/2021/al-xbv-7-2021.md").read_text(encoding="utf-8").split("\n---\n")[0]
    assert "subject: the sentence that states the matter names a person" in result.output


def test_a_recipient_that_is_not_in_the_register_is_proposed_and_not_added(record: Path, tmp_path: Path) -> None:
    registers = (record / "registers/recipients.yml").read_bytes()
    path = write_letter(tmp_path, "AL OTH 7/2021")
    path.write_text(
        path.read_text(encoding="utf-8").replace("Excellency,", "Harrow Valley Holdings\n\nDear Mr. Example,"),
        encoding="utf-8",
    )
    result = run(record, path)
    assert (
        "harrow-valley-holdings:\n      name:\n        en: Harrow Valley Holdings\n      kind: company" in result.output
    )
    assert (record / "registers/recipients.yml").read_bytes() == registers


def test_nothing_is_overwritten_without_force(record: Path, tmp_path: Path) -> None:
    path = write_letter(tmp_path)
    run(record, path)
    own = record / "letters/2021/al-xbv-7-2021.md"
    own.write_text("an editor's", encoding="utf-8")

    result = run(record, path)
    assert result.exit_code == 1
    assert "exists already; use --force to replace it" in result.output
    assert own.read_text(encoding="utf-8") == "an editor's"
    assert run(record, path, "--force").exit_code == 0
    assert own.read_text(encoding="utf-8").startswith("---\nreference")


def test_a_letter_that_the_record_has_under_another_type_is_refused(record: Path, tmp_path: Path) -> None:
    run(record, write_letter(tmp_path))
    result = run(record, write_letter(tmp_path, "UA XBV 7/2021"))
    assert "the record already has this letter, as" in result.output
    assert result.exit_code == 1


def test_importing_several_files_continues_past_a_faulty_one_and_ends_with_a_table(
    record: Path, tmp_path: Path
) -> None:
    files = [
        write_letter(tmp_path),
        tmp_path / "b.txt",
        tmp_path / "c.docx",
        write_letter(tmp_path, "AL XBV 8/2021", name="d.md"),
    ]
    files[1].write_bytes(b"")
    files[2].write_bytes(b"PK\x03\x04")
    result = run(record, *files)
    table = result.output.splitlines()[-4:]
    assert result.exit_code == 1
    assert [each.split()[0].rpartition("/")[2] for each in table] == ["a.md", "b.txt", "c.docx", "d.md"]
    assert "not imported: it is empty" in table[1]
    assert "letters/2021/al-xbv-8-2021.md" in table[3]
    assert [each for each in list_files(record) if "letters" in each] == [
        "letters/2021/al-xbv-7-2021.md",
        "letters/2021/al-xbv-8-2021.md",
    ]


def test_a_pdf_is_kept_as_an_attachment_that_is_not_published(record: Path, tmp_path: Path) -> None:
    content = draw(
        set_paragraphs("REFERENCE: AL XBV 7/2021", "2 February 2021", "Excellency,", "The mill was closed on that day.")
    )
    (tmp_path / "letter.pdf").write_bytes(content)
    run(record, tmp_path / "letter.pdf", "--language", "en")
    kept = record / "attachments/al-xbv-7-2021/al-xbv-7-2021.pdf"
    assert kept.read_bytes() == content
    written = (record / "letters/2021/al-xbv-7-2021.md").read_text(encoding="utf-8")
    assert f"    sha256: {hashlib.sha256(content).hexdigest()}\n" in written
    assert "public_copy" not in written


def test_a_docx_is_not_kept_and_the_report_says_so(record: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(
        docx(
            *map(
                paragraph,
                LETTER.format(reference="AL XBV 7/2021", date="2 February 2021").replace("**", "").split("\n\n"),
            )
        )
    )
    result = run(record, tmp_path / "letter.docx")
    assert "attachments: the record keeps PDFs" in result.output
    assert [each for each in list_files(record) if "7-2021" in each] == ["letters/2021/al-xbv-7-2021.md"]


RESPONSE = """\
PM/117/2021

The Permanent Mission of the Republic of Belvenor to the United Nations Office at Geneva presents its compliments
and has the honour to acknowledge receipt of joint communication AL XBV 7/2021. The communication has been sent to
the capital, where the authorities will look into all of it with the care that it deserves.

Geneva, 20 February 2021
"""


def test_a_response_is_filled_in_from_its_text_and_its_letter(record: Path, tmp_path: Path) -> None:
    run(record, write_letter(tmp_path))
    (tmp_path / "r.md").write_text(RESPONSE, encoding="utf-8")
    result = run(record, "--response-to", "AL XBV 7/2021", tmp_path / "r.md")
    assert result.exit_code == 0, result.output
    written = (record / "responses/al-xbv-7-2021/2021-02-20-belvenor.md").read_text(encoding="utf-8")
    for line in (
        "letter: AL XBV 7/2021",
        "recipient: belvenor",
        "dated: 2021-02-20",
        "kind: acknowledgement",
        "reference: PM/117/2021",
        "sent_by: Permanent Mission of the Republic of Belvenor to the United Nations Office at Geneva",
    ):
        assert line in written.splitlines()
    assert "The check reports nothing." in result.output


def test_a_response_imported_after_a_later_one_is_no_further_reply(record: Path, tmp_path: Path) -> None:
    run(record, write_letter(tmp_path))
    reply = RESPONSE.replace("acknowledge receipt of", "reply to")
    for day in ("9 May", "20 February", "11 June"):
        (tmp_path / "r.md").write_text(reply.replace("20 February", day), encoding="utf-8")
        run(record, "--response-to", "AL XBV 7/2021", tmp_path / "r.md")
    kinds = {
        path.name[:10]: next(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("kind"))
        for path in (record / "responses").rglob("*.md")
    }
    assert kinds == {
        "2021-02-20": "kind: reply",
        "2021-05-09": "kind: reply",
        "2021-06-11": "kind: further-reply",
    }


def test_a_response_with_a_letterhead_is_sent_by_the_mission_that_its_sentence_names(
    record: Path, tmp_path: Path
) -> None:
    run(record, write_letter(tmp_path))
    response = f"PERMANENT MISSION OF THE REPUBLIC OF BELVENOR\n\n{RESPONSE.replace('PM/117/2021', 'PMB-G 117/2021')}"
    (tmp_path / "r.md").write_text(response, encoding="utf-8")
    run(record, "--response-to", "AL XBV 7/2021", tmp_path / "r.md")
    lines = (record / "responses/al-xbv-7-2021/2021-02-20-belvenor.md").read_text(encoding="utf-8").splitlines()
    assert "sent_by: Permanent Mission of the Republic of Belvenor to the United Nations Office at Geneva" in lines
    assert "reference: PMB-G 117/2021" in lines


def test_a_second_response_of_one_day_gets_a_number(record: Path, tmp_path: Path) -> None:
    run(record, write_letter(tmp_path))
    (tmp_path / "r.md").write_text(RESPONSE, encoding="utf-8")
    first, second = (run(record, "--response-to", "AL XBV 7/2021", tmp_path / "r.md") for _ in range(2))
    same = "2021-02-20-belvenor.md has the same text; if it is the same response, delete 2021-02-20-belvenor-2.md"
    assert (same in first.output, same in second.output) == (False, True)
    assert [each for each in list_files(record) if "responses" in each] == [
        "responses/al-xbv-7-2021/2021-02-20-belvenor-2.md",
        "responses/al-xbv-7-2021/2021-02-20-belvenor.md",
    ]


def test_a_response_given_as_a_letter_is_refused_with_the_option_for_it(record: Path, tmp_path: Path) -> None:
    (tmp_path / "r.md").write_text(RESPONSE, encoding="utf-8")
    assert "or use --response-to 'AL XAA 3/2024' if it is a response" in run(record, tmp_path / "r.md").output


def test_a_folder_is_refused(record: Path, tmp_path: Path) -> None:
    assert "not imported: it is a folder; give the files in it" in run(record, tmp_path).output


def test_a_response_to_a_letter_that_the_record_does_not_have_is_refused(record: Path, tmp_path: Path) -> None:
    (tmp_path / "r.md").write_text(RESPONSE, encoding="utf-8")
    result = run(record, "--response-to", "AL XBV 9/2021", tmp_path / "r.md")
    assert "the record has no letter AL XBV 9/2021; import the letter first" in result.output
    assert not (record / "responses").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--reference", "7/2021"], "is not a reference"),
        (["--sent", "2 March"], "not a date"),
        (["--dated", "2021-03-02"], "--response-to"),
        (["--response-to", "AL XBV 7/2021", "--sent", "2021-03-02"], "a response has --dated"),
    ],
)
def test_wrong_use_is_explained(record: Path, tmp_path: Path, arguments: list[str], message: str) -> None:
    result = run(record, *arguments, write_letter(tmp_path))
    assert result.exit_code == 2
    assert message in result.output


def test_a_recipient_is_added_to_the_register_on_request_and_every_other_line_stays(
    record: Path, tmp_path: Path
) -> None:
    register = record / "registers/recipients.yml"
    before = register.read_text(encoding="utf-8")
    path = write_letter(tmp_path, "AL OTH 7/2021")
    greeting = "Harrow Valley Holdings\n\nDear Mr. Example,"
    path.write_text(path.read_text(encoding="utf-8").replace("Excellency,", greeting), encoding="utf-8")

    result = run(record, path, "--add-recipient")
    assert result.exit_code == 0, result.output
    added = "harrow-valley-holdings:\n  name:\n    en: Harrow Valley Holdings\n  kind: company\n"
    assert register.read_text(encoding="utf-8") == before + added
    written = (record / "letters/2021/al-oth-7-2021.md").read_text(encoding="utf-8")
    assert "recipients:\n  - recipient: harrow-valley-holdings\n    addressee: Mr. Example\n" in written
    assert "The check reports nothing." in result.output


def test_what_a_pdf_hides_is_reported_before_it_is_published(record: Path, tmp_path: Path) -> None:
    lines = set_paragraphs("REFERENCE: AL XBV 7/2021", "2 February 2021", "Excellency,", "Her name is Ida Example.")
    (tmp_path / "letter.pdf").write_bytes(draw([*lines, Box(133, lines[-1].rise - 4, 80, 16)]))
    result = run(record, tmp_path / "letter.pdf", "--language", "en")
    assert "11 characters under a black box can be copied" in result.output
    assert "Before you publish the PDF (public_copy: true):\n    error[covered-words] page 1" in result.output
    assert "Ida Example" not in result.output
