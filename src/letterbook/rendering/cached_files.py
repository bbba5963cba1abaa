"""Files of the site that are taken from the cache, if what they are made of has not changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from letterbook.cache import Cache, pack_value, unpack_value
from letterbook.rendering.page import OutputFile


def render_cached(
    cache: Cache, name: str, checksum: bytes, render: Callable[[], Iterable[OutputFile]]
) -> Iterator[OutputFile]:
    """Yield the files that `render` yields. They depend on the values that `checksum` is of, and on nothing else.

    Files that are in the cache are not rendered again. If one is missing there, all are rendered, and those that have
    not been yielded follow.
    """
    list_name, file_name = f"files of {name}", f"file of {name}"
    cached = cache.get(list_name, checksum)
    yielded: set[str] = set()
    for path in unpack_value(cached) if cached is not None else ():
        content = cache.get(file_name, checksum, path)
        if content is None:
            cached = None
            break
        yielded.add(path)
        yield OutputFile(path, content)
    if cached is not None:
        return
    paths: list[str] = []
    for each in render():
        content = each.content if isinstance(each.content, bytes) else each.content.read_bytes()
        cache.put(content, file_name, checksum, each.path)
        paths.append(each.path)
        if each.path not in yielded:
            yield each
    cache.put(pack_value(paths), list_name, checksum)
