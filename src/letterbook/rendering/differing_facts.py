"""The facts in which two letters differ, for a table, and those that are the same in both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from letterbook import urls
from letterbook.derived.answers import list_questions
from letterbook.derived.response_status import find_statuses
from letterbook.i18n import Interface
from letterbook.model.public import Communication, Recipient, TextKept
from letterbook.rendering.context import Site
from letterbook.rendering.headline import write_statuses
from letterbook.rendering.legal_references import LegalReference, list_legal_references
from letterbook.rendering.views import Linked
from letterbook.text.structure import structure_text


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferingFact:
    """A fact in which two letters differ: its name, and its value in each of them."""

    name: str
    values: tuple[tuple[Linked, ...], tuple[Linked, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedFacts:
    """The facts of two letters: those that `differ`, and the names of those that are the `same` in both."""

    differ: tuple[DifferingFact, ...]
    same: tuple[str, ...]


def compare_facts(one: Communication, other: Communication, site: Site) -> ComparedFacts:
    """Compare the facts of two letters. Those that neither of them has are left out."""
    interface = site.page_interface
    found = list(zip(_list_facts(one, site), _list_facts(other, site), strict=True))
    facts = [(interface.text(key), first, second) for (key, first), (_, second) in found if first or second]
    differ = [DifferingFact(name=name, values=(a, b)) for name, a, b in facts if a != b]
    cited = [tuple(each.cited for each in _list_cited(letter, site)) for letter in (one, other)]
    only = tuple(tuple(each for each in own if each not in others) for own, others in (cited, cited[::-1]))
    name = interface.text("references-only-here")
    if any(only):
        differ.append(DifferingFact(name=name, values=(only[0], only[1])))
    return ComparedFacts(differ=tuple(differ), same=tuple(name for name, a, b in facts if a == b))


def _list_facts(letter: Communication, site: Site) -> Iterator[tuple[str, tuple[Linked, ...]]]:
    """Yield each fact by the key of its name; the same keys in the same order for every letter."""
    interface = site.page_interface
    yield "recipients", tuple(_link_recipient(each.recipient, each.addressee, interface) for each in letter.recipients)
    yield "timeline-sent", (Linked(interface.date(letter.sent)),)
    yield "timeline-released", (Linked(interface.date(letter.released)),)
    yield (
        "mandates",
        tuple(
            Linked.to_entry(each.mandate.label, urls.mandate(each.mandate.id), interface) for each in letter.mandates
        ),
    )
    yield "concerning", tuple(_link_recipient(each, None, interface) for each in letter.concerning)
    yield "part-questions", _count(_count_questions(letter), interface)
    yield "alleged-victims", _count(letter.alleged_victims, interface)
    statuses = write_statuses(find_statuses(letter, site.relations), interface)
    yield "responses", tuple(Linked(each.short if len(statuses) == 1 else each.text, each.address) for each in statuses)


def _link_recipient(recipient: Recipient, addressee: str | None, interface: Interface) -> Linked:
    entry = Linked.to_entry(recipient.name, urls.recipient(recipient.id), interface)
    return Linked(f"{entry.name} ({addressee})" if addressee else entry.name, entry.address, entry.language)


def _count_questions(letter: Communication) -> int | None:
    in_text = () if letter.text_kept is TextKept.NONE else structure_text(letter.text.body).question_numbers
    return len(list_questions(letter, in_text)) or None


def _count(number: int | None, interface: Interface) -> tuple[Linked, ...]:
    return () if number is None else (Linked(interface.number(number)),)


def _list_cited(letter: Communication, site: Site) -> Sequence[LegalReference]:
    return list_legal_references(letter, None, site.citation_index, site.page_interface)
