"""Languages by their tags: which are known, their names, and the direction of their writing."""

from __future__ import annotations

import pytest
from babel import Locale, localedata

from letterbook.model.language import get_direction, get_language_name, get_language_names, is_language

KNOWN = ("en", "fr", "zh-Hans", "ku-Arab", "dv", "ckb", "rhg", "es-419", "pt-BR", "sr-Latn-RS", "tw", "mul")
STRANGE = ("", "EN", "english", "xq", "en_GB", "en-gb", "en-Xxxx", "en-QX", "en-001-x", "und", "zxx", "zh-hans", "e")


@pytest.mark.parametrize("tag", KNOWN)
def test_a_tag_whose_parts_all_have_names_is_known(tag: str) -> None:
    assert is_language(tag)


@pytest.mark.parametrize("tag", STRANGE)
def test_any_other_tag_is_unknown(tag: str) -> None:
    assert not is_language(tag)


@pytest.mark.parametrize("tag", get_language_names())
def test_every_language_that_has_a_name_is_known_in_every_interface(tag: str) -> None:
    """CLDR need not have any other data for it."""
    assert is_language(tag)
    assert all(get_language_name(tag, each) for each in ("en", "fr", "es"))
    assert get_direction(tag) in ("ltr", "rtl")


@pytest.mark.parametrize(
    ("tag", "language", "name"),
    [
        ("fr", "en", "French"),
        ("zh-Hans", "en", "Chinese (Simplified)"),
        ("sr-Latn-RS", "en", "Serbian (Latin, Serbia)"),
        ("es-419", "fr", "espagnol (Amérique latine)"),
        ("dv", "fr", "maldivien"),
        ("luo", "es", "Luo"),
    ],
)
def test_a_language_has_its_translated_name_or_else_its_english_one(tag: str, language: str, name: str) -> None:
    assert get_language_name(tag, language) == name


@pytest.mark.parametrize(
    "tag",
    ["ar", "fa", "he", "ur", "ps", "dv", "ckb", "ku-Arab", "rhg", "pa-PK", "uz-AF", "az-Arab", "yi", "ff-Adlm"],
)
def test_a_right_to_left_language_is_known_by_its_script_or_the_likeliest_one(tag: str) -> None:
    assert get_direction(tag) == "rtl"


@pytest.mark.parametrize("tag", ["en", "ku", "pa", "pa-IN", "az", "ar-Latn", "zh-Hans", "tw", "ja", "hi", "mul"])
def test_other_languages_are_written_from_left_to_right(tag: str) -> None:
    assert get_direction(tag) == "ltr"


def test_the_direction_agrees_with_cldr_where_cldr_has_one() -> None:
    locales = [Locale.parse(each) for each in localedata.locale_identifiers()]
    tags = {"-".join(filter(None, (each.language, each.script, each.territory))): each for each in locales}

    differing = {
        tag
        for tag, each in tags.items()
        if is_language(tag) and (get_direction(tag) == "rtl") != (each.text_direction == "rtl")
    }

    assert differing == set()
