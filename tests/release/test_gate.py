"""What the gate lets through at a moment, and what it withholds."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from factories import attachment, corpus, day, earlier_text, letter, moment, policy, response, texts, translation
from letterbook.model import public as public_model
from letterbook.model.policy import Responses
from letterbook.model.public import Communication, Notice, Public
from letterbook.model.record import (
    Addressing,
    AlsoSentTo,
    AnnexEntry,
    Correction,
    EarlierLetter,
    Indexing,
    Letter,
    LetterCorrection,
    OfficialPage,
    Redaction,
    Response,
    SigningMandate,
    TextKept,
    Withdrawal,
)
from letterbook.model.reference import Reference
from letterbook.model.schema import InstrumentId, MandateId, Provision, ReasonId, RecipientId, Url, Words
from letterbook.release import release
from letterbook.release.conversion import derive_response_slug

SENT = "2021-03-12"
EVE = moment("2021-05-10T23:59:59+02:00")
DAY = moment("2021-05-11T00:00:00+02:00")
"""The moment when the sixtieth day after SENT begins in Geneva, and the second before it."""
LATER = moment("2022-01-01T00:00+01:00")


def release_filed(*filed: Letter | Response, at: dt.datetime = LATER, **rules: Any) -> Public:
    """Return what is public of these letters and responses at a moment."""
    return release(corpus(*filed, rules=policy(**rules)), at)


def references(public: Public) -> list[str]:
    """Return the references of the public letters, in order."""
    return [str(each.reference) for each in public.communications]


def only(public: Public) -> Communication:
    """Return the only public letter."""
    (found,) = public.communications
    return found


def test_a_letter_is_public_from_midnight_of_day_sixty_in_geneva() -> None:
    filed = letter("AL OTH 167/2021", sent="2021-03-12")

    for withheld in ("2021-03-12T12:00+01:00", "2021-05-10T00:00+02:00", "2021-05-10T23:59:59.999999+02:00"):
        assert release_filed(filed, at=moment(withheld)).communications == ()
    for public in ("2021-05-11T00:00+02:00", "2021-05-11T23:59:59+02:00", "2021-05-12T00:00+02:00"):
        assert references(release_filed(filed, at=moment(public))) == ["AL OTH 167/2021"]


def test_a_letter_gives_the_same_day_of_release_at_every_moment() -> None:
    assert only(release_filed(letter(sent=SENT), at=DAY)).released == day("2021-05-11")
    assert only(release_filed(letter(sent=SENT), at=LATER)).released == day("2021-05-11")


@pytest.mark.parametrize(
    ("sent", "eve", "midnight"),
    [
        pytest.param("2024-01-01", "2024-02-29T23:59:59+01:00", "2024-03-01T00:00+01:00", id="after a leap day"),
        pytest.param("2023-12-31", "2024-02-28T23:59:59+01:00", "2024-02-29T00:00+01:00", id="on a leap day"),
        pytest.param("2021-11-02", "2021-12-31T23:59:59+01:00", "2022-01-01T00:00+01:00", id="at the end of a year"),
        pytest.param("2021-01-27", "2021-03-27T23:59:59+01:00", "2021-03-28T00:00+01:00", id="summer time begins"),
        pytest.param("2021-01-28", "2021-03-28T23:59:59+02:00", "2021-03-29T00:00+02:00", id="it has begun"),
        pytest.param("2021-09-01", "2021-10-30T23:59:59+02:00", "2021-10-31T00:00+02:00", id="summer time ends"),
        pytest.param("2021-09-02", "2021-10-31T23:59:59+01:00", "2021-11-01T00:00+01:00", id="it has ended"),
    ],
)
def test_the_calendar_and_the_clock_do_not_move_the_midnight(sent: str, eve: str, midnight: str) -> None:
    assert release_filed(letter(sent=sent), at=moment(eve)).communications == ()
    assert references(release_filed(letter(sent=sent), at=moment(midnight))) == ["AL OTH 1/2021"]


def test_another_letter_is_public_after_three_days() -> None:
    filed = letter("OL OTH 1/2021", sent=SENT)

    assert release_filed(filed, at=moment("2021-03-14T23:59:59+01:00")).communications == ()
    assert references(release_filed(filed, at=moment("2021-03-15T00:00+01:00"))) == ["OL OTH 1/2021"]


def test_the_day_begins_in_the_zone_of_the_policy() -> None:
    for zone, eve, midnight in (
        ("Pacific/Kiritimati", "2021-05-10T09:59:59Z", "2021-05-10T10:00Z"),
        ("America/Havana", "2021-05-11T03:59:59Z", "2021-05-11T04:00Z"),
    ):
        assert release_filed(letter(sent=SENT), at=moment(eve), time_zone=zone).communications == ()
        assert only(release_filed(letter(sent=SENT), at=moment(midnight), time_zone=zone)).sent == day(SENT)


def test_a_letter_is_public_from_the_first_moment_of_a_day_whose_midnight_is_skipped_or_repeated() -> None:
    for zone, sent, eve, first in (
        ("America/Havana", "2021-01-13", "2021-03-14T04:59:59Z", "2021-03-14T05:00Z"),
        ("America/Havana", "2021-09-08", "2021-11-07T03:59:59Z", "2021-11-07T04:00Z"),
        ("Africa/Cairo", "2023-02-27", "2023-04-27T21:59:59Z", "2023-04-27T22:00Z"),
        ("Asia/Beirut", "2021-09-01", "2021-10-30T21:59:59Z", "2021-10-30T22:00Z"),
    ):
        assert release_filed(letter(sent=sent), at=moment(eve), time_zone=zone).communications == ()
        assert only(release_filed(letter(sent=sent), at=moment(first), time_zone=zone)).sent == day(sent)


def test_the_same_moment_in_another_time_zone_gives_the_same_result() -> None:
    filed = (letter(sent=SENT), letter("AL OTH 2/2021", sent="2021-03-13"), response())
    geneva = release_filed(*filed, at=DAY)

    for same in ("2021-05-10T22:00Z", "2021-05-11T07:00+09:00", "2021-05-10T18:00-04:00", "2021-05-11T12:00+14:00"):
        assert release_filed(*filed, at=moment(same)) == geneva


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        release_filed(letter(), at=DAY.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("dated", "received", "eve", "midnight"),
    [
        pytest.param("2021-04-01", None, EVE, DAY, id="dated before its letter's release"),
        pytest.param("2021-05-11", None, EVE, DAY, id="dated on the very day"),
        pytest.param(
            "2021-05-12",
            None,
            moment("2021-05-11T23:59:59+02:00"),
            moment("2021-05-12T00:00+02:00"),
            id="dated the day after",
        ),
        pytest.param(
            "2021-04-01",
            "2021-06-01",
            moment("2021-05-31T23:59:59+02:00"),
            moment("2021-06-01T00:00+02:00"),
            id="dated before, received after",
        ),
    ],
)
def test_a_response_is_public_from_the_later_of_its_letters_release_and_its_own_date(
    dated: str, received: str | None, eve: dt.datetime, midnight: dt.datetime
) -> None:
    filed = (letter(sent=SENT), response(dated=dated, received=received, body="our answer"))

    assert "our answer" not in texts(release_filed(*filed, at=eve))
    assert [each.text.body for each in only(release_filed(*filed, at=midnight)).responses] == ["our answer"]


def test_a_late_release_is_public_on_its_day_with_its_public_reason() -> None:
    filed = letter(sent=SENT, released_early="2021-09-01")

    assert release_filed(filed, at=moment("2021-08-31T23:59:59+02:00")).communications == ()
    found = only(release_filed(filed))
    assert (found.released, found.early) == (day("2021-09-01"), None)
    assert found.late == Words.plain("made public with a press release")


def test_a_correction_by_another_letter_is_shown_once_that_letter_is() -> None:
    """What it says of a letter that is withheld would reveal it."""
    by_another = LetterCorrection(date=day("2021-08-01"), note="Paragraph 3.", letter=Reference.parse("AL OTH 2/2021"))
    own = LetterCorrection(date=day("2021-08-02"), note="Paragraph 4.")
    corrected = letter(sent=SENT, corrections=(by_another, own))

    for other in (letter("AL OTH 2/2021", hold=True), letter("AL OTH 2/2021", "2021-12-01"), letter("AL OTH 3/2021")):
        public = release_filed(corrected, other)
        assert "Paragraph 3." not in texts(public)
        assert "AL OTH 2/2021" not in texts(public)
        assert "Paragraph 4." in texts(public)
    assert "Paragraph 3." in texts(release_filed(corrected, letter("AL OTH 2/2021", "2021-07-01")))


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({}, True),
        ({"redactions": (Redaction(date=day("2021-06-02")),)}, False),
        ({"text": TextKept.EXTRACT}, False),
        ({"text": TextKept.NONE}, False),
        ({"hold": True}, False),
        ({"withdrawn": "2021-07-01"}, False),
    ],
)
def test_only_a_letter_published_as_it_was_sent_has_a_public_earlier_text(changes: dict[str, Any], shown: bool) -> None:
    record = corpus(letter(earlier=(earlier_text("2021-06-01", "As it was."),), **changes))

    assert ("As it was." in texts(release(record, moment("2022-01-01T00:00+00:00")))) is shown


def test_of_a_confidential_response_nothing_but_its_facts_is_public() -> None:
    """Whatever its file has, and though the check reports it as an error."""
    answer = response(
        confidential=True,
        body="secret text",
        summary=Words.plain("secret summary"),
        translations=(translation(body="secret translation"),),
        attachments=(attachment("secret.pdf"),),
    )

    (found,) = only(release_filed(letter(), answer)).responses
    assert (found.confidential, found.date, found.text_kept) == (True, day("2021-04-01"), public_model.TextKept.NONE)
    assert not [each for each in texts(found) if "secret" in each]


def test_an_early_release_is_public_on_its_day_with_its_public_reason() -> None:
    filed = letter(sent=SENT, released_early="2021-03-29")

    assert release_filed(filed, at=moment("2021-03-28T23:59:59+02:00")).communications == ()
    early = only(release_filed(filed, at=moment("2021-03-29T00:00+02:00")))
    assert (early.released, early.early) == (day("2021-03-29"), Words.plain("made public with a press release"))


def test_a_letter_released_by_the_rule_has_no_reason() -> None:
    assert only(release_filed(letter(sent=SENT))).early is None
    assert only(release_filed(letter(sent=SENT, released_early="2021-05-11"))).early is None


def test_a_hold_keeps_letter_and_responses_until_an_editor_removes_it() -> None:
    filed = letter(sent=SENT, hold=True)

    assert release_filed(filed, response(), at=moment("2035-01-01T00:00Z")).communications == ()
    assert references(release_filed(letter(sent=SENT), response(), at=DAY)) == ["AL OTH 1/2021"]


def test_a_held_response_is_kept_and_its_letter_is_not() -> None:
    public = release_filed(letter(), response(hold=True, body="our answer"), at=moment("2035-01-01T00:00Z"))

    assert only(public).responses == ()
    assert "our answer" not in texts(public)


@pytest.mark.parametrize("at", [EVE, DAY, LATER])
def test_a_letter_withdrawn_before_its_release_never_appears(at: dt.datetime) -> None:
    withdrawn = letter(sent=SENT, withdrawn="2021-05-10")

    assert release_filed(withdrawn, response(), at=at) == release_filed(at=at)


@pytest.mark.parametrize("withdrawn", ["2021-03-13", "2021-05-10", "2021-05-11", "2021-12-01"])
def test_a_held_letter_that_is_withdrawn_never_appears(withdrawn: str) -> None:
    """Nor do its responses, withdrawn or not, whether or not its day by the rule had come."""
    filed = letter(sent=SENT, hold=True, withdrawn=withdrawn)

    for answer in (response(), response(withdrawn="2021-06-01"), response(hold=True, withdrawn="2021-06-01")):
        assert release_filed(filed, answer) == release_filed()
        assert release_filed(letter(sent=SENT, hold=True), answer) == release_filed()


def test_a_held_response_that_is_withdrawn_or_whose_letter_is_withdrawn_never_appears() -> None:
    shown, gone = letter(sent=SENT), letter(sent=SENT, withdrawn="2021-06-01")

    assert release_filed(shown, response(hold=True, withdrawn="2021-12-01")) == release_filed(shown)
    assert release_filed(gone, response(hold=True)) == release_filed(gone)
    assert release_filed(gone, response(hold=True, withdrawn="2021-12-01")) == release_filed(gone)


def test_a_letter_withdrawn_after_its_release_leaves_a_notice_with_neither_title_nor_text() -> None:
    filed = letter(sent=SENT, withdrawn="2021-06-01", subject=Words.plain("The mills"), body="We write to you.")
    notice = Notice(
        reference=Reference.parse("AL OTH 1/2021"),
        response=None,
        date=day("2021-06-01"),
        reason=Words.plain("for the safety of a person"),
    )

    for at in (DAY, moment("2021-05-20T12:00Z"), moment("2021-06-01T00:00Z"), LATER):
        public = release_filed(filed, at=at)
        assert (public.communications, public.notices) == ((), (notice,))
    assert release_filed(filed, at=EVE) == release_filed(at=EVE)


def test_a_letter_withdrawn_on_the_day_of_its_release_was_public() -> None:
    assert len(release_filed(letter(sent=SENT, withdrawn="2021-05-11")).notices) == 1


def test_everything_that_depends_on_a_withdrawn_letter_goes_with_it() -> None:
    gone = letter(
        "AL XBB 1/2021",
        sent=SENT,
        recipient="xbb",
        withdrawn="2021-06-01",
        mandates=(SigningMandate(mandate=MandateId("torture"), signed_by="Ida Example"),),
        concerning=(RecipientId("southwind"),),
        annex=(AnnexEntry(instrument=InstrumentId("ungp"), provisions=(Provision("13"),)),),
        attachments=(attachment("al-xbb-1-2021.pdf"),),
        translations=(translation(body="Nous écrivons."),),
        group="mills",
    )
    answer = response("AL XBB 1/2021", recipient="xbb", body="We answer.", attachments=(attachment("answer.pdf"),))
    stays = letter("AL OTH 2/2021", sent=SENT, group="mills")
    answer_elsewhere = response("AL OTH 2/2021", also_answers=(Reference.parse("AL XBB 1/2021"),))

    public = release_filed(gone, answer, stays, answer_elsewhere)

    assert references(public) == ["AL OTH 2/2021"]
    assert only(public).group is None
    assert only(public).responses[0].also_answers == ()
    assert [each.response for each in public.notices] == [None, "xbb-2021-04-01"]
    left = " ".join(texts(public))
    for trace in (
        *("Sudland", "Torture", "Southwind", "Guiding Principles", "cotton", "Ida Example", "Nous écrivons"),
        *("We answer", "al-xbb-1-2021.pdf", "answer.pdf"),
    ):
        assert trace not in left


def test_a_response_withdrawn_alone_leaves_its_letter_and_a_notice() -> None:
    public = release_filed(letter(sent=SENT), response(dated="2021-04-01", withdrawn="2021-06-01", body="our answer"))

    assert only(public).responses == ()
    assert [(each.response, each.date) for each in public.notices] == [("northwind-2021-04-01", day("2021-06-01"))]
    assert "our answer" not in texts(public)


def test_a_response_withdrawn_before_its_release_never_appears() -> None:
    filed = letter(sent=SENT)

    assert release_filed(filed, response(dated="2021-04-01", withdrawn="2021-05-10")) == release_filed(filed)
    assert release_filed(filed, response(dated="2021-08-01", withdrawn="2021-07-31")) == release_filed(filed)


def test_a_response_received_after_its_letter_was_withdrawn_was_never_public() -> None:
    filed = letter(sent=SENT, withdrawn="2021-06-01")

    assert release_filed(filed, response(dated="2021-06-02")) == release_filed(filed)


@pytest.mark.parametrize(
    ("letter_gone", "response_gone", "counted"),
    [
        pytest.param("2021-06-01", "2021-07-01", "2021-06-01", id="the letter first"),
        pytest.param("2021-07-01", "2021-06-01", "2021-06-01", id="the response first"),
        pytest.param("2021-07-01", "2021-05-01", None, id="the response before it was public"),
    ],
)
def test_the_earlier_of_two_withdrawals_counts_for_the_response(
    letter_gone: str, response_gone: str, counted: str | None
) -> None:
    public = release_filed(letter(sent=SENT, withdrawn=letter_gone), response(withdrawn=response_gone))

    dates = {each.response: each.date for each in public.notices}
    expected = {None: day(letter_gone)} | ({"northwind-2021-04-01": day(counted)} if counted else {})
    assert (public.communications, dates) == ((), expected)


def test_an_attachment_is_published_only_where_it_is_marked_as_a_public_copy() -> None:
    files = (attachment("public.pdf"), attachment("internal.pdf", public_copy=False))
    found = only(release_filed(letter(attachments=files), response(attachments=files)))

    for attachments in (found.attachments, found.responses[0].attachments):
        assert [(each.file, each.origin.as_posix()) for each in attachments] == [
            ("public.pdf", "data/attachments/al-oth-1-2021/public.pdf")
        ]


def test_internal_notes_appear_nowhere() -> None:
    note = "ask the source again"
    public = release_filed(
        letter(note_internal=note, translations=(translation(note_internal=note),)),
        response(note_internal=note, translations=(translation(note_internal=note),)),
    )

    assert len(only(public).responses) == 1
    assert note not in " ".join(texts(public))


def test_a_group_appears_from_two_released_members() -> None:
    first = letter("AL OTH 1/2021", sent="2021-03-12", group="mills")
    second = letter("AL OTH 2/2021", sent="2021-03-13", group="mills")
    other = letter("AL OTH 3/2021", sent="2021-03-12", group="mines")

    assert [each.group for each in release_filed(first, second, other, at=DAY).communications] == [None, None]
    groups = {
        str(each.reference): each.group and each.group.id for each in release_filed(first, second, other).communications
    }
    assert groups == {"AL OTH 1/2021": "mills", "AL OTH 2/2021": "mills", "AL OTH 3/2021": None}


def test_a_response_also_answers_only_what_is_released() -> None:
    withheld, unknown = Reference.parse("AL OTH 2/2021"), Reference.parse("AL OTH 9/2021")
    filed = (
        letter("AL OTH 1/2021", sent="2021-03-12"),
        letter("AL OTH 2/2021", sent="2021-03-13"),
        response("AL OTH 1/2021", also_answers=(withheld, unknown)),
    )

    assert only(release_filed(*filed, at=DAY)).responses[0].also_answers == ()
    answers = [
        each.also_answers for communication in release_filed(*filed).communications for each in communication.responses
    ]
    assert answers == [(withheld,)]


def test_what_a_released_letter_itself_says_is_published() -> None:
    """Its text names earlier letters and the recipients of a similar one, whether or not those letters are public."""
    earlier = EarlierLetter(reference=Reference.parse("AL XBB 7/2020"))
    by_date = EarlierLetter(sent=day("2020-08-18"), recipient=RecipientId("xbb"))
    also = (AlsoSentTo(recipient=RecipientId("xaa")), AlsoSentTo(others="other companies"))
    found = only(release_filed(letter(follows=(earlier, by_date), also_sent_to=also)))

    assert found.follows[0].reference == Reference.parse("AL XBB 7/2020")
    assert found.follows[1].recipient is not None
    assert (found.follows[1].sent, found.follows[1].recipient.id) == (day("2020-08-18"), "xbb")
    assert [(each.recipient and each.recipient.id, each.others) for each in found.also_sent_to] == [
        ("xaa", None),
        (None, "other companies"),
    ]


def test_the_newest_release_comes_first_whatever_its_date_of_sending() -> None:
    filed = (
        letter("AL OTH 1/2021", sent="2021-03-12"),
        letter("OL OTH 2/2021", sent="2021-05-20"),
        letter("AL OTH 3/2021", sent="2021-03-12", released_early="2021-06-01"),
        letter("AL OTH 4/2021", sent="2021-03-12"),
        letter("AL OTH 5/2021", sent="2021-03-13", released_early="2021-05-11"),
    )
    newest = ["AL OTH 3/2021", "OL OTH 2/2021", "AL OTH 5/2021", "AL OTH 1/2021", "AL OTH 4/2021"]

    assert references(release_filed(*filed)) == newest
    assert references(release_filed(*reversed(filed))) == newest


def test_register_entries_that_only_withheld_letters_use_appear_nowhere() -> None:
    withheld = letter(
        "AL XBB 1/2021",
        sent="2021-03-13",
        recipient="xbb",
        mandates=(SigningMandate(mandate=MandateId("torture")),),
        concerning=(RecipientId("southwind"),),
        annex=(AnnexEntry(instrument=InstrumentId("ungp")),),
        group="mines",
    )
    names = ("Sudland", "Torture", "Southwind Mining", "Guiding Principles", "The cobalt mines")
    before = set(texts(release_filed(letter(sent=SENT), withheld, at=DAY)))
    after = set(texts(release_filed(letter(sent=SENT), withheld, letter("AL OTH 2/2021", group="mines"))))

    assert before.isdisjoint(names)
    assert after.issuperset(names)


def test_the_policy_or_the_letter_decides_whether_no_response_means_none() -> None:
    checked = letter("AL OTH 2/2021", responses_checked=day("2021-12-01"))

    partial = release_filed(letter(), checked, responses=Responses.PARTIAL)
    complete = release_filed(letter(), checked, responses=Responses.COMPLETE)
    assert {each.reference.number: each.responses_known for each in partial.communications} == {1: False, 2: True}
    assert all(each.responses_known for each in complete.communications)


def test_a_response_to_a_letter_that_search_engines_leave_out_is_left_out_too() -> None:
    found = only(release_filed(letter(indexing=Indexing.NONE, example=True), response()))

    assert (found.indexed, found.responses[0].indexed) == (False, False)
    assert (found.example, found.responses[0].example) == (True, True)
    assert only(release_filed(letter(), response())).responses[0].indexed


def test_the_public_fields_of_a_letter_and_its_response_are_unchanged() -> None:
    filed = letter(
        subject=Words.plain("The mills"),
        recipients=(Addressing(recipient=RecipientId("northwind"), addressee="Ms. Ida Example", named_as="NW Ltd."),),
        corrections=(Correction(date=day("2021-07-01"), note="A date."),),
        redactions=(Redaction(date=day("2021-08-01")),),
        translations=(translation(translated_by="The testers", official=True),),
    )
    answer = response(reference="12/2021", cites_as="your letter", sent_by="Permanent Mission of Norland")
    found = only(release_filed(filed, answer))

    assert found.subject == Words.plain("The mills")
    assert (found.recipients[0].addressee, found.recipients[0].named_as) == ("Ms. Ida Example", "NW Ltd.")
    assert (found.corrections[0].note, found.redacted) == ("A date.", (day("2021-08-01"),))
    assert (found.text.body, found.text.translation) == (filed.body, False)
    assert (found.translations[0].translated_by, found.translations[0].official) == ("The testers", True)
    shown = found.responses[0]
    assert (shown.reference, shown.cites_as, shown.sent_by) == (
        "12/2021",
        "your letter",
        "Permanent Mission of Norland",
    )
    assert (shown.slug, shown.date, shown.recipient.id) == ("northwind-2021-04-01", day("2021-04-01"), "northwind")


def test_a_second_response_of_the_day_has_an_address_of_its_own() -> None:
    answers = (response(slug="2021-04-01-northwind"), response(slug="2021-04-01-northwind-2"))

    slugs = [each.slug for each in only(release_filed(letter(), *answers)).responses]
    assert slugs == ["northwind-2021-04-01", "northwind-2021-04-01-2"]


def test_the_publisher_states_the_rule_and_nothing_about_letters() -> None:
    publisher = release_filed(letter(hold=True)).publisher

    assert {type_.value: days for type_, days in publisher.days.items()} == {"AL": 60, "UA": 60, "OL": 3}
    assert (publisher.name, publisher.time_zone) == ("The testers", "Europe/Zurich")


def test_an_empty_record_has_nothing_public() -> None:
    public = release(corpus(), LATER)

    assert (public.communications, public.notices) == ((), ())


def test_a_withdrawal_gives_its_public_reason_and_never_the_id_of_the_reason() -> None:
    filed = letter(sent=SENT, withdrawn=Withdrawal(date=day("2021-06-01"), reason=ReasonId("safety")))

    assert "safety" not in texts(release_filed(filed))
    assert "for the safety of a person" in texts(release_filed(filed))


def test_a_text_that_is_held_elsewhere_is_not_published_even_if_the_file_has_it() -> None:
    kept = TextKept.NONE
    found = release(
        corpus(letter(text=kept, body="Not this."), response(text=kept, body="Nor this.")), moment("2024-01-01T00:00Z")
    )
    (communication,) = found.communications
    assert communication.text.body == ""
    assert communication.responses[0].text.body == ""


def test_a_recipient_whose_id_ends_in_a_number_keeps_it_in_the_address() -> None:
    found = derive_response_slug(response(recipient="area-51", slug="2021-04-01-area-51"))
    assert found == "area-51-2021-04-01"
    assert derive_response_slug(response(recipient="area-51", slug="2021-04-01-area-51-2")) == "area-51-2021-04-01-2"


@pytest.mark.parametrize(
    ("more", "page"),
    [
        ({}, "https://letters.example/?code=OTH+1%2F2021"),
        ({"source": OfficialPage(url=Url("https://elsewhere.example/1"))}, "https://elsewhere.example/1"),
        ({"example": True}, None),
    ],
)
def test_the_official_page_is_the_one_given_or_follows_the_pattern_of_the_policy(
    more: dict[str, Any], page: str | None
) -> None:
    """Fictional letters have no official page."""
    pattern = "https://letters.example/?code={code}+{number}%2F{year}"
    filed = corpus(letter(**more), rules=policy(official_page=pattern))
    assert only(release(filed, LATER)).source == page
    assert only(release(corpus(letter()), LATER)).source is None
