"""Fills `annex` from the citations of a letter: instruments with their provisions, and documents."""

from __future__ import annotations

import re
from collections.abc import Iterable

from letterbook.citations import Citation, CitationCache
from letterbook.editing.drafts.draft import Draft
from letterbook.editing.yaml_text import Value
from letterbook.model.schema import Provision
from letterbook.model.schema.kinds import KINDS
from letterbook.text.structure import find_annex
from letterbook.text.visible_text import read_visible_text

_RESOLUTION = "/RES/"
_MOST_UNRESOLVED = 12
_NUMBER = re.compile(r"[0-9]{1,3}")


def read_annex(body: str, citations: CitationCache, draft: Draft) -> None:
    """Find what the annex of a letter cites, or the whole letter if it has none."""
    found = citations.cite(body)
    annex = find_annex(body)
    visible = read_visible_text(body)
    cited = [each for each in found if annex is None or each.start >= annex]
    if annex is None and cited:
        draft.doubt("the letter has no annex: `annex` holds what the whole letter cites")
    instruments: dict[str, dict[str, None]] = {}
    documents: dict[str, dict[str, Value]] = {}
    unresolved: list[str] = []
    for each in cited:
        line = visible.find_line(each.start) + 1
        words = " ".join(each.text.split())
        if each.beyond:
            draft.doubt(f"“{words}”: {each.note}", line)
        if each.instrument is not None:
            own = instruments.setdefault(each.instrument, {})
            own |= dict.fromkeys(one for one in each.provisions if one not in each.beyond and _is_provision(one))
        elif each.document is not None:
            if each.erratum is None and _RESOLUTION in each.document:
                continue  # which mostly only says where an instrument comes from
            if each.erratum is not None:
                draft.doubt(f"“{words}”: {each.note}", line)
            documents.setdefault(each.document, _make_document(each))
        else:
            unresolved.append(f"“{words}” (line {line}): {each.note}")
    for note in unresolved[:_MOST_UNRESOLVED]:
        draft.doubt(f"a citation was left out of `annex`, since it is not clear what it means: {note}")
    if len(unresolved) > _MOST_UNRESOLVED:
        draft.doubt(
            f"{len(unresolved) - _MOST_UNRESOLVED} more citations were left out of `annex`; letterbook cite lists them"
        )
    values: list[Value] = [_make_instrument(id_, provisions) for id_, provisions in instruments.items()]
    draft.put("annex", [*values, *documents.values()])


def _make_document(citation: Citation) -> dict[str, Value]:
    assert citation.document is not None
    value: dict[str, Value] = {"document": citation.document}
    if citation.erratum is not None:
        value |= {"cited_as": " ".join(citation.text.split()), "note": citation.erratum.notes["en"]}
    return value


def _make_instrument(id_: str, provisions: Iterable[str]) -> dict[str, Value]:
    listed = sorted(provisions, key=_rank)
    joined = [int(each) if _NUMBER.fullmatch(each) else each for each in _join_ranges(listed)]
    return {"instrument": id_, "provisions": joined} if joined else {"instrument": id_}


def _join_ranges(provisions: Iterable[str]) -> list[str]:
    """Write three or more provisions in a row as a range: 25-31."""
    runs: list[list[str]] = []
    for each in provisions:
        if runs and _NUMBER.fullmatch(each) and _NUMBER.fullmatch(runs[-1][-1]) and int(each) == int(runs[-1][-1]) + 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    return [text for run in runs for text in ([f"{run[0]}-{run[-1]}"] if len(run) > 2 else run)]


def _rank(provision: str) -> tuple[int, str]:
    number = _NUMBER.match(provision)
    return (int(number[0]) if number else 0, provision)


def _is_provision(text: str) -> bool:
    try:
        KINDS[Provision].parse(text)
    except ValueError:
        return False
    return True
