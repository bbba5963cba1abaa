"""Write simple PDFs: plain text on as many pages as it needs, with the same bytes for the same text."""

from __future__ import annotations

import re
import textwrap

WIDTH, HEIGHT, MARGIN, SIZE, LEADING, CHARACTERS = 595, 842, 50, 9, 11, 108


def pdf(text: str, *, title: str = "", language: str = "en", note: str = "") -> bytes:
    """Return a PDF of `text` under its `title`, with `note` and the page number at the foot of each page.

    A form feed begins a new page. The text must fit code page 1252. The fonts are two that every PDF reader has; none
    is embedded.
    """
    room = (HEIGHT - 2 * MARGIN) // LEADING - 3
    pages = []
    for part in text.strip().split("\f"):
        lines = [line for each in part.strip().split("\n") for line in textwrap.wrap(each, CHARACTERS) or [""]]
        pages += [lines[at : at + room] for at in range(0, len(lines), room)]
    objects = [b"", b"", _font("Helvetica"), _font("Helvetica-Bold")]
    kids = []
    for number, page in enumerate(pages, start=1):
        stream = _page(title, page, f"{note} - {number}/{len(pages)}")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R" % (WIDTH, HEIGHT, len(objects))
            + b" /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R /Lang (%s) >>" % language.encode()
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    objects.append(b"<< /Title (%s) >>" % _escape(title))
    return _file(objects)


def _font(name: str) -> bytes:
    return b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % name.encode()


def _page(title: str, lines: list[str], foot: str) -> bytes:
    top = HEIGHT - MARGIN
    shown = [b"/F2 12 Tf %d %d Td (%s) Tj" % (MARGIN, top, _escape(title)), b"/F1 %d Tf 0 %d Td" % (SIZE, -2 * LEADING)]
    shown += [b"(%s) Tj 0 %d Td" % (_escape(line), -LEADING) for line in lines]
    end = b"BT /F1 8 Tf %d %d Td (%s) Tj ET" % (MARGIN, MARGIN // 2, _escape(foot))
    return b"BT " + b"\n".join(shown) + b" ET\n" + end


def _escape(text: str) -> bytes:
    return re.sub(rb"([\\()])", rb"\\\1", text.encode("cp1252"))


def _file(objects: list[bytes]) -> bytes:
    content = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(content), len(objects) + 1
    content += b"xref\n0 %d\n0000000000 65535 f \n" % size
    content += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    content += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, size - 1, start)
    return content
