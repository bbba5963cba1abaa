"""The lines of facts about a letter or response are joined by a dot that never begins a line."""

from __future__ import annotations

from factories import corpus, letter, moment, response
from letterbook.i18n import Interface
from letterbook.release import release
from letterbook.rendering.headline import write_lead, write_response_facts
from workspaces import PROJECT

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def test_a_dot_stays_on_the_line_of_the_fact_before_it() -> None:
    public = release(corpus(letter(), response(received="2021-04-02")), moment("2021-06-01T00:00+02:00"))
    (filed,) = public.communications
    for line in (write_lead(filed, Interface("en")), write_response_facts(filed.responses[0], Interface("en"))):
        assert line.count(f"{NO_BREAK_SPACE}· ") == line.count("·") > 0


def test_templates_have_the_dot_from_one_place() -> None:
    templates = sorted((PROJECT / "overrides").rglob("*.html"))
    assert templates
    assert [each.name for each in templates if " · " in each.read_text(encoding="utf-8")] == []
