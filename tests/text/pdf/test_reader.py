"""PDFs are read whole, within limits, and once."""

from __future__ import annotations

import io
import subprocess
import threading
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from hidden_in_pdfs import PLACES, hide, make_document, save
from letterbook.audit.decode import Decoder
from letterbook.cache import Cache
from letterbook.text.pdf import Kind, PdfReader, is_pdf, reader
from pdf import pdf

READER = PdfReader()
TEXT = "Nobody knows"


@pytest.mark.parametrize("place", PLACES)
def test_a_text_is_found_in_every_place(place: str) -> None:
    assert any(" nobody knows " in text for text in Decoder(READER).decode("a.pdf", hide(place, TEXT)))


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("comment in a note", Kind.NOTES),
        ("value of a field", Kind.NOTES),
        ("hidden stamp", Kind.DRAWINGS),
        ("name of a layer", Kind.LAYERS),
        ("description of a figure", Kind.DESCRIPTIONS),
        ("bookmark", Kind.BOOKMARKS),
        ("information", Kind.METADATA),
        ("page that was removed", Kind.DRAWINGS),
        ("earlier version", Kind.EARLIER),
    ],
)
def test_a_hidden_text_is_said_to_be_where_it_is(place: str, kind: Kind) -> None:
    assert kind in {where for where, text in READER.read(hide(place, TEXT)).hidden if TEXT in text}


def test_a_mark_for_redaction_is_counted_until_it_is_applied() -> None:
    assert READER.read(hide("overlay of a redaction", TEXT)).unapplied == 1
    assert READER.read(hide("comment in a note", TEXT)).unapplied == 0


def test_the_text_of_the_pages_is_that_which_was_written() -> None:
    read = READER.read(pdf("\n".join(f"Line {number} of many." for number in range(200)), title="Title"))
    assert len(read.pages) > 1
    assert [f"Line {number} of many." in read.text for number in range(200)] == [True] * 200
    assert read.has_text


def test_a_file_that_needs_no_password_to_be_read_is_read() -> None:
    saved = io.BytesIO()
    make_document(TEXT).save(saved, encryption=pikepdf.Encryption(owner="owner", user=""))
    assert READER.read(saved.getvalue()).text.strip() == TEXT


def _pack_zeros_twice() -> bytes:
    document = make_document()
    packed = zlib.compress(zlib.compress(b"\0" * (300 << 20)))
    document.Root.PieceInfo = Stream(document, b"")
    document.Root.PieceInfo.write(packed, filter=Array([Name.FlateDecode, Name.FlateDecode]))
    return save(document)


def _nest_forms() -> bytes:
    """A page with a form that shows a form ten times that shows a form ten times …"""
    document = make_document()
    page = document.pages[0].obj
    form = Stream(document, b"BT /F1 12 Tf 5 7 Td (laugh) Tj ET")
    resources = page.Resources
    for _ in range(12):
        for key, value in (("/Subtype", Name.Form), ("/BBox", Array([0, 0, 500, 50])), ("/Resources", resources)):
            form[key] = value
        resources = Dictionary(XObject=Dictionary(X=document.make_indirect(form)))
        form = Stream(document, b"/X Do " * 10)
    page.Resources, page.Contents = resources, Stream(document, b"/X Do")
    return save(document)


@pytest.mark.parametrize("bomb", [_pack_zeros_twice, _nest_forms])
def test_a_bomb_is_a_fault_and_the_next_file_is_read(bomb: Callable[[], bytes]) -> None:
    fault = READER.read(bomb()).fault
    assert fault.startswith(("it unpacks to more than", "reading it"))
    assert "\n" not in fault
    assert READER.read(pdf(f"{TEXT}, {fault}")).fault == ""


def test_a_file_that_takes_too_long_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    exchange = reader._exchange  # noqa: SLF001 - so that the time is over before the answer

    def wait_and_exchange(process: subprocess.Popen[bytes], what: bytes, content: bytes) -> bytes:
        process.wait()
        return exchange(process, what, content)

    monkeypatch.setattr(reader, "SECONDS", 0)
    monkeypatch.setattr(reader, "_exchange", wait_and_exchange)
    assert PdfReader().read(pdf("x" * 99)).fault == "reading it takes more than 0 seconds"
    monkeypatch.undo()
    assert PdfReader().read(pdf("x" * 99)).fault == ""


def test_a_file_read_just_before_its_time_runs_out_spoils_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that read it is ended all the same, and the next file needs another."""

    class LateTimer(threading.Timer):
        def cancel(self) -> None:
            self.function(*self.args, **self.kwargs)
            super().cancel()

    monkeypatch.setattr(reader, "Timer", LateTimer)
    assert PdfReader().read(pdf("y" * 99)).fault == ""
    monkeypatch.undo()
    assert PdfReader().read(pdf("z" * 99)).fault == ""


def test_what_was_read_is_kept_by_the_sum_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = hide("attached file", TEXT)
    cache = Cache(tmp_path)
    read = PdfReader(cache).read(content)
    cache.save()
    monkeypatch.setattr("letterbook.text.pdf.reader._PROCESS.read", lambda *_: (None, "it is read again"))
    assert PdfReader(Cache(tmp_path)).read(content) == read
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(b"damaged")
    assert PdfReader(Cache(tmp_path)).read(content).fault == "it is read again"


def test_a_text_about_pdfs_is_none() -> None:
    assert not is_pdf(b"A PDF begins with %PDF-1.7.")
    assert is_pdf(b"%PDF-1.7 and nothing")
    assert is_pdf(b"\0\0%PDF-1.7\n")
