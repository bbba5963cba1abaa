"""The reference for editors has a template of each kind of file with front matter, to copy into any text editor."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

from letterbook.ingest.front_matter import read_letter
from letterbook.model.public import Public, Publisher
from letterbook.outputs.editor_reference import render_editor_reference
from sites import site_of


def test_a_letter_a_response_and_a_translation_have_a_template() -> None:
    publisher = Publisher(name="A body", contact=None, time_zone="Europe/Zurich", days={}, responses_complete=True)
    as_of = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    site = site_of(Public(as_of=as_of, publisher=publisher, communications=(), instruments=(), notices=()))
    body = "".join(next(iter(render_editor_reference(site))).texts.values())

    pattern = r'<details id="(\w+)-template">.*?<code>(.*?)</code>'
    templates = dict(re.findall(pattern, body, re.DOTALL))

    assert list(templates) == ["letter", "response", "translation"]
    for name, text in templates.items():
        document = read_letter(unescape(text).encode())
        assert document.problems == ()
        assert document.fields is not None, name
    assert "recipients:\n  - recipient:  # northwind\n" in templates["letter"]
