"""`letterbook report`, as the secretariat uses it on the day on which its report is due."""

from __future__ import annotations

import csv
from pathlib import Path

import docx
import pytest

from workspaces import Workspace

SENT, REPLIES = "2020-12-01..2021-05-31", "2021-02-01..2021-07-31"


def write(workspace: Workspace, *arguments: str) -> str:
    """Write a report into the folder `out`, and return what the command says."""
    result = workspace.run("report", *arguments, "--output", str(workspace.folder / "out"))
    assert result.exit_code == 0, result.output
    return result.output.splitlines()[-1]


def list_written(workspace: Workspace) -> list[str]:
    return sorted(each.name for each in (workspace.folder / "out").iterdir())


def read_rows(workspace: Workspace) -> list[dict[str, str]]:
    """The letters in the report's table."""
    with (workspace.folder / "out" / "communications.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_it_writes_a_document_and_a_page_in_each_language_and_two_tables(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    said = write(workspace, "--sent", SENT, "--replies", REPLIES, "--as-of", "2024-06-01")

    assert said == (
        "Lists 1 letter sent in the period and 0 responses to earlier letters, as of 2024-06-01 00:00 CEST."
    )
    documents = [f"report.{language}.{kind}" for language in ("en", "es", "fr") for kind in ("docx", "html")]
    assert list_written(workspace) == sorted(["communications.csv", "responses.csv", *documents])
    french = docx.Document(str(workspace.folder / "out" / "report.fr.docx"))
    assert french.paragraphs[0].text == "Communications envoyées du 1er décembre 2020 au 31 mai 2021"
    assert "AL OTH 1/2021" in (workspace.folder / "out" / "report.es.html").read_text(encoding="utf-8")


def test_a_period_of_the_policy_can_be_named_by_its_id(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    write(workspace, "2021-05", "--language", "es")

    assert list_written(workspace) == ["communications.csv", "report.es.docx", "report.es.html", "responses.csv"]
    assert [row["reference"] for row in read_rows(workspace)] == ["AL OTH 1/2021"]


def test_it_neither_lists_nor_counts_what_is_not_public(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    before = write(workspace, "2021-05", "--as-of", "2021-05-31")
    files = {each.name: each.read_bytes() for each in (workspace.folder / "out").iterdir()}
    workspace.letter("AL OTH 2/2021", "2021-05-20")

    assert write(workspace, "2021-05", "--as-of", "2021-05-31") == before
    assert {each.name: each.read_bytes() for each in (workspace.folder / "out").iterdir()} == files


def test_references_link_to_the_site_if_its_address_is_known(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    page = workspace.folder / "out" / "report.en.html"
    write(workspace, "2021-05", "--language", "en")
    assert "<a href" not in page.read_text(encoding="utf-8")

    monkeypatch.setenv("SITE_URL", "https://letters.example/letters/")
    write(workspace, "2021-05", "--language", "en")
    assert '<a href="https://letters.example/letters/communications/al-oth-1-2021/"' in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "give a PERIOD in policy.yml, or both --sent and --replies"),
        (("--sent", SENT), "give a PERIOD in policy.yml, or both --sent and --replies"),
        (("2021-05", "--sent", SENT), "give a PERIOD, or --sent and --replies, not both"),
        (("2021-06",), "2021-06 is not a reporting period that has begun"),
        (("--sent", "2021"), "expected the first and last day, 2020-12-01..2021-05-31, found 2021"),
        (("--sent", "2021-05-31..2020-12-01"), "ends before it begins"),
        (("2021-05", "--as-of", "2999-01-01"), "--as-of is in the future"),
        (("2021-05", "--output", "data/report"), "the report cannot be written inside the record"),
    ],
)
def test_wrong_use_is_explained(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(workspace.folder)
    result = workspace.run("report", *arguments)
    assert (result.exit_code, message in " ".join(result.output.split())) == (2, True), result.output


def test_a_file_that_cannot_be_written_is_named(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    result = workspace.run("report", "2021-05", "--output", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert "out" in result.output
