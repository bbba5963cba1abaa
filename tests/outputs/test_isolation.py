"""Names written from right to left are kept apart from the lines around them, on every page of a site."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from workspaces import Workspace

ARABIC = re.compile("[\u0600-\u06ff]")
VOID = {"meta", "link", "br", "hr", "img", "input", "source", "wbr"}
FRONT = """\
subject: رسالة (بشأن المياه) 3
reference_as_printed: مرجع (12) XAA 3/2024
concerning: [third]
also_sent_to:
  - recipient: third
  - others: شركات (12) أخرى
group: dam
press_releases:
  - date: 2024-05-01
    title: بيان (3) صحفي
    url: https://example.org/
corrections:
  - date: 2024-06-01
    note: تصحيح (2) أول
annex:
  - instrument: iccpr
    provisions: ["19"]
    cited_as: المادة (19) من العهد
"""
RECIPIENTS = """\
unnamed:
  name: الشركة (أ) 5
  kind: company
  country: XAA
named:
  name: {ar: الشركة (ب) 6}
  kind: company
  country: XAA
third:
  name: الشركة (ج) 8
  kind: company
  country: XAA
xaa:
  name: {en: Norland}
  kind: state
  code: XAA
"""


class Lines(HTMLParser):
    """Finds letters from right to left that nothing keeps apart from the line around them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.bare: list[str] = []
        self.isolated = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append((tag, tag == "bdi" or (tag not in ("html", "body") and "dir" in dict(attrs))))
        if tag == "meta" and not {("name", "description"), ("name", "title")} & set(attrs):
            return  # for programs, not for readers
        shown = ((name, _drop_bibtex(value or "") if name == "data-lb-words" else value) for name, value in attrs)
        self.bare += [f"{name}={value}" for name, value in shown if ARABIC.search(_drop_isolates(value or ""))]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if not ARABIC.search(data) or self.open[-1][0] in ("script", "style"):
            return
        if self.open[-1][0] != "title" and any(apart for _, apart in self.open):
            self.isolated += 1
            return
        self.bare += [data] if ARABIC.search(_drop_isolates(data)) else []


def _drop_isolates(text: str) -> str:
    return re.sub("\u2068[^\u2069]*\u2069", "", text)


def _drop_bibtex(words: str) -> str:
    """Return the words that a script has for the panel, as JSON, without the one that goes into BibTeX: it is for a
    program, which would print the marks."""
    return json.dumps(
        {key: value for key, value in json.loads(words).items() if key != "described"}, ensure_ascii=False
    )


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A site in English whose every name is in Arabic."""
    made = Workspace.create(tmp_path_factory.mktemp("isolation"))
    registers = made.data / "registers"
    (registers / "recipients.yml").write_text(RECIPIENTS, encoding="utf-8")
    (registers / "mandates.yml").write_text(
        "business:\n  name: الفريق (العامل) 7\n  label: الأعمال (8)\n  kind: thematic\n", encoding="utf-8"
    )
    (registers / "groups.yml").write_text("dam:\n  title: السد (9)\n  summary: ملخص (3)\n", encoding="utf-8")
    (registers / "instruments.yml").write_text(
        "iccpr:\n  title: العهد (10)\n  short: العهد (11)\n  provision: article\n  provisions: 53\n",
        encoding="utf-8",
    )
    for number in (3, 4):
        _write_letter(made.data / f"letters/2024/al-oth-{number}-2024.md", f"AL OTH {number}/2024", FRONT)
        _write_letter(made.data / f"letters/2024/al-oth-{number + 2}-2024.md", f"AL OTH {number + 2}/2024", "")
    for sender in ("named", "unnamed"):
        path = made.data / f"responses/al-oth-3-2024/2024-05-03-{sender}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"---\nletter: AL OTH 3/2024\nrecipient: {sender}\ndated: 2024-05-03\nlanguage: ar\nkind: reply\n"
            "sent_by: السيدة (د) 4\ncites_as: رسالتكم (3)\n---\nنص\n",
            encoding="utf-8",
        )
    made.build()
    return made


def _write_letter(path: Path, reference: str, more: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"---\nreference: {reference}\nsent: 2024-03-03\nlanguage: en\nmandates:\n  - mandate: business\n"
        "    signed_by: السيدة (ج) 2\nrecipients:\n  - recipient: unnamed\n    addressee: السيد الوزير (ABC)\n"
        f"    named_as: الشركة (أ)\n    via: البعثة (1)\n  - recipient: named\n{more}---\n"
        "3 March 2024\n\nDear Minister,\n\nText.\n",
        encoding="utf-8",
    )


def test_an_addressee_in_arabic_is_isolated_in_the_lead_and_a_title_in_the_bar(workspace: Workspace) -> None:
    page = workspace.page("communications/al-oth-5-2024")

    assert "(<bdi>السيد الوزير (ABC)</bdi>)" in page
    assert "AL OTH 5/2024 · Allegation letter to <bdi>الشركة (أ) 5</bdi>" in " ".join(page.split())


def test_every_name_on_every_page_is_isolated(workspace: Workspace) -> None:
    bare: dict[str, list[str]] = {}
    isolated = 0
    for path in workspace.site.rglob("*.html"):
        lines = Lines(path.read_text(encoding="utf-8"))
        bare |= {str(path.relative_to(workspace.site)): lines.bare} if lines.bare else {}
        isolated += lines.isolated

    assert bare == {}, bare
    assert isolated > 100
