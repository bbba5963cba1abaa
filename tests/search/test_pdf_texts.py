"""The text of a public PDF is searched where the record has no text beside it, and leads to its page."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from letterbook.search.parts import Part, name_part, pack_part, unpack_part
from letterbook.search.reading import read_index
from pdf import pdf
from search_index import Ask
from workspaces import Workspace

AS_OF = ("--as-of", "2026-11-20")
TEXT = "The zygodont word of the reply.\f\nThe annex has the grimoir of it, and much else that is of no use here."


def attach(workspace: Workspace, *, text: str = "text: none\n", public: str = "true", content: bytes = b"") -> Path:
    """Write a letter and a response to it, which has a PDF; return the PDF."""
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021\n\nThe text.")
    content = content or pdf(TEXT, title="A reply")
    path = workspace.data / "attachments/al-oth-1-2021/reply.pdf"
    response = workspace.data / "responses/al-oth-1-2021/2021-05-03-northwind.md"
    for each in (path, response):
        each.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    response.write_text(
        f"---\nletter: AL OTH 1/2021\nrecipient: northwind\ndated: 2021-05-03\nlanguage: en\nkind: reply\n{text}"
        f"attachments:\n  - file: reply.pdf\n    title: The reply\n    language: en\n"
        f"    sha256: {hashlib.sha256(content).hexdigest()}\n    public_copy: {public}\n---\n"
        + ("" if "none" in text else "3 May 2021\n\nA part of it, with the zygodont word.\n"),
        encoding="utf-8",
    )
    return path


def search(ask: Ask, workspace: Workspace, query: str) -> dict[str, Any]:
    answer: dict[str, Any] = ask("search", site=str(workspace.site), queries=[query])["answers"][0]
    return answer


@pytest.mark.parametrize("kept", ["none", "extract"])
def test_a_word_of_a_pdf_finds_its_response(ask: Ask, workspace: Workspace, kept: str) -> None:
    """Once: a PDF is part of its letter or response, not a result of its own."""
    attach(workspace, text=f"text: {kept}\n")
    workspace.build(*AS_OF)
    for query in ("grimoir", "zygodont grimoir", '"grimoir of it"'):
        assert search(ask, workspace, query)["urls"] == ["communications/al-oth-1-2021/northwind-2021-05-03/"], query
    assert len(search(ask, workspace, "")["urls"]) == 2


def test_a_result_has_the_text_of_each_page(ask: Ask, workspace: Workspace) -> None:
    attach(workspace)
    workspace.build(*AS_OF)
    ((address, path),) = read_index(workspace.site).pdfs
    assert address == "communications/al-oth-1-2021/files/reply.pdf"
    assert (workspace.site / address).is_file()
    first, second = ask("pages", site=str(workspace.site), name=Path(path).stem)
    assert "zygodont" in first
    assert "grimoir" in second


def test_a_text_in_markdown_is_searched_instead(workspace: Workspace) -> None:
    attach(workspace, text="")
    workspace.build(*AS_OF)
    assert read_index(workspace.site).pdfs == []
    assert "grimoir" not in read_index(workspace.site).families


def test_a_pdf_that_is_not_published_is_not_searched(workspace: Workspace) -> None:
    attach(workspace, public="false")
    workspace.build(*AS_OF)
    assert "grimoir" not in read_index(workspace.site).families


def test_a_pdf_is_searched_from_the_midnight_of_its_release(workspace: Workspace) -> None:
    attach(workspace)
    workspace.build("--as-of", "2021-05-10T23:59:59+02:00")
    assert "grimoir" not in read_index(workspace.site).families
    workspace.build("--as-of", "2021-05-11T00:00:00+02:00")
    assert "grimoir" in read_index(workspace.site).families


def test_a_scan_gives_nothing_in_silence(workspace: Workspace) -> None:
    attach(workspace, content=pdf(" "))
    assert "reply.pdf" not in workspace.build(*AS_OF).output
    assert read_index(workspace.site).pdfs == []


def test_a_pdf_is_counted_once(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between builds, too: the next one takes its words from the cache, and writes the same index."""
    attach(workspace)
    workspace.build(*AS_OF)
    before = {path.name for path in (workspace.site / "search").rglob("*.bin")}
    monkeypatch.setattr("letterbook.search.word_store.join_pages", lambda _: pytest.fail("it is counted again"))
    workspace.build(*AS_OF)
    assert {path.name for path in (workspace.site / "search").rglob("*.bin")} == before


def change_pages(site: Path, pages: str) -> str:
    """Replace the text of the only PDF in an index; return the path of the part. All names in the index are right."""
    ((_, path),) = read_index(site).pdfs
    (results,) = (site / "search/results").iterdir()
    shown = unpack_part(results.read_bytes())
    changed = replace_part(site / path, Part(pages))
    renamed = replace_part(results, Part(shown.text.replace(Path(path).stem, changed.stem), shown.columns))
    manifest = site / "search/search.json"
    manifest.write_text(manifest.read_text("utf-8").replace(results.stem, renamed.stem), "utf-8")
    return changed.relative_to(site).as_posix()


def replace_part(path: Path, part: Part) -> Path:
    """Write another part instead, under its own name, which is returned."""
    content = pack_part(part)
    path.unlink()
    path = path.with_name(f"{name_part(content)}.bin")
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "pages",
    [
        '["A reply\\n\\nThe zygodont word of the reply.","Another text altogether."]',
        "not a list",
        "[]",
    ],
)
def test_a_part_that_does_not_say_what_its_pdf_shows_is_a_leak(workspace: Workspace, pages: str) -> None:
    attach(workspace)
    workspace.build(*AS_OF)
    changed = change_pages(workspace.site, pages)
    result = audit(workspace)
    assert result == f"{changed}: unknown-index"


def test_a_part_that_is_damaged_is_a_leak(workspace: Workspace) -> None:
    attach(workspace)
    workspace.build(*AS_OF)
    ((_, path),) = read_index(workspace.site).pdfs
    (workspace.site / path).write_bytes(b"\x1f\x8b\x08" + b"\0" * 20)
    assert audit(workspace) == "search/pages/: unknown-index"


def test_a_part_of_a_pdf_that_is_not_in_the_site_is_a_leak(workspace: Workspace) -> None:
    attach(workspace)
    workspace.build(*AS_OF)
    ((address, path),) = read_index(workspace.site).pdfs
    (workspace.site / address).unlink()
    assert f"{path}: unknown-index" in audit(workspace)


def audit(workspace: Workspace) -> str:
    """Audit the site; return what is reported, without the first line."""
    options = ["--config-file", str(workspace.folder / "mkdocs.yml"), *AS_OF]
    result = workspace.run("audit", str(workspace.site), *options)
    assert result.exit_code == 1, result.output
    return "\n".join(result.output.strip().split("\n")[1:])
