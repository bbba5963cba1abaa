"""The date, reference and publication time that a text states are found in three languages; nothing else is."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest

from letterbook.text import phrases
from letterbook.text.dates import LANGUAGES, find_month_names
from letterbook.text.letter_head import find_printed_dates, find_printed_references
from letterbook.text.normalize import fold, fold_except_case
from letterbook.text.statements import find_publication_times
from letterbook.text.visible_text import read_visible_text

LONG = "In this connection, we have received information about the mill. " * 8
LINES = "a line\n" * 9


def dated(body: str, language: str, *, foot: bool = False) -> list[tuple[int, set[dt.date]]]:
    """The dates found in a text: their lines, and the dates that each can mean."""
    visible = read_visible_text(body)
    return [(visible.find_line(at), set(dates)) for at, dates in find_printed_dates(visible, language, foot=foot)]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("12 March 2021", "2021-03-12"),
        ("**12 March 2021**", "2021-03-12"),
        ("Geneva, 12 March 2021", "2021-03-12"),
        ("Geneva 12 March 2021", "2021-03-12"),
        ("Geneva, Switzerland, 12 March 2021", "2021-03-12"),
        ("March 12, 2021", "2021-03-12"),
        ("New York, March 12th, 2021", "2021-03-12"),
        ("1st March 2021", "2021-03-01"),
        ("the 22nd of March 2021", "2021-03-22"),
        ("12 Mar. 2021", "2021-03-12"),
        ("12 SEPT 2021.", "2021-09-12"),
        ("Date: 12 March 2021", "2021-03-12"),
        ("DATE 12 MARCH 2021  ", "2021-03-12"),
        ("12\N{NO-BREAK SPACE}March\N{NO-BREAK SPACE}2021", "2021-03-12"),
        ("# 12 March 2021", "2021-03-12"),
        ("| 12 March 2021 |", "2021-03-12"),
        ("AL XAA 3/2024 12 March 2021", "2021-03-12"),
        ("**REFERENCE:** AL XAA 3/2024, Geneva, 12 March 2021", "2021-03-12"),
        ("12 March 2021 – AL XAA 3/2024", "2021-03-12"),
        ("UA Housing (2000-9) G/SO 214 (53-24) XAA 3/2014 12 March 2021", "2021-03-12"),
        ("Genève, le 1er mars 2024", "2024-03-01"),
        ("Genève, le 1<sup>er</sup> mars 2024", "2024-03-01"),
        ("le 1ᵉʳ février 2024", "2024-02-01"),
        ("GENÈVE, LE 12 FÉVRIER 2024", "2024-02-12"),
        ("Geneve, le 12 fevrier 2024", "2024-02-12"),
        ("12 août 2023", "2023-08-12"),
        ("12 aou\N{COMBINING CIRCUMFLEX ACCENT}t 2023", "2023-08-12"),
        ("12 déc. 2023", "2023-12-12"),
        ("Ginebra, 26 de enero de 2024", "2024-01-26"),
        ("Ginebra, a 26 de enero del 2024", "2024-01-26"),
        ("1º de marzo de 2024", "2024-03-01"),
        ("1.º de marzo de 2024", "2024-03-01"),
        ("1° de marzo de 2024", "2024-03-01"),
        ("26 enero 2024", "2024-01-26"),
        ("Fecha: 26 de setiembre de 2024", "2024-09-26"),
        ("3 de diciembre 2024", "2024-12-03"),
    ],
)
def test_a_date_on_its_own_line_in_the_head_is_the_letters_date(line: str, date: str) -> None:
    head = f"Mandates of the Special Rapporteur\n\n{line}\n\nExcellency,\n\n{LONG}\n"

    assert dated(head, "en") == [(2, {dt.date.fromisoformat(date)})]


@pytest.mark.parametrize(
    "line",
    [
        "On 12 March 2021 we wrote to you.",
        "Follow-up to AL XAA 2/2020 of 12 March 2021",
        "Subject: meeting held on 12 March 2021",
        "Human Rights Council resolution 44/15 of 12 March 2021",
        "12/03/21",
        "12/03-2021",
        "12/3",
        "31.02.2021",
        "13/13/2021",
        "12 March 2564",
        "12.03.1442",
        "12 March",
        "March 2021",
        "112 March 2021",
        "12 March 20210",
        "31 February 2021",
        "12 martes 2021",
        "12 марта 2021",
        "2021年13月12日",
        "Palais des Nations, 1211 Geneva 10",
    ],
)
def test_other_lines_are_not_dates(line: str) -> None:
    assert dated(f"Mandates\n\n{line}\n\nExcellency,\n", "en") == []


@pytest.mark.parametrize(
    "before",
    [
        "Excellency,",
        "Dear Mr. Example,",
        "Excelencia:",
        "Estimada Sra. Ejemplo,",
        "Excellence,",
        "Madame, Monsieur,",
        LONG,
    ],
)
def test_a_date_below_the_salutation_or_the_first_long_paragraph_is_not_the_letters_date(before: str) -> None:
    assert dated(f"Mandates of the experts\n\n{before}\n\n12 March 2021\n", "en") == []


@pytest.mark.parametrize(
    ("language", "line", "dates"),
    [
        ("en", "2021-03-12", {"2021-03-12"}),
        ("en", "2021/3/12", {"2021-03-12"}),
        ("en", "12.03.2021", {"2021-03-12"}),
        ("en", "Geneva, 12. 3. 2021", {"2021-03-12"}),
        ("en", "12/03/2021", {"2021-03-12", "2021-12-03"}),
        ("en", "12-03-2021", {"2021-03-12", "2021-12-03"}),
        ("en", "Date: 13/03/2021", {"2021-03-13"}),
        ("ru", "12 марта 2021 г.", {"2021-03-12"}),
        ("ru", "Женева, 12 марта 2021 года", {"2021-03-12"}),
        ("ru", "12 МАЯ 2021", {"2021-05-12"}),
        ("ru", "Geneva, 12 March 2021", {"2021-03-12"}),
        ("ar", "12 مارس 2021", {"2021-03-12"}),
        ("ar", "جنيف، 12 آذار 2021", {"2021-03-12"}),
        ("ar", "12 آذار/مارس 2021", {"2021-03-12"}),
        ("ar", "١٢ كانون الثاني ٢٠٢١", {"2021-01-12"}),
        ("ar", "12 تشرين الثاني/نوفمبر 2021", {"2021-11-12"}),
        ("zh-Hans", "2021年3月12日", {"2021-03-12"}),
        ("zh-Hant", "日內瓦，2021 年 3 月 12 日", {"2021-03-12"}),
        ("ja", "2021年3月12日", {"2021-03-12"}),
        ("ko", "2021년 3월 12일", {"2021-03-12"}),
        ("he", "12 במרץ 2021", {"2021-03-12"}),
        ("vi", "Hà Nội, ngày 12 tháng 3 năm 2021", {"2021-03-12"}),
        ("pt", "Genebra, 12 de março de 2021", {"2021-03-12"}),
        ("pt-BR", "Brasília, em 12 de março de 2021.", {"2021-03-12"}),
        ("de", "Genf, den 12. März 2021", {"2021-03-12"}),
        ("hu", "2021. március 12.", {"2021-03-12"}),
    ],
)
def test_a_date_is_read_in_figures_and_in_the_language_of_the_text(language: str, line: str, dates: set[str]) -> None:
    assert dated(f"{line}\n\n{LONG}\n", language) == [(0, {dt.date.fromisoformat(each) for each in dates})]


def test_the_foot_is_read_on_request() -> None:
    note = f"Excellency,\n\n{LONG}\n\n2 May 2021\n\n{LONG}\n\n{LINES}Geneva, 12 March 2021\n\n"
    at = note[: note.index("Geneva")].count("\n")

    assert dated(note, "en") == []
    assert dated(note, "en", foot=True) == [(at, {dt.date(2021, 3, 12)})]


def test_a_date_far_down_is_not_the_letters_date() -> None:
    lines = "line\n\n" * 39

    assert dated(f"{lines}12 March 2021\n", "en") == [(78, {dt.date(2021, 3, 12)})]
    assert dated(f"line\n\n{lines}12 March 2021\n", "en") == []


@pytest.mark.parametrize("heading", [LONG, f"PALAIS DES NATIONS\n\n**Mandates of the {LONG}**"])
def test_a_long_heading_does_not_end_the_head(heading: str) -> None:
    assert [dates for _, dates in dated(f"{heading}\n\n12 March 2021\n", "en")] == [{dt.date(2021, 3, 12)}]


@pytest.mark.parametrize(
    ("head", "offset", "reference"),
    [
        ("REFERENCE:  \nAL XAA 3/2024", 1, "AL XAA 3/2024"),
        ("**REFERENCE:**\n\nAL XAA 3/2024", 2, "AL XAA 3/2024"),
        ("REFERENCE: AL XAA 3/2024", 0, "AL XAA 3/2024"),
        ("REFERENCE\\: AL XAA 3\\/2024", 0, "AL XAA 3/2024"),
        ("**Ref.: AL XAA 1/2024**\n(por favor, utilice esta referencia en su respuesta)", 0, "AL XAA 1/2024"),
        ("Réf. : UA XAA 3/2024", 0, "UA XAA 3/2024"),
        ("N/Réf.: UA XAA 3/2024", 0, "UA XAA 3/2024"),
        ("Référence : JUA XAA 3/2024", 0, "UA XAA 3/2024"),
        ("Referencia: OLXAA 17/2020", 0, "OL XAA 17/2020"),
        ("Our ref OL XAA 8.2021", 0, "OL XAA 8/2021"),
        ("REFERENCE: UA Housing (2000-9) Food (2000-9) G/SO 214 (53-24)\nXAA 3/2014", 0, "UA XAA 3/2014"),
        ("REFERENCE: AL G/SO 218/2 XAA 5/2011", 0, "AL XAA 5/2011"),
        ("AL XAA 3/2024\t12 March 2024", 0, "AL XAA 3/2024"),
        ("12 March 2024\n\nAL XAA 3/2024", 2, "AL XAA 3/2024"),
        ("| REFERENCE: | AL XAA 3/2024 |", 0, "AL XAA 3/2024"),
        ("Ref. no.: AL XAA 3/2024", 0, "AL XAA 3/2024"),
        ("Reference number: AL XAA 3/2024", 0, "AL XAA 3/2024"),
        ("REFERENCES: AL/XAA/3/2024", 0, "AL XAA 3/2024"),
        ("Communication reference: AL XAA 3/2024", 0, "AL XAA 3/2024"),
        ("Case no. AL XAA 3/2024", 0, "AL XAA 3/2024"),
        ("(Ref.: AL XAA 3/2024)", 0, "AL XAA 3/2024"),
        ("[AL XAA 3/2024]", 0, "AL XAA 3/2024"),
        ("Geneva, 3 March 2024 AL XAA 3/2024", 0, "AL XAA 3/2024"),
        ("المرجع: AL XAA 3/2024", 0, "AL XAA 3/2024"),
        ("参考：AL XAA 3/2024", 0, "AL XAA 3/2024"),
        ("ССЫЛКА: AL XAA 3/2024", 0, "AL XAA 3/2024"),
    ],
)
def test_the_reference_at_the_head_is_found(head: str, offset: int, reference: str) -> None:
    found = list(find_printed_references(read_visible_text(f"{head}\n\nExcellency,\n\n{LONG}\n"), None))

    assert {(at, str(each)) for at, each in found} == {(offset, reference)}


@pytest.mark.parametrize(
    "head",
    [
        "REFERENCE: SPB/SHD//NF/GF/ff",
        "Reference is made to our letter AL XAA 2/2023",
        "Follow-up to AL XAA 2/2023",
        "AL XAA 2/2023 has not been answered",
        "REFERENCE: AL XAA 0/2023",
        "REFERENCE:",
        "Excellency,\n\nREFERENCE: AL XAA 2/2023",
        f"Mandates\n\n{LONG}\n\nAL XAA 2/2023",
    ],
)
def test_other_references_are_not_the_letters_own(head: str) -> None:
    assert list(find_printed_references(read_visible_text(f"{head}\n\n"), None)) == []


@pytest.mark.parametrize(
    "as_printed",
    ["UA Housing (2000-9) G/SO 214 XAA 3/2014", "XAA 3/2014", "REFERENCE: UA Housing (2000-9) G/SO 214 XAA 3/2014"],
)
def test_a_reference_given_as_printed_is_left_out(as_printed: str) -> None:
    head = "REFERENCE: UA Housing (2000-9) G/SO 214 XAA 3/2014\n\n"

    assert list(find_printed_references(read_visible_text(head), as_printed)) == []
    assert list(find_printed_references(read_visible_text(head), "UA XAA 4/2014"))


ENGLISH = "This communication and any response received from your company will be made public"
FRENCH = (
    "Cette communication, ainsi que toute réponse reçue du Gouvernement de votre Excellence, seront rendues publiques"
)
SPANISH = "Esta comunicación y toda respuesta recibida del Gobierno de Su Excelencia se harán públicas"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (f"{ENGLISH} via the communications reporting [website](#) in 60 days. They will also be made available.", 60),
        (f"{ENGLISH} via the communications\nreporting website within\n60 days.", 60),
        (f"{ENGLISH} within sixty (60) days.", 60),
        (f"{ENGLISH} within 60 (sixty) calendar days.", 60),
        (f"{ENGLISH} within **60 days**.", 60),
        (f"{ENGLISH} after a 60-day period.", 60),
        (f"{ENGLISH} within 60\N{NO-BREAK SPACE}days", 60),
        (f"{ENGLISH} on the public website within [sixty](https://www.example.org/) days.", 60),
        (f"{ENGLISH} within 48 hours.", 3),
        (f"{ENGLISH} in forty-eight hours.", 3),
        (f"{ENGLISH} in 24 hours.", 2),
        (f"{ENGLISH} in 72 hours.", 4),
        (f"{ENGLISH} via the website\n\nNorthwind Textiles\n\nin 60 days.", 60),
        ("Within 60 days, this communication will be made public via the website.", 60),
        ("We ask for a reply within 30 days; this letter shall also be published within 60 days.", 60),
        ("This letter, to H.E. Mr. Example and Ms. Example, No. 5, will become public in 60 days.", 60),
        (f"We would appreciate a response within 60 days. Past this delay, {ENGLISH[0].lower()}{ENGLISH[1:]}.", 60),
        ("This communication will be made publicly available within 48 hours.", 3),
        ("La présente lettre sera publiée dans un délai de 60 jours.", 60),
        (f"{FRENCH} via le site internet dans un délai de 60 jours.", 60),
        (f"{FRENCH} dans un délai de soixante jours.", 60),
        (f"{FRENCH} dans les 48 heures.", 3),
        (f"Passé un délai de 48 heures, {FRENCH} sur le site.", 3),
        (f"Nous vous prions de répondre dans un délai de 60 jours. Passé ce délai, {FRENCH}.", 60),
        (f"{SPANISH} a través del sitio web en un plazo de 60 días.", 60),
        (f"{SPANISH} en un plazo de sesenta (60) días.", 60),
        (f"Pasado un plazo de 48 horas, {SPANISH}.", 3),
        ("Esta comunicación será publicada en el sitio web en 60 días.", 60),
        ("Esta carta y la respuesta se publicarán en un plazo de 60 días.", 60),
        (unicodedata.normalize("NFD", "Esta comunicación se hará pública en 60 días."), 60),
    ],
)
def test_the_time_of_publication_is_understood(text: str, days: int) -> None:
    found = list(find_publication_times(read_visible_text(f"{LONG}\n\n{text}\n\nPlease accept our regards.\n")))

    assert [each.days for each in found] == [days]


@pytest.mark.parametrize(
    "text",
    [
        "We would appreciate receiving a response within 60 days.",
        f"We would appreciate receiving a response within 60 days. {ENGLISH} via the website.",
        f"{ENGLISH}. We would appreciate receiving a response within 30 days.",
        f"{ENGLISH} via the website\n\n## Annex\n\nwithin 30 days",
        f"Please reply in 30 days:\n\n{ENGLISH} via the website\n\n1. within 10 days",
        "The judgment of the court will be made public in 30 days.",
        "The letter was made public within 10 days.",
        "The letter will be sent to the public prosecutor in 10 days.",
        "La comunicación será remitida al Ministerio Público en un plazo de 10 días.",
        "La lettre sera transmise au procureur de la République dans les 10 jours.",
        "The Republic will establish in 5 days a public register of letters.",
        "We may publicly express our concerns in this communication within 10 days.",
        "Managers can request that a response be published, 24 hours a day.",
    ],
)
def test_other_periods_are_not_the_time_of_publication(text: str) -> None:
    assert list(find_publication_times(read_visible_text(f"{LONG}\n\n{text}\n"))) == []


def test_a_publication_sentence_is_found_on_its_line() -> None:
    visible = read_visible_text("one\n\ntwo\n\nThis communication\nwill be made public\nin 60 days.\n")
    (found,) = find_publication_times(visible)

    assert (visible.find_line(found.at), found.words, found.in_hours) == (5, "60 days", False)


def test_the_number_of_sentences_read_is_limited() -> None:
    assert (
        len(list(find_publication_times(read_visible_text("This letter will be made public in 60 days.\n" * 150))))
        == 100
    )


@pytest.mark.parametrize("publication", phrases.PUBLICATIONS, ids=lambda each: each.language)
def test_every_example_of_a_publication_sentence_is_matched(publication: phrases.Publication) -> None:
    for example in publication.examples:
        assert publication.verb.search(fold(example)), example
        assert publication.subjects.search(fold(example)), example
        assert any(word in example for word in publication.words), example
        assert "bli" in example


@pytest.mark.parametrize("example", phrases.ANSWERS_EXAMPLES)
def test_every_example_of_the_beginning_of_a_response_is_matched(example: str) -> None:
    assert phrases.ANSWERS.search(fold(example))


def test_every_word_of_the_data_is_folded() -> None:
    words = [*phrases.NUMBERS, *phrases.ABBREVIATIONS]
    patterns = [
        *phrases.REFERENCES,
        *(each.verb for each in phrases.PUBLICATIONS),
        *(each.subjects for each in phrases.PUBLICATIONS),
        phrases.BEFORE_DATE,
        phrases.AFTER_DATE,
        phrases.HEADING,
        phrases.SALUTATION,
        phrases.REFERENCE_LABEL,
        phrases.ANSWERS,
        phrases.TIME,
        phrases.THIS_TIME,
    ]

    assert all(fold(word) == word for word in words)
    assert all(fold_except_case(pattern.pattern) == pattern.pattern for pattern in patterns)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_month_name_means_two_months(language: str) -> None:
    names = find_month_names(language)

    assert {number for numbers in names.values() for number in numbers} == set(range(1, 13))
    assert all(len(numbers) == 1 for numbers in names.values())


@pytest.mark.parametrize(
    "unit",
    [
        "publi",
        "pu\u0301bli",
        "will public ",
        "this letter will be made public ",
        "will be made available to the ",
        "Ref. UA ",
        "Ref.: UA (2000-9)\n",
        "12 march 202\n",
        "Geneva, ",
        "\n",
        " ",
        "<",
        "](",
        "[a](",
        "60 (",
        "[redacted ",
    ],
)
def test_half_a_megabyte_of_anything_is_read(unit: str) -> None:
    """A search whose time grew with the square of the length would not end."""
    text = unit * (500_000 // len(unit))

    for _ in (
        find_printed_dates(read_visible_text(text), "ru", foot=True),
        find_printed_references(read_visible_text(text), None),
        find_publication_times(read_visible_text(text)),
    ):
        assert len(list(_)) < len(text)
