"""`/groups/<group>/<letter>/`: a letter of a group beside the group's first letter, with what differs between them.

Search engines are asked to leave these pages out: the letters have pages of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from letterbook import urls
from letterbook.derived.companions import choose_texts
from letterbook.model.public import Communication, Group
from letterbook.rendering.compared_texts import FacingRow, face_blocks, fold_unchanged
from letterbook.rendering.context import Site
from letterbook.rendering.differing_facts import ComparedFacts, compare_facts
from letterbook.rendering.page import Heading, Page
from letterbook.rendering.views import Linked, link_letter
from letterbook.text.comparison import compare_texts, have_other_redactions


@dataclass(frozen=True, slots=True, kw_only=True)
class FacingPart:
    """Some rows of two texts side by side. In a `folded` part there are `folded` paragraphs that are the same."""

    rows: tuple[FacingRow, ...]
    folded: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonView:
    """The values of `comparison.html`. There are no `parts` if the texts are not compared, or are the same."""

    title: str
    group: Linked
    letters: tuple[Linked, Linked]
    tag: str
    example: bool
    facts: ComparedFacts
    same_facts: str
    """The names of the facts that are the same in both letters."""
    note: str
    language: str
    parts: tuple[FacingPart, ...]


def render_comparisons(site: Site) -> Iterator[Page]:
    """Yield a page for each letter of a group but the first."""
    for first, other in site.companions.list_all_pairs():
        if other.group is not None:
            yield _render_comparison(first, other, other.group, site)


def _render_comparison(first: Communication, other: Communication, group: Group, site: Site) -> Page:
    address = urls.comparison(group.id, other.reference)
    interface = site.interface
    title = interface.text("compared-title", first=first.reference, second=other.reference)
    view = _view_comparison(first, other, group, site)
    headings = [Heading("facts", interface.text("what-differs")), Heading("text", interface.text("text"))]
    return site.layout.build_page(
        address,
        title=title,
        description=interface.join_label(title, view.group.name),
        body=site.templates.render("comparison.html", view=view, root=urls.root(address)),
        contents=site.templates.render("contents.html", contents=headings),
        indexed=False,
    )


def _view_comparison(first: Communication, other: Communication, group: Group, site: Site) -> ComparisonView:
    interface = site.page_interface
    facts = compare_facts(first, other, site)
    texts = choose_texts(first, other)
    parts: tuple[FacingPart, ...] = ()
    note = interface.text("texts-not-compared")
    if texts is not None:
        comparison = compare_texts(texts[0].body, texts[1].body)
        note = interface.text("same-in-both", facts=interface.text("text"))
        if have_other_redactions(comparison):
            note = interface.text("redactions-not-compared")
        elif comparison.has_changes:
            note = interface.text("compared-words")
            parts = tuple(
                FacingPart(rows=tuple(face_blocks(each.blocks)), folded=len(each.blocks) if each.folded else 0)
                for each in fold_unchanged(comparison)
            )
    return ComparisonView(
        title=interface.text("compared-title", first=_keep_on_line(first), second=_keep_on_line(other)),
        group=Linked.to_entry(group.title, urls.group(group.id), interface),
        letters=(link_letter(first), link_letter(other)),
        tag="example" if other.example else site.example_tags.choose(example=False),
        example=first.example and other.example,
        facts=facts,
        same_facts=interface.series(facts.same),
        note=note,
        language=texts[0].language if texts is not None else "",
        parts=parts,
    )


def _keep_on_line(letter: Communication) -> str:
    """Return a letter's reference with spaces at which a line is not broken."""
    return str(letter.reference).replace(" ", "\u00a0")
