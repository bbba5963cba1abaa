"""Generates records with Hypothesis: letters and responses in every state that the rules allow."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from factories import attachment, corpus, earlier_text, letter, period, policy, registers, response, translation
from letterbook.model.record import (
    Addressing,
    AlsoSentTo,
    AnnexEntry,
    Answer,
    Corpus,
    Correction,
    EarlierLetter,
    EarlierText,
    Letter,
    LetterCorrection,
    Redaction,
    Release,
    Response,
    SigningMandate,
    Withdrawal,
)
from letterbook.model.reference import Reference
from letterbook.model.registers import Instrument, Registers
from letterbook.model.schema import (
    InstrumentId,
    MandateId,
    Paragraphs,
    Provision,
    ReasonId,
    RecipientId,
    StateCode,
    Words,
)

FIRST, LAST = dt.date(2021, 1, 1), dt.date(2021, 12, 31)
"""Letters are sent in this year, which has both changes of the clock and the end of a year."""
LATER = dt.date(2022, 8, 1)
"""Everything that is ever released has been released by this day."""

DAYS = {"AL": 60, "UA": 60, "OL": 3}
RECIPIENTS = ("xaa", "xbb", "northwind", "southwind", "northwind-sudland")
MANDATES = ("business", "torture", "lights")
ZONES = ("Europe/Zurich", "America/Havana", "Asia/Beirut", "Atlantic/Azores", "Asia/Kathmandu", "Pacific/Kiritimati")

PERIODS = (
    period("2021-05", "2020-12-01..2021-05-31", "2021-02-01..2021-07-31"),
    period("2021-11", "2021-06-01..2021-11-30", "2021-08-01..2022-01-31"),
)
"""Two reporting periods, which leave out the last month of the year."""

_SAFETY, _EARLY = ReasonId("safety"), ReasonId("press-release")
_KINDS = ("reply", "further-reply", "acknowledgement", "extension-request")

_KEEPERS = "Convention on the Keepers of Lights"
INSTRUMENTS = {
    "keepers": ("CKL", _KEEPERS),
    "keepers-protocol": ("CKL-P", f"Optional Protocol to the {_KEEPERS}"),
    "keepers-second": ("CKL-P2", f"Second Optional Protocol to the {_KEEPERS}"),
    "keepers-wrecks": ("Wrecks Protocol", f"Optional Protocol to the {_KEEPERS} on wrecks"),
    "wrecks": ("Code of Wrecks", "Code of Practice on Wrecks"),
    "wreck-rules": ("Wreck Rules", "Rules on Wrecks (the Wrecks Protocol Rules)"),
    "harbours": ("Harbours Convention", "Convention on Harbours"),
    "ilo-c29": ("ILO Convention No. 29", "Forced Labour Convention, 1930 (No. 29)"),
    "ilo-c105": ("ILO Convention No. 105", "Abolition of Forced Labour Convention, 1957 (No. 105)"),
}
"""Instruments that a register may have beside those of `factories`: by id, the short name and the title."""
SENTENCES = {
    "We recall principle 13 of the Guiding Principles.": ("ungp",),
    f"We recall article 4 of the {_KEEPERS}.": ("keepers",),
    f"The {_KEEPERS} applies. Article 2 of the Optional Protocol to the Convention is relevant.": (
        "keepers",
        "keepers-protocol",
    ),
    "Article 3 of the Wrecks Protocol applies.": ("keepers-wrecks",),
    "Article 5 of the Code of Practice on Wrecks applies. The Convention does not.": ("wrecks",),
    "We recall ILO Convention No. 105, and Convention No. 29.": ("ilo-c105", "ilo-c29"),
    f"The Convention on Harbours and the {_KEEPERS} apply. Article 9 of the Convention is relevant.": (
        "harbours",
        "keepers",
    ),
    "Nothing is cited here, as the Protocol to the Convention is not named.": (),
}
"""Sentences of letters, and the ids of the instruments that each cites if the register has them."""


@st.composite
def moments(draw: st.DrawFn, record: Corpus) -> dt.datetime:
    """Generate a moment in any time zone, often at or near the midnight of a day that matters in the record."""
    named = [each.sent + dt.timedelta(days=DAYS[each.reference.type]) for each in record.letters]
    named += [each.release.date for each in record.letters if each.release and each.release.date]
    named += [each.received or each.dated or FIRST for each in record.responses]
    named += [each.replaced for letter in record.letters for each in letter.earlier]
    named += [each.replaced for response in record.responses for each in response.earlier]
    day = draw(st.sampled_from(named) | st.dates(FIRST, LATER) if named else st.dates(FIRST, LATER))
    midnight = dt.datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(record.policy.time_zone))
    hours, seconds = draw(st.just(0) | st.integers(-15, 15)), draw(st.sampled_from((0, 0, -1, 1)))
    moment = midnight.astimezone(dt.UTC) + dt.timedelta(hours=hours, seconds=seconds)
    return moment.astimezone(ZoneInfo(draw(st.sampled_from(ZONES))))


@st.composite
def records(draw: st.DrawFn) -> Corpus:
    """Generate a record: some letters and responses, in the order of its files. Its only faults are earlier texts
    where the rules do not allow any, which the gate must not let through either.

    Every text of a letter or response names it (`letter-3`); texts for editors only also have the word `internal`.
    """
    types = draw(st.lists(st.sampled_from(tuple(DAYS)), max_size=6))
    references = [f"{type_} OTH {number}/2021" for number, type_ in enumerate(types, 1)]
    letters = [_letter(draw, each, references) for each in references]
    responses = [each for to in letters for each in _responses(draw, to, references)]
    rules = policy(time_zone=draw(st.sampled_from(ZONES)), reporting_periods=PERIODS)
    record = corpus(*letters, *responses, rules=rules)
    return replace(record, registers=_registers(draw))


def _registers(draw: st.DrawFn) -> Registers:
    """Generate registers with all that letters use by id, and some instruments that their texts may cite."""
    usual = registers()
    northwind, torture = usual.recipients["northwind"], usual.mandates["torture"]
    instruments = {
        id_: Instrument(title=Words.plain(title), short=Words.plain(short), provision=Words.plain("article"))
        for id_, (short, title) in INSTRUMENTS.items()
        if draw(st.booleans())
    }
    return replace(
        usual,
        mandates={**usual.mandates, "lights": replace(torture, name=Words.plain("Special Rapporteur on lights"))},
        recipients={
            **usual.recipients,
            "northwind-sudland": replace(northwind, name=Words.plain("Northwind"), country=StateCode("XBB")),
        },
        instruments=dict(draw(st.permutations(tuple({**usual.instruments, **instruments}.items())))),
    )


def _letter(draw: st.DrawFn, reference: str, references: list[str]) -> Letter:
    name = f"letter-{Reference.parse(reference).number}"
    sent = draw(st.dates(FIRST, LAST))
    days = DAYS[reference[:2]]
    early = Release(date=_after(draw, sent, days - 1), reason=_EARLY)
    late = Release(date=_after(draw, sent, 2 * days), reason=_SAFETY)
    earlier = _earlier_texts(draw, reference, name, sent)
    later = [Reference.parse(each) for each in _others(draw, reference, references)]
    return letter(
        reference,
        sent.isoformat(),
        mandates=tuple(
            SigningMandate(mandate=MandateId(each))
            for each in draw(st.lists(st.sampled_from(MANDATES), min_size=1, max_size=2, unique=True))
        ),
        recipients=tuple(Addressing(recipient=each) for each in draw(_recipients(1))),
        concerning=draw(_recipients()),
        also_sent_to=tuple(AlsoSentTo(recipient=each) for each in draw(_recipients())),
        group=draw(st.sampled_from((None, "mills", "mines"))),
        follows=tuple(_earlier(draw, each) for each in _others(draw, reference, references)),
        annex=draw(_maybe((AnnexEntry(instrument=InstrumentId("ungp"), provisions=(Provision("13"),)),), default=())),
        corrections=(
            *(LetterCorrection(date=sent, note=f"corrected by {each}", letter=each) for each in later),
            *(LetterCorrection(date=each.replaced, note="a word of the text") for each in earlier),
        ),
        earlier=earlier,
        release=draw(_maybe(early, late, Release(hold=True, review=LATER, reason=_SAFETY))),
        withdrawn=draw(_maybe(Withdrawal(date=_after(draw, sent, 100), reason=_SAFETY))),
        example=draw(st.booleans()),
        **_contents(draw, name),
    )


def _responses(draw: st.DrawFn, to: Letter, references: list[str]) -> list[Response]:
    responses: list[Response] = []
    for number in range(draw(st.integers(0, 2))):
        dated, received = (_after(draw, to.sent, 120) for _ in range(2))
        given = draw(st.sampled_from(((dated, None), (None, received), (min(dated, received), received))))
        date = given[0] or given[1] or received
        dates: dict[str, Any] = {
            "dated": given[0] and given[0].isoformat(),
            "received": given[1] and given[1].isoformat(),
        }
        recipient = draw(st.sampled_from(to.recipients)).recipient
        slug = f"{date}-{recipient}"
        late = Release(date=_after(draw, date, 120), reason=_SAFETY)
        name = f"response-{to.reference.number}-{number}"
        earlier = _earlier_texts(draw, str(to.reference), name, date)
        by_sender = draw(_maybe((Correction(date=date, note="corrected by the sender"),), default=()))
        again = sum(each.slug.startswith(slug) for each in responses)
        responses.append(
            response(
                str(to.reference),
                recipient=recipient,
                kind=draw(st.sampled_from(_KINDS)),
                slug=f"{slug}-{again + 1}" if again else slug,
                also_answers=tuple(map(Reference.parse, _others(draw, str(to.reference), references))),
                release=draw(_maybe(late, Release(hold=True, review=LATER, reason=_SAFETY))),
                withdrawn=draw(_maybe(Withdrawal(date=_after(draw, date, 100), reason=_SAFETY))),
                answers=draw(_maybe((Answer(question=3, paragraphs=(Paragraphs("1"),)),), default=())),
                corrections=(
                    *by_sender,
                    *(Correction(date=each.replaced, note="a word of the text") for each in earlier),
                ),
                earlier=earlier,
                **dates,
                **_contents(draw, name),
            )
        )
    return responses


def _contents(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """Generate what letters and responses have in common, with `name` in each text."""
    return {
        "body": f"{_citing(draw)}body of {name}",
        "summary": Words.plain(f"summary of {name}"),
        "translations": (
            translation(body=f"{_citing(draw)}translation of {name}", note_internal=f"internal of {name}"),
        ),
        "attachments": (attachment(f"{name}.pdf"), attachment(f"{name}-internal.pdf", public_copy=False)),
        "redactions": draw(_maybe((Redaction(date=LAST),), default=())),
        "note_internal": draw(_maybe(f"internal of {name}")),
    }


def _earlier_texts(draw: st.DrawFn, reference: str, name: str, start: dt.date) -> tuple[EarlierText, ...]:
    """Generate texts of a letter or response from before its corrections, of which some are before its release. What
    they cite is not looked for."""
    days = draw(_maybe((_after(draw, start, 200),), (_after(draw, start, 50), _after(draw, start, 300)), default=()))
    return tuple(
        earlier_text(
            each.isoformat(),
            f"{_citing(draw)}body of {name}\n\nuntil {each}, the earlier text of {name}",
            reference,
            note_internal=f"internal of {name}",
        )
        for each in sorted(set(days))
    )


def _citing(draw: st.DrawFn) -> str:
    """Generate the beginning of a text: a paragraph that cites instruments, or nothing."""
    return draw(st.sampled_from((*("" for _ in SENTENCES), *(f"{each}\n\n" for each in SENTENCES))))


def _earlier(draw: st.DrawFn, reference: str) -> EarlierLetter:
    by_date = EarlierLetter(sent=draw(st.dates(FIRST, LAST)), recipient=RecipientId(draw(st.sampled_from(RECIPIENTS))))
    return draw(st.sampled_from((EarlierLetter(reference=Reference.parse(reference)), by_date)))


def _others(draw: st.DrawFn, reference: str, references: list[str]) -> list[str]:
    others = [each for each in references if each != reference] + ["AL OTH 99/2021"]
    return draw(st.lists(st.sampled_from(others), max_size=2, unique=True))


def _recipients(at_least: int = 0) -> st.SearchStrategy[tuple[RecipientId, ...]]:
    ids = st.sampled_from(RECIPIENTS).map(RecipientId)
    return st.lists(ids, min_size=at_least, max_size=at_least + 1, unique=True).map(tuple)


def _maybe(*values: Any, default: Any = None) -> st.SearchStrategy[Any]:
    """Generate one of `values`, or more often the default."""
    return st.sampled_from((*(default for _ in range(2 * len(values))), *values))


def _after(draw: st.DrawFn, day: dt.date, most: int) -> dt.date:
    return day + dt.timedelta(days=draw(st.integers(0, most)))
