"""Full-text search: documents made from public content, an index of them, and the search page."""

from letterbook.search.assets import find_stems, hash_asset_files
from letterbook.search.build import Engine, choose_engine, render_index_files, render_search
from letterbook.search.pagefind_format import read_dictionary

__all__ = [
    "Engine",
    "choose_engine",
    "find_stems",
    "hash_asset_files",
    "read_dictionary",
    "render_index_files",
    "render_search",
]
