"""A citation as an RIS record, which reference managers read. The page's script writes the other formats from it.

Source: the RIS specification of 2011, with the type PCOMM for personal communications.
"""

from __future__ import annotations

from letterbook.derived.citing.work import CitedWork


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
        *((("UR", work.url),) if work.url else ()),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {' '.join(value.split())}\n" for tag, value in fields)
