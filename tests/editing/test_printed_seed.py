"""The real letter at hand, printed by three programs, becomes the same file of the record as its Markdown."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from factories import SHARED
from import_blocks import Sample, find_data, read_blocks
from import_files import make_files
from letterbook.editing.drafts.letter_draft import Given
from letterbook.editing.importing import Importer
from letterbook.ingest.corpus import load
from letterbook.model.record import Corpus, Letter

SEED = SHARED / "seed" / "AL-OTH-167-2021.md"
NOW = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="needs the full text of a letter, which is in ../shared/seed")


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    found = load(find_data()).corpus
    assert found is not None
    return found


def find_letter(corpus: Corpus) -> Letter:
    return next(each for each in corpus.letters if each.reference.key == "OTH 167/2021")


@pytest.mark.parametrize(
    ("producer", "layout"),
    [
        ("chromium.pdf", "header"),
        ("libreoffice.pdf", "footer"),
        ("libreoffice.pdf", "columns"),
        ("libreoffice.docx", "plain"),
        ("typst.pdf", "columns"),
    ],
)
def test_a_printed_letter_is_filled_in_like_its_text(
    producer: str, layout: str, corpus: Corpus, tmp_path: Path
) -> None:
    letter = find_letter(corpus)
    text = SEED.read_text(encoding="utf-8").replace("\n\nXiaomi Corporation\n\nsupply", " supply")
    sample = Sample(
        name="letter",
        filed=letter,
        blocks=read_blocks(text),
        foot=("Xiaomi Corporation",),
        printed="",
        layout=layout,
        producer=producer,
    )
    files, missing = make_files([sample], tmp_path)
    if missing:
        pytest.skip(f"{missing[0]} is not installed, so no file is made with it")
    record = tmp_path / "data"
    shutil.copytree(find_data() / "registers", record / "registers")
    shutil.copy(find_data() / "policy.yml", record)

    draft = Importer(record, corpus.registers, NOW).read_letter(files["letter"], Given()).draft
    assert draft.get("reference") == "AL OTH 167/2021"
    assert draft.get("sent") == letter.sent
    assert [(each["mandate"], each["resolution"], each["signed_by"]) for each in draft.get("mandates")] == [
        (each.mandate, each.resolution, each.signed_by) for each in letter.mandates
    ]
    assert draft.get("recipients") == [{"recipient": "xiaomi", "addressee": "Mr. Lei Jun"}]
    assert [each for each in draft.get("also_sent_to") if isinstance(each, str)] == [
        each.recipient for each in letter.also_sent_to if each.recipient
    ]
    assert draft.get("annex")[0] == {
        "instrument": "ungp",
        "provisions": [13, 15, 19, "19 (commentary)", 20, 22, "25-31"],
    }
    assert draft.questions == 8
