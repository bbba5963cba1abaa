"""Whether a live site shows what is due, and nothing else: its `release.json` is fetched and compared.

It stands on the public side of the wall, so that what it tells can name nothing but what is due to be public, and what
the live site itself says.
"""

from letterbook.watch.client import Unreachable, WrongAddress, address_of, fetch
from letterbook.watch.comparison import Finding, Kind, compare, lost
from letterbook.watch.live_site import Live, NoReleaseFile, read

__all__ = [
    "Finding",
    "Kind",
    "Live",
    "NoReleaseFile",
    "Unreachable",
    "WrongAddress",
    "address_of",
    "compare",
    "fetch",
    "lost",
    "read",
]
