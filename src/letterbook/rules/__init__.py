"""The rules of the record: one function a rule, each with a slug, a severity, and a docstring that is its page."""

from letterbook.rules.catalogue import Rule, catalogue
from letterbook.rules.checking import check

__all__ = ["Rule", "catalogue", "check"]
