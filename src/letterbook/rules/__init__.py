"""The rules of the record: one function for each rule, with a slug, a severity and a docstring that is its page."""

from letterbook.rules.check import check_record
from letterbook.rules.registry import Rule, registered_rules

__all__ = ["Rule", "check_record", "registered_rules"]
