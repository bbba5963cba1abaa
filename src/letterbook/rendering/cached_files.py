"""Files of the site that are taken from the cache, if what they are made of has not changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from letterbook.cache import Cache, pack_value, unpack_value
from letterbook.rendering.page import OutputFile


def render_cached(
    cache: Cache, name: str, checksum: bytes, render: Callable[[], Iterable[OutputFile]], *, compress: bool = True
) -> Iterator[OutputFile]:
    """Yield the files that `render` yields. They depend on the values that `checksum` is of, and on nothing else.

    Files that are in the cache are not rendered again. If one is missing there, all are rendered, and those that have
    not been yielded follow. Other values that `render` takes from the cache are kept as long as the files are, so that
    rendering them again after a change is quick. `compress` is for files that are not compressed yet.
    """
    list_name, file_name = f"files of {name}", f"file of {name}"
    cached = cache.get(list_name, checksum)
    paths, used = unpack_value(cached) if cached is not None else ([], [])
    yielded: set[str] = set()
    for path in paths:
        content = cache.get(file_name, checksum, path)
        if content is None:
            cached = None
            break
        yielded.add(path)
        yield OutputFile(path, content)
    if cached is not None:
        cache.use(map(bytes.fromhex, used))
        return
    paths, used = [], set()
    rendered = iter(render())
    while True:
        with cache.list_used() as keys:
            each = next(rendered, None)
        used.update(keys)
        if each is None:
            break
        content = each.content if isinstance(each.content, bytes) else each.content.read_bytes()
        cache.put(content, file_name, checksum, each.path, compress=compress)
        paths.append(each.path)
        if each.path not in yielded:
            yield each
    cache.put(pack_value([paths, sorted(key.hex() for key in used)]), list_name, checksum)
