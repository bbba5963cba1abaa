"""Rules about the registers: their entries must not contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterbook.citations.lexicon.instrument_names import list_spellings, normalize_name
from letterbook.model.record import Corpus
from letterbook.model.registers import REGISTERS, RecipientKind
from letterbook.rules.findings import report_in_policy, report_in_register
from letterbook.rules.policy import list_policy_ids
from letterbook.rules.registry import Context, Finding, checks

RECIPIENTS = "recipients"


@checks(Corpus)
def state_without_code(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """A State in registers/recipients.yml has no code.

    Why: a letter to a State has that State's code, and without it the two cannot be compared.

    Example: an entry with `kind: state` and no `code`

    How to fix: give the ISO 3166-1 alpha-3 code; for a fictional State, one from XAA to XZZ.
    """
    for id_, recipient in corpus.registers.recipients.items():
        if recipient.kind is RecipientKind.STATE and recipient.code is None:
            yield report_in_register(
                corpus,
                RECIPIENTS,
                id_,
                f"`{id_}` is a State, but has no code",
                "Add its ISO 3166-1 alpha-3 code, for example: code: NOR",
            )


@checks(Corpus)
def code_without_state(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """An entry in registers/recipients.yml has a code, but is not a State.

    Why: a letter to a recipient that is not a State has the code OTH, so the code of a company is in the wrong field.

    Example: `kind: company` and `code: XAA`

    How to fix: write `country: XAA` if the company is based there, or correct `kind`.
    """
    for id_, recipient in corpus.registers.recipients.items():
        if recipient.kind is not RecipientKind.STATE and recipient.code is not None:
            yield report_in_register(
                corpus,
                RECIPIENTS,
                id_,
                f"`{id_}` has the code {recipient.code}, but is not a State",
                f"Write country: {recipient.code} if it is based there, or correct kind.",
            )


@checks(Corpus)
def duplicate_code(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """Two States in registers/recipients.yml have the same code.

    Why: a reference with that code could be that of a letter to either.

    Example: `code: XAA` in two entries

    How to fix: correct the code that is wrong, or keep only one entry for the State.
    """
    first: dict[str, str] = {}
    for id_, recipient in corpus.registers.recipients.items():
        if recipient.kind is RecipientKind.STATE and recipient.code is not None:
            other = first.setdefault(recipient.code, id_)
            if other != id_:
                yield report_in_register(
                    corpus,
                    RECIPIENTS,
                    id_,
                    f"`{id_}` has the code {recipient.code}, which is also the code of `{other}`",
                    "Correct the code that is wrong, or keep only one entry for the State.",
                )


@checks(Corpus)
def duplicate_instrument_name(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """Two instruments in the register have the same name.

    Why: a text that uses the name could mean either, so it is recognised as neither. A name in the brackets of a title
    counts, and a title counts with and without "United Nations".

    Example: `aliases: [Optional Protocol]` in two entries of registers/instruments.yml

    How to fix: keep the name in the entry that letters mean by it, or in neither.
    """
    first: dict[str, str] = {}
    for id_, instrument in corpus.registers.instruments.items():
        reported: set[str] = set()
        for name, _numbered in list_spellings(id_, instrument):
            other = first.setdefault(normalize_name(name), id_)
            if other != id_ and other not in reported:
                reported.add(other)
                yield report_in_register(
                    corpus,
                    "instruments",
                    id_,
                    f"`{id_}` has the name {name}, which is also a name of `{other}`",
                    "Keep the name in the entry that letters mean by it, or in neither.",
                )


@checks(Corpus)
def invalid_id(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """The id of a register entry, a reason or a reporting period cannot be part of a web address.

    Why: ids become part of addresses, which must work everywhere and never change; and letters refer to them.

    Example: `Northwind Ltd:` in registers/recipients.yml

    How to fix: use lower-case letters from a to z and digits, with single hyphens between them: `northwind-ltd`.
    """
    help_ = "Use lower-case letters from a to z and digits, with single hyphens between them."
    for register in REGISTERS:
        for id_ in getattr(corpus.registers, register):
            if not _ID.fullmatch(id_):
                yield report_in_register(corpus, register, id_, f"`{id_}` cannot be part of a web address", help_)
    for field, ids in list_policy_ids(corpus.policy):
        for id_ in ids:
            if not _ID.fullmatch(id_):
                yield report_in_policy(corpus, field, f"the id `{id_}` cannot be part of a web address", help_)


@checks(Corpus)
def duplicate_former_id(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """A former id is also the id of an entry, or a former id of another.

    Why: the old address redirects to the entry that had the id, and can redirect to only one.

    Example: `formerly: [southwind]` where there is an entry `southwind`

    How to fix: remove the former id from the entry that it does not belong to, or give the other entry a new id.
    """
    for register in REGISTERS:
        entries = getattr(corpus.registers, register)
        first: dict[str, str] = {}
        for id_, entry in entries.items():
            for former in getattr(entry, "formerly", ()):
                other = first.setdefault(former, id_)
                if other != id_ or former in entries:
                    use = "the id of an entry" if former in entries else f"a former id of `{other}`"
                    yield report_in_register(
                        corpus,
                        register,
                        id_,
                        f"`{former}`, a former id of `{id_}`, is also {use}",
                        "Remove it from the entry that it does not belong to, or give the other entry a new id.",
                    )


_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
