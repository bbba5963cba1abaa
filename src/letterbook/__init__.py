"""Letterbook: a directory of letters becomes a public site, each letter released on its day."""

import zoneinfo

__version__ = "0.1.0"

# Days begin as the locked package tzdata says, not as the machine or PYTHONTZPATH does: that decides what is public.
zoneinfo.reset_tzpath(())
zoneinfo.ZoneInfo.clear_cache()
