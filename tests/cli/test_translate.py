"""`letterbook translate` files a translation beside its original, or starts one."""

from __future__ import annotations

from pathlib import Path

import pytest

from drawn_docx import docx, paragraph
from workspaces import Workspace

TEXT = """\
3 March 2024

Excellency,

We write about the mill.

We would be grateful for your observations on the following matters:

1. Please provide any additional information.

2. Please explain the closure.
"""
FRENCH = """\
3 mars 2024

Excellence,

Nous vous écrivons au sujet de la filature.

Nous vous serions reconnaissants de vos observations sur les points suivants :

1. Veuillez fournir tout renseignement complémentaire.

2. Veuillez expliquer la fermeture.
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = Workspace.create(tmp_path)
    workspace.letter("AL XAA 3/2024", "2024-03-03", TEXT)
    return workspace


def file_of(workspace: Workspace, name: str = "letters/2024/al-xaa-3-2024.fr.md") -> Path:
    return workspace.data / name


def test_a_translation_is_filed_beside_its_letter_and_passes_the_check(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "fr.txt").write_text(FRENCH, encoding="utf-8")
    result = workspace.run(
        "translate", "XAA 3/2024", "fr", str(tmp_path / "fr.txt"), "--by", "The editors: E.", "--official"
    )
    assert result.exit_code == 0, result.output
    assert (
        file_of(workspace)
        .read_text(encoding="utf-8")
        .startswith(
            "---\ntranslation_of: al-xaa-3-2024\nlanguage: fr\ntranslated_by: 'The editors: E.'\nofficial: true\n---\n"
        )
    )
    assert "In doubt" not in result.output
    assert "questions in the text: 2" in result.output
    assert workspace.run("check").exit_code == 0, workspace.run("check").output


def test_another_number_of_questions_or_paragraphs_is_a_doubt(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "fr.md").write_text(FRENCH[: FRENCH.index("2. Veuillez")], encoding="utf-8")
    result = workspace.run("translate", "XAA 3/2024", "fr", str(tmp_path / "fr.md"))
    assert "it has 1 question, but the original has 2: compare the two" in result.output
    assert "paragraphs, but the original has" in result.output


def test_a_text_in_another_language_is_a_doubt(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "es.md").write_text(FRENCH * 3, encoding="utf-8")
    result = workspace.run("translate", "XAA 3/2024", "es", str(tmp_path / "es.md"))
    assert "the language is `es`, but the text is in `fr`" in result.output


def test_the_text_of_a_document_is_mended_and_the_document_not_kept(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "fr.docx").write_bytes(docx(*map(paragraph, FRENCH.split("\n\n"))))
    result = workspace.run("translate", "XAA 3/2024", "fr", str(tmp_path / "fr.docx"))
    assert result.exit_code == 0, result.output
    assert "Nous vous écrivons" in file_of(workspace).read_text(encoding="utf-8")
    assert not (workspace.data / "attachments").exists()


def test_without_a_file_the_fields_are_written_and_the_text_is_left_to_the_editor(workspace: Workspace) -> None:
    assert workspace.run("translate", "al-xaa-3-2024", "fr").exit_code == 0
    written = file_of(workspace).read_text(encoding="utf-8")
    assert written == "---\ntranslation_of: al-xaa-3-2024\nlanguage: fr\nofficial: false\n---\n"
    file_of(workspace).write_text(written + FRENCH, encoding="utf-8")
    assert workspace.run("check").exit_code == 0, workspace.run("check").output


@pytest.mark.parametrize("named", ["file", "sender", "day", "path"])
def test_a_response_is_translated_too(workspace: Workspace, named: str) -> None:
    workspace.run("respond", "XAA 3/2024", "--dated", "2024-05-03", "--language", "en", "--kind", "reply")
    path = file_of(workspace, "responses/al-xaa-3-2024/2024-05-03-xaa.md")
    path.write_text(path.read_text(encoding="utf-8") + "The text.\n", encoding="utf-8")
    arguments = {
        "file": ["XAA 3/2024", "fr", "--response", "2024-05-03-xaa.md"],
        "sender": ["XAA 3/2024", "fr", "--response", "xaa"],
        "day": ["XAA 3/2024", "fr", "--response", "2024-05-03"],
        "path": [str(path), "fr"],
    }
    result = workspace.run("translate", *arguments[named])
    assert result.exit_code == 0, result.output
    written = file_of(workspace, "responses/al-xaa-3-2024/2024-05-03-xaa.fr.md").read_text(encoding="utf-8")
    assert "translation_of: 2024-05-03-xaa\n" in written


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["XAA 3/2024", "en"], 2, "is itself in the language en"),
        (["XAA 3/2024", "French"], 2, "not a language tag"),
        (["XAA 4/2024", "fr"], 1, "did you mean AL XAA 3/2024?"),
        (["XAA 3/2024", "fr", "--response", "xaa"], 1, "the record has no response to AL XAA 3/2024"),
        (["XAA 3/2024", "fr", "none.md"], 1, "it cannot be read"),
        (["/none/al-xaa-9-2024.md", "fr"], 1, "the record has no letter"),
    ],
)
def test_wrong_use_gets_one_clear_line_and_nothing_is_written(
    workspace: Workspace, arguments: list[str], code: int, message: str
) -> None:
    result = workspace.run("translate", *arguments)
    assert (result.exit_code, message in result.output) == (code, True), result.output
    assert [path.name for path in (workspace.data / "letters").rglob("*.md")] == ["al-xaa-3-2024.md"]


def test_an_existing_translation_is_replaced_only_with_force(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "fr.md").write_text(FRENCH, encoding="utf-8")
    file_of(workspace).write_text("an editor's", encoding="utf-8")
    for source in ([], [str(tmp_path / "fr.md")]):
        result = workspace.run("translate", "XAA 3/2024", "fr", *source)
        assert (result.exit_code, "exists already; use --force to replace it" in result.output) == (1, True)
        assert file_of(workspace).read_text(encoding="utf-8") == "an editor's"
    assert workspace.run("translate", "XAA 3/2024", "fr", str(tmp_path / "fr.md"), "--force").exit_code == 0
    assert "Nous vous écrivons" in file_of(workspace).read_text(encoding="utf-8")


def test_a_letter_of_another_record_is_refused(workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other") / "al-xaa-3-2024.md"
    other.write_text("---\n---\n", encoding="utf-8")
    result = workspace.run("translate", str(other), "fr")
    assert (result.exit_code, "is outside the record" in result.output) == (1, True)
