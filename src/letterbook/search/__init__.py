"""Full-text search: documents made of what is public, an index over them, and what the page needs to ask it."""

from letterbook.search.assets import stems, sums
from letterbook.search.build import Engine, chosen, render_search, search_files
from letterbook.search.pagefind_format import dictionary

__all__ = ["Engine", "chosen", "dictionary", "render_search", "search_files", "stems", "sums"]
