"""Full-text search: documents made of what is public, the index over them, and what the page needs to ask it."""

from letterbook.search.components import component_files, sums
from letterbook.search.documents import FILTERS, Document, documents_of, is_full_text
from letterbook.search.lunr_index import lunr_files

__all__ = ["FILTERS", "Document", "component_files", "documents_of", "is_full_text", "lunr_files", "sums"]
