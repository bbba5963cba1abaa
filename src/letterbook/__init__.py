"""Letterbook: a directory of letters becomes a public site, each letter released on its day."""

import zoneinfo

__version__ = "0.1.0"

# The locked package tzdata, not the machine or PYTHONTZPATH, decides when a day begins and so what is public.
zoneinfo.reset_tzpath(())
zoneinfo.ZoneInfo.clear_cache()
