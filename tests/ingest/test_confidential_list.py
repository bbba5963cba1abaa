"""The confidential list is a file outside the repository; no message repeats its path or its names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from letterbook.ingest.confidential_list import VARIABLE, UnusableList, read_confidential_names


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """The folder of a record in a working tree of Git."""
    data = tmp_path / "repository" / "data"
    data.mkdir(parents=True)
    (data.parent / ".git").mkdir()
    return data


def read(path: Path | str, record: Path) -> tuple[str, ...]:
    return read_confidential_names({VARIABLE: str(path)}, record).names


def refuse(path: Path | str, record: Path) -> str:
    """Return the message with which a list is refused. It must not repeat the path or a name."""
    with pytest.raises(UnusableList) as refused:
        read(path, record)
    message = str(refused.value)
    assert VARIABLE in message
    assert "secret" not in message
    assert "Sentinel" not in message
    assert refused.value.__cause__ is None or "Sentinel" not in str(refused.value.__cause__)
    return message


@pytest.mark.parametrize("environment", [{}, {VARIABLE: ""}, {VARIABLE: "  "}])
def test_without_a_path_there_are_no_names(environment: dict[str, str], record: Path) -> None:
    assert read_confidential_names(environment, record).names == ()


def test_each_line_is_a_name(record: Path, tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("\ufeff# Witnesses\r\n\r\nSample, Ida  # of the mill\r\nAna Example\r\nAna Example\r\n", "utf-8")
    assert read(path, record) == ("Sample, Ida", "Ana Example")


def test_an_empty_list_has_no_names(record: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").touch()
    assert read(tmp_path / "secret.txt", record) == ()


@pytest.mark.parametrize("place", ["data/secret.txt", "secret.txt", "docs/secret.txt"])
def test_a_list_in_the_repository_is_refused(place: str, record: Path) -> None:
    """It would be published with the record."""
    path = record.parent / place
    path.parent.mkdir(exist_ok=True)
    path.write_text("Sentinel", encoding="utf-8")
    assert "with which it would be published" in refuse(path, record)


def test_a_link_into_the_repository_is_refused(record: Path, tmp_path: Path) -> None:
    (record / "secret.txt").write_text("Sentinel", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(record / "secret.txt")
    assert "with which it would be published" in refuse(tmp_path / "link.txt", record)


def test_without_git_only_the_record_s_folder_is_its_own(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "secret.txt").write_text("Ana Example", encoding="utf-8")
    assert read(tmp_path / "secret.txt", tmp_path / "data") == ("Ana Example",)


def test_a_list_that_is_not_there_is_refused(record: Path, tmp_path: Path) -> None:
    """A typing error in the path must not look like a clean check."""
    assert "does not name a file" in refuse(tmp_path / "secret.txt", record)
    assert "does not name a file" in refuse(tmp_path, record)
    os.mkfifo(tmp_path / "secret-pipe")
    assert "does not name a file" in refuse(tmp_path / "secret-pipe", record)


@pytest.mark.parametrize("content", [b"Sentinel \xe9\n", b"\xff\xfeS\0e\0"])
def test_a_list_in_another_encoding_is_refused(content: bytes, record: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(content)
    assert "not in UTF-8" in refuse(tmp_path / "secret.txt", record)


def test_a_line_that_is_no_name_is_refused_by_its_number(record: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Sentinel One\n\nA.\n", encoding="utf-8")
    assert "line 3 of the file" in refuse(tmp_path / "secret.txt", record)


@pytest.mark.parametrize("path", ["secret\0", "secret" * 2000])
def test_a_path_that_cannot_be_is_refused(path: str, record: Path) -> None:
    refuse(path, record)
