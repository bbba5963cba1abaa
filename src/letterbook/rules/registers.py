"""Rules of the registers and of the policy: what the letters refer to has to be of one mind itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from letterbook.ingest.corpus import POLICY
from letterbook.ingest.front_matter import read_register
from letterbook.model.record import Corpus
from letterbook.model.reference import LetterType
from letterbook.model.registers import REGISTERS, RecipientKind
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Context, Finding, checks

RECIPIENTS = "recipients"
MOST_DAYS = 3650
USUAL_DAYS = {LetterType.ALLEGATION: 60, LetterType.URGENT: 60, LetterType.OTHER: 3}
"""After how many days the procedure makes letters public: 60 days, and 48 hours from the end of the day of sending."""


@checks(Corpus)
def invalid_release_rule(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """The policy does not say, or says twice, when letters of a type are released.

    Why: a letter whose type has no rule has no day of release; with two rules it has two.

    Example: `release:` in policy.yml with AL and UA only

    How to fix: give `type` and `days` once for each of AL, UA and OL.
    """
    given = Counter(each.type for each in corpus.policy.release)
    for type_ in LetterType:
        if given[type_] != 1:
            often = f"says {given[type_]} times" if given[type_] else "does not say"
            yield _in_policy(
                corpus,
                "release",
                f"the policy {often} when letters of the type {type_} are released",
                f"Give type: {type_} with its days, once.",
            )


@checks(Corpus)
def invalid_days(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """A number of days in policy.yml is none, or more than ten years.

    Why: with 0 days a letter would be public on the day on which it was sent, before whoever it went to has read it;
    and a slip like 60000 would withhold it for good.

    Example: `days: 0` in `release` of policy.yml

    How to fix: give the number of days after the day of sending, as the letters themselves say: `days: 60`.
    """
    given = [(f"release: {each.type}", "release", each.days) for each in corpus.policy.release]
    if corpus.policy.reply_days is not None:
        given.append(("reply_days", "reply_days", corpus.policy.reply_days))
    for name, field, days in given:
        if not 1 <= days <= MOST_DAYS:
            yield _in_policy(
                corpus,
                field,
                f"`{name}`: {days} is not a number of days between 1 and {MOST_DAYS}",
                "Give the number of days after the day of sending, for example 60.",
            )


@checks(Corpus, severity=Severity.WARNING)
def short_release_period(corpus: Corpus, context: Context) -> Iterator[Finding]:
    """The policy releases letters of a type sooner than the procedure does.

    Why: the letters themselves say 60 days, or 48 hours. A shorter rule makes all letters of that age public on merge,
    and they cannot be taken back.

    Example: `type: AL` with `days: 6` in `release` of policy.yml

    How to fix: correct `days`. To release single letters earlier, give them a `release` with a date and a reason. Where
    your letters say another time, leave it: this is a warning.
    """
    given = Counter(each.type for each in corpus.policy.release)
    for each in corpus.policy.release:
        usual = USUAL_DAYS[each.type]
        if given[each.type] == 1 and 1 <= each.days < usual:
            early = sum(
                letter.reference.type is each.type
                and letter.release is None
                and letter.withdrawn is None
                and each.days <= (context.today - letter.sent).days < usual
                for letter in context.letters.values()
                if letter.place.unread.isdisjoint(("sent", "release", "withdrawn"))
            )
            yield _in_policy(
                corpus,
                "release",
                f"letters of the type {each.type} are released {usual - each.days} days sooner than the {usual} of the"
                f" procedure; {early} of them would be public today by that alone",
                "Correct days, unless your letters say so. A single letter is released earlier by its own release.",
            )


@checks(Corpus)
def state_without_code(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """A State in registers/recipients.yml has no code.

    Why: a letter to a State carries its code, and only so can the two be compared.

    Example: an entry with `kind: state` and no `code`

    How to fix: give the code of ISO 3166-1 alpha-3; XAA to XZZ for a fictional State.
    """
    for id_, recipient in corpus.registers.recipients.items():
        if recipient.kind is RecipientKind.STATE and recipient.code is None:
            yield in_register(
                corpus,
                RECIPIENTS,
                id_,
                f"`{id_}` is a State, but has no code",
                "Add its code of ISO 3166-1 alpha-3, for example code: NOR",
            )


@checks(Corpus)
def code_without_state(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """An entry of registers/recipients.yml has a code, but is no State.

    Why: a letter to who is no State has the code OTH, so that a code beside a company is one in the wrong field.

    Example: `kind: company` and `code: XAA`

    How to fix: write `country: XAA` for the seat of a company, or correct `kind`.
    """
    for id_, recipient in corpus.registers.recipients.items():
        if recipient.kind is not RecipientKind.STATE and recipient.code is not None:
            yield in_register(
                corpus,
                RECIPIENTS,
                id_,
                f"`{id_}` has the code {recipient.code}, but is no State",
                f"Write country: {recipient.code} if it has its seat there, or correct kind.",
            )


@checks(Corpus)
def duplicate_code(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """Two States in registers/recipients.yml have the same code.

    Why: a reference then says of neither to whom the letter went.

    Example: `code: XAA` in two entries

    How to fix: correct the one that is wrong; keep one entry for one State.
    """
    first: dict[str, str] = {}
    for id_, recipient in corpus.registers.recipients.items():
        if recipient.kind is RecipientKind.STATE and recipient.code is not None:
            other = first.setdefault(recipient.code, id_)
            if other != id_:
                yield in_register(
                    corpus,
                    RECIPIENTS,
                    id_,
                    f"`{id_}` has the code {recipient.code}, which `{other}` has, too",
                    "Correct the one that is wrong; keep one entry for one State.",
                )


@checks(Corpus)
def invalid_id(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """The id of an entry cannot be part of an address.

    Why: it stands in addresses, which have to work everywhere and never change; and letters refer to it.

    Example: `Northwind Ltd:` in registers/recipients.yml

    How to fix: use lower-case letters from a to z, digits, and dashes between them: `northwind-ltd`.
    """
    help_ = "Use lower-case letters from a to z, digits, and dashes between them."
    for register in REGISTERS:
        for id_ in getattr(corpus.registers, register):
            if not _ID.fullmatch(id_):
                yield in_register(corpus, register, id_, f"`{id_}` cannot be part of an address", help_)
    for field, ids in _policy_ids(corpus):
        for id_ in ids:
            if not _ID.fullmatch(id_):
                yield _in_policy(corpus, field, f"the id `{id_}` cannot be part of an address", help_)


@checks(Corpus)
def duplicate_former_id(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """A former id is the id of an entry, or the former id of another.

    Why: its address leads to the entry that bears it now, and can lead to one only.

    Example: `formerly: [southwind]` where there is an entry `southwind`

    How to fix: remove the former id from the entry that it does not belong to, or give the other a new id.
    """
    for register in REGISTERS:
        entries = getattr(corpus.registers, register)
        first: dict[str, str] = {}
        for id_, entry in entries.items():
            for former in getattr(entry, "formerly", ()):
                other = first.setdefault(former, id_)
                if other != id_ or former in entries:
                    use = "the id of an entry" if former in entries else f"a former id of `{other}`, too"
                    yield in_register(
                        corpus,
                        register,
                        id_,
                        f"`{former}`, a former id of `{id_}`, is {use}",
                        "Remove it from the entry that it does not belong to, or give the other a new id.",
                    )


@checks(Corpus)
def duplicate_id(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """Two reasons, or two reporting periods, of policy.yml have the same id.

    Why: a letter that refers to it would refer to either.

    Example: two items of `reasons` with `id: safety`

    How to fix: give one of them another id, or remove it.
    """
    for field, ids in _policy_ids(corpus):
        for id_, often in Counter(ids).items():
            if often > 1:
                yield _in_policy(
                    corpus,
                    field,
                    f"`{field}` has the id `{id_}` {often} times",
                    "Give each another id, or keep one of them.",
                )


_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _policy_ids(corpus: Corpus) -> Iterator[tuple[str, list[str]]]:
    yield "reasons", [each.id for each in corpus.policy.reasons]
    yield "reporting_periods", [each.id for each in corpus.policy.reporting_periods]


def in_register(corpus: Corpus, register: str, id_: str, message: str, help_: str) -> Finding:
    """A finding at the line of an entry."""
    path = corpus.folder / "registers" / f"{register}.yml"
    return Finding(_line(path, id_), message, help_, path=path.as_posix())


def _in_policy(corpus: Corpus, field: str, message: str, help_: str) -> Finding:
    path = corpus.folder / POLICY
    return Finding(_line(path, field), message, help_, path=path.as_posix())


def _line(path: Path, key: str) -> int:
    """The line of a key, looked up again in the file, since a register keeps none; 0 where it is not there."""
    return _lines(path.read_bytes()).get(key, 0) if path.is_file() else 0


@lru_cache(maxsize=8)
def _lines(content: bytes) -> Mapping[str, int]:
    fields = read_register(content).fields
    return {each.key: each.line for each in fields.entries} if fields else {}
