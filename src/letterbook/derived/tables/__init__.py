"""The published tables, computed from what is public. `DATA_TABLES` lists them."""

from __future__ import annotations

from letterbook.derived.tables.amendments import CORRECTIONS, WITHDRAWALS
from letterbook.derived.tables.answers import ANSWERS
from letterbook.derived.tables.citations import CITATIONS
from letterbook.derived.tables.communications import COMMUNICATIONS, MANDATES, RECIPIENTS
from letterbook.derived.tables.responses import RESPONSES
from letterbook.derived.tables.table import DataTable, TableSource

DATA_TABLES = (COMMUNICATIONS, RECIPIENTS, RESPONSES, ANSWERS, MANDATES, CITATIONS, CORRECTIONS, WITHDRAWALS)

__all__ = ["DATA_TABLES", "DataTable", "TableSource"]
