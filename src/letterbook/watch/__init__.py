"""Checks that a live site shows what is due and nothing else, by fetching and comparing its `release.json`.

It cannot see the record, only what is due to be public and what the live site says, so its findings can name nothing
else.
"""

from letterbook.watch.client import InvalidUrl, Unreachable, build_release_url, fetch
from letterbook.watch.comparison import Finding, Kind, compare, find_lost_pages
from letterbook.watch.live_site import InvalidReleaseFile, LiveSite, read_release_file

__all__ = [
    "Finding",
    "InvalidReleaseFile",
    "InvalidUrl",
    "Kind",
    "LiveSite",
    "Unreachable",
    "build_release_url",
    "compare",
    "fetch",
    "find_lost_pages",
    "read_release_file",
]
