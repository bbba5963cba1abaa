"""What readers see of a page is told from what can be copied from it."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

from hidden_in_pdfs import make_document, save
from letterbook.text.pdf import PdfContent, PdfReader
from letterbook.text.pdf.running_text import read_running_text

READER = PdfReader()
SHOWN = "The mill at the northern pier was closed in the winter of that year."
UNSEEN = "Ferrolda Mistral told us so."
TEXT = "BT /F1 12 Tf {rise} Td ({words}) Tj ET"


def read(instructions: Sequence[str], **changes: pikepdf.Object) -> PdfContent:
    """Read a page that instructions draw."""
    document = make_document()
    page = document.pages[0].obj
    page.Contents = Stream(document, "\n".join(instructions).encode())
    for key, value in changes.items():
        page[f"/{key}"] = value
    return READER.read(save(document))


def show(words: str = SHOWN, rise: str = "50 700") -> str:
    return TEXT.format(words=words, rise=rise)


HIDDEN = {
    "below a black box": [show(), show(UNSEEN, "50 600"), "0 g 40 590 300 30 re f"],
    "without colour": [show(), "q 3 Tr", show(UNSEEN, "50 600"), "Q"],
    "beside the page": [show(), show(UNSEEN, "50 -600")],
}


@pytest.mark.parametrize("place", HIDDEN)
def test_text_that_readers_cannot_see_is_left_out(place: str) -> None:
    """It can be copied all the same, so that the leak audit reads it."""
    pdf = read(HIDDEN[place])
    assert UNSEEN in pdf.text
    assert read_running_text(pdf) == (SHOWN,)


def test_what_is_below_a_note_that_is_a_black_box_is_left_out() -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=Array([40, 590, 340, 620]), IC=Array([0, 0, 0]))
    pdf = read([show(), show(UNSEEN, "50 600")], Annots=Array([note]))
    assert UNSEEN in pdf.text
    assert read_running_text(pdf) == (SHOWN,)


@pytest.mark.parametrize("base", ["ON", "OFF"])
def test_a_layer_that_is_switched_off_is_left_out(base: str) -> None:
    document = make_document()
    layers = [
        document.make_indirect(Dictionary(Type=Name.OCG, Name=String(name)))
        for name in ("Letter", "Notes of the editors")
    ]
    default = (
        Dictionary(OFF=Array(layers[1:])) if base == "ON" else Dictionary(BaseState=Name.OFF, ON=Array(layers[:1]))
    )
    document.Root.OCProperties = Dictionary(OCGs=Array(layers), D=default)
    page = document.pages[0].obj
    page.Resources.Properties = Dictionary(L0=layers[0], L1=layers[1])
    drawn = f"/OC /L0 BDC {show()} EMC /OC /L1 BDC {show(UNSEEN, '50 600')} EMC"
    page.Contents = Stream(document, drawn.encode())
    pdf = READER.read(save(document))
    assert UNSEEN in pdf.text
    assert read_running_text(pdf) == (SHOWN,)


def test_the_text_that_a_program_recognised_in_a_scan_is_seen() -> None:
    """It has no colour, and lies over the picture of the page."""
    assert read_running_text(read(["3 Tr", show()])) == (SHOWN,)


def test_white_words_on_a_dark_ground_are_seen() -> None:
    assert read_running_text(read(["0 g 40 690 500 30 re f 1 g", show()])) == (SHOWN,)


def test_a_page_that_hides_nothing_is_read_once() -> None:
    assert read([show()]).seen == ()


def test_a_text_in_a_form_is_seen() -> None:
    document = make_document(SHOWN)
    form = Stream(document, show(UNSEEN).encode())
    for key, value in (("/Type", Name.XObject), ("/Subtype", Name.Form), ("/BBox", Array([0, 0, 595, 842]))):
        form[key] = value
    form.Resources = document.pages[0].obj.Resources
    document.pages[0].obj.Resources.XObject = Dictionary(X=document.make_indirect(form))
    document.pages[0].obj.Contents = Stream(document, f"{show(rise='50 650')} /X Do".encode())
    saved = io.BytesIO()
    document.save(saved)
    (text,) = read_running_text(READER.read(saved.getvalue()))
    assert SHOWN in text
    assert UNSEEN in text
