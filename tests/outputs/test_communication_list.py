"""The listing of all communications, and the files that list them."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from html import unescape

import pytest

from letterbook.outputs import sitemap
from letterbook.rendering import paging
from workspaces import Workspace


def test_the_newest_release_comes_first(workspace: Workspace) -> None:
    """By the day of release, not by reference or sending: an early release comes before an older rule."""
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    workspace.letter("OL OTH 2/2021", "2021-05-01")
    workspace.letter("AL OTH 3/2020", "2021-02-01", more="release:\n  date: 2021-03-01\n  reason: press-release\n")
    workspace.build()
    found = re.findall(r'lb-reference">([^<]+)<', workspace.page("communications"))
    assert found == ["AL OTH 1/2021", "OL OTH 2/2021", "AL OTH 3/2020"]


def test_long_listings_are_split_by_year_and_lose_no_letter(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first page has the newest; the pages of years together have all."""
    monkeypatch.setattr(paging, "ON_ONE_PAGE", 3)
    for year in (2019, 2020, 2021):
        for number in (1, 2):
            workspace.letter(f"AL OTH {number}/{year}", f"{year}-03-0{number}")
    workspace.build()
    first = workspace.page("communications")
    assert "6 letters. The 3 most recently released are shown below" in first
    assert re.findall(r'lb-reference">([^<]+)<', first) == ["AL OTH 2/2021", "AL OTH 1/2021", "AL OTH 2/2020"]
    listed: list[str] = []
    for year in (2019, 2020, 2021):
        assert f'href="../years/{year}/"' in first
        page = workspace.page(f"years/{year}")
        assert f'<b aria-current="page">{year}</b>' in page
        listed += re.findall(r'lb-reference">([^<]+)<', page)
    assert len(listed) == 6


def test_release_json_gives_the_moment_and_every_communication(workspace: Workspace) -> None:
    """The moment in UTC, and each communication with its address and days."""
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    workspace.build("--as-of", "2021-06-01")
    found = json.loads((workspace.site / "data/release.json").read_text(encoding="utf-8"))
    assert found["as_of"] == "2021-05-31T22:00:00Z"
    assert found["communications"] == [
        {
            "reference": "AL OTH 1/2021",
            "address": "communications/al-oth-1-2021/",
            "sent": "2021-03-12",
            "released": "2021-05-11",
            "changed": "2021-05-11",
            "responses": [],
        }
    ]


def test_the_sitemap_is_dated_by_release_and_correction(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not by the day of building; every address in it is a page, and the one that the page itself names."""
    root = "https://letters.example/repository/"
    monkeypatch.setenv("SITE_URL", root)
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    workspace.letter("AL OTH 2/2021", "2021-03-12", more="corrections:\n  - date: 2022-02-02\n    note: A name.\n")
    workspace.build()
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    tree = ET.parse(workspace.site / "sitemap.xml")  # noqa: S314 - of our own making
    dated = {
        url.findtext("s:loc", "", space): url.findtext("s:lastmod", None, space)
        for url in tree.getroot().findall("s:url", space)
    }
    assert dated[f"{root}communications/al-oth-1-2021/"] == "2021-05-11"
    assert dated[f"{root}communications/al-oth-2-2021/"] == "2022-02-02"
    assert dated[root] is None
    assert dated[f"{root}recipients/northwind/"] == "2022-02-02"
    assert f"{root}reference/rules/" in dated
    for address in dated:
        page = workspace.page(address.removeprefix(root))
        assert f'<link rel="canonical" href="{address}">' in page


def test_a_long_sitemap_is_split_and_has_an_index(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Search engines refuse one of more than 50,000 addresses."""
    monkeypatch.setenv("SITE_URL", "https://letters.example/")
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    workspace.build()
    whole = _list_sitemap(workspace, "sitemap.xml", "url")
    assert len(whole) > 20
    monkeypatch.setattr(sitemap, "MOST", len(whole) // 3)
    workspace.build()

    parts = _list_sitemap(workspace, "sitemap.xml", "sitemap")
    assert parts == [f"https://letters.example/sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    found = [_list_sitemap(workspace, each.rpartition("/")[2], "url") for each in parts]
    assert [address for part in found for address in part] == whole
    assert all(0 < len(part) <= len(whole) // 3 for part in found)


def _list_sitemap(workspace: Workspace, name: str, item: str) -> list[str]:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    root = ET.parse(workspace.site / name).getroot()  # noqa: S314 - of our own making
    return [each.findtext("s:loc", "", space) for each in root.findall(f"s:{item}", space)]


def test_the_published_schemas_name_no_id_of_a_register(workspace: Workspace) -> None:
    """Whose letters the record holds is not to be told by its forms."""
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    workspace.build()
    schemas = sorted((workspace.site / "data/schemas").iterdir())
    assert len(schemas) == 13
    for schema in schemas:
        text = schema.read_text(encoding="utf-8")
        assert json.loads(text)["$schema"].startswith("https://json-schema.org/")
        assert '"xaa"' not in text
        assert '"business"' not in text


def test_a_site_that_does_not_know_its_address_claims_none(workspace: Workspace) -> None:
    """No sitemap, and no canonical address that leads to the builder's machine."""
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    workspace.build()
    assert not (workspace.site / "sitemap.xml").exists()
    assert 'rel="canonical"' not in workspace.page("communications/al-oth-1-2021")


def write_reply(workspace: Workspace, more: str = "") -> None:
    """Write a reply to AL OTH 1/2021 of 1 September 2021."""
    response = workspace.data / "responses/al-oth-1-2021/2021-09-01-northwind.md"
    response.parent.mkdir(parents=True)
    response.write_text(
        "---\nletter: AL OTH 1/2021\nrecipient: northwind\ndated: 2021-09-01\nlanguage: en\nkind: reply\n"
        f"{more}---\nYes.\n",
        encoding="utf-8",
    )


def test_the_home_page_shows_the_latest_letters_and_replies(workspace: Workspace) -> None:
    """Each with the subject of the letter; a reply to an old letter is news of its own day. No heading is without a
    list below it."""
    workspace.letter("AL OTH 1/2021", "2021-03-12", more="subject: A training scheme\n")
    write_reply(workspace)

    def home(as_of: str) -> dict[str, str]:
        workspace.build("--as-of", as_of)
        parts = re.split(r"<h2[^>]*>([^<]+)</h2>", workspace.page(""))
        return dict(zip(["", *parts[1::2]], parts[::2], strict=True))

    empty = home("2021-05-10")
    assert list(empty) == [""]
    assert "No letters have been released yet." in empty[""]
    without_reply = home("2021-05-18")
    assert list(without_reply) == ["", "Latest letters"]
    assert "AL OTH 1/2021" in without_reply["Latest letters"]
    assert "A training scheme" in without_reply["Latest letters"]
    both = home("2021-09-01")
    assert list(both) == ["", "Latest letters", "Latest replies"]
    assert 'Northwind Textiles’ reply, <time datetime="2021-09-01">1 September 2021</time>' in both["Latest replies"]
    assert "A training scheme" in both["Latest replies"]


def read_overview(workspace: Workspace) -> list[str]:
    """The lines of figures on the home page, as text."""
    lines = re.findall(r'<p class="lb-figures">(.*?)</p>', workspace.page(""))
    return [unescape(re.sub("<[^>]+>", "", each)) for each in lines]


def test_the_home_page_counts_letters_and_those_answered(workspace: Workspace) -> None:
    """Only what is known: a letter that was not checked for a response is not one without. An empty record counts
    nothing."""
    workspace.build()
    assert read_overview(workspace) == []
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    write_reply(workspace)
    workspace.letter("AL OTH 2/2021", "2021-03-13", more="responses_checked: 2021-08-01\n")
    workspace.letter("AL OTH 3/2021", "2021-03-14")
    workspace.build("--as-of", "2021-10-01")
    [figures] = read_overview(workspace)
    assert figures.removesuffix(" (how this is counted)").split("\u00a0· ") == [
        "3 letters",
        "1 answered",
        "1 with a recipient that has not responded so far",
        "1 not yet checked",
    ]


def test_the_home_page_counts_real_letters_apart_from_examples(workspace: Workspace) -> None:
    """And each figure leads to a search for the letters it counts."""
    workspace.letter("AL OTH 1/2021", "2021-03-12", more="responses_checked: 2021-08-01\n")
    with (workspace.data / "registers/recipients.yml").open("a", encoding="utf-8") as file:
        file.write("xbb:\n  name: Sudland\n  kind: state\n  code: XBB\n  example: true\n")
    path = workspace.letter("AL XBB 2/2021", "2021-03-12", more="example: true\n")
    path.write_text(
        path.read_text(encoding="utf-8").replace("recipient: northwind", "recipient: xbb"), encoding="utf-8"
    )
    write_reply(workspace)
    workspace.build("--as-of", "2021-10-01")
    assert read_overview(workspace) == [
        "1 real letter\u00a0· 1 answered",
        "1 fictional example\u00a0· 1 not yet checked (how this is counted)",
    ]
    assert 'href="./search/?document=Letter&amp;status=Replied&amp;example=' in workspace.page("")


def test_of_letters_of_one_day_the_first_listed_stay_on_the_first_page(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest are those at the head of the order, not at its end."""
    monkeypatch.setattr(paging, "ON_ONE_PAGE", 2)
    for number in (1, 2, 3):
        workspace.letter(f"AL OTH {number}/2021", "2021-03-12")
    workspace.build()
    found = re.findall(r'lb-reference">([^<]+)<', workspace.page("communications"))
    assert found == ["AL OTH 1/2021", "AL OTH 2/2021"]


QUESTION = "We would be grateful for your observations on the following matters:\n\n1. What have you done?"


def test_lists_mark_corrected_letters_and_replies_with_recorded_answers(workspace: Workspace) -> None:
    """In quiet words after the title of the letter, and in those after the date of the reply; a list can be filtered by
    them if it is long and some letter has them."""
    for number in range(1, 7):
        workspace.letter(f"AL OTH {number}/2021", "2021-03-12")
    workspace.build()
    assert "lb-row-mark" not in workspace.page("communications")
    assert 'name="mark"' not in workspace.page("communications")
    workspace.letter(
        "AL OTH 1/2021",
        "2021-03-12",
        text=QUESTION,
        more="corrections:\n  - date: 2021-06-01\n    note: A date was mended.\n",
    )
    write_reply(workspace, more="answers:\n  - question: 1\n")
    workspace.build("--as-of", "2021-10-01")
    rows = re.findall(r"<tr>.*?</tr>", workspace.page("communications"), re.DOTALL)
    marks = {row: re.findall(r'data-lb-mark="\w+">([^<]+)', row) for row in rows}
    assert [found for row, found in marks.items() if "OTH 1/2021" in row] == [["corrected", "answers recorded"]]
    assert [found for row, found in marks.items() if "OTH 2/2021" in row] == [[]]
    assert '<option value="corrected">Corrected</option>' in workspace.page("communications")
    for page in ("", "communications/al-oth-1-2021"):
        assert "answers recorded" in workspace.page(page)
