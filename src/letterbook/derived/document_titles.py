"""The titles of cited documents, as far as they are known."""

from __future__ import annotations

from letterbook.citations.documents import KnownDocument, find_known, has_symbol
from letterbook.i18n import Interface


def write_document_title(document: str, interface: Interface) -> str:
    """Write the title of a document, or its symbol if none is known: `Human Rights Council, resolution 44/15`.

    The subject of a general comment is part of its title if it is known in the language of the interface.
    """
    known = find_known(document)
    if not known:
        return document
    subject = known[0].title.get(interface.language, "")
    title = interface.series(_write_number(each, interface) for each in known)
    return interface.join_label(title, subject) if subject else title


def write_document_name(document: str, interface: Interface) -> str:
    """Write the title of a document and its symbol: `Human Rights Council, resolution 44/15 (A/HRC/RES/44/15)`."""
    title = write_document_title(document, interface)
    return f"{title} ({document})" if title != document and has_symbol(document) else title


def _write_number(known: KnownDocument, interface: Interface) -> str:
    issuer = known.issuer.get(interface.language) or known.issuer["en"]
    return interface.text(f"document-{known.kind}", issuer=issuer, number=known.number, year=known.year)
