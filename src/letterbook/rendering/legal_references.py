"""The legal references of a letter or a response, declared and found, each with links to the paragraphs citing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from letterbook import urls
from letterbook.citations.documents import has_symbol
from letterbook.citations.provisions import expand_ranges
from letterbook.derived.citation_index import CitationIndex, Occurrence, provision_order, write_note, write_provision
from letterbook.derived.document_titles import write_document_name
from letterbook.i18n import Interface
from letterbook.model.public import AnnexEntry, Communication, Instrument, Response
from letterbook.rendering.views import Linked
from letterbook.text.normalize import is_number


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedProvisions:
    """Provisions in a row of the legal references, and the paragraphs that cite each of them."""

    links: list[Linked]
    places: list[Linked]


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalReference:
    """An instrument or document in the list of legal references."""

    cited: Linked
    official: str
    """The address of the official text, or ""."""
    unit: str
    """What the instrument calls its provisions: `Article`."""
    provisions: list[CitedProvisions]
    cited_as: str | None
    """The letter's name for it, if the editors recorded one."""
    note: str
    places: list[Linked]
    """The paragraphs that cite it as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnresolvedCitation:
    """A citation that is not resolved, in the words of the text, and the paragraphs that have it. `language` is that of
    the text, or "" if it is the interface's."""

    wording: str
    language: str
    places: list[Linked]


@dataclass(slots=True)
class _Found:
    """A text's citations of an instrument or document: the anchors of the paragraphs, in order, by provision, with ""
    for the whole."""

    instrument: Instrument | None
    document: str | None
    anchors: dict[str, dict[str, None]] = field(default_factory=dict)
    note: str = ""

    def add(self, occurrence: Occurrence, interface: Interface) -> None:
        assert occurrence.place is not None
        for each in occurrence.provisions or ("",):
            self.anchors.setdefault(each, {})[occurrence.place.anchor] = None
        self.note = self.note or write_note(occurrence.place.citation, interface)


def list_legal_references(
    letter: Communication, response: Response | None, citation_index: CitationIndex, interface: Interface
) -> list[LegalReference]:
    """List the references of a letter: those its annex declares, then any others its text cites; or those of a response
    to it, which declares none. Each provision has the paragraphs that cite it."""
    found: dict[tuple[str, str], _Found] = {}
    printed: dict[str, dict[str, None]] = {}  # the anchors where something is cited, by the wording
    for each in citation_index.find_occurrences(letter, response):
        if each.place is not None:
            of_it = found.setdefault(_identify(each), _Found(each.instrument, each.document))
            of_it.add(each, interface)
            printed.setdefault(each.place.citation.text, {})[each.place.anchor] = None
    listed: list[LegalReference] = []
    for entry in letter.annex if response is None else ():
        own = found.pop(_identify(entry), None) or _Found(entry.instrument, entry.document)
        if entry.cited_as:
            own.anchors.setdefault("", {}).update(printed.get(entry.cited_as, {}))
        listed.append(_view_reference(own, entry, interface))
    return listed + [_view_reference(each, None, interface) for each in found.values()]


def list_unresolved(
    letter: Communication, response: Response | None, citation_index: CitationIndex, interface: Interface
) -> list[UnresolvedCitation]:
    """List the citations of a letter or of a response to it that are not resolved, each wording once, in the order of
    the text. A provision of nothing that is named is left to the data: it is often one of a bill."""
    anchors: dict[str, dict[str, None]] = {}
    languages: dict[str, str] = {}
    named = (each for each in citation_index.find_unresolved(letter, response) if not each.citation.is_bare)
    for each in named:
        wording = " ".join(each.citation.text.split())
        anchors.setdefault(wording, {})[each.anchor] = None
        languages[wording] = "" if each.language == interface.language else each.language
    return [
        UnresolvedCitation(wording=wording, language=languages[wording], places=_link_places(each))
        for wording, each in anchors.items()
    ]


def _identify(named: Occurrence | AnnexEntry) -> tuple[str, str]:
    return (named.instrument.id if named.instrument else "", named.document or "")


def _view_reference(found: _Found, entry: AnnexEntry | None, interface: Interface) -> LegalReference:
    if found.instrument is not None:
        cited = Linked.to_entry(found.instrument.title, urls.instrument(found.instrument.id), interface)
        official = found.instrument.url or ""
    else:
        symbol = found.document or ""
        cited = Linked(write_document_name(symbol, interface), urls.cited_document(symbol))
        official = urls.document(symbol) if has_symbol(symbol) else ""
    return LegalReference(
        cited=cited,
        official=official,
        unit=interface.words(found.instrument.provision) if found.instrument else "",
        provisions=_join_rows(_list_provisions(found, entry, interface)),
        cited_as=entry.cited_as if entry else None,
        note=(entry and entry.note) or found.note,
        places=_link_places(found.anchors.get("", {})),
    )


def _join_rows(rows: Iterable[CitedProvisions]) -> list[CitedProvisions]:
    """Join the rows of provisions that the same paragraphs cite, or none."""
    joined: list[CitedProvisions] = []
    for row in rows:
        same = next((each for each in joined if each.places == row.places), None)
        if same is None:
            joined.append(row)
        else:
            same.links.extend(row.links)
    return joined


def _list_provisions(found: _Found, entry: AnnexEntry | None, interface: Interface) -> Iterator[CitedProvisions]:
    """Yield the declared provisions as declared, then those that only the text cites."""
    left = {each: anchors for each, anchors in found.anchors.items() if each}
    for each in entry.provisions if entry else ():
        anchors = dict.fromkeys(anchor for one in expand_ranges((each,)) for anchor in left.pop(one, {}))
        yield _view_provision(found, each, anchors, interface)
    for first, last in _join_ranges(left):
        yield _view_provision(found, first if first == last else f"{first}-{last}", left[first], interface)


def _join_ranges(anchors: dict[str, dict[str, None]]) -> Iterator[tuple[str, str]]:
    """Yield the first and last of each run, in order. Three or more consecutive numbers that the same paragraphs cite
    form a run; any other provision is a run by itself."""
    run: list[str] = []
    for each in (*sorted(anchors, key=provision_order), ""):
        follows = run and is_number(each) and is_number(run[-1]) and int(each) == int(run[-1]) + 1
        if run and not (follows and anchors[each] == anchors[run[0]]):
            yield from [(run[0], run[-1])] if len(run) > 2 else ((one, one) for one in run)
            run = []
        run.append(each)


def _view_provision(found: _Found, provision: str, anchors: Iterable[str], interface: Interface) -> CitedProvisions:
    """A provision of an instrument has a page to link to; a paragraph of a document has none."""
    name = write_provision(provision, interface)
    if found.instrument is None:
        link = Linked(f"¶ {name}")
    else:
        link = Linked(name, urls.provision(found.instrument.id, next(expand_ranges((provision,)))))
    return CitedProvisions(links=[link], places=_link_places(anchors))


def _link_places(anchors: Iterable[str]) -> list[Linked]:
    return [Linked(f"¶ {each.rpartition('p')[2]}", f"#{each}") for each in anchors if is_number(each[-1])]
