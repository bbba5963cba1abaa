"""Citations in the formats that reference managers read.

Sources: the RIS specification of 2011, with the type PCOMM for personal communications; BibTeX's own types, of which
`misc` fits a letter best; CSL 1.0.2, with the type `personal_communication`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from letterbook.derived.citing.work import CitedWork

_LATEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    each: f"\\{each}" for each in "&%$#_{}"
}


@dataclass(frozen=True, slots=True)
class Export:
    """A format: its name, the suffix and media type of its files, and the function that writes it."""

    name: str
    suffix: str
    media_type: str
    write: Callable[[CitedWork], str]


def write_bibtex(work: CitedWork) -> str:
    """Write a BibTeX entry. Names are in braces, so that BibTeX does not split or reorder them."""
    fields = {
        "author": " and ".join(f"{{{_escape_latex(each)}}}" for each in work.authors),
        "title": f"{{{_escape_latex(work.title)}}}",
        "howpublished": _escape_latex(f"{work.genre} to {', '.join(work.recipients)}, {work.site_name}"),
        "number": _escape_latex(work.reference),
        "year": f"{work.date.year:04d}",
        "month": f"{work.date.month}",
        "day": f"{work.date.day}",
        "language": work.language,
        "url": work.url,
    }
    lines = (f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{work.id},\n" + ",\n".join(lines) + "\n}\n"


def write_ris(work: CitedWork) -> str:
    """Write an RIS record. Since a line break ends a field, values have none."""
    fields = [
        ("TY", "PCOMM"),
        *(("AU", each) for each in work.authors),
        *(("A2", each) for each in work.recipients),
        ("TI", work.title),
        ("PY", f"{work.date.year:04d}"),
        ("DA", work.date.strftime("%Y/%m/%d/")),
        ("M3", work.genre),
        ("AN", work.reference),
        ("DB", work.site_name),
        ("LA", work.language),
        ("UR", work.url),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in fields)


def write_csl(work: CitedWork) -> str:
    """Write a CSL-JSON item."""
    item = {
        "id": work.id,
        "type": "personal_communication",
        "title": work.title,
        "author": [{"literal": each} for each in work.authors],
        "recipient": [{"literal": each} for each in work.recipients],
        "issued": {"date-parts": [[work.date.year, work.date.month, work.date.day]]},
        "genre": work.genre,
        "number": work.reference,
        "container-title": work.site_name,
        "language": work.language,
        "URL": work.url,
    }
    return json.dumps([item], ensure_ascii=False, indent=1) + "\n"


def _escape_latex(text: str) -> str:
    return re.sub(r"[\\~^&%$#_{}]", lambda match: _LATEX[match[0]], text)


EXPORTS = (
    Export("BibTeX", ".bib", "application/x-bibtex", write_bibtex),
    Export("RIS", ".ris", "application/x-research-info-systems", write_ris),
    Export("CSL-JSON", ".csl.json", "application/vnd.citationstyles.csl+json", write_csl),
)
