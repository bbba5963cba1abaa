"""The gate: what of a record is public at a moment.

The only package that knows both the record and what is published. It is pure: the moment is handed down, no clock is
read and no file. `rule` decides for letters and for responses; everything else asks it.
"""

from letterbook.release.gate import release
from letterbook.release.rule import begins, letter_release, response_release
from letterbook.release.withheld import Unshown, unshown, withheld_keys

__all__ = ["Unshown", "begins", "letter_release", "release", "response_release", "unshown", "withheld_keys"]
