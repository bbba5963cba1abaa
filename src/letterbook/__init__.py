"""Letterbook: a directory of letters becomes a public site, each letter released on its day."""

__version__ = "0.1.0"
