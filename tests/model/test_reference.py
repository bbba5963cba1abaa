"""The reference of a letter has one regular form and some odd ones from real letters; nothing else is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.model.reference import LetterType, Reference

XIAOMI = Reference(LetterType.ALLEGATION, "OTH", 167, 2021)

references = st.builds(
    Reference,
    st.sampled_from(LetterType),
    st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3),
    st.integers(1, 99_999),
    st.integers(1900, 2999),
)


def test_the_regular_form_is_read_and_written() -> None:
    assert Reference.parse("AL OTH 167/2021") == XIAOMI
    assert str(XIAOMI) == "AL OTH 167/2021"


def test_the_key_is_that_of_the_official_site_and_slugs_are_addresses_here() -> None:
    assert (XIAOMI.key, XIAOMI.slug, XIAOMI.key_slug) == ("OTH 167/2021", "al-oth-167-2021", "oth-167-2021")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("OLCHN 17/2020", "OL CHN 17/2020"),
        ("OL SLV 8.2021", "OL SLV 8/2021"),
        ("JAL XAA 3/2024", "AL XAA 3/2024"),
        ("JUA XAA 3/2024", "UA XAA 3/2024"),
        ("JOL XAA 3/2024", "OL XAA 3/2024"),
        ("al-xaa-3-2024", "AL XAA 3/2024"),
        ("al xaa 3/2024", "AL XAA 3/2024"),
        ("al xaa 3 2024", "AL XAA 3/2024"),
        ("AL/XAA/3/2024", "AL XAA 3/2024"),
        ("AL_XAA_3_2024", "AL XAA 3/2024"),
        ("  AL  XAA\N{NO-BREAK SPACE}3 / 2024 ", "AL XAA 3/2024"),
        ("AL XAA 003/2024", "AL XAA 3/2024"),
        ("AL\nXAA\t3/2024", "AL XAA 3/2024"),
    ],
)
def test_an_odd_form_is_read_as_the_regular_one(text: str, meant: str) -> None:
    assert str(Reference.parse(text)) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "AL OTH",
        "AL OTH 167",
        "OTH 167/2021",
        "AL 167/2021",
        "XL OTH 167/2021",
        "AL OT 167/2021",
        "AL OTHR 167/2021",
        "AL OTH 0/2021",
        "AL OTH 167/21",
        "AL OTH 167/20211",
        "AL OTH 123456/2021",
        "AL OTH 167/1899",
        "AL OTH 167/3000",
        "AL OTH 167/2021 bis",
        "see AL OTH 167/2021",
        "AL OTH 167/2021, AL OTH 168/2021",
        "JJAL OTH 167/2021",
        "AL OT\N{KELVIN SIGN} 167/2021",
        "AL OTH \N{ARABIC-INDIC DIGIT ONE}/2021",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Reference.parse(text)


@given(references)
def test_every_reference_is_read_back_from_its_text_and_slug(reference: Reference) -> None:
    assert Reference.parse(str(reference)) == reference
    assert Reference.parse(f"J{reference}") == reference
    assert Reference.from_slug(reference.slug) == reference


@given(st.text())
def test_any_text_is_refused_or_read_as_a_regular_reference(text: str) -> None:
    try:
        found = Reference.parse(text)
    except ValueError:
        return
    assert Reference.parse(str(found)) == found
    assert found.slug.isascii()


@pytest.mark.parametrize(
    "slug", ["AL-OTH-167-2021", "al-oth-0167-2021", "jal-oth-167-2021", "al-oth-167-2021.fr", "aloth-167-2021", ""]
)
def test_a_slug_has_one_form(slug: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Reference.from_slug(slug)


def test_references_that_differ_only_in_type_have_one_key() -> None:
    assert Reference.parse("AL OTH 1/2021").key == Reference.parse("UA OTH 1/2021").key


def test_references_sort_by_number_and_not_as_text() -> None:
    printed = ["AL OTH 10/2021", "AL OTH 9/2021", "UA AAA 1/2020", "AL OTH 9/2020"]

    in_order = [str(each) for each in sorted(map(Reference.parse, printed))]
    assert in_order == ["AL OTH 9/2020", "AL OTH 9/2021", "AL OTH 10/2021", "UA AAA 1/2020"]
