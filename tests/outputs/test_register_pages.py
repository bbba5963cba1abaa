"""The ways in: by recipient, by mandate, by instrument, by group, and by other addresses."""

from __future__ import annotations

import re
import unicodedata

import pytest

from letterbook.i18n import get_sort_key
from letterbook.rendering import paging
from workspaces import Workspace


@pytest.fixture
def group_workspace(workspace: Workspace) -> Workspace:
    """Two letters of a group, one of them concerning Norland, and one that is not released."""
    (workspace.data / "registers/groups.yml").write_text("mills:\n  title: The cotton mills\n", encoding="utf-8")
    (workspace.data / "registers/instruments.yml").write_text(
        "ungp:\n  title: Guiding Principles\n  short: UNGP\n  provision: Principle\n", encoding="utf-8"
    )
    with (workspace.data / "registers/recipients.yml").open("a", encoding="utf-8") as file:
        file.write("hidden:\n  name: Hidden Holdings\n  kind: company\n  formerly:\n    - concealed\n")
        file.write("xbb:\n  name: Sudland\n  kind: state\n  code: XBB\n")
    workspace.letter("AL OTH 1/2021", "2021-03-12", more="group: mills\nconcerning:\n  - xaa\n")
    workspace.letter(
        "AL XAA 2/2021", "2021-03-12", more="group: mills\nannex:\n  - instrument: ungp\n    provisions:\n      - 13\n"
    )
    path = workspace.letter("AL OTH 3/2026", "2026-11-01")
    text = path.read_text(encoding="utf-8").replace("northwind", "hidden")
    path.write_text(text.replace("recipients:", "concerning:\n  - xbb\nrecipients:"), encoding="utf-8")
    return workspace


def test_a_recipient_has_the_letters_to_it_and_those_that_concern_it(group_workspace: Workspace) -> None:
    """Each under its own heading."""
    group_workspace.build("--as-of", "2026-11-10")
    page = group_workspace.page("recipients/xaa")
    sent, concerning = page[page.index('id="sent-to-it"') :].split('id="concerning-it"')
    assert "AL XAA 2/2021" in sent
    assert "AL OTH 1/2021" in concerning
    assert "AL OTH 1/2021" not in sent


@pytest.mark.parametrize(
    ("address", "letters"),
    [
        ("recipients/northwind", ["AL OTH 1/2021"]),
        ("mandates/business", ["AL OTH 1/2021", "AL XAA 2/2021"]),
        ("instruments/ungp", ["AL XAA 2/2021"]),
        ("groups/mills", ["AL OTH 1/2021", "AL XAA 2/2021"]),
    ],
)
def test_every_way_in_lists_its_letters(group_workspace: Workspace, address: str, letters: list[str]) -> None:
    """And its list leads to it."""
    group_workspace.build("--as-of", "2026-11-10")
    assert re.findall(r'lb-reference">([^<]+)<', group_workspace.page(address)) == letters
    assert f'href="../{address}/"' in group_workspace.page(address.split("/", maxsplit=1)[0])


def read_rows(workspace: Workspace, address: str) -> list[list[str]]:
    """The cells of each row of the tables on a page, as text."""
    rows = re.findall(r"<tr>(.*?)</tr>", workspace.page(address), re.DOTALL)
    cells = ([re.sub("<[^>]+>", "", each) for each in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows)
    return list(cells)


def test_a_list_of_recipients_counts_letters_and_replies(group_workspace: Workspace) -> None:
    """Those to each, those about it, and how many it replied to, of those checked; one that was not checked is not said
    to be without a response."""
    for number, more in ((4, "responses_checked: 2021-09-30\n"), (5, "responses_checked: 2021-09-30\n")):
        group_workspace.letter(f"AL OTH {number}/2021", f"2021-04-0{number}", more=more)
    reply = group_workspace.data / "responses/al-oth-4-2021/2021-09-01-northwind.md"
    reply.parent.mkdir(parents=True)
    reply.write_text(
        "---\nletter: AL OTH 4/2021\nrecipient: northwind\ndated: 2021-09-01\nlanguage: en\nkind: reply\n---\nYes.\n",
        encoding="utf-8",
    )
    group_workspace.build("--as-of", "2021-10-01")
    assert read_rows(group_workspace, "recipients") == [
        ["Recipient", "Letters to it", "About it, sent to others", "Replied", "No response so far", "Latest release"],
        ["Norland", "1", "1", "", "0", "11 May 2021"],
        ["Recipient", "Letters to it", "About it, sent to others", "Replied", "No response so far", "Latest release"],
        ["Northwind Textiles", "3", "0", "1 of 2", "1", "4 Jun 2021"],
    ]


def test_a_list_of_several_kinds_begins_with_links_to_them(group_workspace: Workspace) -> None:
    """Each with how many there are, so that a company is found without scrolling past the States."""
    group_workspace.build("--as-of", "2021-10-01")
    found = r'<a href="#([a-z]+)">([^<]+)</a> <span class="lb-small">([0-9]+)</span>'
    assert re.findall(found, group_workspace.page("recipients")) == [
        ("state", "States", "1"),
        ("company", "Companies", "1"),
    ]


def test_a_recipient_page_begins_with_what_it_is(workspace: Workspace) -> None:
    """Its kind, its code or country by name, and its other names, before its figures and letters."""
    registers = workspace.data / "registers/recipients.yml"
    text = registers.read_text(encoding="utf-8")
    more = "northwind:\n  aliases: [Northwind Mills]\n"
    registers.write_text(text.replace("northwind:\n", more), encoding="utf-8")
    workspace.letter("AL OTH 1/2021", "2021-03-12", more="concerning:\n  - xaa\n")
    workspace.build()
    company, state = workspace.page("recipients/northwind"), workspace.page("recipients/xaa")
    parts = (
        "Company\u00a0· Norland",
        "Also known as: Northwind Mills",
        "1 letter\u00a0· responses may be missing: 1",
        "lb-rows",
    )
    places = [company.index(each, company.index("<h1")) for each in parts]
    assert places == sorted(places)
    assert "State\u00a0· XAA" in state


def test_figures_do_not_deny_a_known_response(workspace: Workspace) -> None:
    """The record knows an acknowledgement, and claims no more: other responses may be missing."""
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    filed = workspace.data / "responses/al-oth-1-2021/2021-04-09-northwind.md"
    filed.parent.mkdir(parents=True)
    filed.write_text(
        "---\nletter: AL OTH 1/2021\nrecipient: northwind\ndated: 2021-04-09\nlanguage: en\n"
        "kind: acknowledgement\n---\nReceived.\n",
        encoding="utf-8",
    )
    workspace.build("--as-of", "2021-10-01")
    pages = workspace.page("recipients/northwind"), workspace.page("statistics")
    assert "acknowledged after 28 days" in pages[0]
    for page in pages:
        assert "responses may be missing: 1" in page
        assert "not yet checked" not in page


def test_who_is_named_by_no_released_letter_is_in_no_list(group_workspace: Workspace) -> None:
    """Neither its page nor its name nor its former address, until the day."""
    group_workspace.build("--as-of", "2026-11-10")
    for path in group_workspace.site.rglob("*"):
        assert not {"hidden", "concealed", "xbb"} & set(path.relative_to(group_workspace.site).parts)
        if path.suffix == ".html":
            page = path.read_text(encoding="utf-8")
            assert "Hidden Holdings" not in page
            assert "Sudland" not in page
    ahead = group_workspace.folder / "ahead"
    group_workspace.build("--as-of", "2026-12-31", "--preview", "--site-dir", str(ahead))
    assert (ahead / "recipients/hidden/index.html").is_file()
    assert "../../recipients/hidden/" in (ahead / "recipients/concealed/index.html").read_text(encoding="utf-8")


def test_a_key_leads_to_its_letter(group_workspace: Workspace) -> None:
    """`/communications/oth-1-2021/`, whatever the type."""
    group_workspace.build("--as-of", "2026-11-10")
    page = group_workspace.page("communications/oth-1-2021")
    assert 'url=../../communications/al-oth-1-2021/"' in page
    assert '<meta name="robots" content="noindex">' in page


def test_a_former_id_leads_to_the_entry_of_today(workspace: Workspace) -> None:
    """Of whatever register, though a recipient is only concerned."""
    registers = workspace.data / "registers"
    text = (registers / "recipients.yml").read_text(encoding="utf-8")
    (registers / "recipients.yml").write_text(text.replace("xaa:\n", "xaa:\n  formerly: [norway]\n"), encoding="utf-8")
    (registers / "instruments.yml").write_text(
        "ungp:\n  title: Principles\n  short: UNGP\n  provision: Principle\n  formerly: [ruggie]\n", encoding="utf-8"
    )
    (registers / "groups.yml").write_text("mills:\n  title: Mills\n  formerly: [factories]\n", encoding="utf-8")
    more = "group: mills\nconcerning:\n  - xaa\nannex:\n  - instrument: ungp\n"
    workspace.letter("AL OTH 1/2021", "2021-03-12", more=more)
    workspace.letter("AL OTH 2/2021", "2021-03-12", more=more)
    workspace.build()
    for former, today in (
        ("recipients/norway", "recipients/xaa"),
        ("instruments/ruggie", "instruments/ungp"),
        ("groups/factories", "groups/mills"),
    ):
        assert f'url=../../{today}/"' in workspace.page(former)


def test_names_are_listed_as_readers_look_for_them() -> None:
    """Letters with accents beside those without."""
    assert sorted(["Czechia", "Côte d’Ivoire", "Éire", "Fiji", "Egypt"], key=get_sort_key) == [
        "Côte d’Ivoire",
        "Czechia",
        "Egypt",
        "Éire",
        "Fiji",
    ]


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("en", "Ærø, ‘Amran, Đakovo, Łódź, Ñandú, Nariz, Ñuble, Nuñez, Nuno, Nz, Ørsted, Oz, Zu"),
        ("fr", "Ærø, ‘Amran, Đakovo, Łódź, Ñandú, Nariz, Ñuble, Nuñez, Nuno, Nz, Ørsted, Oz, Zu"),
        ("es", "Ærø, ‘Amran, Đakovo, Łódź, Nariz, Nuno, Nuñez, Nz, Ñandú, Ñuble, Ørsted, Oz, Zu"),
    ],
)
def test_a_letter_of_its_own_in_the_alphabet_of_a_language_has_its_own_place(language: str, order: str) -> None:
    """However it is encoded."""
    for form in ("NFC", "NFD"):
        names = unicodedata.normalize(form, order).split(", ")
        names_by_code = sorted(names)
        assert sorted(names_by_code, key=lambda name: get_sort_key(name, language)) == names


def test_a_long_list_of_a_recipient_is_split_by_year(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest first, and each year at an address below its own."""
    monkeypatch.setattr(paging, "ON_ONE_PAGE", 2)
    for year in (2019, 2020, 2021):
        workspace.letter(f"AL OTH 1/{year}", f"{year}-03-01")
    workspace.build()
    assert re.findall(r'lb-reference">([^<]+)<', workspace.page("recipients/northwind")) == [
        "AL OTH 1/2021",
        "AL OTH 1/2020",
    ]
    assert 'href="../../recipients/northwind/2019/"' in workspace.page("recipients/northwind")
    assert re.findall(r'lb-reference">([^<]+)<', workspace.page("recipients/northwind/2019")) == ["AL OTH 1/2019"]


def test_an_empty_record_has_empty_lists(workspace: Workspace) -> None:
    """That say so."""
    workspace.build()
    for address in ("recipients", "mandates", "instruments", "groups"):
        assert "No letters have been released yet." in workspace.page(address)


def test_robots_are_told_where_the_sitemap_is(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the site knows its address."""
    workspace.build()
    assert (workspace.site / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nAllow: /\n"
    monkeypatch.setenv("SITE_URL", "https://letters.example/")
    workspace.build()
    assert "Sitemap: https://letters.example/sitemap.xml\n" in (workspace.site / "robots.txt").read_text(
        encoding="utf-8"
    )


def test_who_is_fictional_is_marked_so_in_every_list(workspace: Workspace) -> None:
    """In the list of its kind and on its own page, as a letter that is an example; nobody else is."""
    with (workspace.data / "registers/recipients.yml").open("a", encoding="utf-8") as file:
        file.write("xbb:\n  name: Sudland\n  kind: state\n  code: XBB\n  example: true\n")
    with (workspace.data / "registers/mandates.yml").open("a", encoding="utf-8") as file:
        file.write("islands:\n  name: Rapporteur on islands\n  label: Islands\n  kind: thematic\n  example: true\n")
    (workspace.data / "registers/groups.yml").write_text(
        "mills:\n  title: The mills\n  example: true\n", encoding="utf-8"
    )
    for number in (1, 2):
        more = "concerning:\n  - xbb\ngroup: mills\n"
        path = workspace.letter(f"AL OTH {number}/2021", "2021-03-12", more=more)
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("mandates:\n", "mandates:\n  - mandate: islands\n"), encoding="utf-8")
    workspace.build()
    mark = '<span class="lb-tag lb-tag--example">Fictional example</span>'
    for address, fictional in (("recipients", "xbb"), ("mandates", "islands"), ("groups", "mills")):
        (line,) = (line for line in workspace.page(address).splitlines() if f"{address}/{fictional}/" in line)
        assert mark in line
        assert workspace.page(address).count(mark) == 1
        assert workspace.page(f"{address}/{fictional}").count(mark) == 1
    assert mark not in workspace.page("recipients/northwind")


def test_among_examples_the_real_ones_are_marked(workspace: Workspace) -> None:
    """A notice on every page says so, once; an example keeps its mark on its own page."""
    with (workspace.data / "registers/recipients.yml").open("a", encoding="utf-8") as file:
        file.write("xbb:\n  name: Sudland\n  kind: state\n  code: XBB\n  example: true\n")
    for number in (1, 2):
        path = workspace.letter(f"AL XBB {number}/2021", "2021-03-12", more="example: true\n")
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("recipient: northwind", "recipient: xbb"), encoding="utf-8")
    workspace.build("--as-of", "2021-06-01")
    assert "All letters here are fictional examples." in workspace.page("communications")
    workspace.letter("AL OTH 3/2021", "2021-03-12")
    workspace.build("--as-of", "2021-06-01")

    example, real = (f'<span class="lb-tag lb-tag--{each}">' for each in ("example", "real"))
    for address in ("", "communications", "recipients", "mandates"):
        page = workspace.page(address)
        assert page.count("Most letters here are fictional examples.") == 1
        assert example not in page
        assert page.count(real) == (address != "mandates")
    assert real in workspace.page("communications/al-oth-3-2021")
    assert real in workspace.page("recipients/northwind")
    assert example in workspace.page("communications/al-xbb-1-2021")
