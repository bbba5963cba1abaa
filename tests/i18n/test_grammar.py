"""Names of recipients in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
import yaml

from letterbook.i18n import Interface, languages
from letterbook.i18n.grammar import natural_order
from letterbook.model.registers import RecipientKind
from letterbook.model.schema import Words
from workspaces import PROJECT


@dataclass(frozen=True)
class Recipient:
    """As much of an entry as its name needs."""

    name: Words
    kind: RecipientKind = RecipientKind.STATE
    code: str | None = None


def _list_recipients() -> list[Recipient]:
    text = (PROJECT / "data/registers/recipients.yml").read_text(encoding="utf-8")
    entries = yaml.safe_load(text).values()
    return [
        Recipient(
            Words.plain(each["name"]) if isinstance(each["name"], str) else Words(tuple(each["name"].items())),
            RecipientKind(each["kind"]),
            each.get("code"),
        )
        for each in entries
    ]


BY_CODE = {each.code: each for each in _list_recipients() if each.code}

CASES = [
    ("en", "CHN", "China", "China’s"),
    ("en", "USA", "the United States of America", "The United States of America’s"),
    ("en", "PHL", "the Philippines", "The Philippines’"),
    ("en", "CYP", "Cyprus", "Cyprus’s"),
    ("en", "HND", "Honduras", "Honduras’s"),
    ("en", "IRN", "the Islamic Republic of Iran", "The Islamic Republic of Iran’s"),
    ("en", "NLD", "the Kingdom of the Netherlands", "The Kingdom of the Netherlands’"),
    ("fr", "CHN", "à la Chine", "de la Chine"),
    ("fr", "USA", "aux États-Unis d’Amérique", "des États-Unis d’Amérique"),
    ("fr", "IRN", "à la République islamique d’Iran", "de la République islamique d’Iran"),
    ("fr", "JPN", "au Japon", "du Japon"),
    ("fr", "ECU", "à l’Équateur", "de l’Équateur"),
    ("fr", "HUN", "à la Hongrie", "de la Hongrie"),
    ("fr", "HND", "au Honduras", "du Honduras"),
    ("fr", "HTI", "à Haïti", "d’Haïti"),
    ("fr", "CUB", "à Cuba", "de Cuba"),
    ("fr", "SGP", "à Singapour", "de Singapour"),
    ("fr", "MLT", "à Malte", "de Malte"),
    ("fr", "CYP", "à Chypre", "de Chypre"),
    ("fr", "MDG", "à Madagascar", "de Madagascar"),
    ("fr", "ISR", "à Israël", "d’Israël"),
    ("fr", "OMN", "à Oman", "d’Oman"),
    ("fr", "MEX", "au Mexique", "du Mexique"),
    ("fr", "KHM", "au Cambodge", "du Cambodge"),
    ("fr", "MOZ", "au Mozambique", "du Mozambique"),
    ("fr", "ZWE", "au Zimbabwe", "du Zimbabwe"),
    ("fr", "YEM", "au Yémen", "du Yémen"),
    ("fr", "UGA", "à l’Ouganda", "de l’Ouganda"),
    ("fr", "SLV", "à El Salvador", "d’El Salvador"),
    ("fr", "VEN", "à la République bolivarienne du Venezuela", "de la République bolivarienne du Venezuela"),
    ("fr", "NLD", "au Royaume des Pays-Bas", "du Royaume des Pays-Bas"),
    ("fr", "PSE", "à l’État de Palestine", "de l’État de Palestine"),
    ("fr", "VAT", "au Saint-Siège", "du Saint-Siège"),
    ("fr", "MDV", "aux Maldives", "des Maldives"),
    ("fr", "TON", "aux Tonga", "des Tonga"),
    ("fr", "WSM", "au Samoa", "du Samoa"),
    ("fr", "XSV", "à la Solvarène", "de la Solvarène"),
    ("fr", "XHP", "à l’Hespérane", "de l’Hespérane"),
    ("fr", "XIL", "à l’Ilvandre", "de l’Ilvandre"),
    ("fr", "XBV", "à Belvénor", "de Belvénor"),
    ("es", "CHN", "a China", "de China"),
    ("es", "JPN", "al Japón", "del Japón"),
    ("es", "ARE", "a los Emiratos Árabes Unidos", "de los Emiratos Árabes Unidos"),
    ("es", "IND", "a la India", "de la India"),
    ("es", "SLV", "a El Salvador", "de El Salvador"),
    ("es", "IRN", "a la República Islámica del Irán", "de la República Islámica del Irán"),
    ("es", "GBR", "al Reino Unido de Gran Bretaña e Irlanda del Norte", None),
    ("es", "COM", "a las Comoras", "de las Comoras"),
]


@pytest.mark.parametrize(("language", "code", "to", "of"), CASES)
def test_a_state_has_the_article_of_its_language(language: str, code: str, to: str, of: str | None) -> None:
    """Under the names of the shipped register."""
    interface = Interface(language)
    assert interface.name("to", BY_CODE[code]) == to
    assert of is None or interface.name("of", BY_CODE[code]) == of


@pytest.mark.parametrize(
    ("code", "name", "to"),
    [("IRN", "Iran", "à l’Iran"), ("RUS", "Russie", "à la Russie"), ("NLD", "Pays-Bas", "aux Pays-Bas")],
)
def test_a_short_name_has_its_own_article(code: str, name: str, to: str) -> None:
    """A register may call a State by it."""
    assert Interface("fr").name("to", Recipient(Words((("fr", name),)), code=code)) == to


@pytest.mark.parametrize(
    ("name", "language", "of"),
    [
        ("Bank of Norland", "en", "Bank of Norland’s"),
        ("Northwind Textiles", "en", "Northwind Textiles’"),
        ("Airbus", "en", "Airbus’s"),
        ("Banque du Nord", "fr", "de Banque du Nord"),
        ("Airbus", "fr", "d’Airbus"),
        ("Banco del Norte", "es", "de Banco del Norte"),
    ],
)
def test_a_company_has_no_article(name: str, language: str, of: str) -> None:
    """Whatever its name is made of."""
    company = Recipient(Words.plain(name), RecipientKind.COMPANY)
    assert Interface(language).name("of", company) == of


def test_other_bodies_have_the_article_of_their_first_noun() -> None:
    """A name that is a description loses its capital."""
    authorities = next(each for each in _list_recipients() if each.kind is RecipientKind.DE_FACTO_AUTHORITY)
    bank = next(each for each in _list_recipients() if each.kind is RecipientKind.INTERGOVERNMENTAL)
    assert Interface("en").name("to", authorities) == "the de facto authorities of the Alder Plateau"
    assert Interface("fr").name("to", authorities) == "aux autorités de facto du plateau de l’Aulne"
    assert Interface("es").name("to", bank).startswith("al Banco de Desarrollo")


def test_a_name_in_another_language_has_no_article() -> None:
    """It is not known which would be right."""
    assert Interface("fr").name("to", Recipient(Words((("en", "China"),)), code="CHN")) == "à China"


def test_every_state_has_its_place_in_the_french_table() -> None:
    """Once; a State without an article is listed as one."""
    text = (PROJECT / "src/letterbook/i18n/grammar/fr.yml").read_text(encoding="utf-8")
    listed = [code for codes in yaml.safe_load(text)["states"].values() for code in codes.split()]
    assert sorted(listed) == sorted(code for code in BY_CODE if not code.startswith("X"))


@pytest.mark.parametrize("language", languages())
def test_every_form_has_every_article(language: str) -> None:
    """Each recipient of the register can stand in each form."""
    for each in _list_recipients():
        for form in ("to", "about", "of"):
            assert Interface(language).name(form, each)


def test_only_a_name_with_its_beginning_at_the_end_is_turned() -> None:
    """A parenthesis of another kind stays."""
    assert natural_order("Iran (République islamique d’)") == "République islamique d’Iran"
    assert natural_order("Iran (République islamique d')") == "République islamique d'Iran"
    assert natural_order("Países Bajos (Reino de los)") == "Reino de los Países Bajos"
    assert natural_order("Norland (formerly Sudland)") == "Norland (formerly Sudland)"
