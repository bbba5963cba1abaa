"""The tables of fields that editors fill in, as the reference page lists them.

The fields themselves are those of the dataclasses in `record`, `registers` and `policy`.
"""

from __future__ import annotations

from letterbook.model.policy import Policy
from letterbook.model.record import EarlierText, Letter, Response, Translation
from letterbook.model.registers import Group, Instrument, Mandate, Recipient
from letterbook.model.schema import FieldTable

RECORD_TABLES = (
    FieldTable("letter", "Letter", "data/letters/<year>/<slug>.md", Letter),
    FieldTable("response", "Response", "data/responses/<slug of the letter>/<date>-<recipient>.md", Response),
    FieldTable("translation", "Translation", "<slug>.<language>.md, beside what it translates", Translation),
    FieldTable("earlier-text", "Earlier text", "data/earlier/<slug of the letter>/<date>.md", EarlierText),
    FieldTable("mandate", "Mandate", "data/registers/mandates.yml, by id", Mandate, "mandates"),
    FieldTable("recipient", "Recipient", "data/registers/recipients.yml, by id", Recipient, "recipients"),
    FieldTable("instrument", "Instrument", "data/registers/instruments.yml, by id", Instrument, "instruments"),
    FieldTable("group", "Group", "data/registers/groups.yml, by id", Group, "groups"),
    FieldTable("policy", "Policy", "data/policy.yml", Policy),
)
