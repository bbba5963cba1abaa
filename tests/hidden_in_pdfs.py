"""PDFs that hold a text in all the places where a reader of their pages does not see it, or not any more."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from pdf import pdf

SHOWN = "Of the year"


def hide(place: str, text: str) -> bytes:
    """Return a PDF of one page that has `text` in one of PLACES; the letters of it are not in plain bytes."""
    return PLACES[place](text)


def make_document(text: str = SHOWN) -> pikepdf.Pdf:
    """Return a document of one page that shows a text."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842)).obj
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.Resources = Dictionary(Font=Dictionary(F1=font))
    page.Contents = _draw(document, text)
    return document


def _draw(document: pikepdf.Pdf, text: str) -> Stream:
    return Stream(document, b"BT /F1 12 Tf 50 700 Td (%s) Tj ET" % text.encode())


def save(document: pikepdf.Pdf) -> bytes:
    """Return the bytes of a document whose objects and streams are packed."""
    saved = io.BytesIO()
    document.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True)
    return saved.getvalue()


def _add(change: Callable[[pikepdf.Pdf, pikepdf.Object, str], None]) -> Callable[[str], bytes]:
    def make(text: str) -> bytes:
        document = make_document()
        change(document, document.pages[0].obj, text)
        return save(document)

    return make


def _add_note(**keys: str) -> Callable[[pikepdf.Pdf, pikepdf.Object, str], None]:
    """Add an annotation. The value of the key that is "" is the text."""

    def change(document: pikepdf.Pdf, page: pikepdf.Object, text: str) -> None:
        note = Dictionary(Type=Name.Annot, Rect=Array([9, 9, 20, 20]))
        for key, value in keys.items():
            note[f"/{key}"] = Name(f"/{value}") if value else String(text)
        page.Annots = Array([document.make_indirect(note)])
        if "FT" in keys:
            document.Root.AcroForm = Dictionary(Fields=page.Annots)

    return change


def _draw_form(document: pikepdf.Pdf, page: pikepdf.Object, text: str) -> Stream:
    form = _draw(document, text)
    for key, value in (
        ("/Type", Name.XObject),
        ("/Subtype", Name.Form),
        ("/BBox", Array([0, 0, 595, 842])),
        ("/Resources", page.Resources),
    ):
        form[key] = value
    return form


def _stamp(document: pikepdf.Pdf, page: pikepdf.Object, text: str) -> None:
    """An annotation that is hidden, but has a drawing."""
    note = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([0, 0, 99, 99]), F=2)
    note.AP = Dictionary({"/N": _draw_form(document, page, text)})
    page.Annots = Array([document.make_indirect(note)])


def _switch_off(document: pikepdf.Pdf, page: pikepdf.Object, text: str) -> None:
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("Layer")))
    document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    page.Resources.Properties = Dictionary(L=layer)
    page.Contents = Stream(document, b"/OC /L BDC %s EMC" % _draw(document, text).read_bytes())


def _name_layer(document: pikepdf.Pdf, _: pikepdf.Object, text: str) -> None:
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String(text)))
    document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary())


def _describe(document: pikepdf.Pdf, _: pikepdf.Object, text: str) -> None:
    figure = Dictionary(S=Name.Figure, Alt=String(text))
    document.Root.StructTreeRoot = document.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=figure))


def _replace_inline(document: pikepdf.Pdf, page: pikepdf.Object, text: str) -> None:
    drawn = _draw(document, SHOWN).read_bytes()
    page.Contents = Stream(document, b"/Span <</ActualText (%s)>> BDC %s EMC" % (text.encode(), drawn))


def _read_otherwise(document: pikepdf.Pdf, page: pikepdf.Object, text: str) -> None:
    """The page shows the text, but says that it reads as another; also with a letter of the mark in hexadecimal."""
    drawn = _draw(document, text).read_bytes()
    page.Contents = Stream(document, b"/Span <</Actual#54ext (Of the year)>> BDC %s EMC" % drawn)


def _comment(document: pikepdf.Pdf, page: pikepdf.Object, text: str) -> None:
    page.Contents = Stream(document, b"%% %s\nBT ET" % text.encode())


def _set_bookmark(document: pikepdf.Pdf, _: pikepdf.Object, text: str) -> None:
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(text, 0))


def _set_metadata(document: pikepdf.Pdf, _: pikepdf.Object, text: str) -> None:
    with document.open_metadata(update_docinfo=False) as metadata:
        metadata["dc:title"] = text


def _set_title(document: pikepdf.Pdf, _: pikepdf.Object, text: str) -> None:
    document.docinfo["/Subject"] = String(text)


def _attach(document: pikepdf.Pdf, _: pikepdf.Object, text: str) -> None:
    document.attachments["a.txt"] = pikepdf.AttachedFileSpec(document, text.encode(), filename="a.txt")


def _attach_pdf(document: pikepdf.Pdf, _: pikepdf.Object, text: str) -> None:
    content = save(make_document(text))
    document.attachments["a.pdf"] = pikepdf.AttachedFileSpec(document, content, filename="a.pdf")


def _add_private_data(document: pikepdf.Pdf, _: pikepdf.Object, text: str) -> None:
    private = Dictionary(Private=Stream(document, text.encode()))
    document.Root.PieceInfo = Dictionary(Editor=private)


def _add_false_image(document: pikepdf.Pdf, _: pikepdf.Object, text: str) -> None:
    image = Stream(document, text.encode())
    image.Subtype = Name.Image
    image.Width = image.Height = 1
    document.Root.PieceInfo = Dictionary(Editor=image)


def _add_photograph(document: pikepdf.Pdf, page: pikepdf.Object, text: str) -> None:
    """A JPEG with a comment, packed once more."""
    comment = text.encode()
    jpeg = b"\xff\xd8\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + b"\xff\xda\0\2\xff\xd9"
    image = Stream(document, zlib.compress(jpeg))
    image.Filter = Array([Name.FlateDecode, Name.DCTDecode])
    image.Subtype = Name.Image
    image.Width = image.Height = 1
    page.Resources.XObject = Dictionary(I=image)


def _add_script(document: pikepdf.Pdf, _: pikepdf.Object, text: str) -> None:
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=Stream(document, text.encode("utf-16")))


def _name_object(document: pikepdf.Pdf, _: pikepdf.Object, text: str) -> None:
    document.Root[f"/{text.replace(' ', '-')}"] = 1


def _lose_page(document: pikepdf.Pdf, page: pikepdf.Object, text: str) -> None:
    """A page that is in the file, but not among its pages."""
    lost = Dictionary(Type=Name.Page, Resources=page.Resources, Contents=_draw(document, text))
    document.Root.PieceInfo = Dictionary(Editor=document.make_indirect(lost))


def _leave_instructions(document: pikepdf.Pdf, page: pikepdf.Object, text: str) -> None:
    """What drew a page that is in the file no more."""
    page.Thumb = document.make_indirect(_draw(document, text))


def _save_again(text: str) -> bytes:
    """A file in which the page was rewritten by appending to it."""
    first = pdf(text)
    body = b"<< /Length 32 >>\nstream\nBT /F1 9 Tf 50 700 Td (No) Tj ET\nendstream"
    before = int(first[first.rfind(b"startxref") + 9 :].split()[0])
    added = first + b"5 0 obj\n%s\nendobj\n" % body
    table = b"xref\n5 1\n%010d 00000 n \ntrailer\n<< /Size 8 /Root 1 0 R /Prev %d >>\n" % (len(first), before)
    return added + table + b"startxref\n%d\n%%%%EOF\n" % len(added)


def _leave_object(text: str) -> bytes:
    """An object that no table lists."""
    written = text.encode("utf-16-be").hex().encode()
    return pdf(SHOWN).replace(b"endobj\n", b"endobj 99 0 obj <feff%s> endobj\n" % written, 1)


PLACES: Mapping[str, Callable[[str], bytes]] = {
    "page": lambda text: save(make_document(text)),
    "comment in a note": _add(_add_note(Subtype="Text", Contents="")),
    "overlay of a redaction": _add(_add_note(Subtype="Redact", OverlayText="")),
    "value of a field": _add(_add_note(Subtype="Widget", FT="Tx", V="")),
    "hidden stamp": _add(_stamp),
    "layer switched off": _add(_switch_off),
    "name of a layer": _add(_name_layer),
    "description of a figure": _add(_describe),
    "text of a mark": _add(_replace_inline),
    "page that reads otherwise": _add(_read_otherwise),
    "comment among the instructions": _add(_comment),
    "bookmark": _add(_set_bookmark),
    "XMP": _add(_set_metadata),
    "information": _add(_set_title),
    "attached file": _add(_attach),
    "attached PDF": _add(_attach_pdf),
    "data of a program": _add(_add_private_data),
    "image that is none": _add(_add_false_image),
    "comment in a photograph": _add(_add_photograph),
    "script in UTF-16": _add(_add_script),
    "name of an object": _add(_name_object),
    "page that was removed": _add(_lose_page),
    "instructions of a page that is gone": _add(_leave_instructions),
    "earlier version": _save_again,
    "object of no table": _leave_object,
}
