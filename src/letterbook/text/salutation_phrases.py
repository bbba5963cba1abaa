"""How a salutation greets a person, in English, French and Spanish. Data, no logic.

Everything is for folded text (see `normalize`).
"""

from __future__ import annotations

import re

_TITLES = """
    mr mrs ms miss mx messrs dr prof professor rev he hrh mgr
    m mm mme mmes mlle monsieur madame mesdames messieurs mademoiselle pr
    sr sra srta sres sras senor senora senorita don dona dra lic
"""
TITLES = frozenset(_TITLES.split())
"""Titles before the name of a person."""

PERSON = re.compile(
    rf"""
    (?: (?:dear|estimad[oa]s?|distinguid[oa]s?|chere?s?) [ ] )?
    (?: (?:{"|".join(sorted(TITLES))})\b \.? [ ] )+
    (?P<name> [^:;]{{1,80}}? ) [ ]? [,:;.]?
    """,
    re.VERBOSE,
)
"""A whole salutation that greets somebody by title and name, or by title and office."""

PERSON_EXAMPLES = {
    "Dear Mr. Example,": "example",
    "Dear Prof. Dr. Ida Example": "ida example",
    "Estimada Sra. Ejemplo:": "ejemplo",
    "Señor Ejemplo,": "ejemplo",
    "Madame Exemple,": "exemple",
    "Monsieur le Ministre,": "le ministre",
    "Dear Mr. President,": "president",
}
"""Salutations, each with the name or office that the pattern finds."""

_OFFICES = """
    president minister secretary general ambassador director chair chairman chairwoman chairperson chief executive
    officer head governor mayor commissioner attorney prosecutor judge justice prime representative permanent speaker
    senator deputy vice counsel manager managing rector dean king queen prince colonel captain madam sir ceo
    ministre secretaire ambassadeur ambassadrice directeur directrice presidente gouverneur gouverneure maire procureur
    procureure juge representant representante chef cheffe premier premiere conseiller conseillere commissaire
    presidenta ministro ministra secretario secretaria embajador embajadora directora gobernador gobernadora alcalde
    alcaldesa fiscal canciller juez jueza jefe jefa comisionado comisionada consejero consejera gerente
    ombudsman ombudsperson registrar administrator chancellor sheriff treasurer superintendent coordinator high
    principal editor bishop cardinal delegate consul envoy magistrate
    administrateur administratrice coordinateur coordinatrice depute deputee senateur senatrice recteur rectrice
    magistrat magistrate delegue deleguee defenseur chancelier chanceliere
    administrador administradora coordinador coordinadora defensor defensora rectora magistrado magistrada diputado
    diputada senador senadora concejal delegado delegada
    le la les el los las of de du des del the colleague colleagues friend
"""
OFFICES = frozenset(_OFFICES.split())
"""Words of an office: a salutation with one of them names no person, or not by the name alone."""
