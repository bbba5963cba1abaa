"""`security.txt` says, as RFC 9116 asks, whom to tell of a security problem, and is never out of date."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from letterbook.model.public import Public, Publisher
from letterbook.outputs.security_txt import write_security_txt
from sites import site_of
from workspaces import Workspace

AS_OF = dt.datetime(2026, 11, 23, 22, 59, tzinfo=dt.UTC)
"""One minute before midnight in Zurich."""


def fields(
    *,
    contact: str | None = "letters@body.example",
    site_url: str = "",
    as_of: dt.datetime = AS_OF,
    language: str = "en",
) -> dict[str, str]:
    """The fields of the file of a site; none if there is no file."""
    publisher = Publisher(name="A body", contact=contact, time_zone="Europe/Zurich", days={}, responses_complete=True)
    public = Public(as_of=as_of, publisher=publisher, communications=(), instruments=(), notices=())
    site = site_of(public, language)
    site = replace(site, layout=replace(site.layout, site_url=site_url))
    read: dict[str, str] = {}
    for file in write_security_txt(site):
        assert file.path == ".well-known/security.txt"
        assert isinstance(file.content, bytes)
        for line in file.content.decode("ascii").splitlines():
            name, _, value = line.partition(": ")
            assert name not in read
            read[name] = value
    return read


def test_the_file_has_everything_that_the_rfc_requires() -> None:
    assert fields(site_url="https://letters.example/", language="fr") == {
        "Contact": "mailto:letters@body.example",
        "Expires": "2027-05-21T22:00:00Z",
        "Preferred-Languages": "fr",
        "Canonical": "https://letters.example/.well-known/security.txt",
    }


def test_the_expiry_moves_on_at_midnight_of_the_policy_and_at_no_other_time() -> None:
    """So that two builds of a day are equal; and it is always less than a year ahead."""
    assert fields()["Expires"] == fields(as_of=AS_OF - dt.timedelta(hours=23))["Expires"]
    assert fields(as_of=AS_OF + dt.timedelta(minutes=1))["Expires"] == "2027-05-22T22:00:00Z"


@pytest.mark.parametrize(
    ("contact", "written"),
    [
        ("letters+un@body.example", "mailto:letters+un@body.example"),
        ("https://body.example/contact?to=letters", "https://body.example/contact?to=letters"),
        ("https://body.example/español", "https://body.example/espa%C3%B1ol"),
    ],
)
def test_a_contact_is_written_as_a_uri(contact: str, written: str) -> None:
    assert fields(contact=contact)["Contact"] == written


@pytest.mark.parametrize(
    "contact",
    [None, "", "the secretariat", "http://body.example/", "a@b.example\nExpires: 9999", "https://x y", "a:b@c.de"],
)
def test_without_a_contact_that_the_rfc_allows_there_is_no_file(contact: str | None) -> None:
    assert fields(contact=contact) == {}


def test_a_site_below_the_root_of_its_host_has_no_file() -> None:
    """Nobody looks for one there."""
    assert fields(site_url="https://body.example/letters/") == {}


def test_a_preview_has_no_file_and_a_site_has_one(workspace: Workspace, tmp_path: Path) -> None:
    workspace.build()
    assert (workspace.site / ".well-known/security.txt").is_file()
    workspace.build("--as-of", "2999-01-01", "--preview", "--site-dir", str(tmp_path / "preview"))
    assert not (tmp_path / "preview/.well-known").exists()
