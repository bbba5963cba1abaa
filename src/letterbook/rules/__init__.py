"""The rules of the record: one function for each rule, with a slug, a severity and a docstring that is its page."""

from letterbook.rules.check import (
    CheckedRecord,
    RecordErrors,
    cache_citations,
    check_changes,
    check_record,
    load_checked_record,
    open_cache,
)
from letterbook.rules.registry import Rule, list_rules
from letterbook.rules.secrecy import hide_personal_data

__all__ = [
    "CheckedRecord",
    "RecordErrors",
    "Rule",
    "cache_citations",
    "check_changes",
    "check_record",
    "hide_personal_data",
    "list_rules",
    "load_checked_record",
    "open_cache",
]
