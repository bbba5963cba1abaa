"""What a site shows without anything withheld is no leak; everything else is found when the site is examined again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from letterbook import build
from letterbook.audit.compositions import PublicNames
from letterbook.audit.public_text import find_released
from letterbook.citations import CitationCache
from letterbook.ingest import corpus
from workspaces import Workspace

SENTENCE = "The overseer of the northern quarry kept forty passports in a locked iron chest for three winters."
ON = "2026-11-10"


@pytest.fixture
def audited(workspace: Workspace) -> Workspace:
    """A workspace with a released and a withheld letter, and the site built from it."""
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021\n\nThe text of a letter that is public.")
    workspace.letter("AL OTH 3/2026", "2026-11-01", f"1 November 2026\n\n{SENTENCE}")
    workspace.build("--as-of", ON)
    return workspace


def run_audit(workspace: Workspace) -> str:
    config = ["--config-file", str(workspace.folder / "mkdocs.yml")]
    return workspace.run("audit", str(workspace.site), "--as-of", ON, *config).output


def insert(page: Path, html: str) -> None:
    page.write_text(page.read_text("utf-8").replace("</body>", f"{html}</body>"), "utf-8")


@pytest.mark.parametrize(
    "html", ["<p>{}</p>", '<p title="{}">x</p>', "<!-- {} -->", '<p data-text="&lt;b&gt;{}&lt;/b&gt;">x</p>']
)
def test_a_leak_is_found_in_the_second_look_wherever_it_is_on_a_page(audited: Workspace, html: str) -> None:
    """In an attribute too, which is read only where it first occurs."""
    insert(audited.site / "index.html", html.format(SENTENCE))
    assert "index.html: withheld-text\n" in run_audit(audited)


def test_names_that_a_page_puts_together_need_no_second_rendering(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`Human Rights Council, resolution 53/3` is the title of a document that a public letter cites."""
    cited = "12 March 2021\n\nWe recall resolution A/HRC/RES/53/3."
    workspace.letter("AL OTH 1/2021", "2021-03-12", cited)
    workspace.letter("AL OTH 3/2026", "2026-11-01", "1 November 2026\n\nSee Human Rights Council resolution 53/14.")

    def render_nothing(*_: object, **__: object) -> None:
        pytest.fail("the site was rendered again")

    monkeypatch.setattr(build, "render_again", render_nothing)
    workspace.build("--as-of", ON)
    assert "53/3" in (workspace.site / "documents/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "text", ["Human Rights Council resolution 53/14", "Human Rights Council resolution 53 of that year"]
)
def test_the_same_words_with_anything_else_are_a_leak(workspace: Workspace, text: str) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021\n\nWe recall resolution A/HRC/RES/53/3.")
    workspace.letter("AL OTH 3/2026", "2026-11-01", "1 November 2026\n\nSee Human Rights Council resolution 53/14.")
    workspace.build("--as-of", ON)
    insert(workspace.site / "index.html", f"<p>{text}</p>")
    assert "index.html: withheld-text\n" in run_audit(workspace)


@pytest.mark.parametrize(
    ("pattern", "text", "made_up"),
    [
        ("textiles and northwind", "sent to northwind textiles and northwind textiles on 3 may", True),
        ("textiles 12 march 2021 al oth 1", "northwind textiles 12 march 2021 al oth 1 2021", True),
        ("textiles and northwind", "of textiles and northwind winds", False),
        ("textiles and northwind", "northwind textiles and northwind textiles or textiles and northwind", False),
        ("northwind textiles kept", "northwind textiles kept", False),
        ("al oth 3 2026", "al oth 3 2026", False),
    ],
)
def test_whole_public_names_with_joining_words_between_them_make_up_a_run(
    audited: Workspace, pattern: str, text: str, made_up: bool
) -> None:
    """Wherever a text has it, and without any other word."""
    record = corpus.load(audited.data).corpus
    assert record is not None
    citations = CitationCache.of(record.registers.instruments)
    released = find_released(record, dt.datetime(2026, 11, 10, tzinfo=dt.UTC), citations)
    names = PublicNames(record, released, citations)
    assert names.make_up(f" {pattern} ", f" {text} ") is made_up
