"""Reads every object of a PDF, used or not, with qpdf: all its strings, names and streams."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from letterbook.text.pdf.content import Kind, Packed
from letterbook.text.pdf.pictures import read_picture_data

_KINDS = {
    "/Alt": Kind.DESCRIPTIONS,
    "/ActualText": Kind.DESCRIPTIONS,
    "/E": Kind.DESCRIPTIONS,
    "/Contents": Kind.NOTES,
    "/T": Kind.NOTES,
    "/TU": Kind.NOTES,
    "/TM": Kind.NOTES,
    "/V": Kind.NOTES,
    "/DV": Kind.NOTES,
    "/RC": Kind.NOTES,
    "/Subj": Kind.NOTES,
    "/OverlayText": Kind.NOTES,
    "/CA": Kind.NOTES,
}
"""Where a string is, by its key: PDF 32000-1:2008, tables 164, 170, 189, 192, 220 and 323."""
_OF_PROGRAMS = frozenset(
    (
        *("/Producer", "/Creator", "/CreationDate", "/ModDate", "/M", "/LastModified", "/Trapped"),
        *("/Lang", "/Registry", "/Ordering", "/CharSet", "/DA", "/NM", "/ID", "/IDS", "/O", "/U"),
    )
)
_IDENTIFIERS = frozenset({"/Names", "/Limits", "/D", "/Dest"})
_SUMS = frozenset({"/ID", "/CheckSum", "/O", "/U", "/OE", "/UE", "/Perms"})
"""The keys of sums and encrypted keys, which are strings but no texts."""
_UNREAD_TYPES = frozenset({"/XRef", "/ObjStm"})  # read as the objects in them
_UNREAD_KEYS = ("/Length1", "/FunctionType", "/ShadingType", "/Alternate")
"""Streams with such a key are fonts, functions, shadings and colour profiles."""
_UNREAD_SUBTYPES = frozenset({"/Image", "/Type1C", "/CIDFontType0C", "/OpenType"})
"""Images and fonts, if they are what they say."""
_DRAWINGS = frozenset({"/Form", "/PS"})
_INLINE = re.compile(rb"<<[^>]*?(?:\(|<[^<])")
"""A dictionary with a string, in the instructions that draw a page: what marks a piece of the page, and says of it."""
_COMMENT = re.compile(rb"%[^\r\n]{3,}")
_DRAWN = re.compile(rb"\b(?:BT|Do|re|cm|BDC|BMC)\b")
_BEGIN = 2048
_PRINTABLE = bytes((*range(0x20, 0x7F), *b"\t\r\n"))
_LIMIT = "memory limit exceeded"
"""What qpdf says of a stream that unpacks to more than it may."""
MOST_BYTES = 256 << 20
"""How many bytes the streams of one file may have unpacked."""


class TooLarge(Exception):
    """A file unpacks to more than MOST_BYTES."""


@dataclass(slots=True)
class Findings:
    """What is found in the versions of one file, each thing once."""

    hidden: dict[tuple[Kind, str], None] = field(default_factory=dict)
    packed: dict[bytes, Packed] = field(default_factory=dict)
    unapplied: int = 0
    size: int = 0
    _seen: set[bytes] = field(default_factory=set)
    _texts: set[str] = field(default_factory=set)

    def add(self, kind: Kind, text: str) -> None:
        """Add a text, unless it was found before."""
        if not text.strip() or (kind is Kind.OTHER and text in self._texts):
            return
        self.hidden.setdefault((kind, text))
        if kind is not Kind.NAMES:
            self._texts.add(text)

    def unpack(self, stream: Any) -> bytes:
        """Unpack a stream, or return b"" if that was done before or nobody can. Raises TooLarge."""
        raw = stream.read_raw_bytes()
        if raw in self._seen:
            return b""
        self._seen.add(raw)
        try:
            content: bytes = stream.read_bytes()
        except pikepdf.PdfError as error:
            if _LIMIT in str(error):
                raise TooLarge from error
            content = raw  # pictures in a format of their own
        self.size += len(content)
        if self.size > MOST_BYTES:
            raise TooLarge
        return content


def read_objects(document: pikepdf.Pdf, findings: Findings) -> None:
    """Add all strings, names and streams of a document. Drawings are read apart, see `drawings`."""
    info = document.trailer.get("/Info")
    about = info.objgen if isinstance(info, pikepdf.Dictionary) else None
    file_names = _find_file_names(document)
    drawn = _find_page_contents(document)
    _add_strings(document.trailer, findings)
    for found in document.objects:
        if not isinstance(found, pikepdf.Object):
            continue  # a number
        _add_strings(found, findings, Kind.METADATA if found.objgen == about else Kind.OTHER)
        if isinstance(found, pikepdf.Stream):
            _add_stream(found, findings, file_names.get(found.objgen), is_drawn=found.objgen in drawn)


def _iterate(found: Any) -> Iterator[tuple[str, Any, Any]]:
    """Yield each string and name in an object with its key and the dictionary that it is in; not of other objects."""
    left: list[tuple[str, Any, Any]] = [("", None, found)]
    while left:
        key, holder, each = left.pop()
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            for name, value in each.items():
                yield "", each, pikepdf.Name(name)
                if _is_own(value):
                    left.append((name, each, value))
        elif isinstance(each, pikepdf.Array):
            left += [(key, holder, value) for value in each if _is_own(value)]
        elif isinstance(each, pikepdf.String | pikepdf.Name):
            yield key, holder, each


def _is_own(value: Any) -> bool:
    return isinstance(value, pikepdf.Object) and not (
        value.is_indirect and not isinstance(value, pikepdf.String | pikepdf.Name)
    )


def _add_strings(found: Any, findings: Findings, otherwise: Kind = Kind.OTHER) -> None:
    for key, holder, value in _iterate(found):
        if isinstance(value, pikepdf.Name):
            findings.add(Kind.NAMES, str(value).removeprefix("/"))
        elif not (key in _SUMS and not bytes(value).isascii()) and not (key == "/Contents" and "/ByteRange" in holder):
            findings.add(_find_kind(key, holder, otherwise), str(value))


def _find_kind(key: str, holder: Any, otherwise: Kind) -> Kind:
    """Return where a string is, by its key and the dictionary that it is in, if any."""
    if key in _OF_PROGRAMS:
        return Kind.PROGRAMS
    if key in _IDENTIFIERS:
        return Kind.NAMES
    if holder is not None:
        if key == "/Title" and "/Parent" in holder:
            return Kind.BOOKMARKS
        if key == "/Name" and holder.get("/Type") == "/OCG":
            return Kind.LAYERS
        if key in ("/F", "/UF", "/Desc") and "/EF" in holder:
            return Kind.FILES
        if key == "/P":
            return Kind.LABELS
    return _KINDS.get(key, otherwise)


def _find_file_names(document: pikepdf.Pdf) -> dict[tuple[int, int], str]:
    """Return the name of each embedded file, by the object that has its content."""
    found: dict[tuple[int, int], str] = {}
    for each in document.objects:
        if isinstance(each, pikepdf.Dictionary):
            files = each.get("/EF")
            if isinstance(files, pikepdf.Dictionary):
                name = str(each.get("/UF", each.get("/F", "")))
                found |= {file.objgen: name for file in files.values() if isinstance(file, pikepdf.Stream)}
    return found


def count_redaction_marks(document: pikepdf.Pdf) -> int:
    """Count the areas of pages that are marked for redaction, and that nobody redacted."""
    return sum(
        isinstance(note, pikepdf.Dictionary) and note.get("/Subtype") == "/Redact"
        for page in document.pages
        if isinstance(notes := page.obj.get("/Annots"), pikepdf.Array)
        for note in notes
    )


def list_hidden_layers(document: pikepdf.Pdf) -> frozenset[str]:
    """Return the names of the layers that are switched off where a file is opened."""
    layers = document.Root.get("/OCProperties")
    default = layers.get("/D") if isinstance(layers, pikepdf.Dictionary) else None
    if not isinstance(layers, pikepdf.Dictionary) or not isinstance(default, pikepdf.Dictionary):
        return frozenset()
    on, off, every = (
        {each.objgen: str(each.get("/Name", "")) for each in found if isinstance(each, pikepdf.Dictionary)}
        for found in (default.get("/ON", ()), default.get("/OFF", ()), layers.get("/OCGs", ()))
        if isinstance(found, pikepdf.Array | tuple)
    )
    if default.get("/BaseState") == "/OFF":
        off |= {key: name for key, name in every.items() if key not in on}
    return frozenset(off.values())


def _find_page_contents(document: pikepdf.Pdf) -> frozenset[tuple[int, int]]:
    """Return the streams that draw a page, whether it is among the file's pages or not."""
    found: set[tuple[int, int]] = set()
    for each in document.objects:
        contents = each.get("/Contents") if isinstance(each, pikepdf.Dictionary) else None
        streams = contents if isinstance(contents, pikepdf.Array) else (contents,)
        found |= {one.objgen for one in streams if isinstance(one, pikepdf.Stream)}
    return frozenset(found)


def _add_stream(stream: Any, findings: Findings, file_name: str | None, *, is_drawn: bool) -> None:
    type_, subtype = (str(stream.get(key, "")) for key in ("/Type", "/Subtype"))
    if subtype == "/Image":
        for data in read_picture_data(stream):
            findings.packed[data] = Packed(kind=Kind.OTHER, name="", content=data)
    if file_name is None and (
        type_ in _UNREAD_TYPES
        or ((subtype in _UNREAD_SUBTYPES or any(key in stream for key in _UNREAD_KEYS)) and not _begins_as_text(stream))
    ):
        return
    content = findings.unpack(stream)
    if not content:
        return
    if file_name is not None or type_ == "/EmbeddedFile":
        findings.packed[content] = Packed(kind=Kind.FILES, name=file_name or "", content=content)
    elif type_ == "/Metadata" or content.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<?xpacket"):
        findings.packed[content] = Packed(kind=Kind.METADATA, name="metadata.xml", content=content)
    elif subtype in _DRAWINGS or "/PatternType" in stream or _DRAWN.search(content):
        _add_instructions(content, findings)
        is_read = is_drawn or subtype in _DRAWINGS or "/PatternType" in stream
        if not is_read and (b"Tj" in content or b"TJ" in content):  # text that nothing draws any more
            findings.packed[content] = Packed(kind=Kind.OTHER, name="", content=content)
    elif b"begincmap" not in content[:2000]:
        findings.packed[content] = Packed(kind=Kind.OTHER, name="", content=content)


def _begins_as_text(stream: Any) -> bool:
    """Whether a stream that says that it is an image, a font or the like is really text."""
    begin = stream.read_raw_bytes()[:_BEGIN]
    if str(stream.get("/Filter", "")) == "/FlateDecode":
        with suppress(zlib.error):
            begin = zlib.decompressobj().decompress(begin, _BEGIN)
    return len(begin.translate(None, _PRINTABLE)) < len(begin) / 10


def _add_instructions(content: bytes, findings: Findings) -> None:
    """Add what the instructions that draw something contain besides what they draw."""
    for comment in _COMMENT.findall(content):
        findings.add(Kind.OTHER, comment.decode("latin-1"))
    if _INLINE.search(content) is None:
        return
    with pikepdf.new() as document:
        stream = pikepdf.Stream(document, content)
        for instruction in pikepdf.parse_content_stream(stream, operators="BDC DP"):
            for operand in getattr(instruction, "operands", ()):
                _add_strings(operand, findings)
