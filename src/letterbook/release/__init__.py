"""The gate: what of a record is public at a moment.

The only package that knows both the record and what is published. It is pure: the moment is handed down, no clock and
no file is read. `embargo` decides from which day each thing is public.
"""

from letterbook.release.gate import release
from letterbook.release.withheld import Unshown, unshown, withheld_keys

__all__ = ["Unshown", "release", "unshown", "withheld_keys"]
