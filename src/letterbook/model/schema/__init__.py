"""Tables of fields, from which validation, the reference page, the template of a letter and the JSON Schemas come.

A table is a frozen dataclass whose fields are declared with `about`. `kinds` has the kinds of value that a field can
hold, and `render` writes what is published of a table. `ingest.fields` reads front matter by a table.
"""

from letterbook.model.schema.kinds import (
    FileName,
    GroupId,
    InstrumentId,
    LanguageTag,
    MandateId,
    PagePattern,
    Paragraphs,
    Provision,
    ProvisionPattern,
    PublicContact,
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
from letterbook.model.schema.table import FieldTable, Row, about, list_rows

__all__ = [
    "FieldTable",
    "FileName",
    "GroupId",
    "InstrumentId",
    "LanguageTag",
    "MandateId",
    "PagePattern",
    "Paragraphs",
    "Provision",
    "ProvisionPattern",
    "PublicContact",
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
    "list_rows",
]
