"""Full-text search: documents made from public content, an index of them, and the search page."""

from letterbook.search.assets import hash_asset_files
from letterbook.search.build import render_index_files, render_search

__all__ = ["hash_asset_files", "render_index_files", "render_search"]
