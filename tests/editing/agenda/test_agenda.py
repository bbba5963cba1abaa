"""The agenda says what comes out, who has to answer and what needs attention, at a moment and never from the clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from factories import policy
from letterbook.editing.agenda import Agenda, Item, draw_up_agenda
from letterbook.embargo import day_begins, letter_embargo
from letterbook.ingest.corpus import load_heads
from letterbook.model.policy import Policy, Responses
from workspaces import Workspace

MIDNIGHT = "2021-05-11"
"""The day on which letters sent on 12 March 2021 are released."""
POLICY = policy()
HELD = "release:\n  hold: true\n  review: {}\n  reason: safety\n"


def draw_up(workspace: Workspace, day: str = "2021-05-01", policy: Policy = POLICY) -> Agenda:
    moment = day_begins(dt.date.fromisoformat(day), policy.time_zone)
    return draw_up_agenda(load_heads(workspace.data), policy, moment)


def respond(
    workspace: Workspace, to: str, dated: str, kind: str = "reply", more: str = "", by: str = "northwind"
) -> Path:
    path = workspace.data / "responses" / to.lower().replace(" ", "-").replace("/", "-") / f"{dated}-{by}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"---\nletter: {to}\nrecipient: {by}\ndated: {dated}\nkind: {kind}\nlanguage: en\n{more}---\nText.\n",
        encoding="utf-8",
    )
    return path


def list_references(items: Sequence[Item]) -> list[str]:
    return [f"{each.reference} {each.response}".strip() for each in items]


def test_a_letter_is_coming_until_its_release_date_begins_and_was_released_from_then_on(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    assert list_references(draw_up(workspace, "2021-05-10").coming) == ["AL OTH 1/2021"]
    after = draw_up(workspace, MIDNIGHT)
    assert (after.coming, list_references(after.released)) == ((), ["AL OTH 1/2021"])
    assert after.released[0].day == dt.date(2021, 5, 11)


def test_every_release_date_is_that_of_the_embargo(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    workspace.letter("OL OTH 2/2021", "2021-04-30")
    workspace.letter("UA OTH 3/2021", "2021-04-30", more="release:\n  date: 2021-05-20\n  reason: safety\n")
    heads = load_heads(workspace.data)
    days = {str(each.reference): letter_embargo(each, POLICY).text_from for each in heads.letters}
    assert {each.reference: each.day for each in draw_up(workspace).coming} == days


def test_what_comes_next_comes_first_and_can_be_limited_to_some_days(workspace: Workspace) -> None:
    workspace.letter("AL OTH 2/2021", "2021-03-20")
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    agenda = draw_up(workspace, "2021-05-01")
    assert list_references(agenda.coming) == ["AL OTH 1/2021", "AL OTH 2/2021"]
    assert list_references(agenda.limit(10).coming) == ["AL OTH 1/2021"]
    assert agenda.limit(9).coming == ()


def test_a_response_comes_out_with_its_letter_or_on_its_own_day(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    respond(workspace, "AL OTH 1/2021", "2021-04-01")
    (_, response) = draw_up(workspace, "2021-05-01").coming
    assert (response.kind, response.day, response.title) == (
        "response",
        dt.date(2021, 5, 11),
        "Reply from Northwind Textiles to AL OTH 1/2021",
    )


def test_what_was_sent_or_received_later_does_not_exist_yet(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    respond(workspace, "AL OTH 1/2021", "2021-06-01")
    agenda = draw_up(workspace, "2021-05-20", policy(reply_days=60))
    assert list_references(agenda.expected) == ["AL OTH 1/2021"]
    assert list_references(agenda.released) == ["AL OTH 1/2021"]
    assert draw_up(workspace, "2021-03-11").coming == ()


def test_a_withdrawn_letter_and_its_responses_are_left_out(workspace: Workspace) -> None:
    withdrawn = "withdrawn:\n  date: 2021-04-01\n  reason: safety\n"
    workspace.letter("AL OTH 1/2021", "2021-03-12", more=withdrawn)
    workspace.letter("AL OTH 2/2021", "2021-03-12", more=withdrawn + HELD.format("2021-04-02"))
    respond(workspace, "AL OTH 1/2021", "2021-03-20", "acknowledgement")
    for day in ("2021-05-01", "2021-06-01"):
        assert not any(list_all(draw_up(workspace, day, policy(reply_days=60, responses=Responses.PARTIAL))))


def list_all(agenda: Agenda) -> Iterator[Item]:
    for name in ("coming", "released", "expected", "unchecked", "holds", "incomplete"):
        yield from getattr(agenda, name)


def test_a_response_is_expected_only_where_a_time_for_reply_is_set(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    workspace.letter("AL OTH 2/2021", "2021-03-12", more="reply_days: 30\n")
    (item,) = draw_up(workspace).expected
    assert (item.reference, item.day, item.recipients) == ("AL OTH 2/2021", dt.date(2021, 4, 11), ("northwind",))
    assert item.notes == ("from Northwind Textiles",)


@pytest.mark.parametrize(
    ("kind", "note"),
    [
        ("acknowledgement", "from Northwind Textiles, which has acknowledged the letter"),
        ("extension-request", "from Northwind Textiles, which has asked for more time"),
    ],
)
def test_an_acknowledgement_or_a_request_for_time_is_no_reply(workspace: Workspace, kind: str, note: str) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    respond(workspace, "AL OTH 1/2021", "2021-03-20", kind)
    (item,) = draw_up(workspace, policy=policy(reply_days=60)).expected
    assert item.notes == (note,)


@pytest.mark.parametrize("kind", ["reply", "further-reply"])
def test_nothing_is_expected_from_a_recipient_who_has_replied(workspace: Workspace, kind: str) -> None:
    path = workspace.letter("AL OTH 1/2021", "2021-03-12")
    add_recipient(path)
    respond(workspace, "AL OTH 1/2021", "2021-03-20", kind)
    (item,) = draw_up(workspace, policy=policy(reply_days=60)).expected
    assert item.recipients == ("xaa",)
    respond(workspace, "AL OTH 1/2021", "2021-03-21", by="xaa")
    assert draw_up(workspace, policy=policy(reply_days=60)).expected == ()


def add_recipient(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  - recipient: northwind\n", "  - recipient: northwind\n  - recipient: xaa\n"))


def test_a_reply_to_several_letters_answers_each(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    workspace.letter("AL OTH 2/2021", "2021-03-12")
    respond(workspace, "AL OTH 1/2021", "2021-03-20", more="also_answers:\n  - AL OTH 2/2021\n")
    assert draw_up(workspace, policy=policy(reply_days=60)).expected == ()


def test_a_released_letter_of_a_partial_record_is_unchecked_until_somebody_says_so(workspace: Workspace) -> None:
    partial = policy(responses=Responses.PARTIAL)
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    workspace.letter("AL OTH 2/2021", "2021-03-12", more="responses_checked: 2021-05-11\n")
    workspace.letter("AL OTH 3/2021", "2021-03-12")
    respond(workspace, "AL OTH 3/2021", "2021-04-01")
    assert draw_up(workspace, "2021-05-10", partial).unchecked == ()
    assert list_references(draw_up(workspace, "2021-05-11", partial).unchecked) == ["AL OTH 1/2021"]
    assert draw_up(workspace, "2021-05-11").unchecked == ()


def test_holds_come_by_their_day_of_review_and_an_overdue_one_stays(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12", more=HELD.format("2021-06-01"))
    workspace.letter("AL OTH 2/2021", "2021-03-12", more=HELD.format("2021-04-01"))
    workspace.letter("AL OTH 3/2021", "2021-03-12", more="release:\n  hold: true\n  reason: safety\n")
    agenda = draw_up(workspace)
    assert list_references(agenda.holds) == ["AL OTH 2/2021", "AL OTH 1/2021", "AL OTH 3/2021"]
    assert list_references(agenda.limit(14).holds) == ["AL OTH 2/2021", "AL OTH 3/2021"]
    assert agenda.holds[0].notes == ("safety",)
    assert agenda.coming == ()


def test_a_letter_is_incomplete_without_what_readers_would_miss(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12", more="text: none\n")
    workspace.letter("AL OTH 2/2021", "2021-03-12", more="subject: Mills\nsummary: On mills.\n")
    workspace.letter(
        "AL OTH 3/2021",
        "2021-03-12",
        more="subject: Mills\nsummary: On mills.\ntext: none\nsource:\n  url: https://a.example/1\n",
    )
    (item,) = draw_up(workspace).incomplete
    assert (item.reference, item.notes) == ("AL OTH 1/2021", ("subject", "summary", "text, source or public copy"))
    with_page = policy(official_page="https://a.example/{code}/{number}/{year}")
    assert draw_up(workspace, policy=with_page).incomplete[0].notes == ("subject", "summary")


def test_a_field_as_an_import_proposed_it_is_a_gap_until_its_comment_is_removed(workspace: Workspace) -> None:
    more = "# proposed from the text: check\nsubject: Mills\nsummary: On mills.\n"
    workspace.letter("AL OTH 1/2021", "2021-03-12", more=more)
    (item,) = draw_up(workspace).incomplete
    assert item.notes == ("subject as proposed by the import: check it",)


def test_a_response_in_another_language_than_its_letter_needs_a_translation(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12", more="subject: Mills\nsummary: On mills.\n")
    path = respond(workspace, "AL OTH 1/2021", "2021-03-20")
    path.write_text(path.read_text(encoding="utf-8").replace("language: en", "language: fr"), encoding="utf-8")
    (item,) = draw_up(workspace).incomplete
    assert item.notes == ("translation into the letter's language (en)",)
    path.with_suffix(".en.md").write_text(
        "---\ntranslation_of: 2021-03-20-northwind\nlanguage: en\n---\nText.\n", encoding="utf-8"
    )
    assert draw_up(workspace).incomplete == ()


def test_a_file_with_errors_is_named_so_that_nobody_takes_it_for_done(workspace: Workspace) -> None:
    broken = workspace.letter("AL OTH 1/2021", "2021-03-12")
    broken.write_text(broken.read_text(encoding="utf-8").replace("2021-03-12", "12 March"), encoding="utf-8")
    homeless = respond(workspace, "AL OTH 1/2021", "2021-04-01")
    agenda = draw_up(workspace)
    assert agenda.faulty == (broken.as_posix(), homeless.as_posix())
    assert not any(list_all(agenda))


def test_equal_records_and_moments_give_equal_agendas(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    one, other = draw_up(workspace), draw_up(workspace)
    assert one == other
    assert replace(one, as_of=other.as_of) == other
