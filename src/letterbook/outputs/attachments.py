"""`/communications/<letter>/files/`: the PDFs of letters and responses, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook import urls
from letterbook.model.public import Communication, Response
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile


def copy_attachments(site: Site) -> Iterator[OutputFile]:
    """Yield every public attachment; those of a response are below the address of its letter."""
    for letter in site.public.communications:
        filed: tuple[Communication | Response, ...] = (letter, *letter.responses)
        for attachment in (each for one in filed for each in one.attachments):
            yield OutputFile(urls.attachment(letter.reference, attachment.file), attachment.origin)
