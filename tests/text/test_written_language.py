"""The language in which a text is written, if it is plain."""

from __future__ import annotations

from itertools import combinations

import pytest

from letterbook.text.language_words import COMMON_WORDS
from letterbook.text.normalize import fold_words
from letterbook.text.visible_text import read_visible_text
from letterbook.text.written_language import OTHER_SCRIPT, find_other_language

ENGLISH = (
    "The workers of the mill were detained by the police, and their families have not been told where they are. " * 3
)
FRENCH = "Les ouvriers de la filature ont été arrêtés par la police, et leurs familles ne savent pas où ils sont. " * 3
SPANISH = "Los obreros de la hilandería fueron detenidos por la policía, y las familias no saben dónde están. " * 3
PORTUGUESE = "Os operários da fiação foram detidos pela polícia, e as suas famílias não sabem onde eles estão. " * 3
CATALAN = "Els obrers de la filatura van ser detinguts per la policia, i les seves famílies no saben on són ara. " * 3
ITALIAN = "Gli operai della filanda sono stati arrestati dalla polizia, e le loro famiglie non sanno dove siano. " * 3
RUSSIAN = "Рабочие фабрики были задержаны полицией, и их семьям не сообщили, где они сейчас находятся и почему. " * 3
TEXTS = {"en": ENGLISH, "fr": FRENCH, "es": SPANISH, "pt": PORTUGUESE, "ca": CATALAN, "it": ITALIAN, "ru": RUSSIAN}


def find_other(text: str, declared: str) -> str:
    return find_other_language(read_visible_text(text), declared)


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_in_its_own_language_is_not_in_another(language: str) -> None:
    assert find_other(TEXTS[language], language) == ""
    assert find_other(TEXTS[language], f"{language}-XA") == ""


@pytest.mark.parametrize(
    ("written", "declared"), [("en", "fr"), ("en", "es"), ("fr", "en"), ("es", "en"), ("es", "fr")]
)
def test_another_language_is_recognised(written: str, declared: str) -> None:
    assert find_other(TEXTS[written], declared) == written


@pytest.mark.parametrize("declared", ["pt", "ca", "it", "ru", "ar", "zh-Hans"])
def test_english_is_recognised_whatever_is_declared(declared: str) -> None:
    assert find_other(ENGLISH, declared) == "en"


@pytest.mark.parametrize("declared", ["en", "fr", "es"])
def test_another_script_is_recognised(declared: str) -> None:
    assert find_other(RUSSIAN, declared) == OTHER_SCRIPT


def test_a_text_in_two_languages_and_a_short_text_are_in_no_other() -> None:
    assert find_other(FRENCH + ENGLISH * 2, "fr") == ""
    assert find_other("The workers of the mill were detained by the police.", "fr") == ""


def test_the_words_are_folded_and_of_one_language_only() -> None:
    for words in COMMON_WORDS.values():
        assert {fold_words(each) for each in words} == words
    for one, other in combinations(COMMON_WORDS.values(), 2):
        assert not one & other
