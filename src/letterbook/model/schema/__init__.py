"""One table of fields: validation, the reference page, the template of a letter and JSON Schemas come from it.

A table is a frozen dataclass whose fields are made by `about`. `kinds` holds the kinds of value that stand in a
field, `reading` turns a mapping of the front matter into values, `forms` draws what is published of a table.
"""

from letterbook.model.schema.kinds import (
    FileName,
    GroupId,
    InstrumentId,
    LanguageTag,
    MandateId,
    PagePattern,
    Provision,
    ProvisionPattern,
    ReasonId,
    RecipientId,
    ResolutionNumber,
    Sha256,
    StateCode,
    Symbol,
    TimeZone,
    Url,
    Words,
)
from letterbook.model.schema.table import FieldTable, Row, about, table

__all__ = [
    "FieldTable",
    "FileName",
    "GroupId",
    "InstrumentId",
    "LanguageTag",
    "MandateId",
    "PagePattern",
    "Provision",
    "ProvisionPattern",
    "ReasonId",
    "RecipientId",
    "ResolutionNumber",
    "Row",
    "Sha256",
    "StateCode",
    "Symbol",
    "TimeZone",
    "Url",
    "Words",
    "about",
    "table",
]
