"""The one real letter at hand becomes the file of the record that editors had made by hand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from factories import SHARED
from letterbook.cli import main
from letterbook.ingest.corpus import load
from letterbook.model.record import Letter

SEED = SHARED / "seed" / "AL-OTH-167-2021.md"
RECORD = Path(__file__).resolve().parents[2] / "data"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="needs the full text of a letter, which is in ../shared/seed")


@pytest.fixture
def record(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(RECORD, folder)
    for path in (folder / "letters").rglob("*oth-167-2021*"):
        path.unlink()
    return folder


def find(record: Path) -> Letter:
    corpus = load(record).corpus
    assert corpus is not None
    return next(each for each in corpus.letters if each.reference.key == "OTH 167/2021")


def test_the_front_matter_is_what_editors_wrote(record: Path) -> None:
    by_hand = find(RECORD)
    result = CliRunner().invoke(main, ["import", "--data", str(record), str(SEED)])
    assert result.exit_code == 0, result.output
    imported = find(record)

    assert imported.sent == by_hand.sent
    assert imported.language == by_hand.language
    assert imported.mandates == by_hand.mandates
    assert imported.recipients == by_hand.recipients
    assert [each.recipient for each in imported.also_sent_to] == [each.recipient for each in by_hand.also_sent_to]
    assert imported.annex[0] == by_hand.annex[0]
    assert "questions in the text: 8" in result.output
    assert "The check reports nothing." in result.output
    assert "press_releases: the letter announces a press release" in result.output
    assert CliRunner().invoke(main, ["check", "--data", str(record)]).exit_code == 0


def test_the_scars_are_mended_and_the_rest_is_untouched(record: Path) -> None:
    CliRunner().invoke(main, ["import", "--data", str(record), str(SEED)])
    body, original = find(record).body, SEED.read_text(encoding="utf-8")

    assert "human rights due diligence across their supply chains." in body
    assert "including organized mandarin language classes" in body
    assert "business relationships. This includes the exercise" in body
    assert "combatting violent extremism.[^1] Such centers" in body
    assert "\n\n[^1]: We take note" in body
    assert "<http://english.www.gov.cn/archive/whitepaper/202009/17/content_WS5f62cef6c6d0f7257693c192.html>" in body
    assert "communications reporting website in 60 days" in body
    assert "\n\nXiaomi Corporation\n" not in body
    untouched = [each for each in original.split("\n\n") if each.strip("\n") and each.strip("\n") in body]
    assert len(untouched) == 45
