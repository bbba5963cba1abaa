"""The links of a citation: one for each provision that has a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from letterbook import urls
from letterbook.citations import Citation
from letterbook.citations.documents import has_symbol

_STATED = re.compile(r"(?<![0-9(./])([0-9]+)(?:\.[0-9]+)*(?: ?\([^()\s]{1,6}\))*")
"""The number of a provision with its paragraphs."""


def make_href(citation: Citation, provisions: tuple[str, ...], root: str) -> str:
    """Return the address that a citation links to. `root` is the path from the page to the site's root."""
    if citation.instrument is None:
        document = citation.document or ""
        return urls.document(document) if has_symbol(document) else f"{root}{urls.cited_document(document)}"
    existing = list(keep_existing(provisions, citation))
    if len({urls.main_provision(each) for each in existing}) == 1:
        return f"{root}{urls.provision(citation.instrument, existing[0])}"
    return f"{root}{urls.instrument(citation.instrument)}"


def keep_existing(provisions: Iterable[str], citation: Citation) -> Iterator[str]:
    """Return those provisions that the instrument has: only these have pages."""
    return (each for each in provisions if each not in citation.beyond)


def split_links(citation: Citation) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return the parts of a citation that are separate links: `Articles 19`, `21` and `22 of the ICCPR`, each with its
    provisions. The numbers within a range are not printed, so they have no link."""
    own: dict[str, list[str]] = {}
    for each in keep_existing(citation.provisions, citation) if citation.instrument else ():
        own.setdefault(urls.main_provision(each), []).append(each)
    found = {match[1]: match.span() for match in reversed(list(_STATED.finditer(citation.text))) if match[1] in own}
    if len(found) < 2:
        return [(citation.start, citation.end, citation.provisions)]
    stated = sorted((span, tuple(own[each])) for each, span in found.items())
    begins = [0, *(start for (start, _), _ in stated[1:])]
    ends = [*(end for (_, end), _ in stated[:-1]), len(citation.text)]
    return [
        (citation.start + begin, citation.start + end, provisions)
        for begin, end, (_, provisions) in zip(begins, ends, stated, strict=True)
    ]
