"""Lists the entries of each register that released letters name, each with its letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from letterbook import urls
from letterbook.derived.citation_index import provision_order
from letterbook.derived.states import name_states
from letterbook.derived.statistics import Pair
from letterbook.derived.titles import Passage, choose_passage
from letterbook.i18n import Interface, get_sort_key
from letterbook.model.public import Communication, Instrument, Recipient
from letterbook.rendering import headline
from letterbook.rendering.answers import collect_answers
from letterbook.rendering.context import Site
from letterbook.rendering.register_entry import RegisterEntry
from letterbook.rendering.views import Linked, name_letter

_Named = TypeVar("_Named")


def list_recipients(site: Site) -> Sequence[RegisterEntry]:
    """List the recipients that released letters are sent to or are about, by name."""
    answers = collect_answers(site.public.communications, site.page_interface)
    states = name_states(site.public, site.interface)

    def view(recipient: Recipient) -> RegisterEntry:
        return RegisterEntry(
            name=choose_passage(recipient.name, "", site.interface),
            address=urls.recipient(recipient.id),
            kind=recipient.kind,
            identity=_identify(recipient, states, site.interface),
            notes=(*_also_called(recipient.aliases, site.interface), *_list_identifiers(recipient, site.interface)),
            example=recipient.example,
            tag=site.example_tags.choose(example=recipient.example),
            forms={
                "to": site.interface.to(site.interface.name("to", recipient)),
                "about": site.interface.name("about", recipient),
            },
            answers=answers.get(recipient.id, ()),
        )

    def list_mentions(communication: Communication) -> Iterator[tuple[str, str, Recipient]]:
        for addressing in communication.recipients:
            yield "sent-to-it", addressing.recipient.id, addressing.recipient
        for recipient in communication.concerning:
            yield "concerning-it", recipient.id, recipient

    return _gather_entries(site, list_mentions, view)


def list_mandates(site: Site) -> Sequence[RegisterEntry]:
    """List the mandates that sent released letters, by name."""
    interface = site.interface
    return _gather_entries(
        site,
        lambda each: [("sent-under-it", signing.mandate.id, signing.mandate) for signing in each.mandates],
        lambda mandate: RegisterEntry(
            name=choose_passage(mandate.label, "", interface),
            address=urls.mandate(mandate.id),
            kind=mandate.kind,
            identity=choose_passage(mandate.name, "", interface),
            notes=_also_called(mandate.aliases, interface),
            tag="example" if mandate.example else "",
        ),
    )


def list_instruments(site: Site) -> Sequence[RegisterEntry]:
    """List the instruments that released letters cite, by name."""
    interface = site.interface
    cited: dict[str, dict[str, Instrument]] = defaultdict(dict)
    citing_pages: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for each in site.citation_index.occurrences:
        if each.instrument is not None:
            cited[each.letter.reference.key][each.instrument.id] = each.instrument
            for provision in each.provisions:
                citing_pages[each.instrument.id][urls.main_provision(provision)].add(each.page)

    def list_mentions(communication: Communication) -> Iterator[tuple[str, str, Instrument]]:
        for instrument in cited[communication.reference.key].values():
            yield "declaring-it", instrument.id, instrument

    def view(instrument: Instrument) -> RegisterEntry:
        provisions = sorted(citing_pages[instrument.id].items(), key=lambda each: provision_order(each[0]))
        return RegisterEntry(
            name=choose_passage(instrument.title, "", interface),
            address=urls.instrument(instrument.id),
            kind="instrument",
            identity=choose_passage(instrument.short, "", interface),
            provisions=tuple(
                (Linked(each, urls.provision(instrument.id, each)), interface.number(len(pages)))
                for each, pages in provisions
            ),
            official=instrument.url or "",
        )

    return _gather_entries(site, list_mentions, view)


def list_groups(site: Site) -> Sequence[RegisterEntry]:
    """List the groups of released letters, by name."""
    interface = site.interface
    return _gather_entries(
        site,
        lambda each: [("of-the-group", each.group.id, each.group)] if each.group else [],
        lambda group: RegisterEntry(
            name=choose_passage(group.title, "", interface),
            address=urls.group(group.id),
            kind="group",
            identity=choose_passage(group.summary, "", interface) if group.summary else None,
            tag=site.example_tags.choose(example=group.example),
            comparisons=tuple(
                Linked(
                    interface.text(
                        "compared-title", first=name_letter(first, interface), second=name_letter(other, interface)
                    ),
                    urls.comparison(group.id, other.reference),
                )
                for first, other in site.companions.list_pairs(group.id)
            ),
        ),
    )


def _gather_entries(
    site: Site,
    list_mentions: Callable[[Communication], Iterable[tuple[str, str, _Named]]],
    view: Callable[[_Named], RegisterEntry],
) -> Sequence[RegisterEntry]:
    """List the entries that released letters name, by name; each with its letters, newest release first.
    `list_mentions` gives the entries that a letter names: the relation, the id and the entry."""
    found: dict[str, RegisterEntry] = {}
    for communication in site.public.communications:
        for relation, id_, named in list_mentions(communication):
            if id_ not in found:
                found[id_] = view(named)
            key = communication.reference.key
            found[id_].add(relation, site.rows[key], _pick_pairs(site.pairs[key], relation, id_))
    return sorted(found.values(), key=lambda entry: get_sort_key(entry.name.text, site.interface.language))


def _pick_pairs(pairs: Iterable[Pair], relation: str, id_: str) -> Iterator[Pair]:
    """Pick the pairs of a letter that count in the figures of an entry: for a recipient, only its own."""
    if relation == "sent-to-it":
        return (each for each in pairs if each.recipient.id == id_)
    return iter(()) if relation == "concerning-it" else iter(pairs)


def _identify(recipient: Recipient, states: Mapping[str, str], interface: Interface) -> Passage:
    """Return `State · XAA`, or `Company · Belvenor`, with the name of its country."""
    country = recipient.country or ""
    found = (interface.text(f"card-{recipient.kind}"), recipient.code or "", states.get(country, country))
    return Passage(headline.SEPARATOR.join(filter(None, found)))


def _also_called(aliases: Sequence[str], interface: Interface) -> tuple[Passage, ...]:
    return (Passage(interface.text("also-called", names=interface.series(aliases))),) if aliases else ()


def _list_identifiers(recipient: Recipient, interface: Interface) -> tuple[Passage, ...]:
    return tuple(Passage(interface.join_label(each.scheme, each.value)) for each in recipient.identifiers)
