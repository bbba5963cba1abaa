"""Opens a DOCX: a ZIP of parts in XML, read within limits, so that no file can take all the memory."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from letterbook.editing.originals.original import UnreadableOriginal

MOST_PARTS = 5_000
MOST_BYTES = 30 << 20
"""How many bytes a part may have when it is unpacked. The text of 500 pages has about 5 MB."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_STRICT = b"http://purl.oclc.org/ooxml/"
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_BROKEN = "it is damaged or incomplete; save it as .docx again, or export it as PDF"


@dataclass(frozen=True, slots=True)
class Relationship:
    """A reference from one part: its kind, and the address or the name of the other part."""

    kind: str
    target: str


@dataclass(slots=True)
class Package:
    """The parts of a DOCX, by name."""

    archive: zipfile.ZipFile
    _parts: dict[str, ET.Element | None] = field(default_factory=dict)

    @classmethod
    def open(cls, content: bytes) -> Package:
        """Open a DOCX. Raises UnreadableOriginal for anything else."""
        if content.startswith(_OLD_WORD):
            raise UnreadableOriginal(
                "it is a .doc from an old version of Word, or has a password; save it as .docx without one"
            )
        try:
            archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise UnreadableOriginal(_BROKEN) from error
        if len(archive.namelist()) > MOST_PARTS:
            raise UnreadableOriginal(f"it has more than {MOST_PARTS:,} parts, too many for a letter")
        return cls(archive)

    def find_main(self) -> str:
        """Return the name of the part with the text."""
        for each in self.read_relationships("").values():
            if each.kind == "officeDocument":
                return each.target
        raise UnreadableOriginal("it is not a DOCX, despite its name")

    def read(self, name: str) -> ET.Element | None:
        """Return a part in XML, or None if there is none. Raises UnreadableOriginal for one that cannot be read."""
        if name not in self._parts:
            content = self._unpack(name)
            self._parts[name] = None if content is None else _parse(content)
        return self._parts[name]

    def read_relationships(self, part: str) -> Mapping[str, Relationship]:
        """Return the relationships of a part, by the ids that it uses."""
        folder, name = posixpath.split(part)
        root = self.read(posixpath.join(folder, "_rels", f"{name}.rels"))
        return {
            each.get("Id", ""): Relationship(
                each.get("Type", "").rpartition("/")[2],
                each.get("Target", "")
                if each.get("TargetMode") == "External"
                else posixpath.normpath(posixpath.join(folder, each.get("Target", ""))).lstrip("/"),
            )
            for each in (root if root is not None else ())
            if each.tag == f"{_RELATIONSHIPS}Relationship"
        }

    def _unpack(self, name: str) -> bytes | None:
        try:
            with self.archive.open(name) as part:
                content = part.read(MOST_BYTES + 1)
        except KeyError:
            return None
        except RuntimeError as error:  # a part is encrypted
            raise UnreadableOriginal("it is locked with a password; save it without one") from error
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
            raise UnreadableOriginal(_BROKEN) from error
        if len(content) > MOST_BYTES:
            raise UnreadableOriginal(f"a part of it unpacks to more than {MOST_BYTES >> 20} MB, too much for a letter")
        return content


def _parse(content: bytes) -> ET.Element:
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
        raise UnreadableOriginal("its XML declares entities, which no word processor writes")
    if _STRICT in content[:8192]:
        raise UnreadableOriginal("it is in the format “Strict Open XML”; save it as an ordinary .docx")
    try:
        return ET.fromstring(content)  # noqa: S314 - without a document type there are no entities to expand
    except ET.ParseError as error:
        raise UnreadableOriginal(_BROKEN) from error
