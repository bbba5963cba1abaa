"""The titles of annexes are told from sentences about annexes."""

from __future__ import annotations

import pytest

from letterbook.text.annex_titles import is_annex_title

PLAIN = [
    *(
        "Annex",
        "ANNEX",
        "Annexes",
        "Annex I",
        "Annex 2",
        "Annex A",
        "Annex:",
        "Annex II.",
        "ANNEX I*",
        "[Annex]",
        "Annexure B",
    ),
    *(
        "Annex: law",
        "Annex 2: List",
        "Annex 1: 2019 figures",
        "ANNEX I – Reference to law",
        "Annex 1 - List",
        "Annex 3. The companies named",
    ),
    *("Annexes I and II", "Annexes 1-3", "Annex No. 4", "Annex number 4: List", "Annex One"),
    *("Annex\nReference to international human rights law", "Annex I:\nReference to law", "ANNEX I REFERENCE TO LAW"),
    *("Appendix", "APPENDIX", "Appendix A: Figures", "Appendices", "Appendix 2 — The dam"),
    *("Annexe", "ANNEXES", "Annexe I – Rappel du droit international", "Annexe n° 2 : Liste", "Appendice"),
    *("Anexo", "ANEXOS", "Anexo II. Referencias al derecho", "Apéndice", "APÉNDICE 1: Lista", "Anexos I y II"),
    *("Приложение", "ПРИЛОЖЕНИЕ 1", "Приложения", "Приложение № 2: Перечень", "Приложение I — Нормы", "Добавление"),
    *("附件", "附件：", "附件一", "附件2", "附件一：国际人权法", "附件 国际人权法", "附录", "附录１"),
    *("مرفق", "المرفق", "ملحق", "الملحق الأول", "المرفق ١: القانون", "المرفق الأول – القانون الدولي", "تذييل"),
]
SENTENCES = [
    *("Annexation of land", "Annexed hereto", "An annex", "The annex", "Annexes follow.", "Anexosa", "附件夹", ""),
    *(
        "Annex I of the letter says so.",
        "Annex I of the letter says",
        "Annex 2 lists the companies",
        "Annex a copy of it.",
    ),
    *(
        "Annex: the following documents:",
        "Annexes: 3 pages",
        "Annexes: 3",
        "Annex: as stated",
        "Annex I - which we attach - says so.",
    ),
    *("Annex I\nof the letter says so.", "Annex " + "is long " * 30, "See Annex I", "(Annex I)", "Annex to the letter"),
    *("Annexe au rapport", "L’annexe I", "Annexe I de la lettre", "Anexo a la carta", "Los anexos", "Apendicitis"),
    *(
        "Приложениеж",
        "Приложение к письму содержит перечень",
        "附件中列出了公司。",
        "附件所列公司",
        "المرفقات التي أرسلناها",
    ),
    *("Appendix 1, paragraph 3", "Appendicitis", "Annex III, article 4: fees"),
]


@pytest.mark.parametrize("text", PLAIN)
def test_a_line_of_its_own_is_a_title(text: str) -> None:
    assert is_annex_title(text)
    assert is_annex_title(text, is_set_off=True)
    assert is_annex_title(text, is_heading=True)


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_about_an_annex_is_no_title(text: str) -> None:
    assert not is_annex_title(text)


@pytest.mark.parametrize(
    "text", ["Annex on Reference to international human rights law", "Annex I Reference to law", "Anexo a la carta"]
)
def test_a_title_that_is_bold_as_a_whole_needs_no_sign(text: str) -> None:
    assert is_annex_title(text, is_set_off=True)
    assert not is_annex_title(text)


@pytest.mark.parametrize("text", ["Annex I of the letter says so.", "Annexed land", "The annex", "Annexes: 3 pages"])
def test_a_bold_sentence_is_no_title(text: str) -> None:
    assert not is_annex_title(text, is_set_off=True)


def test_a_heading_is_a_title_with_or_without_a_sign() -> None:
    assert is_annex_title("Annex on law", is_heading=True)
    assert is_annex_title("Annex I: What is the law?", is_heading=True)


@pytest.mark.parametrize("text", ["Annexation", "Annexed land", "The annex", "附件夹", "annex in the guide for more."])
def test_a_heading_with_another_word_is_no_title(text: str) -> None:
    assert not is_annex_title(text, is_heading=True)
