"""The leak audit: scan every byte of a finished site for withheld content.

It works like a secret scanner: files are decoded, their text is normalised and matched against fingerprints of what the
record withholds, and matches that public texts also contain are allowed. The check trusts no output. It works out from
the record what is withheld and what is public, and reads the site as it lies on disk.
"""

from letterbook.audit.counterpart import RenderAgain
from letterbook.audit.known_files import Sources
from letterbook.audit.leaks import Leak, LeaksFound
from letterbook.audit.scan import audit
from letterbook.audit.sought import Sought, find_sought

__all__ = ["Leak", "LeaksFound", "RenderAgain", "Sought", "Sources", "audit", "find_sought"]
