"""What a PDF costs: read anew, and read again by the next build; and what it costs to search it.

./scripts/bench pdfs [FILE …]   PDFs of your own; without any, letters of 17 KB written by `examples/pdf.py`
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "examples"))

from letterbook.audit.decode import Decoder
from letterbook.cache import Cache
from letterbook.derived.citation_index import CitationIndex
from letterbook.derived.relations import Relations
from letterbook.i18n import Interface
from letterbook.ingest import corpus
from letterbook.release import release
from letterbook.search.build import render_index
from letterbook.search.documents import list_documents
from letterbook.search.pdf_texts import PdfTexts
from letterbook.text.pdf import PdfReader
from pdf import pdf
from synthetic import AS_OF, write_record

NUMBER = 200
PARAGRAPH = "According to the information received, the workers of the mill at pier {} were told to leave on day {}. "


def main() -> None:
    """Print the milliseconds for each PDF."""
    paths = [Path(each) for each in sys.argv[1:]]
    contents = [each.read_bytes() for each in paths] or [_write_letter(number) for number in range(NUMBER)]
    with tempfile.TemporaryDirectory() as kept:
        PdfReader().read(pdf("The process that reads is started."))
        for name, reader in (
            ("read anew", PdfReader(cache := Cache(Path(kept)))),
            ("kept from the build before", PdfReader(cache)),
        ):
            began = time.perf_counter()
            for content in contents:
                reader.read(content)
            _print(name, began, len(contents))
        decoder = Decoder(PdfReader(cache))
        began = time.perf_counter()
        for content in contents:
            for _ in decoder.decode("letter.pdf", content):
                pass
        _print("kept, and its words searched", began, len(contents))
        size = sum(each.stat().st_size for each in Path(kept).rglob("*") if each.is_file())
    print(f"{'size on the disk':30} {size / len(contents) / 1000:8.1f} KB each")
    if not paths:
        measure_search()


def measure_search() -> None:
    """Print the processor milliseconds of this process for each reply in the index: in Markdown, and in PDFs."""
    print(f"\nindexing {2 * NUMBER:,} letters and {NUMBER:,} replies of 3 KB")
    for name, pdfs in (("in Markdown", False), ("in PDFs", True)):
        with tempfile.TemporaryDirectory() as folder:
            data, kept = Path(folder) / "data", Path(folder) / "kept"
            write_record(data, 2 * NUMBER, Path(__file__).parents[1] / "data/registers", pdfs=int(pdfs))
            record = corpus.load(data).corpus
            assert record is not None
            public = release(record, AS_OF)
            documents = list_documents(public, Relations(public), CitationIndex(public), Interface("en"))
            cache = Cache(kept)
            reader = PdfReader(cache)
            for each in ("replies " + name, "the same, built again"):
                began = time.process_time()
                files = list(render_index(documents, (), Interface("en"), cache, PdfTexts(reader)))
                seconds = time.process_time() - began
                size = sum(len(file.content) for file in files if isinstance(file.content, bytes))
                print(f"{each:30} {seconds / NUMBER * 1000:8.1f} ms each, {size / 1e6:.1f} MB of index")


def _write_letter(number: int) -> bytes:
    return pdf("\n\n".join(PARAGRAPH.format(number, day) for day in range(160)), title=f"AL XAA {number + 1}/2024")


def _print(name: str, began: float, count: int) -> None:
    print(f"{name:30} {(time.perf_counter() - began) / count * 1000:8.1f} ms each")


if __name__ == "__main__":
    main()
