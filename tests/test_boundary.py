"""A second before its time a letter is nowhere; at its time it is everywhere."""

from __future__ import annotations

import datetime as dt
import gzip
import re
from pathlib import Path

import pytest

from workspaces import Workspace

# What is told of a letter, and where: its own pages, all lists that it belongs to, home, and the files for machines.
OWN = {"communications/{slug}/index.html", "communications/{key}/index.html"}
LISTS = {
    "communications/index.html",
    "recipients/{recipient}/index.html",
    "mandates/business/index.html",
    "instruments/ungp/index.html",
    "index.html",
}
FOR_MACHINES = {"sitemap.xml", "data/release.json", "search/results/"}
EARLY = "release:\n  date: 2021-03-28\n  reason: press-release\n"


def find_files_naming(site: Path, *spellings: str) -> set[str]:
    """The files in which one of some words stands, and those whose paths hold one. Of parts of the search index, which
    are unpacked, only the folder is given."""
    found = set()
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        content = path.read_bytes() if path.is_file() else b""
        if path.suffix == ".bin":
            name, content = name.removesuffix(path.name), gzip.decompress(content)
        if path.is_file() and any(each in name or each.encode() in content for each in spellings):
            found.add(name)
    return found


def build_site(workspace: Workspace, at: dt.datetime) -> Path:
    workspace.build("--as-of", at.isoformat())
    return workspace.site


@pytest.mark.parametrize(
    ("reference", "sent", "more", "moment"),
    [
        ("AL OTH 1/2021", "2021-03-12", "", "2021-05-11T00:00+02:00"),
        ("UA XAA 2/2021", "2021-01-15", "", "2021-03-16T00:00+01:00"),
        ("OL XAA 3/2021", "2021-10-29", "", "2021-11-01T00:00+01:00"),
        (
            "AL OTH 4/2021",
            "2021-03-12",
            "release:\n  date: 2021-03-28\n  reason: press-release\n",
            "2021-03-28T00:00+01:00",
        ),
    ],
    ids=["an allegation letter", "an urgent appeal", "an other letter, when the clock changes", "an early release"],
)
def test_a_letter_is_nowhere_before_its_moment_and_everywhere_at_it(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, reference: str, sent: str, more: str, moment: str
) -> None:
    """To the second, in the policy's zone."""
    monkeypatch.setenv("SITE_URL", "https://letters.example/")
    ungp = "ungp:\n  title: Guiding Principles\n  short: UNGP\n  provision: Principle\n"
    (workspace.data / "registers/instruments.yml").write_text(ungp, encoding="utf-8")
    path = workspace.letter(reference, sent, more=f"subject: On the Quillfeather\nannex:\n  - instrument: ungp\n{more}")
    slug, key = path.stem, path.stem.partition("-")[2]
    at = dt.datetime.fromisoformat(moment)

    before = build_site(workspace, at - dt.timedelta(seconds=1))
    assert find_files_naming(before, reference, slug, key, "Quillfeather", "quillfeather") == set()
    assert "No letters have been released yet." in workspace.page("")
    for name in ("recipients/northwind", "recipients/xaa", "mandates/business", "instruments/ungp"):
        assert not (before / name).exists()
    after = build_site(workspace, at)
    recipient = "northwind" if "OTH" in reference else "xaa"
    expected = {each.format(slug=slug, key=key, recipient=recipient) for each in OWN | LISTS | FOR_MACHINES}
    assert expected <= find_files_naming(after, slug)
    assert "search/words/" in find_files_naming(after, "quillfeather")
    assert re.search(r"\b1 letter\b", workspace.page(""))


def test_a_response_is_nowhere_before_its_moment_and_everywhere_at_it(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Received long after its letter was released."""
    monkeypatch.setenv("SITE_URL", "https://letters.example/")
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    folder = workspace.data / "responses/al-oth-1-2021"
    folder.mkdir(parents=True)
    (folder / "2021-06-03-northwind.md").write_text(
        "---\nletter: AL OTH 1/2021\nrecipient: northwind\ndated: 2021-06-03\nreceived: 2021-07-01\nlanguage: en\n"
        "kind: reply\n---\n3 June 2021\n\nThe lamp was lit.\n",
        encoding="utf-8",
    )
    at = dt.datetime.fromisoformat("2021-07-01T00:00+02:00")

    before = build_site(workspace, at - dt.timedelta(seconds=1))
    assert find_files_naming(before, "2021-06-03", "3 June 2021", "2021-07-01", "The lamp was lit") == set()
    after = build_site(workspace, at)
    address = "al-oth-1-2021/northwind-2021-06-03"
    everywhere = {
        f"communications/{address}/index.html",
        "communications/al-oth-1-2021/index.html",
        "index.html",
        *FOR_MACHINES,
    }
    assert everywhere <= find_files_naming(after, address, "northwind-2021-06-03")
