"""Every address is made in one place, works from any depth, and stays as promised."""

from __future__ import annotations

from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook import urls
from letterbook.model.reference import Reference

XAA = Reference.parse("AL XAA 3/2024")


def test_addresses_of_letters_responses_and_files_are_those_that_never_change() -> None:
    assert urls.letter(XAA) == "communications/al-xaa-3-2024/"
    assert urls.response(XAA, "northwind-2024-05-03") == "communications/al-xaa-3-2024/northwind-2024-05-03/"
    assert urls.attachment(XAA, "al-xaa-3-2024.pdf") == "communications/al-xaa-3-2024/files/al-xaa-3-2024.pdf"
    assert urls.by_key(XAA) == "communications/xaa-3-2024/"
    assert urls.recipient("northwind") == "recipients/northwind/"
    assert urls.mandate("business") == "mandates/business/"
    assert urls.instrument("ungp") == "instruments/ungp/"
    assert urls.group("mills") == "groups/mills/"
    assert urls.year(2024) == "years/2024/"
    assert urls.year_of(urls.recipient("northwind"), 2024) == "recipients/northwind/2024/"
    assert urls.rule("invalid-date") == "reference/rules/invalid-date/"
    assert urls.RELEASE_FILE == "data/release.json"


@pytest.mark.parametrize(
    ("symbol", "address"),
    [
        ("A/HRC/17/31", "https://docs.un.org/en/A/HRC/17/31"),
        ("A/HRC/RES/17/4", "https://docs.un.org/en/A/HRC/RES/17/4"),
        ("A/RES/2200A (XXI)", "https://docs.un.org/en/A/RES/2200A%20(XXI)"),
        ("A/RES/217(III)", "https://docs.un.org/en/A/RES/217(III)"),
        ("S/RES/1325 (2000)", "https://docs.un.org/en/S/RES/1325%20(2000)"),
        ("E/CN.4/2005/102/Add.1", "https://docs.un.org/en/E/CN.4/2005/102/Add.1"),
        ("A/C.3/L.1[a]?b#c", "https://docs.un.org/en/A/C.3/L.1%5Ba%5D%3Fb%23c"),
    ],
)
def test_a_document_is_found_by_its_symbol_spaces_and_brackets_too(symbol: str, address: str) -> None:
    assert urls.document(symbol) == address


def test_a_resolution_of_the_council_is_found_by_its_number() -> None:
    assert urls.resolution("44/15") == "https://docs.un.org/en/A/HRC/RES/44/15"


@given(st.text(min_size=1))
def test_no_symbol_can_lead_to_another_host(symbol: str) -> None:
    address = urls.document(symbol)

    assert address.startswith("https://docs.un.org/en/")
    assert address.isascii()
    assert unquote(address.removeprefix("https://docs.un.org/en/")) == symbol


@pytest.mark.parametrize(
    ("path", "root"),
    [
        ("", "./"),
        ("404.html", "./"),
        ("communications/", "../"),
        ("data/release.json", "../"),
        ("communications/al-xaa-3-2024/", "../../"),
        ("communications/al-xaa-3-2024/northwind-2024-05-03/", "../../../"),
    ],
)
@pytest.mark.parametrize("site", ["https://example.org/", "https://example.org/letterbook/"])
def test_the_way_from_a_page_to_the_root_is_right_wherever_the_site_stands(path: str, root: str, site: str) -> None:
    assert urls.root(path) == root
    assert urljoin(site + path, urls.root(path)) == site
    assert urljoin(site + path, urls.root(path) + urls.letter(XAA)) == site + urls.letter(XAA)


@pytest.mark.parametrize("site", ["https://example.org/letterbook", "https://example.org/letterbook/"])
def test_a_whole_address_stands_below_the_sites_own(site: str) -> None:
    assert urls.absolute(site, "years/2024/") == "https://example.org/letterbook/years/2024/"
    assert urls.absolute(site, "") == "https://example.org/letterbook/"


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("", "index.html"),
        ("communications/", "communications/index.html"),
        ("communications/al-xaa-3-2024/", "communications/al-xaa-3-2024/index.html"),
        ("404.html", "404.html"),
        ("data/release.json", "data/release.json"),
    ],
)
def test_a_server_sends_the_index_of_a_folder_and_a_file_as_it_is(path: str, file: str) -> None:
    assert urls.file_of(path) == file
