"""An editor finds entries, letters and responses by whatever they are called."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from letterbook.editing.descriptions import list_parties
from letterbook.editing.lookup import Lookup, look_up
from letterbook.editing.register_names import split_words
from letterbook.ingest.corpus import load

RECORD = Path(__file__).resolve().parents[2] / "data"


def find(text: str) -> Lookup:
    return look_up(RECORD, text)


def list_entries(text: str) -> list[str]:
    return [each.id for each in find(text).entries]


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("belvenor", "belvenor"),
        ("XBV", "belvenor"),
        ("Suecia", "sweden"),
        ("Côte d'Ivoire", "cote-divoire"),
        ("COTE D IVOIRE", "cote-divoire"),
        ("united kin", "united-kingdom"),
        ("minorités", "minority-issues"),
        ("44/15", "business"),
        ("CEDAW", "cedaw"),
        ("A/RES/217 A (III)", "udhr"),
        ("spinning mills", "tarnwell-supply-chain"),
    ],
)
def test_an_entry_is_found_by_a_name_an_alias_a_code_or_a_number(text: str, id_: str) -> None:
    assert id_ in list_entries(text)


def test_each_match_has_its_kind() -> None:
    kinds = {each.id: each.kind for text in ("belvenor", "tarnwell", "torture") for each in find(text).entries}
    assert {kinds[id_] for id_ in ("belvenor", "tarnwell-mills", "torture", "cat", "tarnwell-supply-chain")} == {
        "state",
        "company",
        "mandate",
        "instrument",
        "group",
    }


def test_an_entry_with_exactly_this_name_comes_first() -> None:
    assert list_entries("Guinea")[0] == "guinea"
    assert len(list_entries("Guinea")) > 1


def test_a_former_id_and_a_name_in_another_script_are_found(tmp_path: Path) -> None:
    record = copy_record(tmp_path)
    with (record / "registers/recipients.yml").open("a", encoding="utf-8") as file:
        file.write(
            "\nmill:\n  name:\n    en: The Mill\n    zh: 北方纺织厂\n  kind: company\n  formerly:\n    - old-mill\n"
        )
    for text in ("old-mill", "北方纺织厂", "纺织"):
        assert [each.id for each in look_up(record, text).entries] == ["mill"]


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Belvnor", "belvenor"),
        ("Kirgyzstan", "kyrgyzstan"),
        ("Tarnwel Mlls", "tarnwell-mills"),
        ("Government of Belvenor", "belvenor"),
    ],
)
def test_similar_names_are_suggested_only_if_nothing_is_found(text: str, id_: str) -> None:
    found = find(text)
    assert (found.entries, found.filed) == ((), ())
    assert id_ in [each.id for each in found.near]
    assert find(id_).near == ()


@pytest.mark.parametrize(
    "text", ["AL XBV 2/2024", "al-xbv-2-2024", "JAL XBV 2/2024", "ALXBV 2/2024", "AL XBV 2.2024", "xbv 2/2024"]
)
def test_a_letter_is_found_by_its_reference_in_any_form_with_its_responses_after_it(text: str) -> None:
    found = find(text)
    assert [each.id for each in found.filed] == [
        "AL XBV 2/2024",
        "2024-09-18-belvenor",
        "2024-04-09-belvenor",
        "2024-02-20-belvenor",
    ]
    assert found.entries == ()


def test_a_similar_reference_is_suggested() -> None:
    assert [each.id for each in find("AL XVB 2/2024").near] == ["AL XBV 2/2024"]


def test_the_number_in_a_reference_is_whole() -> None:
    """Letter 2 of 2024 is not letter 22."""
    assert "UA XBV 5/2024" not in [each.id for each in find("XBV 202").filed]


def test_a_letter_is_found_by_its_subject_and_its_recipient_the_newest_first() -> None:
    letters = [each.id for each in find("spinning mills").filed]
    assert letters[0] == "UA XBV 5/2024"
    assert "AL OTH 914/2024" in letters
    assert [each.id for each in find("organiser belvenor").filed] == ["UA XBV 5/2024"]


def test_a_letter_that_is_not_released_or_not_complete_is_found(tmp_path: Path) -> None:
    """Editors look for what is on their desk, as it is."""
    record = copy_record(tmp_path)
    path = record / "letters/2999/al-xbv-9-2999.md"
    path.parent.mkdir(parents=True)
    path.write_text("---\nreference: AL XBV 9/2999\nsent: soon\nsubject: A harbour\n---\n", encoding="utf-8")
    (match,) = look_up(record, "harbour").filed
    assert (match.id, match.file) == ("AL XBV 9/2999", path.as_posix())


def copy_record(folder: Path) -> Path:
    record = folder / "data"
    for name in ("registers", "letters", "responses"):
        shutil.copytree(RECORD / name, record / name)
    shutil.copy(RECORD / "policy.yml", record)
    return record


@pytest.mark.parametrize(
    "spelling", ["L\u00e4rm", "La\u0308rm", '"L\\u00e4rm"', "LÄRM", "lärmend", "der-Lärm", "Lä\u00adrm"]
)
def test_a_word_is_found_however_it_is_written_in_the_file(tmp_path: Path, spelling: str) -> None:
    record = copy_record(tmp_path)
    path = record / "letters/2999/al-xbv-9-2999.md"
    path.parent.mkdir(parents=True)
    path.write_text(f"---\nreference: JALXBV 9.2999\nsubject: {spelling}\n---\n", encoding="utf-8")
    for text in ("larm", "AL XBV 9/2999"):
        assert [each.file for each in look_up(record, text).filed] == [path.as_posix()]


def test_only_files_that_may_be_found_are_read(tmp_path: Path) -> None:
    record = copy_record(tmp_path)
    (record / "letters/2024/al-xbv-2-2024.md").write_text("---\nreference: [\n---\n", encoding="utf-8")
    assert look_up(record, "solvarena").faulty == ()
    assert len(look_up(record, "zzzz").faulty) == 1


def test_the_same_is_found_as_if_every_file_were_read(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = load(RECORD).corpus
    assert corpus is not None
    texts = [str(letter.reference) for letter in corpus.letters]
    texts += [word for letter in corpus.letters for _, text in letter.subject or () for word in split_words(text)]
    texts += [id_ for letter in corpus.letters for id_ in list_parties(letter)]
    texts = sorted(set(texts))[::15]
    quick = [find(text) for text in texts]
    monkeypatch.setattr("letterbook.editing.lookup._choose_heads", lambda *_: lambda _: True)
    assert [each.filed for each in quick] == [find(text).filed for text in texts]
    assert any(each.filed for each in quick)
