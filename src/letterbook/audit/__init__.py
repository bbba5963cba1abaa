"""The leak proof: every byte of a finished site is searched for what is withheld.

It asks the record what is withheld and the public side what is said, and trusts no output: what it reads is the site
as it lies on disk, made by whomever.
"""

from letterbook.audit.scan import Leak, LeaksFound, Sources, audit

__all__ = ["Leak", "LeaksFound", "Sources", "audit"]
