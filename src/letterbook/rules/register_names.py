"""The rule about names in the registers: one recipient or mandate has one entry."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from letterbook.model.record import Corpus
from letterbook.model.registers import Mandate, Recipient
from letterbook.rules.diagnostics import Severity
from letterbook.rules.findings import report_in_register
from letterbook.rules.registry import Context, Finding, checks
from letterbook.text.lookalikes import fold_lookalikes

_MOST_SIGNS = 3
"""The most characters that a message names."""


@checks(Corpus, severity=Severity.WARNING)
def duplicate_name(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """Two entries of a register have the same name, or names that look the same.

    Why: one recipient under two ids appears twice in every listing, and each page shows only some of its letters. Two
    names that look the same can differ in an accent, in a kind of space, or in a letter of another script.

    Example: `northwind` and `northwind-ltd`, both with `name: Northwind Textiles`; "Тarn Mills" with a Cyrillic Т

    How to fix: keep one entry, and give the other's id as one of its `formerly`. If they are two recipients, make their
    names distinct: "Northwind Textiles (Norland)". Companies based in different countries may share a name.
    """
    registers: tuple[tuple[str, Mapping[str, Recipient | Mandate]], ...] = (
        ("recipients", corpus.registers.recipients),
        ("mandates", corpus.registers.mandates),
    )
    for register, entries in registers:
        named: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for id_, entry in entries.items():
            for folded, name in {fold_lookalikes(name): name for _, name in entry.name}.items():
                same = named.setdefault((entry.kind, folded), [])
                other = next((each for each in same if _may_be_one(entries[each[0]], entry)), None)
                same.append((id_, name))
                if other is not None:
                    yield report_in_register(
                        corpus,
                        register,
                        id_,
                        f"`{id_}` has the name {name}, like `{other[0]}`{_describe_difference(name, other[1])}",
                        "Keep one entry, and give the other's id as one of its formerly. If they are not the same, tell"
                        " their names apart.",
                    )
                    break


def _may_be_one(first: Recipient | Mandate, second: Recipient | Mandate) -> bool:
    """Whether two entries of one name can be the same: not if they are based in different countries."""
    if isinstance(first, Recipient) and isinstance(second, Recipient):
        return not (first.country and second.country and first.country != second.country)
    return True


def _describe_difference(name: str, other: str) -> str:
    """Name the characters by which two names that look the same differ; "" if there are none."""
    one, two = (unicodedata.normalize("NFC", each) for each in (name, other))
    for text, compared in ((one, two), (two, one)):
        odd = [each for each in dict.fromkeys(text) if each not in compared and not each.isascii()]
        if odd:
            signs = ", ".join(f"U+{ord(each):04X} ({unicodedata.name(each, '').lower()})" for each in odd[:_MOST_SIGNS])
            return f", but {'it' if text is one else 'the other'} contains {signs}"
    return ""
