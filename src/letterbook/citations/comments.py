"""General comments and recommendations: which document each mention means."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.citations.lexicon.words import PublishedComment, load_committees
from letterbook.citations.mentions import GeneralComment
from letterbook.citations.named import Meaning


def resolve_comment(comment: GeneralComment) -> Meaning:
    """Return the document that a mention means.

    A committee named beside it decides, or else its year, or the committee named in its sentence, or its number.
    """
    committees = load_committees()
    named, reason = comment.committee, "named beside it" if comment.is_certain else "named near it"
    if named and not comment.is_certain and comment.year:
        published = committees[named].comments.get(comment.number)
        if published is None or comment.year not in published.years:
            named = ""
    if not named:
        possible = list(_list_possible(comment, (comment.is_recommendation,)))
        if not possible and (comment.year or comment.other):
            possible = list(_list_possible(comment, (True, False)))
        if len(possible) != 1:
            published_by = (committees[each] for each in possible if comment.number in committees[each].comments)
            known = " or ".join(each.label["en"] for each in published_by)
            return Meaning(reason=f"the text does not say which committee's{f': {known}' if known else ''}")
        named, reason = possible[0], "by its number and year" if comment.year else "by its number"
    published = committees[named].comments.get(comment.number)
    if published is None:
        return Meaning(reason=f"no comment with this number is known ({committees[named].label['en']})")
    return Meaning(
        document=_choose_version(named, comment.number, published, comment.year),
        reason=f"of the {committees[named].label['en']}, {reason}",
    )


def _list_possible(comment: GeneralComment, recommends: tuple[bool, ...]) -> Iterator[str]:
    """Yield the ids of the committees that can have issued a comment of which only the number and year are known, among
    those that call it a recommendation, or do not."""
    for id_, each in load_committees().items():
        published = each.comments.get(comment.number)
        if each.recommends not in recommends:
            continue
        if comment.other is not None:
            if published and published.joint and published.joint[1] == comment.other:
                yield id_
        elif comment.year is not None:
            if published and comment.year in published.years:
                yield id_
        elif comment.number <= each.last:
            yield id_


def name_document(committee: str, number: int, published: PublishedComment) -> str:
    """Return the symbol of a comment or, if it has none of its own, its name: `CCPR general comment No. 20`."""
    kind = "recommendation" if load_committees()[committee].recommends else "comment"
    return published.symbol or f"{committee.upper()} general {kind} No. {number}"


def _choose_version(committee: str, number: int, published: PublishedComment, year: int | None) -> str:
    """Return a comment's document, or that of its first version if it was revised since and is cited with its year."""
    if published.former_symbol and year == published.years[0]:
        return published.former_symbol
    return name_document(committee, number, published)
