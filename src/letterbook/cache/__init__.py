"""Keeps what was computed from texts, for the next build, and computes what is missing in several processes.

`Cache` does both. It is in the bottom layer, below everything that reads a text; `docs/decisions/0026-cache.md` says
why. It is passed down as a value and is optional: without it, everything is computed.
"""

from letterbook.cache.cache import Cache, Task
from letterbook.cache.checksums import hash_record, hash_values
from letterbook.cache.values import pack_value, unpack_value

__all__ = ["Cache", "Task", "hash_record", "hash_values", "pack_value", "unpack_value"]
