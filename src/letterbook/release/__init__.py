"""The gate: decides which parts of a record are public at a given moment.

This is the only package that knows both the record's types and the public ones. It reads no clock and no file; the
moment is an argument. `embargo` works out the day from which each letter and response is public.
"""

from letterbook.release.gate import release
from letterbook.release.withheld import WithheldCounts, count_withheld, find_withheld_keys

__all__ = ["WithheldCounts", "count_withheld", "find_withheld_keys", "release"]
