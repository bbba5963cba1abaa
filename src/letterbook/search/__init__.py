"""Full-text search: documents made of what is public, an index over them, and what the page needs to ask it."""

from letterbook.search.assets import component_files, stems, sums
from letterbook.search.build import Engine, chosen, search_files
from letterbook.search.documents import FILTERS, a_name
from letterbook.search.pagefind_format import dictionary

__all__ = ["FILTERS", "Engine", "a_name", "chosen", "component_files", "dictionary", "search_files", "stems", "sums"]
