"""The parts of a letter are found, and every place in it has an address of its own that stays."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factories import SHARED
from letterbook.anatomy import dissect
from letterbook.cues import CUES, Part

SEED = SHARED / "seed" / "AL-OTH-167-2021.md"

ASKED = "We would be grateful for your observations on the following matters:\n\n"


class Page(HTMLParser):
    """The places of a text and what stands at each."""

    def __init__(self, body: str, prefix: str = "", title: str = "") -> None:
        super().__init__()
        self.anatomy = dissect(body, prefix=prefix, title=title)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.data: list[str] = []
        self.feed(self.anatomy.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes))
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.links += [attributes["href"]] if "href" in attributes else []

    def handle_data(self, data: str) -> None:
        self.data.append(data)

    @property
    def words(self) -> str:
        """What a reader sees, the numbers of paragraphs too."""
        return " ".join("".join(self.data).split())

    @property
    def numbers(self) -> list[str]:
        """The numbers of the paragraphs in their order."""
        return [each["id"].removeprefix("p") for _, each in self.elements if each.get("class") == "lb-number"]

    @property
    def questions(self) -> list[str]:
        """The anchors of the questions."""
        return [each["id"] for tag, each in self.elements if tag == "li" and "id" in each]

    @property
    def parts(self) -> list[str]:
        """The anchors of the parts."""
        return [anchor for _, anchor in self.anatomy.parts]


@pytest.mark.parametrize("cue", CUES, ids=[cue.part for cue in CUES])
def test_a_part_begins_where_one_of_its_phrases_stands(cue: object) -> None:
    assert any(cue is each for each in CUES)
    for each in CUES:
        for phrase in each.examples:
            page = Page(f"First.\n\n{phrase}\n\nLast.\n")
            assert page.anatomy.parts == ((each.part, each.part.value),)
            assert f'<p><span class="lb-part" id="{each.part}"></span><a class="lb-number" id="p2"' in page.anatomy.html
