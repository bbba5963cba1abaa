"""A record with a field that could not be read does not have it, and says so when asked."""

from __future__ import annotations

import pytest

from letterbook.model.partial import Place, UnreadFieldError, make_record
from letterbook.model.record import Translation


def translation(*unread: str, **values: object) -> Translation:
    place = Place(path="al-xaa-3-2024.fr.md", lines={}, body_line=1, unread=frozenset(unread))
    return make_record(Translation, {"body": "", "place": place, **values}, place.unread)


def test_a_field_that_could_not_be_read_is_absent() -> None:
    partial = translation("language", translation_of="al-xaa-3-2024", official=False)

    assert not partial.has_read("official", "language")
    with pytest.raises(UnreadFieldError, match="`language` of this translation could not be read"):
        _ = partial.language


def test_part_of_a_list_does_not_pass_for_all_of_it() -> None:
    partial = translation("allow", allow=(), translation_of="al-xaa-3-2024", language="fr", official=False)

    with pytest.raises(UnreadFieldError):
        _ = partial.allow


def test_a_field_that_is_not_given_has_its_default() -> None:
    partial = translation("language", translation_of="al-xaa-3-2024", official=False)

    assert (partial.translation_of, partial.allow, partial.translated_by) == ("al-xaa-3-2024", (), None)
    assert partial.has_read("allow")


def test_a_record_read_in_full_is_an_ordinary_one() -> None:
    whole = translation(translation_of="al-xaa-3-2024", language="fr", official=True)

    assert whole == translation(translation_of="al-xaa-3-2024", language="fr", official=True)


def test_a_misspelt_name_is_not_taken_for_an_unread_field() -> None:
    partial = translation("language", translation_of="al-xaa-3-2024", official=False)

    with pytest.raises(AttributeError, match="Translation has no attribute 'langauge'") as raised:
        _ = partial.langauge  # type: ignore[attr-defined]
    assert not isinstance(raised.value, UnreadFieldError)


def test_a_required_field_that_is_neither_given_nor_unread_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="Translation needs translation_of"):
        translation("language", official=False)
