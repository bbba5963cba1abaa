"""Full-text search: documents made of what is public, the index over them, and what the page needs to ask it."""

from letterbook.search.components import component_files, sums
from letterbook.search.documents import FILTERS, Document, documents
from letterbook.search.lunr_index import lunr_files

__all__ = ["FILTERS", "Document", "component_files", "documents", "lunr_files", "sums"]
